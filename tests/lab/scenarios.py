"""All scenarios by name. Each file registers its own in ``scenarios_base.ALL``."""

from __future__ import annotations

import random
from collections.abc import Mapping

from lab import (
    carriers,
    rehearsal,
    scenarios_answers,
    scenarios_blind_a,
    scenarios_blind_b,
    scenarios_blind_c,
    scenarios_blind_d,
    scenarios_blind_e,
    scenarios_blind_f,
    scenarios_blind_g,
    scenarios_blind_h,
    scenarios_blind_i,
    scenarios_blind_j,
    scenarios_blind_k,
    scenarios_blind_l,
    scenarios_blind_m,
    scenarios_blind_n,
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
from lab.scenario import Divert, Link, Scenario, compose
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
    scenarios_blind_c,
    scenarios_blind_d,
    scenarios_blind_e,
    scenarios_blind_f,
    scenarios_blind_g,
    scenarios_blind_h,
    scenarios_blind_i,
    scenarios_blind_j,
    scenarios_blind_k,
    scenarios_blind_l,
    scenarios_blind_m,
    scenarios_blind_n,
)
add_joined()
SCENARIOS: Mapping[str, Scenario] = ALL


def _generated(name: str) -> Scenario:
    return rehearsal.network() if name == rehearsal.NAME else carriers.network(name)


def get(spec: str) -> Scenario:
    """A scenario by name, or several joined with ``+``.  Raises KeyError for an unknown name."""
    parts = [ALL[name] if name in ALL else _generated(name) for name in spec.split("+")]
    return parts[0] if len(parts) == 1 else compose(spec, " + ".join(p.title for p in parts), *parts)


def joined(count: int, seed: int) -> list[str]:
    """Return networks that nobody wrote: honest lines joined with something stopped or down elsewhere, at random.

    Their truths follow from those of the parts (:func:`compose`). Where both parts stop the same function, either
    cause is true, and the worse one alone is listed. Rules do not reach a connection that a rule before them diverted,
    so lines that divert connections are left out.
    """
    plain = [s for s in ALL.values() if not _changes_the_computer(s) and s.net.status in ("online", "path_broken")]
    honest = sorted(s.name for s in plain if s.name != "clean" and not _stopped(s) and not _diverts_connections(s))
    stopped = sorted(s.name for s in plain if _stopped(s) and s.link == Link() and s.net.status == "online")
    chance = random.Random(seed)
    return [f"{chance.choice(honest)}+{chance.choice(stopped)}" for _ in range(count)]


def _changes_the_computer(scenario: Scenario) -> bool:
    return bool(
        scenario.vpn
        or scenario.client_env
        or scenario.client_setup
        or scenario.client_programs
        or scenario.hosts_file
        or scenario.servers
        or scenario.options
    )


def _diverts_connections(scenario: Scenario) -> bool:
    return any(isinstance(rule, Divert) and rule.to != "resolver" for rule in scenario.rules)


def _stopped(scenario: Scenario) -> bool:
    """Return whether a messenger is stopped on purpose, or down."""
    truths = scenario.truth()["messengers"].values()
    return scenario.net.censorship or any(one["by"] in ("censor", "provider") for one in truths)
