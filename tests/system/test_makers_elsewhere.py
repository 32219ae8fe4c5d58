"""Publishers and openers of links on Windows and macOS, over recorded registries and folders; neither was run there."""

import plistlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from dialtone.app.app_makers import find_makers
from dialtone.model.maker import LinkHandler, Maker, MakersOfApps, Origin, OriginGap, OriginKind
from dialtone.system.file_origin import find_codesign_origin
from dialtone.system.installed import find_installed
from dialtone.system.macos import MacOS
from dialtone.system.operating_system import ToolResult
from dialtone.system.windows import Windows
from shipped_catalogue import shipped_catalogue
from system.recorded import RecordedRegistry, plant
from system.recorded_macos import bundle
from system.recorded_windows import PACKAGES
from system.windows_programs_made import program

WHATSAPP = "5319275A.WhatsAppDesktop_2.2634.101.0_x64__cv1g1gvanyjgm"
CHOICES = r"HKCU\Software\Microsoft\Windows\Shell\Associations\UrlAssociations"


def windows(tmp_path: Path, keys: Mapping[str, Mapping[str, str]], staged: int = 3) -> MakersOfApps:
    system = Windows(RecordedRegistry(keys), {"SystemRoot": r"C:\Windows"}, tmp_path, lambda _full: staged)
    messengers = shipped_catalogue().messengers
    return find_makers(messengers, find_installed(messengers, system), system)


@pytest.mark.parametrize(
    ("staged", "maker"), [(3, Maker.MESSENGER), (5, Maker.MESSENGER), (1, Maker.UNKNOWN), (4, Maker.UNKNOWN)]
)
def test_a_store_package_is_its_publishers_only_where_it_was_signed(tmp_path: Path, staged: int, maker: Maker) -> None:
    (app,) = windows(tmp_path, {f"{PACKAGES}\\{WHATSAPP}": {"DisplayName": "WhatsApp"}}, staged).apps
    assert (app.messenger, app.maker) == ("whatsapp", maker)


def test_the_program_of_the_list_is_looked_at_and_not_its_uninstaller(tmp_path: Path) -> None:
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{53F49750-6209-4FBF-9CA8-7A333C87D1ED}_is1"
    listed = {"DisplayName": "Telegram Desktop", "DisplayIcon": r'"C:\Telegram\Telegram.exe",0'}
    plant(tmp_path, {"/Telegram/Telegram.exe": program()})
    assert windows(tmp_path, {key: listed}).apps[0].origin.gap is OriginGap.UNSIGNED
    listed["DisplayIcon"] = r"C:\Telegram\unins000.exe"
    assert windows(tmp_path, {key: listed}).apps[0].origin.gap is OriginGap.COPIED


@pytest.mark.parametrize("choice", [rf"{CHOICES}\tg\UserChoiceLatest\ProgId", rf"{CHOICES}\tg\UserChoice"])
def test_the_person_s_choice_opens_links(tmp_path: Path, choice: str) -> None:
    keys = {
        choice: {"ProgId": "strange.tg"},
        r"HKCU\Software\Classes\strange.tg\shell\open\command": {"": r'"C:\Strange\Fast Telegram.exe" -- "%1"'},
        r"HKCU\Software\Classes\tg\shell\open\command": {"": r'"C:\Telegram\Telegram.exe" -- "%1"'},
    }
    plant(tmp_path, {"/Strange/Fast Telegram.exe": "", "/Telegram/Telegram.exe": ""})
    (stranger,) = windows(tmp_path, keys).foreign_handlers
    assert stranger == LinkHandler("telegram", "Fast Telegram")


@pytest.mark.parametrize("program_path", [r"C:\Telegram\Telegram.exe", r"C:\Firefox\firefox.exe"])
def test_telegram_and_a_browser_are_no_strangers_on_windows(tmp_path: Path, program_path: str) -> None:
    keys = {r"HKCU\Software\Classes\tg\shell\open\command": {"": f'"{program_path}" "%1"'}}
    plant(tmp_path, {"/Telegram/Telegram.exe": "", "/Firefox/firefox.exe": ""})
    assert windows(tmp_path, keys).foreign_handlers == ()


