"""What a VPN does not carry, and how messengers do inside and outside it, in words."""

from dialtone.explain.answer_text import say_row
from dialtone.explain.answers import clauses_of, sort_by_attention, was_tested
from dialtone.explain.evidence import About
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import Answer
from dialtone.model.check import Check
from dialtone.model.explanation import OutsideRow, OutsideWords
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import EvidenceKind, Function, FunctionStatus, NetworkFlag


def say_left_out(about: About) -> tuple[str, ...]:
    """Return what a VPN or bypass tool that is on does not carry for a messenger: one sentence each."""
    return tuple(about.say(f"through_vpn.{key}") for key in _list_left_out_keys(about.verdict, about.network))


def say_left_out_of_all(sentences: Sentences, check: Check) -> tuple[str, ...]:
    """Return what a VPN or bypass tool does not carry, one sentence for all messengers to which it applies."""
    names: dict[str, list[str]] = {}
    for verdict in check.messengers:
        for key in _list_left_out_keys(verdict, check.network):
            names.setdefault(key, []).append(sentences.name_of(verdict.messenger, verdict.name))
    return tuple(sentences.say(f"through_vpn.{key}", messenger=sentences.list_of(names[key])) for key in sorted(names))


def _list_left_out_keys(verdict: MessengerVerdict, network: NetworkVerdict) -> list[str]:
    """Return the keys of what a VPN does not carry. `alone`: a bypass tool carries no other traffic."""
    if not was_tested(verdict):
        return []
    if NetworkFlag.VPN not in network.flags:
        return ["alone"] if shows(verdict, EvidenceKind.BYPASS_TOOL) else []
    messages_work = verdict.status_of(Function.MESSAGES) is FunctionStatus.WORKS
    calls_do_not_work = verdict.status_of(Function.CALLS) not in (None, FunctionStatus.WORKS)
    left_out = {
        "calls": NetworkFlag.UDP_BLOCKED in network.flags and messages_work and calls_do_not_work,
        "names": NetworkFlag.NAMES_BESIDE_VPN in network.flags,
        "ipv6": shows(verdict, EvidenceKind.BESIDE_VPN),
    }
    return [key for key, applies in left_out.items() if applies]


def compare_outside(sentences: Sentences, check: Check) -> OutsideWords | None:
    """Return the comparison of both sides of a VPN, or why there is none; None if no check outside it was tried."""
    if check.outside is None:
        return None
    title = sentences.say("outside.title")
    outside = check.answered_outside
    if outside is None:
        return OutsideWords(title, sentences.say(f"outside.{check.outside.outcome}"))
    rows = []
    for inside in sort_by_attention(check.messengers):
        past_vpn = outside.messenger(inside.messenger)
        if past_vpn is not None and was_tested(inside):
            rows.append(_compare_sides(sentences.naming({inside.messenger: inside.name}), inside, past_vpn))
    return OutsideWords(title, "", tuple(rows))


def _compare_sides(sentences: Sentences, inside: MessengerVerdict, outside: MessengerVerdict) -> OutsideRow:
    """Return how a messenger does inside and outside a VPN, and what follows if only outside its messages work."""
    state_inside = say_row(sentences, Answer(clauses_of(inside)))
    state_outside = say_row(sentences, Answer(clauses_of(outside)))
    works_outside = outside.status_of(Function.MESSAGES) is FunctionStatus.WORKS
    only_outside = works_outside and inside.status_of(Function.MESSAGES) in BROKEN
    return OutsideRow(
        messenger=inside.messenger,
        name=sentences.name_of(inside.messenger),
        line=sentences.say("outside.row", inside=state_inside, other=state_outside),
        sentence=sentences.say("outside.only_outside") if only_outside and not sentences.past else "",
    )
