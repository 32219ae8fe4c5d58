"""What is asked late in a check: whether connections still get through, and whether one that is left open lasts."""

from collections.abc import Iterator, Sequence
from functools import partial

from dialtone.engine.question import Question
from dialtone.engine.server_rows import by_need, find_app_answer, make_target
from dialtone.engine.state import State
from dialtone.judge.attempts import Attempt
from dialtone.judge.endpoint.servers import find_identical_tries
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import SECURED, Failure, Function, Step, Variant, Weight, Wire
from dialtone.probe.attempt import attempt_again, attempt_keeping
from dialtone.probe.context import ProbeContext
from dialtone.probe.greeting import GREETINGS
from dialtone.probe.keeping import CAN_BE_KEPT, LastingConnection, keep_open
from dialtone.probe.paired_probes import keep_with_controls

_FUNCTION_ORDER = (Function.MESSAGES, Function.MEDIA, Function.WEB, Function.PHONE, Function.CALLS, Function.LOGIN)
_LATE = ("late.body", "late.kept", "late.app_handshake")
"""Rows that ask a messenger late: a body as soon as its server has answered, and the others together."""
_HANDSHAKEN = frozenset(GREETINGS) - {Wire.TCP}


def list_due_servers(
    state: State, messenger: Messenger, *candidates: Sequence[Endpoint]
) -> list[tuple[Endpoint, Attempt]]:
    """Return the servers to choose from for late questions, with their answers; empty while these are not due.

    They are due once nothing else about the messenger is open, because they would delay what is timed. On a line with
    spare capacity they are due once each of its servers was heard from, and the first of each list of `candidates`
    that answers has answered.
    """
    asked_at = (state.first_asked.get((row, messenger.id), state.now) for row in _LATE if row != "late.body")
    if any(moment != state.now for moment in asked_at):
        return []  # the others have been asked, at one moment
    if not (_is_each_heard(state, messenger, candidates) or state.is_calm(messenger.id, besides=_LATE)):
        return []
    return list_answered_servers(state, messenger)


def list_answered_servers(state: State, messenger: Messenger) -> list[tuple[Endpoint, Attempt]]:
    """Return the servers that decide and answered, with their answers; none if any connection to them was cut.

    Only the first few messengers of the plan are asked late, because asking all of them again would take too long.
    """
    asked_late = state.plan.messengers[: state.limits.retries.late_messengers]
    if messenger.id not in [m.id for m in asked_late]:
        return []
    deciding = list_deciding_endpoints(state, messenger)
    answered = [(e, t) for e in deciding if (t := find_app_answer(e, state.index)) is not None]
    if any(find_identical_tries(e, messenger.endpoints, state.index).cut for e, _ in answered):
        return []  # the row `share` asks such a messenger often enough
    return answered


def _is_each_heard(state: State, messenger: Messenger, candidates: Sequence[Sequence[Endpoint]]) -> bool:
    """Return whether each server of a messenger was heard from, on a line with spare capacity.

    The first of each list of `candidates` that answers is asked late, and must have answered in full. For the others
    the TLS handshake is enough, because a filter cannot read what follows it, and so a connection that begins now
    counts as a later one.
    """
    if not state.line.has_capacity:
        return False
    asked_late = {e.id for servers in candidates for e in _list_until_answer(state, servers)}

    def has_ended(endpoint: Endpoint, attempt: Attempt) -> bool:
        if attempt.failure is not None or attempt.answered(endpoint.wire):
            return True
        return endpoint.id not in asked_late and attempt.passed(Step.TLS) is not None

    pending = [e for e in messenger.endpoints if e.id in state.first_pending]
    return all(any(has_ended(e, t) for t in state.index.attempts_at(e)) for e in pending)


def _list_until_answer(state: State, servers: Sequence[Endpoint]) -> list[Endpoint]:
    """Return the servers up to the first that answered, which is the one that is asked late."""
    answered = [find_app_answer(e, state.index) is not None for e in servers]
    return list(servers[: answered.index(True) + 1] if True in answered else servers)


def ask_late_handshakes(state: State, messenger: Messenger) -> Iterator[Question]:
    """Ask one or two servers that answered for another handshake, if none of its connections was cut.

    Some filters let the first connections through, and an app connects again and again. On a line that loses packets,
    where a handshake may take seconds, one server that is asked late is enough.
    """
    asked_late = [e for e in messenger.endpoints if state.times_asked(e, "late.body", "late.kept")]
    if state.has_asked("late.app_handshake", messenger.id) or (asked_late and state.line.lossy):
        return
    seen = {server_key(e) for e in asked_late}
    most = state.limits.retries.late - len(asked_late)
    for endpoint, answer in _list_due_together(state, messenger):
        if most > 0 and server_key(endpoint) not in seen:
            seen.add(server_key(endpoint))
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
    due = [(e, t) for e, t in _list_due_together(state, messenger) if e in keepable]
    for endpoint, answer in sorted(due, key=lambda server: not server[0].held_open)[:1]:
        yield Question("late.kept", endpoint, partial(attempt_keeping, target=make_target(endpoint, answer)))


def _list_due_together(state: State, messenger: Messenger) -> list[tuple[Endpoint, Attempt]]:
    """Return the servers that are due for late questions other than a body, once those for a body are known too."""
    candidates = list_body_servers(state, messenger), _list_keepable_servers(state, messenger)
    return list_due_servers(state, messenger, *candidates)


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


def list_deciding_endpoints(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the servers that decide on this system and have a handshake to repeat, in the order of need."""
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


def server_key(endpoint: Endpoint) -> tuple[bool, str | None, tuple[str, ...]]:
    """Return what two endpoints of one server share: with TLS or without, and its name, or else its addresses."""
    return endpoint.wire in SECURED, endpoint.host, () if endpoint.host else endpoint.addresses
