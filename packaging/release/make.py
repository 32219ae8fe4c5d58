"""A release, looked at as a stranger would: `./dev release --keys FOLDER --number N`; throw-away keys: `--dry-run`.

It makes every package that this computer can make and that is missing in DIST, or older than the last commit there, and
says which are missing. Then it makes what goes beside them, signs an update that announces all of it, and lets
`stranger.py` look, which gets nothing but the folder and the root. Nothing is published. Without `--dry-run` it demands
the root of trust of the ceremony first (`root.py`), and that the keys are its own. The throw-away keys of a dry run are
gone at the end; its root stays beside the folder. Ends with 1 where a runtime in one of the packages is past its day.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "content"), str(PROJECT / "desktop")]

import content  # noqa: E402 - found by the line above
import licences  # noqa: E402
import root as trust  # noqa: E402
import runtimes  # noqa: E402

import packages  # noqa: E402
from dialtone import __version__  # noqa: E402


class Signer(NamedTuple):
    """The keys that updates are signed with, which number this one has, and the password of the keys."""

    keys: Path
    number: int = 1
    password: bytes = b""


def make(dist: Path, out: Path, root: Path, day: date, signer: Signer | None = None) -> tuple[str, ...]:
    """Make a release in an empty folder, and its root of trust; return the kinds of packages that are missing.

    Without a `signer` the keys are made, and thrown away. With one its root must be in the wheel, if there is a wheel.
    """
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
    with tempfile.TemporaryDirectory() as made:
        if signer is None:
            signer = Signer(content.make_keys(Path(made) / "keys", 3, 2).parent)
        else:
            _demand_inside(out / packages.names(__version__)["wheel"], (signer.keys / "root.json").read_bytes())
        shutil.copy(signer.keys / "root.json", root)
        update = out / "update.zip"
        content.build(signer.keys, signer.number, 90, update, password=signer.password, release=said)
    subprocess.run([HERE.parent / "release.sh", out], check=True)
    return tuple(missing)


def _demand_inside(wheel: Path, root: bytes) -> None:
    if wheel.is_file():
        with zipfile.ZipFile(wheel) as archive:
            inside = [archive.read(one) for one in archive.namelist() if one.endswith("_resources/content/root.json")]
        if inside != [root]:
            raise SystemExit(f"release: {wheel.name} was built without this root of trust; make the packages anew")


def demand_signer(keys: Path | None, number: int, password: Path | None, now: datetime) -> Signer:
    """Return who signs. Raises `SystemExit` where there is no root to release, or the keys are those of another one."""
    root = trust.demand_root(trust.PLACE, now)
    if keys is None or not number:
        raise SystemExit("release: --keys FOLDER and --number N sign the update that announces it; or --dry-run")
    if not (keys / "root.json").is_file() or (keys / "root.json").read_bytes() != root:
        raise SystemExit(f"release: the keys in {keys} are not those of the root of trust in resources/content")
    return Signer(keys, number, password.read_bytes().strip() if password else b"")


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
    parser.add_argument("--dry-run", action="store_true", help="with throw-away keys")
    parser.add_argument("--keys", type=Path, help="the keys for updates, with the root.json of the ceremony")
    parser.add_argument("--number", type=int, default=0, help="one more than the last update")
    parser.add_argument("--password-file", type=Path, help="of the keys")
    parser.add_argument("--from", dest="dist", type=Path, default=PROJECT / "dist", help="where the packages lie")
    parser.add_argument("--out", type=Path, default=PROJECT / "dist/release", help="what is there goes")
    parser.add_argument("--as-they-are", action="store_true", help="make no package, and name those that are missing")
    options = parser.parse_args(arguments)
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", datetime.now(UTC).timestamp())), UTC).date()
    now = datetime.now(UTC)
    signer = None if options.dry_run else demand_signer(options.keys, options.number, options.password_file, now)
    options.dist.mkdir(parents=True, exist_ok=True)
    if not options.as_they_are and options.dist == PROJECT / "dist":
        make_packages(options.dist)
    root = options.out.with_name(f"{options.out.name}-root.json")
    missing = make(options.dist, options.out, root, day, signer)
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
