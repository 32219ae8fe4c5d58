"""What the types cannot say about the catalogue: ports, names, addresses, and what may refer to what."""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from datetime import date

from dialtone.model.vocabulary import Function, Weight, Wire
from dialtone.store.catalogue_tables import (
    ControlTable,
    EndpointTable,
    FunctionTable,
    GroundTable,
    MessengerTable,
    PlainResolverTable,
    ResolverTable,
)
from dialtone.store.strict import StrictError, show

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_HUE = re.compile(r"#[0-9a-f]{6}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_NEEDS_NAME = frozenset(
    {Wire.TLS, Wire.HTTPS, Wire.HTTP, Wire.WEBSOCKET, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET}
)
_PLATFORMS = frozenset({"windows", "macos", "linux"})
_MOST_BYTES = 1_000_000


def check_identifier(value: str, at: str) -> None:
    """A short id: what file names and the JSON are made of."""
    if not _ID.fullmatch(value):
        raise StrictError(f"{at}: {show(value)} is not an id (small letters, digits, single hyphens and underscores)")


def check_messenger(table: MessengerTable) -> None:
    """Everything about one messenger's file."""
    if not table.name.strip():
        raise StrictError("name: it is empty")
    if not 1 <= len(table.letter) <= 2:
        raise StrictError(f"letter: {show(table.letter)} is not one or two letters")
    if not _HUE.fullmatch(table.hue):
        raise StrictError(f"hue: {show(table.hue)} is not a colour (#rrggbb)")
    for language in table.names_by_language:
        if not _LANGUAGE.fullmatch(language):
            raise StrictError(f"names_by_language.{show(language)}: {show(language)} is not a language")
    for key in ("status_page", "download_page", "help_page"):
        _check_link(getattr(table, key), key)
    _check_countries(table.home, "home")
    _check_endpoints(table.endpoints, "endpoints")
    _check_functions(table)


def check_ground(table: GroundTable) -> None:
    """Everything about the file of the ground."""
    try:
        date.fromisoformat(table.version)
    except ValueError:
        raise StrictError(f"version: {show(table.version)} is not a day (YYYY-MM-DD)") from None
    _check_host(table.neutral_name, "neutral_name")
    for key in ("controls", "sign_in_checks", "anchors", "udp"):
        _check_endpoints(getattr(table, key), key)
    for number, control in enumerate(table.controls):
        _check_control(control, f"controls[{number}]")
    _check_distinct([r.id for r in table.resolvers], "resolvers")
    for number, resolver in enumerate(table.resolvers):
        _check_resolver(resolver, f"resolvers[{number}]")
    _check_distinct([r.id for r in table.plain_resolvers], "plain_resolvers")
    for number, plain in enumerate(table.plain_resolvers):
        _check_plain_resolver(plain, f"plain_resolvers[{number}]")


def _check_endpoints(endpoints: Sequence[EndpointTable], key: str) -> None:
    _check_distinct([e.id for e in endpoints], key)
    for number, endpoint in enumerate(endpoints):
        _check_endpoint(endpoint, f"{key}[{number}]")


def _check_endpoint(endpoint: EndpointTable, at: str) -> None:
    check_identifier(endpoint.id, f"{at}.id")
    _check_port(endpoint.port, f"{at}.port")
    for number, port in enumerate(endpoint.ports):
        _check_port(port, f"{at}.ports[{number}]")
    if endpoint.host is not None:
        _check_host(endpoint.host, f"{at}.host")
    elif endpoint.wire in _NEEDS_NAME:
        raise StrictError(f"{at}.host: nothing, but {endpoint.wire} needs a name")
    elif not endpoint.addresses:
        raise StrictError(f"{at}.addresses: nothing, but without a host an address is needed")
    _check_addresses(endpoint.addresses, f"{at}.addresses")
    _check_path(endpoint.path, f"{at}.path")
    if not 0 <= endpoint.read_bytes <= _MOST_BYTES:
        raise StrictError(f"{at}.read_bytes: {endpoint.read_bytes} is not a size (0 to {_MOST_BYTES})")
    if endpoint.expect_status is not None and not 100 <= endpoint.expect_status <= 599:
        raise StrictError(f"{at}.expect_status: {endpoint.expect_status} is not an HTTP status (100 to 599)")
    if not 0 <= endpoint.data_centre <= 999:
        raise StrictError(f"{at}.data_centre: {endpoint.data_centre} is not a data centre (0 to 999)")
    _check_source(endpoint.source, f"{at}.source")
    if endpoint.confidence == "low" and endpoint.weight is Weight.DECIDES:
        raise StrictError(f"{at}.weight: decides is too much for a source of low confidence (say informs)")


def _check_control(control: ControlTable, at: str) -> None:
    _check_countries(control.countries, f"{at}.countries")


