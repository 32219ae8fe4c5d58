"""What types cannot check in an endpoint: ports, names, addresses, and which keys fit which wire.

Each function raises `StrictError`. `at` is the key that it names.
"""

import ipaddress
import re
from collections.abc import Sequence

from dialtone.model.catalogue import SERVER, Endpoint
from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import SECURED, Trust, Weight, Wire
from dialtone.store.strict import StrictError, show

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_PINNABLE = frozenset({Wire.TLS, Wire.HTTPS, Wire.WEBSOCKET, Wire.IMAP, Wire.SMTP, Wire.STUN_TLS})
_NEEDS_NAME = _PINNABLE | {Wire.HTTP, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET}
_RELAYS = frozenset({Wire.STUN, Wire.TELEGRAM_REFLECTOR})
_HAS_TEXT = frozenset({Wire.HTTPS, Wire.HTTP, Wire.WEBSOCKET})
_COUNTRY = re.compile(r"[A-Z]{2}")
_MAX_BYTES = Allowance().connection // 2
_LONGEST_ALPN = 255
_BUILT_IN = "built_in"


def check_identifier(value: str, at: str) -> None:
    """Check a short id, as used in file names and the JSON. Raises `StrictError`."""
    if not _ID.fullmatch(value):
        raise StrictError(f"{at}: {show(value)} is not an id (small letters, digits, single hyphens and underscores)")


def check_distinct(ids: Sequence[str], key: str) -> None:
    """Check that ids are unique within a list. Raises `StrictError`."""
    for number, value in enumerate(ids):
        if value in ids[:number]:
            raise StrictError(f"{key}[{number}].id: {show(value)} is there twice")


def check_endpoints(endpoints: Sequence[Endpoint], key: str) -> None:
    """Check each endpoint of one list. Raises `StrictError`."""
    check_distinct([e.id for e in endpoints], key)
    for number, endpoint in enumerate(endpoints):
        check_endpoint(endpoint, f"{key}[{number}]")


def check_endpoint(endpoint: Endpoint, at: str) -> None:
    """Check one endpoint, whose id is still the short one. Raises `StrictError`."""
    check_identifier(endpoint.id, f"{at}.id")
    _check_port(endpoint.port, f"{at}.port")
    for number, port in enumerate(endpoint.ports):
        _check_port(port, f"{at}.ports[{number}]")
    _check_place(endpoint, at)
    check_path(endpoint.path, f"{at}.path")
    if endpoint.hello and endpoint.wire not in SECURED:
        raise StrictError(f"{at}.hello: {endpoint.wire} has no ClientHello")
    if not 0 <= endpoint.read_bytes <= _MAX_BYTES:
        raise StrictError(f"{at}.read_bytes: {endpoint.read_bytes} is not a size (0 to {_MAX_BYTES})")
    if endpoint.expect_status is not None and not 100 <= endpoint.expect_status <= 599:
        raise StrictError(f"{at}.expect_status: {endpoint.expect_status} is not an HTTP status (100 to 599)")
    if abs(endpoint.data_centre) > 999:
        raise StrictError(f"{at}.data_centre: {endpoint.data_centre} is not a data centre (-999 to 999)")
    if endpoint.healthy and not (100 <= endpoint.healthy < 500 and endpoint.wire is Wire.HTTPS):
        raise StrictError(f"{at}.healthy: {endpoint.healthy} is no answer of a healthy server (100 to 499, for https)")
    check_source(endpoint.source, f"{at}.source")
    _check_wire(endpoint, at)
    _check_weight(endpoint, at)


def _check_place(endpoint: Endpoint, at: str) -> None:
    """Check that there is a name or a built-in address."""
    if SERVER in (endpoint.host or ""):
        check_host(str(endpoint.host).replace(SERVER, "server.example"), f"{at}.host")
        if endpoint.addresses:
            raise StrictError(f"{at}.addresses: nobody knows those of {SERVER}")
    elif endpoint.host is not None:
        check_host(endpoint.host, f"{at}.host")
    elif endpoint.wire in _NEEDS_NAME:
        raise StrictError(f"{at}.host: nothing, but {endpoint.wire} needs a name")
    elif not endpoint.addresses:
        raise StrictError(f"{at}.addresses: nothing, but without a host an address is needed")
    check_addresses(endpoint.addresses, f"{at}.addresses")


