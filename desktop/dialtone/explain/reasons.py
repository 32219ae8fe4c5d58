"""The reasons behind an answer: what was seen, what it means, what to do, what remains open; the technical lines."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dialtone.explain.answer_text import say_parts
from dialtone.explain.evidence import About, all_evidence, interceptor_of, kinds_of, offline_behind, proxy_path_key
from dialtone.explain.sentences import Sentences
from dialtone.model.fact import Fact, FactValue, number_of
from dialtone.model.observation import Observation
from dialtone.model.status_groups import ANSWERS, IN_THE_NETWORK, NO_FAILURE, TROUBLE_HERE
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    Step,
)

CALL_SOMEONE = "network_can_do.call"
"""The key of the advice if no messenger can work."""
FOR_BROWSERS_ALONE = "browser_hello_cut"
"""The finding that only ClientHellos of browsers or apps are cut, and the key of its words."""
_NAMED = (EvidenceKind.INSPECTED_BY_PROGRAM, EvidenceKind.INSPECTED_BY_GATEWAY)
"""The sentence names the program that inspects."""

_LIKE_AN_OUTAGE = frozenset({Cause.ADDRESS_BLOCKED, Cause.PROTOCOL_FILTERED, Cause.UNEXPLAINED, Cause.SERVICE_DOWN})
_STOPS_EVERYTHING = frozenset({Cause.OFFLINE, Cause.CAPTIVE_PORTAL, Cause.DNS_DOWN})
"""Nothing gets through: dependencies between functions do not matter."""
_MOST_RIVALS = 2
"""At most this many other explanations are mentioned; the saved check lists the rest."""
_MOST_CAUSES = 2
"""More causes than this are shown under Details only."""
_LONGEST_FACT = 80


def cause_to_name(about: About) -> str:
    """Return the key of the first cause; some causes have more specific wording.

    For example a wrong clock, a dead VPN or a bypassed proxy, and who reads or inspects traffic.
    """
    verdict, cause, kinds = about.verdict, about.first_cause, kinds_of(about.verdict)
    if path_key := proxy_path_key(verdict):
        return path_key
    if cause is Cause.THIS_COMPUTER and EvidenceKind.CLOCK_OFF in kinds and EvidenceKind.LOCAL_OVERRIDE not in kinds:
        return "clock_wrong"
    if cause is Cause.INTERCEPTED:
        return interceptor_of(verdict) or cause
    if cause is Cause.PROTOCOL_FILTERED and any(e.rule == FOR_BROWSERS_ALONE for e in all_evidence(verdict)):
        return FOR_BROWSERS_ALONE
    if cause is Cause.OFFLINE:
        return offline_behind(about.network) or cause
    return cause or ""


def said_confidence(verdict: MessengerVerdict) -> Confidence:
    """Return how sure the wording may be: with an unknown status, no cause about the messenger is called certain."""
    about_messenger = any(cause in IN_THE_NETWORK or cause in _LIKE_AN_OUTAGE for cause in verdict.causes[:1])
    return Confidence.UNSURE if verdict.status is MessengerStatus.UNKNOWN and about_messenger else verdict.confidence


def may_be_an_outage(verdict: MessengerVerdict) -> bool:
    """Return whether it may be an outage of the service, from which some blocks cannot be distinguished."""
    return verdict.confidence is not Confidence.SURE and bool(_LIKE_AN_OUTAGE & set(verdict.causes))


def what_we_saw(about: About, observations: Sequence[Observation]) -> tuple[str, ...]:
    """Return one sentence per kind of evidence; without evidence, one per cause."""
    verdict = about.verdict
    names = {o.number: o.target.partition("@")[0] for o in observations if o.step is Step.DNS}
    said: dict[str, str] = {}
    for item, answers in _list_evidence(verdict):
        if item.kind is EvidenceKind.NEEDS_MESSAGES and _STOPS_EVERYTHING & set(verdict.causes):
            continue
        keys = _list_saw_keys(about.sentences, item, names, answers=answers)
        counted = _say_share(about, item, observations) or _say_lifetime(about, item, observations)
        text = counted or about.say(*keys, name=_asked_name(item, names), program=item.program)
        said.setdefault(keys[-1], text)
    if not said and verdict.status not in NO_FAILURE:
        said = {cause: about.say(f"saw_cause.{cause}") for cause in verdict.causes}
    return tuple(dict.fromkeys(text for text in said.values() if text))


def _say_share(about: About, evidence: Evidence, observations: Sequence[Observation]) -> str:
    """Return how many tries passed, of how many, if the evidence is about that and the tries are available."""
    if evidence.kind is not EvidenceKind.SOME_ATTEMPTS_FAIL:
        return ""
    numbers = set(evidence.observations)
    attempts = {o.attempt for o in observations if o.number in numbers}
    failed = {o.attempt for o in observations if o.number in numbers and not o.ok}
    if not attempts - failed or not failed:
        return ""
    passed = len(attempts) - len(failed)
    return about.sentences.say_counted(passed, f"saw_share.{evidence.kind}", passed=passed, tried=len(attempts))


def _say_lifetime(about: About, evidence: Evidence, observations: Sequence[Observation]) -> str:
    """Return after how many seconds kept connections fell silent, if the evidence is about that."""
    if evidence.kind is not EvidenceKind.STOPPED_LATER:
        return ""
    numbers = set(evidence.observations)
    lifetimes = [number_of(o.facts, Fact.LIVED) for o in observations if o.number in numbers and Fact.LIVED in o.facts]
    seconds = math.ceil(min(lifetimes, default=0.0))
    if not seconds:
        return ""
    key = f"saw_after.{evidence.kind}"
    return about.sentences.say_counted(seconds, key, messenger=about.name, seconds=seconds)


def _list_evidence(verdict: MessengerVerdict) -> Iterator[tuple[Evidence, bool]]:
    """Yield all evidence, each with whether its function or messenger works."""
    for status, evidence in ((verdict.status, verdict.evidence), *((f.status, f.evidence) for f in verdict.functions)):
        for item in evidence:
            yield item, status in ANSWERS


def _list_saw_keys(
    sentences: Sentences, evidence: Evidence, names: Mapping[int, str], *, answers: bool
) -> tuple[str, ...]:
    """Return the keys of the sentences about a piece of evidence, of which the first that exists is used.

    The last key is that of the sentence without a name. Several pieces of evidence with the same one get one sentence.
    """
    if evidence.kind is EvidenceKind.GREETING_ANSWERED and not answers:
        return ("saw.greeting_answered_otherwise",)
    if evidence.kind in _NAMED and not evidence.program:
        return ("saw.inspected",)
    of_rule = f"saw.{evidence.kind}.{evidence.rule}"
    without_name = of_rule if sentences.has(of_rule) else f"saw.{evidence.kind}"
    return (f"saw_name.{evidence.kind}", without_name) if _asked_name(evidence, names) else (without_name,)


def _asked_name(evidence: Evidence, names: Mapping[int, str]) -> str:
    """Return the name that was looked up, if the evidence is about a lookup."""
    return next((names[number] for number in evidence.observations if names.get(number)), "")


def what_it_means(about: About) -> tuple[str, ...]:
    """Return the probable meaning of the first causes; the verdict's confidence is that of the first one alone."""
    verdict = about.verdict
    if verdict.status in NO_FAILURE or not verdict.causes:
        return ()
    confidence = said_confidence(verdict)
    in_others = Confidence.LIKELY if confidence is Confidence.SURE else confidence
    causes = ((cause_to_name(about), confidence), *((cause, in_others) for cause in verdict.causes[1:_MOST_CAUSES]))
    return tuple(about.say(f"means.{cause}.{degree}", f"means.{cause}") for cause, degree in causes)


