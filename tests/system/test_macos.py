"""Detection on macOS, over recorded trees."""

import plistlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from dialtone.model.computer import InstalledApp
from dialtone.system.installed import find_installed
from dialtone.system.macos import MacOS
from system.recorded import catalogue, plant


def application(bundle: str, name: str, version: str, *, binary: bool = False) -> bytes:
    info = {"CFBundleIdentifier": bundle, "CFBundleName": name, "CFBundleShortVersionString": version}
    return plistlib.dumps(info, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML)


def find(root: Path) -> tuple[InstalledApp, ...]:
    return find_installed(catalogue().messengers, MacOS(root, root / "Users/vera"))


def test_applications_are_known_by_their_bundle_whatever_their_name(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "/Applications/Мой чат.app/Contents/Info.plist": application(
                "net.whatsapp.WhatsApp", "WhatsApp", "26.25.15"
            ),
            "/Applications/Signal.app/Contents/Info.plist": application("com.example.other", "Signal", "1"),
            "/Users/vera/Applications/Telegram.app/Contents/Info.plist": application(
                "ru.keepcoder.Telegram", "Telegram", "11.9", binary=True
            ),
            "/Applications/AyuGram.app/Contents/Info.plist": application(
                "one.ayugram.AyuGramDesktop", "AyuGram", "5.1"
            ),
        },
    )
    assert find(tmp_path) == (
        InstalledApp("telegram", "Telegram", "11.9", "application"),
        InstalledApp("telegram", "AyuGram", "5.1", "application", fork=True),
        InstalledApp("whatsapp", "WhatsApp", "26.25.15", "application"),
    )


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
            "/Applications/Signal.app/Contents/Info.plist": application(
                "org.whispersystems.signal-desktop", "Signal", "8.24.1"
            ),
        },
    )
    assert [app.messenger for app in find(tmp_path)] == ["signal"]


def test_an_empty_computer_has_nothing(tmp_path: Path) -> None:
    assert find(tmp_path) == ()


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

    def run(command: Sequence[str]) -> tuple[int, str]:
        asked.append(command)
        return 0, f"<dictionary> {{\n  ExceptionsList : <array> {{\n    0 : *.local\n  }}\n{lines}\n}}\n"

    settings = MacOS(tmp_path, tmp_path, run).proxy_settings
    assert settings.script is script
    assert settings.exceptions.names == ("*.local",)
    assert asked == [["/usr/sbin/scutil", "--proxy"]]


def test_without_apples_tool_no_script_is_known(tmp_path: Path) -> None:
    assert not MacOS(tmp_path, tmp_path, lambda _: (-1, "")).proxy_settings.script
