"""The reasons behind an answer: what was seen, what it means, what to do, what cannot be told."""

import math
from collections.abc import Iterator, Mapping, Sequence

from dialtone.explain.answer_text import say_parts
from dialtone.explain.evidence import all_evidence, interceptor_of, offline_behind
from dialtone.explain.sentences import Sentences
from dialtone.explain.ways import told_way
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.rivals import RIVALS
from dialtone.model.status_groups import ANSWERS, IN_THE_NETWORK, NO_FAILURE, TROUBLE_HERE
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict, Rival
from dialtone.model.verdict_families import SAW_OF_FINDINGS
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    Step,
)

FOR_BROWSERS_ALONE = "browser_hello_cut"
"""The finding that what looks like the app or a browser is cut, and the key of its words."""
_NAMED = (EvidenceKind.INSPECTED_BY_PROGRAM, EvidenceKind.INSPECTED_BY_GATEWAY)
"""A known program inspects: the sentence names it."""

_LIKE_AN_OUTAGE = frozenset({Cause.ADDRESS_BLOCKED, Cause.PROTOCOL_FILTERED, Cause.UNEXPLAINED, Cause.SERVICE_DOWN})
_OF_ALL = frozenset({Cause.OFFLINE, Cause.CAPTIVE_PORTAL, Cause.DNS_DOWN})
"""Nothing gets through: how the functions of a messenger hang together is beside the point."""
_MOST_RIVALS = 2
"""The most explanations beside what is said that are told; the rest is in the saved check."""
_MOST_CAUSES = 2
"""More causes than this are shown under Details only."""


def told_cause(verdict: MessengerVerdict, network: NetworkVerdict) -> str:
    """Return the key of the first cause; what lies behind some of them has words of its own.

    A wrong clock, a dead VPN and a bypassed proxy; who reads along, and who inspects.
    """
    cause = next((c.value for c in verdict.causes), "")
    kinds = {one.kind for one in all_evidence(verdict)}
    if way := told_way(verdict):
        return way
    if cause == Cause.THIS_COMPUTER and EvidenceKind.CLOCK_OFF in kinds and EvidenceKind.LOCAL_OVERRIDE not in kinds:
        return "clock_wrong"
    if cause == Cause.INTERCEPTED:
        return interceptor_of(verdict) or cause
    if cause == Cause.PROTOCOL_FILTERED and any(e.rule == FOR_BROWSERS_ALONE for e in all_evidence(verdict)):
        return FOR_BROWSERS_ALONE
    return offline_behind(network) or cause if cause == Cause.OFFLINE else cause


def said_confidence(verdict: MessengerVerdict) -> Confidence:
    """Return how sure the words may be: under an unknown status no cause of the messenger is called certain."""
    about_messenger = any(cause in IN_THE_NETWORK or cause in _LIKE_AN_OUTAGE for cause in verdict.causes[:1])
    return Confidence.UNSURE if verdict.status is MessengerStatus.UNKNOWN and about_messenger else verdict.confidence


def may_be_an_outage(verdict: MessengerVerdict) -> bool:
    """Return whether it may be a fault of the service, which some blocks cannot be told from."""
    return verdict.confidence is not Confidence.SURE and bool(_LIKE_AN_OUTAGE & set(verdict.causes))


def what_we_saw(
    sentences: Sentences, verdict: MessengerVerdict, name: str, observations: Sequence[Observation]
) -> tuple[str, ...]:
    """Return one sentence per kind of evidence; where there is none, one per cause."""
    about = verdict.messenger
    asked = {o.number: o.target.partition("@")[0] for o in observations if o.step is Step.DNS}
    found: dict[str, str] = {}
    for one, answers in _all_evidence(verdict):
        if one.kind is EvidenceKind.NEEDS_MESSAGES and _OF_ALL & set(verdict.causes):
            continue
        keys = _saw_keys(one, asked, answers=answers)
        values = {"messenger": name, "name": _asked_name(one, asked), "program": one.program}
        counted = _say_share(sentences, one, observations) or _say_after(sentences, one, name, observations)
        text = counted or sentences.say(*keys, about=about, **values)
        found.setdefault(keys[-1], text)
    if not found and verdict.status not in NO_FAILURE:
        found = {cause: sentences.say(f"saw_cause.{cause}", about=about, messenger=name) for cause in verdict.causes}
    return tuple(dict.fromkeys(text for text in found.values() if text))


