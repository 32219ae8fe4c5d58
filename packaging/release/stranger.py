"""Looks at a release as somebody does who has nothing but the folder and a root of trust: `stranger.py FOLDER ROOT`.

Everything is read with the program's own readers, in a state folder that is empty. Ends with 1 at the first thing that
is not as it must be. It also changes copies, and expects each change to be noticed.
"""

import json
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT / "desktop"), str(Path(__file__).parent)]

from dialtone.model.packages import Release  # noqa: E402
from dialtone.model.trouble import TroubleError, TroubleKind  # noqa: E402
from dialtone.store.content_import import import_content  # noqa: E402
from dialtone.store.release_file import find_newer_release  # noqa: E402
from packages import sum_of  # noqa: E402 - found by the line above

OLDEST = "0.0.1"
"""A Dialtone to which every release is news."""
Tell = Callable[[str], None]


def look(folder: Path, root: bytes, tell: Tell) -> None:
    """Look at all of it. Raises `SystemExit` with what is wrong."""
    sums = read_sums(folder)
    _demand_sums(folder, sums)
    tell(f"sums: {len(sums)} files are as SHA256SUMS says")
    release = announced(folder / "update.zip", root)
    _demand_files(folder, release)
    tell(f"signed: version {release.version} of {release.day}, {len(release.files)} packages with their sums")
    bill = json.loads(next(folder.glob("*.cdx.json")).read_text(encoding="utf-8"))
    tell(f"licences: {_demand_licences(bill, (folder / 'LICENCES.txt').read_text(encoding='utf-8'))} parts have a text")
    _demand_page((folder / "index.html").read_text(encoding="utf-8"), release)
    tell("page: every link is a package with its sum, and it loads nothing")
    tell(f"changed on purpose: {_demand_refusals(folder, root, release)} changes were noticed")


def read_sums(folder: Path) -> dict[str, str]:
    """Return the sums by name."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _demand_sums(folder: Path, sums: dict[str, str]) -> None:
    there = {path.name for path in folder.iterdir() if path.name != "SHA256SUMS"}
    if odd := there ^ set(sums):
        raise SystemExit(f"SHA256SUMS and the folder do not agree: {', '.join(sorted(odd))}")
    if wrong := [name for name, digest in sums.items() if sum_of(folder / name) != digest]:
        raise SystemExit(f"the sum is another one: {', '.join(sorted(wrong))}")


def announced(update: Path, root: bytes) -> Release:
    """Return what a signed update tells an old Dialtone. Raises `SystemExit` where it tells nothing."""
    with tempfile.TemporaryDirectory() as state:
        try:
            import_content(update, PROJECT / "resources", Path(state), root)
        except TroubleError as error:
            if error.kind is not TroubleKind.UPDATE_IN_USE:  # the advice that this Dialtone came with
                raise SystemExit(f"{update.name}: {error}") from None
        release = find_newer_release(Path(state), OLDEST)
    if release is None:
        raise SystemExit(f"{update.name}: it announces no release")
    return release


def _demand_files(folder: Path, release: Release) -> None:
    for file in release.files:
        path = folder / file.name
        if not path.is_file() or path.stat().st_size != file.bytes or sum_of(path) != file.sha256:
            raise SystemExit(f"{file.name}: it is not what was signed")


def _demand_licences(bill: dict[str, list[dict[str, str]]], texts: str) -> int:
    titles = re.findall(r"^={100}\n(.+)\n={100}$", texts, re.MULTILINE)
    held = {f"{_plain(title)} ".replace(", ", " ") for title in titles}
    windows_alone = {"tzdata"}  # no text of it where the program is frozen on Linux
    names = {part["name"] for part in bill["components"]} - windows_alone
    if missing := [name for name in sorted(names) if not any(one.startswith(f"{_plain(name)} ") for one in held)]:
        raise SystemExit(f"no licence text: {', '.join(missing)}")
    return len(bill["components"])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _demand_page(text: str, release: Release) -> None:
    if set(re.findall(r'href="([^"]*)"', text)) != {file.name for file in release.files}:
        raise SystemExit("index.html links to something else than the packages")
    if any(file.sha256 not in text for file in release.files) or re.search(r"https?://|<script|src=", text):
        raise SystemExit("index.html lacks a sum, or names something outside its folder")


def _demand_refusals(folder: Path, root: bytes, release: Release) -> int:
    """Change copies as somebody on the way could; return how many changes were noticed, which must be all."""
    noticed = 0
    for file in release.files:
        with _copied(folder / file.name) as copy:
            _flip(copy, file.bytes // 2)
            noticed += _refuses(partial(_demand_files, copy.parent, _only(release, file.name)))
    with tempfile.TemporaryDirectory() as place:
        for changed in _changed_updates(folder / "update.zip", Path(place) / "update.zip"):
            noticed += _refuses(partial(announced, changed, root))
    return noticed


def _changed_updates(update: Path, to: Path) -> Iterator[Path]:
    """Yield the update with one bit turned in each of its files; the root is looked at by who has it already."""
    with zipfile.ZipFile(update) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data in parts.items():
        if not name.endswith("root.json"):
            middle = len(data) // 2
            turned = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
            with zipfile.ZipFile(to, "w") as archive:
                for other, whole in parts.items():
                    archive.writestr(other, turned if other == name else whole)
            yield to


def _only(release: Release, name: str) -> Release:
    return Release(release.version, release.day, {}, tuple(file for file in release.files if file.name == name))


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(shutil.copy(path, place))


def _flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1]))


def _refuses(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except SystemExit:
        return True
    raise SystemExit("a change was not noticed")


if __name__ == "__main__":
    look(Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), lambda line: print(f"release: {line}"))
