"""What `dialtone compare` prints: both ends of a conversation, or the result lines of a group."""

from collections.abc import Mapping, Sequence
from datetime import date

from dialtone.explain.only_me import say_not_counted, say_only_me, say_tally
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import STATUS_COLOURS, sign_of
from dialtone.explain.text_report import QUIET, STRONG, TextPage
from dialtone.explain.who_reads import with_mark
from dialtone.model.end_code import BothEnds, CodesRead, EndEntry


def render_both_ends(sentences: Sentences, both: BothEnds, read: CodesRead, *, colour: bool, width: int) -> str:
    """Return what works for both, then each messenger with whose end fails."""
    page = TextPage(sentences, colour, width)
    page.wrap(both.answer, style=STRONG)
    page.wrap(both.ask)
    widest = max(len(row.name) for row in both.rows)
    for row in both.rows:
        sign = sign_of(row.status, doubtful=row.doubtful)
        shape = page.paint(sign, STATUS_COLOURS[row.status]) + " " * (2 - len(sign))
        page.line(f"  {shape} {page.name(row.name, widest)}  {with_mark(sentences, row.label, row.mark)}")
    for line in (*both.notes, *say_not_counted(sentences, read)):
        page.wrap(line, style=QUIET)
    return page.text()


def render_tally(
    sentences: Sentences,
    read: CodesRead,
    own: Sequence[EndEntry],
    names: Mapping[str, str],
    today: date,
    *,
    colour: bool,
    width: int,
) -> str:
    """Return the counts of each day; first, what they say of the trouble here."""
    page = TextPage(sentences, colour, width)
    for line in say_only_me(sentences, own, read.codes, names, today):
        page.wrap(line, style=STRONG)
    for title, *rows in say_tally(sentences, read, names, today):
        page.wrap(title, style=STRONG)
        for row in rows:
            page.wrap(row, indent=2)
    for line in (*say_not_counted(sentences, read), sentences.say("only_me.unchecked")):
        page.wrap(line, style=QUIET)
    return page.text()
