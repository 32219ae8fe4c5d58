"""What types cannot check in an endpoint: names, addresses, and which keys fit which wire.

Each function raises `StrictError`, which names the key.
"""

import ipaddress
from collections.abc import Sequence

from dialtone.model.catalogue import SERVER, Endpoint
from dialtone.model.host import dns_form
from dialtone.model.vocabulary import SECURED, Trust, Weight, Wire
from dialtone.store.strict import StrictError, check_each, quote

_PINNABLE = frozenset({Wire.TLS, Wire.HTTPS, Wire.WEBSOCKET, Wire.IMAP, Wire.SMTP, Wire.STUN_TLS})
_NEEDS_NAME = _PINNABLE | {Wire.HTTP, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET}
_RELAYS = frozenset({Wire.STUN, Wire.TELEGRAM_REFLECTOR})
_HAS_TEXT = frozenset({Wire.HTTPS, Wire.HTTP, Wire.WEBSOCKET})
_BUILT_IN = "built_in"


def check_distinct(ids: Sequence[str], key: str) -> None:
    """Check that ids are unique within a list."""
    for number, value in enumerate(ids):
        if value in ids[:number]:
            raise StrictError(f"{key}[{number}].id: {quote(value)} is there twice")


def check_endpoints(endpoints: Sequence[Endpoint], key: str) -> None:
    """Check each endpoint of one list."""
    check_distinct([e.id for e in endpoints], key)
    check_each(endpoints, key, check_endpoint)


def check_endpoint(endpoint: Endpoint) -> None:
    """Check one endpoint, whose id is still the short one."""
    _check_place(endpoint)
    if endpoint.hello and endpoint.wire not in SECURED:
        raise StrictError(f"hello: {endpoint.wire} has no ClientHello")
    if endpoint.healthy and not (100 <= endpoint.healthy < 500 and endpoint.wire is Wire.HTTPS):
        raise StrictError(f"healthy: {endpoint.healthy} is no answer of a healthy server (100 to 499, for https)")
    _check_wire(endpoint)
    _check_weight(endpoint)


def _check_place(endpoint: Endpoint) -> None:
    """Check that there is a name or a built-in address."""
    if SERVER in (endpoint.host or ""):
        check_host(str(endpoint.host).replace(SERVER, "server.example"), "host")
        if endpoint.addresses:
            raise StrictError(f"addresses: nobody knows those of {SERVER}")
    elif endpoint.host is not None:
        check_host(endpoint.host, "host")
    elif endpoint.wire in _NEEDS_NAME:
        raise StrictError(f"host: nothing, but {endpoint.wire} needs a name")
    elif not endpoint.addresses:
        raise StrictError("addresses: nothing, but without a host an address is needed")
    check_addresses(endpoint.addresses, "addresses")


def _check_wire(endpoint: Endpoint) -> None:
    """Check the keys that are meaningful on some wires only."""
    wire = endpoint.wire
    if endpoint.alpn and wire is not Wire.TLS:
        raise StrictError(f"alpn: {wire} offers its own protocols (alpn is for tls)")
    if endpoint.origin and wire is not Wire.WEBSOCKET:
        raise StrictError(f"origin: {wire} sends none (origin is for websocket)")
    if endpoint.names_fallback and endpoint.host is None:
        raise StrictError("names_fallback: no name is looked up")
    if _BUILT_IN in endpoint.names_fallback and not endpoint.addresses and SERVER not in (endpoint.host or ""):
        raise StrictError(f"names_fallback: {_BUILT_IN} needs addresses")
    if endpoint.expect_text and wire not in _HAS_TEXT:
        raise StrictError(f"expect_text: {wire} brings no text")
    if endpoint.trust is not Trust.PUBLIC and wire not in _PINNABLE:
        raise StrictError(f"trust: {endpoint.trust} means nothing on {wire}")


def _check_weight(endpoint: Endpoint) -> None:
    """Check that an endpoint decides no more than its source and its wire can show."""
    weight, wire = endpoint.weight, endpoint.wire
    if endpoint.confidence == "low" and weight is not Weight.INFORMS:
        raise StrictError(f"weight: {weight} is too much for a source of low confidence (say {Weight.INFORMS})")
    if weight is Weight.RELAYS and wire not in _RELAYS:
        raise StrictError(f"weight: {wire} is no wire of calls ({Weight.RELAYS} is for those over UDP)")
    if weight is Weight.CONNECTS and wire is not Wire.TCP:
        raise StrictError(f"weight: {wire} shows more than a connection ({Weight.CONNECTS} is for tcp)")


def check_host(host: str, key: str) -> None:
    """Check a host name in its DNS form."""
    try:
        normalised = dns_form(host)
    except ValueError:
        normalised = ""
    ends_in_letters = any(letter.isalpha() for letter in host.rpartition(".")[2])
    if normalised != host or "." not in host or not ends_in_letters:
        raise StrictError(f"{key}: {quote(host)} is not a host name (small letters, dots between)")


def check_addresses(addresses: Sequence[str], key: str) -> None:
    """Check that these are unique IP addresses."""
    for number, address in enumerate(addresses):
        try:
            ipaddress.ip_address(address)
        except ValueError:
            raise StrictError(f"{key}[{number}]: {quote(address)} is not an IP address") from None
        if address in addresses[:number]:
            raise StrictError(f"{key}[{number}]: {quote(address)} is there twice")
