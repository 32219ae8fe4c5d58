"""All scenarios by name."""

import random

from lab import carriers
from lab.network_file import Networks
from lab.scenario import Divert, Link, Scenario, compose

SCENARIOS = Networks()


def find_scenario(spec: str) -> Scenario:
    """Return a scenario by name, or several joined with ``+``. Raises `KeyError` for an unknown name."""
    parts = [SCENARIOS[name] if name in SCENARIOS else carriers.make_network(name) for name in spec.split("+")]
    return parts[0] if len(parts) == 1 else compose(spec, " + ".join(p.title for p in parts), *parts)


def join_at_random(count: int, seed: int) -> list[str]:
    """Return networks that nobody wrote: honest lines joined with something stopped or down elsewhere, at random.

    Their truths follow from those of the parts (:func:`compose`). Where both parts stop the same function, either
    cause is true, and the worse one alone is listed. Rules do not reach a connection that a rule before them diverted,
    so lines that divert connections are left out.
    """
    open_lines = (s for s in SCENARIOS.values() if s.net.status in ("online", "path_broken"))
    plain = [s for s in open_lines if not _changes_the_computer(s)]
    honest = sorted(
        s.name for s in plain if s.name != "clean" and not _stops_a_messenger(s) and not _diverts_connections(s)
    )
    stopped = sorted(s.name for s in plain if _stops_a_messenger(s) and s.link == Link() and s.net.status == "online")
    chance = random.Random(seed)
    return [f"{chance.choice(honest)}+{chance.choice(stopped)}" for _ in range(count)]


def _changes_the_computer(scenario: Scenario) -> bool:
    """Return whether anything on the client is not as usual."""
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


def _stops_a_messenger(scenario: Scenario) -> bool:
    """Return whether a messenger is stopped on purpose, or down."""
    truths = scenario.truth()["messengers"].values()
    return scenario.net.censorship or any(one["by"] in ("censor", "provider") for one in truths)
