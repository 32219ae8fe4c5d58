"""The resolvers of one interface, as systemd keeps them: what is no plain address is passed over."""

from pathlib import Path

from dialtone.system.link_resolvers import read_link_nameservers


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_resolved_and_networkd_keep_for_a_link(tmp_path: Path) -> None:
    write(
        tmp_path / "run/systemd/resolve/netif/3",
        "# This is private data. Do not parse.\nLLMNR=yes\nSERVERS=192.168.1.1 fe80::1%3 9.9.9.9#dns.quad9.net\n",
    )
    write(tmp_path / "run/systemd/netif/links/3", "OPER_STATE=routable\nDNS=192.168.1.1 178.66.0.53\nNTP=1.2.3.4\n")
    assert read_link_nameservers(tmp_path, 3) == ("192.168.1.1", "fe80::1", "9.9.9.9", "178.66.0.53")
    assert read_link_nameservers(tmp_path, 4) == ()


def test_nonsense_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "run/systemd/resolve/netif/3", "SERVERS=\nSERVERS\nSERVERS=resolver.example 1.1.1.1:853 \x00=\n")
    assert read_link_nameservers(tmp_path, 3) == ()
