"""The notice when something changed in the background: one line per messenger."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dialtone.explain.answer_text import say_first
from dialtone.explain.answers import clauses_of
from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import readers_to_show, say_readers_in_short, with_readers
from dialtone.model.answer import Answer
from dialtone.model.verdict import MessengerVerdict

_MINUTES_BELOW = 10  # hours: for a shorter time, minutes are stated too
_DAY_FROM = 48  # hours: from this time on, the day is stated instead


def say_notice(
    sentences: Sentences,
    verdicts: Iterable[MessengerVerdict],
    readers: Callable[[str], str] = lambda _: "",
    say_absence_of: Callable[[str], str] = lambda _: "",
) -> tuple[str, ...]:
    """Return a line on the present state of each messenger, followed by who can read it.

    Both functions take the id of a messenger. `readers` returns who can read it (`readers_of`). `say_absence_of`
    returns for how long one that is back did not work (`say_absence`), else an empty text.
    """
    lines = []
    for verdict in verdicts:
        state = say_first(sentences.naming({verdict.messenger: verdict.name}), Answer(clauses_of(verdict)))
        readers_in_short = say_readers_in_short(sentences, readers_to_show(verdict, readers(verdict.messenger)))
        lines.append(with_readers(sentences, join_texts((state, say_absence_of(verdict.messenger))), readers_in_short))
    return tuple(lines)


def say_absence(sentences: Sentences, absence: timedelta, today: date) -> str:
    """Return for how long a messenger did not work; after several days, since which day."""
    minutes = max(1, round(absence / timedelta(minutes=1)))
    if minutes < 60:
        return sentences.say_counted(minutes, "notice.gone.minutes", minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < _MINUTES_BELOW and rest:
        return sentences.say("notice.gone.hours_minutes", hours=hours, minutes=rest)
    hours = round(minutes / 60)
    if hours < _DAY_FROM:
        return sentences.say_counted(hours, "notice.gone.hours", hours=hours)
    return sentences.say("notice.gone.since", date=sentences.date(today - absence))
