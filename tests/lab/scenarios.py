"""All scenarios by name. Each file registers its own in ``scenarios_base.ALL``."""

from __future__ import annotations

from collections.abc import Mapping

from lab import (
    carriers,
    rehearsal,
    scenarios_answers,
    scenarios_blind_a,
    scenarios_blind_b,
    scenarios_calls,
    scenarios_claims,
    scenarios_controls,
    scenarios_field,
    scenarios_filters,
    scenarios_ground,
    scenarios_lines,
    scenarios_messengers,
    scenarios_names,
    scenarios_narrow,
    scenarios_others,
    scenarios_own,
    scenarios_proxies,
    scenarios_rivals,
    scenarios_sending,
    scenarios_servers,
    scenarios_services,
    scenarios_shares,
    scenarios_traps,
    scenarios_trust,
    scenarios_vpn,
    scenarios_ways,
)
from lab.scenario import Scenario, compose
from lab.scenarios_base import ALL
from lab.scenarios_joined import add_joined

FILES = (
    scenarios_names,
    scenarios_lines,
    scenarios_field,
    scenarios_filters,
    scenarios_services,
    scenarios_messengers,
    scenarios_others,
    scenarios_traps,
    scenarios_trust,
    scenarios_vpn,
    scenarios_ways,
    scenarios_answers,
    scenarios_calls,
    scenarios_own,
    scenarios_proxies,
    scenarios_controls,
    scenarios_sending,
    scenarios_shares,
    scenarios_narrow,
    scenarios_servers,
    scenarios_ground,
    scenarios_claims,
    scenarios_rivals,
    scenarios_blind_a,
    scenarios_blind_b,
)
add_joined()
SCENARIOS: Mapping[str, Scenario] = ALL


def _generated(name: str) -> Scenario:
    return rehearsal.network() if name == rehearsal.NAME else carriers.network(name)


def get(spec: str) -> Scenario:
    """A scenario by name, or several joined with ``+``.  Raises KeyError for an unknown name."""
    parts = [ALL[name] if name in ALL else _generated(name) for name in spec.split("+")]
    return parts[0] if len(parts) == 1 else compose(spec, " + ".join(p.title for p in parts), *parts)
