"""The licence texts of everything that a package holds: `licences.py OUT` writes them into one file.

It is run where the program is frozen, and reads what is installed there: the same texts as of the code that is shipped.
"""

import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "packaging"))

import parts  # noqa: E402 - found by the line above

OURS = Path(__file__).with_name("licences")
WITHOUT_A_TEXT = {
    # Their wheels bring none along.
    "pyside6-essentials": ("LGPL-3.0.txt",),
    "shiboken6": ("LGPL-3.0.txt",),
}
FORBIDS = re.compile(
    r"\bnot grant\b.{0,120}\b(?:re)?distribut"
    r"|\bno (?:rights?|licen[cs]e|permission)\b.{0,60}\b(?:re)?distribut"
    r"|\b(?:may|must|shall|can) ?not (?:be )?(?:\w+,? ){0,6}?(?:re)?distribut"
    r"(?!.{0,120}\b(?:except|unless|under|without)\b)"
    r"|\b(?:re)?distribution\b.{0,40}\b(?:not (?:permitted|allowed)|prohibited|forbidden)"
    r"|\b(?:personal|internal|evaluation|non-?commercial) (?:use|purposes?) only\b",
    re.IGNORECASE,
)
"""What a licence says that forbids passing the thing on. Whose text says so is not shipped."""
ALLOWED = re.compile(
    r"If you cannot distribute so as to satisfy .{0,200}you may not distribute the (?:Program|Library) at all"
    r"|notices? may not be removed or altered from any source (?:or altered source )?distribution"
)
"""GPL-2, section 7, and LGPL-2.1, section 11, of one who cannot keep their other terms; zlib, of its own notice."""
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def shipped() -> tuple[Distribution, ...]:
    """Return the packages that the program needs, and all that they need, by their names."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [*project["dependencies"], *project["optional-dependencies"]["window"]]
    found: dict[str, Distribution] = {}
    while waiting:
        wanted = waiting.pop()
        match = _NAME.match(wanted)
        name = plain(match[0]) if match else ""
        if not name or name in found or "extra ==" in wanted:
            continue
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue  # for another system
        found[name] = one
        waiting.extend(one.requires or ())
    return tuple(found[name] for name in sorted(found))


def plain(name: str) -> str:
    """Return the name of a package of Python as an index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def texts_of(one: Distribution) -> tuple[str, ...]:
    """Return the licence texts of a package. Raises `SystemExit` where there is none: then it is not shipped."""
    name = plain(one.metadata["Name"])
    paths = [Path(str(one.locate_file(file))) for file in one.files or () if _is_text(file.parts)]
    found = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(paths) if path.is_file()]
    found += [(OURS / file).read_text(encoding="utf-8") for file in WITHOUT_A_TEXT.get(name, ())]
    if not found:
        raise SystemExit(f"{name}: no licence text is known; put one into packaging/licences")
    return tuple(dict.fromkeys(found))


def _is_text(parts: tuple[str, ...]) -> bool:
    notes = any(part.endswith(".dist-info") for part in parts[:-1])
    return notes and bool(_TEXT.match(parts[-1])) and not parts[-1].endswith(".py")


def python_text() -> str:
    """Return the licence of the Python that runs this: the one that is shipped."""
    for folder in (sysconfig.get_path("stdlib"), sys.base_prefix):
        for name in ("LICENSE.txt", "LICENSE"):
            if (Path(folder) / name).is_file():
                return (Path(folder) / name).read_text(encoding="utf-8", errors="replace")
    raise SystemExit("Python's LICENSE.txt was not found")


def sections(libraries: Iterable[str] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is shipped, and its texts. `libraries`: the files that are taken into the bundle from this system."""
    gpl = (PROJECT / "LICENSE").read_text(encoding="utf-8")
    yield "Dialtone, GPL-3.0-or-later", (gpl,)
    loader = distribution("pyinstaller")
    theirs = {"Python": (python_text(),), "PyInstaller's bootloader": texts_of(loader)}
    packages = shipped()
    for part in parts.listed(packages):
        texts = theirs.get(part.name) or tuple(path.read_text(encoding="utf-8") for path in part.texts)
        if not texts:
            raise SystemExit(f"{part.name}: no licence text is known; put one into packaging/licences")
        yield part.title, texts
    yield "The fonts: copyright 2015-2021 Google LLC", ((OURS / "OFL-1.1.txt").read_text(encoding="utf-8"),)
    for path in sorted((PROJECT / "resources").rglob("*LICENSE*.txt")):
        yield f"In Dialtone: {path.parent.name}", (path.read_text(encoding="utf-8"),)
    for one in packages:
        yield f"{one.metadata['Name']} {one.version}", texts_of(one)
    for part in dict.fromkeys(parts.crates(packages)):
        yield part.title, tuple(path.read_text(encoding="utf-8") for path in part.texts)
    for name, version in sorted(parts.debian_packages(libraries)):
        text = Path("/usr/share/doc", name, "copyright").read_text(encoding="utf-8", errors="replace")
        yield f"{name} {version} (of Debian)", (text,)


def refuse_forbidding(name: str, text: str) -> None:
    """Raise `SystemExit` where a text forbids distribution."""
    found = FORBIDS.search(ALLOWED.sub("", " ".join(text.split())))
    if found is not None:
        raise SystemExit(f'{name}: its licence forbids distribution, so it is not shipped: "{found[0]}"')


def write(out: Path, libraries: Iterable[str] = ()) -> Path:
    """Write all of them into one file; the same text stands there once. Raises `SystemExit` where one forbids it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    seen: dict[str, str] = {}
    said = ["What Dialtone is made of, and under which licence each part may be used.\n"]
    for name, texts in sections(libraries):
        said.append(f"\n{'=' * 100}\n{name}\n{'=' * 100}\n\n")
        for text in texts:
            refuse_forbidding(name, text)
            key = " ".join(text.split())
            said.append(f"The same text as of {seen[key]}.\n" if key in seen else f"{text.rstrip()}\n")
            seen.setdefault(key, name)
    out.write_text("".join(said), encoding="utf-8")
    return out


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
