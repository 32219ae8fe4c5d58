"""What `dialtone genuine` prints: who made the apps on this computer, or the files that were named."""

from collections.abc import Mapping, Sequence

from msgspec.structs import asdict

from dialtone.explain.makers import app_words, file_words, handler_words
from dialtone.explain.sentences import Sentences
from dialtone.explain.text_report import STRONG, TextPage
from dialtone.model.maker import AppMaker, MakersOfApps

FORMAT = "dialtone-genuine/1"


def render_makers(
    makers: MakersOfApps, sentences: Sentences, names: Mapping[str, str], *, colour: bool, width: int
) -> str:
    """Return the answers for a person: what another made first, then the rest; strangers that open links on top."""
    page = TextPage(sentences, colour, width)
    for stranger in makers.foreign_handlers:
        for text in handler_words(sentences, stranger, names[stranger.messenger]):
            page.wrap(text, style=STRONG)
    for app in sorted(makers.apps, key=lambda a: (not a.own_program, names[a.messenger].casefold())):
        page.wrap(sentences.say("maker.named", app=app.app), style=STRONG)
        page.wrap(app_words(sentences, app, names[app.messenger]), indent=2)
    if not makers.apps:
        page.wrap(sentences.say("maker.nothing"))
    return page.text()


def render_files(
    files: Sequence[AppMaker], sentences: Sentences, names: Mapping[str, str], *, colour: bool, width: int
) -> str:
    """Return the answers for files."""
    page = TextPage(sentences, colour, width)
    for file in files:
        page.wrap(sentences.say("maker.named", app=file.app), style=STRONG)
        for text in file_words(sentences, file, names):
            page.wrap(text, indent=2)
    return page.text()


def encode_makers(makers: MakersOfApps) -> dict[str, object]:
    """Return the answers for a program: `dialtone genuine --json`."""
    return {
        "format": FORMAT,
        "apps": [_encode(app) for app in makers.apps],
        "foreign_handlers": [asdict(stranger) for stranger in makers.foreign_handlers],
    }


def _encode(app: AppMaker) -> dict[str, object]:
    return {
        "messenger": app.messenger,
        "app": app.app,
        "maker": app.maker.value,
        "by": app.by,
        "own_program": app.own_program,
        "origin": app.origin.kind.value,
        "publisher": app.origin.publisher,
        "gap": app.origin.gap.value,
    }
