"""The proxy in the settings of a Linux desktop: what GNOME's tool prints, KDE's file."""

import subprocess
from pathlib import Path

import pytest

from dialtone.model.catalogue import Endpoint
from dialtone.model.proxy import ProxyExceptions, ProxyKind
from dialtone.model.vocabulary import Wire
from dialtone.system.linux import Linux
from dialtone.system.operating_system import ProxySettings, ToolResult, run_tool
from dialtone.system.system_proxy import (
    find_proxy_exceptions,
    find_system_proxy,
    read_gnome,
    read_kde,
    read_patterns,
    read_suffixes,
)
from dialtone.system.windows import Windows
from system.recorded import RecordedRegistry, plant

MANUAL = {
    "mode": "'manual'",
    "https/host": "'proxy.example'",
    "https/port": "3128",
    "ignore-hosts": "['localhost', '*.whatsapp.com']",
}
COMMAND = ("/usr/bin/gsettings", "list-recursively", "org.gnome.system.proxy")
LISTED = """org.gnome.system.proxy ignore-hosts ['localhost', '*.whatsapp.com']
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy.https host 'proxy.example'
org.gnome.system.proxy.https port 3128
"""
needs_gnome = pytest.mark.skipif(
    run_tool(COMMAND).code != 0, reason="libglib2.0-bin and gsettings-desktop-schemas are not installed"
)
ADDRESS = {"https": "http://proxy.example:3128"}


def kde(kind: int, *lines: str) -> str:
    return "\n".join(("[Proxy Settings][$Version]", "x=1", "[Proxy Settings]", f"ProxyType={kind}", *lines))


def listed(folder: Path, values: dict[str, str]) -> str:
    """Return what GNOME's own tool prints of settings, which it reads from a file that a test writes."""
    groups: dict[str, list[str]] = {}
    for path, value in values.items():
        child, _, key = path.rpartition("/")
        groups.setdefault(f"system/proxy/{child}".rstrip("/"), []).append(f"{key}={value}")
    file = folder / "glib-2.0" / "settings" / "keyfile"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(line for group, keys in groups.items() for line in (f"[{group}]", *keys)))
    environment = {"XDG_CONFIG_HOME": str(folder), "GSETTINGS_BACKEND": "keyfile"}
    return subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=True).stdout


def test_a_tool_that_hangs_is_left() -> None:
    assert run_tool(("/bin/sleep", "60"), seconds=0.05) == ToolResult(None)


def test_what_is_no_list_of_settings_holds_nothing() -> None:
    too_deep = f"org.gnome.system.proxy mode {'-' * 100_000}1"
    broken = ("No such schema", "org.gnome.system.proxy mode manual", "org.gnome.system.proxy mode 'man", too_deep)
    for printed in ("", *broken):
        assert read_gnome(printed) == ProxySettings()


