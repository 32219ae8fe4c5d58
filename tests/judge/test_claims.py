"""Claims differ in essence by their status and by who is at fault, not by the mechanism."""

import pytest

from dialtone.judge.diagnosis import DOWN, UNEXPLAINED, UNKNOWN, Claim, blocked, slow, unknown
from dialtone.model.vocabulary import Cause


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (blocked(Cause.NAME_FILTERED), blocked(Cause.ADDRESS_BLOCKED), True),
        (blocked(Cause.NAME_FILTERED), slow(Cause.NAME_FILTERED), False),
        (blocked(Cause.NAME_FILTERED), blocked(Cause.THIS_COMPUTER), False),
        (blocked(Cause.OWN_FILTER), blocked(Cause.THIS_COMPUTER), False),
        (UNKNOWN, UNEXPLAINED, True),
        (DOWN, unknown(Cause.SERVICE_REFUSES), False),
    ],
)
def test_the_essence_is_the_status_and_who_is_at_fault(one: Claim, other: Claim, alike: bool) -> None:
    assert (one.essence == other.essence) is alike
