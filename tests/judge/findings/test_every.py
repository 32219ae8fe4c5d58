"""What may stand behind any failure is a rival of every finding that blames the network for one."""

import pytest

from dialtone.judge.claims import Claim
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.every import CHANCE, EVERY, FAILED, Found
from dialtone.judge.findings.handshakes import LARGE_PACKETS_LOST
from dialtone.judge.rules import ADDRESS_RULES
from dialtone.model.vocabulary import FunctionStatus

_OF_CERTIFICATES, _OF_THIS_COMPUTER = "certificate_wrong", "refused_here"
"""A certificate is an answer, and no chance; and what this computer refuses needs no other rival of that kind."""
_ACCUSE = [
    row
    for row in ADDRESS_RULES
    if row.id not in (_OF_CERTIFICATES, _OF_THIS_COMPUTER, LARGE_PACKETS_LOST.id)
    and any(each.says.status is FunctionStatus.BLOCKED for each in row.may_be)
]


@pytest.mark.parametrize("found", _ACCUSE, ids=lambda found: found.id)
def test_no_accusation_forgets_what_makes_anything_fail(found: Found) -> None:
    assert {row.id for row in EVERY} <= {row.id for row in found.may_be}
    assert set(FAILED) <= set(found.needs), "one failure alone, or on a line that carries nothing, accuses nobody"


def test_none_of_them_accuses_the_network() -> None:
    said: list[Claim] = [row.says for row in EVERY]
    assert {claim.status for claim in said} <= {FunctionStatus.UNKNOWN, FunctionStatus.BLOCKED}
    assert {row.id for row in EVERY if row.says.status is FunctionStatus.BLOCKED} == {"own_firewall"}


def test_a_row_of_its_own_comes_before_the_one_for_all() -> None:
    mine = CHANCE[0].given(lambda case: isinstance(case, EndpointCase))
    found = Found("made_up", lambda _: True).explained_by(mine, every=EVERY)
    assert [row for row in found.may_be if row.id == mine.id] == [mine]
