"""What is sent again late in a check, to see whether it still gets through, and which share of many attempts does.

The docstring of a row says when it asks, then, after the colon, what: docs/timing.md shows the first part.
"""

from collections.abc import Iterator, Sequence
from functools import partial

import anyio

from dialtone.engine.page_rows import pages_at_home
from dialtone.engine.question import Question
from dialtone.engine.server_rows import answer_at_home, by_need, target_of
from dialtone.engine.state import State
from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.endpoint.share import Share, share_of
from dialtone.judge.follow_up import came_slowly, is_sent_as_slowly_to, sending_stopped, sent_slowly, stopped
from dialtone.judge.readings import pages
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.function_rule import FunctionRule
from dialtone.model.vocabulary import SECURED, Failure, Function, Step, Variant, Weight, Wire
from dialtone.probe.attempt import attempt_again, attempt_contrast, attempt_keeping, attempt_with
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.greeting import GREETINGS
from dialtone.probe.keeping import CAN_BE_KEPT, LastingConnection, keep_open
from dialtone.probe.known_targets import known_targets
from dialtone.probe.paired_probes import keep_with_controls, send_with_controls
from dialtone.probe.sending import TAKES_PIECES, send_first_body, send_in_pieces, send_large_body
from dialtone.probe.target import Target

_FUNCTION_ORDER = (Function.MESSAGES, Function.MEDIA, Function.WEB, Function.PHONE, Function.CALLS, Function.LOGIN)
"""The order in which functions are considered."""
_LATE = ("late.body", "late.kept", "late.app_handshake")
_MOST_IN_VAIN = 6
"""Further attempts that all failed, after which bad luck is ruled out."""
_SILENT_FACTOR = 2
"""Factor by which more attempts are made at once where failing ones time out: each such round takes long."""
_HANDSHAKEN = frozenset(GREETINGS) - {Wire.TCP}
"""Wires that connect and send a first message."""


def _due_servers(state: State, messenger: Messenger) -> list[tuple[Endpoint, Attempt]]:
    """Return the servers that answered, for late questions; none if any connection to them was cut.

    Empty until all else has ended, so as not to delay what is timed. On a line with spare capacity, only until each
    server was heard from: pages, relays and retries are not waited for.
    """
    asked_at = {state.asked_of[row, messenger.id] for row in _LATE if state.has_asked(row, messenger.id)}
    # Once one of these rows has asked, the others may do so at that moment only: each messenger is asked late once.
    due = asked_at == {state.now} if asked_at else _is_each_heard(state, messenger) or state.is_calm(messenger.id)
    return _answered_servers(state, messenger) if due else []


def _answered_servers(state: State, messenger: Messenger) -> list[tuple[Endpoint, Attempt]]:
    """Return the servers that answered and their answers, whenever it is asked; none if any connection was cut.

    None either for messengers after the first few of the plan: a late look at all would take too long.
    """
    index, listed = state.index, state.plan.messengers[: state.limits.retries.late_messengers]
    if messenger.id not in [m.id for m in listed]:
        return []
    answered = [(e, t) for e in _deciding_endpoints(state, messenger) if (t := answer_at_home(e, index)) is not None]
    if any(share_of(e, messenger.endpoints, index).cut for e, _ in answered):
        return []  # the share asks it often enough
    return answered


def _is_each_heard(state: State, messenger: Messenger) -> bool:
    """Return whether each server of a messenger was heard from, on a line with spare capacity.

    One that may be asked late has to have answered whole. For the others a handshake is enough: what comes after it is
    encrypted, so to a filter a connection that begins now is a later one than theirs.
    """
    asked_late = {e.id for e in (*_body_servers(state, messenger), *_keepable(state, messenger))}
    unheard = [e for e in messenger.endpoints if e.id in state.unheard]
    return state.line.has_capacity and all(
        any(_is_answered(e, t, whole=e.id in asked_late) for t in state.index.of(e)) for e in unheard
    )


