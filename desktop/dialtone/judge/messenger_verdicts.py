"""A messenger as a whole: from endpoints to functions, from functions to one status. Pure, like all judging."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from dialtone.judge.attempts import AttemptIndex, steps_of
from dialtone.judge.diagnosis import combine_alternatives, combine_required, join_causes, join_evidence, with_rivals
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.messenger_case import MessengerCase
from dialtone.judge.findings.functions import FunctionCase, apply_rows
from dialtone.judge.network.computer import note_ipv6_past_vpn
from dialtone.judge.network.ground import Ground
from dialtone.judge.rules import judge_endpoint, judge_proxied_endpoints
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen, replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import (
    Diagnosis,
    EndpointVerdict,
    Evidence,
    FunctionVerdict,
    MessengerVerdict,
    NetworkVerdict,
    Rival,
    shows,
)
from dialtone.model.vocabulary import (
    Cause,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    Prior,
    Step,
    Weight,
    least_sure,
)

_BEST_FIRST = (
    *(FunctionStatus.WORKS, FunctionStatus.SLOW, FunctionStatus.UNKNOWN),
    *(FunctionStatus.DOWN, FunctionStatus.BLOCKED),
)
_NOTHING_SEEN = EndpointVerdict(
    FunctionStatus.UNKNOWN, (), evidence=(Evidence(EvidenceKind.NOT_ENOUGH, rule="not_enough"),)
)
_NOT_ASKED = Diagnosis("not_asked", Prior.COMMON, proved=True)
_CAUSES_OF_SLOWNESS = {Cause.THROTTLED, Cause.FROZEN, Cause.HOSTING_LIMITED}
_ANOTHER_WORKS = Rival("another_of_them_works", Prior.RARE)
_OLDEST = timedelta(days=180)
"""Older entries make no block certain: the app may have moved (ooni/probe#2627: Signal changed its hosts and CA)."""
_APPS_MAY_PASS = frozenset({"line_fails_alike", "line_stops", "out_of_ports", "our_shape_cut", "passed_by_luck"})
"""Explanations of failures that an app, or a later try, may not meet."""
_NOT_TRIED: Mapping[str, EndpointVerdict] = MappingProxyType({})
_UNDECIDED = (FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED)
_CERTAIN_FAILURES = frozenset({Cause.INTERCEPTED, Cause.HOSTING_LIMITED})
"""That it fails is known, though not who does it: another host answers in its place, or none of its company does."""


class CheckDay(Frozen):
    """The day of a check, and that of its catalogue: the day of entries without one of their own."""

    day: date
    catalogue: date

    def is_old(self, endpoint: Endpoint) -> bool:
        """Return whether an entry was last confirmed long ago. A person's own server is where the person says."""
        return not endpoint.of_person and self.day - (endpoint.last_good or self.catalogue) > _OLDEST


def check_day(day: date, version: str) -> CheckDay:
    """Return the day of a check with that of its catalogue, whose version begins with a date, else with itself."""
    try:
        return CheckDay(day, date.fromisoformat(version[:10]))
    except ValueError:
        return CheckDay(day, day)


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
    """Return a messenger with endpoints at the servers that an answer named, without guesses that were not probed."""
    if not any(e.server_by for e in messenger.endpoints):
        return messenger
    named: dict[str, str] = {}
    for endpoint in messenger.endpoints:
        if endpoint.names_server:
            answers = steps_of(index.attempts_at(endpoint), Step.HTTP)
            servers = (str(a.facts[Fact.NAMED_SERVER]) for a in answers if Fact.NAMED_SERVER in a.facts)
            named[endpoint.id] = next(servers, "")
    endpoints = list[Endpoint]()
    for endpoint in messenger.endpoints:
        moved = endpoint.at_server(next((named[n] for n in endpoint.server_by if named.get(n)), ""))
        looked_up = moved and moved.host and index.lookups(moved.host, system=True, messenger=endpoint.messenger)
        placed = moved if moved and looked_up else endpoint
        if not placed.nth or index.attempts_at(placed):
            endpoints.append(placed)
    return replace(messenger, endpoints=tuple(endpoints))


def judge_endpoints(messenger: Messenger, ground: Ground) -> dict[str, EndpointVerdict]:
    """Return the verdicts, by id, on the endpoints that can decide something, by themselves or by their speed."""
    messenger_case = MessengerCase(messenger, ground)
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
        untested = MessengerVerdict(messenger.id, messenger.name, messenger.untested, installed=installed)
        return replace(untested, why=messenger.why, note=messenger.note)
    functions = _judge_functions(messenger, endpoints, proxied, network, platform, day)
    status = judge_whole(functions)
    deciding = _find_deciding(functions, status)
    # The causes of messages come first. Where they are blocked or slow, functions that are merely unexplained add no
    # cause: the page of a messenger explains the first two.
    messages_first = sorted(functions, key=lambda f: f.function is not Function.MESSAGES)
    if messages_first and messages_first[0].status not in _UNDECIDED and messages_first[0].causes:
        messages_first = [f for f in messages_first if f.status not in _UNDECIDED or f.causes != (Cause.UNEXPLAINED,)]
    return MessengerVerdict(
        messenger=messenger.id,
        name=messenger.name,
        status=status,
        causes=join_causes(messages_first),
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
            known_to_fail = (f for f in unknown if shows(f, EvidenceKind.READ_ALONG) or _fails_for_unknown_reason(f))
            return [*timed, *known_to_fail]
        case _:
            return timed or list(functions)


def judge_whole(functions: tuple[FunctionVerdict, ...]) -> MessengerStatus:
    """Return one status for all functions together. Unknown functions never count as working."""
    decided = {f.status for f in functions if f.status not in _UNDECIDED}
    any_unknown = any(f.status is FunctionStatus.UNKNOWN for f in functions)
    messages = next((f.status for f in functions if f.function is Function.MESSAGES), None)
    if not decided:
        return MessengerStatus.UNKNOWN if any_unknown else MessengerStatus.NOT_TESTED
    if decided == {FunctionStatus.BLOCKED, FunctionStatus.DOWN}:
        return MessengerStatus.BLOCKED if messages is FunctionStatus.BLOCKED else MessengerStatus.DOWN
    if len(decided) > 1:
        return MessengerStatus.PARTLY
    status = MessengerStatus(decided.pop().value)
    another_fails = messages is FunctionStatus.WORKS and any(map(_fails_for_unknown_reason, functions))
    any_read_along = any(shows(f, EvidenceKind.READ_ALONG) for f in functions)
    if status is MessengerStatus.WORKS and (another_fails or any_read_along):
        return MessengerStatus.PARTLY
    if status not in (MessengerStatus.WORKS, MessengerStatus.BLOCKED) or messages not in _UNDECIDED:
        return status
    # The other functions alone say little. Untestable messages raise no question as long as nothing fails.
    untestable = messages is FunctionStatus.NOT_TESTED and status is MessengerStatus.WORKS
    return MessengerStatus.NOT_TESTED if untestable and not any_unknown else MessengerStatus.UNKNOWN


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


def _judge_functions(
    messenger: Messenger,
    endpoints: Mapping[str, EndpointVerdict],
    proxied: Mapping[str, EndpointVerdict],
    network: NetworkVerdict,
    platform: str,
    day: CheckDay | None,
) -> tuple[FunctionVerdict, ...]:
    rules = [r for r in messenger.functions if not r.platforms or platform in r.platforms]
    measured = _verdicts_on(endpoints, [e for rule in rules for e in rule.speed])
    entries = {e.id: e for e in messenger.endpoints}
    judged: dict[Function, FunctionVerdict] = {}
    for rule in sorted(rules, key=lambda r: r.depends_on is not None):  # those on which others depend come first
        verdict = judge_function(rule, endpoints)
        through_proxy = bool(rule.needs) and all(any(e in proxied for e in group) for group in rule.needs)
        weights = [{entries[e].weight for e in group if e in entries} for group in rule.needs]
        case = FunctionCase(
            network,
            judged.get(rule.depends_on) if rule.depends_on else None,
            measured,
            relays=_verdicts_on(endpoints, rule.relays or [e for group in rule.needs for e in group]),
            serves_one_country=bool(messenger.home),
            through_proxy=judge_function(replace(rule, speed=()), proxied) if through_proxy else None,
            proxy_exemptions=find_proxy_exemptions(rule, proxied),
            pages=_verdicts_on(endpoints, rule.speed),
            own_pages=tuple(_verdicts_on(endpoints, pages_on_hosts_of(group, rule, entries)) for group in rule.needs),
            rests_on_old_entries=day is not None and rests_on_old_entries(rule, entries, endpoints, verdict, day),
            of_first_start=bool(weights) and all(Weight.BOOTSTRAP in each for each in weights),
            rule=rule,
        )
        judged[rule.function] = apply_rows(verdict, case)
    return tuple(judged[rule.function] for rule in rules)


def _verdicts_on(endpoints: Mapping[str, EndpointVerdict], ids: Sequence[str]) -> tuple[EndpointVerdict, ...]:
    return tuple(endpoints[each] for each in ids if each in endpoints)


def rests_on_old_entries(
    rule: FunctionRule,
    endpoints: Mapping[str, Endpoint],
    verdicts: Mapping[str, EndpointVerdict],
    function: FunctionVerdict,
    day: CheckDay,
) -> bool:
    """Return whether no newer entry supports a verdict as surely as the old ones do, nor the service itself."""
    if shows(function, EvidenceKind.SERVICE_ADMITS):
        return False
    agreeing = [e for group in rule.needs for e in group if e in verdicts and verdicts[e].status is function.status]
    least_doubt = min((_doubt(verdicts[e]) for e in agreeing), default=0)
    return bool(agreeing) and all(day.is_old(endpoints[e]) for e in agreeing if _doubt(verdicts[e]) == least_doubt)


def pages_on_hosts_of(group: Sequence[str], rule: FunctionRule, entries: Mapping[str, Endpoint]) -> list[str]:
    """Return the ids of the pages measured for a function's speed that are on the hosts of one group that it needs."""
    hosts = {entries[e].host for e in group if e in entries} - {None}
    return [e for e in rule.speed if e in entries and entries[e].host in hosts]


def find_proxy_exemptions(rule: FunctionRule, proxied: Mapping[str, EndpointVerdict]) -> tuple[Evidence, ...]:
    """Return the evidence that the settings exempt from the proxy all that a function needs; none if not all."""
    needed = [proxied[e].evidence if e in proxied else () for group in rule.needs for e in group]
    exemptions = [[e for e in evidence if e.kind is EvidenceKind.PROXY_SPARES] for evidence in needed]
    return tuple(dict.fromkeys(e for each in exemptions for e in each)) if all(exemptions) else ()


def judge_function(rule: FunctionRule, endpoints: Mapping[str, EndpointVerdict]) -> FunctionVerdict:
    """Judge a function: one endpoint of each group must work, the worst group decides, then slow pages count."""
    if not rule.needs:
        return FunctionVerdict(rule.function, FunctionStatus.NOT_TESTED, why_not=rule.why_not, diagnosis=_NOT_ASKED)
    applied = {each: _apply_to_function(rule.function, verdict) for each, verdict in endpoints.items()}
    groups = [_judge_group(_verdicts_on(applied, group)) for group in rule.needs]
    slow_pages = [page for page in _verdicts_on(endpoints, rule.speed) if _CAUSES_OF_SLOWNESS & set(page.causes)]
    worst = max(groups, key=_status_rank)
    match worst.status:
        case FunctionStatus.WORKS if slow_pages:
            verdict = _strengthen(max(slow_pages, key=_status_rank), slow_pages)
        case FunctionStatus.WORKS:
            least_sure_group = max(groups, key=_doubt)
            diagnosis = combine_required([f.diagnosis for f in groups])
            evidence = join_evidence([groups[0], least_sure_group])
            verdict = replace(least_sure_group, evidence=evidence, diagnosis=diagnosis)
        case FunctionStatus.SLOW:
            verdict = _strengthen(worst, [*groups, *slow_pages])
        case FunctionStatus.BLOCKED:
            # What helps against the causes of one group alone is not enough. That only the name is in the way holds if
            # it does for each group that does not work.
            causes = set(worst.causes)
            others = [f for f in groups if f.status is FunctionStatus.BLOCKED and set(f.causes) - causes]
            blocked = [_strengthen(worst, groups), *others]
            evidence = join_evidence(blocked)
            if not all(f.status is FunctionStatus.WORKS or shows(f, EvidenceKind.ONLY_THE_NAME) for f in groups):
                evidence = tuple(e for e in evidence if e.kind is not EvidenceKind.ONLY_THE_NAME)
            verdict = replace(blocked[0], causes=join_causes(blocked), evidence=evidence)
        case _:
            verdict = _strengthen(worst, groups)
    diagnosis = verdict.diagnosis
    return FunctionVerdict(
        rule.function, verdict.status, verdict.causes, diagnosis.confidence, verdict.evidence, diagnosis=diagnosis
    )


def _status_rank(endpoint: EndpointVerdict) -> int:
    return _BEST_FIRST.index(endpoint.status)


def _doubt(endpoint: EndpointVerdict) -> int:
    return endpoint.diagnosis.confidence.doubt


def _apply_to_function(function: Function, endpoint: EndpointVerdict) -> EndpointVerdict:
    """Return the verdict as it applies to one function: browsers trust fewer roots, phones begin differently."""
    by_kind = {e.kind: e for e in endpoint.evidence}
    if function is Function.WEB and (root := by_kind.get(EvidenceKind.NATIONAL_ROOT)):
        lacking = Diagnosis(standing=(Rival("browser_lacks_root", Prior.COMMON),))
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=(root,), diagnosis=lacking)
    if function is Function.PHONE and (passed := by_kind.get(EvidenceKind.PHONE_HELLO_PASSES)):
        answered = Diagnosis("phone_hello_passes", Prior.COMMON)
        return EndpointVerdict(FunctionStatus.WORKS, (), evidence=(passed,), diagnosis=answered)
    works = endpoint.status is FunctionStatus.WORKS
    if function is Function.PHONE and works and (cut := by_kind.get(EvidenceKind.GREETING_CUT)):
        # No real server was ever seen to answer this message of ours, so a cut is no certain block.
        diagnosis = Diagnosis("phone_hello_cut", Prior.COMMON)
        causes = (Cause.PROTOCOL_FILTERED,)
        return EndpointVerdict(FunctionStatus.UNKNOWN, causes, evidence=(cut,), diagnosis=diagnosis)
    return endpoint


def _strengthen(verdict: EndpointVerdict, others: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return a verdict as sure as the surest of those that agree with it, without the rivals that they exclude."""
    agreeing = [f for f in others if (f.status, f.causes) == (verdict.status, verdict.causes)]
    surest = min(agreeing, key=_doubt)
    evidence = join_evidence([verdict] if _doubt(surest) == _doubt(verdict) else [verdict, surest])
    return replace(verdict, evidence=evidence, diagnosis=combine_alternatives([f.diagnosis for f in agreeing]))


def _judge_group(group: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the verdict on the best endpoint of a group; if none works, the failure that most of them share."""
    if not group:
        return _NOTHING_SEEN
    best = min(group, key=_status_rank)
    intermittent = [f for f in group if _is_intermittent(f)]
    if best.status is FunctionStatus.WORKS and len(intermittent) * 2 > len(group):
        return intermittent[0]  # most are intermittent, so the one that did not fail was lucky
    blocked = sum(f.status is FunctionStatus.BLOCKED for f in group)
    best_ones = [f for f in group if f.status is best.status]
    if all(map(_is_intermittent, best_ones)) and blocked * 2 > len(group):
        # Most are blocked, and the rest pass only now and then: people would not call that slow.
        unclear = EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=intermittent[0].evidence)
        return _merge_failures([unclear if _is_intermittent(f) else f for f in group])
    if best.status in (FunctionStatus.WORKS, FunctionStatus.SLOW):
        return min(best_ones, key=_doubt)
    return _merge_failures(group)


def _merge_failures(group: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the failure that most endpoints of a group share, with all evidence; unknown if most are unknown."""
    decided = [f for f in group if f.status is not FunctionStatus.UNKNOWN]
    if not decided or len(decided) * 2 < len(group):
        return min(group, key=_status_rank)
    causes = [f.causes for f in decided]
    common = max(decided, key=lambda f: (causes.count(f.causes), -_doubt(f)))
    agreeing = [f.diagnosis for f in decided if (f.status, f.causes) == (common.status, common.causes)]
    diagnosis = combine_alternatives(agreeing)
    if len(decided) < len(group):
        diagnosis = with_rivals(diagnosis, _ANOTHER_WORKS)
    same_status = [f for f in decided if f.status is common.status]
    all_causes = join_causes([common, *same_status])
    return EndpointVerdict(common.status, all_causes, evidence=join_evidence(same_status), diagnosis=diagnosis)


def _is_intermittent(endpoint: EndpointVerdict) -> bool:
    """Return whether an endpoint counts as slow because some of its attempts fail: its pages may come fast."""
    some_failed = shows(endpoint, EvidenceKind.SOME_ATTEMPTS_FAIL) or Cause.UNEXPLAINED in endpoint.causes
    return endpoint.status is FunctionStatus.SLOW and some_failed
