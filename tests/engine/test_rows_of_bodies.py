"""What is sent late in a check, and again where it did not arrive."""

from itertools import chain

import pytest

from dialtone.engine.line import Line
from dialtone.engine.question import Question
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Control, Controls, Endpoint
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Function, Place, Step, Variant, Weight, Wire
from engine.small_plan import make_messenger, make_plan
from engine.states import QUICK, asks, known, later, tried
from probe.loopback import LoopbackNetwork, resets, serve
from probe.tools import make_tools

CHAT = Endpoint("app/chat", "app", Wire.TLS, 443, "chat.example.org")
PAGE = Endpoint("app/page", "app", Wire.HTTPS, 443, "app.example.org", read_bytes=16_384)
FILE = replace(PAGE, id="app/file", host="file.example.org", weight=Weight.SPEED)
SITE = Endpoint("control/x", "", Wire.HTTPS, 443, "x.example.org", read_bytes=16_384, place=Place.FOREIGN)
APP = make_messenger(
    "app",
    *(CHAT, PAGE, FILE),
    functions=(
        FunctionRule(Function.MESSAGES, (("app/chat",),)),
        FunctionRule(Function.MEDIA, (("app/page",),), ("app/file", "app/page")),
    ),
)
PLAN = make_plan(APP, controls=Controls((Control(SITE),), (), (), (), (), "example.com"))


Told = tuple[Endpoint, Variant, Step, Failure | None, float]
"""Of an attempt: its variant, its last step, how that failed and how long it took."""


def rows(*told: Told) -> AttemptIndex:
    seen = [
        tried(endpoint, last, failure, attempt=number, variant=variant, seconds=1.0, bytes=18_000, flow_seconds=took)
        for number, (endpoint, variant, last, failure, took) in enumerate(told, 1)
    ]
    return AttemptIndex(chain.from_iterable(seen))


def upload_look(index: AttemptIndex) -> list[Question]:
    return asks("late.body", known(PLAN, index), APP)


def pieces_recheck(index: AttemptIndex) -> list[Question]:
    return asks("body.pieces", known(PLAN, index), APP)


def sending_recheck(index: AttemptIndex) -> list[Question]:
    return asks("body.large", known(PLAN, index), APP)


ANSWERED = ((CHAT, Variant.APP, Step.TLS, None, 0.1), (PAGE, Variant.APP, Step.FLOW, None, 0.1))


def test_a_body_goes_to_the_first_page_that_answered() -> None:
    assert [t.endpoint for t in upload_look(rows(*ANSWERED))] == [PAGE]
    assert upload_look(rows(ANSWERED[0])) == []


def test_where_a_page_stopped_no_body_is_sent_and_every_server_gets_pieces() -> None:
    stopped = rows(ANSWERED[0], (PAGE, Variant.APP, Step.FLOW, Failure.STALLED, 0.1))
    assert upload_look(stopped) == []
    assert [t.endpoint for t in pieces_recheck(stopped)] == [CHAT, PAGE]
    assert pieces_recheck(rows(*ANSWERED)) == []


def test_what_arrived_slowly_is_sent_again_and_to_the_further_pages() -> None:
    slow = rows(*ANSWERED, (PAGE, Variant.UPLOAD, Step.SENDING, None, 2.0))
    assert [t.endpoint for t in sending_recheck(slow)] == [PAGE, FILE]
    assert pieces_recheck(slow) == []
    fast = rows(*ANSWERED, (PAGE, Variant.UPLOAD, Step.SENDING, None, 0.1))
    assert sending_recheck(fast) == []


def test_what_arrived_slowly_is_sent_to_neutral_sites_first_and_again_only_if_slower_than_there() -> None:
    """All that went abroad crawled, and each further body would have taken eight seconds."""
    slow = (*ANSWERED, (PAGE, Variant.UPLOAD, Step.SENDING, None, 4.0))
    sent = later(known(PLAN, rows(*ANSWERED)), upload_look(rows(*ANSWERED)))
    assert asks("body.neutral", sent) == []
    arrived = replace(sent, index=rows(*slow))
    neutral = asks("body.neutral", arrived)
    assert [q.endpoint for q in neutral] == [SITE]
    assert asks("body.neutral", later(arrived, neutral)) == []
    assert sending_recheck(rows(*slow, (SITE, Variant.UPLOAD, Step.SENDING, None, 4.0))) == []
    assert sending_recheck(rows(*slow, (SITE, Variant.UPLOAD, Step.SENDING, None, 0.6))) != [], "a busy moment"


@pytest.mark.parametrize(("failure", "seconds"), [(None, 5.0), (Failure.STALLED, 0.1)])
def test_what_a_page_told_meanwhile_is_not_asked_again(failure: Failure | None, seconds: float) -> None:
    """A body may be sent while a page is still read; where that comes slowly or stops, what is sent tells no more."""
    both = (*ANSWERED, (FILE, Variant.APP, Step.FLOW, failure, seconds))
    assert sending_recheck(rows(*both, (PAGE, Variant.UPLOAD, Step.SENDING, None, 2.0))) == []


def test_what_stopped_is_sent_again_and_in_pieces() -> None:
    halted = rows(*ANSWERED, (PAGE, Variant.UPLOAD, Step.SENDING, Failure.STALLED, 2.0))
    assert [t.endpoint for t in sending_recheck(halted)] == [PAGE, FILE]
    assert [t.endpoint for t in pieces_recheck(halted)] == [PAGE, CHAT]


def test_where_a_page_came_slowly_no_body_is_sent() -> None:
    slow = rows(ANSWERED[0], (PAGE, Variant.APP, Step.FLOW, None, 5.0))
    assert upload_look(slow) == []


@pytest.mark.parametrize("line", [replace(QUICK, lossy=True), replace(QUICK, narrow=True)])
def test_on_a_line_that_loses_packets_or_would_be_filled_nothing_is_sent(line: Line) -> None:
    assert asks("late.body", known(PLAN, rows(*ANSWERED), line=line), APP) == []


@pytest.mark.parametrize(("page", "sent"), [(ANSWERED, [PAGE]), (((PAGE, Variant.APP, Step.HTTP, None, 0.1),), [])])
def test_where_all_handshakes_wait_one_is_sent_after_a_quick_page(page: tuple[Told, ...], sent: list[Endpoint]) -> None:
    """It may be the sending alone that is slow."""
    line = replace(QUICK, makes_all_wait=True)
    asked = asks("late.body", known(PLAN, rows(ANSWERED[0], *page), line=line), APP)
    assert [q.endpoint for q in asked] == sent


def test_each_is_sent_once() -> None:
    halted = known(PLAN, rows(*ANSWERED, (PAGE, Variant.UPLOAD, Step.SENDING, Failure.STALLED, 2.0)))
    for row in ("body.large", "body.pieces"):
        assert asks(row, later(halted, asks(row, halted, APP)), APP) == []


async def test_a_body_is_sent_where_the_page_was_answered() -> None:
    (question,) = upload_look(rows(*ANSWERED))
    tools = make_tools(net := LoopbackNetwork(), row=question.row)
    async with serve(resets) as net.routes["192.0.2.1", 443]:
        await question.observe(tools, PAGE)
    assert {(o.variant, o.row) for o in tools.journal.observations} == {(Variant.UPLOAD, "late.body")}
