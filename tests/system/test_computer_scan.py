"""The circumstances of a check: VPN, proxy, IPv6, hosts file."""

import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
from msgspec import field

from dialtone.model.computer import Computer, OutsideInterface
from dialtone.system import computer_scan
from dialtone.system.computer_scan import SystemReaders, find_running_tools, inspect_computer
from dialtone.system.interfaces import Interface, find_interface_index, read_address_table, read_interfaces
from dialtone.system.operating_system import OperatingSystem, ProxySettings, Route
from dialtone.system.resolv_conf import ResolverSettings
from dialtone.system.routes import INTERNET, INTERNET_6, find_source_address
from dialtone.system.this_system import this_system
from system.recorded import plant

LOOPBACK = Interface("lo", ("127.0.0.1", "::1"), 65536)
ETHERNET = Interface("eth0", ("192.168.1.23", "2a02:2168:a07:1::23", "fe80::1%eth0"))
TUNNEL = Interface("tun0", ("10.8.0.2",), 1420)


class Recorded(OperatingSystem):
    name: ClassVar[str] = "linux"
    listed: tuple[Route, ...] | None = None
    known_tunnels: frozenset[str] = frozenset()
    script: bool = False
    desktop: Mapping[str, str] = field(default_factory=dict)
    hosts: bytes = b""
    servers: tuple[str, ...] = ()
    below: int = 0
    own_servers: tuple[str, ...] = ()

    def read_routes(self) -> tuple[Route, ...] | None:
        return self.listed

    def read_link_nameservers(self, index: int) -> tuple[str, ...]:
        return self.own_servers

    def has_strict_rp_filter(self, interface: str) -> bool:
        return interface == "strict0"

    def list_tunnels(self) -> frozenset[str]:
        return self.known_tunnels

    @property
    def proxy_settings(self) -> ProxySettings:
        return ProxySettings(self.script, self.desktop)

    def read_resolvers(self) -> ResolverSettings:
        return ResolverSettings(self.servers, self.below)

    def read_hosts_file(self) -> bytes:
        return self.hosts


class RecordedMac(Recorded):
    name: ClassVar[str] = "macos"


class RecordedWindows(Recorded):
    name: ClassVar[str] = "windows"


def look(
    system: Recorded,
    *interfaces: Interface,
    v4: str | None = None,
    v6: str | None = None,
    proxies: Mapping[str, str] | None = None,
    tools: tuple[str, ...] = (),
    towards: Mapping[str, str] | None = None,
    leads_marked_elsewhere: bool = False,
) -> Computer:
    sources = {INTERNET: v4, INTERNET_6: v6, **(towards or {})}
    readers = SystemReaders(
        lambda: interfaces, sources.get, lambda: proxies or {}, lambda: tools, lambda: leads_marked_elsewhere
    )
    return inspect_computer(system, readers)


def past(system: Recorded, *interfaces: Interface) -> OutsideInterface:
    """Return the interface past the VPN, which is there."""
    outside = look(system, *interfaces, v4="10.8.0.2").outside
    assert outside is not None
    return outside


def routes(v4: str = "", v6: str = "") -> Recorded:
    return Recorded(listed=(*map(Route, v4.split()), *(Route(name, v6=True) for name in v6.split())))


def test_an_ordinary_computer() -> None:
    computer = look(routes("eth0", "eth0"), LOOPBACK, ETHERNET, v4="192.168.1.23", v6="2a02:2168:a07:1::23")
    assert computer == Computer("linux", has_ipv6=True)


def test_rules_that_lead_marked_packets_elsewhere_are_told() -> None:
    assert look(routes("eth0"), ETHERNET, v4="192.168.1.23", leads_marked_elsewhere=True).leads_marked_elsewhere


@pytest.mark.parametrize(
    "interfaces",
    [(), (LOOPBACK,), (LOOPBACK, Interface("eth0", ("fe80::1%eth0", "169.254.3.4"))), (Interface("eth0"),)],
)
def test_addresses_of_the_computer_itself_and_of_its_cable_are_of_no_use(interfaces: tuple[Interface, ...]) -> None:
    assert not any(interface.usable_addresses for interface in interfaces)


