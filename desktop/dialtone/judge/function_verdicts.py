"""Functions of a messenger: what the rules may use of each, and its verdict from the endpoints that carry it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from dialtone.judge.diagnosis import combine_alternatives, combine_required, join_causes, join_evidence, with_rivals
from dialtone.judge.signs import Sign
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import Frozen, replace
from dialtone.model.thresholds import OUTDATED_DAYS
from dialtone.model.verdict import (
    Diagnosis,
    EndpointVerdict,
    Evidence,
    FunctionVerdict,
    NetworkVerdict,
    Rival,
    evidence_of,
    shows,
)
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, FunctionStatus, Prior, Weight

PASSES = (FunctionStatus.WORKS, FunctionStatus.SLOW)
NOT_ASKED = Diagnosis("not_asked", Prior.COMMON, proved=True)
"""Of a function that was not tested."""
_BEST_FIRST = (*PASSES, FunctionStatus.UNKNOWN, FunctionStatus.DOWN, FunctionStatus.BLOCKED)
_NOTHING_SEEN = EndpointVerdict(
    FunctionStatus.UNKNOWN, (), evidence=(Evidence(EvidenceKind.NOT_ENOUGH, rule="not_enough"),)
)
_SLOWED = frozenset({Cause.THROTTLED, Cause.HOSTING_LIMITED})
_CAUSES_OF_SLOWNESS = _SLOWED | {Cause.FROZEN}
_ANOTHER_WORKS = Rival("another_of_them_works", Prior.RARE)


class CheckDay(Frozen):
    """The day of a check, and that of its catalogue: the day of entries without one of their own."""

    day: date
    catalogue: date

    def is_old(self, endpoint: Endpoint) -> bool:
        """Return whether an entry was last confirmed long ago. A person's own server is never out of date."""
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
    """The verdicts on the direct path, which leads past the system's proxy."""
    proxied: Mapping[str, EndpointVerdict] = {}
    """The verdicts through the system's proxy, for endpoints that were tried through it."""
    day: CheckDay | None = None
    """The day of the check; None: no entry of the catalogue counts as too old."""
    asks_own_resolver: bool = False
    """Whether this computer alone asks a resolver that filters names: a program on it, or a public one set here."""

    @cached_property
    def entries(self) -> dict[str, Endpoint]:
        """The catalogue's entries on these endpoints, by id."""
        return {e.id: e for e in self.messenger.endpoints}

    def verdicts_on(self, ids: Iterable[str]) -> tuple[EndpointVerdict, ...]:
        """Return the direct verdicts on the endpoints with these ids, without those that were not judged."""
        return tuple(self.direct[each] for each in ids if each in self.direct)


