"""Verdicts on functions: from those on the endpoints that carry each, and from what else is known of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from dialtone.judge.diagnosis import combine_alternatives, combine_required, join_causes, join_evidence, with_rivals
from dialtone.judge.findings.function_case import NOT_ASKED, FunctionCase
from dialtone.judge.findings.functions import apply_rows
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import Frozen, replace
from dialtone.model.thresholds import OUTDATED_DAYS
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict, Rival, shows
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, FunctionStatus, Prior, Weight

_BEST_FIRST = (
    *(FunctionStatus.WORKS, FunctionStatus.SLOW, FunctionStatus.UNKNOWN),
    *(FunctionStatus.DOWN, FunctionStatus.BLOCKED),
)
_NOTHING_SEEN = EndpointVerdict(
    FunctionStatus.UNKNOWN, (), evidence=(Evidence(EvidenceKind.NOT_ENOUGH, rule="not_enough"),)
)
_CAUSES_OF_SLOWNESS = {Cause.THROTTLED, Cause.FROZEN, Cause.HOSTING_LIMITED}
_ANOTHER_WORKS = Rival("another_of_them_works", Prior.RARE)


class CheckDay(Frozen):
    """The day of a check, and that of its catalogue: the day of entries without one of their own."""

    day: date
    catalogue: date

    def is_old(self, endpoint: Endpoint) -> bool:
        """Return whether an entry was last confirmed long ago. A person's own server is where the person says."""
        age = self.day - (endpoint.last_good or self.catalogue)
        return not endpoint.of_person and age.days > OUTDATED_DAYS


def check_day(day: date, version: str) -> CheckDay:
    """Return the day of a check with that of its catalogue, whose version begins with a date, else with itself."""
    try:
        return CheckDay(day, date.fromisoformat(version[:10]))
    except ValueError:
        return CheckDay(day, day)


class JudgedEndpoints(Frozen, dict=True):
    """The endpoints of a messenger with the verdicts on them, by id, from which its functions are judged."""

    messenger: Messenger
    direct: Mapping[str, EndpointVerdict]
    """The verdicts on the direct path."""
    proxied: Mapping[str, EndpointVerdict] = {}
    """The verdicts through the system's proxy, for endpoints that were tried through it."""
    day: CheckDay | None = None
    """The day of the check; None: no entry of the catalogue counts as too old."""
    asks_own_resolver: bool = False
    """Whether this computer asks a filter of names of its own, as `SystemNames.asks_own_resolver` says."""

    @cached_property
    def entries(self) -> dict[str, Endpoint]:
        """The catalogue's entries on these endpoints, by id."""
        return {e.id: e for e in self.messenger.endpoints}

    def is_of_first_start(self, rule: FunctionRule) -> bool:
        """Return whether each group of servers that a function needs contains one for new installations only."""
        of_first_start = {e.id for e in self.messenger.endpoints if e.weight is Weight.BOOTSTRAP}
        return bool(rule.needs) and not any(of_first_start.isdisjoint(group) for group in rule.needs)

    def rests_on_old_entries(self, rule: FunctionRule, function: FunctionVerdict) -> bool:
        """Return whether no newer entry supports a verdict as surely as the old ones do, nor the service itself."""
        if self.day is None or shows(function, EvidenceKind.SERVICE_ADMITS):
            return False
        supporting = [e for e in _needed(rule) if e in self.direct and self.direct[e].status is function.status]
        least_doubt = min((_doubt(self.direct[e]) for e in supporting), default=0)
        surest = [self.entries[e] for e in supporting if _doubt(self.direct[e]) == least_doubt]
        return bool(surest) and all(map(self.day.is_old, surest))

    def pages_on_hosts_of(self, group: Sequence[str], rule: FunctionRule) -> list[str]:
        """Return the pages measured for a function's speed that are on the hosts of one group that it needs."""
        hosts = {self.entries[e].host for e in group if e in self.entries} - {None}
        return [e for e in rule.speed if e in self.entries and self.entries[e].host in hosts]

    def judge_through_proxy(self, rule: FunctionRule) -> FunctionVerdict | None:
        """Judge a function by its servers through the proxy; None if not all groups were tried there.

        Pages are read on the direct path only.
        """
        all_tried = bool(rule.needs) and all(any(e in self.proxied for e in group) for group in rule.needs)
        return judge_function(replace(rule, speed=()), self.proxied) if all_tried else None

    def find_proxy_exemptions(self, rule: FunctionRule) -> tuple[Evidence, ...]:
        """Return the evidence that the settings exempt from the proxy all that a function needs; none if not all."""
        needed = [self.proxied[e].evidence if e in self.proxied else () for e in _needed(rule)]
        exemptions = [[e for e in evidence if e.kind is EvidenceKind.PROXY_SPARES] for evidence in needed]
        return tuple(dict.fromkeys(e for each in exemptions for e in each)) if all(exemptions) else ()


