"""Below the answer: who is affected, what was seen, what it means, what to do, what remains open; technical lines."""

import math
from collections.abc import Iterable, Sequence

from dialtone.explain.answer_text import say_parts, say_state
from dialtone.explain.answers import answer_about_network, clause_of, was_tested
from dialtone.explain.evidence import (
    LIKE_AN_OUTAGE,
    About,
    all_evidence,
    interceptor_of,
    kinds_of,
    may_be_an_outage,
    network_reason,
    offline_behind,
    place_of,
    proxy_path_key,
    shows_wrong_clock,
    working_path_key,
)
from dialtone.explain.joining import capitalize, join_texts
from dialtone.explain.sentences import Sentences, grade_keys
from dialtone.model.answer import CausePlace, Why
from dialtone.model.computer import OldApp
from dialtone.model.explanation import FunctionWords
from dialtone.model.fact import Fact, number_of
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.status_groups import ANSWERS, BROKEN, IN_THE_NETWORK, NO_FAILURE, TAMPERED_NAMES, TROUBLE_HERE
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    Step,
)

CALL_SOMEONE = "network_can_do.call"
"""The key of the advice to call by phone, for when no messenger can work."""
BROWSER_HELLO_CUT = "browser_hello_cut"
"""The finding that only ClientHellos of browsers or apps are cut, and the key of its words."""

_STOPS_EVERYTHING = frozenset({Cause.OFFLINE, Cause.CAPTIVE_PORTAL, Cause.DNS_DOWN})
"""Causes for which nothing gets through, so that dependencies between functions do not matter."""
_NEAR = frozenset({Cause.THIS_COMPUTER, Cause.OWN_FILTER})
"""Causes that hide what the network does."""
_MAX_RIVALS = 2  # at most this many rivals are mentioned; the saved check lists the rest
_MAX_CAUSES = 2  # more causes than this are shown under Details only
_MAX_FACT_CHARS = 80

_SPLIT_PATHS = frozenset({NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL})
"""Flags for which connections take different paths: no single place of the trouble would be right."""
_PLACES_OF_INSPECTORS = {
    EvidenceKind.INSPECTED_BY_PROGRAM: CausePlace.COMPUTER,
    EvidenceKind.INSPECTED_BY_GATEWAY: CausePlace.HOME,
}
"""Where the program runs whose inspection was seen; the sentence on this evidence names the program."""
_STATUSES_WITH_CAUSE = frozenset({FunctionStatus.BLOCKED, FunctionStatus.SLOW, FunctionStatus.UNKNOWN})
"""Statuses of a function whose causes have sentences of their own."""
_INSPECTED = frozenset({EvidenceKind.INSPECTED, *_PLACES_OF_INSPECTORS})
_SILENT_RELAYS = (EvidenceKind.UDP_SILENT, EvidenceKind.PORT_CLOSED, EvidenceKind.ADDRESS_REFUSES)
"""How calls fail on the way to their relays, in the order of the sentences."""
_STUN_FILTERED = (EvidenceKind.STUN_FILTERED, EvidenceKind.STUN_FILTERED_FOR_MOST)
_ABOUT_CALLS = frozenset({EvidenceKind.UDP_SILENT, *_STUN_FILTERED})  # evidence about everybody's calls on this network


def find_cause_key(about: About) -> str:
    """Return the key of the first cause for its sentences, which may be more specific than it; empty for none."""
    verdict = about.verdict
    specific_keys: dict[Cause | None, str | None] = {
        Cause.THIS_COMPUTER: _find_computer_key(about),
        Cause.INTERCEPTED: interceptor_of(verdict),
        Cause.PROTOCOL_FILTERED: BROWSER_HELLO_CUT if _are_only_browsers_cut(all_evidence(verdict)) else None,
        Cause.OFFLINE: offline_behind(about.network),
    }
    # The only path on which a messenger answers helps a person more than any cause.
    return proxy_path_key(verdict) or specific_keys.get(verdict.first_cause) or verdict.first_cause or ""


def _find_computer_key(about: About) -> str | None:
    if shows_wrong_clock(kinds_of(about.verdict)):
        return "clock_wrong"
    if EvidenceKind.LOCAL_OVERRIDE in kinds_of(about.verdict):
        return "hosts_file"
    return "forbidden_here" if network_reason(about.network) == "forbidden_here" else None


