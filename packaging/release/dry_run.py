"""A release with throw-away keys, looked at as a stranger would: `./dev release --dry-run`.

It makes every package that this computer can make and that is missing in DIST, or older than the last commit there, and
says which are missing. Then it makes what goes beside them, signs an update that announces all of it, and lets
`stranger.py` look, which gets nothing but the folder and the root. Nothing is published, and the keys are gone at the
end; the root stays beside the folder. Ends with 1 where a runtime in one of the packages is past its day.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "content"), str(PROJECT / "desktop")]

import content  # noqa: E402 - found by the line above
import licences  # noqa: E402
import runtimes  # noqa: E402

import packages  # noqa: E402
from dialtone import __version__  # noqa: E402


def make(dist: Path, out: Path, root: Path, day: date) -> tuple[str, ...]:
    """Make a release in an empty folder, and its root of trust; return the kinds of packages that are missing."""
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    missing = []
    for kind, name in packages.names(__version__).items():
        if (dist / name).is_file():
            shutil.copy(dist / name, out)
        else:
            missing.append(kind)
    files = sorted(out.iterdir())
    licences.write(out / "LICENCES.txt")
    (out / "index.html").write_text(packages.page(__version__, files), encoding="utf-8")
    said = packages.announcement(__version__, day, files)
    with tempfile.TemporaryDirectory() as keys:
        shutil.copy(content.make_keys(Path(keys) / "keys", 3, 2), root)
        content.build(Path(keys) / "keys", 1, 90, out / "update.zip", release=said)
    subprocess.run([HERE.parent / "release.sh", out], check=True)
    return tuple(missing)


def make_packages(dist: Path) -> None:
    """Make what is missing or older than the last commit. Each command tests what it made."""
    ask = ["git", "log", "-1", "--format=%ct"]
    commit = int(subprocess.run(ask, cwd=PROJECT, capture_output=True, text=True, check=True).stdout)
    macs = {kind for kind in packages.KINDS if kind.startswith("macos")}
    here = {f"macos-{platform.machine()}", "wheel"}
    elsewhere = macs if sys.platform != "darwin" else set(packages.KINDS) - here
    old = {
        kind.partition("-")[0]: None
        for kind, name in packages.names(__version__).items()
        if kind not in elsewhere and not ((dist / name).is_file() and (dist / name).stat().st_mtime >= commit)
    }
    if old:
        _tell(f"making {', '.join(old)}")
        subprocess.run([str(PROJECT / "dev"), "package", *old], check=True)


def _tell(line: str) -> None:
    print(f"release: {line}", flush=True)


def main(arguments: list[str]) -> int:
    """Do it, and say what came of it."""
    parser = argparse.ArgumentParser(prog="./dev release", description="Makes a release and looks at it.")
    parser.add_argument("--dry-run", action="store_true", required=True, help="with throw-away keys")
    parser.add_argument("--from", dest="dist", type=Path, default=PROJECT / "dist", help="where the packages lie")
    parser.add_argument("--out", type=Path, default=PROJECT / "dist/release", help="what is there goes")
    parser.add_argument("--as-they-are", action="store_true", help="make no package, and name those that are missing")
    options = parser.parse_args(arguments)
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", datetime.now(UTC).timestamp())), UTC).date()
    options.dist.mkdir(parents=True, exist_ok=True)
    if not options.as_they_are and options.dist == PROJECT / "dist":
        make_packages(options.dist)
    root = options.out.with_name(f"{options.out.name}-root.json")
    missing = make(options.dist, options.out, root, day)
    for path in sorted(options.out.iterdir()):
        _tell(f"{path.stat().st_size / 1_000_000:7.2f} MB  {path.name}")
    subprocess.run([sys.executable, HERE / "stranger.py", options.out, root], check=True)
    for kind in missing:
        _tell(f"NOT IN IT: {packages.names(__version__)[kind]} (./dev package {kind.partition('-')[0]})")
    made = {kind.partition("-")[0] for kind in packages.KINDS if kind not in missing}
    late = runtimes.overdue([kind for kind in runtimes.KINDS if kind in made], day)
    for line in late:
        _tell(f"PAST ITS DAY: {line}")
    return bool(late)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
