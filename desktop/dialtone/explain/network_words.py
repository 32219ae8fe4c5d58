"""The network in words: its state, what is unusual about it, and what to do about that."""

from dialtone.explain.answer_text import say_clause
from dialtone.explain.answers import network_clause
from dialtone.explain.evidence import inspector_of, network_reason
from dialtone.explain.joining import join_texts
from dialtone.explain.material import Material
from dialtone.explain.reasons import CALL_SOMEONE, say_other_explanations
from dialtone.explain.situation_words import say_all_is_old
from dialtone.model.explanation import NetworkWords
from dialtone.model.frozen import replace
from dialtone.model.situation import is_outdated
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkFlag, NetworkStatus

_ONLY_CALLS_WORK = frozenset({"offline", "whitelist_mode", "home_only", "some_names_only", "only_lookups"})
"""Reasons (`network_reason`) for which only a phone call reaches anybody."""
_LIKE_SHUTDOWN = frozenset({"whitelist_mode", "home_only"})
"""Reasons that in a shutdown are the same on every network of the country."""


def explain_network(material: Material, verdict: NetworkVerdict) -> NetworkWords:
    """Return the network itself in words: its state, what is unusual about it, and what to do about that."""
    sentences = material.sentences
    say = sentences.say
    program = inspector_of(verdict)
    reason = network_reason(verdict)
    status = verdict.status
    flags = verdict.flags
    banner_keys = (f"{reason}.{verdict.confidence}", reason, f"{status}.{verdict.confidence}", status, *flags)
    # A wrong clock comes first: handshakes fail because of it.
    key = "clock_wrong" if NetworkFlag.CLOCK_WRONG in flags else reason
    calls = sentences.lines(CALL_SOMEONE) if key in _ONLY_CALLS_WORK else ()
    asked = sentences.lines(f"ask.{key}") if not material.wants_quiet() else ()
    may_be_shutdown = key in _LIKE_SHUTDOWN and material.person.record.was_shut_down_lately(material.person.today)
    patience = sentences.lines("network_can_do.shutdown") if may_be_shutdown else ()
    kinds = [evidence.kind for evidence in verdict.evidence]
    words = NetworkWords(
        headline=say_clause(sentences, network_clause(verdict)),
        banner=say(*(f"network_banner.{key}" for key in banner_keys), program=program),
        can_do=(*sentences.lines(f"network_can_do.{key}", program=program), *asked, *patience, *calls),
        flags=tuple(say(*(f"network_flag.{flag}.{kind}" for kind in kinds), f"network_flag.{flag}") for flag in flags),
        sees_outside=say("outside.sees") if NetworkFlag.VPN in flags and not material.wants_quiet() else "",
        known_until=join_texts((say_all_is_old(sentences, material.person, verdict), _say_content_is_old(material))),
        cannot_tell=say_other_explanations(sentences, verdict),
    )
    if not sentences.past:
        return words
    shown = words.headline if status is not NetworkStatus.ONLINE else next(iter(words.flags), "")
    return replace(words, banner=shown if words.banner else "", can_do=(), sees_outside="", known_until="")


def _say_content_is_old(material: Material) -> str:
    days = [*(entry.written for entry in material.entries), *(record.as_of for record in material.person.records)]
    if not days or not is_outdated(max(days), material.person.today):
        return ""
    return material.sentences.say("known.content_old", month=material.sentences.month(max(days)))
