"""From a messenger's endpoints to its functions: each group needs one working endpoint, and the worst group counts."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dialtone.judge.diagnosis import combine_alternatives, combine_required, join_causes, join_evidence, with_rivals
from dialtone.judge.findings.functions import FunctionCase, apply_rows
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.frozen import Frozen, replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict, Rival, shows
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, FunctionStatus, Prior, Weight

_BEST_FIRST = (
    FunctionStatus.WORKS,
    FunctionStatus.SLOW,
    FunctionStatus.UNKNOWN,
    FunctionStatus.DOWN,
    FunctionStatus.BLOCKED,
)
_NOTHING_SEEN = EndpointVerdict(
    FunctionStatus.UNKNOWN, (), evidence=(Evidence(EvidenceKind.NOT_ENOUGH, rule="not_enough"),)
)
_NOT_ASKED = Diagnosis("not_asked", Prior.COMMON, proved=True)
_CAUSES_OF_SLOWNESS = {Cause.THROTTLED, Cause.FROZEN, Cause.HOSTING_LIMITED}
_ANOTHER_WORKS = Rival("another_of_them_works", Prior.RARE)
_OLDEST = timedelta(days=180)
"""Older entries make no block certain: the app may have moved (ooni/probe#2627: Signal changed its hosts and CA)."""


class CheckDay(Frozen):
    """The day of a check, and the day of its catalogue."""

    day: date
    catalogue: date
    """The day of entries without one of their own."""

    def is_old(self, endpoint: Endpoint) -> bool:
        """Return whether an entry was last confirmed long ago. A person's own server is where the person says."""
        return not endpoint.of_person and self.day - (endpoint.last_good or self.catalogue) > _OLDEST


def check_day(day: date, version: str) -> CheckDay:
    """Return the day of a check with that of its catalogue, whose version begins with a date, else with itself."""
    try:
        return CheckDay(day, date.fromisoformat(version[:10]))
    except ValueError:
        return CheckDay(day, day)


def judge_functions(
    messenger: Messenger,
    endpoints: Mapping[str, EndpointVerdict],
    proxied: Mapping[str, EndpointVerdict],
    network: NetworkVerdict,
    platform: str,
    day: CheckDay | None,
) -> tuple[FunctionVerdict, ...]:
    """Judge the functions that a messenger has on this platform, in catalogue order.

    `endpoints` and `proxied`: the verdicts on its endpoints by their ids, reached directly and through the proxy.
    """
    rules = [r for r in messenger.functions if not r.platforms or platform in r.platforms]
    measured = _verdicts_on(endpoints, [e for rule in rules for e in rule.speed])
    entries = {e.id: e for e in messenger.endpoints}
    judged: dict[Function, FunctionVerdict] = {}
    for rule in sorted(rules, key=lambda r: r.depends_on is not None):  # those on which others depend come first
        verdict = judge_function(rule, endpoints)
        case = FunctionCase(
            network,
            judged.get(rule.depends_on) if rule.depends_on else None,
            measured,
            relays=_verdicts_on(endpoints, rule.relays or [e for group in rule.needs for e in group]),
            serves_one_country=bool(messenger.home),
            through_proxy=_judge_through_proxy(rule, proxied),
            proxy_exemptions=find_proxy_exemptions(rule, proxied),
            pages=_verdicts_on(endpoints, rule.speed),
            own_pages=tuple(_verdicts_on(endpoints, pages_on_hosts_of(group, rule, entries)) for group in rule.needs),
            rests_on_old_entries=day is not None and rests_on_old_entries(rule, entries, endpoints, verdict, day),
            of_first_start=_is_of_first_start(rule, entries),
            rule=rule,
        )
        judged[rule.function] = apply_rows(verdict, case)
    return tuple(judged[rule.function] for rule in rules)


def _is_of_first_start(rule: FunctionRule, entries: Mapping[str, Endpoint]) -> bool:
    """Return whether each group that a function needs has a server that only new installations use."""
    weights = [{entries[e].weight for e in group if e in entries} for group in rule.needs]
    return bool(weights) and all(Weight.BOOTSTRAP in each for each in weights)


def _verdicts_on(endpoints: Mapping[str, EndpointVerdict], ids: Sequence[str]) -> tuple[EndpointVerdict, ...]:
    """Return the verdicts on the endpoints with these ids, as far as they were judged."""
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


def _judge_through_proxy(rule: FunctionRule, proxied: Mapping[str, EndpointVerdict]) -> FunctionVerdict | None:
    """Judge a function through the proxy. Return None if something that it needs was not tried there."""
    was_tried = bool(rule.needs) and all(any(e in proxied for e in group) for group in rule.needs)
    return judge_function(replace(rule, speed=()), proxied) if was_tried else None


def judge_function(rule: FunctionRule, endpoints: Mapping[str, EndpointVerdict]) -> FunctionVerdict:
    """Judge a function from the verdicts on endpoints, by their ids.

    At least one endpoint of each group must work; the worst group decides. Slow pages count where all groups pass.
    """
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
            verdict = _merge_working(groups)
        case FunctionStatus.SLOW:
            verdict = _strengthen(worst, [*groups, *slow_pages])
        case _:
            verdict = _strengthen(worst, groups)
    if verdict.status is FunctionStatus.BLOCKED:
        verdict = _add_other_causes(verdict, groups)
    diagnosis = verdict.diagnosis
    return FunctionVerdict(
        rule.function, verdict.status, verdict.causes, diagnosis.confidence, verdict.evidence, diagnosis=diagnosis
    )


def _status_rank(endpoint: EndpointVerdict) -> int:
    """Return the rank of a status, 0 for the best."""
    return _BEST_FIRST.index(endpoint.status)


def _doubt(endpoint: EndpointVerdict) -> int:
    """Return the rank of a confidence, 0 for the surest."""
    return endpoint.diagnosis.confidence.doubt


def _apply_to_function(function: Function, endpoint: EndpointVerdict) -> EndpointVerdict:
    """Return the verdict on an endpoint as it applies to one function.

    A browser trusts fewer roots: the national one only if it was installed. A phone sends a different first message.
    """
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


def _add_other_causes(blocked: EndpointVerdict, groups: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return a blocked verdict with the causes of other blocked groups: what helps against one alone is not enough.

    That only the name is in the way holds if it does for each group that does not work.
    """
    otherwise = [f for f in groups if f.status is FunctionStatus.BLOCKED and set(f.causes) - set(blocked.causes)]
    evidence = join_evidence([blocked, *otherwise])
    if not all(f.status is FunctionStatus.WORKS or shows(f, EvidenceKind.ONLY_THE_NAME) for f in groups):
        evidence = tuple(e for e in evidence if e.kind is not EvidenceKind.ONLY_THE_NAME)
    return replace(blocked, causes=join_causes([blocked, *otherwise]), evidence=evidence)


def _merge_working(groups: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Merge the verdicts on groups that all work into one, as sure as the least sure of them."""
    least_sure = max(groups, key=_doubt)
    diagnosis = combine_required([f.diagnosis for f in groups])
    return replace(least_sure, evidence=join_evidence([groups[0], least_sure]), diagnosis=diagnosis)


def _judge_group(group: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the verdict on the best endpoint of a group; if none works, the failure that most of them share."""
    if not group:
        return _NOTHING_SEEN
    best = min(group, key=_status_rank)
    intermittent = [f for f in group if _is_intermittent(f)]
    if best.status is FunctionStatus.WORKS and len(intermittent) * 2 > len(group):
        return intermittent[0]  # most are intermittent, so the one that did not fail was lucky
    blocked = sum(f.status is FunctionStatus.BLOCKED for f in group)
    best_are_intermittent = all(_is_intermittent(f) for f in group if f.status is best.status)
    if best_are_intermittent and blocked * 2 > len(group):
        # Most are blocked, and the rest pass only now and then: people would not call that slow.
        unclear = EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=intermittent[0].evidence)
        return _merge_failures([unclear if _is_intermittent(f) else f for f in group])
    if best.status in (FunctionStatus.WORKS, FunctionStatus.SLOW):
        return min((f for f in group if f.status is best.status), key=_doubt)
    return _merge_failures(group)


def _merge_failures(group: Sequence[EndpointVerdict]) -> EndpointVerdict:
    """Return the failure that most endpoints of a group share, with all evidence for it.

    An unknown endpoint does not clear the others, but lowers the confidence. If most are unknown, so is the group.
    """
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


def find_proxy_exemptions(rule: FunctionRule, proxied: Mapping[str, EndpointVerdict]) -> tuple[Evidence, ...]:
    """Return the evidence that the settings exempt from the proxy all that a function needs; none if not all."""
    needed = [proxied[e].evidence if e in proxied else () for group in rule.needs for e in group]
    exemptions = [[e for e in evidence if e.kind is EvidenceKind.PROXY_SPARES] for evidence in needed]
    return tuple(dict.fromkeys(e for each in exemptions for e in each)) if all(exemptions) else ()
