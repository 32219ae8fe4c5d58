"""Bodies and small messages that are sent to servers: whether they arrive, and how fast."""

from collections.abc import Iterator
from functools import partial

from dialtone.engine.late_rows import (
    list_answered_servers,
    list_body_servers,
    list_due_servers,
    list_rules_here,
    list_timed_pages,
    list_upload_controls,
)
from dialtone.engine.page_rows import list_domestic_pages
from dialtone.engine.question import CONTROLS, Question
from dialtone.engine.server_rows import by_need, find_app_answer, make_target
from dialtone.engine.state import State
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import (
    neutral_uploads_are_as_slow,
    page_came_slowly,
    page_stopped,
    upload_came_slowly,
    upload_stopped,
)
from dialtone.judge.readings import pages
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.vocabulary import Function, Step, Variant, Weight
from dialtone.probe.attempt import attempt_with
from dialtone.probe.context import ProbeContext
from dialtone.probe.known_targets import find_first_targets
from dialtone.probe.paired_probes import send_with_controls
from dialtone.probe.sending import TAKES_PIECES, send_first_body, send_in_pieces, send_large_body
from dialtone.probe.target import Target


def ask_first_body(state: State, messenger: Messenger) -> Iterator[Question]:
    """Send a body to a server whose speed counts, if no connection was cut, and no page stopped or came slowly.

    It is not sent on a lossy line, where it would take long and show nothing, nor on a narrow one, which it would fill.
    """
    line = state.line
    is_line_fit = not (line.lossy or line.narrow)
    if state.has_asked("late.body", messenger.id) or not is_line_fit or _has_odd_page(messenger, state.index):
        return
    if not _is_due_for_body(state, messenger):
        return
    for endpoint in list_body_servers(state, messenger):
        if (answer := find_app_answer(endpoint, state.index)) is not None:
            yield Question("late.body", endpoint, partial(_send_first_body, make_target(endpoint, answer)))
            return


def _has_odd_page(messenger: Messenger, index: AttemptIndex) -> bool:
    """Return whether any page of a messenger stopped early or came slowly."""
    return any(page_stopped(index, e) or page_came_slowly(index, e) for e in messenger.endpoints)


def _is_due_for_body(state: State, messenger: Messenger) -> bool:
    """Return whether a body may be sent now: as a rule, once the messenger's late questions are due.

    Where all handshakes wait although pages come quickly, sending may be what is slow. Then a body may be sent once any
    page was read and nothing else about the messenger is open.
    """
    if not state.line.makes_all_wait:
        return bool(list_due_servers(state, messenger, list_body_servers(state, messenger)))
    any_page_read = any(pages(state.index.attempts_at(e)) for m in state.plan.messengers for e in m.endpoints)
    return any_page_read and state.is_calm(messenger.id) and bool(list_answered_servers(state, messenger))


async def _send_first_body(target: Target, tools: ProbeContext, endpoint: Endpoint) -> None:
    await attempt_with(tools, endpoint, target, Variant.UPLOAD, send_first_body)


def ask_neutral_bodies(state: State) -> Iterator[Question]:
    """Send a body to neutral sites, if a body leaves slowly, or may, as all handshakes wait.

    One is abroad, and one at home if a country was named. If the one abroad is as slow, no messenger is singled out;
    the one at home tells a narrow line from the way abroad.
    """
    if state.has_asked("body.neutral", CONTROLS):
        return
    sent = [m for m in state.plan.messengers if state.has_asked("late.body", m.id)]
    since = state.now - state.limits.slow.seconds
    leaving = any(s.step is Step.SENDING and s.messenger and s.started <= since for s in state.running_steps)
    arrived = any(upload_came_slowly(state.index, e) for m in sent for e in m.endpoints)
    if sent and (state.line.makes_all_wait or leaving or arrived):
        for site in [*list_upload_controls(state), *list_domestic_pages(state.plan)[:1]]:
            yield Question("body.neutral", site, _send_neutral)


async def _send_neutral(tools: ProbeContext, site: Endpoint) -> None:
    for _, target in await find_first_targets(tools, [site]):
        await _send_first_body(target, tools, site)


def ask_large_body(state: State, messenger: Messenger) -> Iterator[Question]:
    """Send a larger body, beside neutral sites, if an upload stopped or arrived slowly, while pages did not.

    None is sent if a body to a neutral site arrived as slowly: a larger one would take longer and tell no more.
    """
    index, controls = state.index, list_upload_controls(state)
    if _has_odd_page(messenger, index) or state.has_asked("body.large", messenger.id):
        return
    if any(question.row == "body.neutral" for question in state.open_questions):
        return
    sent_to = [e for e in messenger.endpoints if index.attempts_at(e, Variant.UPLOAD)]
    slow = [e for e in sent_to if upload_came_slowly(index, e) and not neutral_uploads_are_as_slow(index, controls, e)]
    in_doubt = [e for e in sent_to if upload_stopped(index, e) or e in slow]
    if in_doubt:
        further = [e for e in list_timed_pages(state, messenger, (Function.MEDIA,)) if e.weight is Weight.SPEED]
        send = partial(send_with_controls, controls, Variant.UPLOAD, send_large_body)
        yield from (Question("body.large", e, send) for e in dict.fromkeys([*in_doubt, *further]))


def ask_body_in_pieces(state: State, messenger: Messenger) -> Iterator[Question]:
    """Send each server a small message in pieces, the first beside a neutral site, if a page or an upload has stopped.

    This distinguishes a filter that counts packets from one that counts bytes.
    """
    if state.has_asked("body.pieces", messenger.id):
        return
    stalled = [e for e in messenger.endpoints if upload_stopped(state.index, e)]
    if not stalled and not any(page_stopped(state.index, e) for e in messenger.endpoints):
        return
    for number, endpoint in enumerate(dict.fromkeys([*stalled, *_list_piece_servers(state, messenger)])):
        controls = list_upload_controls(state) if number == 0 else []
        send = partial(send_with_controls, controls, Variant.IN_PIECES, send_in_pieces)
        yield Question("body.pieces", endpoint, send)


def _list_piece_servers(state: State, messenger: Messenger) -> list[Endpoint]:
    able = (e for e in messenger.endpoints if e.wire in TAKES_PIECES)
    answered = [e for e in able if find_app_answer(e, state.index) is not None]
    rules = list_rules_here(state, messenger, (Function.MESSAGES, Function.PHONE, Function.MEDIA, Function.WEB))
    return by_need(rules, answered)[: state.limits.sending.servers]
