"""Follow-up questions to a messenger's servers, and elsewhere for comparison, once something about it failed."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from dialtone.engine.control_rows import ask_once
from dialtone.engine.plan import list_asked_on_need
from dialtone.engine.question import Question
from dialtone.engine.state import State
from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.follow_up import (
    answers_neutral_name,
    find_ended_nearby,
    find_lossy_endpoints,
    is_name_cut,
    no_name_passes,
)
from dialtone.judge.network.packet_loss import count_datagrams
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Place, Step, Variant, Weight
from dialtone.probe.contrast_probe import probe_app_hello
from dialtone.probe.endpoint_probe import confirm_answer, observe_status, show_name_elsewhere
from dialtone.probe.paired_probes import retry_after_burst
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.target import Target

_REFUSALS = (Failure.REFUSED, Failure.RESET, Failure.UNREACHABLE)
_NAMELESS = (Step.TCP, Step.MTPROTO, Step.NOISE)
"""Steps in which no name is sent, so that only how soon they end can prove that a device nearby ended them."""
_CUT = (Failure.RESET, Failure.CLOSED, Failure.ALERT)  # ends that a filter causes once it has seen the name


def ask_app_hello(state: State, messenger: Messenger) -> Iterator[Question]:
    """Send the app's own ClientHello, in parallel with other follow-ups, if our handshake was answered each time."""
    for endpoint in messenger.endpoints:
        if endpoint.hello is None or endpoint.id in state.first_pending:
            continue
        attempts = state.index.attempts_at(endpoint)
        is_answered = bool(attempts) and all(t.failure is None for t in attempts)
        if is_answered and not state.times_asked(endpoint, "app_handshake.browser"):
            without_page = replace(endpoint, hello=None, read_bytes=0)  # so it need not wait for other pages
            send = partial(probe_app_hello, make_target(endpoint, attempts[0]), endpoint.hello)
            yield Question("app_handshake.browser", without_page, send)


def ask_informing_servers(state: State, messenger: Messenger) -> Iterator[Question]:
    """Ask the servers that only inform, if every server that decides has failed, or is oddly silent.

    Any answer of theirs shows that the service lives. They are asked once, as no verdict rests on them.
    """
    further = [e for e in list_asked_on_need(messenger) if not state.times_asked(e, "server.informs")]
    if not further or state.index.answers(messenger.endpoints):
        return
    deciding = {e.id for e in messenger.endpoints if e.weight is Weight.DECIDES}
    failed = deciding & {o.endpoint for o in state.index.steps if _may_differ_elsewhere(o)}
    failed |= deciding & state.silent_endpoints(Step.TLS, Step.TCP)
    if failed and failed >= deciding & state.first_pending:
        yield from (Question("server.informs", e, ask_once) for e in further)


def _may_differ_elsewhere(step: Observation) -> bool:
    """Return whether a step failed in a way that may end differently at servers that only inform."""
    if step.step is Step.DNS and step.failure in (Failure.TIMEOUT, Failure.DNS_FAILED):
        return False  # the resolver would not answer for these servers either
    return step.failure not in (None, Failure.NO_ADDRESS)


def ask_lucky_servers(state: State, messenger: Messenger) -> Iterator[Question]:
    """Ask the servers that answered twice more, if at least half of a set of interchangeable servers did not answer.

    A filter that acts at random may let one of many through by chance. A call relay that answered less than half of
    its datagrams is asked again too.
    """
    endpoints = {e.id: e for e in messenger.endpoints}
    answers = {e.id: answer for e in messenger.endpoints if (answer := find_app_answer(e, state.index)) is not None}
    in_doubt = list[str]()
    for group in (group for rule in messenger.functions for group in rule.needs):
        asked = [name for name in group if name in endpoints]
        answered = [name for name in asked if name in answers]
        if 2 * len(answered) <= len(asked):
            in_doubt += answered
    for endpoint in messenger.endpoints:
        lost, sent = count_datagrams(state.index.attempts_at(endpoint))
        if 2 * lost > sent and endpoint.id in answers:
            in_doubt.append(endpoint.id)
    for name in dict.fromkeys(in_doubt):
        if not state.times_asked(endpoints[name], "server.luck"):
            confirm = partial(confirm_answer, make_target(endpoints[name], answers[name]))
            yield Question("server.luck", endpoints[name], confirm)


