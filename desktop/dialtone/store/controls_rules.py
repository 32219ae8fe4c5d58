"""What types cannot check in `ground.toml`: the controls and the resolvers."""

import ipaddress
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from dialtone.model.catalogue import SERVER, Control, Controls, Endpoint, Operator, TrustedResolver
from dialtone.model.vocabulary import Trust
from dialtone.store.endpoint_rules import check_addresses, check_distinct, check_endpoints, check_host
from dialtone.store.strict import StrictError, check_each, show

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
        check_each(each, key, _check_host)
    check_each(controls.sites, "controls", _check_trust)
    for key in ("resolvers", "plain_resolvers", "operators", "filters", "inspectors"):
        check_distinct([entry.id for entry in getattr(controls, key)], key)
    check_each(controls.resolvers, "resolvers", _check_resolver)
    for number, plain in enumerate(controls.plain_resolvers):
        check_addresses((plain.address,), f"plain_resolvers[{number}].address")
    check_each(controls.operators, "operators", _check_ranges)
    check_each(controls.filters, "filters", _check_ranges)


def _check_host(endpoint: Endpoint) -> None:
    if SERVER in (endpoint.host or ""):
        raise StrictError(f"host: {SERVER} belongs to messengers")


def _check_trust(control: Control) -> None:
    if control.endpoint.trust is Trust.NATIONAL and control.countries != ("RU",):
        raise StrictError(f'trust: {control.endpoint.trust} is for sites of Russia (countries = ["RU"])')


def _check_resolver(resolver: TrustedResolver) -> None:
    check_host(resolver.host, "host")
    check_addresses(resolver.addresses, "addresses")
    check_addresses(resolver.shown_names, "shown_names")


def _check_ranges(operator: Operator) -> None:
    for number, text in enumerate(operator.ranges):
        try:
            ipaddress.ip_network(text)
        except ValueError:
            raise StrictError(f"ranges[{number}]: {show(text)} is not a range of addresses") from None
