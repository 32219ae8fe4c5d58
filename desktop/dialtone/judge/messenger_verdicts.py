"""A messenger as a whole: from its endpoints and functions to one status. Pure, like all judging."""

from collections.abc import Mapping, Sequence

from dialtone.judge.attempts import AttemptIndex, steps_of
from dialtone.judge.diagnosis import combine_required, join_causes, join_evidence
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.messenger_case import MessengerCase
from dialtone.judge.findings.functions import judge_functions
from dialtone.judge.function_verdicts import CheckDay, JudgedEndpoints
from dialtone.judge.network.computer import note_ipv6_past_vpn
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import CheckCase
from dialtone.judge.rules import judge_endpoint, judge_proxied_endpoints
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.verdict import (
    EndpointVerdict,
    FunctionVerdict,
    MessengerVerdict,
    NetworkVerdict,
    judge_untestable,
    shows,
)
from dialtone.model.vocabulary import Cause, Function, FunctionStatus, MessengerStatus, Step, Weight, least_sure
from dialtone.model.vocabulary import EvidenceKind as Kind

_APPS_MAY_PASS = frozenset({"line_fails_alike", "line_stops", "out_of_ports", "our_shape_cut", "passed_by_luck"})
"""Explanations of failures that an app, or a later try, may not meet."""
_UNDECIDED = (FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED)
_CERTAIN_FAILURES = frozenset({Cause.INTERCEPTED, Cause.HOSTING_LIMITED})
"""With these causes it is certain that a function fails, though not who stops it: another host answers in the place of
the service, or sites at the same hosting company fail as well."""


def judge_messengers(
    messengers: Sequence[Messenger],
    control_results: ControlResults,
    network: NetworkVerdict,
    computer: Computer,
    installed: frozenset[str],
    day: CheckDay | None = None,
) -> tuple[MessengerVerdict, ...]:
    """Judge messengers on a network that has been judged. `installed`: the ids of those whose app is installed here."""
    index = control_results.index
    check = CheckCase(control_results, network, computer.platform)
    judged = list[MessengerVerdict]()
    for each in messengers:
        messenger = as_named(each, index)
        direct = judge_endpoints(messenger, check)
        proxied = judge_proxied_endpoints(messenger, index, network, direct)
        endpoints = JudgedEndpoints(messenger, direct, proxied, day, check.names.asks_own_resolver)
        judged.append(judge_messenger(endpoints, network, computer.platform, installed=messenger.id in installed))
    return note_ipv6_past_vpn(judged, network, index.direct)


def as_named(messenger: Messenger, index: AttemptIndex) -> Messenger:
    """Return a messenger with endpoints at the servers that an answer named, without guesses that were not probed."""
    if not any(e.server_by for e in messenger.endpoints):
        return messenger
    named = {e.id: _find_named_server(e, index) for e in messenger.endpoints if e.names_server}
    placed = [_move_to_named_server(e, named, index) for e in messenger.endpoints]
    # An answer may name several servers; how many is not known before, so those after the first (`nth`) are guesses.
    return replace(messenger, endpoints=tuple(e for e in placed if not e.nth or index.attempts_at(e)))


def _move_to_named_server(endpoint: Endpoint, named: Mapping[str, str], index: AttemptIndex) -> Endpoint:
    """Return an endpoint at the first server that was named for it, if that was looked up, else as it is.

    `named`: by endpoint, the server that its answer names; empty if it names none.
    """
    server = next((named[each] for each in endpoint.server_by if named.get(each)), "")
    moved = endpoint.at_server(server)
    if moved is None or not moved.host:
        return endpoint
    was_looked_up = index.lookups(moved.host, system=True, messenger=endpoint.messenger)
    return moved if was_looked_up else endpoint


def _find_named_server(endpoint: Endpoint, index: AttemptIndex) -> str:
    """Return the server that an endpoint's first answer with a name names; empty if there is none."""
    answers = steps_of(index.attempts_at(endpoint), Step.HTTP)
    return next((str(a.facts[Fact.NAMED_SERVER]) for a in answers if Fact.NAMED_SERVER in a.facts), "")


def judge_endpoints(messenger: Messenger, check: CheckCase) -> dict[str, EndpointVerdict]:
    """Return the verdicts, by id, on the endpoints that can decide something, by themselves or by their speed."""
    messenger_case = MessengerCase(messenger, check)
    judged = (endpoint for endpoint in messenger.endpoints if endpoint.weight is not Weight.INFORMS)
    return {endpoint.id: judge_endpoint(EndpointCase(endpoint, messenger_case)) for endpoint in judged}


