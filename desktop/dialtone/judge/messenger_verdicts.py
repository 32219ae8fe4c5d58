"""A messenger as a whole: from endpoints to functions, from functions to one status. Pure, as all judging."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.catalogue_age import CheckDay, rests_on_old_entries
from dialtone.judge.endpoint.endpoint_case import gather_endpoint, gather_messenger
from dialtone.judge.endpoint.proxied_verdicts import find_left_out, judge_proxied_endpoints
from dialtone.judge.function_rules import FunctionCase
from dialtone.judge.function_view import as_the_function_meets_them, pages_of_own_hosts
from dialtone.judge.named_servers import as_named
from dialtone.judge.network.control_timing import ControlTiming, time_controls
from dialtone.judge.network.inspection import Inspection, find_inspection
from dialtone.judge.network.past_vpn import note_ipv6_past_vpn
from dialtone.judge.rules import FUNCTION_ADJUSTMENTS, adjusted, judge_endpoint
from dialtone.model.catalogue import Controls, Messenger
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import EndpointVerdict, Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    Weight,
)

_ORDER = (
    FunctionStatus.WORKS,
    FunctionStatus.SLOW,
    FunctionStatus.UNKNOWN,
    FunctionStatus.DOWN,
    FunctionStatus.BLOCKED,
)
"""From best to worst: where one of several endpoints must work the best counts, where all must the worst does."""
_CONFIDENCES = (Confidence.UNSURE, Confidence.LIKELY, Confidence.SURE)
_NOTHING_SEEN = Evidence(EvidenceKind.NOT_ENOUGH, rule="not_enough")
_NOT_ASKED: Mapping[str, EndpointVerdict] = MappingProxyType({})
_UNDECIDED = (FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED)


def judge_messengers(
    messengers: Sequence[Messenger],
    index: AttemptIndex,
    network: NetworkVerdict,
    controls: Controls,
    computer: Computer,
    installed: frozenset[str],
    when: CheckDay | None = None,
) -> tuple[MessengerVerdict, ...]:
    """Judge some messengers on the network that was judged before."""
    if not messengers:
        return ()
    timing, inspection = time_controls(index, controls), find_inspection(index, controls)
    messengers = [as_named(messenger, index) for messenger in messengers]
    judged = (
        judge_messenger(
            messenger,
            direct,
            network,
            computer.platform,
            installed=messenger.id in installed,
            proxied=judge_proxied_endpoints(messenger, index, network, direct),
            when=when,
        )
        for messenger in messengers
        for direct in [judge_endpoints(messenger, index, network, timing, inspection)]
    )
    return note_ipv6_past_vpn(judged, network, index.direct)


def judge_endpoints(
    messenger: Messenger,
    index: AttemptIndex,
    network: NetworkVerdict,
    timing: ControlTiming,
    inspection: Inspection,
) -> dict[str, EndpointVerdict]:
    """Judge the endpoints that may decide something, alone or by their speed."""
    whole = gather_messenger(
        messenger.endpoints,
        index,
        network,
        timing,
        status=messenger.status,
        at_home=bool(messenger.home),
        inspection=inspection,
    )
    judged = (endpoint for endpoint in messenger.endpoints if endpoint.weight is not Weight.INFORMS)
    return {endpoint.id: judge_endpoint(gather_endpoint(endpoint, whole)) for endpoint in judged}


def judge_messenger(
    messenger: Messenger,
    endpoints: Mapping[str, EndpointVerdict],
    network: NetworkVerdict,
    platform: str,
    *,
    installed: bool,
    proxied: Mapping[str, EndpointVerdict] = _NOT_ASKED,
    when: CheckDay | None = None,
) -> MessengerVerdict:
    """Judge a messenger from the verdicts on its endpoints, on the direct way and through the system's proxy.

    Without the day of the check nothing is too old.
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
    functions = _judge_functions(messenger, endpoints, proxied, network, platform, when)
    status = judge_whole(functions)
    open_ones = [f for f in functions if f.status is FunctionStatus.UNKNOWN]
    decided = [f for f in functions if f.status not in _UNDECIDED]
    decided = [f for f in decided if not _is_untimed(f)] or decided
    deciding = open_ones if status is MessengerStatus.UNKNOWN else decided or list(functions)
    if status is MessengerStatus.PARTLY:
        deciding = [*decided, *(f for f in open_ones if _is_read_along(f))]
    if status is MessengerStatus.WORKS:
        deciding = [*decided, *open_ones]  # something did not work, for an unknown reason
    return MessengerVerdict(
        messenger=messenger.id,
        name=messenger.name,
        status=status,
        causes=_whole_causes(functions),
        confidence=min((f.confidence for f in deciding), key=_CONFIDENCES.index, default=Confidence.UNSURE),
        functions=functions,
        evidence=tuple(dict.fromkeys(e for f in functions for e in f.evidence)),
        installed=installed,
        note=messenger.note,
    )