def _say_share(sentences: Sentences, evidence: Evidence, observations: Sequence[Observation]) -> str:
    """Return how many tries of how many passed, where the evidence is about that and the tries are at hand."""
    if evidence.kind is not EvidenceKind.SOME_ATTEMPTS_FAIL:
        return ""
    wanted = set(evidence.observations)
    tries = {o.attempt for o in observations if o.number in wanted}
    failed = {o.attempt for o in observations if o.number in wanted and not o.ok}
    if not tries - failed or not failed:
        return ""
    passed = len(tries) - len(failed)
    return sentences.say_counted(passed, f"saw_share.{evidence.kind}", passed=passed, tried=len(tries))


def _say_after(sentences: Sentences, evidence: Evidence, name: str, observations: Sequence[Observation]) -> str:
    """Return after how many seconds kept connections fell silent, where the evidence is about that."""
    if evidence.kind is not EvidenceKind.STOPPED_LATER:
        return ""
    wanted = set(evidence.observations)
    lived = [float(str(o.facts[Fact.LIVED])) for o in observations if o.number in wanted and Fact.LIVED in o.facts]
    seconds = math.ceil(min(lived, default=0.0))
    if not seconds:
        return ""
    return sentences.say_counted(seconds, f"saw_after.{evidence.kind}", messenger=name, seconds=seconds)


def _all_evidence(verdict: MessengerVerdict) -> Iterator[tuple[Evidence, bool]]:
    """Yield all evidence, each with whether the function or messenger it belongs to works."""
    for status, evidence in ((verdict.status, verdict.evidence), *((f.status, f.evidence) for f in verdict.functions)):
        for one in evidence:
            yield one, status in ANSWERS


def _saw_keys(evidence: Evidence, asked: Mapping[int, str], *, answers: bool) -> tuple[str, ...]:
    if evidence.kind is EvidenceKind.GREETING_ANSWERED and not answers:
        return ("saw.greeting_answered_otherwise",)
    if evidence.kind in _NAMED and not evidence.program:
        return ("saw.inspected",)
    told = f"{evidence.kind}.{evidence.rule}"
    plain = f"saw.{told if told in SAW_OF_FINDINGS else evidence.kind}"
    return (f"saw_name.{evidence.kind}", plain) if _asked_name(evidence, asked) else (plain,)


def _asked_name(evidence: Evidence, asked: Mapping[int, str]) -> str:
    """Return the name that was looked up, where the evidence rests on a lookup."""
    return next((asked[number] for number in evidence.observations if asked.get(number)), "")


def what_it_means(
    sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str
) -> tuple[str, ...]:
    """Return what each of the first causes probably means. How certain a verdict is, is said of the first alone."""
    if verdict.status in NO_FAILURE or not verdict.causes:
        return ()
    confidence = said_confidence(verdict)
    later = Confidence.LIKELY if confidence is Confidence.SURE else confidence
    behind = ((cause.value, later) for cause in verdict.causes[1:_MOST_CAUSES])
    return tuple(
        sentences.say(f"means.{cause}.{sure}", f"means.{cause}", about=verdict.messenger, messenger=name)
        for cause, sure in ((told_cause(verdict, network), confidence), *behind)
    )


