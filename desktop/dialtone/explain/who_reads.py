"""Who can read a messenger: in a few words for list rows, and the sentences of its page.

It is shown in every country and never expires. What works while a state can read it has its own shape.
"""

from dialtone.explain.answers import clauses_of
from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import Clause, State
from dialtone.model.catalogue import Messenger
from dialtone.model.readers import Readers
from dialtone.model.status_groups import ANSWERS
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause

READABLE = "readable"
"""The shape of what works while a state can read it, or while people are punished for it."""
REASSURES = (Readers.NOBODY, Readers.IF_SWITCHED_ON)
"""The readers that reassure a person."""
_MAX_SOURCES = 2


def readers_of(messenger: Messenger | None) -> str:
    """Return the value of `Readers` for a messenger; empty if no source was read, or if it is not in the catalogue."""
    return messenger.readers.messages if messenger is not None and messenger.readers is not None else ""


def shape_of(clause: Clause, *, risky: bool) -> str:
    """Return the word for the shape of a row with this first clause. `risky`: see `Explainer.say_caution`."""
    return READABLE if risky and clause.status_word in ANSWERS else clause.status_word


def readers_to_show(verdict: MessengerVerdict, readers: str) -> str:
    """Return the readers to show next to a verdict: none that reassure if messages may be intercepted here."""
    if readers not in REASSURES:
        return readers
    is_unsafe = any(clause.state is State.NOT_SAFE for clause in clauses_of(verdict))
    return "" if is_unsafe or Cause.INTERCEPTED in verdict.causes else readers


def say_readers_in_short(sentences: Sentences, readers: str) -> str:
    """Return who can read a messenger in a few words; empty without readers."""
    return sentences.say(f"mark.{readers}") if readers else ""


def with_readers(sentences: Sentences, state: str, readers_in_short: str) -> str:
    """Return a row's state followed by who can read it (`say_readers_in_short`), if that is known."""
    return sentences.say("mark.row", state=state, text=readers_in_short) if readers_in_short else state


def say_who_reads(sentences: Sentences, messenger: Messenger | None, name: str) -> str:
    """Return who can read a messenger, according to whom, and when that was checked; empty if no source was read."""
    if messenger is None or messenger.readers is None:
        return ""
    readers = messenger.readers
    lines = [sentences.say(f"who_reads.{readers.messages}", about=messenger.id, messenger=name)]
    if readers.calls is not None:
        lines.append(sentences.say(f"who_reads.calls.{readers.calls}", about=messenger.id, messenger=name))
    publishers = tuple(dict.fromkeys(source.publisher for source in readers.sources))[:_MAX_SOURCES]
    names = sentences.list_of([sentences.isolate(publisher) for publisher in publishers])
    lines.append(sentences.say("who_reads.sources", list=names, date=sentences.date(readers.checked)))
    return join_texts(lines)
