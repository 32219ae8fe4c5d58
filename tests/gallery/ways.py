"""For the gallery: what a way to a conversation takes, who can read or hear it, and what is said of the other end."""

from collections.abc import Iterator
from datetime import date

from dialtone.explain.sentences import Sentences
from dialtone.model.way import Needs
from gallery.keys import inside

_DAY = date(2026, 9, 22)


def every_way(sentences: Sentences) -> Iterator[tuple[str, tuple[str, ...]]]:
    say, listed = sentences.say, sentences.list_of(["Signal", "Wire"])
    needs = (*(one for one in Needs if one is not Needs.NOTHING), "both")
    yield "marks of advice: what a way takes", tuple(say(f"ways.needs.{one}") for one in needs)
    worked = say("ways.worked_elsewhere", date=sentences.date(_DAY))
    reads = say("ways.reads.of", list=listed, text=say("mark.nobody"))
    yield "a way", (reads, say("ways.reads.licensed_app"), say("ways.other_line"), worked)
    titles = ("known_there", "no_word", "readable")
    both = tuple(say(f"ways.{key}{degree}", list=listed) for key in titles for degree in ("", ".likely"))
    closed = say("ways.closed", inside=inside("RU", sentences), list=listed, month=sentences.month(_DAY))
    yield "a way worth trying", (say("ways.may_write", list=listed), say("ways.may_call", list=listed))
    yield "a way to somebody", (say("ways.title"), say("ways.both_ends", list=listed), *both, closed, say("ways.none"))
    asked = ("begin", "country", "uses", "call", "no_country", "no_messenger", "kept")
    yield "asked before a check", tuple(say(f"ways.ask.{key}", text="Atlantis", list="--json, --save") for key in asked)