def what_to_do(about: About, *, closed: bool = False, others_fail: bool = False) -> tuple[str, ...]:
    """Return short lines for right now; longer help is advice.

    `closed`: it is known to be closed across the country, so no other network there is offered.
    `others_fail`: the other tested messengers fail as well, so the phone is offered instead of another messenger.
    """
    verdict = about.verdict
    is_in_trouble = verdict.status not in NO_FAILURE
    key = cause_to_name(about) if is_in_trouble and verdict.causes else verdict.status
    program = next((item.program for item in all_evidence(verdict) if item.program), "")
    instead = about.lines(f"instead.{key}")
    if instead and others_fail:
        instead = about.lines(CALL_SOMEONE)
    lines = (*about.lines(f"can_do.{key}", program=program), *instead)
    lines = lines or (*about.lines("can_do.unexplained"), *about.lines("elsewhere.unexplained"))
    elsewhere = () if closed else about.lines(f"elsewhere.{key}")
    of_flags = [line for flag in about.network.flags for line in about.lines(f"can_do.{flag}")] if is_in_trouble else []
    return tuple(dict.fromkeys([*lines, *elsewhere, *of_flags]))


def what_we_cannot_tell(about: About) -> tuple[str, ...]:
    """Return the functions that were left out, and the limits of this verdict."""
    verdict, lines = about.verdict, []
    for key, status in (("not_tested", FunctionStatus.NOT_TESTED), ("not_told", FunctionStatus.UNKNOWN)):
        left_out = [f.function for f in verdict.functions if f.status is status]
        if left_out and len(left_out) < len(verdict.functions):
            parts = say_parts(about.sentences, left_out, verdict.messenger)
            lines.append(about.say(f"cannot_tell.{key}", list=parts))
    others = (
        () if verdict.status is MessengerStatus.NOT_TESTED else other_explanations(about.sentences, verdict, about.name)
    )
    return (*lines, *others, *(about.say(f"cannot_tell.{key}") for key in _list_limit_keys(about)))


