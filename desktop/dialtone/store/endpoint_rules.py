"""What types cannot check in an endpoint: names, addresses, and which keys fit which wire.

Each function raises `StrictError`. `at` is the key that it names.
"""

import ipaddress
from collections.abc import Sequence

from dialtone.model.catalogue import SERVER, Endpoint
from dialtone.model.host_name import dns_form
from dialtone.model.vocabulary import SECURED, Trust, Weight, Wire
from dialtone.store.strict import StrictError, show

_PINNABLE = frozenset({Wire.TLS, Wire.HTTPS, Wire.WEBSOCKET, Wire.IMAP, Wire.SMTP, Wire.STUN_TLS})
_NEEDS_NAME = _PINNABLE | {Wire.HTTP, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET}
_RELAYS = frozenset({Wire.STUN, Wire.TELEGRAM_REFLECTOR})
_HAS_TEXT = frozenset({Wire.HTTPS, Wire.HTTP, Wire.WEBSOCKET})
_BUILT_IN = "built_in"


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
    _check_place(endpoint, at)
    if endpoint.hello and endpoint.wire not in SECURED:
        raise StrictError(f"{at}.hello: {endpoint.wire} has no ClientHello")
    if endpoint.healthy and not (100 <= endpoint.healthy < 500 and endpoint.wire is Wire.HTTPS):
        raise StrictError(f"{at}.healthy: {endpoint.healthy} is no answer of a healthy server (100 to 499, for https)")
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
    if endpoint.origin and wire is not Wire.WEBSOCKET:
        raise StrictError(f"{at}.origin: {wire} sends none (origin is for websocket)")
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


def check_host(host: str, at: str) -> None:
    """Check a host name in its DNS form. Raises `StrictError`."""
    try:
        known = dns_form(host)
    except ValueError:
        known = ""
    letters = any(letter.isalpha() for letter in host.rpartition(".")[2])
    if known != host or "." not in host or not letters:
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
