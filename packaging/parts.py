"""What is inside the packages beside the packages of Python: `licences/parts.toml`, and the crates that wheels name.

`licences.py` writes their texts into LICENCES.txt, `sbom.py` their names and versions into the bill of materials. Reads
what is installed where it runs.
"""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from importlib.metadata import Distribution
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

OURS = Path(__file__).with_name("licences")
TABLE = OURS / "parts.toml"


class Part(NamedTuple):
    """One part: where it is, what version it is of, its licence as an SPDX expression, and the files of its texts."""

    name: str
    inside: str
    version: str
    licence: str
    texts: tuple[Path, ...]
    packages: tuple[str, ...] = ()
    debian: tuple[str, ...] = ()
    """Debian's packages of it: their text and version go into what is frozen there."""
    purl: str = ""
    hashes: tuple[tuple[str, str], ...] = ()
    """Algorithm and sum, as CycloneDX writes them."""

    @property
    def title(self) -> str:
        """Name, version and place, as LICENCES.txt has them above the texts."""
        return " ".join(filter(None, (self.name, self.version, self.inside and f"(in {self.inside})")))


def alternatives(expression: str) -> tuple[frozenset[str], ...]:
    """Return the sets of licences by which an SPDX expression can be met. An exception only permits more: it goes.

    Raises `ValueError` where it is no expression.
    """
    names: list[str] = []

    def as_python(word: re.Match[str]) -> str:
        if word[0] in ("AND", "OR"):
            return word[0].lower()
        names.append(word[0])
        return f"_{len(names) - 1}"

    written = re.sub(r"[^\s()]+", as_python, re.sub(r"\s+WITH\s+[\w.-]+", "", expression))
    try:
        return _ways(ast.parse(written, mode="eval").body, names)
    except (SyntaxError, ValueError):
        raise ValueError(f"no SPDX expression: {expression}") from None


def _ways(node: ast.expr, names: Sequence[str]) -> tuple[frozenset[str], ...]:
    match node:
        case ast.Name(id=name):
            return (frozenset({names[int(name[1:])]}),)
        case ast.BoolOp(op=ast.Or(), values=values):
            return tuple(way for one in values for way in _ways(one, names))
        case ast.BoolOp(op=ast.And(), values=values):
            return tuple(frozenset().union(*each) for each in product(*(_ways(one, names) for one in values)))
    raise ValueError("neither a licence nor several")


def standard_texts(expression: str) -> tuple[Path, ...]:
    """Return the texts that meet an expression whose licences name no holder; nothing where there is no such way."""
    known: Mapping[str, str] = _table()["standard"]
    for wanted in alternatives(expression) if expression else ():
        if wanted <= known.keys():
            return tuple(OURS / known[one] for one in sorted(wanted))
    return ()


def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def listed(shipped: Iterable[Distribution]) -> tuple[Part, ...]:
    """Return the parts of the table. Raises `SystemExit` where one has no text, for what Debian does not bring."""
    qt = next((one for one in shipped if one.metadata["Name"].lower().startswith("pyside6")), None)
    found = []
    for row in _table()["part"]:
        texts = tuple(OURS / file for file in row.get("texts", ())) or standard_texts(row["licence"])
        version = row.get("version", "") or _marked(row.get("mark"), qt) or _debian_version(row.get("linked", ""))
        if row["name"] == "Qt" and qt is not None:
            version = qt.version
        debian = tuple(row.get("debian", ()))
        found.append(
            Part(row["name"], row.get("inside", ""), version, row["licence"], texts, tuple(row["packages"]), debian)
        )
    return tuple(found)


def _marked(mark: list[str] | None, qt: Distribution | None) -> str:
    """Return the version that a library of Qt says of what is inside it; empty where there is no such library."""
    if mark is None or qt is None:
        return ""
    name, pattern = mark
    for file in qt.files or ():
        if file.name == name:
            said = re.search(pattern.encode(), Path(str(qt.locate_file(file))).read_bytes())
            return said[1].decode() if said else ""
    return ""


def _debian_version(package: str) -> str:
    """Return the version of a package of this Debian; empty where there is none."""
    if not package:
        return ""
    ask = ["dpkg-query", "-W", "-f", "${Version}", package]
    try:
        return subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def crates(shipped: Iterable[Distribution]) -> Iterator[Part]:
    """Yield what the bills of the wheels name. Raises `SystemExit` where a licence asks for a text that is not here."""
    own: Mapping[str, str] = _table()["crates"]
    for one in shipped:
        bills = sorted(path for file in one.files or () if (path := _bill(one, file.parts)) is not None)
        inside = one.metadata["Name"]
        for part in (part for path in bills for part in json.loads(path.read_text(encoding="utf-8"))["components"]):
            name = part["name"]
            licence = _licence_of(part)
            texts = (OURS / own[name],) if name in own else standard_texts(licence)
            if not texts:
                raise SystemExit(
                    f"{name} in {inside}: no text for {licence or 'a licence that is not named'};"
                    " put it into packaging/licences and name it in parts.toml"
                )
            purl = part.get("purl", "").partition("?")[0]
            sums = tuple((each["alg"], each["content"]) for each in part.get("hashes", ()))
            yield Part(name, inside, part["version"], licence, texts, (), (), purl, sums)


def _bill(one: Distribution, place: tuple[str, ...]) -> Path | None:
    inside = len(place) > 1 and place[-2] == "sboms" and place[-1].endswith(".json")
    return Path(str(one.locate_file("/".join(place)))) if inside else None


def _licence_of(part: Mapping[str, Any]) -> str:
    said = part.get("licenses") or [{}]
    return str(said[0].get("expression") or said[0].get("license", {}).get("id", ""))


def debian_packages(libraries: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return Debian's packages of these files, each with its version. On another system there is nothing to ask.

    Raises `SystemExit` where one is not in the table: then nobody has looked at its licence.
    """
    files = [Path(file).resolve() for file in libraries]
    # Debian 12 files a library under /lib, though it lies under /usr/lib.
    places = [str(path) for file in files for path in (file, Path("/", *file.parts[2:]))]
    try:
        done = subprocess.run(["dpkg-query", "-S", *places], capture_output=True, text=True, check=False)
    except OSError:
        return frozenset()
    names = {line.partition(":")[0] for line in done.stdout.splitlines() if not line.startswith("diversion ")}
    known = [name for row in _table()["part"] for name in row.get("debian", ())]
    for name in sorted(names):
        if not any(fnmatch(name, one) for one in known):
            raise SystemExit(f"{name}: libraries of this package go into the bundle; name it in licences/parts.toml")
    return frozenset((name, _debian_version(name)) for name in names)
