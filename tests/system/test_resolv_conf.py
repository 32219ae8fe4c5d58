"""The search list of a Unix system, as resolv.conf tells it."""

from pathlib import Path

import pytest

from dialtone.system.macos import MacOS
from dialtone.system.resolv_conf import ResolverSettings, read_link_nameservers, read_resolvers
from system.recorded import plant


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("", 0),
        (None, 0),
        ("nameserver 192.0.2.1\noptions ndots:4\n", 0),
        ("search .\noptions ndots:4\n", 0),
        ("search lan\n", 1),
        ("domain corp.example\noptions rotate ndots:4 edns0\n", 4),
        ("search corp.example\noptions ndots:2\noptions ndots:99\n", 15),
        ("search corp.example\noptions ndots:many\n", 1),
        ("search corp.example\nsearch\n", 0),
    ],
)
def test_names_with_fewer_dots_are_searched_first(tmp_path: Path, text: str | None, below: int) -> None:
    plant(tmp_path, {} if text is None else {"/etc/resolv.conf": text})
    assert read_resolvers(tmp_path).searched_below == below


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("nameserver 192.0.2.1\nnameserver 192.0.2.2\n", False),
        ("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions edns0 rotate\n", True),
        ("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:1\n", True),
        ("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:1\noptions timeout:5\n", False),
        ("nameserver 192.0.2.1\noptions rotate timeout:1\n", False),
        ("nameserver 127.0.0.53\nnameserver 192.0.2.2\noptions rotate\n", False),
        ("", False),
    ],
)
def test_it_tells_whether_one_can_know_which_resolver_answered(tmp_path: Path, text: str, hidden: bool) -> None:
    plant(tmp_path, {"/etc/resolv.conf": text})
    assert read_resolvers(tmp_path).hides_who_answers is hidden


def test_behind_the_stub_of_systemd_are_the_resolvers_that_it_asks(tmp_path: Path) -> None:
    plant(tmp_path, {"/etc/resolv.conf": "nameserver 127.0.0.53\nsearch lan\n"})
    assert read_resolvers(tmp_path).nameservers == ("127.0.0.53",)
    plant(tmp_path, {"/run/systemd/resolve/resolv.conf": "nameserver 192.0.2.1\nnameserver fe80::1%eth0\n"})
    assert read_resolvers(tmp_path).nameservers == ("192.0.2.1", "fe80::1")
    assert MacOS(tmp_path, tmp_path).read_resolvers() == ResolverSettings(("192.0.2.1", "fe80::1"))


# The resolvers of one interface, as systemd keeps them: what is no plain address is passed over


def test_what_resolved_and_networkd_keep_for_a_link(tmp_path: Path) -> None:
    resolved = "# This is private data. Do not parse.\nLLMNR=yes\nSERVERS=192.168.1.1 fe80::1%3 9.9.9.9#dns.quad9.net\n"
    networkd = "OPER_STATE=routable\nDNS=192.168.1.1 178.66.0.53\nNTP=1.2.3.4\n"
    plant(tmp_path, {"/run/systemd/resolve/netif/3": resolved, "/run/systemd/netif/links/3": networkd})
    assert read_link_nameservers(tmp_path, 3) == ("192.168.1.1", "fe80::1", "9.9.9.9", "178.66.0.53")
    assert read_link_nameservers(tmp_path, 4) == ()


def test_nonsense_is_passed_over(tmp_path: Path) -> None:
    nonsense = "SERVERS=\nSERVERS\nSERVERS=resolver.example 1.1.1.1:853 \x00=\n"
    plant(tmp_path, {"/run/systemd/resolve/netif/3": nonsense})
    assert read_link_nameservers(tmp_path, 3) == ()
