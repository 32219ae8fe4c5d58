"""Below the answer: who is affected and how sure it is, where the trouble lies, and how each part is doing."""

from dialtone.explain.answer_text import say_state
from dialtone.explain.answers import clause_of, was_tested
from dialtone.explain.evidence import About, interceptor_of, working_path_key
from dialtone.explain.joining import join_texts
from dialtone.explain.reasons import BROWSER_HELLO_CUT, confidence_to_state, find_cause_key, may_be_an_outage
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import Why
from dialtone.model.explanation import FunctionWords
from dialtone.model.frozen import replace
from dialtone.model.status_groups import IN_THE_NETWORK, NO_FAILURE, TAMPERED_NAMES, TROUBLE_HERE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, shows
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, FunctionStatus, MessengerStatus, NetworkFlag

_SPLIT_PATHS = frozenset({NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL})
"""Flags for which connections take different paths: no single place of the trouble would be right."""
_PLACES_OF_CAUSES = {
    Cause.THIS_COMPUTER: "computer",
    Cause.OWN_FILTER: "home",
    Cause.CAPTIVE_PORTAL: "home",
    Cause.WHITELIST_MODE: "network",
    Cause.HOSTING_LIMITED: "network",
    Cause.SERVICE_DOWN: "service",
    Cause.SERVICE_REFUSES: "service",
}
_PLACES_OF_INSPECTORS = {EvidenceKind.INSPECTED_BY_PROGRAM: "computer", EvidenceKind.INSPECTED_BY_GATEWAY: "home"}
_STATUSES_WITH_CAUSE = frozenset({FunctionStatus.BLOCKED, FunctionStatus.SLOW, FunctionStatus.UNKNOWN})
"""Statuses of a function whose causes have sentences of their own."""
_INSPECTED = frozenset({EvidenceKind.INSPECTED, *_PLACES_OF_INSPECTORS})
_STUN_FILTERED = (EvidenceKind.STUN_FILTERED, EvidenceKind.STUN_FILTERED_FOR_MOST)
_ABOUT_CALLS = frozenset({EvidenceKind.UDP_SILENT, *_STUN_FILTERED})
"""Evidence about everybody's calls on this network."""


def say_summary(about: About, why: Why | None) -> str:
    """Return who is affected and how sure it is, and what to know about the messenger on any network."""
    not_at_fault = ""
    if why is not None and why.not_this_computer:
        key = "summary.not_computer" if may_be_an_outage(about.verdict) else "summary.not_you"
        not_at_fault = about.say(f"{key}.{about.verdict.confidence}", key)
    affected, note = about.say(*_list_summary_keys(about)), about.say(f"note.{about.verdict.note}")
    return join_texts((affected, not_at_fault, note))


def _list_summary_keys(about: About) -> tuple[str, ...]:
    verdict, network = about.verdict, about.network
    works = verdict.status is MessengerStatus.WORKS
    if verdict.why:
        return f"why_untested.{verdict.why}", f"summary.{verdict.status}"
    if works and NetworkFlag.PROXY in network.flags:
        return (f"summary.{working_path_key(verdict, network)}",)
    if verdict.status is MessengerStatus.PARTLY and verdict.first_cause is Cause.SERVICE_DOWN:
        return f"summary.down.{verdict.confidence}", "summary.down"  # the headline has named the service
    keys = _list_graded_keys(about)
    if works and shows(verdict, EvidenceKind.ONLY_CONNECTS):
        return (f"summary.{EvidenceKind.ONLY_CONNECTS}", *keys)
    fails_at_times = works and shows(verdict, EvidenceKind.SOME_ATTEMPTS_FAIL)
    if fails_at_times and verdict.confidence is not Confidence.UNSURE:
        return (f"summary.works.{EvidenceKind.SOME_ATTEMPTS_FAIL}",)
    return keys


def _list_graded_keys(about: About) -> tuple[str, ...]:
    status, cause, confidence = about.verdict.status, about.verdict.first_cause, confidence_to_state(about.verdict)
    bases: list[str] = []
    if cause is not None and status not in NO_FAILURE:
        bases = [f"{status}.{cause}", cause]
        if (specific_cause := find_cause_key(about)) != cause:
            bases.insert(0, specific_cause)
        if status in TROUBLE_HERE and cause in IN_THE_NETWORK:
            bases.append(_find_network_key(about))
    return tuple(f"summary.{key}" for base in (*bases, status) for key in (f"{base}.{confidence}", base))


