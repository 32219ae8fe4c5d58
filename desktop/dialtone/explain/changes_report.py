"""What the command line prints about the change since an earlier check."""

from collections.abc import Mapping

from dialtone.explain.changes import all_changes
from dialtone.explain.sentences import Sentences
from dialtone.explain.text_report import STRONG, TextPage
from dialtone.model.check import Check


def render_changes(before: Check, after: Check, sentences: Sentences, names: Mapping[str, str], *, width: int) -> str:
    """Return a title with the moment of the earlier check, then a sentence per messenger."""
    page, moment = TextPage(sentences, False, width), before.started_at
    time = sentences.say("report.time", hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")
    page.wrap(sentences.say("since.title", date=sentences.date(moment.date()), time=time), style=STRONG)
    for line in all_changes(sentences, before.messengers, after.messengers, names):
        page.wrap(line, indent=2)
    return page.text()