def test_a_store_package_that_opens_links_is_known_by_its_family(tmp_path: Path) -> None:
    family = "TelegramMessengerLLP.TelegramDesktop_t4vj0pshhgkwm"
    application = r"HKCU\Software\Classes\AppXabc\Application"
    keys = {f"{CHOICES}\\tg\\UserChoice": {"ProgId": "AppXabc"}, application: {"AppUserModelID": f"{family}!App"}}
    assert windows(tmp_path, keys).foreign_handlers == ()
    keys[application] = {"AppUserModelID": "Someone.FastTelegram_abcdefghjkmnp!App", "ApplicationName": "Fast"}
    assert [h.program for h in windows(tmp_path, keys).foreign_handlers] == ["Fast"]


# macOS: what Apple's tool writes, as Apple's manual and the checks of administrators show it


SHOWN = """Executable=/Applications/Signal.app/Contents/MacOS/Signal
Identifier=org.whispersystems.signal-desktop
Authority=Developer ID Application: Quiet Riddle Ventures LLC (U68MSDN6DR)
TeamIdentifier={team}
"""


def tool(shown: str, code: int | None, said: str = "") -> object:
    def run(command: Sequence[str]) -> ToolResult:
        assert command[0] == "/usr/bin/codesign"
        return ToolResult(0, shown) if "-dv" in command else ToolResult(code, said)

    return run


@pytest.mark.parametrize(
    ("run", "origin"),
    [
        (tool(SHOWN.format(team="U68MSDN6DR"), 0), Origin(OriginKind.TEAM, "U68MSDN6DR")),
        (
            tool(SHOWN.format(team="not set"), 3, "test-requirement: code failed to satisfy specified requirement(s)"),
            Origin(OriginKind.TEAM, "", OriginGap.UNKNOWN_ROOT),
        ),
        (
            tool(SHOWN.format(team="U68MSDN6DR"), 1, "x.app: a sealed resource is missing or invalid"),
            Origin(OriginKind.TEAM, "U68MSDN6DR", OriginGap.CHANGED),
        ),
        (tool("x.app: code object is not signed at all", 1), Origin(gap=OriginGap.UNSIGNED)),
        (tool("", None), Origin(gap=OriginGap.UNREADABLE)),
    ],
)
def test_apple_s_tool_is_understood(run: object, origin: Origin) -> None:
    assert callable(run)
    assert find_codesign_origin(Path("/Applications/Signal.app"), run) == origin


def test_both_teams_of_telegram_are_telegram_s(tmp_path: Path) -> None:
    info = bundle("ru.keepcoder.Telegram", "Telegram", "12.2")
    plant(tmp_path, {"/Applications/Telegram.app/Contents/Info.plist": info})
    teams = {"6N38VWS5BX": Maker.MESSENGER, "C67CF9S4VU": Maker.MESSENGER, "A1B2C3D4E5": Maker.UNKNOWN}
    for team, maker in teams.items():
        run = tool(SHOWN.format(team=team), 0)
        assert callable(run)
        system = MacOS(tmp_path, tmp_path / "Users" / "vera", run)
        messengers = shipped_catalogue().messengers
        (app,) = find_makers(messengers, find_installed(messengers, system), system).apps
        assert app.maker is maker


def test_what_the_person_chose_for_links_on_macos_is_named(tmp_path: Path) -> None:
    handlers = {"LSHandlers": [{"LSHandlerURLScheme": "tg", "LSHandlerRoleAll": "org.example.fast"}]}
    place = "/Users/vera/Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist"
    plant(
        tmp_path,
        {
            place: plistlib.dumps(handlers),
            "/Applications/Fast.app/Contents/Info.plist": bundle("org.example.Fast", "Fast Telegram", "1"),
        },
    )
    system = MacOS(tmp_path, tmp_path / "Users" / "vera")
    found = find_makers(shipped_catalogue().messengers, (), system).foreign_handlers
    assert [handler.program for handler in found] == ["Fast Telegram"]