def _is_answered(endpoint: Endpoint, attempt: Attempt, *, whole: bool) -> bool:
    """Return whether an attempt failed, or its greeting was answered; the handshake before it, unless `whole`."""
    if attempt.failure is not None or attempt.answered(endpoint.wire):
        return True
    return not whole and attempt.passed(Step.TLS) is not None


def late_handshakes(state: State, messenger: Messenger) -> Iterator[Question]:
    """None of its connections was cut: one or two servers that answered, once more, as they may be blocked by now.

    Some filters let the first connections through, and an app connects again and again.
    """
    if state.has_asked("late.app_handshake", messenger.id):
        return
    sent = [e for e in messenger.endpoints if state.times_asked(e, "late.body", "late.kept")]
    answered, sent_to = _due_servers(state, messenger), {_server_key(e) for e in sent}
    by_server = {_server_key(e): (e, t) for e, t in reversed(answered) if _server_key(e) not in sent_to}
    chosen = [each for each in answered if each in by_server.values()][: max(0, state.limits.retries.late - len(sent))]
    for endpoint, answer in chosen:
        yield Question("late.app_handshake", endpoint, partial(_shake_hands, target_of(endpoint, answer)))


def connection_to_keep(state: State, messenger: Messenger) -> Iterator[Question]:
    """No connection of an installed or ticked app was cut: one of its message servers, leaving the connection open."""
    if messenger.id not in state.plan.chosen or state.plan.quiet or state.has_asked("late.kept", messenger.id):
        return
    keepable = [(e, t) for e, t in _due_servers(state, messenger) if e in _keepable(state, messenger)]
    for endpoint, answer in keepable[:1]:
        yield Question("late.kept", endpoint, partial(_leave_open, target_of(endpoint, answer)))


