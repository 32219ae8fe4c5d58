"""From a check to the card that can be passed on, and the card as plain text."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from dialtone.explain.explainer import Explainer
from dialtone.explain.order import worst_first
from dialtone.explain.status_signs import sign_of
from dialtone.model.card import Card, CardRow
from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import Explanation
from dialtone.model.network_path import NetworkPath
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import MessengerStatus, NetworkFlag

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_LONGEST_PLACE = 60


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
    shown = worst_first([by_id[m.id] for m in messengers if has_a_row(by_id.get(m.id))])
    looks = {m.id: m for m in messengers}
    words = [explainer.messenger(verdict, network, names) for verdict in shown]
    say, whole = explainer.sentences.say, explainer.whole(shown, network, names, "network")
    return Card(
        language=explainer.sentences.language,
        answer=whole.sentence,
        worst=whole.status,
        rows=tuple(
            CardRow(
                w.name,
                looks[w.messenger].letter,
                looks[w.messenger].hue,
                w.status,
                w.state,
                w.mark,
                w.shape,
                w.doubtful,
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
    lines += [
        f"{sign_of(row.shape or row.status, doubtful=row.doubtful)} {row.name}: {_said(row)}" for row in card.rows
    ]
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
