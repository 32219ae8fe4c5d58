"""What types cannot check in `ground.toml`: the controls and the resolvers."""

import ipaddress
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from dialtone.model.catalogue import SERVER, Controls, Operator
from dialtone.model.vocabulary import Trust
from dialtone.store.endpoint_rules import check_addresses, check_distinct, check_endpoints, check_host
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
        if control.endpoint.trust is Trust.NATIONAL and control.countries != ("RU",):
            at = f"controls[{number}].trust"
            raise StrictError(f'{at}: {control.endpoint.trust} is for sites of Russia (countries = ["RU"])')
    for key in ("resolvers", "plain_resolvers", "operators", "filters", "inspectors"):
        check_distinct([entry.id for entry in getattr(controls, key)], key)
    for number, resolver in enumerate(controls.resolvers):
        check_host(resolver.host, f"resolvers[{number}].host")
        check_addresses(resolver.addresses, f"resolvers[{number}].addresses")
        check_addresses(resolver.shown_names, f"resolvers[{number}].shown_names")
    for number, plain in enumerate(controls.plain_resolvers):
        check_addresses((plain.address,), f"plain_resolvers[{number}].address")
    for key in ("operators", "filters"):
        for number, operator in enumerate(getattr(controls, key)):
            _check_ranges(operator, f"{key}[{number}]")


def _check_ranges(operator: Operator, at: str) -> None:
    for number, text in enumerate(operator.ranges):
        try:
            ipaddress.ip_network(text)
        except ValueError:
            raise StrictError(f"{at}.ranges[{number}]: {show(text)} is not a range of addresses") from None