def _check_wire(endpoint: Endpoint, at: str) -> None:
    """Check the keys that are meaningful on some wires only."""
    wire = endpoint.wire
    if endpoint.alpn and wire is not Wire.TLS:
        raise StrictError(f"{at}.alpn: {wire} offers its own protocols (alpn is for tls)")
    for number, protocol in enumerate(endpoint.alpn):
        if not protocol or not protocol.isascii() or len(protocol) > _LONGEST_ALPN:
            raise StrictError(f"{at}.alpn[{number}]: {show(protocol)} is no name of a protocol")
    if endpoint.origin:
        if wire is not Wire.WEBSOCKET:
            raise StrictError(f"{at}.origin: {wire} sends none (origin is for websocket)")
        check_link(endpoint.origin, f"{at}.origin")
    if endpoint.names_fallback and endpoint.host is None:
        raise StrictError(f"{at}.names_fallback: no name is looked up")
    if _BUILT_IN in endpoint.names_fallback and not endpoint.addresses and SERVER not in (endpoint.host or ""):
        raise StrictError(f"{at}.names_fallback: {_BUILT_IN} needs addresses")
    if endpoint.expect_text and wire not in _HAS_TEXT:
        raise StrictError(f"{at}.expect_text: {wire} brings no text")
    if endpoint.trust is not Trust.PUBLIC and wire not in _PINNABLE:
        raise StrictError(f"{at}.trust: {endpoint.trust} means nothing on {wire}")


def _check_weight(endpoint: Endpoint, at: str) -> None:
    if endpoint.confidence == "low" and endpoint.weight is not Weight.INFORMS:
        raise StrictError(
            f"{at}.weight: {endpoint.weight} is too much for a source of low confidence (say {Weight.INFORMS})"
        )
    if endpoint.weight is Weight.RELAYS and endpoint.wire not in _RELAYS:
        raise StrictError(f"{at}.weight: {endpoint.wire} is no wire of calls ({Weight.RELAYS} is for those over UDP)")
    if endpoint.weight is Weight.CONNECTS and endpoint.wire is not Wire.TCP:
        raise StrictError(f"{at}.weight: {endpoint.wire} shows more than a connection ({Weight.CONNECTS} is for tcp)")


def _check_port(port: int, at: str) -> None:
    if not 1 <= port <= 65535:
        raise StrictError(f"{at}: {port} is not a port (1 to 65535)")


def check_host(host: str, at: str) -> None:
    """Check a host name in its DNS form. Raises `StrictError`."""
    labels = host.split(".")
    letters = any(c.isalpha() for c in labels[-1])
    if len(host) > 253 or len(labels) < 2 or not letters or not all(_LABEL.fullmatch(label) for label in labels):
        raise StrictError(f"{at}: {show(host)} is not a host name (small letters, dots between)")


def check_addresses(addresses: Sequence[str], at: str) -> None:
    """Check that these are unique IP addresses. Raises `StrictError`."""
    for number, address in enumerate(addresses):
        try:
            ipaddress.ip_address(address)
        except ValueError:
            raise StrictError(f"{at}[{number}]: {show(address)} is not an IP address") from None
        if address in addresses[:number]:
            raise StrictError(f"{at}[{number}]: {show(address)} is there twice")


def check_countries(countries: Sequence[str], at: str) -> None:
    """Check country codes (ISO 3166 alpha-2). Raises `StrictError`."""
    for number, country in enumerate(countries):
        if not _COUNTRY.fullmatch(country):
            raise StrictError(f"{at}[{number}]: {show(country)} is not a country (two capital letters)")


def check_path(path: str, at: str) -> None:
    """Check the path of a request. Raises `StrictError`."""
    if not path.startswith("/") or not path.isascii() or not path.isprintable() or " " in path:
        raise StrictError(f"{at}: {show(path)} is not a path (/…)")


def check_link(link: str, at: str) -> None:
    """Check the address of a page; it may be empty. Raises `StrictError`."""
    if link and (not link.startswith("https://") or not link.isprintable() or " " in link):
        raise StrictError(f"{at}: {show(link)} is not an address (https://…)")


def check_source(source: str, at: str) -> None:
    """Check that a fact has a source. Raises `StrictError`."""
    if not source.strip():
        raise StrictError(f"{at}: nothing, but every fact has a source")