@needs_gnome
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ProxySettings(proxies=ADDRESS, exceptions=read_suffixes("localhost,*.whatsapp.com"))),
        ({"mode": "'auto'"}, ProxySettings(script=True)),
        ({"mode": "'none'"}, ProxySettings()),
        ({"https/host": "''"}, ProxySettings()),
        ({"https/port": "0"}, ProxySettings()),
        ({"ignore-hosts": "@as []"}, ProxySettings(proxies=ADDRESS)),
        ({"ignore-hosts": "['*']"}, ProxySettings()),
        (
            {"https/host": "''", "socks/host": "'::1'", "socks/port": "1080", "ignore-hosts": "@as []"},
            ProxySettings(proxies={"socks": "socks5://[::1]:1080"}),
        ),
        ({"https/host": "''", "http/host": "'h'", "http/port": "80"}, ProxySettings()),
    ],
)
def test_what_gnome_is_set_to(changes: dict[str, str], found: ProxySettings, tmp_path: Path) -> None:
    assert read_gnome(listed(tmp_path, {**MANUAL, **changes})) == found


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (kde(1, "httpsProxy=http://proxy.example 3128"), ProxySettings(proxies=ADDRESS)),
        (kde(1, "httpsProxy=http://proxy.example:3128/"), ProxySettings(proxies=ADDRESS)),
        (kde(1, "httpsProxy=proxy.example:3128"), ProxySettings(proxies=ADDRESS)),
        (
            kde(1, "socksProxy=socks://10.0.0.1 1080", "NoProxyFor=signal.org,.whatsapp.com"),
            ProxySettings(
                proxies={"socks": "socks5://10.0.0.1:1080"}, exceptions=read_suffixes("signal.org,.whatsapp.com")
            ),
        ),
        (
            kde(1, "httpsProxy=http://proxy.example 3128", "NoProxyFor=signal.org", "ReversedException=true"),
            ProxySettings(proxies=ADDRESS, exceptions=ProxyExceptions(("signal.org", "*.signal.org"), inverted=True)),
        ),
        (kde(1, "httpsProxy=http://proxy.example 3128", "ReversedException=true"), ProxySettings()),
        (kde(1, "httpsProxy=http://proxy.example 3128", "NoProxyFor=*"), ProxySettings()),
        (kde(1, "httpProxy=http://proxy.example 3128"), ProxySettings()),
        (kde(1, "httpsProxy=http://proxy.example"), ProxySettings()),
        (kde(0, "httpsProxy=http://proxy.example 3128"), ProxySettings()),
        (kde(2), ProxySettings(script=True)),
        (kde(3), ProxySettings(script=True)),
        (kde(4, "httpsProxy=HTTPS_PROXY"), ProxySettings()),
        ("no settings at all", ProxySettings()),
        ("", ProxySettings()),
    ],
)
def test_what_kde_is_set_to(settings: str, found: ProxySettings) -> None:
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
    listed = ("NoProxyFor=signal.org", f"ReversedException={inverted}")
    plant(tmp_path, {"/home/x/.config/kioslaverc": kde(1, "httpsProxy=http://proxy.example 3128", *listed)})
    system = Linux(tmp_path, {"HOME": "/home/x", "XDG_CURRENT_DESKTOP": "KDE"})
    assert find_system_proxy(system, dict) is not None
    exceptions = find_proxy_exceptions(system, lambda: {"no": "localhost"})
    assert exceptions.applies_to(Endpoint("app/site", "app", Wire.HTTPS, 443, host)) is spared
    assert exceptions.applies_to(Endpoint("app/dc", "app", Wire.MTPROTO, 443, addresses=("149.154.167.51",))) is (
        inverted == "true"
    )


@pytest.mark.parametrize(
    ("desktop", "set_there"),
    [("ubuntu:GNOME", True), ("X-Cinnamon", True), ("KDE", True), ("XFCE", False), ("", False)],
)
def test_the_desktop_in_use_counts_and_before_it_the_environment(tmp_path: Path, desktop: str, set_there: bool) -> None:
    settings = kde(1, "httpsProxy=http://proxy.example 3128", "NoProxyFor=web.whatsapp.com")
    plant(tmp_path, {"/home/x/.config/kioslaverc": settings})
    system = Linux(tmp_path, {"HOME": "/home/x", "XDG_CURRENT_DESKTOP": desktop}, lambda _: ToolResult(0, LISTED))
    site = Endpoint("app/site", "app", Wire.HTTPS, 443, "web.whatsapp.com")
    proxy = find_system_proxy(system, dict)
    assert (proxy is not None) is set_there
    assert find_proxy_exceptions(system, dict).applies_to(site) is set_there
    assert proxy is None or (proxy.kind, proxy.host, proxy.port) == (ProxyKind.HTTP, "proxy.example", 3128)
    other = find_system_proxy(system, lambda: {"https": "socks5://10.0.0.2:1080"})
    assert other is not None
    assert other.host == "10.0.0.2"
    assert not system.proxy_settings.script


def test_a_proxy_for_plain_pages_is_not_the_messengers(tmp_path: Path) -> None:
    """As Chromium and curl: `http_proxy` says nothing about TLS."""
    system = Linux(tmp_path, {"HOME": "/home/x"})
    assert find_system_proxy(system, lambda: {"http": "http://127.0.0.1:9"}) is None
    assert (
        find_system_proxy(system, lambda: {"http": "http://127.0.0.1:9", "all": "socks5://10.0.0.2:1080"}) is not None
    )


# Lists of hosts for which a proxy is left out, as each system writes them


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
