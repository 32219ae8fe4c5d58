"""What types cannot check in `ground.toml`: the controls and the resolvers."""

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from dialtone.model.catalogue import SERVER, Control, Controls, Operator, PlainResolver, TrustedResolver
from dialtone.model.public_trust import Inspector
from dialtone.model.vocabulary import Trust
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

NEUTRAL: Mapping[str, str] = MappingProxyType(
    {
        "sign_in_checks": "sign-in",
        "anchors": "anchor",
        "udp": "udp",
        "stun_tcp": "stun-tcp",
        "port_witnesses": "port",
    }
)
"""The lists of neutral hosts other than the controls, and the prefix of the ids in each."""
_Named = TypeVar("_Named", TrustedResolver, PlainResolver, Operator, Inspector)
_MIN_ISSUER_LETTERS = 6
"""Fewer letters would match other issuers too."""


def check_controls(version: str, controls: Controls) -> None:
    """Check the whole of `ground.toml`. Raises `StrictError`."""
    try:
        date.fromisoformat(version)
    except ValueError:
        raise StrictError(f"version: {show(version)} is not a day (YYYY-MM-DD)") from None
    check_host(controls.neutral_name, "neutral_name")
    endpoints = {key: getattr(controls, key) for key in NEUTRAL} | {"controls": [c.endpoint for c in controls.sites]}
    for key, each in endpoints.items():
        check_endpoints(each, key)
        for number, endpoint in enumerate(each):
            if SERVER in (endpoint.host or ""):
                raise StrictError(f"{key}[{number}].host: {SERVER} belongs to messengers")
    for number, control in enumerate(controls.sites):
        _check_control(control, f"controls[{number}]")
    _check_each("resolvers", controls.resolvers, _check_resolver)
    _check_each("plain_resolvers", controls.plain_resolvers, _check_plain_resolver)
    _check_each("operators", controls.operators, _check_operator)
    _check_each("filters", controls.filters, _check_operator)
    _check_each("inspectors", controls.inspectors, _check_inspector)


def _check_each(key: str, found: Sequence[_Named], check: Callable[[_Named, str], None]) -> None:
    """Check entries that are not endpoints, but have an id and a source like one."""
    check_distinct([entry.id for entry in found], key)
    for number, entry in enumerate(found):
        at = f"{key}[{number}]"
        check_identifier(entry.id, f"{at}.id")
        check(entry, at)
        check_source(entry.source, f"{at}.source")


def _check_control(control: Control, at: str) -> None:
    check_countries(control.countries, f"{at}.countries")
    if control.endpoint.trust is Trust.NATIONAL and control.countries != ("RU",):
        raise StrictError(f'{at}.trust: {control.endpoint.trust} is for sites of Russia (countries = ["RU"])')
    for key, found in (("operator", (control.endpoint.operator,)), ("messengers", control.messengers)):
        for identifier in filter(None, found):
            check_identifier(identifier, f"{at}.{key}")


def _check_resolver(resolver: TrustedResolver, at: str) -> None:
    check_host(resolver.host, f"{at}.host")
    if not resolver.addresses:
        raise StrictError(f"{at}.addresses: nothing, but a resolver is reached by address")
    check_addresses(resolver.addresses, f"{at}.addresses")
    check_addresses(resolver.shown_names, f"{at}.shown_names")
    check_path(resolver.path, f"{at}.path")


def _check_operator(operator: Operator, at: str) -> None:
    for number, text in enumerate(operator.ranges):
        try:
            ipaddress.ip_network(text)
        except ValueError:
            raise StrictError(f"{at}.ranges[{number}]: {show(text)} is not a range of addresses") from None


def _check_inspector(inspector: Inspector, at: str) -> None:
    for number, text in enumerate(inspector.issuers):
        if len(text) < _MIN_ISSUER_LETTERS:
            raise StrictError(f"{at}.issuers[{number}]: {show(text)} is too short to name one issuer")
    if not inspector.issuers or not inspector.name.strip():
        raise StrictError(f"{at}: a program is known by its name and by how its issuers begin")


def _check_plain_resolver(resolver: PlainResolver, at: str) -> None:
    check_addresses((resolver.address,), f"{at}.address")
    check_countries(resolver.countries, f"{at}.countries")
