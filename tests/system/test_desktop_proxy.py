"""The proxy in the settings of a Linux desktop: GNOME's database, KDE's file."""

from pathlib import Path

import pytest

from dialtone.model.catalogue import Endpoint
from dialtone.model.proxy import ProxyExceptions, ProxyKind
from dialtone.model.vocabulary import Wire
from dialtone.system.desktop_proxy import DesktopProxy, read_dconf, read_gnome, read_kde
from dialtone.system.linux import Linux
from dialtone.system.proxy_exceptions import read_suffixes
from dialtone.system.system_proxy import find_proxy_exceptions, find_system_proxy
from system.dconf_maker import dconf, number, text, texts

KEYS = "/system/proxy/"
MANUAL = {
    f"{KEYS}mode": text("manual"),
    f"{KEYS}https/host": text("proxy.example"),
    f"{KEYS}https/port": number(3128),
    f"{KEYS}ignore-hosts": texts("localhost", "*.whatsapp.com"),
    "/org/gnome/desktop/interface/clock-show-date": b"\1\0b",
    "/org/gnome/desktop/interface/text-scaling-factor": b"\0" * 8 + b"\0d",
}
ADDRESS = {"https": "http://proxy.example:3128"}


def kde(kind: int, *lines: str) -> str:
    return "\n".join(("[Proxy Settings][$Version]", "x=1", "[Proxy Settings]", f"ProxyType={kind}", *lines))


def test_a_database_of_gnome() -> None:
    found = read_dconf(dconf(MANUAL))
    assert found[f"{KEYS}https/port"] == 3128
    assert found[f"{KEYS}ignore-hosts"] == ("localhost", "*.whatsapp.com")
    assert found["/org/gnome/desktop/interface/clock-show-date"] is True
    assert "/org/gnome/desktop/interface/text-scaling-factor" not in found, "no number of that kind is asked for"


def test_a_broken_database_holds_nothing_and_harms_nobody() -> None:
    whole = dconf(MANUAL)
    for length in range(len(whole)):
        read_dconf(whole[:length])
    for at in range(len(whole)):
        read_dconf(whole[:at] + b"\xff" + whole[at + 1 :])
    assert read_dconf(b"") == read_dconf(b"x" * 100) == read_dconf(dconf({})) == {}
    assert read_dconf(dconf({"/a": b"", "/b": b"\0as", "/c": b"\0i", "/d": b"\xff\0\0s"})) == {}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, DesktopProxy(proxies=ADDRESS, exceptions=read_suffixes("localhost,*.whatsapp.com"))),
        ({"mode": text("auto")}, DesktopProxy(script=True)),
        ({"mode": text("none")}, DesktopProxy()),
        ({"https/host": text("")}, DesktopProxy()),
        ({"https/port": number(0)}, DesktopProxy()),
        ({"ignore-hosts": texts()}, DesktopProxy(proxies=ADDRESS)),
        ({"ignore-hosts": texts("*")}, DesktopProxy()),
        (
            {"https/host": text(""), "socks/host": text("::1"), "socks/port": number(1080), "ignore-hosts": texts()},
            DesktopProxy(proxies={"socks": "socks5://[::1]:1080"}),
        ),
        ({"https/host": text(""), "http/host": text("h"), "http/port": number(80)}, DesktopProxy()),
    ],
)
def test_what_gnome_is_set_to(changes: dict[str, bytes], found: DesktopProxy) -> None:
    changed = {f"{KEYS}{key}": value for key, value in changes.items()}
    assert read_gnome(dconf({**MANUAL, **changed})) == found


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (kde(1, "httpsProxy=http://proxy.example 3128"), DesktopProxy(proxies=ADDRESS)),
        (kde(1, "httpsProxy=http://proxy.example:3128/"), DesktopProxy(proxies=ADDRESS)),
        (kde(1, "httpsProxy=proxy.example:3128"), DesktopProxy(proxies=ADDRESS)),
        (
            kde(1, "socksProxy=socks://10.0.0.1 1080", "NoProxyFor=signal.org,.whatsapp.com"),
            DesktopProxy(
                proxies={"socks": "socks5://10.0.0.1:1080"}, exceptions=read_suffixes("signal.org,.whatsapp.com")
            ),
        ),
        (
            kde(1, "httpsProxy=http://proxy.example 3128", "NoProxyFor=signal.org", "ReversedException=true"),
            DesktopProxy(proxies=ADDRESS, exceptions=ProxyExceptions(("signal.org", "*.signal.org"), inverted=True)),
        ),
        (kde(1, "httpsProxy=http://proxy.example 3128", "ReversedException=true"), DesktopProxy()),
        (kde(1, "httpsProxy=http://proxy.example 3128", "NoProxyFor=*"), DesktopProxy()),
        (kde(1, "httpProxy=http://proxy.example 3128"), DesktopProxy()),
        (kde(1, "httpsProxy=http://proxy.example"), DesktopProxy()),
        (kde(0, "httpsProxy=http://proxy.example 3128"), DesktopProxy()),
        (kde(2), DesktopProxy(script=True)),
        (kde(3), DesktopProxy(script=True)),
        (kde(4, "httpsProxy=HTTPS_PROXY"), DesktopProxy()),
        ("no settings at all", DesktopProxy()),
        ("", DesktopProxy()),
    ],
)
def test_what_kde_is_set_to(settings: str, found: DesktopProxy) -> None:
    assert read_kde(settings) == found


