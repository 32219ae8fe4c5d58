"""A messenger as a whole: from endpoints to functions, from functions to one status. Pure, like all judging."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dialtone.judge.attempts import AttemptIndex, steps_of
from dialtone.judge.diagnosis import combine_required, join_causes, join_evidence
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
_NOT_TRIED: Mapping[str, EndpointVerdict] = MappingProxyType({})
_UNDECIDED = (FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED)
_CERTAIN_FAILURES = frozenset({Cause.INTERCEPTED, Cause.HOSTING_LIMITED})
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
    """Judge messengers on a network that has been judged. `installed`: the ids of those whose app is installed here."""
    if not messengers:
        return ()
    ground, judged = Ground(index, network, controls, computer.platform), list[MessengerVerdict]()
    for each in messengers:
        messenger = as_named(each, index)
        direct = judge_endpoints(messenger, ground)
        proxied = judge_proxied_endpoints(messenger, index, network, direct)
        is_installed = messenger.id in installed
        judged.append(
            judge_messenger(
                messenger, direct, network, computer.platform, installed=is_installed, proxied=proxied, day=day
            )
        )
    return note_ipv6_past_vpn(judged, network, index.direct)


def as_named(messenger: Messenger, index: AttemptIndex) -> Messenger:
    """Return a messenger with endpoints moved to the servers that an answer named, if they were probed there.

    An app's second and third guesses are left out if they were not probed.
    """
    if not any(e.server_by for e in messenger.endpoints):
        return messenger
    named = {e.id: server for e in messenger.endpoints if e.names_server and (server := _find_named_server(e, index))}
    moved = (
        _move_if_probed(e, next((named[n] for n in e.server_by if n in named), ""), index) for e in messenger.endpoints
    )
    return replace(messenger, endpoints=tuple(e for e in moved if not e.nth or index.attempts_at(e)))


def _find_named_server(endpoint: Endpoint, index: AttemptIndex) -> str:
    """Return the server that an answer of this endpoint names for others; empty if none does."""
    answers = steps_of(index.attempts_at(endpoint), Step.HTTP)
    return next((str(a.facts[Fact.NAMED_SERVER]) for a in answers if Fact.NAMED_SERVER in a.facts), "")


def _move_if_probed(endpoint: Endpoint, server: str, index: AttemptIndex) -> Endpoint:
    """Return the endpoint at this server if it was looked up there; else unchanged, as it was probed until then."""
    moved = endpoint.at_server(server)
    looked_up = moved and moved.host and index.lookups(moved.host, system=True, messenger=endpoint.messenger)
    return moved if moved and looked_up else endpoint


def judge_endpoints(messenger: Messenger, ground: Ground) -> dict[str, EndpointVerdict]:
    """Return the verdicts, by id, on the endpoints that can decide something, by themselves or by their speed."""
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
    proxied: Mapping[str, EndpointVerdict] = _NOT_TRIED,
    day: CheckDay | None = None,
) -> MessengerVerdict:
    """Judge a messenger from the verdicts on its endpoints, by id, reached directly and through the system's proxy.

    Without the day of the check, no entry of the catalogue counts as too old.
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
        causes=_order_causes(functions),
        confidence=least_sure(f.confidence for f in deciding),
        diagnosis=combine_required([f.diagnosis for f in deciding]),
        functions=functions,
        evidence=join_evidence(functions),
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
            return [*timed, *(f for f in unknown if _is_read_along(f) or _fails_for_unknown_reason(f))]
        case _:
            return timed or list(functions)


def judge_whole(functions: tuple[FunctionVerdict, ...]) -> MessengerStatus:
    """Return one status for all functions together. Unknown functions never count as working."""
    decided = {f.status for f in functions if f.status not in _UNDECIDED}
    if not decided:
        tested = any(f.status is FunctionStatus.UNKNOWN for f in functions)
        return MessengerStatus.UNKNOWN if tested else MessengerStatus.NOT_TESTED
    messages = next((f.status for f in functions if f.function is Function.MESSAGES), None)
    if len(decided) == 1:
        return _judge_uniform(functions, MessengerStatus(decided.pop().value), messages)
    if decided == {FunctionStatus.BLOCKED, FunctionStatus.DOWN}:
        return MessengerStatus.BLOCKED if messages is FunctionStatus.BLOCKED else MessengerStatus.DOWN
    return MessengerStatus.PARTLY


def _judge_uniform(
    functions: Sequence[FunctionVerdict], status: MessengerStatus, messages: FunctionStatus | None
) -> MessengerStatus:
    """Return the status of a messenger of which all decided functions have this one.

    `messages`: the status of its messages; None if it has none.
    """
    another_fails = messages is FunctionStatus.WORKS and any(map(_fails_for_unknown_reason, functions))
    if status is MessengerStatus.WORKS and (another_fails or any(map(_is_read_along, functions))):
        return MessengerStatus.PARTLY
    if status not in (MessengerStatus.WORKS, MessengerStatus.BLOCKED) or messages not in _UNDECIDED:
        return status
    # The other functions alone say little. Untestable messages raise no question as long as nothing fails.
    untestable = messages is FunctionStatus.NOT_TESTED and status is MessengerStatus.WORKS
    any_unknown = any(f.status is FunctionStatus.UNKNOWN for f in functions)
    return MessengerStatus.NOT_TESTED if untestable and not any_unknown else MessengerStatus.UNKNOWN


def _fails_for_unknown_reason(function: FunctionVerdict) -> bool:
    """Return whether a function is unknown only because the reason for its failure is: neither chance nor our test."""
    if function.status is not FunctionStatus.UNKNOWN:
        return False
    if function.first_cause in _CERTAIN_FAILURES:
        return True
    diagnosis = function.diagnosis
    considered = {diagnosis.hypothesis, *(rival.id for rival in diagnosis.standing)}
    is_chance_excluded = any(exclusion.id == _BY_CHANCE for exclusion in diagnosis.excluded)
    return is_chance_excluded and considered.isdisjoint(_APPS_MAY_PASS)


def _is_read_along(function: FunctionVerdict) -> bool:
    """Return whether an issuer that this computer alone trusts can read the function's traffic."""
    return shows(function, EvidenceKind.READ_ALONG)


def _order_causes(functions: tuple[FunctionVerdict, ...]) -> tuple[Cause, ...]:
    """Return the causes of messages first, then those of the other functions in their order.

    Where messages are blocked or slow, functions that are merely unexplained add no cause: the page of a messenger
    explains the first two.
    """
    messages_first = sorted(functions, key=lambda f: f.function is not Function.MESSAGES)
    if messages_first and messages_first[0].status not in _UNDECIDED and messages_first[0].causes:
        messages_first = [f for f in messages_first if f.status not in _UNDECIDED or f.causes != (Cause.UNEXPLAINED,)]
    return join_causes(messages_first)
