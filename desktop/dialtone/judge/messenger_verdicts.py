"""A messenger as a whole: from endpoints to functions, from functions to one status. Pure, like all judging."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.diagnosis import both
from dialtone.judge.endpoint.endpoint_case import EndpointCase, MessengerCase
from dialtone.judge.functions import CheckDay, judge_functions
from dialtone.judge.network.ground import Ground
from dialtone.judge.network.past_vpn import note_ipv6_past_vpn
from dialtone.judge.rules import judge_endpoint, judge_proxied_endpoints
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict, FunctionVerdict, MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import (
    Cause,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    Step,
    Weight,
    least_sure,
)

_BY_CHANCE = "by_chance"
_APPS_MAY_PASS = frozenset({"line_fails_alike", "line_stops", "out_of_ports", "our_shape_cut", "passed_by_luck"})
"""Explanations of failures that an app, or a later try, may not meet."""
_NOT_ASKED: Mapping[str, EndpointVerdict] = MappingProxyType({})
_UNDECIDED = (FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED)
_FAILS_SOMEHOW = frozenset({Cause.INTERCEPTED, Cause.HOSTING_LIMITED})
"""Another host answers in the server's place, or no host of its company answers: who does it is unknown, that it fails
is not."""


def judge_messengers(
    messengers: Sequence[Messenger],
    index: AttemptIndex,
    network: NetworkVerdict,
    controls: Controls,
    computer: Computer,
    installed: frozenset[str],
    day: CheckDay | None = None,
) -> tuple[MessengerVerdict, ...]:
    """Judge some messengers on a network that has been judged."""
    if not messengers:
        return ()
    ground, judged = Ground(index, network, controls), list[MessengerVerdict]()
    for messenger in messengers:
        named = as_named(messenger, index)
        direct = judge_endpoints(named, ground)
        proxied = judge_proxied_endpoints(named, index, network, direct)
        installed_here = named.id in installed
        judged.append(
            judge_messenger(
                named, direct, network, computer.platform, installed=installed_here, proxied=proxied, day=day
            )
        )
    return note_ipv6_past_vpn(judged, network, index.direct)


def as_named(messenger: Messenger, index: AttemptIndex) -> Messenger:
    """Return a messenger with endpoints moved to the servers that an answer named, if they were probed there.

    An app's second and third guesses are left out if they were not probed.
    """
    if not any(e.server_by for e in messenger.endpoints):
        return messenger
    named = {e.id: address for e in messenger.endpoints if e.names_server and (address := _find_named_server(e, index))}
    moved = (_as_asked(e, next((named[n] for n in e.server_by if n in named), ""), index) for e in messenger.endpoints)
    return replace(messenger, endpoints=tuple(e for e in moved if not e.nth or index.of(e)))


def _find_named_server(endpoint: Endpoint, index: AttemptIndex) -> str:
    """Return the address of the server that an answer of this endpoint names for others; empty if none does."""
    answers = (answer for attempt in index.of(endpoint) if (answer := attempt.find(Step.HTTP)) is not None)
    return next((str(a.facts[Fact.NAMED_SERVER]) for a in answers if Fact.NAMED_SERVER in a.facts), "")


def _as_asked(endpoint: Endpoint, addresses: str, index: AttemptIndex) -> Endpoint:
    """Return the endpoint at the server where it was probed: until an answer named one, that was the usual server."""
    moved = endpoint.at_server(addresses)
    looked_up = moved and moved.host and index.lookups(moved.host, system=True, messenger=endpoint.messenger)
    return moved if moved and looked_up else endpoint


def judge_endpoints(messenger: Messenger, ground: Ground) -> dict[str, EndpointVerdict]:
    """Judge the endpoints that can decide something, by themselves or by their speed."""
    messenger_case = MessengerCase(
        messenger.endpoints, ground, status=messenger.status, home=messenger.home, functions=messenger.functions
    )
    judged = (endpoint for endpoint in messenger.endpoints if endpoint.weight is not Weight.INFORMS)
    return {endpoint.id: judge_endpoint(EndpointCase(endpoint, messenger_case)) for endpoint in judged}


def judge_messenger(
    messenger: Messenger,
    endpoints: Mapping[str, EndpointVerdict],
    network: NetworkVerdict,
    platform: str,
    *,
    installed: bool,
    proxied: Mapping[str, EndpointVerdict] = _NOT_ASKED,
    day: CheckDay | None = None,
) -> MessengerVerdict:
    """Judge a messenger from the verdicts on its endpoints, reached directly and through the system's proxy.

    Without the day of the check, no entry counts as too old.
    """
    if messenger.untested is not None:
        return MessengerVerdict(
            messenger.id,
            messenger.name,
            messenger.untested,
            installed=installed,
            why=messenger.why,
            note=messenger.note,
        )
    functions = judge_functions(messenger, endpoints, proxied, network, platform, day)
    status = judge_whole(functions)
    deciding = _find_deciding(functions, status)
    return MessengerVerdict(
        messenger=messenger.id,
        name=messenger.name,
        status=status,
        causes=_whole_causes(functions),
        confidence=least_sure(f.confidence for f in deciding),
        diagnosis=both([f.diagnosis for f in deciding]),
        functions=functions,
        evidence=tuple(dict.fromkeys(e for f in functions for e in f.evidence)),
        installed=installed,
        note=messenger.note,
    )


def _find_deciding(functions: Sequence[FunctionVerdict], status: MessengerStatus) -> list[FunctionVerdict]:
    """Return the functions on which a messenger's status rests: it is as sure as the least sure of them."""
    unknown = [f for f in functions if f.status is FunctionStatus.UNKNOWN]
    decided = [f for f in functions if f.status not in _UNDECIDED]
    timed = [f for f in decided if not f.untimed] or decided
    match status:
        case MessengerStatus.UNKNOWN:
            return unknown
        case MessengerStatus.WORKS:
            return [f for f in functions if f.status is not FunctionStatus.NOT_TESTED]  # each of them has to work
        case MessengerStatus.PARTLY:
            return [*timed, *(f for f in unknown if _is_read_along(f) or _fails_somehow(f))]
        case _:
            return timed or list(functions)