class TestTunnels:
    def test_one_that_carries_the_default_route(self) -> None:
        assert look(routes("tun0"), ETHERNET, TUNNEL).tunnels == ("tun0",)

    def test_one_that_carries_only_the_office_is_none(self) -> None:
        assert look(routes("eth0"), ETHERNET, TUNNEL, v4="192.168.1.23").tunnels == ()

    def test_one_that_a_routing_rule_prefers_is_seen_by_the_source_address(self) -> None:
        assert look(routes("eth0"), ETHERNET, TUNNEL, v4="10.8.0.2").tunnels == ("tun0",)

    @pytest.mark.parametrize("name", ["utun4", "wg-nl", "ppp0", "ProtonVPN TUN", "My OpenVPN", "tailscale0", "awg0"])
    def test_names_that_look_like_one(self, name: str) -> None:
        system = RecordedMac()
        assert look(system, Interface(name, ("10.8.0.2",), 1400), v4="10.8.0.2").tunnels == (name,)

    @pytest.mark.parametrize("name", ["en0", "eth0", "Wi-Fi", "Ethernet 2", "wlan0", "wlp3s0", "br0", "docker0"])
    def test_names_that_do_not(self, name: str) -> None:
        assert look(Recorded(), Interface(name, ("10.8.0.2",)), v4="10.8.0.2").tunnels == ()

    def test_a_plain_dial_up_line_is_none(self) -> None:
        assert look(routes("ppp0"), Interface("ppp0", ("100.64.3.4",), 1492)).tunnels == ()

    def test_the_many_tunnels_of_a_mac_that_carry_nothing_are_none(self) -> None:
        idle = [Interface(f"utun{n}", (f"fe80::{n}%utun{n}",), 1380) for n in range(4)]
        assert look(RecordedMac(), Interface("en0", ("192.168.1.2",)), *idle, v4="192.168.1.2").tunnels == ()

    def test_the_system_may_know_better_than_the_name(self) -> None:
        system = RecordedWindows(known_tunnels=frozenset({"Дача"}))
        assert look(system, Interface("Дача", ("10.8.0.2",)), v4="10.8.0.2").tunnels == ("Дача",)


class TestIPv6:
    def test_needs_a_route(self) -> None:
        assert not look(routes("eth0"), ETHERNET).has_ipv6
        assert not look(RecordedMac(), ETHERNET).has_ipv6
        assert look(RecordedMac(), ETHERNET, v6="2a02:2168:a07:1::23").has_ipv6

    @pytest.mark.parametrize("address", ["fd00::2", "fe80::1%eth0", "2001:0:53aa:64c::1", "2002:c000:204::1", "::1"])
    def test_needs_an_address_of_the_real_internet(self, address: str) -> None:
        assert not look(routes(v6="eth0"), Interface("eth0", (address,))).has_ipv6


@pytest.mark.parametrize(
    ("proxies", "kind"),
    [
        ({}, ""),
        ({"no": "localhost"}, ""),
        ({"http": "http://10.0.0.1:3128"}, ""),  # for plain pages alone
        ({"https": "http://10.0.0.1:3128", "no": "*.ru"}, "http"),
        ({"all": "socks5h://127.0.0.1:1080"}, "socks"),
        ({"https": "SOCKS5://127.0.0.1:1080"}, "socks"),
        ({"socks": "http://127.0.0.1:1080"}, "socks"),
        ({"http": ""}, ""),
    ],
)
def test_the_kind_of_proxy_and_never_its_address(proxies: dict[str, str], kind: str) -> None:
    assert look(Recorded(), proxies=proxies).proxy == kind


def test_the_desktops_proxy_counts_where_the_environment_has_none() -> None:
    desktop = Recorded(desktop={"socks": "socks5://10.0.0.1:1080"})
    assert look(desktop, proxies={"no": "localhost"}).proxy == "socks"
    assert look(desktop, proxies={"https": "http://10.0.0.1:3128"}).proxy == "http"


def test_a_proxy_script_outranks() -> None:
    assert look(Recorded(script=True), proxies={"https": "http://10.0.0.1:3128"}).proxy == "script"


def test_the_hosts_file_without_the_usual_lines() -> None:
    hosts = (
        b"\xef\xbb\xbf# comment 1.1.1.1 a.example\r\n"
        b"127.0.0.1 localhost localhost.localdomain\n::1 ip6-localhost\n127.0.1.1 mypc\n"
        b"0.0.0.0\tWeb.WhatsApp.com. mmg.whatsapp.net # gone\n\xff\xfe\n10.0.0.1\n"
    )
    assert look(Recorded(hosts=hosts)).hosts_file_names == {"web.whatsapp.com", "mmg.whatsapp.net"}


def test_this_computer_can_be_inspected() -> None:
    readers = SystemReaders(source=lambda _address: None)
    assert inspect_computer(this_system(), readers).platform in {"windows", "macos", "linux"}
    assert read_interfaces()


def test_the_source_address_is_the_systems_choice() -> None:
    assert find_source_address("127.0.0.1") == "127.0.0.1"


def test_resolvers_that_were_given_for_the_cable_are_asked_first() -> None:
    system = Recorded(listed=(*THROUGH, CABLE), servers=("10.8.0.1",), own_servers=("178.66.0.53", "127.0.0.1"))
    outside = past(system, LOOPBACK, ETHERNET, TUNNEL)
    assert outside.nameservers == ("178.66.0.53", "192.168.1.1", "10.8.0.1")


