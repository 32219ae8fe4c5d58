"""What the command line prints about the change since an earlier check."""

from collections.abc import Mapping

from dialtone.explain.changes import all_changes
from dialtone.explain.sentences import Sentences
from dialtone.explain.text_report import STRONG, TextPage
from dialtone.model.check import Check


def title_of(before: Check, sentences: Sentences) -> str:
    """Return the title of the changes since an earlier check, with its moment."""
    moment = before.started_at
    time = sentences.say("report.time", hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")
    return sentences.say("since.title", date=sentences.date(moment.date()), time=time)


def render_changes(
    title: str, before: Check, after: Check, sentences: Sentences, names: Mapping[str, str], *, width: int
) -> str:
    """Return a title, then a sentence for each messenger of the later check."""
    page = TextPage(sentences, False, width)
    page.wrap(title, style=STRONG)
    for line in all_changes(sentences, before.messengers, after.messengers, names):
        page.wrap(line, indent=2)
    return page.text()
