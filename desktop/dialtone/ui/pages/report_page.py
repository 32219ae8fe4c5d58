"""Report a wrong result in the person's own words. The report becomes a file; nothing is sent."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import ActionItem, LineItem, TextItem, lines

NOTE, SAVE = "note", "save"
_LINES = 5


def report_page(home_page: str, save: Callable[[str], tuple[str, str]]) -> ItemPage:
    """Return the page. `home_page`: the address where reports are read; empty if there is none.

    `save`: given the note, returns the name of the written file, and what went wrong; both may be empty.
    """
    page = ItemPage(QCoreApplication.translate("Window", "Report a wrong result"))
    note = ""

    def act(key: str, value: object) -> None:
        nonlocal note
        if key == NOTE:
            note = str(value)
        else:
            name, trouble = save(note)
            page.show_items([TextItem(_saved(name, home_page))] if name else _asked(note, trouble))

    page.acted.connect(act)
    page.show_items(_asked(note))
    return page


def _asked(note: str, trouble: str = "") -> list[Item]:
    asked = QCoreApplication.translate(
        "Window", "What is wrong? The file holds the check with addresses of servers. It is saved, not sent."
    )
    save = ActionItem(QCoreApplication.translate("Share", "Save…"), SAVE, ButtonStyle.MAIN)
    return [TextItem(asked), LineItem(asked, note, rows=_LINES, key=NOTE), *lines((trouble,)), save]


def _saved(name: str, home_page: str) -> str:
    saved = QCoreApplication.translate("Share", "Saved as {name}.").format(name=name)
    then = (
        QCoreApplication.translate("Window", "Who you give it to is up to you. Reports are read at {address}.")
        if home_page
        else QCoreApplication.translate("Window", "Who you give it to is up to you.")
    )
    return f"{saved} {then.format(address=home_page)}"
