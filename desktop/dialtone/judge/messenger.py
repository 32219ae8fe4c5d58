"""From endpoints to functions, and from functions to the messenger as a whole."""

from collections.abc import Mapping
from dataclasses import replace

from dialtone.judge.finding import Finding
from dialtone.model.catalogue import FunctionRule, Messenger
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkStatus,
)

_NETWORK_CAUSE = {
    NetworkStatus.OFFLINE: Cause.OFFLINE,
    NetworkStatus.CAPTIVE_PORTAL: Cause.CAPTIVE_PORTAL,
    NetworkStatus.WHITELIST_MODE: Cause.WHITELIST_MODE,
    NetworkStatus.DNS_DOWN: Cause.DNS_DOWN,
    NetworkStatus.INTERCEPTED: Cause.INTERCEPTED,
}
_ORDER = (
    FunctionStatus.WORKS,
    FunctionStatus.SLOW,
    FunctionStatus.UNKNOWN,
    FunctionStatus.DOWN,
    FunctionStatus.BLOCKED,
)
"""From best to worst: where one of several endpoints must work the best counts, where all must the worst does."""
_CONFIDENCES = (Confidence.UNSURE, Confidence.LIKELY, Confidence.SURE)
_TIMED = 2
"""So many pages of a messenger must be slow before its short exchanges are called slow too."""
_UNDECIDED = (FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED)


def judge_messenger(
    messenger: Messenger, findings: Mapping[str, Finding], network: NetworkVerdict, platform: str, *, installed: bool
) -> MessengerVerdict:
    """Judge a messenger from the findings about its endpoints."""
    if messenger.untested is not None:
        return MessengerVerdict(
            messenger.id,
            messenger.name,
            messenger.untested,
            installed=installed,
            why=messenger.why,
            note=messenger.note,
        )
    functions = _judge_functions(messenger, findings, network, platform)
    status = judge_whole(functions)
    open_ones = [f for f in functions if f.status is FunctionStatus.UNKNOWN]
    decided = [f for f in functions if f.status not in _UNDECIDED]
    deciding = open_ones if status is MessengerStatus.UNKNOWN else decided or list(functions)
    if status is MessengerStatus.WORKS:
        deciding = [*decided, *open_ones]  # something did not work, and nobody knows why
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
    messenger: Messenger, findings: Mapping[str, Finding], network: NetworkVerdict, platform: str
) -> tuple[FunctionVerdict, ...]:
    rules = [r for r in messenger.functions if not r.platforms or platform in r.platforms]
    known: dict[Function, FunctionVerdict] = {}
    for rule in sorted(rules, key=lambda r: r.depends_on is not None):
        verdict = blame_network(judge_function(rule, findings), network)
        known[rule.function] = follow(verdict, known.get(rule.depends_on) if rule.depends_on else None)
    functions = tuple(known[rule.function] for rule in rules)
    return share_slowness(functions, [findings[e] for rule in rules for e in rule.speed if e in findings])


def judge_function(rule: FunctionRule, findings: Mapping[str, Finding]) -> FunctionVerdict:
    """In every group at least one endpoint must work; the worst group is the function."""
    if not rule.needs:
        return FunctionVerdict(rule.function, FunctionStatus.NOT_TESTED, why_not=rule.why_not)
    seen = _in_a_browser(findings) if rule.function is Function.WEB else findings
    groups = [_best([seen[e] for e in group if e in seen]) for group in rule.needs]
    worst = max(groups, key=lambda f: _ORDER.index(f.status))
    if worst.status is FunctionStatus.WORKS:
        slow = [findings[e] for e in rule.speed if e in findings and _is_about_speed(findings[e])]
        worst = max(slow, key=lambda f: _ORDER.index(f.status)) if slow else _all_work(groups)
    return FunctionVerdict(rule.function, worst.status, worst.causes, worst.confidence, worst.evidence)


def _in_a_browser(findings: Mapping[str, Finding]) -> dict[str, Finding]:
    """Doubt what hangs on a country's own root: the app trusts it, and a browser only where somebody installed it."""
    told = {e: next((o for o in f.evidence if o.kind is EvidenceKind.NATIONAL_ROOT), None) for e, f in findings.items()}
    return {
        e: Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (root,)) if root else findings[e]
        for e, root in told.items()
    }


def _all_work(groups: list[Finding]) -> Finding:
    """All that a function needs works: as sure as the least sure of it."""
    least = min(groups, key=lambda f: _CONFIDENCES.index(f.confidence))
    if least.confidence is groups[0].confidence:
        return groups[0]
    return replace(least, evidence=tuple(dict.fromkeys(e for f in (groups[0], least) for e in f.evidence)))


def _is_about_speed(finding: Finding) -> bool:
    return bool({Cause.THROTTLED, Cause.FROZEN} & set(finding.causes))


