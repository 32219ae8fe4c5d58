"""From a check to the card for sharing, and the card as plain text."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from dialtone.explain.answer_text import NOWHERE, say_first, say_in_short, say_row, say_second_line
from dialtone.explain.answers import answer_of, clauses_of, was_tested
from dialtone.explain.evidence import detour_of
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import capitalize, join_texts
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import sign_of
from dialtone.explain.who_reads import READABLE, shape_of, with_readers
from dialtone.model.answer import BAD, WORST_STATES, CausePlace, Clause, State
from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import Card, CardRow
from dialtone.model.frozen import replace
from dialtone.model.readers import Readers
from dialtone.model.status_groups import ANSWERS
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, NetworkFlag, least_sure

_ROW_CHARACTERS = 48  # the length beyond which a row takes another messenger's space
_MESSAGE_ROW_CHARACTERS = 2 * _ROW_CHARACTERS
"""The same for a row whose second clause is about messages: that is worth the space."""


def may_have_row(verdict: MessengerVerdict | None) -> bool:
    """Return whether a messenger can be on the card: one that was not tested, or has no verdict, cannot."""
    return verdict is not None and was_tested(verdict)


def say_country_on_card(explainer: Explainer, network: NetworkVerdict) -> str:
    """Return `in Russia`; empty with a VPN or a proxy on: the check may be about another country."""
    return "" if detour_of(network) else explainer.person.record.inside


def say_card_note(explainer: Explainer, network: NetworkVerdict) -> str:
    """Return the warning before the picture of a card is shared, where that is risky; else an empty text."""
    if NetworkFlag.VPN in network.flags:
        return explainer.say_sharing_note("card.risky", "card.risky_vpn")
    return explainer.say_sharing_note("card.risky")


def make_card(
    verdicts: Sequence[MessengerVerdict],
    network: NetworkVerdict,
    explainer: Explainer,
    messengers: Sequence[Messenger],
    day: date,
    *,
    with_country: bool = False,
    home_page: str = "",
) -> Card:
    """Return a card with the verdicts on the chosen messengers, in the order of the window (`rank_in_list`).

    `messengers`: those that the person chose; of equal rank in their order. `with_country`: the person chose to show
    it. `home_page`: the publisher's; it is left out where sharing is risky, whatever the caller passes.
    """
    by_id = {verdict.messenger: verdict for verdict in verdicts}
    chosen = {messenger.id: messenger for messenger in messengers if may_have_row(by_id.get(messenger.id))}
    shown = [by_id[messenger] for messenger in chosen]
    shown.sort(key=lambda verdict: explainer.rank_in_list(verdict.messenger, clauses_of(verdict)[0]))
    explainer = explainer.naming(shown)
    sentences = explainer.sentences
    say = sentences.say
    rows = tuple(_make_card_row(explainer, verdict, network, chosen[verdict.messenger]) for verdict in shown)
    joint = explainer.answer_about_all(shown, network)
    answer = say("card.nothing")
    second_line = ""
    if rows:
        answer = say_first(sentences, joint, NOWHERE, len(shown))
        second_line = say_second_line(sentences, joint, [answer_of(verdict, network) for verdict in shown])
    is_risky = explainer.is_sharing_risky()
    address = home_page.removeprefix("https://").removesuffix("/")
    whose_network = say(f"card.{detour_of(network) or 'network'}")
    if with_country and (inside := say_country_on_card(explainer, network)):
        whose_network = say("card.network_in", inside=inside)
    return Card(
        language=sentences.language,
        heading=say("card.heading", text=whose_network, date=sentences.date(day)),
        answer=_as_sender(sentences, answer),
        line=_as_sender(sentences, second_line),
        status=_find_answer_status(joint.first.status_word, rows),
        doubtful=bool(rows) and joint.first.doubtful,
        rows=rows,
        rest=tuple(_make_rest_row(explainer, shown[-number:], rows[-number:]) for number in range(1, len(rows) + 1)),
        me=say("card.me"),
        network=say("card.vpn" if NetworkFlag.VPN in network.flags else "card.network"),
        scan=say("card.scan"),
        footer="" if is_risky else say("card.footer"),
        invite=say("card.invite") if address and not is_risky else "",
        address="" if is_risky else address,
    )


def _as_sender(sentences: Sentences, text: str) -> str:
    """Return a text in the words of the sender, by pairs of the language in lower case: `this network = my network`."""
    for pair in sentences.lines("card_mine.said"):
        for_reader, for_sender = pair.split(" = ")
        text = text.replace(for_reader, for_sender)
        text = text.replace(capitalize(for_reader, sentences.language), capitalize(for_sender, sentences.language))
    return text


def _find_answer_status(worst_status: str, rows: Sequence[CardRow]) -> str:
    """Return the word that sets the answer's colour and tone: the worst status; "works" only if nothing is in doubt.

    `worst_status`: that of the joint answer; it may be worse than any row's shape if only a part is not safe.
    """
    if not rows:
        return State.UNKNOWN
    if worst_status in (State.BLOCKED, State.DOWN):
        return worst_status
    shapes = [row.shape for row in rows]
    return _join_shapes(shapes) if shapes[0] == State.WORKS else shapes[0]


def _join_shapes(shapes: Sequence[str]) -> str:
    """Return the shape of several rows without trouble: "works" only if each has that shape."""
    return next((shape for shape in (State.UNKNOWN, READABLE) if shape in shapes), State.WORKS)


def _make_card_row(
    explainer: Explainer, verdict: MessengerVerdict, network: NetworkVerdict, messenger: Messenger
) -> CardRow:
    """Return the row of a messenger in the words of the person who sends the card."""
    sentences = explainer.sentences
    answer = answer_of(verdict, network)
    first_clause, *others = answer.clauses
    troubles = [other for other in others if other.state in BAD]
    names_messages = any(clause.has_messages for clause in troubles)
    max_chars = _MESSAGE_ROW_CHARACTERS if names_messages else _ROW_CHARACTERS
    state = say_row(sentences, replace(answer, clauses=(first_clause, *troubles)), max_chars)
    return CardRow(
        name=sentences.name_of(verdict.messenger),
        letter=messenger.letter,
        hue=messenger.hue,
        shape=shape_of(first_clause, risky=explainer.readers_of(verdict.messenger) == Readers.STATE),
        state=with_readers(sentences, _as_sender(sentences, state), _say_caution(explainer, verdict)),
        doubtful=first_clause.doubtful,
        place=answer.why.place if answer.why is not None else CausePlace.UNKNOWN,
    )


def _say_caution(explainer: Explainer, verdict: MessengerVerdict) -> str:
    """Return the caution that a state can read a messenger, else an empty text: a picture reassures nobody."""
    is_readable = explainer.readers_of(verdict.messenger) == Readers.STATE
    return explainer.say_readers_in_short(verdict.messenger) if is_readable else ""


def _make_rest_row(explainer: Explainer, verdicts: Sequence[MessengerVerdict], rows: Sequence[CardRow]) -> CardRow:
    """Return the row in place of those that do not fit: their number, and how many are in which state."""
    worst = rows[0]
    name = explainer.sentences.say("answer.subject.more", amount=len(rows))
    shape = worst.shape if clauses_of(verdicts[0])[0].state in BAD else _join_shapes([row.shape for row in rows])
    in_one_place = all(row.place is worst.place for row in rows)
    return CardRow(
        name=capitalize(name, explainer.sentences.language),
        letter="…",
        hue="",
        shape=shape,
        state=" · ".join(_say_counts(explainer, verdicts)),
        doubtful=worst.doubtful,
        place=worst.place if in_one_place else CausePlace.UNKNOWN,
    )


def _say_counts(explainer: Explainer, verdicts: Sequence[MessengerVerdict]) -> list[str]:
    """Return how many messengers are in which state; of more than two states the worst and the best.

    Those with only a part in trouble, or that a state can read, are counted apart: there the state does not say it all.
    """
    sentences = explainer.sentences
    groups = defaultdict[tuple[int, bool, str], list[Clause]](list)
    for verdict in verdicts:
        clause = clauses_of(verdict)[0]
        caution = _say_caution(explainer, verdict) if clause.status_word in ANSWERS else ""
        is_plain = not caution and (clause.state not in BAD or clause.has_messages)
        groups[WORST_STATES.index(clause.state), is_plain, caution].append(clause)
    counts = []
    for (_, is_plain, caution), clauses in sorted(groups.items(), key=itemgetter(0)):
        if is_plain:
            text = _say_common_state(sentences, clauses)
        elif caution:
            text = caution
        else:
            is_doubted = any(clause.doubtful for clause in clauses)
            text = sentences.say("card.part.likely" if is_doubted else "card.part.sure")
        counts.append(sentences.say("card.count", text=capitalize(text, sentences.language), amount=len(clauses)))
    return counts if len(counts) <= 2 else [counts[0], counts[-1]]


def _say_common_state(sentences: Sentences, clauses: Sequence[Clause]) -> str:
    """Return the state that clauses share, as sure as the least sure one: of the messages if some work only in part."""
    state = clauses[0].state
    names_messages = state not in BAD and any(clause.parts for clause in clauses)
    certainty = least_sure(clause.certainty for clause in clauses)
    return say_in_short(sentences, Clause(state, certainty, parts=(Function.MESSAGES,) if names_messages else ()))


def write_as_text(card: Card) -> str:
    """Return the card as text for a chat: the same words in the same order."""
    rows = [f"{sign_of(row.shape, doubtful=row.doubtful)} {row.name}: {row.state}" for row in card.rows]
    lines = [card.heading, join_texts((card.answer, card.line)), "", *rows]
    if footer := _join_footer(card):
        lines += ["", footer]
    return "\n".join(lines) + "\n"


def describe_card(card: Card) -> str:
    """Return a description of the picture for people who cannot see it: one paragraph."""
    rows = "; ".join(f"{row.name}: {row.state}" for row in card.rows)
    footer = _join_footer(card)
    return join_texts((f"{card.heading}.", card.answer, card.line, rows and f"{rows}.", footer and f"{footer}."))


def _join_footer(card: Card) -> str:
    """Return who ran the check and where to get Dialtone, as far as the card says so."""
    return " · ".join(filter(None, (card.footer, card.address)))
