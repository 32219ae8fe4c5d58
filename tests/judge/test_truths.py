"""Where something is found in a network of the lab, its truth is in the list and nothing excludes it."""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest

from dialtone.judge import findings
from dialtone.judge.diagnosis import Claim, Finding, Hypothesis, Layer
from dialtone.model.check import Check
from dialtone.model.vocabulary import EvidenceKind, FunctionStatus, Prior
from judge.factory import real_catalogue
from judge.recorded import recorded_checks
from lab import truths
from lab.scenarios import SCENARIOS, get
from lab.standing import found_at, untrue

CATALOGUE = real_catalogue()
OPEN = (
    # A line that drops whatever is too fast: five handshakes are late while the neutral ones just pass.
    ("narrow-line-policed", "whatsapp/media", "name_cut"),
)
"""Known faults of the tables: network, place and finding. None of them says anything false above `unsure`."""


@cache
def recorded() -> dict[str, Check]:
    return dict(recorded_checks())


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_the_truth_always_stands(name: str) -> None:
    lacking = [line for line in untrue(get(name), recorded()[name], CATALOGUE) if tuple(line.split()[:3]) not in OPEN]
    assert not lacking, "see ./dev lab truths:\n" + "\n".join(lacking)


def test_every_label_is_a_hypothesis_or_a_truth_that_no_finding_needs() -> None:
    known = set(_known_hypotheses()) | truths.NO_FINDING | truths.AWAITED
    labels = truths.named(SCENARIOS.values())
    assert {label for label in labels if not truths.as_called(frozenset({label})) & known} == set()


def _known_hypotheses() -> Iterator[str]:
    """The id of every hypothesis in the tables."""
    for module in pkgutil.iter_modules(findings.__path__):
        for value in vars(import_module(f"{findings.__name__}.{module.name}")).values():
            yield from _ids(value)


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, Finding):
        value = value.may_be
    if isinstance(value, Hypothesis):
        yield value.id
    if isinstance(value, tuple):
        for each in value:
            yield from _ids(each)


def test_a_truth_that_is_missing_excluded_or_not_considered_is_told_apart() -> None:
    def seen(case: frozenset[str]) -> bool:
        return "seen" in case

    def against(case: frozenset[str]) -> bool:
        return "against" in case

    claim = Claim(FunctionStatus.UNKNOWN)
    may_be = (
        Hypothesis("excluded", claim, Prior.COMMON, out=(against,)),
        Hypothesis("needing", claim, Prior.COMMON, needs=against),
    )
    finding = Finding("found", Layer.TLS, seen, ((EvidenceKind.NOT_ENOUGH, seen),), may_be)
    here = found_at(finding, frozenset({"seen", "against"}), "app/chat")
    assert here.standing == {"needing"}
    assert here.lacks(frozenset({"needing"})) == ""
    assert here.lacks(frozenset({"excluded"})) == "excluded excluded by against"
    assert here.lacks(frozenset({"another"})) == "missing: another"
    assert found_at(finding, frozenset({"seen"}), "app/chat").lacks(frozenset({"needing"})) == (
        "needing not considered without against"
    )