@pytest.mark.parametrize(
    ("inverted", "host", "spared"),
    [
        ("false", "chat.signal.org", True),
        ("false", "web.whatsapp.com", False),
        ("true", "chat.signal.org", False),
        ("true", "web.whatsapp.com", True),
    ],
)
def test_kde_can_invert_its_list(tmp_path: Path, inverted: str, host: str, spared: bool) -> None:
    """As `shouldIgnoreProxyFor` of KIO (kprotocolmanager.cpp): `return (useRevProxy != isMatch)`."""
    own = tmp_path / "home" / "x" / ".config"
    own.mkdir(parents=True)
    listed = ("NoProxyFor=signal.org", f"ReversedException={inverted}")
    (own / "kioslaverc").write_text(kde(1, "httpsProxy=http://proxy.example 3128", *listed))
    system = Linux(tmp_path, {"HOME": "/home/x", "XDG_CURRENT_DESKTOP": "KDE"})
    assert find_system_proxy(system, dict) is not None
    exceptions = find_proxy_exceptions(system, lambda: {"no": "localhost"})
    assert exceptions.bypass(Endpoint("app/site", "app", Wire.HTTPS, 443, host)) is spared
    assert exceptions.bypass(Endpoint("app/dc", "app", Wire.MTPROTO, 443, addresses=("149.154.167.51",))) is (
        inverted == "true"
    )


@pytest.mark.parametrize(
    ("desktop", "set_there"),
    [("ubuntu:GNOME", True), ("X-Cinnamon", True), ("KDE", True), ("XFCE", False), ("", False)],
)
def test_the_desktop_in_use_counts_and_before_it_the_environment(tmp_path: Path, desktop: str, set_there: bool) -> None:
    own = tmp_path / "home" / "x" / ".config"
    (own / "dconf").mkdir(parents=True)
    (own / "dconf" / "user").write_bytes(dconf(MANUAL))
    (own / "kioslaverc").write_text(kde(1, "httpsProxy=http://proxy.example 3128", "NoProxyFor=web.whatsapp.com"))
    system = Linux(tmp_path, {"HOME": "/home/x", "XDG_CURRENT_DESKTOP": desktop})
    site = Endpoint("app/site", "app", Wire.HTTPS, 443, "web.whatsapp.com")
    proxy = find_system_proxy(system, dict)
    assert (proxy is not None) is set_there
    assert find_proxy_exceptions(system, dict).bypass(site) is set_there
    assert proxy is None or (proxy.kind, proxy.host, proxy.port) == (ProxyKind.HTTP, "proxy.example", 3128)
    other = find_system_proxy(system, lambda: {"https": "socks5://10.0.0.2:1080"})
    assert other is not None
    assert other.host == "10.0.0.2"
    assert not system.has_proxy_script()


def test_a_proxy_for_plain_pages_is_not_the_messengers(tmp_path: Path) -> None:
    """As Chromium and curl: `http_proxy` says nothing about TLS."""
    system = Linux(tmp_path, {"HOME": "/home/x"})
    assert find_system_proxy(system, lambda: {"http": "http://127.0.0.1:9"}) is None
    assert (
        find_system_proxy(system, lambda: {"http": "http://127.0.0.1:9", "all": "socks5://10.0.0.2:1080"}) is not None
    )