def _are_only_browsers_cut(evidence: Iterable[Evidence]) -> bool:
    return any(item.rule == BROWSER_HELLO_CUT for item in evidence)


def confidence_to_state(verdict: MessengerVerdict) -> Confidence:
    """Return how sure a sentence about the first cause may be.

    If the status is unknown, what stops the messenger is not stated as sure, but what stops everything is.
    """
    stops_messenger = verdict.first_cause in IN_THE_NETWORK | LIKE_AN_OUTAGE
    is_unknown = verdict.status is MessengerStatus.UNKNOWN
    return Confidence.UNSURE if is_unknown and stops_messenger else verdict.confidence


def list_observed(about: About, observations: Sequence[Observation]) -> tuple[str, ...]:
    """Return what was seen, a sentence for each kind of evidence; without evidence of a failure, one for each cause.

    The sentences contain figures and names from `observations`, those of the whole check.
    """
    verdict = about.verdict
    evidence = _list_evidence(verdict)
    some_answer = any(works and item.kind is EvidenceKind.GREETING_ANSWERED for item, works in evidence)
    by_number = {observation.number: observation for observation in observations}
    sentence_by_key: dict[str, str] = {}
    for item, works in evidence:
        key = _find_evidence_key(about.sentences, item, works=works)
        if key not in sentence_by_key:
            its_observations = [by_number[number] for number in item.observations if number in by_number]
            sentence_by_key[key] = _say_evidence(about, item, key, its_observations, some_answer=some_answer)
    said = list(sentence_by_key.values())
    if not said and verdict.status not in NO_FAILURE:
        said = [about.say(f"saw_cause.{cause}") for cause in verdict.causes]
    return tuple(dict.fromkeys(filter(None, said)))


def _list_evidence(verdict: MessengerVerdict) -> list[tuple[Evidence, bool]]:
    """Return all evidence, each with whether its function works, be it only in part or slowly, and messages may too.

    Where nothing at all gets through, it is left out that a function depends on messages.
    """
    messages_fail = verdict.status_of(Function.MESSAGES) in BROKEN | {FunctionStatus.UNKNOWN}
    left_out = EvidenceKind.NEEDS_MESSAGES if _STOPS_EVERYTHING.intersection(verdict.causes) else None
    found = ((verdict.status, verdict.evidence), *((f.status, f.evidence) for f in verdict.functions))
    return [
        (item, status in ANSWERS and not messages_fail)
        for status, evidence in found
        for item in evidence
        if item.kind is not left_out
    ]


def _say_evidence(
    about: About, item: Evidence, key: str, observations: Sequence[Observation], *, some_answer: bool
) -> str:
    """Return the sentence on a piece of evidence: with a figure if it has one, else by its most specific key.

    `key`: its general one. `observations`: what it rests on. `some_answer`: a part of the messenger was seen to answer.
    """
    if with_figure := _say_figure(about, item.kind, observations):
        return with_figure
    lookups = (o for o in observations if o.step is Step.DNS and o.messenger == about.verdict.messenger)
    name = next((lookup.target.partition("@")[0] for lookup in lookups), "")
    keys = []
    if name:
        keys.append(f"saw_name.{item.kind}")
    if some_answer:
        keys.append(f"saw_some.{item.kind}")
    return about.say(*keys, key, name=name, program=item.program)


def _say_figure(about: About, kind: EvidenceKind, observations: Sequence[Observation]) -> str:
    """Return the sentence on evidence that has a figure: how many attempts passed, or after how long one was cut.

    Empty for other kinds of evidence, and if the observations lack the figure.
    """
    if kind is EvidenceKind.SOME_ATTEMPTS_FAIL:
        tried = {o.attempt for o in observations}
        failed = {o.attempt for o in observations if not o.ok}
        passed = len(tried) - len(failed)
        if 0 < passed < len(tried):
            return about.sentences.say_counted(passed, f"saw_share.{kind}", passed=passed, tried=len(tried))
    if kind is EvidenceKind.STOPPED_LATER:
        lifetimes = [number_of(o.facts, Fact.LIVED) for o in observations if Fact.LIVED in o.facts]
        seconds = math.ceil(min(lifetimes, default=0.0))
        if seconds:
            return about.sentences.say_counted(seconds, f"saw_after.{kind}", messenger=about.name, seconds=seconds)
    return ""


