"""What is inside the packages beside Python's packages: each part has its text, and the bill of materials names it."""

import importlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PACKAGING = PROJECT / "packaging"
UV = PROJECT / "build/tools/bin/uv"
TABLE = tomllib.loads((PACKAGING / "licences/parts.toml").read_text(encoding="utf-8"))
PARTS = TABLE["part"]
KINDS = {"deb", "appimage", "rpm", "windows", "macos"}


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("parts")


@pytest.fixture
def licences(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("licences")


def _wheel(folder: Path, licence: str) -> Distribution:
    """Return an installed package with a bill of materials, which names one crate."""
    notes = folder / "planted-1.0.dist-info"
    (notes / "sboms").mkdir(parents=True)
    crate: dict[str, Any] = {"name": "thing", "version": "0.1", "purl": "pkg:cargo/thing@0.1?download_url=file://thing"}
    crate |= {"licenses": [{"expression": licence}]} if licence else {}
    (notes / "sboms/planted.cyclonedx.json").write_text(json.dumps({"components": [crate]}), encoding="utf-8")
    (notes / "METADATA").write_text("Metadata-Version: 2.4\nName: planted\nVersion: 1.0\n", encoding="utf-8")
    (notes / "RECORD").write_text("planted-1.0.dist-info/sboms/planted.cyclonedx.json,,\n", encoding="utf-8")
    return Distribution.at(notes)


@pytest.mark.parametrize(
    ("expression", "texts"),
    [
        ("MIT OR Apache-2.0", ["Apache-2.0.txt"]),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", ["Apache-2.0.txt", "CLDR-LICENSE.txt"]),
        ("Apache-2.0 WITH LLVM-exception", ["Apache-2.0.txt"]),
    ],
)
def test_one_licence_covers_a_crate(parts: Any, tmp_path: Path, expression: str, texts: list[str]) -> None:
    (found,) = parts.crates([_wheel(tmp_path, expression)])
    assert [path.name for path in found.texts] == texts
    assert (found.title, found.purl) == ("thing 0.1 (in planted)", "pkg:cargo/thing@0.1")


@pytest.mark.parametrize("expression", ["MIT", "MIT OR BSD-3-Clause", "Apache-2.0 AND MIT", ""])
def test_a_crate_without_a_text_ends_the_build(parts: Any, tmp_path: Path, expression: str) -> None:
    with pytest.raises(SystemExit, match="thing in planted: no text for"):
        list(parts.crates([_wheel(tmp_path, expression)]))


@pytest.mark.parametrize("expression", ["MIT AND", "(MIT", "MIT MIT"])
def test_what_is_no_spdx_expression_is_refused(parts: Any, expression: str) -> None:
    with pytest.raises(ValueError, match="SPDX"):
        parts.alternatives(expression)


def test_a_part_without_a_text_ends_the_build(parts: Any, licences: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = parts.Part("thing", "Qt", "", "MIT", ())
    monkeypatch.setattr(parts, "listed", lambda _: (bare,))
    with pytest.raises(SystemExit, match="thing: no licence text is known"):
        list(licences.sections())


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="there is no Debian to ask")
def test_a_library_of_the_system_that_nobody_looked_at_ends_the_build(parts: Any) -> None:
    with pytest.raises(SystemExit, match="dpkg: libraries of this package go into the bundle"):
        parts.debian_packages([shutil.which("dpkg-query")])
    assert parts.debian_packages([__file__]) == frozenset()


@pytest.mark.parametrize("row", PARTS, ids=lambda row: f"{row['name']} {row.get('version', '')}")
def test_every_row_can_be_used(parts: Any, row: dict[str, Any]) -> None:
    assert set(row) <= {"name", "inside", "version", "mark", "licence", "texts", "packages", "debian", "linked"}
    assert row["packages"]
    assert set(row["packages"]) <= KINDS
    assert parts.alternatives(row["licence"])
    for text in row.get("texts", ()):
        assert (PACKAGING / "licences" / text).stat().st_size > 30
    if "mark" in row:
        assert re.compile(row["mark"][1]).groups == 1


def test_no_text_is_left_over() -> None:
    named = {text for row in PARTS for text in row.get("texts", ())}
    named |= {*TABLE["standard"].values(), *TABLE["crates"].values(), "OFL-1.1.txt"}
    there = {path.relative_to(PACKAGING / "licences").as_posix() for path in (PACKAGING / "licences").rglob("*.txt")}
    assert there ^ {name for name in named if not name.startswith("..")} == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the marks are those of Qt's libraries for Linux")
def test_qt_says_itself_which_versions_are_inside(parts: Any, licences: Any) -> None:
    found = {part.name: part.version for part in parts.listed(licences.shipped()) if part.inside == "Qt"}
    for name in ("ICU", "PCRE2", "libpng", "libjpeg-turbo"):
        assert re.fullmatch(r"\d+(\.\d+)+", found[name]), name


@pytest.mark.skipif(not UV.exists() and not shutil.which("uv"), reason="uv is not installed")
def test_the_bill_names_what_the_texts_name(tmp_path: Path) -> None:
    """The Rust crates and all that is linked in statically were in neither."""
    subprocess.run([sys.executable, PACKAGING / "licences.py", tmp_path / "texts"], capture_output=True, check=True)
    bill = tmp_path / "bill.json"
    environment = {"UV": str(UV) if UV.exists() else "uv", "UV_OFFLINE": "1", "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, PACKAGING / "sbom.py", bill], env=environment, capture_output=True, check=True)
    made = json.loads(bill.read_text(encoding="utf-8"))["components"]
    assert {"pyo3", "asn1", "HarfBuzz", "FreeType", "libffi", "squashfuse", "libfuse", "glibc"} <= {
        one["name"] for one in made
    }
    assert not [one["name"] for one in made if not one.get("licenses") and one["name"] != "tzdata"]
    crates = [one for one in made if one.get("purl", "").startswith("pkg:cargo/")]
    assert len([one for one in crates if one.get("hashes")]) > 30
    titles = re.findall(r"^={100}\n(.+)\n={100}$", (tmp_path / "texts").read_text(encoding="utf-8"), re.MULTILINE)
    for one in crates:
        assert [title for title in titles if title.startswith(f"{one['name']} {one['version']} (in ")], one["name"]
