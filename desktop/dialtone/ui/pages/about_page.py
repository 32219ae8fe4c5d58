"""About the program: its version and licence, the age of its content, and what was contacted last."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from dialtone import __version__
from dialtone.model.check import Check
from dialtone.model.release import Release
from dialtone.model.vocabulary import Step
from dialtone.ui.painting.theme import fixed_font
from dialtone.ui.state.labels import translate
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.time_text import day
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import CustomItem, paragraphs

HOSTS = "hosts"
_KILOBYTE = 1000
_LINES = 30
"""The height of the licence texts, in lines."""


def make_about_page(facts: Sequence[str], licences: Callable[[], str], *, hosts: bool) -> ItemPage:
    """Return the page. `facts`: one line each; `licences`: reads their texts; `hosts`: the page of servers is ready."""
    servers = translate("Settings", "Servers Dialtone connects to")
    texts = translate("About", "Licence texts")
    meaning = translate("About", "Is the line open?")
    rows = (
        *((BoxRow(servers, acts=True, key=HOSTS),) if hosts else ()),
        BoxRow(texts, items=(CustomItem(lambda: _Licences(licences())),)),
    )
    page = ItemPage(translate("About", "About Dialtone"), (*paragraphs(facts), BoxItem(rows)))
    page.show_answer(ResultState("Dialtone", meaning, "ready"))  # the name means something only in English
    return page


def list_about_lines(check: Check | None, newer: Release | None = None, loaded: str = "") -> tuple[str, ...]:
    """Return the facts, one per line. `check`: the last one; `newer`: a newer Dialtone, if one is known.

    `loaded`: the version of the content that the next check will use.
    """
    licence = translate(
        "About", "Dialtone {version}. Free software under the GNU General Public License, version 3 or later."
    ).format(version=__version__)
    dated = translate("About", "Its data about messengers is dated {content}.")
    content = loaded if check is None else check.catalogue_version
    facts = (licence, *_newer_lines(newer), *((dated.format(content=_day(content)),) if content else ()))
    if check is None:
        return facts
    contacted = translate(
        "About", "The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}."
    )
    figures = QLocale().toString
    addresses = {observation.target for observation in check.observations if observation.step is not Step.DNS}
    return (
        *facts,
        contacted.format(
            sent=figures(-(-check.bytes_sent // _KILOBYTE)),
            received=figures(-(-check.bytes_received // _KILOBYTE)),
            count=figures(len(addresses)),
        ),
    )


def _newer_lines(release: Release | None) -> tuple[str, ...]:
    """Return that a newer Dialtone was announced, and what changed in it; nothing if none is known."""
    if release is None:
        return ()
    heading = translate(
        "About", "There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically."
    ).format(version=release.version, date=_day(release.day.isoformat()))
    language = QLocale().name().partition("_")[0]
    return (heading, *(f"· {sentence}" for sentence in release.changes_in(language)))


def _day(version: str) -> str:
    """Return a catalogue version that is a date in words; any other unchanged."""
    try:
        return day(datetime.fromisoformat(version))
    except ValueError:
        return version


class _Licences(QPlainTextEdit):
    """The licence texts of everything that is bundled."""

    def __init__(self, texts: str) -> None:
        super().__init__(texts)
        self.setReadOnly(True)
        self.setAccessibleName(translate("About", "Licence texts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fixed_font(self.font()))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # they are in English
        self.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())

    def show_value(self, _value: object) -> None:
        """Do nothing: the texts never change."""
