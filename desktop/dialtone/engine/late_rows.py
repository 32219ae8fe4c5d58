"""What is asked late in a check: whether it still gets through, which share of many attempts does, and uploads."""

from collections.abc import Iterator, Sequence
from functools import partial

import anyio

from dialtone.engine.page_rows import list_domestic_pages
from dialtone.engine.question import Question
from dialtone.engine.server_rows import by_need, find_app_answer, make_target
from dialtone.engine.state import State
from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.endpoint.servers import IdenticalTries, find_identical_tries
from dialtone.judge.follow_up import (
    neutral_uploads_are_as_slow,
    page_came_slowly,
    page_stopped,
    upload_came_slowly,
    upload_stopped,
)
from dialtone.judge.readings import pages
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import Fact
from dialtone.model.thresholds import SHARE_ATTEMPTS
from dialtone.model.vocabulary import SECURED, Failure, Function, Step, Variant, Weight, Wire
from dialtone.probe.attempt import attempt_again, attempt_contrast, attempt_keeping, attempt_with
from dialtone.probe.context import ProbeContext
from dialtone.probe.greeting import GREETINGS
from dialtone.probe.keeping import CAN_BE_KEPT, LastingConnection, keep_open
from dialtone.probe.known_targets import find_targets
from dialtone.probe.paired_probes import keep_with_controls, send_with_controls
from dialtone.probe.sending import TAKES_PIECES, send_first_body, send_in_pieces, send_large_body
from dialtone.probe.target import Target

_FUNCTION_ORDER = (Function.MESSAGES, Function.MEDIA, Function.WEB, Function.PHONE, Function.CALLS, Function.LOGIN)
_LATE = ("late.body", "late.kept", "late.app_handshake")  # rows that ask a messenger late, all at the same moment
_HANDSHAKEN = frozenset(GREETINGS) - {Wire.TCP}


def list_due_servers(state: State, messenger: Messenger) -> list[tuple[Endpoint, Attempt]]:
    """Return the servers to choose from for late questions, with their answers; empty while these are not due.

    They are due once nothing else about the messenger is open, because they would delay what is timed. On a line with
    spare capacity they are due once each of its servers was heard from.
    """
    asked_at = {state.first_asked[row, messenger.id] for row in _LATE if state.has_asked(row, messenger.id)}
    if asked_at and asked_at != {state.now}:
        return []  # at an earlier moment one of these rows has asked, and each messenger is asked at one moment only
    if not (asked_at or _is_each_heard(state, messenger) or state.is_calm(messenger.id)):
        return []
    return list_answered_servers(state, messenger)


def list_answered_servers(state: State, messenger: Messenger) -> list[tuple[Endpoint, Attempt]]:
    """Return the servers that decide and answered, with their answers; none if any connection to them was cut.

    Only the first few messengers of the plan are asked late, because asking all of them again would take too long.
    """
    asked_late = state.plan.messengers[: state.limits.retries.late_messengers]
    if messenger.id not in [m.id for m in asked_late]:
        return []
    deciding = _list_deciding_endpoints(state, messenger)
    answered = [(e, t) for e in deciding if (t := find_app_answer(e, state.index)) is not None]
    if any(find_identical_tries(e, messenger.endpoints, state.index).cut for e, _ in answered):
        return []  # the row `share` asks such a messenger often enough
    return answered


def _is_each_heard(state: State, messenger: Messenger) -> bool:
    """Return whether each server of a messenger was heard from, on a line with spare capacity.

    A server that may be asked late must have answered in full. For the others the TLS handshake is enough, because a
    filter cannot read what follows it, and so a connection that begins now counts as a later one.
    """
    if not state.line.has_capacity:
        return False
    asked_late = {e.id for e in (*list_body_servers(state, messenger), *_list_keepable_servers(state, messenger))}

    def has_ended(endpoint: Endpoint, attempt: Attempt) -> bool:
        if attempt.failure is not None or attempt.answered(endpoint.wire):
            return True
        return endpoint.id not in asked_late and attempt.passed(Step.TLS) is not None

    pending = [e for e in messenger.endpoints if e.id in state.first_pending]
    return all(any(has_ended(e, t) for t in state.index.attempts_at(e)) for e in pending)


