"""The circumstances of a check: VPN, proxy, IPv6, hosts file."""

import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from dialtone.model.computer import Computer, InstalledApp
from dialtone.model.maker import LinkOpener, Origin
from dialtone.model.proxy_exceptions import ProxyExceptions
from dialtone.model.traces import Traces
from dialtone.system.computer_scan import SystemReaders, inspect_computer
from dialtone.system.interfaces import Interface, read_interfaces, source_address, usable_addresses
from dialtone.system.operating_system import FoundApps, Routes

LOOPBACK = Interface("lo", ("127.0.0.1", "::1"), 65536)
ETHERNET = Interface("eth0", ("192.168.1.23", "2a02:2168:a07:1::23", "fe80::1%eth0"))
TUNNEL = Interface("tun0", ("10.8.0.2",), 1420)


@dataclass(frozen=True)
class Recorded:
    name: str = "linux"
    sandbox: str = ""
    listed: Routes | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    script: bool = False
    hosts: bytes = b""
    servers: tuple[str, ...] = ()

    def find(self, traces: Traces) -> Iterator[FoundApps]:
        return iter(())

    def origin(self, app: InstalledApp) -> Origin:
        return Origin()

    def link_opener(self, scheme: str) -> LinkOpener | None:
        return None

    def routes(self) -> Routes | None:
        return self.listed

    def tunnel_kinds(self) -> Mapping[str, str]:
        return self.kinds

    def has_proxy_script(self) -> bool:
        return self.script

    def proxy_exceptions(self) -> ProxyExceptions:
        return ProxyExceptions()

    def nameservers(self) -> tuple[str, ...]:
        return self.servers

    def hosts_file(self) -> bytes:
        return self.hosts


def look(
    system: Recorded,
    *interfaces: Interface,
    v4: str | None = None,
    v6: str | None = None,
    proxies: Mapping[str, str] | None = None,
    tools: tuple[str, ...] = (),
) -> Computer:
    sources = {socket.AF_INET: v4, socket.AF_INET6: v6}
    return inspect_computer(
        system, SystemReaders(lambda: interfaces, lambda family: sources[family], lambda: proxies or {}, lambda: tools)
    )


def routes(v4: str = "", v6: str = "") -> Recorded:
    return Recorded(listed=Routes(frozenset(v4.split()), frozenset(v6.split())))


def test_an_ordinary_computer() -> None:
    computer = look(routes("eth0", "eth0"), LOOPBACK, ETHERNET, v4="192.168.1.23", v6="2a02:2168:a07:1::23")
    assert computer == Computer("linux", has_ipv6=True)


@pytest.mark.parametrize(
    "interfaces",
    [(), (LOOPBACK,), (LOOPBACK, Interface("eth0", ("fe80::1%eth0", "169.254.3.4"))), (Interface("eth0"),)],
)
def test_addresses_of_the_computer_itself_and_of_its_cable_are_of_no_use(interfaces: tuple[Interface, ...]) -> None:
    assert usable_addresses(interfaces) == []


