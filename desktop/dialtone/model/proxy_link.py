"""Parses a pasted link to a proxy, strictly: what is not understood is refused, and never repeated in an error.

Sources: core.telegram.org/api/links (tg://proxy, tg://socks), tdlib `ProxySecret.cpp` (shapes of a secret),
signal.org/blog/proxy-please (signal.tube), WhatsApp/proxy issues (wa.me/proxy).
"""

import base64
import binascii
import ipaddress
import re
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from dialtone.model.host import dns_form, is_numeric
from dialtone.model.proxy import Proxy, ProxyKind, SecretKind

LONGEST_LINK = 2048
_SECRET_BYTES = 16
_LONGEST_DOMAIN = 182
"""Maximum bytes of the domain in a secret; the rest is cut off, as tdlib does (`ProxySecret.h`)."""
_LONGEST_LOGIN = 255  # RFC 1929: one byte holds the length
_MAX_FIELDS = 12
_WEB = ("http", "https")
_TELEGRAM = ("t.me", "telegram.me", "telegram.dog")
_TLS_PORT = 443
_SOCKS_PORT = 1080
_PORT = re.compile(r"[0-9]{1,5}")
_BASE64 = re.compile(r"[A-Za-z0-9_-]+={0,2}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


class LinkFault(StrEnum):
    """Why a link was refused: a wording key."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_A_PROXY = "not_a_proxy"
    NO_HOST = "no_host"
    BAD_HOST = "bad_host"
    BAD_PORT = "bad_port"
    BAD_SECRET = "bad_secret"  # noqa: S105 - a word, not a secret
    BAD_LOGIN = "bad_login"
    GIVEN_TWICE = "given_twice"


class ProxyLinkError(Exception):
    """A text is not a link to a proxy; `fault` says why. The error does not contain the text."""

    def __init__(self, fault: LinkFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def _require(condition: object, fault: LinkFault) -> None:
    """Raise `ProxyLinkError` with this fault unless a condition holds."""
    if not condition:
        raise ProxyLinkError(fault)


def parse_link(text: str) -> Proxy:
    """Return the proxy in a link, or at the bare host of a WhatsApp proxy. Raises `ProxyLinkError`."""
    _require(len(text) <= LONGEST_LINK, LinkFault.TOO_LONG)
    text = text.strip()
    _require(text, LinkFault.EMPTY)
    _require(text.isprintable() and not any(char.isspace() for char in text), LinkFault.NOT_A_PROXY)
    try:
        return _parse_by_scheme(text)
    except ValueError:  # from urllib and ipaddress, about broken brackets and the like
        raise ProxyLinkError(LinkFault.NOT_A_PROXY) from None


def make_telegram_link(text: str) -> str:
    """Return the link with which Telegram's app opens a proxy; empty if the link is not for a Telegram proxy."""
    try:
        proxy = parse_link(text)
    except ProxyLinkError:
        return ""
    if proxy.meant_for != "telegram":
        return ""
    fields = _parse_fields(urlsplit(text.strip()).query)
    link_fields = [(name, fields[name]) for name in ("server", "port", "secret", "user", "pass") if name in fields]
    return f"tg://{'proxy' if proxy.kind is ProxyKind.MTPROTO else 'socks'}?{urlencode(link_fields)}"


def _parse_by_scheme(text: str) -> Proxy:
    """Return the proxy that a stripped text describes: a link of an app, a URL, or `host:port`."""
    if text.lower().startswith("tg:") and not text.lower().startswith("tg://"):
        text = f"tg://{text[3:]}"
    link = urlsplit(text if _SCHEME.match(text) else f"bare://{text}")
    site = link.hostname or ""
    path = link.path.rstrip("/")
    is_web = link.scheme in (*_WEB, "bare")
    if link.scheme == "tg":
        return _parse_telegram(link.netloc.lower(), link)
    if is_web and site in _TELEGRAM and path in ("/proxy", "/socks"):
        return _parse_telegram(path[1:], link)
    if is_web and site in ("wa.me", "www.wa.me") and path == "/proxy":
        return _parse_whatsapp(link)
    if (is_web or link.scheme == "sgnl") and site == "signal.tube" and link.fragment:
        host, port = _parse_host_and_port(link.fragment)
        return Proxy(ProxyKind.SIGNAL, host, port or _TLS_PORT, meant_for="signal")
    if link.scheme in ("socks5", "socks5h", "http"):
        return _parse_generic(link)
    is_host = ("." in text or text.startswith("[")) and not any(char in text for char in "/?#@")
    if link.scheme == "bare" and is_host:
        host, port = _parse_host_and_port(text)
        return Proxy(ProxyKind.WHATSAPP, host, port or _TLS_PORT, meant_for="whatsapp")
    raise ProxyLinkError(LinkFault.NOT_A_PROXY)


def _parse_telegram(kind_of_link: str, link: SplitResult) -> Proxy:
    """Return the proxy in a `proxy` link (MTProto) or a `socks` link of Telegram. Raises `ProxyLinkError`."""
    _require(kind_of_link in ("proxy", "socks"), LinkFault.NOT_A_PROXY)
    fields = _parse_fields(link.query)
    host = _parse_host(fields.get("server", ""))
    port = _parse_port(fields.get("port", ""))
    if kind_of_link == "proxy":
        secret = _parse_secret(fields.get("secret", ""))
        return Proxy(ProxyKind.MTPROTO, host, port, secret.key, secret.kind, secret.domain, meant_for="telegram")
    username = fields.get("user", "")
    password = fields.get("pass", "")
    _check_login(username, password)
    return Proxy(ProxyKind.SOCKS5, host, port, username=username, password=password, meant_for="telegram")


def _parse_whatsapp(link: SplitResult) -> Proxy:
    fields = _parse_fields(link.query)
    host = _parse_host(fields.get("host", ""))
    port = _parse_port(fields["chatPort"]) if fields.get("chatPort") else _TLS_PORT
    tls = {"true": True, "false": False}.get(fields.get("chatTLS", "").lower())
    return Proxy(ProxyKind.WHATSAPP, host, port, tls=tls, meant_for="whatsapp")


def _parse_generic(link: SplitResult) -> Proxy:
    """Return the proxy in a `socks5:` or `http:` link. Raises `ProxyLinkError`."""
    is_socks = link.scheme != "http"
    _require(link.path in ("", "/") and not (link.query or link.fragment), LinkFault.NOT_A_PROXY)
    login, _, host_and_port = link.netloc.rpartition("@")
    host, port = _parse_host_and_port(host_and_port)
    username, _, password = map(unquote, login.partition(":"))
    _check_login(username, password)
    _require(is_socks or ":" not in username, LinkFault.BAD_LOGIN)
    _require(is_socks or port, LinkFault.NOT_A_PROXY)  # without a port it is the address of a web page
    kind = ProxyKind.SOCKS5 if is_socks else ProxyKind.HTTP
    return Proxy(kind, host, port or _SOCKS_PORT, username=username, password=password)


def _parse_fields(query: str) -> dict[str, str]:
    # In old base64 secrets a plus sign is literal; it never means a space.
    pairs = parse_qsl(query.replace("+", "%2B"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    fields = dict(pairs)
    _require(len(fields) == len(pairs), LinkFault.GIVEN_TWICE)
    return fields


def _parse_host_and_port(text: str) -> tuple[str, int]:
    """Return the parts of `host`, `host:port` or `[address]:port`; port 0 for none. Raises `ProxyLinkError`."""
    if text.startswith("["):
        address, bracket, colon_and_port = text[1:].partition("]")
        _require(bracket and colon_and_port[:1] in ("", ":"), LinkFault.BAD_HOST)
        return _parse_host(address), _parse_port(colon_and_port[1:]) if colon_and_port else 0
    host, colon, port = text.partition(":")
    return _parse_host(host), _parse_port(port) if colon else 0


def _parse_host(text: str) -> str:
    """Return a name in the form of DNS, or an address that a host can have. Raises `ProxyLinkError`."""
    _require(text, LinkFault.NO_HOST)
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return _parse_name(text)
    _require(not (address.is_unspecified or address.is_multicast or "%" in text), LinkFault.BAD_HOST)
    return str(address)


def _parse_name(text: str) -> str:
    """Return a name in the form of DNS. Raises `ProxyLinkError`, also for a malformed address."""
    try:
        name = dns_form(text)
    except ValueError:
        raise ProxyLinkError(LinkFault.BAD_HOST) from None
    _require(not is_numeric(name), LinkFault.BAD_HOST)
    return name


def _parse_port(text: str) -> int:
    _require(_PORT.fullmatch(text) and 0 < int(text) < 65536, LinkFault.BAD_PORT)
    return int(text)


def _check_login(username: str, password: str) -> None:
    """Check that a proxy can be sent a user name and a password; both may be empty.

    Raises `ProxyLinkError` if one is too long or not printable, or if there is a password without a name.
    """
    for text in (username, password):
        _require(text.isprintable() and len(text.encode()) <= _LONGEST_LOGIN, LinkFault.BAD_LOGIN)
    _require(username or not password, LinkFault.BAD_LOGIN)


class _Secret(NamedTuple):
    kind: SecretKind
    key: bytes
    """16 bytes."""
    domain: str = ""
    """Empty except for FakeTLS."""


def _parse_secret(text: str) -> _Secret:
    """Return an MTProto secret; a byte before its key tells the kind (`SecretKind`). Raises `ProxyLinkError`."""
    raw = _decode_secret(text)
    if len(raw) == _SECRET_BYTES:
        return _Secret(SecretKind.PLAIN, raw)
    if len(raw) == _SECRET_BYTES + 1 and raw[0] == 0xDD:
        return _Secret(SecretKind.PADDED, raw[1:])
    if len(raw) > _SECRET_BYTES + 1 and raw[0] == 0xEE:
        # The proxy compares it byte for byte (mtg `slices.Contains`), and the apps send it as given.
        return _Secret(SecretKind.FAKETLS, raw[1:17], raw[17 : 17 + _LONGEST_DOMAIN].decode("latin-1"))
    raise ProxyLinkError(LinkFault.BAD_SECRET)


def _decode_secret(text: str) -> bytes:
    """Return the bytes of a secret in hexadecimal, or in base64 of either alphabet. Raises `ProxyLinkError`."""
    with suppress(ValueError):
        return bytes.fromhex(text)
    text = text.replace("+", "-").replace("/", "_")
    _require(_BASE64.fullmatch(text), LinkFault.BAD_SECRET)
    unpadded = text.rstrip("=")
    try:
        return base64.urlsafe_b64decode(unpadded + "=" * (-len(unpadded) % 4))
    except binascii.Error:
        raise ProxyLinkError(LinkFault.BAD_SECRET) from None
