"""The proxy in the environment, the system or a desktop, and the hosts that bypass it. Dialtone does not store it."""

import ipaddress
import os
import re
import sys
from ast import literal_eval
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from dialtone.model.frozen import replace
from dialtone.model.proxy import Network, Proxy, ProxyExceptions, ProxyKind
from dialtone.system.operating_system import OperatingSystem, ProxySettings

_ORDER = ("https", "all", "socks")
"""Schemes in the order in which messengers choose their proxy.

Not "http": messengers use TLS, and that proxy is for plain pages (`proxy_config_service_linux.cc` of Chromium; curl).
"""
_KINDS = {
    "": (ProxyKind.HTTP, 80),
    "http": (ProxyKind.HTTP, 80),
    "https": (ProxyKind.HTTP, 443),
    "socks": (ProxyKind.SOCKS5, 1080),
    "socks5": (ProxyKind.SOCKS5, 1080),
    "socks5h": (ProxyKind.SOCKS5, 1080),
    "socks4": (ProxyKind.SOCKS5, 1080),
    "socks4a": (ProxyKind.SOCKS5, 1080),
}
"""Supported schemes of a proxy's address, and their default ports."""
_OLD_SOCKS = {"socks4": "4", "socks4a": "4a"}

LIKE_GNOME = frozenset({"gnome", "unity", "cinnamon", "x-cinnamon", "pantheon", "budgie", "ukui", "gnome-classic"})
"""Desktops that store their proxy where GNOME does, as in `XDG_CURRENT_DESKTOP`.

Source: Chromium, `proxy_config_service_linux.cc`.
"""
_GNOME_LINE = re.compile(r"^org\.gnome\.system\.proxy(?:\.(\w+))? ([\w-]+) (?:@as )?(.*)$", re.MULTILINE)
_DESKTOP_SCHEMES = ("https", "socks")
"""A proxy set only for plain HTTP is not used for TLS (GSimpleProxyResolver of GLib, Chromium)."""
_KDE_KINDS = {"1": "manual", "2": "script", "3": "script"}
"""By `ProxyType`: set by hand, a script at an address (PAC), a script that the network names (WPAD)."""

Proxies = Callable[[], Mapping[str, str]]
"""Returns the addresses of proxies by scheme, as `read_system_proxies` does; tests pass their own."""


def read_system_proxies() -> Mapping[str, str]:
    """Return the proxies by scheme that the environment names; on Windows and macOS also the system's."""
    if sys.platform == "linux" and not any(name.lower().endswith("_proxy") for name in os.environ):
        return {}
    from urllib.request import getproxies  # imported here: it loads an HTTP client, and most computers have no proxy

    return getproxies()


def find_proxy_kind(proxies: Mapping[str, str]) -> str:
    """Return `socks`, `http` or an empty string; never the address, which is private."""
    scheme, address = _choose_proxy(proxies)
    if not address:
        return ""
    return "socks" if scheme == "socks" or address.lower().startswith("socks") else "http"


def find_proxies(system: OperatingSystem, proxies: Proxies) -> Mapping[str, str]:
    """Return the proxies by scheme: those of the environment; if it has none, those of the desktop's settings."""
    from_environment = proxies()
    if any(from_environment.get(scheme) for scheme in _ORDER):
        return from_environment
    return system.proxy_settings.proxies


def find_system_proxy(system: OperatingSystem, proxies: Proxies = read_system_proxies) -> Proxy | None:
    """Return the proxy that apps would use; None if none is set, or if its kind is not supported here."""
    scheme, address = _choose_proxy(find_proxies(system, proxies))
    if not address:
        return None
    if "://" not in address:
        address = f"socks://{address}" if scheme == "socks" else f"://{address}"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    supported = _KINDS.get(parts.scheme.lower())
    if supported is None or not parts.hostname:
        return None
    kind, default_port = supported
    return _make_proxy(kind, parts, port or default_port)


def find_proxy_exceptions(system: OperatingSystem, proxies: Proxies = read_system_proxies) -> ProxyExceptions:
    """Return the hosts for which apps would bypass the proxy, from the list that belongs to the proxy.

    If the environment sets one, the system's own settings do not count (as in Python and browsers on Linux).
    """
    by_scheme = {scheme.lower(): value for scheme, value in proxies().items()}
    if not any(by_scheme.get(scheme) for scheme in _ORDER):
        return system.proxy_settings.exceptions if system.proxy_settings.proxies else ProxyExceptions()
    is_from_environment = any(name.lower().endswith("_proxy") and value for name, value in os.environ.items())
    if "no" in by_scheme or is_from_environment:
        return read_suffixes(by_scheme.get("no", ""))
    return system.proxy_settings.exceptions  # Windows and macOS, where Python read the proxy from the system


def _make_proxy(kind: ProxyKind, parts: SplitResult, port: int) -> Proxy | None:
    """Return the proxy of a URL's parts; None if its host cannot be written in DNS form."""
    host = parts.hostname or ""
    try:
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    scheme = parts.scheme.lower()
    return Proxy(
        kind,
        host,
        port,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=True if scheme == "https" else None,
        socks=_OLD_SOCKS.get(scheme, "5"),
    )


