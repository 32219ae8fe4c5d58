"""About the program: its version and licence, the age of its content, and what was contacted last."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from dialtone.ui.painting.theme import Type, fixed_font
from dialtone.ui.state.about_text import by_line
from dialtone.ui.widgets.box_items import BoxRow
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import ActionItem, CustomItem, HeadingItem, TextItem, lines

HOSTS = "hosts"
_LINES = 30
"""The height of the licence texts, in lines."""


def about_page(facts: Sequence[str], licences: Callable[[], str], *, hosts: bool) -> ItemPage:
    """Return the page. `facts`: one line each; `hosts`: the page of servers can be shown now."""
    servers = QCoreApplication.translate("Settings", "Servers Dialtone connects to")
    texts = QCoreApplication.translate("About", "Licence texts")
    return ItemPage(
        QCoreApplication.translate("About", "About Dialtone"),
        (
            HeadingItem("Dialtone", Type.HEADLINE, status="ready"),
            TextItem(by_line(), dim=True),
            *lines(facts),
            *((ActionItem(servers, HOSTS),) if hosts else ()),
            BoxRow(texts, items=(CustomItem(lambda: _Licences(licences())),), flat=True),
        ),
    )


class _Licences(QPlainTextEdit):
    """The licence texts of everything that is bundled."""

    def __init__(self, texts: str) -> None:
        super().__init__(texts)
        self.setReadOnly(True)
        self.setAccessibleName(QCoreApplication.translate("About", "Licence texts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fixed_font(self.font()))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # they are in English
        self.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())

    def show_value(self, _value: object) -> None:
        """Do nothing: the texts never change."""