def _judge_functions(
    messenger: Messenger,
    endpoints: Mapping[str, EndpointVerdict],
    proxied: Mapping[str, EndpointVerdict],
    network: NetworkVerdict,
    platform: str,
    when: CheckDay | None,
) -> tuple[FunctionVerdict, ...]:
    rules = [r for r in messenger.functions if not r.platforms or platform in r.platforms]
    measured = tuple(endpoints[e] for rule in rules for e in rule.speed if e in endpoints)
    entries = {e.id: e for e in messenger.endpoints}
    known: dict[Function, FunctionVerdict] = {}
    for rule in sorted(rules, key=lambda r: r.depends_on is not None):
        base = known.get(rule.depends_on) if rule.depends_on else None
        found = judge_function(rule, endpoints)
        case = FunctionCase(
            network,
            base,
            measured,
            tuple(endpoints[e] for e in rule.relays if e in endpoints),
            bool(messenger.home),
            pages=tuple(endpoints[e] for e in rule.speed if e in endpoints),
            own_pages=tuple(endpoints[e] for e in pages_of_own_hosts(rule, entries) if e in endpoints),
            through=_through_proxy(rule, proxied),
            left_out=find_left_out(rule, proxied),
            rule=rule,
            aged=when is not None and rests_on_old_entries(rule, entries, endpoints, found, when),
        )
        known[rule.function] = adjusted(FUNCTION_ADJUSTMENTS, found, case)
    return tuple(known[rule.function] for rule in rules)


def _through_proxy(rule: FunctionRule, proxied: Mapping[str, EndpointVerdict]) -> FunctionVerdict | None:
    """Return the verdict of the way through the proxy; None where something that the function needs was not asked."""
    asked = bool(rule.needs) and all(any(e in proxied for e in group) for group in rule.needs)
    return judge_function(replace(rule, speed=()), proxied) if asked else None


def judge_function(rule: FunctionRule, endpoints: Mapping[str, EndpointVerdict]) -> FunctionVerdict:
    """In every group at least one endpoint must work; the worst group is the function."""
    if not rule.needs:
        return FunctionVerdict(rule.function, FunctionStatus.NOT_TESTED, why_not=rule.why_not)
    seen = as_the_function_meets_them(rule.function, endpoints)
    groups = [_best([seen[e] for e in group if e in seen]) for group in rule.needs]
    worst = max(groups, key=lambda f: _ORDER.index(f.status))
    if worst.status is FunctionStatus.WORKS:
        slow = [endpoints[e] for e in rule.speed if e in endpoints and _is_about_speed(endpoints[e])]
        worst = max(slow, key=lambda f: _ORDER.index(f.status)) if slow else _all_work(groups)
    elif worst.status is FunctionStatus.BLOCKED:
        worst = _with_the_others(worst, groups)
    return FunctionVerdict(rule.function, worst.status, worst.causes, worst.confidence, worst.evidence)


def _with_the_others(worst: EndpointVerdict, groups: list[EndpointVerdict]) -> EndpointVerdict:
    """Return the worst with what else is in the way: what helps against one cause alone does not help then."""
    others = [f for f in groups if f.status is FunctionStatus.BLOCKED and set(f.causes) - set(worst.causes)]
    causes = tuple(dict.fromkeys((*worst.causes, *(c for f in others for c in f.causes))))
    evidence = tuple(dict.fromkeys((*worst.evidence, *(e for f in others for e in f.evidence))))
    if not all(f.status is FunctionStatus.WORKS or _only_the_name(f) for f in groups):
        evidence = tuple(e for e in evidence if e.kind is not EvidenceKind.ONLY_THE_NAME)
    return replace(worst, causes=causes, evidence=evidence)


def _only_the_name(endpoint: EndpointVerdict) -> bool:
    return any(e.kind is EvidenceKind.ONLY_THE_NAME for e in endpoint.evidence)


def _all_work(groups: list[EndpointVerdict]) -> EndpointVerdict:
    """Return the verdict where all that a function needs works: as sure as the least sure of it."""
    least = min(groups, key=lambda f: _CONFIDENCES.index(f.confidence))
    if least.confidence is groups[0].confidence:
        return groups[0]
    return replace(least, evidence=tuple(dict.fromkeys(e for f in (groups[0], least) for e in f.evidence)))


def _is_about_speed(endpoint: EndpointVerdict) -> bool:
    return bool({Cause.THROTTLED, Cause.FROZEN, Cause.HOSTING_LIMITED} & set(endpoint.causes))