def ask_lossy_servers(state: State, messenger: Messenger) -> Iterator[Question]:
    """Ask servers once more in a calm moment, if packets had to be resent or an exchange was late.

    The whole line may have been bad just then. They are not asked if the cause is known: the line loses everybody's
    packets, or it is narrow or the computer busy, either of which also lets the check take longer.
    """
    is_explained = state.line.lossy or state.line.narrow or state.may_take_longer
    if is_explained or state.has_asked("server.loss", messenger.id):
        return
    lossy = find_lossy_endpoints(messenger.endpoints, state.index, state.controls)
    yield from _ask_in_calm("server.loss", lossy[: state.limits.retries.lossy_endpoints], state)


def ask_refusing_servers(state: State, messenger: Messenger) -> Iterator[Question]:
    """Ask servers twice more, in a calm moment, if a server refused or reset each connection, from an unknown distance.

    Resets count where the app's own protocol shows no name, because only their timing can tell who sends them. Servers
    reported as unreachable are asked again as well, as long as any host answers at all.
    """
    if not any(o.ok for o in state.index.steps):
        return
    unasked = [e for e in messenger.endpoints if not state.times_asked(e, "server.refused")]
    judged = [e for e in unasked if e.weight is not Weight.INFORMS]
    refusing = [e for e in judged if _only_refuses(state.index.attempts_at(e))]
    nearby = find_ended_nearby(state.index, messenger.endpoints, state.controls) if refusing else ()
    from_unknown_distance = [e for e in refusing if e.id not in nearby]
    yield from _ask_in_calm("server.refused", from_unknown_distance, state)


def _only_refuses(attempts: Sequence[Attempt]) -> bool:
    """Return whether all attempts at a server, at least one, were refused before a name was sent."""
    return bool(attempts) and all(t.last.step in _NAMELESS and t.failure in _REFUSALS for t in attempts)


def _ask_in_calm(row: str, endpoints: Sequence[Endpoint], state: State) -> Iterator[Question]:
    anchors = state.controls.anchors_abroad[:1]
    for number, endpoint in enumerate(endpoints):
        yield Question(row, endpoint, partial(retry_after_burst, anchors if number == 0 else ()))


def ask_name_elsewhere(state: State, messenger: Messenger) -> Iterator[Question]:
    """Show a name to unrelated servers at once, if a name failed where a neutral one passed, or both are silent.

    The messenger's own servers are still being asked then. Only one name per messenger is shown.
    """
    named = _list_named_endpoints(messenger)
    if chosen := _choose_silent_name(state, named) or _choose_cut_name(state, named):
        yield from _show_elsewhere("name.elsewhere", state, messenger, chosen)


def _choose_silent_name(state: State, named: Sequence[Endpoint]) -> Endpoint | None:
    """Return the most needed silent endpoint where a neutral name was answered, or else where that is silent too."""
    silent_ids = state.silent_endpoints(Step.TLS)
    silent = [e for e in named if e.id in silent_ids]
    for endpoint in silent:
        if answers_neutral_name(state.index, endpoint):
            return endpoint
    # a filter may punish the address where it saw the name
    neutral_silent_ids = state.silent_endpoints(Step.TCP, Step.TLS, variant=Variant.NEUTRAL_NAME)
    return silent[0] if silent and silent[0].id in neutral_silent_ids else None


def _choose_cut_name(state: State, named: Sequence[Endpoint]) -> Endpoint | None:
    """Return the most needed endpoint whose name was cut and a neutral one was not.

    None if a more needed name was not answered: that one may be shown later, and each messenger has one name shown.
    """
    for endpoint in named:
        if is_name_cut(state.index, endpoint):
            was_cut = any(t.failure in _CUT for t in state.index.attempts_at(endpoint))
            return endpoint if was_cut else None
        if find_app_answer(endpoint, state.index) is None:
            return None
    return None


