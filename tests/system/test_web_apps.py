"""Websites installed as apps, by all browsers and on all systems."""

import json
import plistlib
from pathlib import Path

import pytest

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind, FoundIn, InstalledApp
from dialtone.system.linux import Linux
from dialtone.system.macos import MacOS
from dialtone.system.web_apps import WebApp, find_web_apps, make_chromium_app_id
from dialtone.system.windows import Windows
from named_rows import named_rows
from system import recorded_windows
from system.recorded import RecordedRegistry, plant
from system.recorded_linux import ENVIRON, entry
from system.recorded_macos import bundle
from system.shown_apps import find_shown

WHATSAPP = "hnpfjngllnobngcgfapefoaidbinmjnm"
MARK = "01HXYZ0123456789ABCDEFGHJK"
SITES = json.dumps({"sites": {MARK: {"config": {"document_url": "https://web.telegram.org/k/"}, "manifest": {}}}})


@pytest.mark.parametrize(
    ("address", "identifier"),
    [
        ("https://web.whatsapp.com/", WHATSAPP),
        ("https://mail.google.com/chat/", "mdpkiolbdkhdjpekfbkbmhigcaggjagi"),
        ("https://messages.google.com/web/", "hpfldicfbfomlpcikngkocigghgafkph"),
    ],
)
def test_the_ids_that_chromium_gives(address: str, identifier: str) -> None:
    """Ids seen in public files of many people."""
    assert make_chromium_app_id(address) == identifier


def traces_of(app: WebApp, *sites: str, names: tuple[str, ...] = ()) -> list[str]:
    return [f.trace for f in find_web_apps(Traces(web_apps=sites, web_app_names=names), [app])]


class TestWhichWebsite:
    def test_an_address_has_to_be_on_the_host(self) -> None:
        site = "discord.com"
        assert traces_of(WebApp("x", "https://discord.com/app"), site) == [site]
        assert traces_of(WebApp("x", "https://www.discord.com"), site) == [site]
        assert traces_of(WebApp("x", "https://discord.com.evil.example/"), site) == []
        assert traces_of(WebApp("x", "ftp://discord.com/"), site) == []
        assert traces_of(WebApp("x", "https://[broken"), site) == []

    def test_and_below_the_path(self) -> None:
        site = "mail.google.com/chat/"
        assert traces_of(WebApp("x", "https://mail.google.com/chat"), site) == [site]
        assert traces_of(WebApp("x", "https://mail.google.com/chat/u/0/"), site) == [site]
        assert traces_of(WebApp("x", "https://mail.google.com/chatter"), site) == []
        assert traces_of(WebApp("x", "https://mail.google.com/mail/"), site) == []

    def test_a_name_counts_only_where_no_address_is_known(self) -> None:
        assert traces_of(WebApp("google chat", app_id="a" * 32), names=("Google Chat",)) == ["Google Chat"]
        assert traces_of(WebApp("Google Chat", "https://evil.example/"), names=("Google Chat",)) == []

    def test_an_id_outranks_a_name(self) -> None:
        assert traces_of(WebApp("Мой чат", app_id=WHATSAPP), "web.whatsapp.com") == ["web.whatsapp.com"]


@named_rows(
    ("identifier", "command"),
    {
        "Chrome": (f"chrome-{WHATSAPP}-Default", f"/opt/b --profile-directory=Default --app-id={WHATSAPP}"),
        "Edge": (f"msedge-{WHATSAPP}-Profile_1", f"/opt/b --profile-directory='Profile 1' --app-id={WHATSAPP} %U"),
        "Brave": (f"brave-{WHATSAPP}-Default", f"/usr/bin/env GTK_THEME=x /opt/b --app-id={WHATSAPP}"),
        "Chrome as a Flatpak": (
            f"com.google.Chrome.flextop.chrome-{WHATSAPP}-Default",
            f"/opt/b run --app-id={WHATSAPP}",
        ),
        "a shortcut to an address": ("webapp-WhatsApp1234", '/opt/b --app="https://web.whatsapp.com" --class=x'),
    },
)
def test_launchers_on_linux(tmp_path: Path, identifier: str, command: str) -> None:
    launcher = f"/home/vera/.local/share/applications/{identifier}.desktop"
    plant(tmp_path, {launcher: entry("Мой чат", command), "/opt/b": ""})
    apps = find_shown(Linux(tmp_path, ENVIRON))
    assert apps == (InstalledApp("whatsapp", "Мой чат", "", FoundIn.WEB_APP, kind=AppKind.WEB_APP),)


