"""What the program is: its face, its version and licence, how old its content is, what was contacted last."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_L, SPACE_S, SPACE_XS, Type, fixed_font
from dialtone.ui.state.about_text import by_line
from dialtone.ui.widgets.controls import Button, Heading, Text
from dialtone.ui.widgets.dialog import Dialog

_ICON = 64
_TEXTS = (76, 30)
"""Letters and lines of the licence texts that are seen at once."""
_EDGES = 96


class AboutDialog(Dialog):
    """Can be opened at any time, also before the first check.

    Signals:
        hosts_requested: the person wants to see every server that may be contacted.
    """

    hosts_requested = Signal()

    def __init__(
        self,
        icon_file: Path,
        lines: Sequence[str],
        licences: Callable[[], str],
        parent: QWidget | None = None,
        *,
        hosts: bool = True,
    ) -> None:
        """`hosts`: the page with the servers can be shown now."""
        super().__init__(QCoreApplication.translate("About", "About Dialtone"), "", parent)
        self._licences = licences
        self._opened: Dialog | None = None
        self.column.addLayout(_head(icon_file))
        for line in lines:
            self.column.addWidget(Text(line))
        self.column.addStretch(1)
        self.licences_button = Button(QCoreApplication.translate("About", "Licence texts"))
        self.licences_button.clicked.connect(self.show_licences)
        self.hosts_button = Button(QCoreApplication.translate("Settings", "Servers Dialtone connects to"))
        self.hosts_button.clicked.connect(self._on_hosts_clicked)
        if not hosts:
            self.hosts_button.hide()
        close = Button(QCoreApplication.translate("Share", "Close"))
        close.clicked.connect(self.reject)
        self.end_with(self.licences_button, self.hosts_button, close)

    def show_licences(self) -> Dialog:
        """Show the licence texts of everything that is inside, in a window of their own."""
        shown = _licence_window(self._licences(), self)
        shown.open()
        self._opened = shown
        return shown

    def _on_hosts_clicked(self) -> None:
        self.accept()
        self.hosts_requested.emit()


def _head(icon_file: Path) -> QHBoxLayout:
    icon = QLabel()
    icon.setPixmap(QIcon(str(icon_file)).pixmap(QSize(_ICON, _ICON)))
    words = QVBoxLayout()
    words.setSpacing(SPACE_XS)
    words.addStretch(1)
    words.addWidget(Heading("Dialtone", Type.HEADLINE, selectable=False))
    words.addWidget(Text(by_line(), dim=True, selectable=False))
    words.addStretch(1)
    head = QHBoxLayout()
    head.setSpacing(SPACE_L)
    head.setContentsMargins(0, SPACE_S, 0, SPACE_S)
    head.addWidget(icon)
    head.addLayout(words, 1)
    return head


def _licence_window(text: str, parent: QWidget) -> Dialog:
    title = QCoreApplication.translate("About", "Licence texts")
    shown = Dialog(title, title, parent)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    texts = QPlainTextEdit(text)
    texts.setReadOnly(True)
    texts.setAccessibleName(title)
    texts.setFrameShape(QFrame.Shape.NoFrame)
    texts.setFont(fixed_font(texts.font()))
    texts.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # they are in English
    shown.column.addWidget(texts, 1)
    close = Button(QCoreApplication.translate("Share", "Close"))
    close.clicked.connect(shown.reject)
    shown.end_with(close)
    metrics, room = texts.fontMetrics(), parent.screen().availableSize() - QSize(_EDGES, _EDGES)
    wanted = QSize(_TEXTS[0] * metrics.averageCharWidth(), _TEXTS[1] * metrics.lineSpacing())
    shown.resize((wanted + QSize(_EDGES, _EDGES)).boundedTo(room))
    return shown