def ask_late_handshakes(state: State, messenger: Messenger) -> Iterator[Question]:
    """Ask one or two servers that answered for another handshake, if none of its connections was cut.

    Some filters let the first connections through, and an app connects again and again. On a line that loses packets,
    where a handshake may take seconds, one server that is asked late is enough.
    """
    asked_late = [e for e in messenger.endpoints if state.times_asked(e, "late.body", "late.kept")]
    if state.has_asked("late.app_handshake", messenger.id) or (asked_late and state.line.lossy):
        return
    seen = {_server_key(e) for e in asked_late}
    most = state.limits.retries.late - len(asked_late)
    for endpoint, answer in list_due_servers(state, messenger):
        if most > 0 and _server_key(endpoint) not in seen:
            seen.add(_server_key(endpoint))
            most -= 1
            yield Question(
                "late.app_handshake",
                endpoint,
                partial(attempt_again, target=make_target(endpoint, answer), whole=False),
            )


def ask_connection_to_keep(state: State, messenger: Messenger) -> Iterator[Question]:
    """Leave a connection to a message server open, if no connection of an installed or ticked app was cut.

    A server to which the app itself keeps a connection open is preferred. Some filters cut connections after seconds.
    """
    if messenger.id not in state.plan.chosen or state.has_asked("late.kept", messenger.id):
        return
    keepable = _list_keepable_servers(state, messenger)
    due = [(e, t) for e, t in list_due_servers(state, messenger) if e in keepable]
    for endpoint, answer in sorted(due, key=lambda server: not server[0].held_open)[:1]:
        yield Question("late.kept", endpoint, partial(attempt_keeping, target=make_target(endpoint, answer)))


def _list_keepable_servers(state: State, messenger: Messenger) -> list[Endpoint]:
    carrying = by_need(list_rules_here(state, messenger, (Function.MESSAGES,)), messenger.endpoints)
    return [e for e in carrying if e.wire in CAN_BE_KEPT]


def ask_kept_open(state: State, messenger: Messenger) -> Iterator[Question]:
    """Use the open connection now and then for ten seconds, if its late handshake was answered."""
    for lasting in state.list_left_open(messenger):
        if not state.times_asked(lasting.attempt.endpoint, "kept.open"):
            yield Question("kept.open", lasting.attempt.endpoint, partial(_keep_in_use, lasting))


async def _keep_in_use(lasting: LastingConnection, _tools: ProbeContext, _endpoint: Endpoint) -> None:
    await keep_open(lasting)


def ask_kept_again(state: State, messenger: Messenger) -> Iterator[Question]:
    """Keep two more open, beside a neutral one, if the open connection was reset, or data sent on it never arrived."""
    for lasting in state.list_left_open(messenger):
        endpoint = lasting.attempt.endpoint
        was_cut = any(map(was_cut_later, state.index.attempts_at(endpoint, Variant.KEPT)))
        if was_cut and not state.times_asked(endpoint, "kept.again"):
            keep = partial(keep_with_controls, list_upload_controls(state), lasting.attempt.target)
            yield Question("kept.again", endpoint, keep)


def was_cut_later(attempt: Attempt) -> bool:
    """Return whether an open connection was reset, or went silent while data sent on it is not known to have arrived.

    The beginning of such an attempt says nothing about that, and is no reason to repeat it.
    """
    is_lost = attempt.failure is Failure.STALLED and not attempt.last.facts.get(Fact.DELIVERED)
    return attempt.last.step is Step.KEPT and (is_lost or attempt.failure is Failure.RESET)


def ask_beside_kept(state: State, messenger: Messenger) -> Iterator[Question]:
    """Connect again now and then, up to eight attempts in all, if an open connection is kept because of doubts.

    These attempts show whether a share of the connections is cut off, which is then measured.
    """
    for lasting in state.list_left_open(messenger):
        endpoint = lasting.attempt.endpoint
        so_far = find_identical_tries(endpoint, messenger.endpoints, state.index)
        if not (so_far.has_many_tries or so_far.cut):
            not_before = state.now + state.limits.keeping.pause
            shake_hands = partial(attempt_again, target=lasting.attempt.target, whole=False)
            yield Question("kept.beside", endpoint, shake_hands, not_before=not_before)