class FunctionCase(Frozen, dict=True):
    """A function of a messenger: how its servers and pages were judged, and what else the rules may use."""

    rule: FunctionRule
    """The catalogue's entry on what carries the function, and how well that is known."""
    judged: JudgedEndpoints
    network: NetworkVerdict
    prerequisite: FunctionVerdict | None = None
    """The verdict on the function that this one depends on; None if it depends on none."""
    measured: tuple[EndpointVerdict, ...] = ()
    """The endpoints of the messenger whose speed may be measured, for whichever function."""

    @cached_property
    def by_servers(self) -> FunctionVerdict:
        """The verdict on the function from its endpoints alone."""
        return judge_function(self.rule, self.judged.direct)

    @cached_property
    def _needed(self) -> list[str]:
        """The ids of all endpoints of which the function needs some."""
        return [e for group in self.rule.needs for e in group]

    @cached_property
    def carriers(self) -> tuple[EndpointVerdict, ...]:
        """The endpoints that carry it or, for calls that cannot be tested, hint at them by their silence."""
        return self.judged.verdicts_on(self.rule.relays or self._needed)

    @cached_property
    def filtered_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays whose silence looks like a filter for calls, or a block of their addresses."""
        blocked = [r for r in self.carriers if r.status is FunctionStatus.BLOCKED]
        silent = [r for r in blocked if any(e.rule == "relays_silent" for e in r.evidence)]
        return tuple(r for r in blocked if r in silent or r.causes[:1] == (Cause.CALLS_FILTERED,))

    @cached_property
    def losing_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays that answered only some of several identical questions, or only few datagrams."""
        kinds = (EvidenceKind.SOME_ATTEMPTS_FAIL, EvidenceKind.LOSSY_LINE)
        return tuple(r for r in self.carriers if is_slow(r) and shows(r, *kinds))

    @cached_property
    def pages(self) -> tuple[EndpointVerdict, ...]:
        """The measured endpoints that stand for this function."""
        return self.judged.verdicts_on(self.rule.speed)

    @cached_property
    def own_pages(self) -> tuple[tuple[EndpointVerdict, ...], ...]:
        """For each group of servers that the function needs, the measured pages on their hosts."""
        host_of = {e.id: e.host for e in self.judged.messenger.endpoints if e.host}
        pages = [e for e in self.rule.speed if e in host_of]
        groups = [{host_of[e] for e in group if e in host_of} for group in self.rule.needs]
        return tuple(self.judged.verdicts_on(e for e in pages if host_of[e] in hosts) for hosts in groups)

    @cached_property
    def slow_pages(self) -> tuple[EndpointVerdict, ...]:
        """Pages of the messenger that are slowed on the path, those of other functions included."""
        return tuple(page for page in self.measured if is_slow(page) and _SLOWED & set(page.causes))

    @cached_property
    def rests_on_old_entries(self) -> bool:
        """Whether no newer entry supports the verdict as surely as the old ones do, nor the service itself."""
        direct = self.judged.direct
        day = self.judged.day
        if day is None or shows(self.by_servers, EvidenceKind.SERVICE_ADMITS):
            return False
        supporting = [e for e in self._needed if e in direct and direct[e].status is self.by_servers.status]
        least_doubt = min((_doubt(direct[e]) for e in supporting), default=0)
        surest = [self.judged.entries[e] for e in supporting if _doubt(direct[e]) == least_doubt]
        return bool(surest) and all(map(day.is_old, surest))

    @cached_property
    def of_first_start(self) -> bool:
        """Whether each group of servers that it needs contains one for new installations only."""
        of_first_start = {e.id for e in self.judged.messenger.endpoints if e.weight is Weight.BOOTSTRAP}
        return bool(self.rule.needs) and not any(of_first_start.isdisjoint(group) for group in self.rule.needs)

    @cached_property
    def through_proxy(self) -> FunctionVerdict | None:
        """The verdict from its servers through the proxy; None if not all groups were tried there.

        Pages are read on the direct path only.
        """
        proxied = self.judged.proxied
        all_tried = bool(self.rule.needs) and all(any(e in proxied for e in group) for group in self.rule.needs)
        return judge_function(replace(self.rule, speed=()), proxied) if all_tried else None

    @cached_property
    def proxy_exemptions(self) -> tuple[Evidence, ...]:
        """The evidence that the settings exempt all servers of the function from the proxy; empty if not all are."""
        verdicts = [self.judged.proxied.get(each, _NOTHING_SEEN) for each in self._needed]
        exemptions = [evidence_of(verdict, EvidenceKind.PROXY_SPARES) for verdict in verdicts]
        return tuple(dict.fromkeys(e for each in exemptions for e in each)) if all(exemptions) else ()


FunctionSign = Sign[FunctionCase]


def is_slow(endpoint: EndpointVerdict) -> bool:
    """Return whether an endpoint was found slow."""
    return endpoint.status is FunctionStatus.SLOW


def is_quick(page: EndpointVerdict) -> bool:
    """Return whether a page was timed, and is neither slow nor in doubt."""
    return bool(page.timed) and page.status is FunctionStatus.WORKS and not page.doubted


def add_rival(verdict: FunctionVerdict, rival: Rival) -> FunctionVerdict:
    """Return the verdict with one more rival."""
    return replace(verdict, diagnosis=with_rivals(verdict.diagnosis, rival))


def revise(
    verdict: FunctionVerdict,
    status: FunctionStatus,
    causes: tuple[Cause, ...],
    evidence: Iterable[Evidence],
    diagnosis: Diagnosis,
) -> FunctionVerdict:
    """Return another verdict on the same function, with each piece of evidence once."""
    distinct = tuple(dict.fromkeys(evidence))
    return FunctionVerdict(verdict.function, status, causes, evidence=distinct, diagnosis=diagnosis)


