"""Detection on Linux, over recorded trees."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dialtone.model.computer import FoundIn, InstalledApp
from dialtone.system.interfaces import find_preferred_interfaces
from dialtone.system.linux import Linux
from dialtone.system.operating_system import ProxySettings
from system.recorded import plant
from system.recorded_linux import entry
from system.shown_apps import find_shown

ENVIRON = {"HOME": "/home/vera", "PATH": "/usr/local/bin:/usr/bin"}

DPKG = """Package: libsignal-protocol
Status: install ok installed
Version: 1

Package: signal-desktop
Status: install ok installed
Priority: optional
Description: Private messaging
 Status: this is a line of the description
Version: 8.24.1

Package: telegram-desktop
Status: deinstall ok config-files
Version: 5.0
"""


def find(root: Path, environ: Mapping[str, str] = ENVIRON) -> tuple[InstalledApp, ...]:
    return find_shown(Linux(root, environ))


def test_an_empty_computer_has_nothing(tmp_path: Path) -> None:
    assert find(tmp_path) == ()
    assert find(tmp_path, {}) == ()


@pytest.mark.parametrize("home", [{}, {"HOME": "vera"}])
def test_without_a_home_and_with_relative_folders_nothing_is_configured(tmp_path: Path, home: dict[str, str]) -> None:
    """As it was found: on KDE no check began."""
    computer = Linux(tmp_path, home | {"XDG_CURRENT_DESKTOP": "KDE", "XDG_CONFIG_DIRS": "etc:", "XDG_DATA_DIRS": "usr"})
    assert computer.proxy_settings == ProxySettings()
    assert computer.find_link_opener("tg") is None


@pytest.mark.parametrize(("everywhere", "there", "strict"), [("0", "1", True), ("1", "0", True), ("1", "2", False)])
def test_the_higher_reverse_path_filter_counts(tmp_path: Path, everywhere: str, there: str, strict: bool) -> None:
    conf = "/proc/sys/net/ipv4/conf"
    plant(tmp_path, {f"{conf}/all/rp_filter": f"{everywhere}\n", f"{conf}/wg0/rp_filter": f"{there}\n"})
    assert Linux(tmp_path, ENVIRON).has_strict_rp_filter("wg0") is strict


def test_a_debian_package_counts_while_it_is_installed(tmp_path: Path) -> None:
    plant(tmp_path, {"/var/lib/dpkg/status": DPKG})
    assert find(tmp_path) == (InstalledApp("signal", "Signal", "8.24.1", FoundIn.PACKAGE),)


@pytest.mark.parametrize("identifier", ["org.telegram.desktop", "org.telegram.desktop._0a1b2c3d", "telegramdesktop"])
def test_telegram_from_its_own_archive(tmp_path: Path, identifier: str) -> None:
    plant(
        tmp_path,
        {
            f"/home/vera/.local/share/applications/{identifier}.desktop": entry(
                "Telegram", '"/home/vera/My Apps/Telegram" -- %u'
            ),
            "/home/vera/My Apps/Telegram": "",
        },
    )
    assert find(tmp_path) == (InstalledApp("telegram", "Telegram", "", FoundIn.DESKTOP_ENTRY),)


@pytest.mark.parametrize(
    "content",
    [
        entry("Telegram", "/opt/gone/Telegram"),
        entry("Telegram", "gone"),
        entry("Telegram", "/usr/bin/env", "Hidden=true"),
        entry("Telegram", "/usr/bin/env", "TryExec=/opt/gone/Telegram"),
        entry("Telegram", '"/usr/bin/env'),
        "Exec=/usr/bin/env",
        "\x00\xff",
    ],
)
def test_an_entry_that_outlived_its_program_says_nothing(tmp_path: Path, content: str) -> None:
    plant(tmp_path, {"/usr/share/applications/org.telegram.desktop.desktop": content, "/usr/bin/env": ""})
    assert find(tmp_path) == ()


def test_the_folders_of_the_environment_are_looked_into(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "/data/own/applications/signal.desktop": entry("Signal", "signal-desktop"),
            "/data/shared/applications/org.telegram.desktop.desktop": entry("Telegram", "env"),
            "/usr/bin/env": "",
            "/usr/bin/signal-desktop": "",
        },
    )
    environ = {**ENVIRON, "XDG_DATA_HOME": "/data/own", "XDG_DATA_DIRS": "/data/shared:relative:"}
    assert [app.messenger for app in find(tmp_path, environ)] == ["signal", "telegram"]


def test_places_that_cannot_be_read_are_skipped(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "/var/lib/dpkg/status/in-the-way": "",
            "/usr/share/applications/signal.desktop/in-the-way": "",
            "/usr/local/share/applications": "in the way",
            "/var/lib/flatpak/app": "in the way",
        },
    )
    assert find(tmp_path) == ()


def v4_route(interface: str, destination: str, flags: str, metric: int, mask: str) -> str:
    return f"{interface}\t{destination}\t00000000\t{flags}\t0\t0\t{metric}\t{mask}\t0\t0\t0\n"


V4_HEAD = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
V4_PLAIN = v4_route("eth0", "00000000", "0003", 100, "00000000") + v4_route("eth0", "0001A8C0", "0001", 100, "00FFFFFF")
V4_WIREGUARD = v4_route("wg0", "00000000", "0001", 50, "00000000")
V4_OPENVPN = v4_route("tun0", "00000000", "0003", 0, "00000080") + v4_route("tun0", "00000080", "0003", 0, "00000080")
V4_REJECT = v4_route("lo", "00000000", "0201", 0, "00000000")
ZERO = "0" * 32
V6_LO = f"{ZERO} 00 {ZERO} 00 {ZERO} ffffffff 00000001 00000000 00200200       lo\n"
V6_REAL = f"{ZERO} 00 {ZERO} 00 {'fe80' + '0' * 27 + '1'} 00000400 00000002 00000000 00450003     eth0\n"
V6_WORLD = f"{'2' + '0' * 31} 03 {ZERO} 00 {ZERO} 00000400 00000002 00000000 00000001     tun0\n"
V6_ULA = f"{'fd' + '0' * 30} 07 {ZERO} 00 {ZERO} 00000400 00000002 00000000 00000001     eth0\n"


@pytest.mark.parametrize(
    ("v4", "v6", "by_v4", "by_v6"),
    [
        ("", "", "", ""),
        (V4_PLAIN, V6_LO, "eth0", ""),
        (V4_PLAIN, "garbage\n" + V6_LO + V6_REAL + V6_ULA, "eth0", "eth0"),
        (V4_PLAIN + V4_WIREGUARD, "", "wg0", ""),
        (V4_PLAIN + V4_OPENVPN, V6_REAL + V6_WORLD, "tun0", "tun0"),
        (V4_PLAIN, V6_WORLD, "eth0", "tun0"),
        (V4_REJECT, "", "", ""),
        ("garbage\nwg0\tzz\t\n", "garbage", "", ""),
    ],
)
def test_who_carries_the_default_route(tmp_path: Path, v4: str, v6: str, by_v4: str, by_v6: str) -> None:
    plant(tmp_path, {"/proc/net/route": V4_HEAD + v4, "/proc/net/ipv6_route": v6})
    routes = Linux(tmp_path, ENVIRON).read_routes()
    assert find_preferred_interfaces([route for route in routes if not route.v6]) == set(by_v4.split())
    assert find_preferred_interfaces([route for route in routes if route.v6]) == set(by_v6.split())
    assert find_preferred_interfaces(routes) == {by_v4, by_v6} - {""}


def test_the_kernel_knows_a_tunnel_by_any_name(tmp_path: Path) -> None:
    net = "/sys/class/net"
    plant(
        tmp_path,
        {
            f"{net}/eth0/uevent": "INTERFACE=eth0\n",
            f"{net}/home/uevent": "DEVTYPE=wireguard\nINTERFACE=home\n",
            f"{net}/office/tun_flags": "0x1001\n",
        },
    )
    assert Linux(tmp_path, ENVIRON).list_tunnels() == {"home", "office"}
