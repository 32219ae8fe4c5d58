"""Detection on Windows, over recorded registries."""

import struct
from pathlib import Path

import pytest

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind, FoundIn, InstalledApp
from dialtone.system.registry import TCP_INTERFACES
from dialtone.system.resolv_conf import ResolverSettings
from dialtone.system.windows import Windows
from system.recorded import RecordedRegistry, plant
from system.recorded_windows import ENVIRON, PACKAGES, USER
from system.shown_apps import find_shown


def find(keys: dict[str, dict[str, str]], root: Path) -> tuple[InstalledApp, ...]:
    return find_shown(Windows(RecordedRegistry(keys), ENVIRON, root))


def test_an_empty_computer_has_nothing(tmp_path: Path) -> None:
    assert find({}, tmp_path) == ()
    assert find_shown(Windows(RecordedRegistry({}), {}, tmp_path)) == ()


@pytest.mark.parametrize(("publisher", "count"), [("Signal Messenger, LLC", 1), ("Signal Lab Oy", 0), ("", 0)])
def test_a_name_counts_with_the_right_publisher_only(tmp_path: Path, publisher: str, count: int) -> None:
    keys = {rf"{USER}\{{AA}}": {"DisplayName": "Signal Beta 8.25.0", "Publisher": publisher}}
    assert len(find(keys, tmp_path)) == count


def test_a_store_package_is_known_by_its_family(tmp_path: Path) -> None:
    keys = {
        rf"{PACKAGES}\5319275A.WhatsAppDesktop_2.2584.3.0_x64__cv1g1gvanyjgm": {"DisplayName": "WhatsApp"},
        rf"{PACKAGES}\5319275A.WhatsAppDesktop_2.2584.3.0_x64__0000000000000": {"DisplayName": "Not WhatsApp"},
        rf"{PACKAGES}\TelegramMessengerLLP.TelegramDesktop_6.1.0.0_x64__t4vj0pshhgkwm": {
            "DisplayName": "@{TelegramMessengerLLP.TelegramDesktop?ms-resource://x}"
        },
    }
    assert find(keys, tmp_path) == (
        InstalledApp("telegram", "Telegram", "6.1.0.0", FoundIn.STORE_PACKAGE, kind=AppKind.STORE),
        InstalledApp("whatsapp", "WhatsApp", "2.2584.3.0", FoundIn.STORE_PACKAGE, kind=AppKind.STORE),
    )


def test_a_fork_is_called_one(tmp_path: Path) -> None:
    keys = {
        rf"{USER}\{{53F49750-6209-4FBF-9CA8-7A333C87D666}}_is1": {"DisplayName": "AyuGram Desktop"},
        r"HKCU\Software\Classes\tg\shell\open\command": {"": r'"C:\AyuGram\AyuGram.exe" -- "%1"'},
    }
    plant(tmp_path, {"AyuGram/AyuGram.exe": ""})
    assert find(keys, tmp_path) == (InstalledApp("telegram", "AyuGram Desktop", "", FoundIn.UNINSTALL_KEY, fork=True),)


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (r'"C:\My Apps\Telegram.exe" -- "%1"', 1),
        (r"%AppData%\Telegram.exe %1", 1),
        (r'"C:\gone\Telegram.exe" -- "%1"', 0),
        ('"unclosed', 0),
        ("", 0),
    ],
)
def test_a_program_never_installed_is_found_by_its_link_scheme(tmp_path: Path, command: str, count: int) -> None:
    plant(tmp_path, {"My Apps/Telegram.exe": "", "Users/vera/AppData/Roaming/Telegram.exe": ""})
    found = find({r"HKLM\SOFTWARE\Classes\tg\shell\open\command": {"": command}}, tmp_path)
    assert found == (InstalledApp("telegram", "Telegram", "", FoundIn.LINK_SCHEME),) * count


ADAPTERS = r"HKLM\SYSTEM\CurrentControlSet\Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}"
CONNECTIONS = r"HKLM\SYSTEM\CurrentControlSet\Control\Network\{4D36E972-E325-11CE-BFC1-08002BE10318}"


def test_a_tunnel_is_known_by_its_driver_whatever_its_name(tmp_path: Path) -> None:
    keys = {
        rf"{ADAPTERS}\0001": {"DriverDesc": "Intel(R) Ethernet", "NetCfgInstanceId": "{AA}", "ComponentId": "pci"},
        rf"{ADAPTERS}\0002": {"DriverDesc": "WireGuard Tunnel", "NetCfgInstanceId": "{BB}", "ComponentId": "wireguard"},
        rf"{CONNECTIONS}\{{AA}}\Connection": {"Name": "Ethernet"},
        rf"{CONNECTIONS}\{{bb}}\Connection": {"Name": "Дача"},
    }
    assert Windows(RecordedRegistry(keys), ENVIRON, tmp_path).list_tunnels() == {"Дача"}


def test_hosts_file_and_proxy_script(tmp_path: Path) -> None:
    plant(tmp_path, {"Windows/System32/drivers/etc/hosts": "0.0.0.0 web.whatsapp.com\r\n"})
    settings = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
    system = Windows(RecordedRegistry({settings: {"AutoConfigURL": "http://wpad/x"}}), ENVIRON, tmp_path)
    assert system.read_hosts_file() == b"0.0.0.0 web.whatsapp.com\r\n"
    assert system.proxy_settings.script
    assert not Windows(RecordedRegistry({}), ENVIRON, tmp_path).proxy_settings.script


