"""Does a built folder work? Run what a person would, with no network to reach: `smoke.py dist/dialtone`."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SECONDS_OPEN = 3
"""How long the window must stay open without complaint."""


class BrokenBundleError(Exception):
    """The bundle does not do what it should; the text says what it did."""


def main() -> int:
    """Run the checks, one line each; the first that fails ends it."""
    program = Path(sys.argv[1]).resolve() / "dialtone"
    with tempfile.TemporaryDirectory(prefix="dialtone-smoke-") as home:
        environment = bare_environment(Path(home))
        try:
            version = run(program, "--version", environment=environment)
            print(f"smoke: {version.stdout.strip()}")
            listed = run(program, "list", environment=environment)
            print(f"smoke: list names {len(listed.stdout.splitlines())} lines")
            give(program, Path(home) / "stick", environment)
            check_without_network(program, environment)
            check_for_the_window(program, environment)
            open_window(program, environment)
        except BrokenBundleError as error:
            print(f"smoke: FAILED: {error}", file=sys.stderr)
            return 1
    return 0


def bare_environment(home: Path) -> dict[str, str]:
    """No Python, no virtual environment, an empty home: what a stranger's computer has."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(home),
    }


def run(
    program: Path, *arguments: str, environment: dict[str, str], before: tuple[str, ...] = (), code: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run to the end, and say in one line what was wrong."""
    done = subprocess.run(
        [*before, str(program), *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    if done.returncode != code:
        said = done.stderr.strip()[-2000:]
        raise BrokenBundleError(f"dialtone {' '.join(arguments)} ended with {done.returncode}, not {code}: {said}")
    return done


def give(program: Path, stick: Path, environment: dict[str, str]) -> None:
    """A copy for another person: what is unpacked from it starts."""
    stick.mkdir()
    run(program, "give", str(stick), environment=environment)
    (folder,) = stick.iterdir()
    (packed,) = folder.glob("*-portable.zip")
    with zipfile.ZipFile(packed) as archive:
        for entry in archive.infolist():
            mode, path = entry.external_attr >> 16, stick / entry.filename
            if stat.S_ISLNK(mode):
                path.symlink_to(archive.read(entry).decode())
            else:
                archive.extract(entry, stick)
                path.chmod(stat.S_IMODE(mode))
    given = run(stick / program.parent.name / program.name, "--version", environment=environment)
    print(f"smoke: a copy of it starts: {given.stdout.strip()} ({packed.stat().st_size / 1_000_000:.1f} MB)")


def check_without_network(program: Path, environment: dict[str, str]) -> None:
    """A whole check in an empty network namespace: every module loads, no packet leaves."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        print("smoke: no check (an empty network namespace needs root)")
        return
    done = run(program, "check", "--json", environment=environment, before=("unshare", "-n"), code=3)
    status = json.loads(done.stdout)["network"]["status"]
    if status != "offline":
        raise BrokenBundleError(f"without a network the check says {status}")
    print("smoke: a check without a network says offline")


def check_for_the_window(program: Path, environment: dict[str, str]) -> None:
    """The process that the window starts for a check: asked in one line, it answers in lines to the end."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return
    request = json.dumps({"type": "CheckRequest", "messengers": ["signal"]}) + "\n"
    with subprocess.Popen(
        ["unshare", "-n", str(program), "--check-for-window"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as checker:  # fmt: skip
        if checker.stdin is None or checker.stdout is None:
            raise BrokenBundleError("no pipes")
        checker.stdin.write(request)
        checker.stdin.flush()
        said = checker.stdout.read()
        if checker.wait(timeout=30) or '"CheckFinished"' not in said:
            raise BrokenBundleError(f"the process that checks ended with {checker.returncode}: {said[-500:]}")
    print("smoke: the process that checks for the window answers to the end")


def open_window(program: Path, environment: dict[str, str]) -> None:
    """The window opens offscreen and stays, saying nothing on standard error."""
    before = ("unshare", "-n") if os.geteuid() == 0 and shutil.which("unshare") else ()
    environment = {**environment, "DISPLAY": ":none"}
    with subprocess.Popen([*before, str(program)], env=environment, stderr=subprocess.PIPE, text=True) as window:
        try:
            _, said = window.communicate(timeout=SECONDS_OPEN)
        except subprocess.TimeoutExpired:
            window.terminate()
            _, said = window.communicate(timeout=10)
        else:
            raise BrokenBundleError(f"the window closed by itself with {window.returncode}: {said.strip()[-2000:]}")
    if said.strip():
        raise BrokenBundleError(f"the window complains: {said.strip()[-2000:]}")
    print("smoke: the window opens and stays")


if __name__ == "__main__":
    sys.exit(main())
