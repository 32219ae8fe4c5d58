"""What Dialtone promises to test of each messenger on Linux, read from its catalogue.

The lab judges the answers, not the promises: a function that the catalogue says cannot be tested honestly may stay
``not_tested``; one that it does test must be right.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_CATALOGUE = Path(__file__).parents[2] / "resources" / "catalogue"


@dataclass(frozen=True)
class Promise:
    """One function of a messenger."""

    tested: bool
    #: The function without which this one cannot begin, or nothing.
    depends_on: str


@cache
def load_promises(messenger: str) -> dict[str, Promise]:
    """Return the functions of a messenger on Linux, by their names."""
    path = _CATALOGUE / f"{messenger}.toml"
    rules = tomllib.loads(path.read_text()).get("functions", []) if path.is_file() else []
    return {
        rule["function"]: Promise(bool(rule["needs"]), rule.get("depends_on", ""))
        for rule in rules
        if "linux" in rule.get("platforms", ["linux"])
    }
