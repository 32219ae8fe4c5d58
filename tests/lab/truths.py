"""What is really the matter in each network, as hypotheses of the judge: by messenger and function, and of the line.

`causes.toml` turns the lab's causes into the ids of hypotheses (`Hypothesis.id` in `judge/findings/`). Networks that it
cannot tell apart name theirs (`Scenario.hypotheses`).
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lab.catalog import expand_words
from lab.causes import CAUSES
from lab.dialtone import FUNCTIONS, WEB_ONLY
from lab.promises import load_promises
from lab.scenario import Scenario
from lab.scenarios import find_scenario

_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _read_words(table: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return a table in which several words are one string, in its keys too."""
    return {key: expand_words(words) for keys, words in table.items() for key in keys.split()}


_OF_STATE = _read_words(_TABLES["of_state"])
AS_CALLED = _read_words(_TABLES["as_called"])
"""Names that a truth has elsewhere."""
AFTER_ANSWER = frozenset({"too_short_to_tell", "throttled_unseen", "dies_later", "by_share", "passes_at_first"})
"""What lets a first answer through: where one of these is true, an answer does not mean that it works."""
UNSEEN: Mapping[str, str] = _TABLES["unseen"]
OPEN: Mapping[str, frozenset[tuple[str, str]]] = {
    network: frozenset((endpoint, finding) for finding, words in findings.items() for endpoint in expand_words(words))
    for network, findings in _TABLES["open"].items()
}
AWAITED = frozenset(_TABLES["awaited"].split())


def find_of_line(scenario: Scenario) -> frozenset[str]:
    """Return what is true of the line: `works`, where nothing is the matter with it that its state would tell."""
    found = scenario.hypotheses.get("network", ())
    parts = map(find_scenario, scenario.name.split("+")) if "+" in scenario.name else ()
    more = tuple(each for part in parts for each in part.hypotheses.get("network", ()))
    net = scenario.net
    said = _OF_STATE.get(net.status, ()) if not found else ()
    udp = {"blocked": ("udp_closed",), "stun_filtered": ("calls_filtered",)}.get(net.udp, ())
    fine = ("works",) if net.status == "online" and net.quality == "good" and net.tls_interception == "none" else ()
    return frozenset((*found, *more, *said, *udp, *fine)) or frozenset({"works"})


def add_other_names(true: frozenset[str]) -> frozenset[str]:
    """Return truths by all their names."""
    return true.union(*(AS_CALLED.get(each, ()) for each in true))


def find_of_function(scenario: Scenario, messenger: str, function: str) -> frozenset[str]:
    """Return what is true of a function of a messenger, in Dialtone's words for both."""
    return _find_of_function(scenario, scenario.truth()["messengers"][messenger], messenger, function)


def _find_of_function(scenario: Scenario, truth: Mapping[str, Any], messenger: str, function: str) -> frozenset[str]:
    state = truth["functions"][_translate_function(messenger, function)]
    here = scenario.hypotheses.get(messenger, scenario.hypotheses.get("*", ()))
    # With a proxy set, what works through it may be stopped on the direct way.
    if here and (state["state"] != "ok" or truth["status"] == "ok" or scenario.net.proxy):
        return frozenset(here)
    causes = state["cause"].split("+") if state["state"] != "ok" or state["cause"] == "seeds" else ["none"]
    closed = {"udp_blocked": ("udp_closed",)} if scenario.net.udp == "blocked" else {}  # whatever is called
    return frozenset(i for cause in causes for i in closed.get(cause, CAUSES[cause].true))


def _translate_function(messenger: str, function: str) -> str:
    """Return the lab's word for a function of Dialtone."""
    if function == "messages" and messenger in WEB_ONLY:
        return "web"
    return FUNCTIONS.get(function, "chat")


def find_of_messenger(scenario: Scenario, messenger: str) -> dict[str, frozenset[str]]:
    """Return what is true of each function that Dialtone speaks of."""
    truth = scenario.truth()["messengers"][messenger]
    return {name: _find_of_function(scenario, truth, messenger, name) for name in load_promises(messenger)}


def list_labels(scenarios: Iterable[Scenario]) -> set[str]:
    """Return every label that some network bears."""
    out: set[str] = set()
    for scenario in scenarios:
        truth = scenario.truth()["messengers"]
        functions = (_find_of_function(scenario, truth[m], m, name) for m in truth for name in load_promises(m))
        out |= find_of_line(scenario).union(*functions)
    return out