def what_to_do(
    sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str, *, closed: bool = False
) -> tuple[str, ...]:
    """Return short lines for right now; longer help is advice.

    `closed`: it is known to be closed across the country, so that no other network there is offered.
    """
    troubled = verdict.status not in NO_FAILURE
    key = told_cause(verdict, network) if troubled and verdict.causes else verdict.status
    flags = network.flags if troubled else ()
    program = next((one.program for one, _ in _all_evidence(verdict) if one.program), "")
    lines = sentences.lines(f"can_do.{key}", messenger=name, program=program)
    lines = lines or (*sentences.lines("can_do.unexplained"), *sentences.lines("elsewhere.unexplained"))
    elsewhere = () if closed else sentences.lines(f"elsewhere.{key}", messenger=name)
    extra = [line for flag in flags for line in sentences.lines(f"can_do.{flag}", messenger=name)]
    return tuple(dict.fromkeys([*lines, *elsewhere, *extra]))


def what_we_cannot_tell(
    sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str
) -> tuple[str, ...]:
    """Return the functions left out, and the limits of this verdict."""
    parts = (
        ("not_tested", [f for f in verdict.functions if f.status is FunctionStatus.NOT_TESTED]),
        ("not_told", [f for f in verdict.functions if f.status is FunctionStatus.UNKNOWN]),
    )
    listed = [
        sentences.say(
            f"cannot_tell.{key}", list=say_parts(sentences, [f.function for f in functions], verdict.messenger)
        )
        for key, functions in parts
        if functions and len(functions) < len(verdict.functions)
    ]
    limits = [
        sentences.say(f"cannot_tell.{key}", about=verdict.messenger, messenger=name)
        for key in _limits(verdict, network)
    ]
    others = () if verdict.status is MessengerStatus.NOT_TESTED else other_explanations(sentences, verdict, name)
    return (*listed, *others, *limits)


def other_explanations(
    sentences: Sentences, verdict: MessengerVerdict | NetworkVerdict, name: str = ""
) -> tuple[str, ...]:
    """Return what else would explain what was seen, the commonest first: at most two sentences."""
    clauses = dict.fromkeys(sentences.say(f"rival.{rival.id}", messenger=name) for rival in _standing(verdict))
    told = tuple(clauses)[:_MOST_RIVALS]
    return tuple(sentences.say("cannot_tell.not_ruled_out", what=clause) for clause in told)


def _standing(verdict: MessengerVerdict | NetworkVerdict) -> tuple[Rival, ...]:
    named = isinstance(verdict, NetworkVerdict) and offline_behind(verdict).startswith("offline_")
    told = {"tunnel_dead"} if named else set()  # the answer itself says that a VPN or a proxy is on
    return tuple(rival for rival in verdict.diagnosis.standing if rival.id in RIVALS - told)


def _somebody_decided(verdict: MessengerVerdict) -> bool:
    """Return whether it was done on purpose: a certificate may also be swapped by a program on this computer."""
    return Cause.CERTIFICATE_SWAPPED not in verdict.causes[:1]


def _told_of_the_network(verdict: MessengerVerdict) -> bool:
    """Return whether the words say that the network is in the way: who controls it cannot be seen from here."""
    told = verdict.status in TROUBLE_HERE and verdict.confidence is not Confidence.UNSURE
    return told and any(cause in IN_THE_NETWORK for cause in verdict.causes[:1])


def _limits(verdict: MessengerVerdict, network: NetworkVerdict) -> tuple[str, ...]:
    judged = verdict.status not in NO_FAILURE
    unnamed = judged and not _standing(verdict)
    rules = (
        ("block_or_outage", unnamed and may_be_an_outage(verdict)),
        ("who", _told_of_the_network(verdict) and _somebody_decided(verdict) and NetworkFlag.VPN not in network.flags),
        ("likely", unnamed and _told_of_the_network(verdict) and verdict.confidence is Confidence.LIKELY),
        ("unsure", unnamed and verdict.confidence is Confidence.UNSURE),
        ("vpn", NetworkFlag.VPN in network.flags),
        ("proxy", NetworkFlag.PROXY in network.flags),
        ("bypass_tool", NetworkFlag.BYPASS_TOOL in network.flags),
        ("account", verdict.status in (MessengerStatus.WORKS, MessengerStatus.PARTLY)),
    )
    return tuple(key for key, holds in rules if holds)
