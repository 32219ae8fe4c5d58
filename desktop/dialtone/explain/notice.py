"""What is said when something changed in the background: one line per messenger."""

from collections.abc import Callable, Iterable, Mapping

from dialtone.explain.lead import find_lead
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import readers_beside, say_mark, with_mark
from dialtone.model.verdict import MessengerVerdict


def _not_known(_messenger: str) -> str:
    return ""


def notice_lines(
    sentences: Sentences,
    verdicts: Iterable[MessengerVerdict],
    names: Mapping[str, str],
    readers: Callable[[str], str] = _not_known,
) -> tuple[str, ...]:
    """Return a line for the present state of each messenger, with who can read along behind it."""
    return tuple(
        with_mark(
            sentences, _line(sentences, one, names), say_mark(sentences, readers_beside(one, readers(one.messenger)))
        )
        for one in verdicts
    )


def _line(sentences: Sentences, one: MessengerVerdict, names: Mapping[str, str]) -> str:
    return sentences.say(*_keys(one), about=one.messenger, messenger=names.get(one.messenger, one.name))


def nameless_lines(sentences: Sentences) -> tuple[str, ...]:
    """Return the notice of the quiet profile: who looks at the screen learns of no messenger."""
    return (sentences.say("notice.nameless"),)


def _keys(verdict: MessengerVerdict) -> tuple[str, ...]:
    lead = find_lead(verdict)
    said = (f"notice.{verdict.status}.{verdict.confidence}", f"notice.{verdict.status}")
    return (*(lead.keys("notice") if lead else ()), *said)
