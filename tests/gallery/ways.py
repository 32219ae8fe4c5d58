"""For the gallery: what a way to a conversation takes, who can read or hear it, and what works at both ends."""

from collections.abc import Iterator

from dialtone.explain.sentences import Sentences
from dialtone.model.way import Needs


def every_way(sentences: Sentences) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a title and what is said under it."""
    say, listed = sentences.say, sentences.list_of(["Signal", "Wire"])
    needs = (*(one for one in Needs if one is not Needs.NOTHING), "both")
    yield "marks of advice: what a way takes", tuple(say(f"ways.needs.{one}") for one in needs)
    reads = say("ways.reads.of", list=listed, text=say("mark.nobody"))
    others = tuple(say(f"ways.{key}") for key in ("reads.call", "reads.licensed_app", "other_line"))
    yield "a way", (reads, *others)
    both = tuple(say(f"ways.{key}", list=listed) for key in ("both_ends", "known_there", "known_there.likely"))
    yield "a way to somebody", both
