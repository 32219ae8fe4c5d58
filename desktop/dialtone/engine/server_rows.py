"""Follow-up questions to a messenger's servers, and elsewhere for comparison, once something about it failed.

The docstring of a row says when it asks, then, after the colon, what: docs/timing.md shows the first part.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from dialtone.engine.control_rows import anchors_abroad, ask_once
from dialtone.engine.plan import asked_on_need
from dialtone.engine.question import Question
from dialtone.engine.state import State
from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.follow_up import (
    all_died,
    answers_neutral_name,
    list_lossy,
    name_died,
    sent_from_nearby,
)
from dialtone.judge.network.packet_loss import count_datagrams
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED
from dialtone.model.vocabulary import Failure, Place, Step, Variant, Weight
from dialtone.probe.contrast_probe import probe_app_hello
from dialtone.probe.endpoint_probe import confirm_answer, observe_status, show_name_elsewhere
from dialtone.probe.paired_probes import retry_after_burst
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.target import Origin, Target

_REFUSALS = (Failure.REFUSED, Failure.RESET, Failure.UNREACHABLE)
_CUT = (Failure.RESET, Failure.CLOSED, Failure.ALERT)


def browser_hello(state: State, messenger: Messenger) -> Iterator[Question]:
    """Our handshake was answered each time: the app's own ClientHello, in parallel with all other follow-ups."""
    for endpoint in messenger.endpoints:
        if (
            endpoint.hello is None
            or endpoint.id in state.unheard
            or state.times_asked(endpoint, "app_handshake.browser")
        ):
            continue
        tried = state.index.of(endpoint)
        if tried and all(t.failure is None for t in tried):
            asked = replace(endpoint, hello=None, read_bytes=0)  # reading nothing, it need not wait for other pages
            hello = partial(probe_app_hello, target_of(endpoint, tried[0]), endpoint.hello)
            yield Question("app_handshake.browser", asked, hello)


def informing_servers(state: State, messenger: Messenger) -> Iterator[Question]:
    """Every server that decides has failed, or is oddly silent: those that only inform, as any answer shows it lives.

    Once, as no verdict rests on them. Nothing is asked if only the resolver was silent or failed: it would not answer
    for these servers either.
    """
    further = [e for e in asked_on_need(messenger) if not state.times_asked(e, "server.informs")]
    if not further or state.index.answers(messenger.endpoints):
        return
    deciding = {e.id for e in messenger.endpoints if e.weight is Weight.DECIDES}
    failed = deciding & {o.endpoint for o in state.index.steps if _may_differ_elsewhere(o)}
    failed |= deciding & state.silent_endpoints(Step.TLS, Step.TCP)
    if failed and failed >= deciding & state.unheard:
        yield from (Question("server.informs", e, ask_once) for e in further)


def _may_differ_elsewhere(step: Observation) -> bool:
    """Return whether a step failed in a way that may end differently at servers that only inform."""
    unheard = (Failure.TIMEOUT, Failure.DNS_FAILED) if step.step is Step.DNS else ()
    return step.failure not in (None, Failure.NO_ADDRESS, *unheard)


def lucky_servers(state: State, messenger: Messenger) -> Iterator[Question]:
    """At least half of a set of interchangeable servers did not answer: those that did, twice more.

    A filter that acts at random may let one of many through by chance. The same for a call relay that answered less
    than half of its datagrams.
    """
    endpoints = {endpoint.id: endpoint for endpoint in messenger.endpoints}
    answers = {name: answer_at_home(endpoint, state.index) for name, endpoint in endpoints.items()}
    doubtful: dict[str, Attempt] = {}
    for group in (group for rule in messenger.functions for group in rule.needs):
        answered = {name: answer for name in group if (answer := answers.get(name)) is not None}
        if len(answered) * 2 <= sum(name in answers for name in group):
            doubtful |= answered
    for endpoint in messenger.endpoints:
        lost, sent = count_datagrams(state.index.of(endpoint))
        if 2 * lost > sent and (answer := answers[endpoint.id]) is not None:
            doubtful[endpoint.id] = answer
    for name, answer in doubtful.items():
        if not state.times_asked(endpoints[name], "server.luck"):
            confirm = partial(confirm_answer, target_of(endpoints[name], answer))
            yield Question("server.luck", endpoints[name], confirm)


