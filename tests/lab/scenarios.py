"""All scenarios by name."""

from lab import carriers
from lab.network_file import Networks
from lab.scenario import Scenario, compose

SCENARIOS = Networks()


def find_scenario(spec: str) -> Scenario:
    """Return a scenario by name, or several joined with ``+``. Raises `KeyError` for an unknown name."""
    parts = [SCENARIOS[name] if name in SCENARIOS else carriers.make_network(name) for name in spec.split("+")]
    return parts[0] if len(parts) == 1 else compose(spec, " + ".join(p.title for p in parts), *parts)