def _check_countries(countries: Sequence[str], at: str) -> None:
    for number, country in enumerate(countries):
        if not _COUNTRY.fullmatch(country):
            raise StrictError(f"{at}[{number}]: {show(country)} is not a country (two capital letters)")


def _check_resolver(resolver: ResolverTable, at: str) -> None:
    check_identifier(resolver.id, f"{at}.id")
    _check_host(resolver.host, f"{at}.host")
    if not resolver.addresses:
        raise StrictError(f"{at}.addresses: nothing, but a resolver is reached by address")
    _check_addresses(resolver.addresses, f"{at}.addresses")
    _check_path(resolver.path, f"{at}.path")
    _check_source(resolver.source, f"{at}.source")


def _check_plain_resolver(resolver: PlainResolverTable, at: str) -> None:
    check_identifier(resolver.id, f"{at}.id")
    _check_addresses((resolver.address,), f"{at}.address")
    _check_countries(resolver.countries, f"{at}.countries")
    _check_source(resolver.source, f"{at}.source")


def _check_functions(table: MessengerTable) -> None:
    weights = {e.id: e.weight for e in table.endpoints}
    where: dict[Function, set[str]] = {}
    for number, rule in enumerate(table.functions):
        at = f"functions[{number}]"
        _check_rule(rule, weights, at)
        platforms = _platforms(rule)
        taken = where.setdefault(rule.function, set())
        if platforms & taken:
            raise StrictError(
                f"{at}.function: {rule.function} is there twice for {', '.join(sorted(platforms & taken))}"
            )
        taken |= platforms
    for number, rule in enumerate(table.functions):
        _check_dependence(rule, where, f"functions[{number}]")


def _check_rule(rule: FunctionTable, weights: dict[str, Weight], at: str) -> None:
    if not rule.needs and not rule.why_not:
        raise StrictError(f"{at}.why_not: nothing, but without needs a reason is needed")
    if rule.needs and rule.why_not:
        raise StrictError(f"{at}.why_not: {show(rule.why_not)} contradicts needs")
    for group_number, group in enumerate(rule.needs):
        if not group:
            raise StrictError(f"{at}.needs[{group_number}]: it is empty")
        for number, name in enumerate(group):
            here = f"{at}.needs[{group_number}][{number}]"
            _check_known(name, weights, here)
            if weights[name] is not Weight.DECIDES:
                raise StrictError(f"{here}: {show(name)} decides nothing (its weight is {weights[name]})")
    for number, name in enumerate(rule.speed):
        _check_known(name, weights, f"{at}.speed[{number}]")


def _check_dependence(rule: FunctionTable, where: dict[Function, set[str]], at: str) -> None:
    if rule.depends_on is None:
        return
    missing = _platforms(rule) - where.get(rule.depends_on, set())
    if rule.depends_on is rule.function or missing:
        platforms = ", ".join(sorted(missing)) or "itself"
        raise StrictError(f"{at}.depends_on: {rule.depends_on} has no rule for {platforms}")


def _platforms(rule: FunctionTable) -> frozenset[str]:
    return frozenset(rule.platforms) or _PLATFORMS


def _check_known(name: str, known: Iterable[str], at: str) -> None:
    if name not in known:
        raise StrictError(f"{at}: {show(name)} is no endpoint of this file")


def _check_distinct(ids: Sequence[str], key: str) -> None:
    for number, value in enumerate(ids):
        if value in ids[:number]:
            raise StrictError(f"{key}[{number}].id: {show(value)} is there twice")


def _check_port(port: int, at: str) -> None:
    if not 1 <= port <= 65535:
        raise StrictError(f"{at}: {port} is not a port (1 to 65535)")


def _check_host(host: str, at: str) -> None:
    labels = host.split(".")
    letters = any(c.isalpha() for c in labels[-1])
    if len(host) > 253 or len(labels) < 2 or not letters or not all(_LABEL.fullmatch(label) for label in labels):
        raise StrictError(f"{at}: {show(host)} is not a host name (small letters, dots between)")


def _check_addresses(addresses: Sequence[str], at: str) -> None:
    for number, address in enumerate(addresses):
        try:
            ipaddress.ip_address(address)
        except ValueError:
            raise StrictError(f"{at}[{number}]: {show(address)} is not an IP address") from None
        if address in addresses[:number]:
            raise StrictError(f"{at}[{number}]: {show(address)} is there twice")


def _check_path(path: str, at: str) -> None:
    if not path.startswith("/") or not path.isascii() or not path.isprintable() or " " in path:
        raise StrictError(f"{at}: {show(path)} is not a path (/…)")


def _check_link(link: str, at: str) -> None:
    if link and (not link.startswith("https://") or not link.isprintable() or " " in link):
        raise StrictError(f"{at}: {show(link)} is not an address (https://…)")


def _check_source(source: str, at: str) -> None:
    if not source.strip():
        raise StrictError(f"{at}: nothing, but every fact has a source")