def test_a_launcher_whose_browser_is_gone(tmp_path: Path) -> None:
    launcher = f"/home/vera/.local/share/applications/chrome-{WHATSAPP}-Default.desktop"
    plant(tmp_path, {launcher: entry("WhatsApp", f"/opt/b --app-id={WHATSAPP}")})
    assert find_shown(Linux(tmp_path, ENVIRON)) == ()


def test_a_browser_that_opens_a_page_as_its_start_is_no_web_app_of_another(tmp_path: Path) -> None:
    plant(
        tmp_path, {"/usr/share/applications/b.desktop": entry("Browser", "/opt/b https://example.com/"), "/opt/b": ""}
    )
    assert find_shown(Linux(tmp_path, ENVIRON)) == ()


@pytest.mark.parametrize("sites", [SITES, "", "{", "[]", '{"sites": 7}', '{"sites": {"x": []}}'])
def test_firefox_on_linux(tmp_path: Path, sites: str) -> None:
    plant(
        tmp_path,
        {
            f"/home/vera/.local/share/applications/FFPWA-{MARK}.desktop": entry(
                "Чат", f"/usr/bin/firefoxpwa site launch {MARK} --protocol %u"
            ),
            "/usr/bin/firefoxpwa": "",
            "/home/vera/.local/share/firefoxpwa/config.json": sites,
        },
    )
    apps = find_shown(Linux(tmp_path, ENVIRON))
    assert [(app.messenger, app.name) for app in apps] == ([("telegram", "Чат")] if sites == SITES else [])


def test_firefox_and_chromium_on_macos(tmp_path: Path) -> None:
    apps = tmp_path / "Users/vera/Applications"
    plant(
        apps,
        {
            "Chat.app/Contents/Info.plist": bundle(f"si.filips.firefoxpwa.site.{MARK}", "Chat", "1"),
            "Brave Browser Apps.localized/W.app/Contents/Info.plist": bundle(
                f"com.brave.Browser.app.{WHATSAPP}", "W", "1", binary=True
            ),
            "Broken.app/Contents/Info.plist": b"bplist00" + plistlib.dumps({"CFBundleIdentifier": "x"}),
        },
    )
    plant(tmp_path / "Users/vera/Library/Application Support", {"firefoxpwa/config.json": SITES})
    found = find_shown(MacOS(tmp_path, tmp_path / "Users/vera"))
    assert [(app.messenger, app.name, app.kind) for app in found] == [
        ("telegram", "Chat", AppKind.WEB_APP),
        ("whatsapp", "W", AppKind.WEB_APP),
    ]


def shortcut(arguments: str) -> bytes:
    return b"L\0\0\0" + b"\x01" * 73 + arguments.encode("utf-16-le") + b"\0\0"


def test_shortcuts_and_lists_on_windows(tmp_path: Path) -> None:
    menu = "Users/vera/AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
    plant(
        tmp_path,
        {
            f"{menu}/Chrome Apps/WhatsApp Web.lnk": shortcut(f"--profile-directory=Default --app-id={WHATSAPP}"),
            f"{menu}/Chrome Apps/Broken.lnk": b"L",
            f"{menu}/Chrome Apps/Settings.lnk": shortcut("chrome://settings"),
            f"{menu}/Vivaldi Apps/readme.txt": "",
        },
    )
    keys = {
        rf"{recorded_windows.USER}\FFPWA-{MARK}": {
            "DisplayName": "Telegram",
            "Publisher": "web.telegram.org",
            "URLInfoAbout": "https://web.telegram.org/a/",
        }
    }
    system = Windows(RecordedRegistry(keys), recorded_windows.ENVIRON, tmp_path)
    assert find_shown(system) == (
        InstalledApp("telegram", "Telegram", "", FoundIn.WEB_APP, kind=AppKind.WEB_APP),
        InstalledApp("whatsapp", "WhatsApp Web", "", FoundIn.WEB_APP, kind=AppKind.WEB_APP),
    )


def test_a_web_app_is_never_taken_for_the_program_of_the_same_name(tmp_path: Path) -> None:
    uninstaller = f'"C:\\chrome.exe" --uninstall-app-id={"ponm" * 8}'
    keys = {rf"{recorded_windows.USER}\aa": {"DisplayName": "Telegram Desktop", "UninstallString": uninstaller}}
    system = Windows(RecordedRegistry(keys), recorded_windows.ENVIRON, tmp_path)
    assert find_shown(system) == ()
