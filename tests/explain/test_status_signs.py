"""Each status has a shape and a colour of its own as text, and a doubt stands behind it."""

import pytest

from dialtone.explain.status_signs import STATUS_COLOURS, STATUS_SIGNS, sign_of, status_of_outcome
from dialtone.model.proxy import ProxyOutcome
from dialtone.model.vocabulary import FunctionStatus, MessengerStatus


@pytest.mark.parametrize("status", [*MessengerStatus, *FunctionStatus])
def test_every_status_has_a_sign(status: str) -> None:
    assert sign_of(status)


def test_what_was_tested_has_shapes_that_no_colour_is_needed_for() -> None:
    tested = ("works", "partly", "slow", "blocked", "down", "unknown", "readable")
    assert len({STATUS_SIGNS[one] for one in tested}) == len(tested)


@pytest.mark.parametrize(("status", "sign"), [("blocked", "✕?"), ("works", "✓?"), ("unknown", "?"), ("retired", "–")])
def test_a_doubt_stands_behind_what_claims_something(status: str, sign: str) -> None:
    assert sign_of(status, doubtful=True) == sign


def test_only_a_proxy_that_lets_through_is_green() -> None:
    green = [one for one in ProxyOutcome if STATUS_COLOURS[status_of_outcome(one)] == STATUS_COLOURS["works"]]
    assert green == [ProxyOutcome.WORKS]
