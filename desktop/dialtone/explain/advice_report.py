"""Advice for the terminal: all titles, or one piece in full, with its risk before the first step."""

from collections.abc import Sequence

from dialtone.explain.sentences import Sentences
from dialtone.explain.text_report import QUIET, STRONG, TextPage
from dialtone.model.explanation import Guidance


def render_titles(entries: Sequence[Guidance], sentences: Sentences, *, colour: bool, width: int) -> str:
    """Return one line per piece of advice: what to ask for, and what it is about."""
    page = TextPage(sentences, colour, width)
    widest = max((len(entry.id) for entry in entries), default=0)
    for entry in entries:
        page.line(f"{page.name(entry.id, widest)}  {entry.title}")
    return page.text()


def render_advice(entry: Guidance, law: Sequence[str], sentences: Sentences, *, colour: bool, width: int) -> str:
    """Return the whole of one piece, after what is known of the law that bears on it."""
    page, say = TextPage(sentences, colour, width), sentences.say
    page.wrap(entry.title, style=STRONG)
    for line in law:
        page.wrap(line)
    if entry.risk:
        page.wrap(say("report.first", text=entry.risk))
    for line in entry.seen:
        page.wrap(line)
    for number, step in enumerate(entry.steps, start=1):
        page.wrap(say("report.step", number=number, text=step), indent=2)
    if entry.reach.sees:
        page.wrap(" ".join((entry.reach.sees, sentences.pair(f"dialtone advice {entry.id} --reach"))))
    for line in entry.answers:
        page.wrap(line)
    for text in (entry.does_not, entry.cost, entry.operator):
        page.wrap(text)
    for what, address, opened in entry.links:
        page.line(say("report.link", label=what, text=address))
        page.wrap(opened, indent=2, style=QUIET)
    page.wrap(entry.stale)
    for text in (entry.note, *entry.background):
        page.wrap(text, style=QUIET)
    return page.text()