def other_explanations(
    sentences: Sentences, verdict: MessengerVerdict | NetworkVerdict, name: str = ""
) -> tuple[str, ...]:
    """Return other possible explanations, the most common first: at most two sentences."""
    clauses = dict.fromkeys(
        sentences.say(f"rival.{rival}", messenger=name) for rival in _list_rivals(sentences, verdict)
    )
    return tuple(sentences.say("cannot_tell.not_ruled_out", what=clause) for clause in tuple(clauses)[:_MOST_RIVALS])


def _list_rivals(sentences: Sentences, verdict: MessengerVerdict | NetworkVerdict) -> tuple[str, ...]:
    """Return the ids of the other explanations that have a sentence, the most common first."""
    is_tunnel_said = isinstance(verdict, NetworkVerdict) and offline_behind(verdict).startswith("offline_")
    already_said = "tunnel_dead" if is_tunnel_said else ""  # the answer itself says that a VPN or a proxy is on
    standing = (rival.id for rival in verdict.diagnosis.standing)
    return tuple(rival for rival in standing if rival != already_said and sentences.has(f"rival.{rival}"))


def _list_limit_keys(about: About) -> tuple[str, ...]:
    """Return the keys of what cannot be told from here, and of what makes the answer less sure."""
    verdict, flags = about.verdict, about.network.flags
    is_in_trouble = verdict.status not in NO_FAILURE
    has_no_rival_named = is_in_trouble and not _list_rivals(about.sentences, verdict)
    confidence = verdict.confidence
    in_the_network = about.first_cause in IN_THE_NETWORK  # who controls a network cannot be seen from here
    network_is_named = verdict.status in TROUBLE_HERE and confidence is not Confidence.UNSURE and in_the_network
    not_this_computer = about.first_cause is not Cause.CERTIFICATE_SWAPPED  # a program here can swap one too
    limits = (
        ("block_or_outage", has_no_rival_named and may_be_an_outage(verdict)),
        ("who", network_is_named and not_this_computer and not about.has_vpn),
        ("likely", has_no_rival_named and network_is_named and confidence is Confidence.LIKELY),
        ("unsure", has_no_rival_named and confidence is Confidence.UNSURE),
        ("vpn", about.has_vpn),
        ("proxy", NetworkFlag.PROXY in flags),
        ("bypass_tool", NetworkFlag.BYPASS_TOOL in flags),
        ("account", verdict.status in (MessengerStatus.WORKS, MessengerStatus.PARTLY)),
    )
    return tuple(key for key, holds in limits if holds)


def say_rules(sentences: Sentences, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return a technical line per rule that applied: its id, what it saw, and in which observations."""
    return tuple(
        sentences.say(
            "detail.rule" if item.observations else "detail.rule_alone",
            rule=item.rule,
            kind=item.kind.value,
            numbers=", ".join(map(str, item.observations)),
        )
        for item in evidence
        if item.rule
    )


def say_observations(sentences: Sentences, observations: Iterable[Observation]) -> tuple[str, ...]:
    """Return a technical line per observation, by number."""
    return tuple(
        _say_observation(sentences, observation)
        for observation in sorted(observations, key=lambda observation: observation.number)
    )


def _say_observation(sentences: Sentences, observation: Observation) -> str:
    """Return an observation in one line: its step, how that ended, and its facts."""
    line = sentences.say(
        "detail.works" if observation.failure is None else "detail.fails",
        number=observation.number,
        step=sentences.say(f"step.{observation.step}"),
        target=observation.target,
        failure="" if observation.failure is None else sentences.say(f"failure.{observation.failure}"),
        ms=round(observation.seconds * 1000),
    )
    line = sentences.say(f"detail.{observation.variant}", line=line)
    facts = (
        sentences.pair(sentences.say("detail.fact", fact=fact, value=_one_line(value)))
        for fact, value in sorted(observation.facts.items(), key=lambda item: item[0])
    )
    facts_text = sentences.say("detail.fact_separator").join(facts)
    return sentences.say("detail.facts", line=line, facts=facts_text) if facts_text else line


def _one_line(value: FactValue) -> str:
    """Return a fact, which comes from the network, as one short line without control characters."""
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    clean = "".join(char if char.isprintable() else " " for char in text)
    return clean if len(clean) <= _LONGEST_FACT else clean[:_LONGEST_FACT] + "…"