def ask_for_share(state: State, messenger: Messenger) -> Iterator[Question]:
    """Try servers again until the share is known, a few times at once, if some attempts passed and some did not.

    Similar servers are tried too, because one that passed once may be cut off the next time, and one that was silent
    three times may have had bad luck.
    """
    index = state.index
    tried = [e for e in _list_deciding_endpoints(state, messenger) if index.attempts_at(e)]
    shares = {e.id: find_identical_tries(e, messenger.endpoints, index) for e in tried}
    mixed = [e for e in tried if shares[e.id].is_mixed or _is_sometimes_impersonated(e, index)]
    mixed_kinds = {e.wire in SECURED for e in mixed}  # with TLS or without
    same_kind = [e for e in tried if (e.wire in SECURED) in mixed_kinds]
    alike = [e for e in same_kind if shares[e.id].tried or _fails_once_connected(e, index)]
    one_of_each = {_server_key(e): e for e in reversed([*mixed, *alike])}.values()
    unknown = [e for e in tried if e in one_of_each and not shares[e.id].is_known]
    continued_first = sorted(unknown, key=lambda e: not state.times_asked(e, "share"))
    cuts = [attempt for e in mixed for attempt in shares[e.id].cut]
    are_cuts_silent = bool(cuts) and all(attempt.failure is Failure.TIMEOUT for attempt in cuts)
    if are_cuts_silent and state.line.lossy:
        return
    for endpoint in continued_first[: state.limits.retries.shares]:
        yield from _ask_for_more_attempts(state, endpoint, shares[endpoint.id], are_cuts_silent=are_cuts_silent)


def _ask_for_more_attempts(
    state: State, endpoint: Endpoint, so_far: IdenticalTries, *, are_cuts_silent: bool
) -> Iterator[Question]:
    """Yield a few more attempts to measure a share, the first with neutral names beside them; none if useless.

    Where what is cut is silent, one round makes as many as a share needs, because it takes as long as the timeout.
    """
    retries, index = state.limits.retries, state.index
    retried = len(index.attempts_at(endpoint, Variant.AGAIN))
    missing = SHARE_ATTEMPTS - so_far.tried if are_cuts_silent else 0
    left = retries.share_tries - max(so_far.tried, retried) if so_far.passed else retries.share_in_vain - retried
    tries = min(max(retries.share_at_once, missing), left)
    if tries <= 0:
        return
    contrasts = 0
    if endpoint.wire in SECURED and not state.times_asked(endpoint, "share"):
        contrasts = max(0, retries.share_at_once - len(index.attempts_at(endpoint, Variant.NEUTRAL_NAME)))
    whole = any(t.last.step not in (Step.TCP, Step.TLS) for t in so_far.cut)
    target = _choose_target(endpoint, so_far, index)
    yield Question("share", endpoint, partial(_repeat_attempts, target, tries, contrasts, whole))


async def _repeat_attempts(
    target: Target, tries: int, contrasts: int, whole: bool, tools: ProbeContext, endpoint: Endpoint
) -> None:
    async with anyio.create_task_group() as group:
        for _ in range(tries):
            group.start_soon(partial(attempt_again, whole=whole), tools, endpoint, target)
        for _ in range(contrasts):
            group.start_soon(attempt_contrast, tools, endpoint, target, Variant.NEUTRAL_NAME)


def _list_deciding_endpoints(state: State, messenger: Messenger) -> list[Endpoint]:
    decide = [e for e in messenger.endpoints if e.weight is Weight.DECIDES and e.wire in _HANDSHAKEN]
    return by_need(list_rules_here(state, messenger), decide)


def list_rules_here(
    state: State, messenger: Messenger, functions: Sequence[Function] = _FUNCTION_ORDER
) -> list[FunctionRule]:
    """Return the rules of some functions on this system, in the order of the functions."""
    platform = state.plan.computer.platform
    applicable = [r for r in messenger.functions if not r.platforms or platform in r.platforms]
    return [r for function in functions for r in applicable if r.function is function]


def list_timed_pages(state: State, messenger: Messenger, functions: Sequence[Function]) -> list[Endpoint]:
    """Return the pages whose speed stands for some functions."""
    by_id = {e.id: e for e in messenger.endpoints if e.wire is Wire.HTTPS}
    wanted = dict.fromkeys(name for rule in list_rules_here(state, messenger, functions) for name in rule.speed)
    return [by_id[name] for name in wanted if name in by_id]


