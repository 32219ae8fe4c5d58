"""About the program: its version and licence, the age of its content, and what was contacted last."""

from collections.abc import Callable, Sequence
from datetime import datetime
from math import ceil

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from dialtone import __version__
from dialtone.model.check import Check
from dialtone.model.packages import Release
from dialtone.model.vocabulary import Step
from dialtone.ui.painting.theme import make_fixed_font
from dialtone.ui.state.labels import translate
from dialtone.ui.state.languages import current_language
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.time_text import say_day
from dialtone.ui.widgets.box_items import BoxItem, BoxRow, ButtonRow
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import CustomItem, paragraphs

HOSTS = "hosts"
_KILOBYTE = 1000
_LINES = 30  # the height of the licence texts, in lines


def make_about_page(facts: Sequence[str], read_licences: Callable[[], str], *, has_hosts: bool) -> ItemPage:
    """Return the page. `facts`: a paragraph each; `has_hosts`: the page of servers can be opened."""
    servers = translate("Settings", "Servers Dialtone connects to")
    texts = translate("About", "Licence texts")
    meaning = translate("About", "Is the line open?")
    rows = (
        *((ButtonRow(servers, HOSTS),) if has_hosts else ()),
        BoxRow(texts, items=(CustomItem(lambda: _Licences(read_licences())),)),
    )
    page = ItemPage(translate("About", "About Dialtone"), (*paragraphs(facts), BoxItem(rows)))
    page.show_answer(ResultState("Dialtone", meaning, "ready"))  # the name means something only in English
    return page


def list_about_facts(check: Check | None, newer: Release | None = None, loaded: str = "") -> tuple[str, ...]:
    """Return the facts, a paragraph each, after the last `check`, if any; `newer`: a newer Dialtone that was announced.

    `loaded`: the version of the content that the next check will use, which is shown before the first; empty for none.
    """
    licence = translate(
        "About", "Dialtone {version}. Free software under the GNU General Public License, version 3 or later."
    ).format(version=__version__)
    dated = translate("About", "Its data about messengers is dated {content}.")
    content = loaded if check is None else check.catalogue_version
    age = (dated.format(content=_say_version(content)),) if content else ()
    traffic = (_say_traffic(check),) if check is not None else ()
    return (licence, *_say_newer(newer), *age, *traffic)


def _say_traffic(check: Check) -> str:
    """Return how much a check sent and received, rounded up, and how many addresses it contacted."""
    contacted = translate(
        "About", "The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}."
    )
    addresses = {observation.target for observation in check.observations if observation.step is not Step.DNS}
    locale = QLocale()
    return contacted.format(
        sent=locale.toString(ceil(check.bytes_sent / _KILOBYTE)),
        received=locale.toString(ceil(check.bytes_received / _KILOBYTE)),
        count=locale.toString(len(addresses)),
    )


def _say_newer(release: Release | None) -> tuple[str, ...]:
    """Return that a newer Dialtone was announced, and what changed in it; nothing if none is known."""
    if release is None:
        return ()
    heading = translate(
        "About", "There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically."
    ).format(version=release.version, date=_say_version(release.day.isoformat()))
    return (heading, *(f"· {sentence}" for sentence in release.changes_in(current_language())))


def _say_version(version: str) -> str:
    """Return a version of the content in words if it is a date, as it usually is; else unchanged."""
    try:
        return say_day(datetime.fromisoformat(version))
    except ValueError:
        return version


class _Licences(QPlainTextEdit):
    """The licence texts of everything that is bundled."""

    def __init__(self, texts: str) -> None:
        super().__init__(texts)
        self.setReadOnly(True)
        self.setAccessibleName(translate("About", "Licence texts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(make_fixed_font(self.font()))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # they are in English
        self.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())

    def show_value(self, _value: object) -> None:
        """Do nothing: the texts never change."""
