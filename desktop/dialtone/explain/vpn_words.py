"""What a VPN leaves out, and how a messenger fares on both sides of it, in words."""

from collections.abc import Mapping
from typing import Protocol

from dialtone.explain.order import by_attention
from dialtone.explain.sentences import Sentences
from dialtone.model.check import Check
from dialtone.model.explanation import OutsideRow, OutsideWords
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, FunctionStatus, MessengerStatus, NetworkFlag

_UNTESTED = frozenset(
    {MessengerStatus.NOT_TESTED, MessengerStatus.RETIRED, MessengerStatus.NEEDS_SERVER, MessengerStatus.NO_SERVER}
)
_OF_NAMES = frozenset({Cause.DNS_FORGED, Cause.DNS_MISSING})
_DOES_NOT = frozenset({FunctionStatus.BLOCKED, FunctionStatus.DOWN})


class StateWords(Protocol):
    """Says a verdict in short; `Explainer` is one."""

    sentences: Sentences

    def state(self, verdict: MessengerVerdict, name: str) -> str:
        """Return the short sentence for the list."""
        ...


def left_out(sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str) -> tuple[str, ...]:
    """Return what a VPN that is on does not carry of a messenger: one sentence each."""
    parts = _parts(verdict, network)
    return tuple(sentences.say(f"through_vpn.{part}", about=verdict.messenger, messenger=name) for part in parts)


def left_out_of_all(sentences: Sentences, check: Check, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the same of all messengers: what holds for several is said once."""
    concerned: dict[str, list[str]] = {}
    for verdict in check.messengers:
        for part in _parts(verdict, check.network):
            concerned.setdefault(part, []).append(names.get(verdict.messenger, verdict.name))
    lists = ((part, sentences.list_of(which)) for part, which in sorted(concerned.items()))
    return tuple(sentences.say(f"through_vpn.{part}", about="", messenger=which) for part, which in lists)


def _parts(verdict: MessengerVerdict, network: NetworkVerdict) -> list[str]:
    """Return the keys of what the VPN leaves out of a messenger."""
    if verdict.status in _UNTESTED:
        return []
    if NetworkFlag.VPN not in network.flags:
        return ["alone"] if any(e.kind is EvidenceKind.BYPASS_TOOL for e in verdict.evidence) else []
    parts = []
    if NetworkFlag.UDP_BLOCKED in network.flags and _messages(verdict) is FunctionStatus.WORKS and _has_calls(verdict):
        parts.append("calls")
    if NetworkFlag.NAMES_BESIDE_VPN in network.flags:
        parts.append("names")
    if any(e.kind is EvidenceKind.BESIDE_VPN for e in verdict.evidence):
        parts.append("ipv6")
    return parts


def group_of(verdict: MessengerVerdict, network: NetworkVerdict) -> str:
    """Return whose network a verdict is about while a VPN is on: who is asked for names past it answers himself."""
    beside = NetworkFlag.NAMES_BESIDE_VPN in network.flags and bool(_OF_NAMES & set(verdict.causes[:1]))
    return "names_beside_vpn" if beside else "through_vpn"


def outside_words(words: StateWords, check: Check, names: Mapping[str, str]) -> OutsideWords | None:
    """Return both sides of a VPN; None where only one was asked."""
    if check.outside is None:
        return None
    say = words.sentences.say
    title, other = say("outside.title"), check.answered_outside
    if other is None:
        return OutsideWords(title, say(f"outside.{check.outside.outcome}"))
    rows = []
    for inside in by_attention(check.messengers):
        past = other.messenger(inside.messenger)
        if past is not None and inside.status not in _UNTESTED:
            rows.append(_row(words, inside, past, names.get(inside.messenger, inside.name)))
    return OutsideWords(title, "", tuple(rows))


def _row(words: StateWords, inside: MessengerVerdict, past: MessengerVerdict, name: str) -> OutsideRow:
    say, about = words.sentences.say, inside.messenger
    line = say("outside.row", about=about, inside=words.state(inside, name), other=words.state(past, name))
    other_place = (
        not words.sentences.past and _messages(inside) in _DOES_NOT and _messages(past) is FunctionStatus.WORKS
    )
    return OutsideRow(about, name, line, say("outside.only_outside", about=about) if other_place else "")


def _messages(verdict: MessengerVerdict) -> FunctionStatus | None:
    found = verdict.function(Function.MESSAGES)
    return found.status if found is not None else None


def _has_calls(verdict: MessengerVerdict) -> bool:
    calls: FunctionVerdict | None = verdict.function(Function.CALLS)
    return calls is not None and calls.status is not FunctionStatus.WORKS
