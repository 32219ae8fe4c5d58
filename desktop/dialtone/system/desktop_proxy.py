"""The proxy in the settings of a Linux desktop: GNOME's, as its own tool prints them, and KDE's file.

Browsers and Electron follow both. `XDG_CURRENT_DESKTOP` decides which desktop counts, as in Chromium
(`proxy_config_service_linux.cc`).
"""

import re
from ast import literal_eval
from collections.abc import Mapping

from dialtone.model.frozen import replace
from dialtone.model.proxy import ProxyExceptions
from dialtone.system.operating_system import ProxySettings
from dialtone.system.proxy_exceptions import read_suffixes

_LIKE_GNOME = frozenset({"gnome", "unity", "cinnamon", "x-cinnamon", "pantheon", "budgie", "ukui", "gnome-classic"})
_KDE = "kde"
_GNOME_LINE = re.compile(r"^org\.gnome\.system\.proxy(?:\.(\w+))? ([\w-]+) (?:@as )?(.*)$", re.MULTILINE)
_SCHEMES = ("https", "socks")
"""A proxy set only for plain HTTP is not used for TLS (GSimpleProxyResolver of GLib, Chromium)."""
_KDE_KINDS = {"1": "manual", "2": "script", "3": "script"}
"""By `ProxyType`: set by hand, a script at an address (PAC), a script that the network names (WPAD)."""


def is_stored_by_gnome(desktop: str) -> bool:
    """Return whether a desktop stores its proxy where GNOME does. `desktop`: as in `XDG_CURRENT_DESKTOP`."""
    return bool(_LIKE_GNOME & set(desktop.lower().split(":")))


def is_stored_by_kde(desktop: str) -> bool:
    """Return whether a desktop stores its proxy in KDE's file. `desktop`: as in `XDG_CURRENT_DESKTOP`."""
    return _KDE in desktop.lower().split(":")


def read_gnome(listing: str) -> ProxySettings:
    """Return the settings in the output of `gsettings list-recursively org.gnome.system.proxy`."""
    settings = {(child, key): _parse_value(value) for child, key, value in _GNOME_LINE.findall(listing)}
    mode = settings.get(("", "mode"))
    if mode != "manual":
        return ProxySettings(script=mode == "auto")
    proxies: dict[str, str] = {}
    for scheme in _SCHEMES:
        host, port = settings.get((scheme, "host")), settings.get((scheme, "port"))
        if isinstance(host, str) and host and isinstance(port, int) and port:
            proxies[scheme] = _format_address(scheme, host, str(port))
    ignored_hosts = settings.get(("", "ignore-hosts"))
    return _settings_if_used(proxies, read_suffixes(",".join(ignored_hosts) if isinstance(ignored_hosts, list) else ""))


def _parse_value(text: str) -> object:
    """Return a text, a number or a list, which GLib prints as Python does; None for any other value."""
    try:
        return literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):  # the last two: nested too deep (`ast`)
        return None


def read_kde(text: str) -> ProxySettings:
    """Return the settings in the text of `kioslaverc`, whose addresses are `http://host port` or `http://host:port`."""
    from configparser import ConfigParser, Error  # inside: only KDE writes such a file

    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except Error:
        return ProxySettings()
    settings = dict(parser["Proxy Settings"]) if "Proxy Settings" in parser else {}
    kind = _KDE_KINDS.get(settings.get("proxytype", ""))
    if kind != "manual":
        return ProxySettings(script=kind == "script")
    proxies: dict[str, str] = {}
    for scheme in _SCHEMES:
        url = settings.get(f"{scheme}proxy", "").strip()
        address = url.partition("://")[2].strip() or url
        host, _, port = address.replace(" ", ":").rstrip("/").rpartition(":")
        if host and port.isdigit() and port != "0":
            proxies[scheme] = _format_address(scheme, host, port)
    inverted = settings.get("reversedexception", "").lower() == "true"  # `shouldIgnoreProxyFor` of KIO; Chromium too
    return _settings_if_used(proxies, replace(read_suffixes(settings.get("noproxyfor", "")), inverted=inverted))


def _format_address(scheme: str, host: str, port: str) -> str:
    """Return a proxy's address as in the environment: `http://host:port`, `socks5://[address]:port`."""
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{'socks5' if scheme == 'socks' else 'http'}://{host}:{port}"


def _settings_if_used(proxies: Mapping[str, str], exceptions: ProxyExceptions) -> ProxySettings:
    """Return the settings of these proxies, by scheme; empty ones if no host uses a proxy."""
    if not proxies or exceptions.applies_to_all:
        return ProxySettings()
    return ProxySettings(proxies=proxies, exceptions=exceptions)