def _find_network_key(about: About) -> str:
    """With a VPN on, forged names come from the network here if lookups bypass the VPN."""
    if not about.has_vpn:
        return "in_the_network"
    are_names_tampered = about.verdict.first_cause in TAMPERED_NAMES
    lookups_bypass_vpn = NetworkFlag.NAMES_BESIDE_VPN in about.network.flags
    return "names_beside_vpn" if are_names_tampered and lookups_bypass_vpn else "through_vpn"


def say_where(about: About) -> str:
    """Return where the trouble lies, no surer than the verdict; empty if not tested, or if there are several paths."""
    if not was_tested(about.verdict) or not _SPLIT_PATHS.isdisjoint(about.network.flags):
        return ""
    key = f"path_where.{_find_place_key(about)}"
    return about.say(f"{key}.{about.verdict.confidence}", key)


def _find_place_key(about: About) -> str:
    """Return the key of where the trouble lies; `unknown` if that is unsure, so that nobody looks there in vain."""
    verdict, cause = about.verdict, about.verdict.first_cause
    if verdict.status is MessengerStatus.WORKS:
        return "open"
    if cause is None or verdict.status is MessengerStatus.UNKNOWN or verdict.confidence is Confidence.UNSURE:
        return "unknown"
    if cause is Cause.CERTIFICATE_SWAPPED:
        return "unknown"  # a program on this computer can do that too
    if may_be_an_outage(verdict) and cause is not Cause.SERVICE_DOWN:
        return "vpn" if about.has_vpn else "network_or_service"
    if cause is Cause.INTERCEPTED:
        return _PLACES_OF_INSPECTORS.get(interceptor_of(verdict) or EvidenceKind.INSPECTED, "unknown")
    key = "network" if cause in IN_THE_NETWORK else _PLACES_OF_CAUSES.get(cause, "unknown")
    return "vpn" if about.has_vpn and key == "network" else key


def say_function(sentences: Sentences, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
    """Return one function of a messenger in words: label, short state, and why. `name`: the messenger's, by its id."""
    clause = clause_of(verdict, MessengerVerdict(messenger, name, MessengerStatus.PARTLY, functions=(verdict,)))
    return FunctionWords(
        status=replace(clause, parts=()).status_word,
        label=sentences.say(f"label.{verdict.function}", about=messenger),
        state=say_state(sentences, clause),
        sentence=sentences.say(*_list_sentence_keys(verdict), about=messenger, messenger=name),
        doubtful=clause.doubtful,
    )


def _list_sentence_keys(verdict: FunctionVerdict) -> tuple[str, ...]:
    status, cause, confidence = verdict.status, verdict.first_cause, verdict.confidence
    if status is FunctionStatus.NOT_TESTED:
        return f"why_not.{verdict.why_not}", "why_not.generic"
    keys = [*_list_interception_keys(verdict), *_list_calls_keys(verdict)]
    if status in _STATUSES_WITH_CAUSE and cause is not None and confidence is not Confidence.UNSURE:
        keys += [f"{status}.{cause}", f"{cause}.{confidence}", cause]
    return tuple(f"function_sentence.{key}" for key in (*keys, f"{status}.{confidence}", status))


def _list_calls_keys(verdict: FunctionVerdict) -> list[str]:
    kinds = {e.kind for e in verdict.evidence if e.kind in _ABOUT_CALLS or e.rule == "relays_silent"}
    stun_filters = [kind.value for kind in _STUN_FILTERED if kind in kinds]
    if verdict.status is FunctionStatus.UNKNOWN:
        closed = (EvidenceKind.UDP_SILENT, EvidenceKind.PORT_CLOSED, EvidenceKind.ADDRESS_REFUSES)
        return [*(kind.value for kind in closed if kind in kinds), *(f"{kind}.unknown" for kind in stun_filters)]
    is_filtered = verdict.status is FunctionStatus.BLOCKED and verdict.first_cause is Cause.CALLS_FILTERED
    return stun_filters if is_filtered else []


def _list_interception_keys(verdict: FunctionVerdict) -> list[str]:
    if verdict.status is not FunctionStatus.UNKNOWN:
        return []
    kinds = {e.kind for e in verdict.evidence}
    applies = {
        BROWSER_HELLO_CUT: any(e.rule == BROWSER_HELLO_CUT for e in verdict.evidence),
        "read_along": EvidenceKind.READ_ALONG in kinds,
        "inspected": bool(kinds & _INSPECTED),
    }
    return [key for key, holds in applies.items() if holds]