def judge_messenger(
    endpoints: JudgedEndpoints, network: NetworkVerdict, platform: str, *, installed: bool
) -> MessengerVerdict:
    """Judge a messenger from the verdicts on its endpoints."""
    messenger = endpoints.messenger
    untestable = judge_untestable(messenger)
    if untestable is not None:
        return replace(untestable, installed=installed)
    functions = judge_functions(endpoints, network, platform)
    status = judge_whole(functions)
    deciding = _find_deciding(functions, status)
    return MessengerVerdict(
        messenger=messenger.id,
        name=messenger.name,
        status=status,
        causes=_join_causes_of(functions, deciding),
        confidence=least_sure(f.confidence for f in deciding),
        diagnosis=combine_required([f.diagnosis for f in deciding]),
        functions=functions,
        evidence=join_evidence(functions),
        installed=installed,
        note=messenger.note,
    )


def _join_causes_of(functions: Sequence[FunctionVerdict], deciding: Sequence[FunctionVerdict]) -> tuple[Cause, ...]:
    """Return the causes of all functions: first those on which the status rests, and of these those of messages.

    Where the first of them is blocked, down or slow, functions that are merely unexplained add no cause: the page of a
    messenger explains the first two.
    """
    in_order = sorted(functions, key=lambda f: (f not in deciding, f.function is not Function.MESSAGES))
    if in_order and in_order[0].status not in _UNDECIDED and in_order[0].causes:
        in_order = [f for f in in_order if f.status not in _UNDECIDED or f.causes != (Cause.UNEXPLAINED,)]
    return join_causes(in_order)


def _find_deciding(functions: Sequence[FunctionVerdict], status: MessengerStatus) -> list[FunctionVerdict]:
    """Return the functions on which a messenger's status rests: it is as sure as the least sure of them.

    Functions whose speed alone is in doubt (`untimed`) are left out if there are others.
    """
    unknown = [f for f in functions if f.status is FunctionStatus.UNKNOWN]
    decided = [f for f in functions if _counts(f)]
    timed = [f for f in decided if not f.untimed] or decided
    match status:
        case MessengerStatus.UNKNOWN:
            return unknown
        case MessengerStatus.WORKS:
            return [f for f in functions if f.status is not FunctionStatus.NOT_TESTED]  # each of them has to work
        case MessengerStatus.PARTLY:
            known_to_fail = (f for f in unknown if shows(f, Kind.READ_ALONG) or _fails_for_unknown_reason(f))
            return [*timed, *known_to_fail]
        case _:
            return timed or list(functions)


def judge_whole(functions: tuple[FunctionVerdict, ...]) -> MessengerStatus:
    """Return one status for all functions together. Unknown functions never count as working.

    Without a verdict on messages, that the other functions work, or are blocked, says little: the whole is unknown. It
    is not tested if messages cannot be tested and nothing raises a question: all others work.
    """
    decided = {f.status for f in functions if _counts(f)}
    any_unknown = any(f.status is FunctionStatus.UNKNOWN for f in functions)
    messages = next((f.status for f in functions if f.function is Function.MESSAGES), None)
    if not decided:
        return MessengerStatus.UNKNOWN if any_unknown else MessengerStatus.NOT_TESTED
    if decided == {FunctionStatus.BLOCKED, FunctionStatus.DOWN}:
        return MessengerStatus.BLOCKED if messages is FunctionStatus.BLOCKED else MessengerStatus.DOWN
    if len(decided) > 1:
        return MessengerStatus.PARTLY
    status = MessengerStatus(decided.pop().value)
    if status is MessengerStatus.WORKS and _works_only_in_part(functions, messages):
        return MessengerStatus.PARTLY
    if messages not in _UNDECIDED or status not in (MessengerStatus.WORKS, MessengerStatus.BLOCKED):
        return status
    if messages is FunctionStatus.NOT_TESTED and status is MessengerStatus.WORKS and not any_unknown:
        return MessengerStatus.NOT_TESTED
    return MessengerStatus.UNKNOWN


def _works_only_in_part(functions: Sequence[FunctionVerdict], messages: FunctionStatus | None) -> bool:
    """Return whether a function is read along, or messages work and another function fails for an unknown reason."""
    if any(shows(f, Kind.READ_ALONG) for f in functions):
        return True
    return messages is FunctionStatus.WORKS and any(map(_fails_for_unknown_reason, functions))


def _counts(function: FunctionVerdict) -> bool:
    """Return whether a function counts in the whole: to sign in is nothing that works by itself."""
    is_sign_in_alone = function.function is Function.LOGIN and function.status is FunctionStatus.WORKS
    return function.status not in _UNDECIDED and not is_sign_in_alone


def _fails_for_unknown_reason(function: FunctionVerdict) -> bool:
    """Return whether a function is unknown only because the reason for its failure is: neither chance nor our test."""
    if function.status is not FunctionStatus.UNKNOWN:
        return False
    if function.first_cause in _CERTAIN_FAILURES:
        return True
    diagnosis = function.diagnosis
    considered = {diagnosis.hypothesis, *(rival.id for rival in diagnosis.standing)}
    is_chance_excluded = any(exclusion.id == "by_chance" for exclusion in diagnosis.excluded)
    return is_chance_excluded and considered.isdisjoint(_APPS_MAY_PASS)
