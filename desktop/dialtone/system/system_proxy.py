"""The proxy set in the system, if its protocol is supported. Dialtone does not store it."""

import os
import sys
from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from dialtone.model.proxy import Proxy, ProxyExceptions, ProxyKind
from dialtone.system.operating_system import OperatingSystem
from dialtone.system.proxy_exceptions import read_suffixes

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

Proxies = Callable[[], Mapping[str, str]]
"""Returns the addresses of proxies by scheme, as `read_system_proxies` does; tests pass their own."""


def read_system_proxies() -> Mapping[str, str]:
    """Return the proxies by scheme that the environment names; on Windows and macOS also the system's."""
    if sys.platform == "linux" and not any(name.lower().endswith("_proxy") for name in os.environ):
        return {}
    from urllib.request import getproxies  # inside: it loads an HTTP client, and most computers have no proxy

    return getproxies()


def find_proxy_kind(proxies: Mapping[str, str]) -> str:
    """Return `socks`, `http` or an empty string; never the address, which is private."""
    scheme, address = _choose_proxy(proxies)
    if not address:
        return ""
    return "socks" if scheme == "socks" or address.lower().startswith("socks") else "http"


def find_proxies(system: OperatingSystem, proxies: Proxies = read_system_proxies) -> Mapping[str, str]:
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
    username, password = unquote(parts.username or ""), unquote(parts.password or "")
    scheme = parts.scheme.lower()
    tls = True if scheme == "https" else None
    socks = _OLD_SOCKS.get(scheme, "5")
    return Proxy(kind, host, port, username=username, password=password, tls=tls, socks=socks)


def _choose_proxy(proxies: Mapping[str, str]) -> tuple[str, str]:
    """Return the scheme and the address of the proxy for TLS; both empty if there is none, or all hosts bypass it."""
    by_scheme = {scheme.lower(): address.strip() for scheme, address in proxies.items() if address}
    if by_scheme.get("no") == "*":
        return "", ""
    return next(((scheme, by_scheme[scheme]) for scheme in _ORDER if scheme in by_scheme), ("", ""))
