"""What the types cannot check in `ground.toml`: the controls and the resolvers."""

import ipaddress
from datetime import date

from dialtone.model.catalogue import SERVER
from dialtone.model.vocabulary import Trust
from dialtone.store.catalogue_tables import (
    ControlsTable,
    ControlTable,
    InspectorTable,
    OperatorTable,
    PlainResolverTable,
    ResolverTable,
)
from dialtone.store.endpoint_rules import (
    check_addresses,
    check_countries,
    check_distinct,
    check_endpoints,
    check_host,
    check_identifier,
    check_path,
    check_source,
)
from dialtone.store.strict import StrictError, show

_LEAST_ISSUER = 6
"""Fewer letters begin the names of others too."""


def check_controls(table: ControlsTable) -> None:
    """Check all of `ground.toml`. Raises `StrictError`."""
    try:
        date.fromisoformat(table.version)
    except ValueError:
        raise StrictError(f"version: {show(table.version)} is not a day (YYYY-MM-DD)") from None
    check_host(table.neutral_name, "neutral_name")
    for key in ("controls", "sign_in_checks", "anchors", "udp", "stun_tcp", "port_witnesses"):
        check_endpoints(getattr(table, key), key)
        for number, endpoint in enumerate(getattr(table, key)):
            if SERVER in (endpoint.host or ""):
                raise StrictError(f"{key}[{number}].host: {SERVER} belongs to messengers")
    for number, control in enumerate(table.controls):
        _check_control(control, f"controls[{number}]")
    check_distinct([r.id for r in table.resolvers], "resolvers")
    for number, resolver in enumerate(table.resolvers):
        _check_resolver(resolver, f"resolvers[{number}]")
    check_distinct([r.id for r in table.plain_resolvers], "plain_resolvers")
    for number, plain in enumerate(table.plain_resolvers):
        _check_plain_resolver(plain, f"plain_resolvers[{number}]")
    for name, operators in (("operators", table.operators), ("filters", table.filters)):
        check_distinct([o.id for o in operators], name)
        for number, operator in enumerate(operators):
            _check_operator(operator, f"{name}[{number}]")
    check_distinct([i.id for i in table.inspectors], "inspectors")
    for number, inspector in enumerate(table.inspectors):
        _check_inspector(inspector, f"inspectors[{number}]")


def _check_control(control: ControlTable, at: str) -> None:
    check_countries(control.countries, f"{at}.countries")
    if control.trust is Trust.NATIONAL and control.countries != ("RU",):
        raise StrictError(f'{at}.trust: {control.trust} is for sites of Russia (countries = ["RU"])')
    for key, found in (("operator", (control.operator,)), ("messengers", control.messengers)):
        for identifier in filter(None, found):
            check_identifier(identifier, f"{at}.{key}")


def _check_resolver(resolver: ResolverTable, at: str) -> None:
    check_identifier(resolver.id, f"{at}.id")
    check_host(resolver.host, f"{at}.host")
    if not resolver.addresses:
        raise StrictError(f"{at}.addresses: nothing, but a resolver is reached by address")
    check_addresses(resolver.addresses, f"{at}.addresses")
    check_addresses(resolver.shown_names, f"{at}.shown_names")
    check_path(resolver.path, f"{at}.path")
    check_source(resolver.source, f"{at}.source")


def _check_operator(operator: OperatorTable, at: str) -> None:
    check_identifier(operator.id, f"{at}.id")
    for number, text in enumerate(operator.ranges):
        try:
            ipaddress.ip_network(text)
        except ValueError:
            raise StrictError(f"{at}.ranges[{number}]: {show(text)} is not a range of addresses") from None
    check_source(operator.source, f"{at}.source")


def _check_inspector(inspector: InspectorTable, at: str) -> None:
    check_identifier(inspector.id, f"{at}.id")
    for number, text in enumerate(inspector.issuers):
        if len(text) < _LEAST_ISSUER:
            raise StrictError(f"{at}.issuers[{number}]: {show(text)} is too short to name one issuer")
    if not inspector.issuers or not inspector.name.strip():
        raise StrictError(f"{at}: a program is known by its name and by how its issuers begin")
    check_source(inspector.source, f"{at}.source")


def _check_plain_resolver(resolver: PlainResolverTable, at: str) -> None:
    check_identifier(resolver.id, f"{at}.id")
    check_addresses((resolver.address,), f"{at}.address")
    check_countries(resolver.countries, f"{at}.countries")
    check_source(resolver.source, f"{at}.source")
