"""Ways to reach a person in words: what each requires, who can read or hear it, and the law, before any step."""

from collections.abc import Iterable, Sequence

from dialtone.explain.guidance_words import put_into_words, say_law_in_short
from dialtone.explain.joining import group_by, join_texts
from dialtone.explain.ranking import WayContext, calls_work, find_worth_trying
from dialtone.explain.sentences import Sentences
from dialtone.explain.situation_words import say_danger
from dialtone.explain.who_reads import readers_of, say_readers_in_short
from dialtone.model.explanation import Guidance, WayWords
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Confidence
from dialtone.model.way import NO_WAYS, Needs, Way, WayKind

_MOST_NAMED = 3  # people do not read more names than these
_MOST_TRIED = 5  # names of messengers that may work: who tries them reads a few more
_KEEP_READERS = frozenset({WayKind.SET_RIGHT, WayKind.WAIT, WayKind.OTHER_LINE})
"""Ways that leave unchanged who can read the messenger, which its own text states."""
_TITLE_KEYS = {
    WayKind.BOTH_ENDS: "ways.both_ends",
    WayKind.KNOWN_THERE: "ways.known_there",
    WayKind.NO_WORD: "ways.no_word",
}


def say_ways(
    sentences: Sentences,
    context: WayContext,
    ways: Sequence[Way],
    entries: Iterable[GuidanceEntry],
    verdicts: Sequence[MessengerVerdict],
    messenger: str = "",
) -> tuple[WayWords, ...]:
    """Return ways in words. `entries`: the advice from which they were chosen.

    `messenger`: the id of the one that they restore; empty for ways to a person.
    """
    entry_by_id = {entry.id: entry for entry in entries}
    has_private_way = any(way.kind is WayKind.WORKS_HERE for way in ways)
    naming = sentences.naming({verdict.messenger: verdict.name for verdict in verdicts})
    words = []
    for way in ways:
        if way.messengers:
            words.append(_say_messengers_way(naming, context, way, verdicts, has_private_way=has_private_way))
        else:
            entry = entry_by_id[way.entry]
            guidance = put_into_words(naming, entry, context.person, verdicts)
            words.append(_say_advice_way(naming, context, way, entry, guidance, messenger))
    return tuple(words)


def _say_advice_way(
    sentences: Sentences, context: WayContext, way: Way, entry: GuidanceEntry, guidance: Guidance, messenger: str
) -> WayWords:
    """Return a piece of advice as a way. `guidance`: its words. `messenger`: the id of the one that it restores."""
    if way.kind in NO_WAYS:
        return WayWords(way.kind, guidance.title, guidance.marks, guidance=guidance)
    needs = context.order.row(way.kind).needs
    marks = guidance.marks
    if needs is not Needs.NOTHING:
        marks = (sentences.say(f"ways.needs.{needs}"), *marks)
    other_line = sentences.say("ways.other_line") if way.other_line else ""
    if way.worked is not None:
        other_line = sentences.say("ways.worked_elsewhere", date=sentences.date(way.worked))
    return WayWords(
        way.kind,
        guidance.title,
        marks=marks,
        who_reads=_say_who_reads(sentences, context, way.kind, guidance, messenger),
        law=say_law_in_short(sentences, (entry,), context.person),
        guidance=guidance,
        other_line=other_line,
    )


def _say_who_reads(sentences: Sentences, context: WayContext, kind: WayKind, guidance: Guidance, messenger: str) -> str:
    """Return who can read or hear what goes this way; empty if nobody knows, or if the way does not change that."""
    if kind is WayKind.LICENSED_APP:
        return sentences.say("ways.reads.licensed_app")
    if kind is WayKind.CALL:
        return guidance.risk
    readers = readers_of(context.messengers.get(messenger))
    if not readers or kind in _KEEP_READERS:
        return ""
    name = sentences.isolate(sentences.name_of(messenger))
    return sentences.say("ways.reads.of", list=name, text=say_readers_in_short(sentences, readers))


def _say_messengers_way(
    sentences: Sentences, context: WayContext, way: Way, verdicts: Sequence[MessengerVerdict], *, has_private_way: bool
) -> WayWords:
    """Return messengers that work here as a way. `has_private_way`: another one offers what no state can read."""
    by_id = {verdict.messenger: verdict for verdict in verdicts}
    group = [by_id[messenger] for messenger in way.messengers]
    title_key = _find_title_key(way, has_private_way=has_private_way, is_to_person=bool(context.reach.country))
    accounts = [row for row in context.end.accounts if row.messenger in way.messengers]
    return WayWords(
        kind=way.kind,
        title=sentences.say(title_key, list=_list_messengers(sentences, group)),
        marks=(sentences.say("mark_of_advice.free"), sentences.say("ways.needs.both")),
        who_reads=join_texts(_list_readers(sentences, context, group[:_MOST_NAMED])),
        law=join_texts(
            say_danger(sentences, context.person.record, one.messenger, sentences.name_of(one.messenger, one.name))
            for one in group
        ),
        known_there=join_texts(sentences.say("known.said", text=row.said) for row in accounts),
    )


def say_worth_trying(
    sentences: Sentences, context: WayContext, verdicts: Iterable[MessengerVerdict], network: NetworkVerdict
) -> tuple[str, ...]:
    """Return the sentence that names messengers that may work, or nothing if there are none."""
    found = find_worth_trying(context, verdicts, network)
    if not found:
        return ()
    names = [sentences.name_of(verdict.messenger, verdict.name) for verdict in found[:_MOST_TRIED]]
    if len(found) > _MOST_TRIED:
        names.append(sentences.say("works_here.more", amount=len(found) - _MOST_TRIED))
    return (sentences.say("ways.may_call" if context.reach.call else "ways.may_write", list=sentences.list_of(names)),)


def _find_title_key(way: Way, *, has_private_way: bool, is_to_person: bool) -> str:
    """Return the key of the title of a way with messengers. `is_to_person`: another person's country was given."""
    key = _TITLE_KEYS.get(way.kind, "works_here.now")
    if way.kind is WayKind.READABLE and is_to_person:
        key = "ways.readable"
    elif way.kind is WayKind.READABLE:
        key = "works_here.also_readable" if has_private_way else "works_here.only_readable"
    return f"{key}.{Confidence.LIKELY}" if way.likely else key


def _list_readers(sentences: Sentences, context: WayContext, group: Sequence[MessengerVerdict]) -> list[str]:
    """Return who can read these messengers, a sentence for all with the same readers; none where that is unknown."""
    by_readers = group_by(group, lambda verdict: readers_of(context.messengers.get(verdict.messenger)))
    lines = []
    for readers, verdicts in by_readers.items():
        if readers:
            names = [sentences.isolate(sentences.name_of(one.messenger, one.name)) for one in verdicts]
            text = say_readers_in_short(sentences, readers)
            lines.append(sentences.say("ways.reads.of", list=sentences.list_of(names), text=text))
    return lines


def _list_messengers(sentences: Sentences, verdicts: Sequence[MessengerVerdict]) -> str:
    """Return messengers as a list: `Signal (messages and calls), Wire (messages) and 3 more`."""
    shown = []
    for verdict in verdicts[:_MOST_NAMED]:
        key = "works_here.messages_and_calls" if calls_work(verdict) else "works_here.messages"
        shown.append(sentences.say(key, messenger=sentences.name_of(verdict.messenger, verdict.name)))
    if len(verdicts) > _MOST_NAMED:
        shown.append(sentences.say("works_here.more", amount=len(verdicts) - _MOST_NAMED))
    return sentences.list_of(shown)
