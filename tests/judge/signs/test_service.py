"""Where all of an operator is silent, nobody singles out the messenger that stands there."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.control_timing import time_controls
from dialtone.model.catalogue import Operator
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Step
from judge.factory import HERE, Record, ask_addresses, brief, case_of, https, small_ground

CHAT = https()
TIMEOUT = Failure.TIMEOUT
CLOUD = Operator("cloud", ("1.1.1.0/24", "157.240.0.0/16", "45.77.0.0/16"), "made up")
GROUND = replace(small_ground(), operators=(CLOUD,))
ANCHOR, (STUN, OTHER) = GROUND.anchors[0], GROUND.udp[:2]
THEIR_STUN = "45.77.0.1"


def _ground(*, anchor: Failure | None = TIMEOUT, stun: Failure | None = TIMEOUT, udp: bool = True) -> Record:
    """An anchor and a STUN server stand at the operator, another STUN server does not."""
    record = Record()
    told = record.about(ANCHOR)
    told.answers() if anchor is None else told.fails(Step.TCP, anchor, times=2)
    told = record.about(STUN).system(THEIR_STUN)
    told.answers(THEIR_STUN) if stun is None else told.fails(Step.STUN, stun, THEIR_STUN, times=2)
    told = record.about(OTHER).system("45.78.0.1")
    told.answers("45.78.0.1") if udp else told.fails(Step.STUN, TIMEOUT, "45.78.0.1", times=2)
    return record


def _said(record: Record, where: str = HERE) -> str:
    told = record.about(CHAT).fails(Step.TCP, TIMEOUT, where, times=2)
    case = case_of(told, CHAT, timing=time_controls(AttemptIndex(record.observations), GROUND))
    return brief(ask_addresses(case))


def test_silence_beside_a_silent_operator_is_not_called_a_block() -> None:
    assert _said(_ground()) == "unknown hosting_limited unsure"


def test_datagrams_that_are_rejected_are_as_silent() -> None:
    assert _said(_ground(stun=Failure.REFUSED)) == "unknown hosting_limited unsure"


@pytest.mark.parametrize(
    ("record", "where"),
    [
        (_ground(anchor=None), HERE),
        (_ground(stun=None), HERE),
        (_ground(udp=False), HERE),
        (_ground(), "31.13.72.52"),
        (Record(), HERE),
    ],
    ids=[
        "its anchor lives",
        "its STUN server lives",
        "UDP is closed for all",
        "it stands elsewhere",
        "nobody was asked",
    ],
)
def test_else_it_is(record: Record, where: str) -> None:
    assert _said(record, where) == "blocked address_blocked unsure"
