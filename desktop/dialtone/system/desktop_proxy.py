"""The proxy in the settings of a Linux desktop: GNOME's database, and the file of KDE.

Browsers and Electron follow both. Which desktop counts is told by `XDG_CURRENT_DESKTOP`, as in Chromium
(`proxy_config_service_linux.cc`).
"""

from collections.abc import Mapping

from msgspec import field

from dialtone.model.frozen import Frozen
from dialtone.system.dconf_file import read_dconf

_LIKE_GNOME = frozenset({"gnome", "unity", "cinnamon", "x-cinnamon", "pantheon", "budgie", "ukui", "gnome-classic"})
_KDE = "kde"
_GNOME_PROXY = "/system/proxy/"
_SCHEMES = ("https", "socks")
"""What is set for plain HTTP alone is not taken for TLS (GSimpleProxyResolver of GLib, Chromium)."""
_KDE_KINDS = {"1": "manual", "2": "script", "3": "script"}


class DesktopProxy(Frozen):
    """What a desktop's settings say."""

    script: bool = False
    """A script chooses (PAC), or the network is asked for one (WPAD)."""
    proxies: Mapping[str, str] = field(default_factory=dict)
    """By scheme, as the environment would have them; under `no` the hosts for which the proxy is left out."""


def kept_by_gnome(desktop: str) -> bool:
    """Return whether a desktop, by `XDG_CURRENT_DESKTOP`, keeps its proxy where GNOME does."""
    return bool(_LIKE_GNOME & set(desktop.lower().split(":")))


def kept_by_kde(desktop: str) -> bool:
    """Return whether a desktop keeps it in KDE's file."""
    return _KDE in desktop.lower().split(":")


def read_gnome(database: bytes) -> DesktopProxy:
    """Read `org.gnome.system.proxy`. What was never changed stands nowhere: then no proxy is set."""
    settings = read_dconf(database)
    mode = settings.get(f"{_GNOME_PROXY}mode")
    if mode != "manual":
        return DesktopProxy(script=mode == "auto")
    found: dict[str, str] = {}
    for scheme in _SCHEMES:
        host, port = (settings.get(f"{_GNOME_PROXY}{scheme}/{key}") for key in ("host", "port"))
        if isinstance(host, str) and host and isinstance(port, int) and port:
            found[scheme] = _address(scheme, host, str(port))
    left_out = settings.get(f"{_GNOME_PROXY}ignore-hosts")
    return _with_exceptions(found, ",".join(left_out) if isinstance(left_out, tuple) else "")


def read_kde(text: str) -> DesktopProxy:
    """Read `kioslaverc`: an address is "http://host port" there, or with a colon."""
    from configparser import ConfigParser, Error  # inside: KDE alone writes such a file

    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except Error:
        return DesktopProxy()
    settings = dict(parser["Proxy Settings"]) if "Proxy Settings" in parser else {}
    kind = _KDE_KINDS.get(settings.get("proxytype", ""))
    if kind != "manual":
        return DesktopProxy(script=kind == "script")
    found: dict[str, str] = {}
    for scheme in _SCHEMES:
        address = settings.get(f"{scheme}proxy", "").strip().partition("://")[2] or settings.get(f"{scheme}proxy", "")
        host, _, port = address.strip().replace(" ", ":").rstrip("/").rpartition(":")
        if host and port.isdigit() and port != "0":
            found[scheme] = _address(scheme, host, port)
    # Turned round, the list holds the only hosts that go through it: then nobody can say for whom it is left out.
    turned = settings.get("reversedexception", "").lower() == "true"
    return _with_exceptions(found, "" if turned else settings.get("noproxyfor", ""))


def _address(scheme: str, host: str, port: str) -> str:
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{'socks5' if scheme == 'socks' else 'http'}://{host}:{port}"


def _with_exceptions(found: dict[str, str], left_out: str) -> DesktopProxy:
    return DesktopProxy(proxies={**found, "no": left_out} if found and left_out else found)
