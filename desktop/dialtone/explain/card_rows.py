"""From a check to the card for sharing, and the card as plain text."""

from collections.abc import Sequence
from datetime import date

from dialtone.explain.answer_text import NOWHERE, say_first, say_in_short, say_row, say_second_line
from dialtone.explain.answers import answer_of, clauses_of, sort_worst_first, was_tested, without_readable
from dialtone.explain.evidence import detour_of
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import capitalize, join_texts
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import sign_of
from dialtone.explain.who_reads import READABLE, shape_of, with_mark
from dialtone.model.answer import BAD, WORST_STATES, Answer, CausePlace, Clause, State
from dialtone.model.card import Card, CardRow
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.readers import Readers
from dialtone.model.status_groups import ANSWERS
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, NetworkFlag, least_sure

_ROW_CHARACTERS = 48
"""A longer row takes another messenger's space: only trouble with messages is worth that."""
_MESSAGE_ROW_CHARACTERS = 2 * _ROW_CHARACTERS
_RED_OR_DOWN = (State.BLOCKED, State.DOWN)


def has_a_row(verdict: MessengerVerdict | None) -> bool:
    """Return whether a messenger can be on the card: those that were not tested, or cannot be, are left out."""
    return verdict is not None and was_tested(verdict)


def country_on_card(explainer: Explainer, network: NetworkVerdict) -> str:
    """Return the country that the person may put on the card, in its wording; empty if there is none.

    A VPN or a proxy may lead to another country.
    """
    return "" if detour_of(network) else explainer.person.record.inside


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
    """Put verdicts on a card, the worst first.

    `messengers`: those that the person chose, in their order. `with_country`: the person chose to show it.
    `home_page`: the publisher's; it is left out where sharing is risky, whatever the caller passes.
    """
    by_id = {verdict.messenger: verdict for verdict in verdicts}
    shown = sort_worst_first([by_id[m.id] for m in messengers if has_a_row(by_id.get(m.id))])
    messengers_by_id = {m.id: m for m in messengers}
    explainer = explainer.naming(shown)
    sentences, say = explainer.sentences, explainer.sentences.say
    rows = tuple(_make_card_row(explainer, verdict, network, messengers_by_id[verdict.messenger]) for verdict in shown)
    joint = without_readable(explainer.answer_to_all(shown, network), explainer.readers)
    answer = say_first(sentences, joint, NOWHERE, len(shown)) if rows else say("card.nothing")
    second_line = say_second_line(sentences, joint, [answer_of(verdict, network) for verdict in shown]) if rows else ""
    is_risky, address = explainer.sharing_is_risky(), home_page.removeprefix("https://").removesuffix("/")
    return Card(
        language=sentences.language,
        heading=say(
            "card.heading", text=_say_network(explainer, network, with_country=with_country), date=sentences.date(day)
        ),
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
    """Return a text as the sender would say it to another person: `my network` instead of `this network`."""
    for pair in sentences.lines("card_mine.said"):
        for_reader, for_sender = pair.split(" = ")
        text = text.replace(for_reader, for_sender)
        text = text.replace(capitalize(for_reader, sentences.language), capitalize(for_sender, sentences.language))
    return text


def _say_network(explainer: Explainer, network: NetworkVerdict, *, with_country: bool) -> str:
    """Return the heading's words for the network: a VPN or proxy makes it another one."""
    say, detour, inside = explainer.sentences.say, detour_of(network), country_on_card(explainer, network)
    if detour is not None:
        return say(f"card.{detour}")
    return say("card.network_in", inside=inside) if with_country and inside else say("card.network")


def _find_answer_status(worst: str, rows: Sequence[CardRow]) -> str:
    """Return the word that sets the answer's colour and tone: the worst state; green only if nothing is in doubt."""
    shapes = [row.shape for row in rows]
    if not shapes:
        return State.UNKNOWN
    if worst in _RED_OR_DOWN:  # even if only a part is not safe
        return worst
    if shapes[0] != State.WORKS:
        return shapes[0]
    return _join_shapes(shapes)


def _join_shapes(shapes: Sequence[str]) -> str:
    """Return the shape of several rows without trouble: "works" only if nothing is in doubt."""
    return next((shape for shape in (State.UNKNOWN, READABLE) if shape in shapes), State.WORKS)


def _make_card_row(
    explainer: Explainer, verdict: MessengerVerdict, network: NetworkVerdict, messenger: Messenger
) -> CardRow:
    """Return the row of a messenger in the words of the person who sends the card."""
    sentences, answer = explainer.sentences, answer_of(verdict, network)
    shortened = _shorten(answer)
    names_messages = any(clause.has_messages for clause in shortened.clauses[1:])
    most_characters = _MESSAGE_ROW_CHARACTERS if names_messages else _ROW_CHARACTERS
    state = _as_sender(sentences, say_row(sentences, shortened, most_characters))
    return CardRow(
        name=sentences.called(verdict.messenger),
        letter=messenger.letter,
        hue=messenger.hue,
        shape=shape_of(verdict, explainer.readers(verdict.messenger)),
        state=with_mark(sentences, state, _say_caution(explainer, verdict)),
        doubtful=answer.first.doubtful,
        place=answer.why.place if answer.why is not None else CausePlace.UNKNOWN,
    )


def _shorten(answer: Answer) -> Answer:
    """Return what a row has room for: the first clause and all trouble, but no untested parts."""
    first_clause, *others = answer.clauses
    return replace(answer, clauses=(first_clause, *(other for other in others if other.state in BAD)))


def _say_caution(explainer: Explainer, verdict: MessengerVerdict) -> str:
    """Return the caution that a state can read it; a picture shows no reassuring marks."""
    return explainer.mark(verdict.messenger) if explainer.readers(verdict.messenger) == Readers.STATE else ""


def _make_rest_row(explainer: Explainer, verdicts: Sequence[MessengerVerdict], rows: Sequence[CardRow]) -> CardRow:
    """Return the row that stands for the remaining ones: their number, and how many are in which state."""
    worst, name = rows[0], explainer.sentences.say("answer.subject.more", amount=len(rows))
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
    """Return how many are worst and how many best, each as sure as the least sure of them; people do not read more."""
    groups = dict[tuple[int, bool, str], list[Clause]]()
    for verdict in verdicts:
        first_clause, caution = clauses_of(verdict)[0], _say_caution(explainer, verdict)
        shown_caution = caution if first_clause.status_word in ANSWERS else ""
        is_part_in_trouble = first_clause.state in BAD and not first_clause.has_messages
        key = (WORST_STATES.index(first_clause.state), not is_part_in_trouble and not shown_caution, shown_caution)
        groups.setdefault(key, []).append(first_clause)
    counts = []
    for (rank, is_about_all, caution), clauses in sorted(groups.items()):
        certainty = least_sure(clause.certainty for clause in clauses)
        parts = (Function.MESSAGES,) if clauses[0].state not in BAD and any(clause.parts for clause in clauses) else ()
        doubt_key = "likely" if any(clause.doubtful for clause in clauses) else "sure"
        common = Clause(WORST_STATES[rank], certainty, parts=parts)
        state_words = say_in_short(explainer.sentences, common) if is_about_all else ""
        text = state_words or caution or explainer.sentences.say(f"card.part.{doubt_key}")
        text = capitalize(text, explainer.sentences.language)
        counts.append(explainer.sentences.say("card.count", text=text, amount=len(clauses)))
    return counts if len(counts) <= 2 else [counts[0], counts[-1]]


def card_text(card: Card) -> str:
    """Return the card as text for a chat: the same words in the same order."""
    rows = [f"{sign_of(row.shape, doubtful=row.doubtful)} {row.name}: {row.state}" for row in card.rows]
    foot = _say_foot(card)
    return (
        "\n".join((card.heading, join_texts((card.answer, card.line)), "", *rows, *(("", foot) if foot else ()))) + "\n"
    )


def alternative_text(card: Card) -> str:
    """Return a description of the picture for people who cannot see it: one paragraph."""
    rows = "; ".join(f"{row.name}: {row.state}" for row in card.rows)
    foot = _say_foot(card)
    return join_texts((f"{card.heading}.", card.answer, card.line, rows and f"{rows}.", foot and f"{foot}."))


def _say_foot(card: Card) -> str:
    return " · ".join(filter(None, (card.footer, card.address)))
