"""The build for each system, gone through with targets that only write down what they are told."""

import importlib
import plistlib
import re
import runpy
import ssl
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import certifi
import pytest
from PySide6.QtGui import QImage

from dialtone import __version__
from dialtone.store.own_files import read_packed
from dialtone.store.wording_file import list_languages

PROJECT = Path(__file__).resolve().parents[2]
importlib.import_module("PyInstaller.compat")  # before a test says that this is another system


@dataclass
class Told:
    """What build.spec told PyInstaller."""

    programs: list[dict[str, Any]] = field(default_factory=list)
    folder: dict[str, Any] = field(default_factory=dict)
    bundle: dict[str, Any] = field(default_factory=dict)
    data: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    modules: list[tuple[str, str, str]] = field(default_factory=list)


class Collected:
    """PyInstaller's analysis, of a program that needs nothing."""

    def __init__(self) -> None:
        self.binaries: list[tuple[str, str, str]] = []
        self.datas: list[tuple[str, str, str]] = []
        self.pure = [(name, f"{name}.py", "PYMODULE-2") for name in ("dns", "dns.resolver", "dnsx", "dialtone.cli")]
        self.scripts: list[str] = []


@pytest.fixture
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Go through build.spec as on the system that the test names."""
    monkeypatch.setattr(sys, "platform", request.param)
    monkeypatch.syspath_prepend(str(PROJECT / "packaging"))
    told = Told()

    def analysis(_scripts: list[str], datas: list[tuple[str, str]], excludes: list[str], **_: object) -> Collected:
        told.data.extend(datas)
        told.left_out.extend(excludes)
        return Collected()

    def exe(*_: object, **said: object) -> str:
        told.programs.append(said)
        return str(said["name"])

    targets = {
        "SPECPATH": str(PROJECT),
        "Analysis": analysis,
        "PYZ": told.modules.extend,
        "EXE": exe,
        "COLLECT": lambda *_, **said: told.folder.update(said),
        "BUNDLE": lambda *_, **said: told.bundle.update(said),
    }
    runpy.run_path(str(PROJECT / "build.spec"), init_globals=targets)
    return told


@pytest.mark.parametrize("told", ["linux"], indirect=True)
def test_linux_has_one_program_with_a_terminal(told: Told) -> None:
    assert [(p["name"], p["console"], p["strip"]) for p in told.programs] == [("dialtone", True, True)]
    assert not told.bundle


@pytest.mark.parametrize("told", ["win32"], indirect=True)
def test_windows_has_one_with_a_window_and_one_with_a_console(told: Told) -> None:
    assert [(p["name"], p["console"]) for p in told.programs] == [("dialtone", False), ("dialtone-cli", True)]
    assert {Path(p["icon"]).name for p in told.programs} == {"dialtone.ico"}
    assert {Path(p["version"]).name for p in told.programs} == {"version.txt"}
    assert not told.bundle


@pytest.mark.parametrize("told", ["darwin"], indirect=True)
def test_macos_has_an_application_that_says_what_it_is(told: Told) -> None:
    assert [(p["name"], p["console"]) for p in told.programs] == [("dialtone", False)]
    assert told.bundle["name"] == "Dialtone.app"
    assert told.bundle["bundle_identifier"] == "app.dialtone.Dialtone"
    said = plistlib.loads(plistlib.dumps(told.bundle["info_plist"]))
    assert said["CFBundleShortVersionString"] == said["CFBundleVersion"] == told.bundle["version"] == __version__
    assert set(list_languages(PROJECT / "resources")) == set(said["CFBundleLocalizations"])
    assert said["CFBundleDocumentTypes"][0]["CFBundleTypeExtensions"] == ["dialtone"]
    # Qt says on which macOS it starts, in the tag of its wheel for Macs.
    lock = (PROJECT / "uv.lock").read_text(encoding="utf-8")
    tag = re.search(r"pyside6_essentials-[^\"]*macosx_(\d+)_(\d+)_universal2", lock)
    assert tag is not None
    assert said["LSMinimumSystemVersion"] == f"{tag[1]}.{tag[2]}"


@pytest.mark.parametrize("told", ["darwin"], indirect=True)
def test_what_a_hardened_macos_must_allow_can_be_read(told: Told) -> None:
    allowed = plistlib.loads(Path(told.programs[0]["entitlements_file"]).read_bytes())
    assert all(value is True for value in allowed.values())
    assert "com.apple.security.get-task-allow" not in allowed  # Apple notarises nothing that can be debugged


@pytest.mark.parametrize("told", ["linux", "win32", "darwin"], indirect=True)
def test_every_bundle_holds_the_resources_and_no_source_of_them(told: Told) -> None:
    places = {place for _, place in told.data}
    assert {"catalogue", "fonts", "guidance", "icons", "roots", "languages"} <= {
        parts[2] for place in places if len(parts := Path(place).parts) > 2
    }
    assert not [file for file, _ in told.data if file.endswith(".ts")]


@pytest.mark.parametrize(("told", "there"), [("linux", False), ("win32", True), ("darwin", True)], indirect=["told"])
def test_linux_alone_has_no_network_part_of_qt(told: Told, there: bool) -> None:
    assert ("PySide6.QtNetwork" not in told.left_out) is there


@pytest.mark.parametrize("told", ["linux", "win32", "darwin"], indirect=True)
def test_what_is_left_out_is_missed_by_nothing_that_is_loaded(told: Told) -> None:
    """The whole program but the window, as it is loaded; `packaging/smoke.py` looks at the rest."""
    asked = (
        f"import sys; sys.modules.update(dict.fromkeys({told.left_out!r}))\n"
        "import dialtone.cli, dialtone.app.session, dialtone.app.check_worker, dialtone.store.content_import\n"
        "import asyncio, ctypes.util, httpx, shutil, truststore, zipfile\n"
    )
    subprocess.run([sys.executable, "-c", asked], check=True, cwd=PROJECT)


@pytest.fixture
def trim(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PROJECT / "packaging"))
    return importlib.import_module("trim")


def test_what_languages_say_is_packed_and_reads_the_same(tmp_path: Path, trim: Any) -> None:
    words = PROJECT / "resources/languages/en/wording/answers.toml"
    place = "dialtone/_resources/languages/en/wording/answers.toml"
    ((kept, packed, _),) = trim.packed_words([(place, str(words), "DATA")], tmp_path)
    assert kept == place
    assert Path(packed).stat().st_size < words.stat().st_size / 2
    assert read_packed(Path(packed)) == words.read_bytes()


def test_the_library_is_packed_but_for_what_unpacks(tmp_path: Path, trim: Any) -> None:
    stored, code = tmp_path / "stored.zip", b"x" * 1000
    with ZipFile(stored, "w") as made:
        for name in ("encodings/__init__.pyc", "encodings/cp866.pyc"):
            made.writestr(name, code)
    ((_, packed, _),) = trim.packed_library([("base_library.zip", str(stored), "DATA")], tmp_path / "out")
    with ZipFile(packed) as made:
        assert {e.filename: e.compress_type for e in made.infolist()} == {
            "encodings/__init__.pyc": ZIP_STORED,
            "encodings/cp866.pyc": ZIP_DEFLATED,
        }
        assert made.read("encodings/cp866.pyc") == code


def test_roots_lose_the_remarks_and_no_certificate(tmp_path: Path, trim: Any) -> None:
    roots = certifi.where()
    other = ("certifi/py.typed", "py.typed", "DATA")
    ((place, bare, kind), kept) = trim.without_remarks([("certifi/cacert.pem", roots, "DATA"), other], tmp_path)
    assert (place, kind, kept) == ("certifi/cacert.pem", "DATA", other)
    assert Path(bare).stat().st_size < Path(roots).stat().st_size
    assert _roots(bare) == _roots(roots)


def _roots(file: str) -> list[bytes]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(file)
    return context.get_ca_certs(binary_form=True)


@pytest.mark.parametrize("told", ["linux"], indirect=True)
def test_errors_that_are_said_by_their_docstring_keep_it(told: Told) -> None:
    """Without it, dnspython says "None" of a name that does not exist."""
    kept = [name for name, _, kind in told.modules if kind == "PYMODULE-1"]
    assert kept == ["dns", "dns.resolver"]


def test_windows_gets_the_version_in_four_numbers(tmp_path: Path) -> None:
    out = tmp_path / "version.txt"
    subprocess.run([sys.executable, PROJECT / "packaging/windows/version.py", out], check=True)
    text = out.read_text(encoding="utf-8")
    assert f'"ProductVersion", "{__version__}"' in text
    assert re.search(r"filevers=\(\d+, \d+, \d+, \d+\)", text)


def is_same_drawing(one: QImage, other: QImage) -> bool:
    """Whether no channel of any pixel differs by more than one: processors round differently."""
    pictures = [image.convertToFormat(QImage.Format.Format_RGBA8888) for image in (one, other)]
    if one.size() != other.size():
        return False
    return all(abs(a - b) <= 1 for a, b in zip(*(bytes(image.constBits()) for image in pictures), strict=True))


def test_the_icons_are_what_windows_and_macos_read(tmp_path: Path) -> None:
    subprocess.run([sys.executable, PROJECT / "packaging/icons.py", tmp_path], check=True)
    ico, icns = (tmp_path / "dialtone.ico").read_bytes(), (tmp_path / "dialtone.icns").read_bytes()
    assert ico[:4] == b"\0\0\1\0"
    assert ico.count(b"\x89PNG") == ico[4] == 8
    assert icns[:4] == b"icns"
    assert int.from_bytes(icns[4:8], "big") == len(icns)
    for loaded in (PROJECT / "resources" / "icons").glob("*.png"):
        painted = tmp_path / "png" / loaded.name.replace("dialtone", "icon")
        assert is_same_drawing(QImage(str(loaded)), QImage(str(painted))), (
            "a drawing was changed: run packaging/icons.py"
        )