def _find_evidence_key(sentences: Sentences, evidence: Evidence, *, works: bool) -> str:
    """Return the key of the general sentence on a piece of evidence: by its rule if there is one, else by its kind."""
    if evidence.kind is EvidenceKind.GREETING_ANSWERED and not works:
        return "saw.greeting_answered_otherwise"
    if evidence.kind in _PLACES_OF_INSPECTORS and not evidence.program:
        return "saw.inspected"
    key_of_rule = f"saw.{evidence.kind}.{evidence.rule}"
    return key_of_rule if sentences.has(key_of_rule) else f"saw.{evidence.kind}"


def list_meanings(about: About) -> tuple[str, ...]:
    """Return what the first causes probably mean, the first one by its explanation where that has a sentence.

    The verdict is sure of the first; others are at most likely. If the first one is unknown, it says what may be behind
    it, for a person who reads no further. Of a messenger that works it returns what is odd about the servers.
    """
    verdict = about.verdict
    if verdict.status is MessengerStatus.WORKS:
        kinds = dict.fromkeys(item.kind for item in all_evidence(verdict))
        return tuple(
            filter(None, (about.say(f"means.works.{kind}", parts=_say_parts_with(about, kind)) for kind in kinds))
        )
    if verdict.status in NO_FAILURE or not verdict.causes:
        return ()
    confidence = confidence_to_state(verdict)
    keys = (f"explanation.{verdict.diagnosis.hypothesis}", f"means.{find_cause_key(about)}")
    first = about.say(*grade_keys(confidence, *keys, f"means.{verdict.first_cause}"))
    if verdict.first_cause is Cause.UNEXPLAINED:
        first = join_texts((first, *say_other_explanations(about.sentences, verdict, about.name)))
    at_most_likely = Confidence.LIKELY if confidence is Confidence.SURE else confidence
    others = verdict.causes[1:_MAX_CAUSES]
    return (first, *(about.say(*grade_keys(at_most_likely, f"means.{cause}")) for cause in others))


def _say_parts_with(about: About, kind: EvidenceKind) -> str:
    """Return the functions with evidence of a kind, as the beginning of a sentence."""
    parts = (f.function for f in about.verdict.functions if shows(f, kind))
    return capitalize(say_parts(about.sentences, parts, about.verdict.messenger), about.sentences.language)


