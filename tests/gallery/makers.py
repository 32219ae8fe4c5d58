"""Who made an app, for the gallery: every answer with every reason."""

from collections.abc import Iterator

from dialtone.explain.makers import say_makers
from dialtone.explain.reports import render_files, render_makers
from dialtone.explain.sentences import Sentences
from dialtone.explain.text_page import TextPage
from dialtone.model.maker import VOLUNTEERS, AppMaker, LinkHandler, Maker, MakersOfApps, Origin, OriginGap, OriginKind

_PLACES = {OriginKind.APT: "updates.example.org", OriginKind.DISTRIBUTION: "Debian", OriginKind.TEAM: "6N38VWS5BX"}
_WIDE = 10_000


def every_maker(sentences: Sentences) -> Iterator[tuple[str, tuple[str, ...]]]:
    sentences = sentences.naming({"telegram": "Telegram"})
    apps = tuple(_every_app("telegram", "Telegram"))
    strangers = (LinkHandler("telegram", "Fast Telegram"),)
    yield "who made it", lines_of(render_makers(wide_page(sentences), MakersOfApps(apps)))
    none = render_makers(wide_page(sentences), MakersOfApps((), strangers))
    yield "links", lines_of(none)
    files = [app for app in _every_app("", "tsetup.exe") if app.maker is Maker.UNKNOWN]
    yield "who made this file", lines_of(render_files(wide_page(sentences), files))
    for found in (MakersOfApps(apps), MakersOfApps((), strangers)):
        words = say_makers(sentences, found, "telegram", "Telegram")
        yield "in the row", (words.row, *words.warnings[:1], *words.lines[:1])


def _every_app(messenger: str, name: str) -> Iterator[AppMaker]:
    signer = Origin(OriginKind.AUTHENTICODE, "Example Ltd")
    for kind in OriginKind:
        if kind not in (OriginKind.NONE, OriginKind.DISTRIBUTION):
            yield AppMaker(messenger, name, Maker.MESSENGER, Origin(kind, _PLACES.get(kind, "Telegram FZ-LLC")))
    distribution = Origin(OriginKind.DISTRIBUTION, "Debian")
    yield AppMaker(messenger, name, Maker.OTHER, distribution, "Debian")
    yield AppMaker(messenger, name, Maker.OTHER, Origin(OriginKind.FLATHUB, "org.example"), VOLUNTEERS)
    yield AppMaker(messenger, name, Maker.OTHER, signer, "Example Ltd", own_program=True)
    yield AppMaker(messenger, "AyuGram", Maker.OTHER, Origin(), "AyuGram", own_program=True)
    yield AppMaker(messenger, name, Maker.UNKNOWN, signer, expected=("Telegram FZ-LLC",))
    yield AppMaker(messenger, name, Maker.UNKNOWN, Origin(OriginKind.TEAM, gap=OriginGap.UNKNOWN_ROOT))
    yield AppMaker(messenger, name, Maker.UNKNOWN, Origin(OriginKind.AUTHENTICODE, gap=OriginGap.UNVERIFIED))
    for gap in OriginGap:
        if gap is not OriginGap.NONE:
            yield AppMaker(messenger, name, Maker.UNKNOWN, Origin(OriginKind.AUTHENTICODE, "Telegram FZ-LLC", gap))


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines())


def wide_page(sentences: Sentences) -> TextPage:
    return TextPage(sentences, colour=False, width=_WIDE)