def lossy_servers(state: State, messenger: Messenger) -> Iterator[Question]:
    """Packets had to be resent: once more in a calm moment, as the whole line may have been bad just then.

    Not on a narrow line: there packets are resent because they are queued, not because they were lost.
    """
    if state.line.narrow or state.has_asked("server.loss", messenger.id):
        return
    lossy = list_lossy(messenger.endpoints, state.index)[: state.limits.retries.lossy_endpoints]
    yield from _ask_in_calm("server.loss", lossy, state)


def refusing_servers(state: State, messenger: Messenger) -> Iterator[Question]:
    """A server refused every connection, from an unknown distance: twice more, in a calm moment.

    Servers reported as unreachable are asked again as well, as long as any host answers at all.
    """
    if any(o.ok for o in state.index.steps):
        yield from _ask_in_calm("server.refused", _servers_that_refused(state, messenger, "server.refused", 1), state)


def refusing_servers_early(state: State, messenger: Messenger) -> Iterator[Question]:
    """A server refused repeatedly: once more a moment later, while the messenger's other servers are still being asked.

    If this refusal is read without delay, none has to be asked again when all else is done.
    """
    if state.line.has_capacity and messenger.id in state.failed:
        refusing = _servers_that_refused(state, messenger, "server.refused_early", REPEATED)
        yield from (Question("server.refused_early", e, partial(retry_after_burst, [], times=1)) for e in refusing)


def _servers_that_refused(state: State, messenger: Messenger, row: str, times: int) -> list[Endpoint]:
    """Return the servers that refused so often, and were not asked by this row; none on which no verdict rests."""
    judged = [e for e in messenger.endpoints if e.weight is not Weight.INFORMS]
    refusing = [e for e in judged if _only_refuses(state.index.of(e), times) and not state.times_asked(e, row)]
    nearby = sent_from_nearby(state.index, messenger.endpoints, state.controls) if refusing else ()
    return [e for e in refusing if e.id not in nearby]


def _only_refuses(attempts: Sequence[Attempt], times: int) -> bool:
    """Return whether a server was tried at least `times` times, and each time refused or was out of reach."""
    return len(attempts) >= times and all(t.last.step is Step.TCP and t.failure in _REFUSALS for t in attempts)


def _ask_in_calm(row: str, endpoints: Sequence[Endpoint], state: State) -> Iterator[Question]:
    """Yield a question to each endpoint, the first with a neutral address beside it: the line may be better by now."""
    anchors = anchors_abroad(state.plan)[:1]
    for number, endpoint in enumerate(endpoints):
        yield Question(row, endpoint, partial(retry_after_burst, anchors if number == 0 else []))


def name_elsewhere(state: State, messenger: Messenger) -> Iterator[Question]:
    """A name failed where a neutral one passed, or both are silent: that name at unrelated servers, at once.

    Its own servers are still being asked then. Only one name per messenger is asked: the most needed one that is silent
    where a neutral name was answered, or is silent too, as a filter may punish the address where it saw the name;
    otherwise the first that was cut, if every more needed name was answered.
    """
    index, named, odd = state.index, _named_endpoints(messenger), state.silent_endpoints(Step.TLS)
    silent = [e for e in named if e.id in odd]
    neutral_silent = state.silent_endpoints(Step.TCP, Step.TLS, variant=Variant.NEUTRAL_NAME)
    chosen = _most_needed(messenger, [e for e in silent if answers_neutral_name(index, e)])
    if chosen is None and (needed := _most_needed(messenger, silent)) and needed.id in neutral_silent:
        chosen = needed
    if chosen is not None:
        yield from _show_elsewhere("name.elsewhere", state, messenger, chosen)
        return
    for endpoint in by_need(messenger.functions, named):
        if name_died(index, endpoint):
            if any(t.failure in _CUT for t in index.of(endpoint)):
                yield from _show_elsewhere("name.elsewhere", state, messenger, endpoint)
            return
        if answer_at_home(endpoint, index) is None:
            return