def test_resolvers_that_a_person_set_come_before_received_ones(tmp_path: Path) -> None:
    keys = {
        rf"{TCP_INTERFACES}\{{AA}}": {"NameServer": "", "DhcpNameServer": "192.0.2.1 192.0.2.2"},
        rf"{TCP_INTERFACES}\{{BB}}": {"NameServer": "9.9.9.9,192.0.2.2"},
    }
    system = Windows(RecordedRegistry(keys), ENVIRON, tmp_path)
    assert system.read_resolvers() == ResolverSettings(("9.9.9.9", "192.0.2.2", "192.0.2.1"))


class TestVersions:
    def test_the_newest_of_several_folders(self, tmp_path: Path) -> None:
        folder = "Users/vera/AppData/Local/Chat"
        plant(tmp_path, {f"{folder}/app-{v}/Chat.exe": "" for v in ("1.9.2", "1.10.0", "1.2")})
        plant(tmp_path, {f"{folder}/app-2.0/half.txt": "", f"{folder}/Update.exe": ""})
        system = Windows(RecordedRegistry({}), ENVIRON, tmp_path)
        starred = Traces(windows_paths=(r"%LocalAppData%\Chat\app-*\Chat.exe",))
        assert [f.version for f in system.find_traces(starred)] == ["1.10.0"]
        updater = Traces(windows_paths=(r"%LOCALAPPDATA%\Chat\Update.exe",))
        assert [f.version for f in system.find_traces(updater)] == ["2.0"]


CAPABILITIES = r"Software\Chat\Capabilities"


@pytest.mark.parametrize("hive", ["HKCU", "HKLM"])
def test_a_scheme_that_a_program_offers_among_its_capabilities(tmp_path: Path, hive: str) -> None:
    plant(tmp_path, {"My Apps/Telegram.exe": ""})
    keys = {
        rf"{hive}\Software\RegisteredApplications": {"Chat": CAPABILITIES, "Gone": r"Software\Gone"},
        rf"{hive}\{CAPABILITIES}\URLAssociations": {"tg": "tdesktop.tg"},
        r"HKCU\Software\Classes\tdesktop.tg\shell\open\command": {"": r'"C:\My Apps\Telegram.exe" -- "%1"'},
    }
    assert find(keys, tmp_path) == (InstalledApp("telegram", "Telegram", "", FoundIn.LINK_SCHEME),)


@pytest.mark.parametrize("program", ["chrome.exe", "msedge.exe", "FIREFOX.EXE", "OpenWith.exe"])
def test_a_browser_that_takes_a_scheme_is_no_messenger(tmp_path: Path, program: str) -> None:
    plant(tmp_path, {program: ""})
    assert find({r"HKCU\Software\Classes\tg\shell\open\command": {"": f'"C:\\{program}" "%1"'}}, tmp_path) == ()


def test_an_upgrade_code_outlives_the_product_codes(tmp_path: Path) -> None:
    traces = Traces(windows_upgrade_codes=("{CC9EFBC8-AFFF-40D8-BB69-FCD7CE99EFB9}", "broken"))
    codes = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UpgradeCodes\8CBFE9CCFFFA8D04BB96CF7DEC99FE9B"
    product = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\{45495D0F-2D7B-4C13-9222-CF8137C8B4ED}"
    left = {codes: {"F0D59454B7D231C42922FC18738C4BDE": ""}}
    assert list(Windows(RecordedRegistry(left), ENVIRON, tmp_path).find_traces(traces)) == [], "uninstalled"
    keys = {**left, product: {"DisplayName": "SimpleX", "DisplayVersion": "6.4.7"}}
    found = list(Windows(RecordedRegistry(keys), ENVIRON, tmp_path).find_traces(traces))
    assert [(f.name, f.version) for f in found] == [("SimpleX", "6.4.7")]


def program_file(version: tuple[int, int, int, int], *, section: bytes = b".rsrc", title: bool = True) -> bytes:
    """The smallest file in which Windows' own format has a version."""
    head = b"MZ" + b"\0" * 58 + struct.pack("<I", 64)
    pe = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 2, 0, 0, 0, 16, 0) + b"\0" * 16
    first, second, third, fourth = version
    fixed = struct.pack("<IIII", 0xFEEF04BD, 0x10000, first << 16 | second, third << 16 | fourth)
    content = b"\0" * 40 + ("VS_VERSION_INFO\0" if title else "x").encode("utf-16-le") + b"\0\0" + fixed
    names = (
        (b".text", b"\0" * 8 + struct.pack("<II", 0, 0)),
        (section, b"\0" * 8 + struct.pack("<II", len(content), 512)),
    )
    table = b"".join(name.ljust(8, b"\0") + rest + b"\0" * 16 for name, rest in names)
    return (head + pe + table).ljust(512, b"\0") + content


@pytest.mark.parametrize(
    ("content", "version"),
    [
        (program_file((6, 8, 0, 0)), "6.8"),
        (program_file((6, 9, 1, 0)), "6.9.1"),
        (program_file((25, 1, 2, 3)), "25.1.2.3"),
        (program_file((0, 0, 0, 0)), ""),
        (program_file((1, 2, 3, 4), section=b".data"), ""),
        (program_file((1, 2, 3, 4), title=False), ""),
        (program_file((1, 2, 3, 4))[:300], ""),
        (program_file((1, 2, 3, 4))[:-12], ""),
        (b"MZ", ""),
        (b"", ""),
        (b"MZ" + b"\xff" * 400, ""),
    ],
)
def test_the_version_in_a_program_s_file(tmp_path: Path, content: bytes, version: str) -> None:
    plant(tmp_path, {"Users/vera/AppData/Roaming/Telegram Desktop/Telegram.exe": content})
    assert find({}, tmp_path) == (InstalledApp("telegram", "Telegram", version, FoundIn.PROGRAM),)
