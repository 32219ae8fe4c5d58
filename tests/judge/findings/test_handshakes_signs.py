"""A first message that is cut off where another passes: the app's own ClientHello, and a phone's."""

from collections.abc import Callable

from dialtone.judge.rules import judge_endpoint
from dialtone.model.vocabulary import EvidenceKind, Failure, Step, Wire
from judge.factory import HERE, THERE, Story, case_of, https, raw, story
from named_rows import named_rows

CHAT, SISTER = https(), https("app/page")
RESET, TIMEOUT, ALERT = Failure.RESET, Failure.TIMEOUT, Failure.ALERT

Telling = Callable[[Story], object]


def said(telling: Telling) -> str:
    told = story(CHAT).system(HERE)
    telling(told)
    verdict = judge_endpoint(case_of(told, CHAT, None, SISTER))
    return " ".join((verdict.status.value, *(c.value for c in verdict.causes), verdict.confidence.value))


@named_rows(
    ("telling", "expected"),
    {
        "both pass": (lambda s: s.answers().app_hello(), "works sure"),
        "reset every time": (lambda s: s.answers().app_hello(RESET, times=4), "unknown protocol_filtered likely"),
        "silence every time": (lambda s: s.answers().app_hello(TIMEOUT, times=4), "unknown protocol_filtered likely"),
        "not often enough": (lambda s: s.answers().app_hello(RESET, times=2), "works unsure"),
        "it passed once": (lambda s: s.answers().app_hello(RESET, times=3).app_hello(), "works unsure"),
        "an answer, though no good one": (lambda s: s.answers().app_hello(ALERT, times=4), "works unsure"),
        "ours is cut off too": (
            lambda s: s.fails(Step.TLS, RESET, times=2).neutral_name().app_hello(RESET, times=4),
            "blocked name_filtered",
        ),
    },
)
def test_the_apps_own_client_hello(telling: Telling, expected: str) -> None:
    assert said(telling).startswith(expected)


def test_it_is_said_of_the_whole_server() -> None:
    """Asked once for each server: what holds for the page holds for the chat at the same name."""
    told = story(CHAT).system(HERE).answers()
    told.record.about(SISTER).app_hello(RESET, times=4)
    verdict = judge_endpoint(case_of(told, CHAT, None, SISTER))
    assert verdict.status.value == "unknown"


def test_a_shape_that_the_app_may_not_send_is_unsure() -> None:
    """An old profile, or one that nobody captured: the app's own may pass."""
    assert said(lambda s: s.answers().app_hello(RESET, times=4, in_doubt=True)) == "unknown protocol_filtered unsure"


NOISE = raw(Wire.WHATSAPP_NOISE)
STALLED = Failure.STALLED
PASSES, CUT = EvidenceKind.PHONE_HELLO_PASSES, EvidenceKind.GREETING_CUT


def stops(told: Story) -> Story:
    """Let everything be answered, and stop after so many packets."""
    stalled = told.answers().sends(60, 2.0, STALLED, in_pieces=True, delivered=False)
    return stalled.sends(60, 2.0, STALLED, in_pieces=True, delivered=False)


@named_rows(
    ("telling", "said"),
    {
        "the phone's passes": (lambda s: s.fails(Step.NOISE, Failure.RESET, times=3).as_a_phone(), PASSES),
        "both are cut": (
            lambda s: s.fails(Step.NOISE, Failure.RESET, times=3).as_a_phone(Failure.RESET, times=3),
            None,
        ),
        "the phone's is cut": (lambda s: s.answers().as_a_phone(Failure.RESET, times=3), CUT),
        "both pass": (lambda s: s.answers().as_a_phone(), None),
        "by a stranger": (lambda s: s.answers(THERE).as_a_phone(Failure.RESET, times=3), None),
        "both are cut at this port, and ours passes at another": (
            lambda s: s.answers(port=5222).fails(Step.NOISE, Failure.RESET, times=3).as_a_phone(Failure.RESET, times=3),
            None,
        ),
        "both pass, and then it stops": (lambda s: stops(s).as_a_phone(), None),
    },
)
def test_a_phones_first_message(telling: Callable[[Story], Story], said: EvidenceKind | None) -> None:
    verdict = judge_endpoint(case_of(telling(story(NOISE)), NOISE))
    told = {e.kind for e in verdict.evidence if e.kind is PASSES or (e.kind is CUT and e.rule == "greeting_answered")}
    assert told == ({said} if said else set())
