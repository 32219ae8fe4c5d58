"""How often `unknown` is said over the lab."""

import json
from typing import Any

from lab.runner import RunResult
from lab.scenarios import SCENARIOS, find_scenario
from lab.scoring import Result, count_stopped_unknowns, count_unknowns, score


def scored(scenario: str, **functions: str) -> Result:
    """Return what the lab makes of a check that could not tell anything of Signal as a whole."""
    told = [
        {"function": name, "status": status, "causes": [], "confidence": "sure"} for name, status in functions.items()
    ]
    whole = {"id": "signal", "status": "unknown", "causes": [], "confidence": "unsure", "functions": told}
    answer: dict[str, Any] = {"network": {"status": "online", "flags": []}, "messengers": [whole]}
    seen = {"runs": [{"run_ms": 5}], "coverage": {}}
    return score(find_scenario(scenario).truth(), [], RunResult(1, False, json.dumps(answer).encode()), seen)


def test_unknown_is_counted() -> None:
    result = scored("clean", messages="unknown", media="works", calls="works", web="works")
    assert not result.faults
    lines = "\n".join(count_unknowns([result, result]))
    assert "messengers                      2 of    2   100.0 %   (0)" in lines
    assert "signal messages               2 of    2   100.0 %   (0)" in lines
    assert "signal media" not in lines, "nobody said it of these"


def test_unknown_where_nothing_else_can_be_known_stands_in_brackets() -> None:
    lines = "\n".join(count_unknowns([scored("offline-link-down", messages="unknown", media="unknown")]))
    assert "signal messages               1 of    1   100.0 %   (1)" in lines
    assert count_unknowns([])[2].endswith("0 of    0    0.0 %   (0)")


def test_unknown_where_something_is_stopped_is_told_apart_by_whose_networks_they_are() -> None:
    names = ("signal-sni-rst", "rival-address-blocked-signal", "cn-likely-addresses-and-residual", "offline-no-route")
    results = [scored(name, messages="unknown", media="blocked") for name in names]
    told = [" ".join(line.split()) for line in count_stopped_unknowns(results)]
    assert told[2:] == [
        "countries functions 1 of 2 50.0 % (0)",
        "countries messengers 1 of 1 100.0 % (0)",
        "new functions 1 of 2 50.0 % (0)",
        "new messengers 1 of 1 100.0 % (0)",
        "old functions 1 of 2 50.0 % (0)",
        "old messengers 1 of 1 100.0 % (0)",
    ], "nothing is stopped where the line itself is dead"


def test_every_network_can_be_joined_with_any_other() -> None:
    for name in SCENARIOS:
        assert find_scenario(f"ipv6-only+{name}").truth()["scenario"] == f"ipv6-only+{name}"