def list_steps(about: About, *, is_closed: bool, may_ask: bool, instead: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a person can do right now, in short lines; longer help is advice.

    `may_ask`: whether asking another person about a messenger is no danger in the person's country.
    `is_closed`: whether the messenger is closed across the country, so that no other network there is suggested.
    `instead`: what is said in place of the advice to agree on another messenger, once others were tested; else empty.
    """
    verdict = about.verdict
    is_in_trouble = verdict.status not in NO_FAILURE
    key = find_cause_key(about) if is_in_trouble and verdict.causes else verdict.status
    program = next((item.program for item in all_evidence(verdict) if item.program), "")
    lines = [*_list_lines(about, key, program)]
    if verdict.status_of(Function.MESSAGES) in (FunctionStatus.WORKS, FunctionStatus.SLOW):
        lines += about.lines(f"write.{key}")
    if may_ask:
        lines += about.lines(f"ask.{key}", program=program)
    if another_messenger := about.lines(f"instead.{key}"):
        lines += instead or another_messenger
    if not is_closed:
        lines += about.lines(f"elsewhere.{key}")
    if not lines:
        lines += about.lines("can_do.unexplained")
        if not is_closed:
            lines += about.lines("elsewhere.unexplained")
    if is_in_trouble:
        for flag in about.network.flags:
            lines += _list_lines(about, flag)
    return tuple(dict.fromkeys(lines))


def _list_lines(about: About, key: str, program: str = "") -> tuple[str, ...]:
    """Return what to do under a key; if that is the same for the whole network, the network's lines."""
    return about.lines(f"can_do.{key}", program=program) or about.lines(f"network_can_do.{key}", program=program)


def list_limits(about: About) -> tuple[str, ...]:
    """Return what remains open: other explanations, and the limits of any check. Functions are listed beside it."""
    verdict = about.verdict
    limits = [about.say(f"cannot_tell.{key}") for key in _list_limit_keys(about)]
    # Of a failure without a known cause, `list_meanings` has told the other explanations.
    are_told_as_meaning = verdict.status not in NO_FAILURE and verdict.first_cause is Cause.UNEXPLAINED
    if verdict.status is MessengerStatus.NOT_TESTED or are_told_as_meaning:
        return tuple(limits)
    return (*say_other_explanations(about.sentences, verdict, about.name), *limits)


def say_other_explanations(
    sentences: Sentences, verdict: MessengerVerdict | NetworkVerdict, name: str = ""
) -> tuple[str, ...]:
    """Return that the most common rivals are not ruled out, at most two. `name`: the messenger's, for its verdict."""
    about = verdict.messenger if isinstance(verdict, MessengerVerdict) else ""
    rivals = _list_rivals(sentences, verdict)
    clauses = [sentences.say(f"rival.{rival}", about=about, messenger=name) for rival in rivals]
    unique_clauses = [*dict.fromkeys(clauses)][:_MAX_RIVALS]
    return tuple(sentences.say("cannot_tell.not_ruled_out", what=clause) for clause in unique_clauses)


def _list_rivals(sentences: Sentences, verdict: MessengerVerdict | NetworkVerdict) -> list[str]:
    """Return the ids of the rivals that have a sentence, without what the answer itself says.

    Where the cause is unknown, the leading explanation is the first of them: no other sentence names it.
    """
    standing = [rival.id for rival in verdict.diagnosis.standing]
    said_by_answer = ""
    if isinstance(verdict, NetworkVerdict):
        if offline_behind(verdict).startswith("offline_"):  # the answer says that a VPN or a proxy is on
            said_by_answer = "tunnel_dead"
    else:
        if verdict.status in ANSWERS:
            said_by_answer = "works"
        if verdict.first_cause is Cause.UNEXPLAINED:
            standing.insert(0, verdict.diagnosis.hypothesis)
    return [rival for rival in standing if rival != said_by_answer and sentences.has(f"rival.{rival}")]


def _list_limit_keys(about: About) -> list[str]:
    """Return the keys of the sentences on what this check cannot tell."""
    verdict = about.verdict
    confidence = verdict.confidence
    has_no_rival_named = verdict.status not in NO_FAILURE and not _list_rivals(about.sentences, verdict)
    is_in_network = verdict.first_cause in IN_THE_NETWORK
    blames_network = verdict.status in TROUBLE_HERE and confidence is not Confidence.UNSURE and is_in_network
    may_be_program = verdict.first_cause is Cause.CERTIFICATE_SWAPPED  # one on this computer can swap it too
    limits = {
        "block_or_outage": has_no_rival_named and may_be_an_outage(verdict.causes, confidence),
        "who": blames_network and not may_be_program and not about.has_vpn,
        "likely": has_no_rival_named and blames_network and confidence is Confidence.LIKELY,
        "unsure": has_no_rival_named and confidence is Confidence.UNSURE,
        "vpn": about.has_vpn,
        "proxy": NetworkFlag.PROXY in about.network.flags,
        "bypass_tool": NetworkFlag.BYPASS_TOOL in about.network.flags,
        "account": verdict.status in (MessengerStatus.WORKS, MessengerStatus.PARTLY),
    }
    return [key for key, holds in limits.items() if holds]


def say_rules(sentences: Sentences, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return a technical line per rule that applied: its id, the kind of evidence, the numbers of its observations."""
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
    """Return a technical line per observation, in the order of their numbers."""
    in_order = sorted(observations, key=lambda observation: observation.number)
    return tuple(_say_observation(sentences, observation) for observation in in_order)


def _say_observation(sentences: Sentences, observation: Observation) -> str:
    """Return an observation in one line: its step, the outcome, and its facts."""
    failure = observation.failure
    line = sentences.say(
        "detail.works" if failure is None else "detail.fails",
        number=observation.number,
        step=sentences.say(f"step.{observation.step}"),
        target=observation.target,
        failure="" if failure is None else sentences.say(f"failure.{failure}"),
        ms=round(observation.seconds * 1000),
    )
    line = sentences.say(f"detail.{observation.variant}", line=line)
    facts = []
    for fact, value in sorted(observation.facts.items(), key=lambda item: item[0]):
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
        clean = "".join(char if char.isprintable() else " " for char in text)  # it comes from the network
        short = clean if len(clean) <= _MAX_FACT_CHARS else clean[:_MAX_FACT_CHARS] + "…"
        facts.append(sentences.left_to_right(sentences.say("detail.fact", fact=fact, value=short)))
    facts_text = sentences.say("detail.fact_separator").join(facts)
    return sentences.say("detail.facts", line=line, facts=facts_text) if facts_text else line


def say_summary(about: About, why: Why | None) -> str:
    """Return who is affected and how sure it is, and what to know about the messenger on any network."""
    not_at_fault = ""
    if why is not None and why.not_this_computer:
        key = "summary.not_you" if why.not_the_service else "summary.not_computer"
        not_at_fault = about.say(*grade_keys(about.verdict.confidence, key))
    hidden = about.say("summary.not_looked_past") if _hides_network(about.verdict) else ""
    note = about.say(f"note.{about.verdict.note}")
    affected = about.say(*grade_keys(confidence_to_state(about.verdict), *_list_summary_keys(about)))
    return join_texts((affected, hidden, not_at_fault, note))


def _hides_network(verdict: MessengerVerdict) -> bool:
    """Return whether something on this computer or at home stopped all of it, and nothing answered behind that."""
    if any(f.status in (FunctionStatus.WORKS, FunctionStatus.SLOW) for f in verdict.functions):
        return False
    stopped = [f for f in verdict.functions if f.first_cause in _NEAR and verdict.first_cause in _NEAR]
    return any(not shows(f, EvidenceKind.GREETING_ANSWERED) for f in stopped)


def _list_summary_keys(about: About) -> tuple[str, ...]:
    """Return the keys of the sentence on who is affected, the most specific first, without the certainty."""
    verdict = about.verdict
    works = verdict.status is MessengerStatus.WORKS
    if verdict.why:  # why it was not tested is all that is known
        return f"why_untested.{verdict.why}", f"summary.{verdict.status}"
    if works and NetworkFlag.PROXY in about.network.flags:  # "works" alone would not say with which setting
        return (f"summary.{working_path_key(verdict, about.network)}",)
    if verdict.status is MessengerStatus.PARTLY and verdict.first_cause is Cause.SERVICE_DOWN:
        return ("summary.down",)  # the headline has named the service
    # What was seen of a messenger that works limits the claim that it does.
    if works and shows(verdict, EvidenceKind.ONLY_CONNECTS):
        return f"summary.{EvidenceKind.ONLY_CONNECTS}", *_list_cause_keys(about)
    fails_at_times = works and shows(verdict, EvidenceKind.SOME_ATTEMPTS_FAIL)
    if fails_at_times and verdict.confidence is not Confidence.UNSURE:
        return (f"summary.works.{EvidenceKind.SOME_ATTEMPTS_FAIL}",)
    return _list_cause_keys(about)


def _list_cause_keys(about: About) -> tuple[str, ...]:
    """Return the keys of the cause, the most specific first, then that of the status."""
    cause = about.verdict.first_cause
    status = about.verdict.status
    keys: list[str] = []
    if cause is not None and status not in NO_FAILURE:
        keys = [f"{status}.{cause}", cause]
        if (specific_cause := find_cause_key(about)) != cause:
            keys.insert(0, specific_cause)
        if status in TROUBLE_HERE and cause in IN_THE_NETWORK:
            keys.append(_find_network_key(about))
    return tuple(f"summary.{key}" for key in (*keys, status))


def _find_network_key(about: About) -> str:
    """Return the key of the sentence on whose network causes the trouble: this one, or the one behind a VPN.

    With a VPN on, forged names come from the network here if lookups bypass the VPN.
    """
    if not about.has_vpn:
        return "in_the_network"
    are_names_tampered = about.verdict.first_cause in TAMPERED_NAMES
    lookups_bypass_vpn = NetworkFlag.NAMES_BESIDE_VPN in about.network.flags
    return "names_beside_vpn" if are_names_tampered and lookups_bypass_vpn else "through_vpn"


def say_where(about: About) -> str:
    """Return where the trouble lies, no surer than the verdict; empty if not tested, or if there are several paths.

    Empty too if that is unknown while the state of the network itself has been named as the reason.
    """
    if not was_tested(about.verdict) or not _SPLIT_PATHS.isdisjoint(about.network.flags):
        return ""
    place = _find_place_key(about)
    if place == CausePlace.UNKNOWN and answer_about_network(about.network) is not None:
        return ""
    return about.say(*grade_keys(about.verdict.confidence, f"path_where.{place}"))


def _find_place_key(about: About) -> str:
    """Return the key of where the trouble lies; `unknown` if that is unsure, so that nobody looks there in vain."""
    verdict = about.verdict
    cause = verdict.first_cause
    if verdict.status is MessengerStatus.WORKS:
        return "open"
    is_unsure = verdict.status is MessengerStatus.UNKNOWN or verdict.confidence is Confidence.UNSURE
    # A program on this computer can swap a certificate too.
    if cause is None or is_unsure or cause is Cause.CERTIFICATE_SWAPPED:
        return CausePlace.UNKNOWN
    if may_be_an_outage(verdict.causes, verdict.confidence) and cause is not Cause.SERVICE_DOWN:
        return "vpn" if about.has_vpn else "network_or_service"
    if cause is Cause.INTERCEPTED:  # it lies where the program that inspects runs
        return _PLACES_OF_INSPECTORS.get(interceptor_of(verdict) or EvidenceKind.INSPECTED, CausePlace.UNKNOWN)
    place = place_of(cause)
    if place in (CausePlace.NETWORK, CausePlace.HOSTING) and about.has_vpn:
        return "vpn"  # what was measured is the network behind the VPN, not the one here
    return "network_or_service" if place is CausePlace.HOSTING else place


def say_function(sentences: Sentences, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
    """Return one function of a messenger in words: label, short state, and why. `name`: the messenger's, by its id."""
    clause = clause_of(verdict, MessengerVerdict(messenger, name, MessengerStatus.PARTLY, functions=(verdict,)))
    return FunctionWords(
        status=replace(clause, parts=()).status_word,
        label=sentences.say(f"label.{verdict.function}", about=messenger),
        state=say_state(sentences, clause),
        sentence=_say_why(sentences, verdict, messenger, name),
        doubtful=clause.doubtful,
    )


def say_why_not(sentences: Sentences, why_not: str, messenger: str, name: str) -> str:
    """Return why a function was not tested. `why_not`: the key of the reason; `name`: the messenger's, by its id."""
    return sentences.say(f"why_not.{why_not}", "why_not.generic", about=messenger, messenger=name)


def _say_why(sentences: Sentences, verdict: FunctionVerdict, messenger: str, name: str) -> str:
    """Return why a function works, does not, or was not tested, by the most specific key that has a sentence."""
    status = verdict.status
    cause = verdict.first_cause
    if status is FunctionStatus.NOT_TESTED:
        return say_why_not(sentences, verdict.why_not, messenger, name)
    keys = [*_list_interception_keys(verdict), *_list_calls_keys(verdict)]
    if status in _STATUSES_WITH_CAUSE and cause is not None and verdict.confidence is not Confidence.UNSURE:
        keys += [f"{status}.{cause}", cause]
    graded = grade_keys(verdict.confidence, *(f"function_sentence.{key}" for key in (*keys, status)))
    return sentences.say(*graded, about=messenger, messenger=name)


def _list_calls_keys(verdict: FunctionVerdict) -> list[str]:
    """Return the keys of what the network does to everybody's calls, for calls that it stops or that are unknown."""
    kinds = {e.kind for e in verdict.evidence if e.kind in _ABOUT_CALLS or e.rule == "relays_silent"}
    stun_filters = [kind.value for kind in _STUN_FILTERED if kind in kinds]
    if verdict.status is FunctionStatus.UNKNOWN:
        silent_relays = [kind.value for kind in _SILENT_RELAYS if kind in kinds]
        return [*silent_relays, *(f"{kind}.unknown" for kind in stun_filters)]
    is_filtered = verdict.status is FunctionStatus.BLOCKED and verdict.first_cause is Cause.CALLS_FILTERED
    return stun_filters if is_filtered else []


def _list_interception_keys(verdict: FunctionVerdict) -> list[str]:
    """Return the keys of the signs of interception that leave a function unknown."""
    if verdict.status is not FunctionStatus.UNKNOWN:
        return []
    kinds = {e.kind for e in verdict.evidence}
    applies = {
        BROWSER_HELLO_CUT: _are_only_browsers_cut(verdict.evidence),
        "read_along": EvidenceKind.READ_ALONG in kinds,
        "inspected": bool(kinds & _INSPECTED),
    }
    return [key for key, holds in applies.items() if holds]


def say_old_app(sentences: Sentences, old: OldApp | None, name: str) -> str:
    """Return the sentence about an outdated app; empty if it is not outdated."""
    if old is None:
        return ""
    keys = (f"old_version.{old.why}", "old_version.generic")
    return sentences.say(*keys, messenger=name, version=old.version, below=old.below)