def name_at_last(state: State, messenger: Messenger) -> Iterator[Question]:
    """All else has ended, and a name looks filtered, or its whole address blocked as a penalty: that name elsewhere."""
    named = _named_endpoints(messenger)
    died = [e for e in named if name_died(state.index, e)]
    if chosen := _most_needed(messenger, died) or _most_needed(
        messenger, [e for e in named if all_died(state.index, e)]
    ):
        yield from _show_elsewhere("name.elsewhere_calm", state, messenger, chosen)


def _named_endpoints(messenger: Messenger) -> list[Endpoint]:
    """Return the endpoints with names, except the person's own servers: others must not learn their names."""
    return [e for e in messenger.endpoints if e.host and not e.of_person]


def _most_needed(messenger: Messenger, endpoints: Sequence[Endpoint]) -> Endpoint | None:
    """Return the endpoint that the functions of a messenger need first; None if they need none of these."""
    return next(iter(by_need(messenger.functions, endpoints)), None)


def by_need(rules: Iterable[FunctionRule], endpoints: Iterable[Endpoint]) -> list[Endpoint]:
    """Return those of the endpoints that the rules need, in the order of need."""
    by_id = {e.id: e for e in endpoints}
    needed = (name for rule in rules for group in rule.needs for name in group)
    return [by_id[name] for name in dict.fromkeys(needed) if name in by_id]


def _show_elsewhere(row: str, state: State, messenger: Messenger, endpoint: Endpoint) -> Iterator[Question]:
    """Yield the question that shows a name to unrelated servers; none if one of this messenger was shown already."""
    addresses = tuple(a for resolver in state.controls.resolvers for a in resolver.shown_names)
    shown = any(state.has_asked(r, messenger.id) for r in ("name.elsewhere", "name.elsewhere_calm"))
    if addresses and not shown:
        show = partial(show_name_elsewhere, addresses, _neutral_name(state))
        yield Question(row, endpoint, show)


def _neutral_name(state: State) -> str:
    """Return the name of a neutral site that answered: some networks only let through names on an allowlist.

    If none has yet, return one abroad that has not failed: messengers that are reset finish before the sites do.
    """
    sites = state.controls.sites
    answered = (c.endpoint.host for c in sites if answer_at_home(c.endpoint, state.index) is not None)
    failed = {o.endpoint for o in state.index.steps if o.failure is not None and o.step is not Step.DNS}
    not_failed = (c.endpoint.host for c in sites if c.place is Place.FOREIGN and c.endpoint.id not in failed)
    return next(filter(None, (*answered, *not_failed)), state.controls.neutral_name)


def status_page(state: State, messenger: Messenger) -> Iterator[Question]:
    """A server that decides did not answer: the service's status page."""
    deciding = [endpoint for endpoint in messenger.endpoints if endpoint.weight is Weight.DECIDES]
    page = messenger.status
    if page is None or state.times_asked(page.endpoint, "server.status"):
        return
    if any(answer_at_home(endpoint, state.index) is None for endpoint in deciding):
        yield Question("server.status", page.endpoint, partial(observe_status, page.format))


def answer_at_home(endpoint: Endpoint, index: AttemptIndex) -> Attempt | None:
    """Return the first answer at an address that the app itself would use."""
    app_origin = Origin.SYSTEM if endpoint.host else Origin.BUILT_IN
    return next((t for t in index.of(endpoint) if t.origin == app_origin and t.answered(endpoint.wire)), None)


def target_of(endpoint: Endpoint, answered: Attempt) -> Target:
    """Return the target of a recorded attempt."""
    greeting = answered.find(Step.MTPROTO)
    framing = greeting.facts.get(Fact.TRANSPORT) if greeting is not None else None
    return Target(
        answered.address,
        int(answered.target.rpartition(":")[2]),
        Origin(answered.origin),
        host_header=endpoint.host or answered.address,
        transport=Transport(str(framing)) if framing else Transport.OBFUSCATED,
    )
