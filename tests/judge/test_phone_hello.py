"""A phone's first message passes where that of WhatsApp for Mac is cut off, or the other way round."""

from collections.abc import Callable

import pytest

from dialtone.judge.rules import judge_endpoint
from dialtone.model.vocabulary import EvidenceKind, Failure, Step, Wire
from judge.factory import THERE, Story, case_of, raw, story

CHAT = raw(Wire.WHATSAPP_NOISE)
RESET, STALLED = Failure.RESET, Failure.STALLED
PASSES, CUT = EvidenceKind.PHONE_HELLO_PASSES, EvidenceKind.GREETING_CUT


def stops(told: Story) -> Story:
    """Let everything be answered, and stop after so many packets."""
    stalled = told.answers().sends(60, 2.0, STALLED, in_pieces=True, delivered=False)
    return stalled.sends(60, 2.0, STALLED, in_pieces=True, delivered=False)


@pytest.mark.parametrize(
    ("telling", "said"),
    [
        (lambda s: s.fails(Step.NOISE, RESET, times=3).as_a_phone(), PASSES),
        (lambda s: s.fails(Step.NOISE, RESET, times=3).as_a_phone(RESET, times=3), None),
        (lambda s: s.answers().as_a_phone(RESET, times=3), CUT),
        (lambda s: s.answers().as_a_phone(), None),
        (lambda s: s.answers(THERE).as_a_phone(RESET, times=3), None),
        (lambda s: stops(s).as_a_phone(), None),
    ],
    ids=[
        "the phone's passes",
        "both are cut",
        "the phone's is cut",
        "both pass",
        "by a stranger",
        "both pass, and then it stops",
    ],
)
def test_a_phones_first_message(telling: Callable[[Story], Story], said: EvidenceKind | None) -> None:
    verdict = judge_endpoint(case_of(telling(story(CHAT)), CHAT))
    told = {e.kind for e in verdict.evidence if e.kind is PASSES or (e.kind is CUT and e.rule == "greeting_answered")}
    assert told == ({said} if said else set())
