"""From a check to the card that can be passed on, and the card as plain text."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from dialtone.explain.explainer import Explainer
from dialtone.explain.functions import least_sure
from dialtone.explain.lead import Lead, find_lead
from dialtone.explain.reasons import IN_THE_NETWORK
from dialtone.explain.status_signs import STATUS_SIGNS
from dialtone.explain.who_reads import shape_of
from dialtone.model.card import Card, CardRow
from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import Explanation
from dialtone.model.network_path import NetworkPath
from dialtone.model.status_groups import UNTESTABLE, WORST_FIRST
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkFlag, NetworkStatus

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NO_TROUBLE = (MessengerStatus.WORKS, MessengerStatus.NOT_TESTED, MessengerStatus.UNKNOWN)
_BLOCKED_BY = IN_THE_NETWORK - {Cause.CERTIFICATE_SWAPPED}
_LONGEST_PLACE = 60
_MOST_NAMED = 3
"""More names than these in the large line are not read."""


def has_a_row(verdict: MessengerVerdict | None) -> bool:
    """Return whether a messenger can be on the card: those that were not tested, or cannot be, are left out."""
    return verdict is not None and verdict.status not in UNTESTABLE | {MessengerStatus.NOT_TESTED}


def make_card(
    verdicts: Sequence[MessengerVerdict],
    network: NetworkVerdict,
    explainer: Explainer,
    messengers: Sequence[Messenger],
    day: date,
    names: Mapping[str, str] = _NO_NAMES,
    place: str = "",
) -> Card:
    """Put verdicts on a card, the worst first. `messengers`: those that the person wants on it, in their order."""
    by_id = {verdict.messenger: verdict for verdict in verdicts}
    shown = sorted((by_id[m.id] for m in messengers if has_a_row(by_id.get(m.id))), key=_place)
    looks = {m.id: m for m in messengers}
    words = [explainer.messenger(verdict, network, names) for verdict in shown]
    say = explainer.sentences.say
    return Card(
        language=explainer.sentences.language,
        answer=_answer(shown, network, explainer, words),
        rows=tuple(
            CardRow(
                w.name,
                looks[w.messenger].letter,
                looks[w.messenger].hue,
                w.status,
                w.state,
                w.mark,
                shape_of(w.status, w.readers),
            )
            for w in words
        ),
        more=tuple(say("card.more", amount=number) for number in range(1, len(shown) + 1)),
        date=explainer.sentences.date(day),
        place=" ".join(place.split())[:_LONGEST_PLACE],
        notes=_notes(shown, network, explainer, [w.name for w in words]),
        footer=say("card.footer"),
        path=_path(words),
    )


def _path(words: Sequence[Explanation]) -> NetworkPath | None:
    """Return where the trouble of the first lies, if it can be told nearer than from end to end."""
    path = words[0].path if words else None
    return path if path is not None and not path.open and path.last - path.first < len(path.stations) - 1 else None


def _notes(
    shown: Sequence[MessengerVerdict], network: NetworkVerdict, explainer: Explainer, names: Sequence[str]
) -> tuple[str, ...]:
    """Return what stands under the rows: that a VPN or a helper was on, else which of the blocked are known to be."""
    if NetworkFlag.VPN in network.flags:
        return (explainer.sentences.say("card.vpn"),)
    if {NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL} & set(network.flags):
        return (explainer.sentences.say("card.helper"),)
    known = explainer.known_on_card(shown, network, names)
    return (known,) if known else ()


def card_text(card: Card) -> str:
    """Write the card as text, for a chat: the same words, the same order."""
    lines = [card.answer, ""]
    lines += [f"{STATUS_SIGNS[row.shape or row.status]} {row.name}: {_said(row)}" for row in card.rows]
    lines += ["", *card.notes, " · ".join(part for part in (card.date, card.place) if part), card.footer]
    return "\n".join(lines) + "\n"


def alternative_text(card: Card) -> str:
    """Describe the picture for people who do not see it: one paragraph."""
    rows = "; ".join(f"{row.name}: {_said(row)}" for row in card.rows)
    drawn = card.path.where if card.path is not None else ""
    parts = (card.answer, f"{rows}." if rows else "", drawn, *card.notes, f"{card.date}.", f"{card.footer}.")
    return " ".join(part for part in parts if part)


def _said(row: CardRow) -> str:
    return " · ".join(filter(None, (row.state, row.mark)))


def _place(verdict: MessengerVerdict) -> int:
    """Return the rank on the card, which has room for some only: those that do not work come first."""
    return WORST_FIRST.index(verdict.status) if verdict.status in WORST_FIRST else len(WORST_FIRST)


def _answer(
    verdicts: Sequence[MessengerVerdict], network: NetworkVerdict, explainer: Explainer, words: Sequence[Explanation]
) -> str:
    """Return the line that is read first: the network where it is at fault, else the messengers that are in trouble."""
    if network.status not in (NetworkStatus.ONLINE, NetworkStatus.UNSTABLE):
        return explainer.network(network).headline
    if len(words) == 1:
        return words[0].headline
    trouble = [one for one in words if one.status not in _NO_TROUBLE]
    if len(trouble) == 1:
        return trouble[0].headline
    leads = {verdict.messenger: lead for verdict in verdicts if (lead := find_lead(verdict)) is not None}
    if not trouble:
        return _without_trouble(explainer, words, leads)
    only_calls = _only_calls(explainer, trouble, leads)
    return _not_safe(explainer, trouble, leads) or only_calls or _trouble(verdicts, explainer, trouble)


def _without_trouble(explainer: Explainer, words: Sequence[Explanation], leads: Mapping[str, Lead]) -> str:
    """Return the line for no known trouble: what works, and what could not be told."""
    say = explainer.sentences.say
    working = [one for one in words if one.status == MessengerStatus.WORKS]
    if any(one.status == MessengerStatus.UNKNOWN for one in words):
        if any(one.messenger in leads for one in working):
            return say("card.some_unknown.messages")
        return say("card.some_unknown" if working else "card.unknown")
    if len(working) == 1:
        return working[0].headline
    return say(_all_work(working, leads), amount=len(working)) if working else say("card.nothing")


def _all_work(working: Sequence[Explanation], leads: Mapping[str, Lead]) -> str:
    """Return the key for all that works, with or without calls."""
    found = {leads[one.messenger].key if one.messenger in leads else "" for one in working}
    if found == {""}:
        return "card.all_work"
    return "card.all_work.calls_not_tested" if found == {"works.calls_not_tested"} else "card.all_work.not_all_calls"


def _not_safe(explainer: Explainer, trouble: Sequence[Explanation], leads: Mapping[str, Lead]) -> str:
    """Name those in whose place another host answers, before all other trouble; where it is only a part, those."""
    say = explainer.sentences.say
    for key in ("not_safe", "not_safe.part"):
        found = [one for one in trouble if one.messenger in leads and leads[one.messenger].key == key]
        if len(found) > _MOST_NAMED:
            return say("card.some_not_safe", amount=len(found))
        if found:
            lead = Lead(key, least_sure(leads[one.messenger].confidence for one in found))
            text = say(*lead.keys("card"), list=explainer.sentences.list_of([one.name for one in found]))
            return f"{text} {say('card.others_too')}" if len(found) < len(trouble) else text
    return ""


def _only_calls(explainer: Explainer, trouble: Sequence[Explanation], leads: Mapping[str, Lead]) -> str:
    """Say that messages work and calls do not, where that is all the trouble there is."""
    found = [leads[one.messenger] for one in trouble if one.messenger in leads]
    if len(found) < len(trouble) or any(lead.key != "partly.calls" for lead in found):
        return ""
    sure = least_sure(lead.confidence for lead in found)
    return explainer.sentences.say(f"card.calls_fail.{sure}", "card.calls_fail", amount=len(trouble))


def _trouble(verdicts: Sequence[MessengerVerdict], explainer: Explainer, trouble: Sequence[Explanation]) -> str:
    """Tell of several in trouble; by name those that do not work at all, where they are few."""
    say = explainer.sentences.say
    stopped = [one.name for one in trouble if one.status == MessengerStatus.BLOCKED]
    if not stopped or len(stopped) > _MOST_NAMED:
        return say("card.some_trouble", amount=len(trouble))
    how = _how([v for v in verdicts if v.status is MessengerStatus.BLOCKED])
    many = "many" if len(stopped) > 1 else "one"
    return say(f"card.{many}.{how}", list=explainer.sentences.list_of(stopped))


def _called_blocked(verdict: MessengerVerdict) -> bool:
    return not verdict.causes or verdict.causes[0] in _BLOCKED_BY


def _how(stopped: Sequence[MessengerVerdict]) -> str:
    """Return how surely they may be called blocked: only where the network does it and there is no doubt."""
    if not all(v.confidence is not Confidence.UNSURE and _called_blocked(v) for v in stopped):
        return "does_not_work"
    return "blocked" if all(v.confidence is Confidence.SURE for v in stopped) else "may_be_blocked"
