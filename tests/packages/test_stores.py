"""What stores read of Dialtone: the id in one place, AppStream, the Flatpak, winget. Against documented fields."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from dialtone import APPLICATION_ID

PROJECT = Path(__file__).resolve().parents[2]
PACKAGING = PROJECT / "packaging"
ASK = """
import json, sys
sys.path.insert(0, sys.argv[1])
import winget
from pathlib import Path
publisher = winget.OwnPublisher("Somebody's packages", sys.argv[3], "")
made = winget.manifests(Path(sys.argv[2]), publisher, "1.2.3")
print(json.dumps({name: [one, winget.written(one)] for name, one in made.items()}))
"""
LOCALE = {"PackageIdentifier", "PackageVersion", "PackageLocale", "ManifestType", "ManifestVersion"}
NEEDED = {
    "version": {"PackageIdentifier", "PackageVersion", "DefaultLocale", "ManifestType", "ManifestVersion"},
    "installer": {"PackageIdentifier", "PackageVersion", "Installers", "ManifestType", "ManifestVersion"},
    "defaultLocale": {*LOCALE, "Publisher", "PackageName", "License", "ShortDescription"},
    "locale": LOCALE,
}
"""What winget's schema 1.12.0 asks for in each kind of manifest."""
ALSO = {"Platform", "MinimumOSVersion", "InstallerType", "Scope", "UpgradeBehavior", "FileExtensions", "PackageUrl"}
ALSO |= {"Publisher", "PackageName", "License", "ShortDescription", "Description"}


def _fill(file: Path) -> str:
    command = [sys.executable, str(PACKAGING / "publisher.py"), "--fill"]
    text = file.read_text(encoding="utf-8")
    filled: str = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    return filled


def test_the_id_stands_in_one_place() -> None:
    named = [
        str(file.relative_to(PROJECT))
        for folder in ("desktop", "packaging", "resources")
        for file in (PROJECT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
        if APPLICATION_ID.encode() in file.read_bytes() or APPLICATION_ID in file.name
    ]
    assert named == ["desktop/dialtone/__init__.py"]
    assert APPLICATION_ID not in (PROJECT / "build.spec").read_text(encoding="utf-8")


def test_the_flatpak_asks_for_what_it_needs_and_no_files() -> None:
    text = _fill(PACKAGING / "flatpak/dialtone.yml")
    assert re.search(rf"^id: {re.escape(APPLICATION_ID)}$", text, re.MULTILINE)
    assert re.findall(r"^([\w-]+):", text, re.MULTILINE) == [
        "id", "runtime", "runtime-version", "sdk", "command", "finish-args", "modules",
    ]  # fmt: skip
    asked = re.findall(r"^  - (--\S+)$", text, re.MULTILINE)
    assert "--share=network" in asked
    assert not [word for word in asked if word.startswith(("--filesystem", "--socket=session", "--socket=system"))]
    assert "@" not in text


@pytest.mark.skipif(not shutil.which("flatpak-builder"), reason="flatpak-builder is not installed")
def test_flatpaks_own_builder_reads_all_of_it(tmp_path: Path) -> None:
    """Building needs a runtime from Flathub; reading does not."""
    (tmp_path / "dialtone.yml").write_text(_fill(PACKAGING / "flatpak/dialtone.yml"), encoding="utf-8")
    command = ["flatpak-builder", "--show-manifest", "dialtone.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "it names what it does not know"
    assert json.loads(done.stdout)["id"] == APPLICATION_ID


@pytest.fixture
def metainfo(tmp_path: Path) -> Path:
    text = (
        _fill(PACKAGING / "linux/dialtone.metainfo.xml").replace("@VERSION@", "1.2.3").replace("@DATE@", "2026-11-27")
    )
    path = tmp_path / f"{APPLICATION_ID}.metainfo.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_appstream_finds_all_that_a_store_asks_for(metainfo: Path) -> None:
    root = ET.parse(metainfo).getroot()  # noqa: S314 - our own file
    assert root.get("type") == "desktop-application"
    assert root.findtext("id") == APPLICATION_ID
    assert root.findtext("launchable") == f"{APPLICATION_ID}.desktop"
    for tag in ("metadata_license", "project_license", "name", "summary", "description", "content_rating", "releases"):
        assert root.find(tag) is not None, tag
    developer = root.find("developer")
    assert developer is not None
    assert developer.get("id") == APPLICATION_ID.rpartition(".")[0]
    assert root.findall("releases/release/description/ul/li"), "what changed"
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    said = {None, *(path.parent.name for path in PROJECT.glob("resources/languages/*/program.toml"))} - {"en"}
    assert {one.get(language) for one in root.iter("summary")} == said
    assert {one.get(language) for one in root.iter("p")} == said


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstreamcli is not installed")
def test_appstreams_own_linter_finds_no_error(metainfo: Path) -> None:
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", metainfo], capture_output=True, text=True, check=False
    )
    assert not re.findall(r"^E: .*", done.stdout, re.MULTILINE), done.stdout


def _manifests(tmp_path: Path, page: str) -> subprocess.CompletedProcess[str]:
    setup = tmp_path / "dialtone-1.2.3-windows-setup.exe"
    setup.write_bytes(b"MZ")
    command = [sys.executable, "-c", ASK, str(PACKAGING / "release"), str(setup), page]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_winget_gets_every_field_it_asks_for_and_none_it_does_not_know(tmp_path: Path) -> None:
    made: Mapping[str, Any] = json.loads(_manifests(tmp_path, "https://example.org/dialtone/").stdout)
    assert {f"{APPLICATION_ID}{end}.yaml" for end in ("", ".installer", ".locale.en-US", ".locale.fa-IR")} <= set(made)
    assert len(made) == 2 + len(list(PROJECT.glob("resources/languages/*/program.toml")))
    for name, (one, text) in made.items():
        kind = one["ManifestType"]
        assert NEEDED[kind] <= set(one) <= NEEDED[kind] | ALSO, name
        assert re.fullmatch(r"[^.\s\\/:*?\"<>|]{1,32}(\.[^.\s\\/:*?\"<>|]{1,32}){1,7}", one["PackageIdentifier"])
        assert 3 <= len(one.get("ShortDescription", "abc")) <= 256
        assert text.startswith(
            f"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.1.12.0.schema.json\n"
        )
    installer, text = made[f"{APPLICATION_ID}.installer.yaml"]
    (one,) = installer["Installers"]
    assert one["InstallerUrl"] == "https://example.org/dialtone/dialtone-1.2.3-windows-setup.exe"
    assert re.fullmatch(r"[0-9A-F]{64}", one["InstallerSha256"])
    assert 'PackageVersion: "1.2.3"\n' in text
    assert "\nInstallers:\n- Architecture: x64\n  InstallerUrl: https:" in text


def test_where_nobody_publishes_there_is_no_address_that_nobody_owns(tmp_path: Path) -> None:
    done = _manifests(tmp_path, "")
    assert done.returncode == 1
    assert "no page is named" in done.stderr