def ask_name_elsewhere_calm(state: State, messenger: Messenger) -> Iterator[Question]:
    """Show a name elsewhere, if all else has ended and a name looks filtered, or its address blocked for it."""
    named = _list_named_endpoints(messenger)
    filtered = [e for e in named if is_name_cut(state.index, e)]
    for endpoint in (filtered or [e for e in named if no_name_passes(state.index, e)])[:1]:
        yield from _show_elsewhere("name.elsewhere_calm", state, messenger, endpoint)


def _list_named_endpoints(messenger: Messenger) -> list[Endpoint]:
    """Return the endpoints whose names may be shown, in the order of need: not a name of a person's own server."""
    return by_need(messenger.functions, [e for e in messenger.endpoints if e.host and not e.of_person])


def by_need(rules: Iterable[FunctionRule], endpoints: Iterable[Endpoint]) -> list[Endpoint]:
    """Return those of the endpoints that the rules need, in the order of need."""
    by_id = {e.id: e for e in endpoints}
    needed = (name for rule in rules for group in rule.needs for name in group)
    return [by_id[name] for name in dict.fromkeys(needed) if name in by_id]


def _show_elsewhere(row: str, state: State, messenger: Messenger, endpoint: Endpoint) -> Iterator[Question]:
    addresses = tuple(a for resolver in state.controls.resolvers for a in resolver.shown_names)
    was_shown = any(state.has_asked(r, messenger.id) for r in ("name.elsewhere", "name.elsewhere_calm"))
    if addresses and not was_shown:
        yield Question(row, endpoint, partial(show_name_elsewhere, addresses, _choose_neutral_name(state)))


def _choose_neutral_name(state: State) -> str:
    """Return the name of a neutral site that answered: some networks only let through names on an allowlist.

    If none has yet, return one abroad that has not failed: messengers that are reset finish before the sites do.
    """
    sites = state.controls.sites
    answered = (c.endpoint.host for c in sites if find_app_answer(c.endpoint, state.index) is not None)
    failed = {o.endpoint for o in state.index.steps if o.failure is not None and o.step is not Step.DNS}
    not_failed = (c.endpoint.host for c in sites if c.place is Place.FOREIGN and c.endpoint.id not in failed)
    return next(filter(None, (*answered, *not_failed)), state.controls.neutral_name)


def ask_status_page(state: State, messenger: Messenger) -> Iterator[Question]:
    """Read the service's status page, if a server that decides did not answer."""
    page = messenger.status_page
    if page is None or state.times_asked(page.endpoint, "server.status"):
        return
    deciding = [e for e in messenger.endpoints if e.weight is Weight.DECIDES]
    if any(find_app_answer(e, state.index) is None for e in deciding):
        yield Question("server.status", page.endpoint, partial(observe_status, page.format))


def find_app_answer(endpoint: Endpoint, index: AttemptIndex) -> Attempt | None:
    """Return the first answer at an address that the app itself would use; None without any."""
    by_app = (t for t in index.attempts_at(endpoint) if t.origin is endpoint.address_origin)
    return next((t for t in by_app if t.answered(endpoint.wire)), None)


def make_target(endpoint: Endpoint, attempt: Attempt) -> Target:
    """Return the target of a recorded attempt at an endpoint, to try it again."""
    app_handshake = attempt.find(Step.MTPROTO)
    framing = app_handshake.facts.get(Fact.TRANSPORT) if app_handshake is not None else None
    return Target(
        attempt.address,
        int(attempt.target.rpartition(":")[2]),
        attempt.origin or endpoint.address_origin,
        host_header=endpoint.host or attempt.address,
        transport=Transport(str(framing)) if framing else Transport.OBFUSCATED,
    )