def _keepable(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the servers that messages need and whose connection can be kept open."""
    carry = by_need(_rules_here(state, messenger, (Function.MESSAGES,)), messenger.endpoints)
    return [e for e in carry if e.wire in CAN_BE_KEPT]


async def _leave_open(
    target: Target, tools: ProbeContext, _names: Lookups, endpoint: Endpoint
) -> LastingConnection | None:
    """Return the connection that was left open for `kept.open`; None if a step failed."""
    return await attempt_keeping(tools, endpoint, target)


async def _shake_hands(target: Target, tools: ProbeContext, _names: Lookups, endpoint: Endpoint) -> None:
    await attempt_again(tools, endpoint, target, whole=False)


def kept_open(state: State, messenger: Messenger) -> Iterator[Question]:
    """Its late handshake was answered: that connection, with a small exchange now and then, for ten seconds."""
    for endpoint, lasting in _left_open(state, messenger):
        if not state.times_asked(endpoint, "kept.open"):
            yield Question("kept.open", endpoint, partial(_keep_in_use, lasting))


def _left_open(state: State, messenger: Messenger) -> Iterator[tuple[Endpoint, LastingConnection]]:
    """Yield the connections that `late.kept` left open, with their endpoints."""
    for question, found in state.found:
        if question.about == messenger.id and isinstance(found, LastingConnection):
            yield question.endpoint, found


async def _keep_in_use(
    lasting: LastingConnection, _tools: ProbeContext, _names: Lookups, _endpoint: Endpoint
) -> Target | None:
    """Keep the connection in use; return its target if it died, for `kept.again` to connect to."""
    return lasting.attempt.target if await keep_open(lasting) else None


def kept_after_death(state: State, messenger: Messenger) -> Iterator[Question]:
    """The open connection was reset, or data sent on it never arrived: two more to keep open, beside a neutral one.

    A question that returned a `Target` is one whose connection died (`_keep_in_use`).
    """
    died = [(q.endpoint, found) for q, found in state.found if q.about == messenger.id and isinstance(found, Target)]
    for endpoint, target in died:
        if not state.times_asked(endpoint, "kept.again"):
            yield Question("kept.again", endpoint, partial(keep_with_controls, sending_controls(state), target))


def attempts_beside_kept(state: State, messenger: Messenger) -> Iterator[Question]:
    """An open connection is kept because of doubts: further connections now and then, up to eight attempts in all.

    If a share of connections is cut off, it shows in these, and is then measured.
    """
    for endpoint, lasting in _left_open(state, messenger):
        so_far = share_of(endpoint, messenger.endpoints, state.index)
        if not (so_far.is_many or so_far.cut):
            soon = state.now + state.limits.keeping.pause
            yield Question("kept.beside", endpoint, partial(_shake_hands, lasting.attempt.target), not_before=soon)


def share_of_attempts(state: State, messenger: Messenger) -> Iterator[Question]:
    """Some attempts passed and some did not: more, a few at once, until the share is known, also at similar servers.

    A server that passed once may be cut off by the same filter the next time; and one that was silent three times may
    have had bad luck: where half of the attempts pass, that is likely to happen to one of four such servers.
    """
    retries, index = state.limits.retries, state.index
    needed = [e for e in _deciding_endpoints(state, messenger) if index.of(e)]
    shares = {e.id: share_of(e, messenger.endpoints, index) for e in needed}
    mixed = [e for e in needed if shares[e.id].is_mixed or _met_impostors(e, index)]
    kinds = {e.wire in SECURED for e in mixed}
    if not kinds:
        return
    alike = [e for e in needed if (e.wire in SECURED) in kinds and (shares[e.id].tried or _is_never_answered(e, index))]
    by_server = {_server_key(e): e for e in reversed([*mixed, *alike])}
    chosen = [e for e in needed if by_server.get(_server_key(e)) == e and not shares[e.id].is_known]
    continued = [e for e in chosen if state.times_asked(e, "share")]
    for endpoint in [*continued, *(e for e in chosen if e not in continued)][: retries.shares]:
        yield from _try_again(state, endpoint, shares[endpoint.id])


def _try_again(state: State, endpoint: Endpoint, so_far: Share) -> Iterator[Question]:
    """Yield a few more attempts to measure a share, the first with neutral names beside them; none if pointless."""
    retries, index = state.limits.retries, state.index
    retried = len(index.of(endpoint, Variant.AGAIN))
    silent = bool(so_far.cut) and all(t.failure is Failure.TIMEOUT for t in so_far.cut)
    at_once = retries.share_at_once * (_SILENT_FACTOR if silent else 1)
    tries = min(at_once, retries.share_tries - max(so_far.tried, retried))
    in_vain = not so_far.passed and retried >= _MOST_IN_VAIN
    if tries <= 0 or in_vain or (state.line.lossy and silent):
        return
    contrasts = retries.share_at_once if endpoint.wire in SECURED and not state.times_asked(endpoint, "share") else 0
    contrasts = max(0, contrasts - len(index.of(endpoint, Variant.NEUTRAL_NAME)))
    whole = any(t.last.step not in (Step.TCP, Step.TLS) for t in so_far.cut)
    target = _target_for_share(endpoint, so_far, index)
    yield Question("share", endpoint, partial(_repeat_attempts, target, tries, contrasts, whole))


async def _repeat_attempts(
    target: Target, tries: int, contrasts: int, whole: bool, tools: ProbeContext, _names: Lookups, endpoint: Endpoint
) -> None:
    """Make `tries` attempts, `whole` or by the handshake alone, and `contrasts` with a neutral name, all at once."""
    async with anyio.create_task_group() as group:
        for _ in range(tries):
            group.start_soon(partial(attempt_again, whole=whole), tools, endpoint, target)
        for _ in range(contrasts):
            group.start_soon(attempt_contrast, tools, endpoint, target, Variant.NEUTRAL_NAME)


def _deciding_endpoints(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the endpoints that decide something for the app on this system, message servers first."""
    decide = [e for e in messenger.endpoints if e.weight is Weight.DECIDES and e.wire in _HANDSHAKEN]
    return by_need(_rules_here(state, messenger), decide)


def _rules_here(
    state: State, messenger: Messenger, functions: Sequence[Function] = _FUNCTION_ORDER
) -> list[FunctionRule]:
    """Return the rules of some functions on this system, in the order of the functions."""
    platform = state.plan.computer.platform
    applicable = [r for r in messenger.functions if not r.platforms or platform in r.platforms]
    return [r for function in functions for r in applicable if r.function is function]


def _is_never_answered(endpoint: Endpoint, index: AttemptIndex) -> bool:
    """Return whether connections are established, but what is sent there is never answered."""
    return all(t.failure is not None and t.last.step is not Step.TCP for t in index.of(endpoint))


def _met_impostors(endpoint: Endpoint, index: AttemptIndex) -> bool:
    """Return whether some attempts met an untrusted certificate, and others were answered, at whichever address."""
    return bool(index.answer(endpoint)) and any(t.failure is Failure.CERT_UNTRUSTED for t in index.of(endpoint))


def _server_key(endpoint: Endpoint) -> tuple[bool, str | None, tuple[str, ...]]:
    """Return what two endpoints of one server share: with TLS or without, and its name, or else its addresses."""
    return endpoint.wire in SECURED, endpoint.host, () if endpoint.host else endpoint.addresses


def _target_for_share(endpoint: Endpoint, so_far: Share, index: AttemptIndex) -> Target:
    """Return the target of an attempt that passed; if none did at this endpoint, that of its first attempt."""
    attempts = index.of(endpoint)
    passed = [t for t in so_far.passed if t in attempts]
    same = [t for t in passed if t.target == attempts[0].target]
    return target_of(endpoint, (same or passed or attempts)[0])


def sending_controls(state: State) -> list[Endpoint]:
    """Return the neutral sites beside which bodies are sent and connections kept open."""
    sites = state.controls.sites
    return [c.endpoint for c in sites if c.endpoint.read_bytes][: state.limits.sending.controls]


def _page_is_odd(messenger: Messenger, index: AttemptIndex) -> bool:
    """Return whether any page of a messenger stopped or came slowly: then its pages are measured, not its uploads."""
    return any(stopped(index, e) or came_slowly(index, e) for e in messenger.endpoints)


def first_body(state: State, messenger: Messenger) -> Iterator[Question]:
    """No connection was cut, and no page stopped or came slowly: a body to a server whose speed counts.

    Not where the line loses packets or is slow for all, as it would take long and show nothing; nor on a narrow line,
    which it would fill. Where all handshakes wait and pages are quick, it may be the sending that is slow.
    """
    if state.has_asked("late.body", messenger.id) or state.line.lossy or state.line.narrow:
        return
    if _page_is_odd(messenger, state.index) or not _is_due_for_body(state, messenger):
        return
    for endpoint in _body_servers(state, messenger):
        if (answer := answer_at_home(endpoint, state.index)) is not None:
            yield Question("late.body", endpoint, partial(_send_first_body, target_of(endpoint, answer)))
            return


def _is_due_for_body(state: State, messenger: Messenger) -> bool:
    """Return whether late questions are due; where all handshakes wait, once any page was read and all is calm."""
    if not state.line.makes_all_wait:
        return bool(_due_servers(state, messenger))
    any_page_read = any(pages(state.index.of(e)) for m in state.plan.messengers for e in m.endpoints)
    return any_page_read and state.is_calm(messenger.id) and bool(_answered_servers(state, messenger))


def neutral_bodies(state: State) -> Iterator[Question]:
    """A body leaves slowly, or may, as all handshakes wait: one to a neutral site abroad, and to one at home if named.

    If those abroad are as slow, no messenger is singled out; the one at home tells a narrow line from the way abroad.
    """
    sent = [m for m in state.plan.messengers if state.has_asked("late.body", m.id)]
    since = state.now - state.limits.slow.seconds
    leaving = any(s.step is Step.SENDING and s.messenger and s.started <= since for s in state.steps)
    arrived = any(sent_slowly(state.index, e) for m in sent for e in m.endpoints)
    slow = sent and (state.line.makes_all_wait or leaving or arrived)
    if slow and not state.has_asked("body.neutral", ""):
        for site in [*sending_controls(state), *pages_at_home(state.plan)[:1]]:
            yield Question("body.neutral", site, _send_neutral)


async def _send_neutral(tools: ProbeContext, names: Lookups, site: Endpoint) -> None:
    """Send a body to the first known address of a neutral site, for comparison."""
    for target in (await known_targets(tools, names, site))[:1]:
        await _send_first_body(target, tools, names, site)


def _body_servers(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the servers that may be sent a body."""
    pages = _timed_pages(state, messenger, (Function.MEDIA, Function.WEB))
    return [e for e in pages if e.weight is Weight.DECIDES]


async def _send_first_body(target: Target, tools: ProbeContext, _names: Lookups, endpoint: Endpoint) -> None:
    await attempt_with(tools, endpoint, target, Variant.UPLOAD, send_first_body)


def large_body(state: State, messenger: Messenger) -> Iterator[Question]:
    """An upload stopped or arrived slowly, while pages did not: a larger one, beside neutral sites.

    Not where one to a neutral site arrived as slowly: a larger one would take longer and tell no more.
    """
    if _page_is_odd(messenger, state.index) or state.has_asked("body.large", messenger.id):
        return
    if any(question.row == "body.neutral" for question in state.open()):
        return
    large = partial(send_with_controls, sending_controls(state), Variant.UPLOAD, send_large_body)
    tried = [e for e in messenger.endpoints if state.index.of(e, Variant.UPLOAD)]
    slow = [e for e in tried if sent_slowly(state.index, e)]
    slow = [e for e in slow if not is_sent_as_slowly_to(state.index, sending_controls(state), e)]
    doubted = [e for e in tried if sending_stopped(state.index, e) or e in slow]
    further = [e for e in _timed_pages(state, messenger, (Function.MEDIA,)) if e.weight is Weight.SPEED]
    for endpoint in dict.fromkeys([*doubted, *(further if doubted else ())]):
        yield Question("body.large", endpoint, large)


def body_in_pieces(state: State, messenger: Messenger) -> Iterator[Question]:
    """A page or an upload has stopped: a small message in pieces to each server, beside a neutral site.

    This distinguishes a filter that counts packets from one that counts bytes.
    """
    if state.has_asked("body.pieces", messenger.id):
        return
    stalled = [e for e in messenger.endpoints if sending_stopped(state.index, e)]
    if not stalled and not any(stopped(state.index, e) for e in messenger.endpoints):
        return
    for number, endpoint in enumerate(dict.fromkeys([*stalled, *_piece_servers(state, messenger)])):
        controls = sending_controls(state) if number == 0 else []
        send = partial(send_with_controls, controls, Variant.IN_PIECES, send_in_pieces)
        yield Question("body.pieces", endpoint, send)


def _timed_pages(state: State, messenger: Messenger, functions: Sequence[Function]) -> list[Endpoint]:
    """Return the pages whose speed stands for some functions."""
    by_id = {e.id: e for e in messenger.endpoints if e.wire is Wire.HTTPS}
    wanted = dict.fromkeys(name for rule in _rules_here(state, messenger, functions) for name in rule.speed)
    return [by_id[name] for name in wanted if name in by_id]


def _piece_servers(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the servers that answered and that messages, phone, media and the web need, in that order."""
    answered = [e for e in messenger.endpoints if e.wire in TAKES_PIECES and answer_at_home(e, state.index) is not None]
    rules = _rules_here(state, messenger, (Function.MESSAGES, Function.PHONE, Function.MEDIA, Function.WEB))
    return by_need(rules, answered)[: state.limits.sending.servers]
