"""What `./dev release --dry-run` makes beside packages that are none, and what a stranger notices."""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dialtone import __version__

PROJECT = Path(__file__).resolve().parents[2]
RELEASE = PROJECT / "packaging/release"
UV = PROJECT / "build/tools/bin/uv"
pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="releases are put together on Linux"),
    pytest.mark.skipif(not UV.exists() and not shutil.which("uv"), reason="uv is not installed"),
]
NAMES = (f"dialtone_{__version__}_amd64.deb", f"Dialtone-{__version__}-x86_64.AppImage")
SETUP = f"dialtone-{__version__}-windows-setup.exe"
TODAY = 1_795_600_800
"""25 November 2026."""


def _run(script: str, *words: object, day: int = TODAY) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(day), "UV_OFFLINE": "1"}
    command = [sys.executable, str(RELEASE / script), *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@dataclass
class Made:
    """A release, and what was said of it."""

    folder: Path
    root: Path
    said: str
    code: int

    def copy(self, to: Path) -> "Made":
        return Made(Path(shutil.copytree(self.folder, to)), self.root, "", 0)

    def refused(self) -> str:
        """Return why a stranger does not take it; empty where one does."""
        done = _run("stranger.py", self.folder, self.root)
        assert (done.returncode == 0) == (not done.stderr), done.stderr
        return done.stderr.strip()

    def sum_again(self) -> None:
        """Write the sums anew, as whoever holds the folder can."""
        paths = sorted(path for path in self.folder.iterdir() if path.name != "SHA256SUMS")
        lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
        (self.folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _make(place: Path, names: Sequence[str], day: int = TODAY) -> Made:
    (place / "dist").mkdir(parents=True)
    for name in names:
        (place / "dist" / name).write_bytes(name.encode() * 100)
    places = ("--from", place / "dist", "--out", place / "out")
    done = _run("make.py", "--dry-run", "--as-they-are", *places, day=day)
    assert done.returncode in (0, 1), done.stderr
    return Made(place / "out", place / "out-root.json", done.stdout, done.returncode)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _make(tmp_path_factory.mktemp("release"), NAMES)


def test_everything_lies_beside_the_packages_and_what_is_missing_is_named(made: Made) -> None:
    there = {path.name for path in made.folder.iterdir()}
    beside = {"LICENCES.txt", "SHA256SUMS", "index.html", "update.zip", f"dialtone-{__version__}.cdx.json"}
    assert there == {*NAMES, *beside}
    missing = re.findall(r"NOT IN IT: \S+ \(\./dev package ([\w-]+)\)", made.said)
    assert missing == ["rpm", "windows", "windows", "macos", "macos", "wheel"]
    assert "2 packages with their sums" in made.said
    assert "changed on purpose: 7 changes were noticed" in made.said
    assert made.code == 0
    assert json.loads((made.folder / f"dialtone-{__version__}.cdx.json").read_text(encoding="utf-8"))["components"]
    assert not list(made.folder.parent.rglob("*.pem")), "no key is left"


def test_every_package_that_may_be_missing_has_a_command(made: Made) -> None:
    """The wheel had none, and was once built without the labels of the window."""
    kinds = set(re.findall(r"\(\./dev package ([\w-]+)\)", made.said))
    offered = re.search(r"no such package: \$kind \((.+)\)", (PROJECT / "dev").read_text(encoding="utf-8"))
    assert offered is not None
    assert kinds <= set(offered[1].split(", "))


def test_the_page_is_in_every_language_and_names_what_is_there_alone(made: Made) -> None:
    page = (made.folder / "index.html").read_text(encoding="utf-8")
    files = PROJECT.glob("resources/languages/*/program.toml")
    spoken = {path.parent.name for path in files if "\n[page]\n" in path.read_text("utf-8")}
    sections = dict(re.findall(r'<section lang="(\w+)" dir="(\w+)">', page))
    assert sections.keys() == spoken
    assert (next(iter(sections)), sections["en"], sections["fa"]) == ("en", "ltr", "rtl")
    assert page.count(f'href="{NAMES[0]}"') == len(spoken)
    assert "setup.exe" not in page
    assert "{" not in re.sub(r"<style>.*</style>", "", page)


def test_a_package_that_was_replaced_together_with_its_sum_is_noticed(made: Made, tmp_path: Path) -> None:
    other = made.copy(tmp_path / "copy")
    assert other.refused() == ""
    (other.folder / NAMES[0]).write_bytes(b"something else")
    assert other.refused() == f"the sum is another one: {NAMES[0]}"
    other.sum_again()
    assert other.refused() == f"{NAMES[0]}: it is not what was signed"


def test_a_file_more_and_another_root_are_noticed(made: Made, tmp_path: Path) -> None:
    other = made.copy(tmp_path / "copy")
    (other.folder / "readme.exe").write_bytes(b"run me")
    assert other.refused() == "SHA256SUMS and the folder do not agree: readme.exe"
    (other.folder / "readme.exe").unlink()
    stranger = _make(tmp_path / "stranger", NAMES)
    shutil.copy(stranger.folder / "update.zip", other.folder)
    other.sum_again()
    assert "update not signed" in other.refused()


def test_a_package_with_a_runtime_past_its_day_stops_it(tmp_path: Path) -> None:
    late = _make(tmp_path, [SETUP], day=1_801_440_000)  # 1 February 2027
    assert late.code == 1
    assert "PAST ITS DAY: OpenSSL 3.5.7" in late.said


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> Any:
    for folder in (RELEASE, PROJECT / "packaging", PROJECT / "packaging/content"):
        monkeypatch.syspath_prepend(str(folder))
    return importlib.import_module("make")


def test_a_release_without_a_root_of_trust_is_refused_in_one_line(
    tool: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No copy of it could ever take an update: it has to be seen before anything is built."""
    monkeypatch.setattr(tool.trust, "PLACE", tmp_path / "root.json")
    with pytest.raises(SystemExit) as caught:
        tool.main(["--from", str(tmp_path), "--out", str(tmp_path / "out"), "--as-they-are"])
    (line,) = str(caught.value).splitlines()
    assert "no root of trust" in line
    assert 'docs/content.md, "The ceremony"' in line
    assert "## The ceremony" in (PROJECT / "docs/content.md").read_text(encoding="utf-8")
    assert not (tmp_path / "out").exists()


@pytest.fixture
def keys(tool: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the keys of a ceremony, whose root is the one that is released."""
    assert tool.content.main(["ceremony", str(tmp_path / "keys")]) == 0
    monkeypatch.setattr(tool.trust, "PLACE", tmp_path / "keys/root.json")
    return tmp_path / "keys"


NOW = datetime(2026, 11, 29, tzinfo=UTC)


def test_a_release_is_signed_with_the_keys_of_the_ceremony(tool: Any, keys: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / NAMES[0]).write_bytes(b"a package")
    signer = tool.demand_signer(keys, 7, None, NOW)
    tool.make(tmp_path / "dist", tmp_path / "out", tmp_path / "out-root.json", NOW.date(), signer)
    assert Made(tmp_path / "out", keys / "root.json", "", 0).refused() == ""


def test_keys_of_another_root_sign_nothing(tool: Any, keys: Path, tmp_path: Path) -> None:
    tool.content.main(["keys", str(tmp_path / "others")])
    with pytest.raises(SystemExit, match="are not those of the root of trust"):
        tool.demand_signer(tmp_path / "others", 1, None, NOW)
    with pytest.raises(SystemExit, match="--keys FOLDER and --number N"):
        tool.demand_signer(None, 0, None, NOW)


def test_a_wheel_that_was_built_before_the_ceremony_is_refused(tool: Any, keys: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    with zipfile.ZipFile(tmp_path / "dist" / f"dialtone_desktop-{__version__}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("dialtone/_resources/publisher.toml", "")
    with pytest.raises(SystemExit, match="built without this root of trust"):
        tool.make(tmp_path / "dist", tmp_path / "out", tmp_path / "root.json", NOW.date(), tool.Signer(keys))


def test_a_root_that_should_not_be_released_is_refused(tool: Any, keys: Path, tmp_path: Path) -> None:
    root = keys / "root.json"
    assert tool.trust.demand_root(root, NOW) == root.read_bytes()
    with pytest.raises(SystemExit, match="too soon"):
        tool.trust.demand_root(root, datetime.now(UTC) + timedelta(days=600))
    tool.content.main(["keys", str(tmp_path / "alone"), "--root-keys", "1", "--threshold", "1"])
    with pytest.raises(SystemExit, match="one key alone signs root"):
        tool.trust.demand_root(tmp_path / "alone/root.json", NOW)
    said = json.loads(root.read_text(encoding="utf-8"))
    root.write_text(json.dumps({**said, "signatures": said["signatures"][:1]}), encoding="utf-8")
    with pytest.raises(SystemExit, match="not a root signed by its own keys"):
        tool.trust.demand_root(root, NOW)
    root.write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit, match="not a root signed by its own keys"):
        tool.trust.demand_root(root, NOW)
