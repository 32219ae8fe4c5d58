"""Detection on macOS, over recorded trees."""

import plistlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from dialtone.model.computer import InstalledApp
from dialtone.system.macos import MacOS
from dialtone.system.operating_system import ToolResult
from system.recorded import plant
from system.recorded_macos import bundle
from system.shown_apps import find_shown


def find(root: Path) -> tuple[InstalledApp, ...]:
    return find_shown(MacOS(root, root / "Users/vera"))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"<plist>",
        b"bplist00",
        b"bplist00" + b"\xff" * 40,
        plistlib.dumps(["net.whatsapp.WhatsApp"]),
        plistlib.dumps({"CFBundleIdentifier": 7}),
        b'<?xml version="1.0"?><plist version="1.0"><dict><integer>x</integer></dict></plist>',
    ],
)
def test_a_broken_list_of_another_app_stops_nothing(tmp_path: Path, broken: bytes) -> None:
    plant(
        tmp_path,
        {
            "/Applications/A Broken.app/Contents/Info.plist": broken,
            "/Applications/Signal.app/Contents/Info.plist": bundle("org.whispersystems.signal-desktop", "Signal", "8"),
        },
    )
    assert [app.messenger for app in find(tmp_path)] == ["signal"]


@pytest.mark.parametrize(
    ("lines", "script"),
    [
        ("  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad/wpad.dat", True),
        ("  HTTPSEnable : 1\n  HTTPSPort : 3128\n  HTTPSProxy : 10.0.0.1\n  ProxyAutoDiscoveryEnable : 1", True),
        ("  ProxyAutoConfigEnable : 0\n  ProxyAutoConfigURLString : http://wpad/wpad.dat", False),
        ("  ProxyAutoConfigURLString : http://a.example/ProxyAutoConfigEnable : 1x", False),
        ("  FTPPassive : 1", False),
    ],
)
def test_a_proxy_script_is_seen_where_apples_tool_tells_of_one(tmp_path: Path, lines: str, script: bool) -> None:
    asked: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> ToolResult:
        asked.append(command)
        return ToolResult(0, f"<dictionary> {{\n  ExceptionsList : <array> {{\n    0 : *.local\n  }}\n{lines}\n}}\n")

    settings = MacOS(tmp_path, tmp_path, run).proxy_settings
    assert settings.script is script
    assert settings.exceptions.names == ("*.local",)
    assert asked == [["/usr/sbin/scutil", "--proxy"]]


def test_without_apples_tool_no_script_is_known(tmp_path: Path) -> None:
    assert not MacOS(tmp_path, tmp_path, lambda _: ToolResult(None)).proxy_settings.script
