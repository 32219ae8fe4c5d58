"""Ways to a conversation in words: what each takes, who can read or hear it, and the law, before any step."""

from collections.abc import Mapping, Sequence

from dialtone.explain.ranking import Setting, calls_work, is_punished
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import readers_of, say_mark
from dialtone.model.explanation import Guidance, WayWords
from dialtone.model.situation import Known
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence
from dialtone.model.way import Needs, Way, WayKind

_MOST_NAMED = 3
"""More names than these are not read."""
_OWN_READERS = frozenset({WayKind.CALL, WayKind.LICENSED_APP})
"""Others than those of the messenger that fails."""
_CHANGE_NOTHING = frozenset({WayKind.SET_RIGHT, WayKind.WAIT, WayKind.OTHER_LINE})
"""Who can read along stays as it was, and is said of the messenger itself."""
_TITLES = {WayKind.BOTH_ENDS: "ways.both_ends", WayKind.KNOWN_THERE: "ways.known_there"}


def advice_way(sentences: Sentences, about: Setting, way: Way, guidance: Guidance, law: str, reads: str) -> WayWords:
    """Return a piece of advice as a way. `reads`: who can read the messenger that it leads back to."""
    needs = about.order.row(way.kind).needs
    marks = [sentences.say(f"ways.needs.{needs}")] if needs is not Needs.NOTHING else []
    return WayWords(
        kind=way.kind,
        title=guidance.title,
        marks=(*marks, *guidance.marks),
        reads=sentences.say(f"ways.reads.{way.kind}") if way.kind in _OWN_READERS else reads,
        law=law,
        guidance=guidance,
        other_line=sentences.say("ways.other_line") if way.other_line else "",
    )


def readers_line(sentences: Sentences, about: Setting, kind: WayKind, messenger: str, name: str) -> str:
    """Return who can read a messenger, for a way that leads back to it; empty where it changes nothing."""
    known = readers_of(about.messengers.get(messenger))
    if kind in _CHANGE_NOTHING or not known:
        return ""
    return sentences.say("ways.reads.of", list=sentences.name(name), text=say_mark(sentences, known))


def messengers_way(
    sentences: Sentences,
    about: Setting,
    way: Way,
    verdicts: Sequence[MessengerVerdict],
    names: Mapping[str, str],
    *,
    beside_private: bool,
) -> WayWords:
    """Return the messengers that work here as one way. `beside_private`: some that no state can read are named too."""
    working = {one.messenger: one for one in verdicts}
    group = [working[messenger] for messenger in way.messengers]
    listed = _listed(sentences, group, names)
    return WayWords(
        kind=way.kind,
        title=sentences.say(_title_key(way, beside_private=beside_private), list=listed),
        marks=(sentences.say("mark_of_advice.free"), sentences.say("ways.needs.both")),
        reads=" ".join(_readers(sentences, about, group[:_MOST_NAMED], names)),
        law=" ".join(_dangers(sentences, about, group, names)),
        messenger=next(iter(way.openable), ""),
    )


def _title_key(way: Way, *, beside_private: bool) -> str:
    degree = f".{Confidence.LIKELY}" if way.likely else ""
    readable = "works_here.also_readable" if beside_private else "works_here.only_readable"
    base = readable if way.kind is WayKind.READABLE else "works_here.now"
    return f"{_TITLES.get(way.kind, base)}{degree}"


def _readers(
    sentences: Sentences, about: Setting, group: Sequence[MessengerVerdict], names: Mapping[str, str]
) -> list[str]:
    """Return who can read each of them, said once for all of which it is the same."""
    marks: dict[str, list[str]] = {}
    for one in group:
        mark = say_mark(sentences, readers_of(about.messengers.get(one.messenger)))
        marks.setdefault(mark, []).append(sentences.name(names.get(one.messenger, one.name)))
    named = ((mark, sentences.list_of(who)) for mark, who in marks.items() if mark)
    return [sentences.say("ways.reads.of", list=who, text=mark) for mark, who in named]


def _dangers(
    sentences: Sentences, about: Setting, group: Sequence[MessengerVerdict], names: Mapping[str, str]
) -> list[str]:
    """Return what people of the country are punished for in them."""
    punished = [one for one in group if is_punished(about.record, one.messenger)]
    rows = {row.messenger: row for row in (about.record.rows if about.record else ()) if row.what is Known.PUNISHED}
    return [
        sentences.say(
            "known.punished",
            messenger=names.get(one.messenger, one.name),
            text=". ".join((rows[one.messenger].said, rows[one.messenger].also)),
        )
        for one in punished
    ]


def _listed(sentences: Sentences, verdicts: Sequence[MessengerVerdict], names: Mapping[str, str]) -> str:
    """Return `Signal (messages and calls), Wire (messages) and 3 more`."""
    shown = [
        sentences.say(
            "works_here.messages_and_calls" if calls_work(one) else "works_here.messages",
            messenger=names.get(one.messenger, one.name),
        )
        for one in verdicts[:_MOST_NAMED]
    ]
    rest = len(verdicts) - _MOST_NAMED
    return sentences.list_of([*shown, *([sentences.say("works_here.more", amount=rest)] if rest > 0 else [])])
