"""Limits on what an update may contact, beyond the strict loaders: never the person's own home or office.

Even a signed update must not be able to make every Dialtone probe routers and printers. So it may only name global
addresses and public names, on ports that this Dialtone uses anyway; it may remove unencrypted requests, but not add
any; and a check with it never becomes a flood.
"""

from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network
from typing import TypeVar
from urllib.parse import urlsplit

from dialtone.model.catalogue import Catalogue, Endpoint
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.host import is_public_address, is_public_name
from dialtone.model.vocabulary import ResolverKind, Wire
from dialtone.store.strict import StrictError, quote

_T = TypeVar("_T")

_MAX_ENDPOINTS = 60  # of one messenger
_MAX_ENDPOINTS_IN_ALL = 1_000  # of all messengers together
_MAX_NEUTRAL_HOSTS = 200  # of controls, anchors and other neutral hosts together; the same limit applies to resolvers
_DOCUMENTATION = ip_network("192.0.2.0/24")  # the block of the resolver that does not exist (RFC 5737)


def check_update(update: Catalogue, built_in: Catalogue) -> None:
    """Check the hosts in an update, also against those that came with Dialtone. Raises `StrictError`."""
    _check_numbers(update)
    built_in_endpoints = built_in.contacted
    ports = {port for endpoint in built_in_endpoints for port in (endpoint.port, *endpoint.ports)}
    in_the_clear = {(e.host, e.path) for e in built_in_endpoints if e.wire is Wire.HTTP}
    for endpoint in update.contacted:
        _check_endpoint(endpoint, ports, in_the_clear)
    for messenger in update.messengers:
        for server in messenger.own_server.known if messenger.own_server is not None else ():
            _check_addresses(server.addresses, messenger.id)
    _check_resolvers(update)
    for operator in (*update.controls.operators, *update.controls.regions, *update.controls.filters):
        for text in operator.ranges:
            _parse_address(ip_network, text, operator.id)
    if missing := sorted(built_in.hellos.keys() - update.hellos.keys()):
        raise StrictError(f"client_hellos.toml: profile {missing[0]} is missing, which this Dialtone sends")


def check_places(update: Iterable[GuidanceEntry]) -> None:
    """Check the hosts named in the advice of an update, which can be probed too. Raises `StrictError`."""
    for entry in update:
        for target in (place.target for place in entry.places if place.target.can_be_probed):
            _check_name(target.host, entry.id)
            _check_addresses(target.addresses, entry.id)
            if urlsplit(target.url).netloc != target.host:
                raise StrictError(f"{entry.id}: {quote(target.url)} names more than a host")


def mark_unknown_links(update: Iterable[GuidanceEntry], built_in: Iterable[GuidanceEntry]) -> tuple[GuidanceEntry, ...]:
    """Return the advice of an update with `may_open` off for links to hosts not in the built-in advice."""
    built_in_hosts = {urlsplit(link.url).netloc for entry in built_in for link in entry.links}
    return tuple(
        replace(
            entry,
            links=tuple(replace(link, may_open=urlsplit(link.url).netloc in built_in_hosts) for link in entry.links),
        )
        for entry in update
    )


def _check_numbers(update: Catalogue) -> None:
    """Check that an update does not name too many hosts. Raises `StrictError`."""
    controls = update.controls
    numbers = [(messenger.id, len(messenger.endpoints), _MAX_ENDPOINTS) for messenger in update.messengers]
    of_messengers = sum(len(messenger.contacted) for messenger in update.messengers)
    numbers += [
        ("all messengers", of_messengers, _MAX_ENDPOINTS_IN_ALL),
        ("neutral hosts", len(controls.contacted), _MAX_NEUTRAL_HOSTS),
        ("resolvers", len(controls.resolvers) + len(controls.plain_resolvers), _MAX_NEUTRAL_HOSTS),
    ]
    for owner, number, limit in numbers:
        if number > limit:
            raise StrictError(f"{owner}: {number} servers are too many (at most {limit})")


def _check_endpoint(endpoint: Endpoint, ports: set[int], in_the_clear: set[tuple[str | None, str]]) -> None:
    """Check that an endpoint is a public host at one of these ports, and if unencrypted, that it is `in_the_clear`."""
    _check_name(endpoint.host, endpoint.id)
    _check_addresses(endpoint.addresses, endpoint.id)
    unknown_port = next((port for port in (endpoint.port, *endpoint.ports) if port not in ports), None)
    if unknown_port is not None:
        raise StrictError(f"{endpoint.id}: port {unknown_port} is not one that this Dialtone contacts")
    if endpoint.wire is Wire.HTTP and (endpoint.host, endpoint.path) not in in_the_clear:
        raise StrictError(f"{endpoint.id}: {quote(endpoint.path)} is a new unencrypted request")


def _check_resolvers(update: Catalogue) -> None:
    """Check that resolvers are public; only the one that must not exist may have an address for documentation."""
    for resolver in update.controls.resolvers:
        _check_name(resolver.host, resolver.id)
        _check_addresses(resolver.addresses, resolver.id)
    for plain in update.controls.plain_resolvers:
        if plain.kind is ResolverKind.DECOY and _parse_address(ip_address, plain.address, plain.id) in _DOCUMENTATION:
            continue
        _check_addresses((plain.address,), plain.id)
    _check_name(update.controls.neutral_name, "neutral_name")


def _check_addresses(addresses: Iterable[str], owner: str) -> None:
    for address in addresses:
        if not is_public_address(_parse_address(ip_address, address, owner)):
            raise StrictError(f"{owner}: {address} is not a public address")


def _parse_address(parse: Callable[[str], _T], text: str, owner: str) -> _T:
    try:
        return parse(text)
    except ValueError:
        raise StrictError(f"{owner}: {quote(text)} is not an address") from None


def _check_name(name: str | None, owner: str) -> None:
    if name is not None and not is_public_name(name):
        raise StrictError(f"{owner}: {quote(name)} is not a public name")