def _best(group: list[EndpointVerdict]) -> EndpointVerdict:
    """Return the best of a group; where none works, the failure that most endpoints share, with all the evidence."""
    if not group:
        return EndpointVerdict(FunctionStatus.UNKNOWN, (), Confidence.UNSURE, (_NOTHING_SEEN,))
    luck = [f for f in group if _is_luck(f)]
    best = min(group, key=lambda f: _ORDER.index(f.status))
    if luck and len([f for f in group if f.status is FunctionStatus.BLOCKED]) * 2 > len(group):
        # Most are blocked, and this one lets a try through now and then: that is not what people call slow.
        best = EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, luck[0].evidence)
        group = [best if _is_luck(f) else f for f in group]
    if best.status is FunctionStatus.WORKS and len(luck) * 2 > len(group):
        return luck[0]  # most come and go, so that one that did not fail was lucky
    if best.status in (FunctionStatus.WORKS, FunctionStatus.SLOW):
        return best
    # None works. One that we know nothing about does not free the others, but lowers what we may claim.
    decided = [f for f in group if f.status is not FunctionStatus.UNKNOWN]
    if not decided or len(decided) * 2 < len(group):
        return best
    causes = [f.causes for f in decided]
    common = max(decided, key=lambda f: (causes.count(f.causes), _CONFIDENCES.index(f.confidence)))
    alike = [f for f in decided if f.status is common.status]
    confidence = common.confidence
    if len(decided) < len(group):
        confidence = min(confidence, Confidence.LIKELY, key=_CONFIDENCES.index)
    evidence = tuple(dict.fromkeys(e for f in alike for e in f.evidence))
    merged = tuple(dict.fromkeys((*common.causes, *(c for f in alike for c in f.causes))))
    return EndpointVerdict(common.status, merged, confidence, evidence)


def _is_untimed(function: FunctionVerdict) -> bool:
    """Return whether a function is in doubt because its speed is not known: that doubt is its own."""
    return any(e.kind in (EvidenceKind.SPEED_NOT_MEASURED, EvidenceKind.SPEED_IN_DOUBT) for e in function.evidence)


def _is_luck(endpoint: EndpointVerdict) -> bool:
    told = {e.kind for e in endpoint.evidence} & {EvidenceKind.SOME_ATTEMPTS_FAIL, EvidenceKind.PASSES_AT_FIRST}
    return endpoint.status is FunctionStatus.SLOW and (bool(told) or Cause.UNEXPLAINED in endpoint.causes)


def judge_whole(functions: tuple[FunctionVerdict, ...]) -> MessengerStatus:
    """Return one status for all functions. Partly is a real state; what is not known is never counted as working."""
    decided = [f.status for f in functions if f.status not in _UNDECIDED]
    messages = next((f.status for f in functions if f.function is Function.MESSAGES), None)
    if not decided:
        tested = any(f.status is FunctionStatus.UNKNOWN for f in functions)
        return MessengerStatus.UNKNOWN if tested else MessengerStatus.NOT_TESTED
    kinds = set(decided)
    if len(kinds) == 1:
        only = MessengerStatus(kinds.pop().value)
        passed = messages is FunctionStatus.WORKS and any(map(_is_intercepted, functions))
        if only is MessengerStatus.WORKS and (passed or any(map(_is_read_along, functions))):
            return MessengerStatus.PARTLY  # one way is left alone, and what goes the other way is read
        if only not in (MessengerStatus.WORKS, MessengerStatus.BLOCKED) or messages not in _UNDECIDED:
            return only
        # The rest alone says little. Messages that cannot be tested raise no question, as long as nothing fails.
        untested = messages is FunctionStatus.NOT_TESTED and only is MessengerStatus.WORKS
        open_ones = any(f.status is FunctionStatus.UNKNOWN for f in functions)
        return MessengerStatus.NOT_TESTED if untested and not open_ones else MessengerStatus.UNKNOWN
    if kinds == {FunctionStatus.BLOCKED, FunctionStatus.DOWN}:
        return MessengerStatus.BLOCKED if messages is FunctionStatus.BLOCKED else MessengerStatus.DOWN
    return MessengerStatus.PARTLY


def _is_intercepted(function: FunctionVerdict) -> bool:
    """Return whether a function is not known to work because another host answers in its place."""
    return function.status is FunctionStatus.UNKNOWN and function.causes[:1] == (Cause.INTERCEPTED,)


def _is_read_along(function: FunctionVerdict) -> bool:
    """Return whether a function opens with a certificate whose maker, trusted by this computer, can read it."""
    return any(e.kind is EvidenceKind.READ_ALONG for e in function.evidence)


def _whole_causes(functions: tuple[FunctionVerdict, ...]) -> tuple[Cause, ...]:
    """Return the causes of messages first, then of the other functions in their order."""
    ordered = sorted(functions, key=lambda f: f.function is not Function.MESSAGES)
    firsts = [f.causes[0] for f in ordered if f.causes]
    return tuple(dict.fromkeys((*firsts, *(c for f in ordered for c in f.causes))))
