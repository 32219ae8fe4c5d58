"""Ways to reach a person in words: what each requires, who can read or hear it, and the law, before any step."""

from collections.abc import Sequence

from dialtone.explain.joining import as_sentences, join_texts
from dialtone.explain.ranking import WayContext, calls_work
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import readers_of, say_mark
from dialtone.model.explanation import Guidance, ReachWords, WayWords
from dialtone.model.situation import SituationKind
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence
from dialtone.model.way import Needs, Way, WayKind

_MOST_NAMED = 3
"""People do not read more names than these."""
_CHANGE_NOTHING = frozenset({WayKind.SET_RIGHT, WayKind.WAIT, WayKind.OTHER_LINE})
"""These do not change who can read, which the messenger's own text states."""
_TITLES = {
    WayKind.BOTH_ENDS: "ways.both_ends",
    WayKind.KNOWN_THERE: "ways.known_there",
    WayKind.NO_WORD: "ways.no_word",
}


def make_advice_way(
    sentences: Sentences, context: WayContext, way: Way, guidance: Guidance, law: str, messenger: str
) -> WayWords:
    """Return a piece of advice as a way. `messenger`: the id of the one that it restores, or empty."""
    needs = context.order.row(way.kind).needs
    marks = [sentences.say(f"ways.needs.{needs}")] if needs is not Needs.NOTHING else []
    return WayWords(
        kind=way.kind,
        title=guidance.title,
        marks=(*marks, *guidance.marks),
        reads=_say_heard_by(sentences, way, guidance) or _say_readers_of(sentences, context, way.kind, messenger),
        law=law,
        guidance=guidance,
        other_line=_say_other_line(sentences, way),
    )


def _say_other_line(sentences: Sentences, way: Way) -> str:
    """Return why another line is worth a try; empty if nothing suggests it."""
    if way.worked is not None:
        return sentences.say("ways.worked_elsewhere", date=sentences.date(way.worked))
    return sentences.say("ways.other_line") if way.other_line else ""


def _say_heard_by(sentences: Sentences, way: Way, guidance: Guidance) -> str:
    """Return who can hear a way that does not restore the messenger; empty for one that does."""
    if way.kind is WayKind.LICENSED_APP:
        return sentences.say("ways.reads.licensed_app")
    return guidance.risk if way.kind is WayKind.CALL else ""


def _say_readers_of(sentences: Sentences, context: WayContext, kind: WayKind, messenger: str) -> str:
    """Return who can read a messenger, for a way that restores it; empty if the way does not change that."""
    readers = readers_of(context.messengers.get(messenger))
    if kind in _CHANGE_NOTHING or not readers:
        return ""
    name = sentences.name(sentences.called(messenger))
    return sentences.say("ways.reads.of", list=name, text=say_mark(sentences, readers))


def make_messengers_way(
    sentences: Sentences, context: WayContext, way: Way, verdicts: Sequence[MessengerVerdict], *, beside_private: bool
) -> WayWords:
    """Return the messengers that work here as one way. `verdicts`: those of the check, with one for each of them.

    `beside_private`: another way names messengers that no state can read, so that these are the less private ones.
    """
    by_id = {verdict.messenger: verdict for verdict in verdicts}
    group = [by_id[messenger] for messenger in way.messengers]
    title_key = _find_title_key(way, beside_private=beside_private, to_somebody=bool(context.reach.country))
    return WayWords(
        kind=way.kind,
        title=sentences.say(title_key, list=_list_messengers(sentences, group)),
        marks=(sentences.say("mark_of_advice.free"), sentences.say("ways.needs.both")),
        reads=join_texts(_say_readers(sentences, context, group[:_MOST_NAMED])),
        law=join_texts(_say_dangers(sentences, context, group)),
        there=join_texts(
            sentences.say("known.said", text=row.said)
            for row in context.end.accounts
            if row.messenger in way.messengers
        ),
    )


def say_reach(sentences: Sentences, context: WayContext, ways: tuple[WayWords, ...]) -> ReachWords:
    """Return the text about reaching a person elsewhere: what is closed there, then the ways."""
    end, lines = context.end, []
    in_catalogue = (row for row in end.record.rows if row.messenger in sentences.names)
    rows = [row for row in in_catalogue if row.goes_on and end.closes(row.messenger)]
    closed = tuple(dict.fromkeys(sentences.name(sentences.called(row.messenger)) for row in rows))
    if closed:
        month = sentences.month(max(row.confirmed_until for row in rows))
        lines.append(
            sentences.say("ways.closed", inside=end.record.inside, list=sentences.list_of(closed), month=month)
        )
    if end.no_calls is not None:
        lines.append(sentences.say("known.said", text=end.no_calls.said))
    if not ways:
        lines.append(sentences.say("ways.none"))
    return ReachWords(sentences.say("ways.title"), tuple(lines), ways)


def _find_title_key(way: Way, *, beside_private: bool, to_somebody: bool) -> str:
    """Return the key of the title. `to_somebody`: the country of another person was given."""
    base = _TITLES.get(way.kind, "works_here.now")
    if way.kind is WayKind.READABLE:
        readable = "works_here.also_readable" if beside_private else "works_here.only_readable"
        base = "ways.readable" if to_somebody else readable
    return f"{base}.{Confidence.LIKELY}" if way.likely else base


def _say_readers(sentences: Sentences, context: WayContext, group: Sequence[MessengerVerdict]) -> list[str]:
    """Return who can read each of them, once for all with the same readers."""
    marks: dict[str, list[str]] = {}
    for verdict in group:
        mark = say_mark(sentences, readers_of(context.messengers.get(verdict.messenger)))
        marks.setdefault(mark, []).append(sentences.name(sentences.called(verdict.messenger, verdict.name)))
    return [
        sentences.say("ways.reads.of", list=sentences.list_of(names), text=mark)
        for mark, names in marks.items()
        if mark
    ]


def _say_dangers(sentences: Sentences, context: WayContext, group: Sequence[MessengerVerdict]) -> list[str]:
    """Return what people in the country are punished for in these messengers."""
    punished = {row.messenger: row for row in context.record.rows if row.what is SituationKind.PUNISHED}
    return [
        sentences.say(
            "known.punished",
            messenger=sentences.called(verdict.messenger, verdict.name),
            text=as_sentences((row.said, row.also)),
        )
        for verdict in group
        if (row := punished.get(verdict.messenger)) is not None
    ]


def _list_messengers(sentences: Sentences, verdicts: Sequence[MessengerVerdict]) -> str:
    """Return `Signal (messages and calls), Wire (messages) and 3 more`."""
    shown = [
        sentences.say(
            "works_here.messages_and_calls" if calls_work(verdict) else "works_here.messages",
            messenger=sentences.called(verdict.messenger, verdict.name),
        )
        for verdict in verdicts[:_MOST_NAMED]
    ]
    rest = len(verdicts) - _MOST_NAMED
    return sentences.list_of([*shown, *([sentences.say("works_here.more", amount=rest)] if rest > 0 else [])])