def _choose_proxy(proxies: Mapping[str, str]) -> tuple[str, str]:
    """Return the scheme and the address of the proxy for TLS; both empty if there is none, or all hosts bypass it."""
    by_scheme = {scheme.lower(): address.strip() for scheme, address in proxies.items() if address}
    if by_scheme.get("no") == "*":
        return "", ""
    return next(((scheme, by_scheme[scheme]) for scheme in _ORDER if scheme in by_scheme), ("", ""))


# The lists of hosts that bypass a proxy. An entry for a single port counts only if that is HTTPS's. Private networks
# and names without a dot, which most lists contain, are irrelevant for messengers.


def read_suffixes(text: str) -> ProxyExceptions:
    """Return the exceptions in a list whose names include subdomains: `no_proxy` (curl, Python, Go), GNOME's, KDE's."""
    entries = [_strip_entry(entry) for entry in text.replace(",", " ").split()]
    patterns: list[str] = []
    for entry in entries:
        name = entry.removeprefix("*").lstrip(".")
        if name:
            patterns += (name, f"*.{name}")
        elif entry == "*":
            patterns.append(entry)
    return ProxyExceptions(tuple(patterns), _parse_networks(entries))


def read_patterns(entries: Iterable[str]) -> ProxyExceptions:
    """Return the exceptions in a list whose entries mean only themselves, but may contain `*`: Windows', macOS's."""
    stripped = map(_strip_entry, entries)
    patterns = [entry for entry in stripped if entry and not entry.startswith("<")]  # `<local>`: names without a dot
    return ProxyExceptions(tuple(patterns), _parse_networks(patterns))


def _strip_entry(entry: str) -> str:
    """Return an entry in lower case, without its scheme and HTTPS's port; empty if it is for another port."""
    text = entry.strip().lower()
    text = text.partition("://")[2] or text
    name, colon, port = text.rpartition(":")
    if not colon or ":" in name or not port.isdigit():
        return text.strip("[]")
    return name if port == "443" else ""


def _parse_networks(entries: Iterable[str]) -> tuple[Network, ...]:
    """Return the entries that are an address or a network; the others are names."""
    networks: list[Network] = []
    for entry in entries:
        try:
            networks.append(ipaddress.ip_network(entry, strict=False))
        except ValueError:
            continue
    return tuple(networks)


# The settings of a Linux desktop, which browsers and Electron follow


def read_gnome(listing: str) -> ProxySettings:
    """Return the settings in the output of `gsettings list-recursively org.gnome.system.proxy`."""
    settings = {(child, key): _parse_value(value) for child, key, value in _GNOME_LINE.findall(listing)}
    mode = settings.get(("", "mode"))
    if mode != "manual":
        return ProxySettings(script=mode == "auto")
    places: dict[str, tuple[str, str]] = {}
    for scheme in _DESKTOP_SCHEMES:
        host, port = (settings.get((scheme, key)) for key in ("host", "port"))
        if isinstance(host, str) and host and isinstance(port, int) and port:
            places[scheme] = host, str(port)
    ignored_hosts = settings.get(("", "ignore-hosts"))
    return _make_settings(places, read_suffixes(",".join(ignored_hosts) if isinstance(ignored_hosts, list) else ""))


def _parse_value(text: str) -> object:
    try:
        return literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):  # the last two: nested too deep (`ast`)
        return None


def read_kde(text: str) -> ProxySettings:
    """Return the settings in the text of `kioslaverc`; empty ones if it is broken, or no proxy is set by hand."""
    import configparser  # imported here: only KDE writes such a file

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return ProxySettings()
    settings = dict(parser["Proxy Settings"]) if "Proxy Settings" in parser else {}
    kind = _KDE_KINDS.get(settings.get("proxytype", ""))
    if kind != "manual":
        return ProxySettings(script=kind == "script")
    places: dict[str, tuple[str, str]] = {}
    for scheme in _DESKTOP_SCHEMES:
        host, port = _split_kde_address(settings.get(f"{scheme}proxy", ""))
        if host and port.isdigit() and port != "0":
            places[scheme] = host, port
    exceptions = read_suffixes(settings.get("noproxyfor", ""))
    inverted = settings.get("reversedexception", "").lower() == "true"  # `shouldIgnoreProxyFor` of KIO; Chromium too
    return _make_settings(places, replace(exceptions, inverted=inverted))


def _split_kde_address(text: str) -> tuple[str, str]:
    """Return the host and the port of a proxy of KDE, `http://host port` or `http://host:port`; empty if missing."""
    url = text.strip()
    address = url.partition("://")[2].strip() or url
    host, _, port = address.replace(" ", ":").rstrip("/").rpartition(":")
    return host, port


def _make_settings(places: Mapping[str, tuple[str, str]], exceptions: ProxyExceptions) -> ProxySettings:
    """Return the settings of proxies, by scheme with host and port; empty ones if no host uses a proxy."""
    if not places or exceptions.applies_to_all:
        return ProxySettings()
    proxies: dict[str, str] = {}
    for scheme, (host, port) in places.items():
        in_brackets = f"[{host}]" if ":" in host and not host.startswith("[") else host
        proxies[scheme] = f"{'socks5' if scheme == 'socks' else 'http'}://{in_brackets}:{port}"
    return ProxySettings(proxies=proxies, exceptions=exceptions)