def judge_whole(functions: tuple[FunctionVerdict, ...]) -> MessengerStatus:
    """Return one status for all functions. "Partly" is a real state; unknown never counts as working."""
    decided = {f.status for f in functions if f.status not in _UNDECIDED}
    if not decided:
        tested = any(f.status is FunctionStatus.UNKNOWN for f in functions)
        return MessengerStatus.UNKNOWN if tested else MessengerStatus.NOT_TESTED
    messages = next((f.status for f in functions if f.function is Function.MESSAGES), None)
    if len(decided) == 1:
        return _where_all_are_alike(functions, MessengerStatus(decided.pop().value), messages)
    if decided == {FunctionStatus.BLOCKED, FunctionStatus.DOWN}:
        return MessengerStatus.BLOCKED if messages is FunctionStatus.BLOCKED else MessengerStatus.DOWN
    return MessengerStatus.PARTLY


def _where_all_are_alike(
    functions: Sequence[FunctionVerdict], only: MessengerStatus, messages: FunctionStatus | None
) -> MessengerStatus:
    """Return the status where all decided functions have `only` this one. `messages`: that of messages, if any."""
    fails = messages is FunctionStatus.WORKS and any(map(_fails_somehow, functions))
    if only is MessengerStatus.WORKS and (fails or any(map(_is_read_along, functions))):
        return MessengerStatus.PARTLY  # one path is left alone; traffic on the other is read, or fails
    if only not in (MessengerStatus.WORKS, MessengerStatus.BLOCKED) or messages not in _UNDECIDED:
        return only
    # The other functions alone say little. Untestable messages raise no question as long as nothing fails.
    untested = messages is FunctionStatus.NOT_TESTED and only is MessengerStatus.WORKS
    unknown = any(f.status is FunctionStatus.UNKNOWN for f in functions)
    return MessengerStatus.NOT_TESTED if untested and not unknown else MessengerStatus.UNKNOWN


def _fails_somehow(function: FunctionVerdict) -> bool:
    """Return whether a function is unknown, though what was seen of it is a failure, and no chance or test of ours."""
    diagnosis = function.diagnosis
    stands = {diagnosis.hypothesis, *(rival.id for rival in diagnosis.standing)}
    not_by_chance = _BY_CHANCE in {exclusion.id for exclusion in diagnosis.excluded}
    fails = (not_by_chance and stands.isdisjoint(_APPS_MAY_PASS)) or not _FAILS_SOMEHOW.isdisjoint(function.causes[:1])
    return function.status is FunctionStatus.UNKNOWN and fails


def _is_read_along(function: FunctionVerdict) -> bool:
    """Return whether a function works with a certificate whose issuer, trusted by this computer, can read it."""
    return shows(function, EvidenceKind.READ_ALONG)


def _whole_causes(functions: tuple[FunctionVerdict, ...]) -> tuple[Cause, ...]:
    """Return the causes of messages, then those of the other functions in their order.

    A page explains the first two of them; the row of each function says its own first one. If messages are blocked or
    slow, other functions that are merely unexplained add no cause.
    """
    ordered = sorted(functions, key=lambda f: f.function is not Function.MESSAGES)
    if ordered and ordered[0].status not in _UNDECIDED and ordered[0].causes:
        ordered = [f for f in ordered if f.status not in _UNDECIDED or f.causes != (Cause.UNEXPLAINED,)]
    return tuple(dict.fromkeys(cause for function in ordered for cause in function.causes))
