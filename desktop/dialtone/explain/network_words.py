"""The network itself in words: its state, what is unusual about it, and what to do about that."""

from dialtone.explain.answer_text import say_clause
from dialtone.explain.answers import network_clause
from dialtone.explain.evidence import inspector_of, network_reason
from dialtone.explain.joining import join_texts
from dialtone.explain.person import Person
from dialtone.explain.reasons import CALL_SOMEONE, say_other_explanations
from dialtone.explain.sentences import Sentences
from dialtone.explain.situation_words import say_all_is_old
from dialtone.model.explanation import NetworkWords
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkFlag, NetworkStatus

_ONLY_CALLS_WORK = frozenset({"offline", "whitelist_mode", "home_only", "some_names_only", "only_lookups"})
"""Reasons (`network_reason`) for which only a phone call reaches anybody."""


def explain_network(sentences: Sentences, person: Person, verdict: NetworkVerdict, content_is_old: str) -> NetworkWords:
    """Return the network in words. `content_is_old`: the sentence that all of Dialtone's content is old, or empty."""
    words = NetworkWords(
        status=verdict.status,
        headline=say_clause(sentences, network_clause(verdict)),
        banner=_say_banner(sentences, verdict),
        can_do=_list_steps(sentences, verdict),
        flags=tuple(_say_flag(sentences, verdict, flag) for flag in verdict.flags),
        sees_outside=sentences.say("outside.sees") if NetworkFlag.VPN in verdict.flags else "",
        known_until=join_texts((say_all_is_old(sentences, person, verdict), content_is_old)),
        cannot_tell=say_other_explanations(sentences, verdict),
    )
    return _as_saved(words) if sentences.past else words


def _say_banner(sentences: Sentences, verdict: NetworkVerdict) -> str:
    """Return the first sentence that exists: on the reason for the state, on the state, or on a flag; else empty."""
    bases = (network_reason(verdict), verdict.status)
    keys = [key for base in bases for key in (f"{base}.{verdict.confidence}", base)]
    on_state = sentences.say(*(f"network_banner.{key}" for key in keys), program=inspector_of(verdict))
    return on_state or sentences.say(*(f"network_banner.{flag}" for flag in verdict.flags))


def _list_steps(sentences: Sentences, verdict: NetworkVerdict) -> tuple[str, ...]:
    """Return what to do about the network. If its clock is wrong, that comes first: handshakes fail because of it."""
    key = "clock_wrong" if NetworkFlag.CLOCK_WRONG in verdict.flags else network_reason(verdict)
    steps = sentences.lines(f"network_can_do.{key}", program=inspector_of(verdict))
    return (*steps, *sentences.lines(CALL_SOMEONE)) if key in _ONLY_CALLS_WORK else steps


def _say_flag(sentences: Sentences, verdict: NetworkVerdict, flag: NetworkFlag) -> str:
    """Return the sentence about a flag; the evidence for it may have one of its own."""
    specific_keys = (f"network_flag.{flag}.{evidence.kind}" for evidence in verdict.evidence)
    return sentences.say(*specific_keys, f"network_flag.{flag}")


def _as_saved(words: NetworkWords) -> NetworkWords:
    """Return the network of a saved check: its state then, without anything to do."""
    shown = words.headline if words.status != NetworkStatus.ONLINE else next(iter(words.flags), "")
    return replace(words, banner=shown if words.banner else "", can_do=(), sees_outside="", known_until="")