class TestTunnels:
    def test_one_that_carries_the_default_route(self) -> None:
        assert look(routes("tun0"), ETHERNET, TUNNEL).tunnels == ("tun0",)

    def test_one_that_carries_only_the_office_is_none(self) -> None:
        assert look(routes("eth0"), ETHERNET, TUNNEL, v4="192.168.1.23").tunnels == ()

    def test_one_that_a_routing_rule_prefers_is_seen_by_the_source_address(self) -> None:
        assert look(routes("eth0"), ETHERNET, TUNNEL, v4="10.8.0.2").tunnels == ("tun0",)

    @pytest.mark.parametrize("name", ["utun4", "wg-nl", "ppp0", "ProtonVPN TUN", "My OpenVPN", "tailscale0", "awg0"])
    def test_names_that_look_like_one(self, name: str) -> None:
        system = Recorded("macos")
        assert look(system, Interface(name, ("10.8.0.2",), 1400), v4="10.8.0.2").tunnels == (name,)

    @pytest.mark.parametrize("name", ["en0", "eth0", "Wi-Fi", "Ethernet 2", "wlan0", "wlp3s0", "br0", "docker0"])
    def test_names_that_do_not(self, name: str) -> None:
        assert look(Recorded(), Interface(name, ("10.8.0.2",)), v4="10.8.0.2").tunnels == ()

    def test_a_plain_dial_up_line_is_none(self) -> None:
        assert look(routes("ppp0"), Interface("ppp0", ("100.64.3.4",), 1492)).tunnels == ()

    def test_the_many_tunnels_of_a_mac_that_carry_nothing_are_none(self) -> None:
        idle = [Interface(f"utun{n}", (f"fe80::{n}%utun{n}",), 1380) for n in range(4)]
        assert look(Recorded("macos"), Interface("en0", ("192.168.1.2",)), *idle, v4="192.168.1.2").tunnels == ()

    def test_the_system_may_know_better_than_the_name(self) -> None:
        system = Recorded("windows", kinds={"Дача": "WireGuard Tunnel"})
        assert look(system, Interface("Дача", ("10.8.0.2",)), v4="10.8.0.2").tunnels == ("Дача",)


class TestIPv6:
    def test_needs_a_route(self) -> None:
        assert not look(routes("eth0"), ETHERNET).has_ipv6
        assert not look(Recorded("macos"), ETHERNET).has_ipv6
        assert look(Recorded("macos"), ETHERNET, v6="2a02:2168:a07:1::23").has_ipv6

    @pytest.mark.parametrize("address", ["fd00::2", "fe80::1%eth0", "2001:0:53aa:64c::1", "2002:c000:204::1", "::1"])
    def test_needs_an_address_of_the_real_internet(self, address: str) -> None:
        assert not look(routes(v6="eth0"), Interface("eth0", (address,))).has_ipv6


@pytest.mark.parametrize(
    ("proxies", "kind"),
    [
        ({}, ""),
        ({"no": "localhost"}, ""),
        ({"http": "http://10.0.0.1:3128"}, "http"),
        ({"https": "http://10.0.0.1:3128", "no": "*.ru"}, "http"),
        ({"all": "socks5h://127.0.0.1:1080"}, "socks"),
        ({"https": "SOCKS5://127.0.0.1:1080"}, "socks"),
        ({"socks": "http://127.0.0.1:1080"}, "socks"),
        ({"http": ""}, ""),
    ],
)
def test_the_kind_of_proxy_and_never_its_address(proxies: dict[str, str], kind: str) -> None:
    assert look(Recorded(), proxies=proxies).proxy == kind


def test_a_proxy_script_outranks() -> None:
    assert look(Recorded(script=True), proxies={"http": "http://10.0.0.1:3128"}).proxy == "script"


def test_the_hosts_file_without_the_usual_lines() -> None:
    hosts = (
        b"\xef\xbb\xbf# comment 1.1.1.1 a.example\r\n"
        b"127.0.0.1 localhost localhost.localdomain\n::1 ip6-localhost\n127.0.1.1 mypc\n"
        b"0.0.0.0\tWeb.WhatsApp.com. mmg.whatsapp.net # gone\n\xff\xfe\n10.0.0.1\n"
    )
    assert look(Recorded(hosts=hosts)).hosts_overrides == (
        ("web.whatsapp.com", "0.0.0.0"),
        ("mmg.whatsapp.net", "0.0.0.0"),
    )


def test_this_computer_can_be_inspected() -> None:
    assert inspect_computer(sight=SystemReaders(source=lambda _family: None)).platform in {"windows", "macos", "linux"}
    assert read_interfaces()


def test_the_source_address_is_the_systems_choice() -> None:
    assert source_address(socket.AF_INET, {socket.AF_INET: "127.0.0.1"}) == "127.0.0.1"