THROUGH = (Route("tun0", metric=50), Route("tun0", metric=50, v6=True))
CABLE = Route("eth0", "192.168.1.1", 100)


def test_the_way_past_a_vpn() -> None:
    system = Recorded(listed=(*THROUGH, Route("eth0", metric=100, v6=True), CABLE), servers=("10.8.0.1", "127.0.0.53"))
    outside = past(system, LOOPBACK, ETHERNET, TUNNEL)
    assert outside.name == "eth0"
    assert outside.addresses == ("192.168.1.23", "2a02:2168:a07:1::23")
    assert outside.nameservers == ("192.168.1.1", "10.8.0.1")  # its router first, and none on this computer
    assert (outside.has_ipv6, outside.leads_out, outside.strict) == (True, True, False)


def test_without_a_vpn_there_is_no_way_past_it() -> None:
    assert look(Recorded(listed=(CABLE,)), LOOPBACK, ETHERNET, v4="192.168.1.23").outside is None


def test_a_vpn_that_took_the_default_route() -> None:
    system = Recorded(listed=THROUGH)
    outside = past(system, ETHERNET, TUNNEL)
    assert outside.leads_out is False
    assert not outside.has_ipv6


def test_which_interface_it_is_cannot_be_told_without_routes_where_there_are_two() -> None:
    wifi = Interface("wlan0", ("192.168.7.9",))
    system = Recorded(listed=None)
    assert look(system, ETHERNET, wifi, TUNNEL, v4="10.8.0.2").outside is None
    only = past(system, ETHERNET, Interface("docker0", ("172.17.0.1",)), TUNNEL)
    assert (only.name, only.leads_out) == ("eth0", None)


def test_strict_paths() -> None:
    strict = Interface("strict0", ("192.168.1.23",))
    system = Recorded(listed=(*THROUGH, Route("strict0", "192.168.1.1", 100)))
    outside = past(system, strict, TUNNEL)
    assert outside.strict


@pytest.mark.parametrize(
    ("servers", "towards", "beside"),
    [
        (("192.168.1.1",), {"192.168.1.1": "192.168.1.23"}, True),
        (("10.8.0.1",), {"10.8.0.1": "10.8.0.2"}, False),
        (("10.8.0.1", "192.168.1.1"), {"10.8.0.1": "10.8.0.2", "192.168.1.1": "192.168.1.23"}, False),
        (("127.0.0.1",), {"127.0.0.1": "127.0.0.1"}, False),  # whom that one asks cannot be seen
        (("192.168.1.1",), {}, False),
        ((), {}, False),
    ],
)
def test_names_past_the_vpn(servers: tuple[str, ...], towards: Mapping[str, str], beside: bool) -> None:
    system = Recorded(listed=(*THROUGH, CABLE), servers=servers)
    assert look(system, ETHERNET, TUNNEL, v4="10.8.0.2", towards=towards).names_beside is beside
    assert not look(system, ETHERNET, v4="192.168.1.23", towards=towards).names_beside  # no VPN


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked by psutil")
def test_running_tools_are_known_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plant(
        tmp_path,
        {"/7/comm": "bash\n", "/42/comm": "nfqws\n", "/43/comm": "nfqws\n", "/self/comm": "xray\n", "/9/x": ""},
    )
    monkeypatch.setattr(computer_scan, "_PROC", tmp_path)
    assert find_running_tools() == ("nfqws",)
    monkeypatch.setattr(sys, "platform", "win32")
    processes = [SimpleNamespace(info={"name": name}) for name in ("GoodbyeDPI.exe", "explorer.exe", None)]
    monkeypatch.setattr("psutil.process_iter", lambda _: iter(processes))
    assert find_running_tools() == ("goodbyedpi",)


# The index of an interface, by the table that Windows gives, and by name elsewhere


def _table(*rows: tuple[str, int]) -> bytes:
    packed = [socket.inet_aton(address) + struct.pack("<IIIIHH", number, 0, 0, 0, 0, 0) for address, number in rows]
    return struct.pack("<I", len(rows)) + b"".join(packed)


def test_a_table_of_windows() -> None:
    assert read_address_table(_table(("127.0.0.1", 1), ("192.168.1.23", 14))) == {"127.0.0.1": 1, "192.168.1.23": 14}
    assert read_address_table(_table(("10.0.0.1", 3))[:-1]) == {}
    assert read_address_table(b"") == {}


def test_by_name_elsewhere() -> None:
    assert find_interface_index(Interface("lo", ("127.0.0.1",)), "linux") == socket.if_nametoindex("lo")
    assert find_interface_index(Interface("no-such-0"), "darwin") == 0


def test_on_windows_without_its_library_nothing_is_known() -> None:
    assert find_interface_index(Interface("Ethernet", ("192.168.1.23",)), "win32") == 0