def make_unknown(
    verdict: FunctionVerdict,
    evidence: Iterable[Evidence],
    rival: Rival,
    causes: tuple[Cause, ...] = (Cause.UNEXPLAINED,),
) -> FunctionVerdict:
    """Return the verdict as unknown, with one more rival explanation added to its diagnosis."""
    diagnosis = with_rivals(Diagnosis(standing=verdict.diagnosis.standing), rival)
    return revise(verdict, FunctionStatus.UNKNOWN, causes, evidence, diagnosis)


def judge_function(rule: FunctionRule, endpoints: Mapping[str, EndpointVerdict]) -> FunctionVerdict:
    """Judge a function from the verdicts on endpoints, by id; those without a verdict were not judged.

    The app chooses one endpoint of each group and needs all groups, so the worst group decides; a group without any
    verdict is unknown. Where the worst one works, slow pages make the function slow.
    """
    if not rule.needs:
        return FunctionVerdict(rule.function, FunctionStatus.NOT_TESTED, why_not=rule.why_not, diagnosis=NOT_ASKED)
    groups = list[EndpointVerdict]()
    for ids in rule.needs:
        judged = (endpoints[endpoint_id] for endpoint_id in ids if endpoint_id in endpoints)
        groups.append(_judge_group([_apply_to_function(rule.function, verdict) for verdict in judged]))
    pages = (endpoints[endpoint_id] for endpoint_id in rule.speed if endpoint_id in endpoints)
    joined = _join_groups(groups, [page for page in pages if _CAUSES_OF_SLOWNESS & set(page.causes)])
    return FunctionVerdict(
        rule.function, joined.status, joined.causes, joined.confidence, joined.evidence, diagnosis=joined.diagnosis
    )