def _best(group: list[Finding]) -> Finding:
    """Give the best of a group; where none works, the failure that most endpoints share, with all the evidence."""
    if not group:
        return Finding(FunctionStatus.UNKNOWN, (), Confidence.UNSURE, (Evidence(EvidenceKind.NOT_ENOUGH),))
    luck = [f for f in group if _is_luck(f)]
    best = min(group, key=lambda f: _ORDER.index(f.status))
    if luck and len([f for f in group if f.status is FunctionStatus.BLOCKED]) * 2 > len(group):
        # Most are blocked, and this one lets a try through now and then: that is not what people call slow.
        best = Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, luck[0].evidence)
        group = [best if _is_luck(f) else f for f in group]
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
    return Finding(common.status, merged, confidence, evidence)


def _is_luck(finding: Finding) -> bool:
    return finding.status is FunctionStatus.SLOW and Cause.UNEXPLAINED in finding.causes


def blame_network(verdict: FunctionVerdict, network: NetworkVerdict) -> FunctionVerdict:
    """Where the network itself is at fault, a function that fails is the network's matter, not a block of it.

    Only white-list mode is said to block: somebody decided what may pass.
    """
    cause = _NETWORK_CAUSE.get(network.status)
    if cause is None or verdict.status in (FunctionStatus.WORKS, FunctionStatus.SLOW, FunctionStatus.NOT_TESTED):
        return verdict
    if cause is Cause.INTERCEPTED and not _is_intercepted(verdict):
        return verdict
    status = FunctionStatus.BLOCKED if cause is Cause.WHITELIST_MODE else FunctionStatus.UNKNOWN
    evidence = (Evidence(EvidenceKind.NETWORK_AT_FAULT, tuple(n for e in network.evidence for n in e.observations)),)
    return FunctionVerdict(verdict.function, status, (cause,), network.confidence, evidence)


def _is_intercepted(verdict: FunctionVerdict) -> bool:
    """Say whether the interception of everything explains it: apps that trust a root of their own refuse any other."""
    swapped = set(verdict.causes) == {Cause.CERTIFICATE_SWAPPED}
    return verdict.status is FunctionStatus.UNKNOWN or (verdict.status is FunctionStatus.BLOCKED and swapped)


def follow(verdict: FunctionVerdict, base: FunctionVerdict | None) -> FunctionVerdict:
    """Calls are set up through messages: where those do not pass, calls cannot begin."""
    if base is None or verdict.status in (FunctionStatus.BLOCKED, FunctionStatus.DOWN):
        return verdict
    stops = base.status in (FunctionStatus.BLOCKED, FunctionStatus.DOWN)
    if not stops and not (base.status is FunctionStatus.UNKNOWN and verdict.status is FunctionStatus.WORKS):
        return verdict
    evidence = (Evidence(EvidenceKind.NEEDS_MESSAGES), *base.evidence)
    return FunctionVerdict(verdict.function, base.status, base.causes, base.confidence, evidence)


def share_slowness(functions: tuple[FunctionVerdict, ...], measured: list[Finding]) -> tuple[FunctionVerdict, ...]:
    """Where everything that could be timed is slowed, what is too short to be timed goes the same slow way."""
    slow = [f for f in measured if Cause.THROTTLED in f.causes]
    if len(slow) < _TIMED or any(f.status is FunctionStatus.WORKS for f in measured):
        return functions
    evidence = tuple(dict.fromkeys(e for f in slow for e in f.evidence))
    return tuple(
        FunctionVerdict(
            f.function, FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.UNSURE, (*f.evidence, *evidence)
        )
        if f.status is FunctionStatus.WORKS
        else f
        for f in functions
    )


def judge_whole(functions: tuple[FunctionVerdict, ...]) -> MessengerStatus:
    """Say one word for all functions. Partly is a real state; what is not known is never counted as working."""
    decided = [f.status for f in functions if f.status not in _UNDECIDED]
    messages = next((f.status for f in functions if f.function is Function.MESSAGES), None)
    if not decided:
        tested = any(f.status is FunctionStatus.UNKNOWN for f in functions)
        return MessengerStatus.UNKNOWN if tested else MessengerStatus.NOT_TESTED
    kinds = set(decided)
    if len(kinds) == 1:
        only = MessengerStatus(kinds.pop().value)
        if only not in (MessengerStatus.WORKS, MessengerStatus.BLOCKED) or messages not in _UNDECIDED:
            return only
        # The rest alone says little. That nobody can test the messages is no riddle, as long as nothing fails.
        untested = messages is FunctionStatus.NOT_TESTED and only is MessengerStatus.WORKS
        open_ones = any(f.status is FunctionStatus.UNKNOWN for f in functions)
        return MessengerStatus.NOT_TESTED if untested and not open_ones else MessengerStatus.UNKNOWN
    if kinds == {FunctionStatus.BLOCKED, FunctionStatus.DOWN}:
        return MessengerStatus.BLOCKED if messages is FunctionStatus.BLOCKED else MessengerStatus.DOWN
    return MessengerStatus.PARTLY


def _whole_causes(functions: tuple[FunctionVerdict, ...]) -> tuple[Cause, ...]:
    """Give the causes of messages first, then of the other functions in their order."""
    ordered = sorted(functions, key=lambda f: f.function is not Function.MESSAGES)
    firsts = [f.causes[0] for f in ordered if f.causes]
    return tuple(dict.fromkeys((*firsts, *(c for f in ordered for c in f.causes))))
