"""Claims that differ in their mechanism alone are one: the same status, and the same one at fault."""

import pytest

from dialtone.judge.claims import DOWN, UNEXPLAINED, WORKS, Claim, blocked, slow, unknown
from dialtone.model.vocabulary import Cause, Degree, NetworkStatus


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (blocked(Cause.NAME_FILTERED), blocked(Cause.ADDRESS_BLOCKED), True),
        (blocked(Cause.NAME_FILTERED), slow(Cause.NAME_FILTERED), False),
        (blocked(Cause.NAME_FILTERED), blocked(Cause.THIS_COMPUTER), False),
        (blocked(Cause.NAME_FILTERED), blocked(Cause.OWN_FILTER), False),
        (blocked(Cause.OWN_FILTER), blocked(Cause.THIS_COMPUTER), False),
        (unknown(Cause.SERVICE_REFUSES), UNEXPLAINED, False),
        (slow(Cause.SERVICE_DOWN), DOWN, False),
        (WORKS, WORKS, True),
        (Claim(NetworkStatus.ONLINE, degree=Degree.FAR), Claim(NetworkStatus.ONLINE), True),
        (Claim(NetworkStatus.ONLINE, Cause.THIS_COMPUTER), Claim(NetworkStatus.ONLINE), False),
    ],
)
def test_claims_of_one_essence(one: Claim, other: Claim, same: bool) -> None:
    assert (one.essence == other.essence) is same
