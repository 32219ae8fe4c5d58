"""What is known of messengers in one country, as text for the terminal."""

from dialtone.explain.sentences import Sentences
from dialtone.explain.text_report import QUIET, STRONG, TextPage
from dialtone.model.explanation import CountryWords, ForThem


def render_country(words: CountryWords, sentences: Sentences, *, colour: bool, width: int) -> str:
    """Return the country's page as text."""
    page = TextPage(sentences, colour, width)
    page.wrap(words.title, style=STRONG)
    page.wrap(words.lead)
    for line in words.reported:
        page.line("")
        page.wrap(line, style=STRONG)
    for messenger in words.messengers:
        page.line("")
        page.wrap(messenger.name, style=STRONG)
        for row in messenger.rows:
            page.wrap(row.when, indent=2)
            for line in row.said:
                page.wrap(line, indent=4)
            page.wrap(row.sources, indent=4, style=QUIET)
    return page.text()


def render_for_them(words: ForThem, sentences: Sentences, *, width: int, sent: bool = False) -> str:
    """Return what to say to a person there as text. Where it may only be said, that stands above it.

    `sent`: it is what that person reads, and says nothing to the one who sends it.
    """
    page = TextPage(sentences, colour=False, width=width)
    page.wrap(words.title)
    if not sent:
        page.wrap(words.note)
    for number, said in enumerate(words.said, start=1):
        page.wrap(sentences.say("report.step", number=number, text=said), indent=2)
    return page.text()