def list_body_servers(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the servers that may be sent a body."""
    timed = list_timed_pages(state, messenger, (Function.MEDIA, Function.WEB))
    return [e for e in timed if e.weight is Weight.DECIDES]


def list_upload_controls(state: State) -> list[Endpoint]:
    """Return the neutral sites beside which bodies are sent and connections kept open."""
    sites = state.controls.sites
    return [c.endpoint for c in sites if c.endpoint.read_bytes][: state.limits.sending.controls]


def _fails_once_connected(endpoint: Endpoint, index: AttemptIndex) -> bool:
    """Return whether all attempts at an endpoint failed, and none of them at the TCP connection."""
    return all(t.failure is not None and t.last.step is not Step.TCP for t in index.attempts_at(endpoint))


def _is_sometimes_impersonated(endpoint: Endpoint, index: AttemptIndex) -> bool:
    """Return whether an endpoint answered, but another attempt got a certificate that is not trusted."""
    attempts = index.attempts_at(endpoint)
    return bool(index.answer(endpoint)) and any(t.failure is Failure.CERT_UNTRUSTED for t in attempts)


def _server_key(endpoint: Endpoint) -> tuple[bool, str | None, tuple[str, ...]]:
    """Return what two endpoints of one server share: with TLS or without, and its name, or else its addresses."""
    return endpoint.wire in SECURED, endpoint.host, () if endpoint.host else endpoint.addresses


def _choose_target(endpoint: Endpoint, so_far: IdenticalTries, index: AttemptIndex) -> Target:
    """Return the target of the first attempt, unless attempts passed only at another one; then return that one."""
    attempts = index.attempts_at(endpoint)
    passed = [t for t in so_far.passed if t in attempts]
    at_first_target = [t for t in passed if t.target == attempts[0].target]
    return make_target(endpoint, (at_first_target or passed or attempts)[0])


def ask_first_body(state: State, messenger: Messenger) -> Iterator[Question]:
    """Send a body to a server whose speed counts, if no connection was cut, and no page stopped or came slowly.

    On a line that loses packets it would take long and show nothing, and a narrow line it would fill. Where all
    handshakes wait and pages are quick, it may be the sending that is slow.
    """
    line, index = state.line, state.index
    if state.has_asked("late.body", messenger.id) or line.lossy or line.narrow or _has_odd_page(messenger, index):
        return
    if not _is_due_for_body(state, messenger):
        return
    for endpoint in list_body_servers(state, messenger):
        if (answer := find_app_answer(endpoint, index)) is not None:
            yield Question("late.body", endpoint, partial(_send_first_body, make_target(endpoint, answer)))
            return


def _has_odd_page(messenger: Messenger, index: AttemptIndex) -> bool:
    """Return whether any page of a messenger stopped early or came slowly."""
    return any(page_stopped(index, e) or page_came_slowly(index, e) for e in messenger.endpoints)


def _is_due_for_body(state: State, messenger: Messenger) -> bool:
    """Return whether a body may be sent now: as a rule, once the messenger's late questions are due.

    Where all handshakes wait, it may be sent once any page was read and nothing else about the messenger is open.
    """
    if not state.line.makes_all_wait:
        return bool(list_due_servers(state, messenger))
    any_page_read = any(pages(state.index.attempts_at(e)) for m in state.plan.messengers for e in m.endpoints)
    return any_page_read and state.is_calm(messenger.id) and bool(list_answered_servers(state, messenger))


async def _send_first_body(target: Target, tools: ProbeContext, endpoint: Endpoint) -> None:
    await attempt_with(tools, endpoint, target, Variant.UPLOAD, send_first_body)


def ask_neutral_bodies(state: State) -> Iterator[Question]:
    """Send a body to neutral sites, if a body leaves slowly, or may, as all handshakes wait.

    One is abroad, and one at home if a country was named. If the one abroad is as slow, no messenger is singled out;
    the one at home tells a narrow line from the way abroad.
    """
    if state.has_asked("body.neutral", ""):
        return
    sent = [m for m in state.plan.messengers if state.has_asked("late.body", m.id)]
    since = state.now - state.limits.slow.seconds
    leaving = any(s.step is Step.SENDING and s.messenger and s.started <= since for s in state.running_steps)
    arrived = any(upload_came_slowly(state.index, e) for m in sent for e in m.endpoints)
    if sent and (state.line.makes_all_wait or leaving or arrived):
        for site in [*list_upload_controls(state), *list_domestic_pages(state.plan)[:1]]:
            yield Question("body.neutral", site, _send_neutral)


async def _send_neutral(tools: ProbeContext, site: Endpoint) -> None:
    for target in (await find_targets(tools, site))[:1]:
        await _send_first_body(target, tools, site)


def ask_large_body(state: State, messenger: Messenger) -> Iterator[Question]:
    """Send a larger body, beside neutral sites, if an upload stopped or arrived slowly, while pages did not.

    None is sent if a body to a neutral site arrived as slowly: a larger one would take longer and tell no more.
    """
    index, controls = state.index, list_upload_controls(state)
    if _has_odd_page(messenger, index) or state.has_asked("body.large", messenger.id):
        return
    if any(question.row == "body.neutral" for question in state.open()):
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