def _join_groups(groups: Sequence[EndpointVerdict], slow_pages: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the verdict of the worst group, or of slow pages where all groups work, with what the others add to it."""
    worst = max(groups, key=_status_rank)
    match worst.status:
        case FunctionStatus.WORKS if slow_pages:
            return _support(max(slow_pages, key=_status_rank), slow_pages)
        case FunctionStatus.WORKS:
            return _join_working(groups)
        case FunctionStatus.SLOW:
            return _support(worst, [*groups, *slow_pages])
        case FunctionStatus.BLOCKED:
            return _join_blocked(worst, groups)
        case _:
            return _support(worst, groups)


def _join_working(groups: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return that all groups work: as sure as the least sure of them."""
    least_sure = max(groups, key=_doubt)
    diagnosis = combine_required([group.diagnosis for group in groups])
    return replace(least_sure, evidence=join_evidence([groups[0], least_sure]), diagnosis=diagnosis)


def _join_blocked(worst: EndpointVerdict, groups: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the worst group's block with the causes of the other blocked groups.

    What helps against the causes of one group alone is not enough. For the same reason, the evidence that only the name
    is in the way is left out unless each group that does not work has it.
    """
    blocked = [each for each in groups if each.status is FunctionStatus.BLOCKED]
    for_other_causes = [each for each in blocked if set(each.causes) - set(worst.causes)]
    joined = [_support(worst, groups), *for_other_causes]
    evidence = join_evidence(joined)
    failing = [each for each in groups if each.status is not FunctionStatus.WORKS]
    if not all(shows(each, EvidenceKind.ONLY_THE_NAME) for each in failing):
        evidence = tuple(e for e in evidence if e.kind is not EvidenceKind.ONLY_THE_NAME)
    return replace(joined[0], causes=join_causes(joined), evidence=evidence)


def _status_rank(endpoint: EndpointVerdict) -> int:
    return _BEST_FIRST.index(endpoint.status)


def _doubt(endpoint: EndpointVerdict) -> int:
    return endpoint.confidence.doubt


def _apply_to_function(function: Function, endpoint: EndpointVerdict) -> EndpointVerdict:
    """Return the verdict as it applies to one function: browsers trust fewer roots, phones begin differently."""
    if function is Function.WEB:
        return _apply_to_browser(endpoint)
    return _apply_to_phone(endpoint) if function is Function.PHONE else endpoint


def _apply_to_browser(endpoint: EndpointVerdict) -> EndpointVerdict:
    """Return the verdict for browsers: unknown where the certificate is of a national root, which they may lack."""
    roots = evidence_of(endpoint, EvidenceKind.NATIONAL_ROOT)
    if not roots:
        return endpoint
    lacking = Diagnosis(standing=(Rival("browser_lacks_root", Prior.COMMON),))
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=roots[-1:], diagnosis=lacking)


def _apply_to_phone(endpoint: EndpointVerdict) -> EndpointVerdict:
    """Return the verdict for phones: it works if their first message passes, and is unknown if only that was cut.

    No real server was ever seen to answer this message of ours, so a cut is no certain block.
    """
    passed = evidence_of(endpoint, EvidenceKind.PHONE_HELLO_PASSES)
    if passed:
        answered = Diagnosis("phone_hello_passes", Prior.COMMON)
        return EndpointVerdict(FunctionStatus.WORKS, (), evidence=passed[-1:], diagnosis=answered)
    cut = evidence_of(endpoint, EvidenceKind.GREETING_CUT)
    if not cut or endpoint.status is not FunctionStatus.WORKS:
        return endpoint
    causes = (Cause.PROTOCOL_FILTERED,)
    diagnosis = Diagnosis("phone_hello_cut", Prior.COMMON)
    return EndpointVerdict(FunctionStatus.UNKNOWN, causes, evidence=cut[-1:], diagnosis=diagnosis)


def _support(verdict: EndpointVerdict, others: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return a verdict as sure as the surest of those that agree with it, without the rivals that they exclude."""
    agreeing = _agreeing_with(verdict, others)
    surest = min(agreeing, key=_doubt)
    evidence = join_evidence([verdict] if _doubt(surest) == _doubt(verdict) else [verdict, surest])
    return replace(verdict, evidence=evidence, diagnosis=combine_alternatives([each.diagnosis for each in agreeing]))


def _agreeing_with(verdict: EndpointVerdict, others: Sequence[EndpointVerdict]) -> list[EndpointVerdict]:
    return [each for each in others if (each.status, each.causes) == (verdict.status, verdict.causes)]


def _judge_group(group: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the verdict on the best endpoint of a group; if none works, the failure that most of them share.

    Where most endpoints pass only at times, one that passed was lucky. Where most are blocked and the best ones pass
    only at times, people would not call that slow: those count as unknown.
    """
    if not group:
        return _NOTHING_SEEN
    best = min(group, key=_status_rank)
    best_ones = [each for each in group if each.status is best.status]
    intermittent = list(filter(_is_intermittent, group))
    if best.status is FunctionStatus.WORKS and 2 * len(intermittent) > len(group):
        return intermittent[0]
    blocked = [each for each in group if each.status is FunctionStatus.BLOCKED]
    if 2 * len(blocked) > len(group) and all(map(_is_intermittent, best_ones)):
        unclear = EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=intermittent[0].evidence)
        return _merge_failures([unclear if _is_intermittent(each) else each for each in group])
    if best.status in PASSES:
        return min(best_ones, key=_doubt)
    return _merge_failures(group)


def _merge_failures(group: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the failure that most endpoints of a group share, with all evidence; unknown if most are unknown.

    Of failures that equally many share, the surest is returned. What is unknown may work, so it is a rival.
    """
    decided = [each for each in group if each.status is not FunctionStatus.UNKNOWN]
    if len(decided) * 2 < len(group):
        return min(group, key=_status_rank)
    causes = [each.causes for each in decided]
    common = max(decided, key=lambda each: (causes.count(each.causes), -_doubt(each)))
    diagnosis = combine_alternatives([each.diagnosis for each in _agreeing_with(common, decided)])
    if len(decided) < len(group):
        diagnosis = with_rivals(diagnosis, _ANOTHER_WORKS)
    same_status = [each for each in decided if each.status is common.status]
    all_causes = join_causes([common, *same_status])
    return EndpointVerdict(common.status, all_causes, evidence=join_evidence(same_status), diagnosis=diagnosis)


def _is_intermittent(endpoint: EndpointVerdict) -> bool:
    """Return whether an endpoint counts as slow because some of its attempts fail: its pages may come fast."""
    some_failed = shows(endpoint, EvidenceKind.SOME_ATTEMPTS_FAIL) or Cause.UNEXPLAINED in endpoint.causes
    return endpoint.status is FunctionStatus.SLOW and some_failed
