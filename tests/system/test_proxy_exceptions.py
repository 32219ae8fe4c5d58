"""Lists of hosts for which a proxy is left out, as each system writes them."""

from pathlib import Path

import pytest

from dialtone.model.catalogue import Endpoint
from dialtone.model.proxy import ProxyExceptions
from dialtone.model.vocabulary import Wire
from dialtone.system.linux import Linux
from dialtone.system.system_proxy import find_proxy_exceptions, find_system_proxy, read_patterns, read_suffixes
from dialtone.system.windows import Windows
from system.recorded import RecordedRegistry

INTERNET = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
PROXY = {"https": "http://10.0.0.1:3128"}


def site(host: str) -> Endpoint:
    return Endpoint("app/site", "app", Wire.HTTPS, 443, host)


def centre(*addresses: str) -> Endpoint:
    return Endpoint("app/centre", "app", Wire.MTPROTO, 443, None, addresses)


@pytest.mark.parametrize(
    ("listed", "host", "spared"),
    [
        ("whatsapp.com", "whatsapp.com", True),
        ("whatsapp.com", "web.whatsapp.com", True),
        (".whatsapp.com", "web.whatsapp.com", True),
        ("*.whatsapp.com", "web.whatsapp.com", True),
        ("localhost, WhatsApp.com", "web.whatsapp.com", True),
        ("web.whatsapp.com:443", "web.whatsapp.com", True),
        ("web.whatsapp.com:8080", "web.whatsapp.com", False),
        ("app.com", "whatsapp.com", False),
        ("*", "anything.example", True),
        ("localhost,127.0.0.0/8,::1", "web.whatsapp.com", False),
        ("", "web.whatsapp.com", False),
    ],
)
def test_a_name_in_the_environment_stands_for_all_below_it(listed: str, host: str, spared: bool) -> None:
    assert read_suffixes(listed).applies_to(site(host)) is spared


@pytest.mark.parametrize(
    ("listed", "host", "spared"),
    [
        ("<local>;*.whatsapp.com", "web.whatsapp.com", True),
        ("whatsapp.com", "web.whatsapp.com", False),
        ("http://web.whatsapp.com", "web.whatsapp.com", True),
        ("<-loopback>", "web.whatsapp.com", False),
        ("*whatsapp*", "mmg.whatsapp.net", True),
        ("*", "anything.example", True),
    ],
)
def test_on_windows_and_macos_a_name_stands_for_itself(listed: str, host: str, spared: bool) -> None:
    assert read_patterns(listed.split(";")).applies_to(site(host)) is spared


def test_addresses_are_spared_by_networks_and_shapes() -> None:
    assert read_suffixes("149.154.160.0/20").applies_to(centre("2001:67c:4e8:f002::a", "149.154.167.51"))
    assert read_patterns(["149.154.*"]).applies_to(centre("149.154.167.51", "95.161.76.100"))
    assert not read_suffixes("10.0.0.0/8,2001:67c::/32").applies_to(centre("149.154.167.51"))
    assert not read_suffixes("149.154.160.0/20").applies_to(site("web.telegram.org"))


def test_the_list_that_stands_beside_the_proxy_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    system = Windows(RecordedRegistry({INTERNET: {"ProxyOverride": "*.signal.org"}}), {}, tmp_path)
    assert find_proxy_exceptions(system, lambda: PROXY).applies_to(site("chat.signal.org"))
    assert not find_proxy_exceptions(system, lambda: {**PROXY, "no": "x.example"}).applies_to(site("chat.signal.org"))
    assert find_proxy_exceptions(system, lambda: {"no": "signal.org"}) == ProxyExceptions(), "there is no proxy"
    monkeypatch.setenv("https_proxy", "http://10.0.0.1:3128")
    assert find_proxy_exceptions(system, lambda: PROXY) == ProxyExceptions(), "the environment set it, without a list"


def test_windows_keeps_its_list_beside_its_proxy(tmp_path: Path) -> None:
    registry = RecordedRegistry({INTERNET: {"ProxyOverride": "*.corp.example;*.whatsapp.net;<local>"}})
    assert Windows(registry, {}, tmp_path).proxy_settings.exceptions.applies_to(site("mmg.whatsapp.net"))
    assert Windows(RecordedRegistry({}), {}, tmp_path).proxy_settings.exceptions == ProxyExceptions()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("socks4://10.0.0.1", ("socks5", 1080, None, "4")),
        ("socks4a://10.0.0.1:1081", ("socks5", 1081, None, "4a")),
        ("socks5://10.0.0.1", ("socks5", 1080, None, "5")),
        ("https://proxy.example", ("http", 443, True, "5")),
        ("http://proxy.example", ("http", 80, None, "5")),
    ],
)
def test_older_socks_and_a_proxy_inside_tls_are_known(tmp_path: Path, address: str, told: tuple[object, ...]) -> None:
    proxy = find_system_proxy(Linux(tmp_path, {}), lambda: {"https": address})
    assert proxy is not None
    assert (proxy.kind.value, proxy.port, proxy.tls, proxy.socks) == told