def judge_functions(judged: JudgedEndpoints, network: NetworkVerdict, platform: str) -> tuple[FunctionVerdict, ...]:
    """Judge the functions that a messenger has on this platform."""
    rules = [r for r in judged.messenger.functions if not r.platforms or platform in r.platforms]
    measured = _verdicts_on(judged.direct, [e for rule in rules for e in rule.speed])
    verdicts: dict[Function, FunctionVerdict] = {}
    for rule in sorted(rules, key=lambda r: r.depends_on is not None):  # those on which others depend come first
        verdict = judge_function(rule, judged.direct)
        case = FunctionCase(
            network,
            verdicts.get(rule.depends_on) if rule.depends_on else None,
            measured,
            relays=_verdicts_on(judged.direct, rule.relays or _needed(rule)),
            serves_one_country=bool(judged.messenger.home),
            through_proxy=judged.judge_through_proxy(rule),
            proxy_exemptions=judged.find_proxy_exemptions(rule),
            pages=_verdicts_on(judged.direct, rule.speed),
            own_pages=tuple(_verdicts_on(judged.direct, judged.pages_on_hosts_of(group, rule)) for group in rule.needs),
            asks_own_resolver=judged.asks_own_resolver,
            rests_on_old_entries=judged.rests_on_old_entries(rule, verdict),
            of_first_start=judged.is_of_first_start(rule),
            rule=rule,
        )
        verdicts[rule.function] = apply_rows(verdict, case)
    return tuple(verdicts[rule.function] for rule in rules)


def _needed(rule: FunctionRule) -> list[str]:
    """Return the ids of all endpoints of which a function needs some."""
    return [e for group in rule.needs for e in group]


def _verdicts_on(endpoints: Mapping[str, EndpointVerdict], ids: Sequence[str]) -> tuple[EndpointVerdict, ...]:
    """Return the verdicts on the endpoints with these ids, without those that were not judged."""
    return tuple(endpoints[each] for each in ids if each in endpoints)


def judge_function(rule: FunctionRule, endpoints: Mapping[str, EndpointVerdict]) -> FunctionVerdict:
    """Judge a function: one endpoint of each group must work, the worst group decides, then slow pages count."""
    if not rule.needs:
        return FunctionVerdict(rule.function, FunctionStatus.NOT_TESTED, why_not=rule.why_not, diagnosis=NOT_ASKED)
    needed = ([_apply_to_function(rule.function, e) for e in _verdicts_on(endpoints, group)] for group in rule.needs)
    groups = list(map(_judge_group, needed))
    slow_pages = [page for page in _verdicts_on(endpoints, rule.speed) if _CAUSES_OF_SLOWNESS & set(page.causes)]
    worst = max(groups, key=_status_rank)
    match worst.status:
        case FunctionStatus.WORKS if slow_pages:
            verdict = _strengthen(max(slow_pages, key=_status_rank), slow_pages)
        case FunctionStatus.WORKS:
            verdict = _join_working(groups)
        case FunctionStatus.SLOW:
            verdict = _strengthen(worst, [*groups, *slow_pages])
        case FunctionStatus.BLOCKED:
            verdict = _join_blocked(worst, groups)
        case _:
            verdict = _strengthen(worst, groups)
    diagnosis = verdict.diagnosis
    return FunctionVerdict(
        rule.function, verdict.status, verdict.causes, diagnosis.confidence, verdict.evidence, diagnosis=diagnosis
    )


def _join_working(groups: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return that all groups work: as sure as the least sure of them."""
    least_sure = max(groups, key=_doubt)
    diagnosis = combine_required([group.diagnosis for group in groups])
    return replace(least_sure, evidence=join_evidence([groups[0], least_sure]), diagnosis=diagnosis)


def _join_blocked(worst: EndpointVerdict, groups: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the worst group's block with the causes of the other blocked groups.

    What helps against the causes of one group alone is not enough. That only the name is in the way holds if it does
    for each group that does not work.
    """
    for_other_causes = [f for f in groups if f.status is worst.status and set(f.causes) - set(worst.causes)]
    blocked = [_strengthen(worst, groups), *for_other_causes]
    evidence = join_evidence(blocked)
    if not all(f.status is FunctionStatus.WORKS or shows(f, EvidenceKind.ONLY_THE_NAME) for f in groups):
        evidence = tuple(e for e in evidence if e.kind is not EvidenceKind.ONLY_THE_NAME)
    return replace(blocked[0], causes=join_causes(blocked), evidence=evidence)


def _status_rank(endpoint: EndpointVerdict) -> int:
    return _BEST_FIRST.index(endpoint.status)


def _doubt(endpoint: EndpointVerdict) -> int:
    return endpoint.confidence.doubt


def _apply_to_function(function: Function, endpoint: EndpointVerdict) -> EndpointVerdict:
    """Return the verdict as it applies to one function: browsers trust fewer roots, phones begin differently."""
    if function not in (Function.WEB, Function.PHONE):
        return endpoint
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
    best_ones = [f for f in group if f.status is best.status]
    intermittent = [f for f in group if _is_intermittent(f)]
    most_intermittent = 2 * len(intermittent) > len(group)
    if best.status is FunctionStatus.WORKS and most_intermittent:
        return intermittent[0]  # the one that did not fail was lucky
    most_blocked = 2 * sum(f.status is FunctionStatus.BLOCKED for f in group) > len(group)
    if most_blocked and all(map(_is_intermittent, best_ones)):
        # The rest pass only now and then: people would not call that slow.
        unclear = EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=intermittent[0].evidence)
        return _merge_failures([unclear if _is_intermittent(f) else f for f in group])
    if best.status in (FunctionStatus.WORKS, FunctionStatus.SLOW):
        return min(best_ones, key=_doubt)
    return _merge_failures(group)


def _merge_failures(group: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the failure that most endpoints of a group share, with all evidence; unknown if most are unknown."""
    decided = [f for f in group if f.status is not FunctionStatus.UNKNOWN]
    if len(decided) * 2 < len(group):
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
