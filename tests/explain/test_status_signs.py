"""The printed signs: each has a shape of its own, and a doubtful one that claims something is another."""

from dialtone.explain.status_signs import STATUS_COLOURS, STATUS_SIGNS, sign_of, status_of_outcome
from dialtone.model.proxy import ProxyOutcome
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.vocabulary import FunctionStatus, MessengerStatus

SILENT = frozenset({"unknown", "not_tested", "offline"})
"""What claims nothing."""


def test_the_sign_of_what_is_not_sure_is_not_that_of_what_is() -> None:
    assert {*MessengerStatus, *FunctionStatus} - STATUS_SIGNS.keys() == UNTESTABLE
    for status in STATUS_SIGNS:
        assert (sign_of(status, doubtful=True) != sign_of(status)) == (status not in SILENT)
        assert sign_of(status, doubtful=True).startswith(STATUS_SIGNS[status])


def test_what_was_tested_has_shapes_that_no_colour_is_needed_for() -> None:
    tested = ("works", "partly", "slow", "blocked", "down", "unknown", "readable")
    assert len({STATUS_SIGNS[one] for one in tested}) == len(tested)


def test_only_a_proxy_that_lets_through_is_green() -> None:
    green = [one for one in ProxyOutcome if STATUS_COLOURS[status_of_outcome(one)] == STATUS_COLOURS["works"]]
    assert green == [ProxyOutcome.WORKS]
