"""The network in words: its state, what is unusual about it, and what to do about that."""

from dialtone.explain.answer_text import say_clause
from dialtone.explain.answers import network_clause
from dialtone.explain.evidence import inspector_of, network_reason
from dialtone.explain.joining import join_texts
from dialtone.explain.material import Material
from dialtone.explain.reasons import CALL_SOMEONE, say_other_explanations
from dialtone.explain.sentences import Sentences, grade_keys
from dialtone.explain.situation_words import say_all_is_old
from dialtone.model.explanation import NetworkWords
from dialtone.model.situation import is_outdated
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkFlag, NetworkStatus

_ONLY_CALLS_WORK = frozenset({"offline", "whitelist_mode", "home_only", "some_names_only", "only_lookups"})
"""Reasons (`network_reason`) for which only a phone call reaches anybody."""
_LIKE_SHUTDOWN = frozenset({"whitelist_mode", "home_only"})
"""Reasons that in a shutdown are the same on every network of the country."""


def explain_network(material: Material, verdict: NetworkVerdict) -> NetworkWords:
    """Return the network itself in words: its state, what is unusual about it, and what to do about that.

    A saved check says only how the network was: what to do and what is known today would be about another day.
    """
    sentences = material.sentences
    headline = say_clause(sentences, network_clause(verdict))
    banner = _say_banner(sentences, verdict)
    flags = _say_flags(sentences, verdict)
    cannot_tell = say_other_explanations(sentences, verdict)
    if sentences.past:
        state_then = headline if verdict.status is not NetworkStatus.ONLINE else next(iter(flags), "")
        return NetworkWords(headline, state_then if banner else "", (), flags, cannot_tell=cannot_tell)
    offers_outside_check = NetworkFlag.VPN in verdict.flags and not material.wants_quiet()
    return NetworkWords(
        headline,
        banner,
        _list_steps(material, verdict),
        flags,
        sees_outside=sentences.say("outside.sees") if offers_outside_check else "",
        known_until=join_texts((say_all_is_old(sentences, material.person, verdict), _say_content_is_old(material))),
        cannot_tell=cannot_tell,
    )


def _say_banner(sentences: Sentences, verdict: NetworkVerdict) -> str:
    """Return the state of the network by the most specific key that has a sentence; empty if nothing is unusual."""
    keys = (f"network_banner.{key}" for key in (network_reason(verdict), verdict.status, *verdict.flags))
    return sentences.say(*grade_keys(verdict.confidence, *keys), program=inspector_of(verdict))


def _say_flags(sentences: Sentences, verdict: NetworkVerdict) -> tuple[str, ...]:
    """Return a sentence for each flag, by the evidence for it where that has a sentence of its own."""
    kinds = [evidence.kind for evidence in verdict.evidence]
    return tuple(
        sentences.say(*(f"network_flag.{flag}.{kind}" for kind in kinds), f"network_flag.{flag}")
        for flag in verdict.flags
    )


def _list_steps(material: Material, verdict: NetworkVerdict) -> tuple[str, ...]:
    """Return what to do about the network: last to be patient in what may be a shutdown, and to call."""
    sentences = material.sentences
    # A wrong clock comes first: handshakes fail because of it.
    key = "clock_wrong" if NetworkFlag.CLOCK_WRONG in verdict.flags else network_reason(verdict)
    steps = [*sentences.lines(f"network_can_do.{key}", program=inspector_of(verdict))]
    if not material.wants_quiet():
        steps += sentences.lines(f"ask.{key}")
    if key in _LIKE_SHUTDOWN and material.person.record.was_shut_down_lately(material.person.today):
        steps += sentences.lines("network_can_do.shutdown")
    if key in _ONLY_CALLS_WORK:
        steps += sentences.lines(CALL_SOMEONE)
    return tuple(steps)


def _say_content_is_old(material: Material) -> str:
    days = [*(entry.written for entry in material.entries), *(record.as_of for record in material.person.records)]
    if not days or not is_outdated(max(days), material.person.today):
        return ""
    return material.sentences.say("known.content_old", month=material.sentences.month(max(days)))
