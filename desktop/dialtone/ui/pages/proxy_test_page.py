"""Try a proxy: a link goes in; who could see what comes first, then whether a messenger gets through."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dialtone.ui.pages.proxy_test_result import ProxyTestResult
from dialtone.ui.painting.theme import SPACE_M, SPACE_S
from dialtone.ui.state.proxy_preview import ProxyPreview
from dialtone.ui.widgets.announce import announce
from dialtone.ui.widgets.busy_bar import BusyBar
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.line_field import Field
from dialtone.ui.widgets.page import Page

_LONGEST = 4096
"""Longer than any link: so that one which is too long is told to be."""

_EXAMPLE = "tg://proxy?server=…&port=443&secret=…"

Read = Callable[[str], ProxyPreview]


class ProxyTestPage(Page):
    """Knows no network: it asks what a link is, and for a test of it.

    Signals:
        start_requested: a link that can be tried, and whether a disguised proxy is shown the hello of older apps.
        cancel_requested: Cancel was pressed.
    """

    start_requested = Signal(str, bool)
    cancel_requested = Signal()

    def __init__(self, read: Read, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Trial", "Try a proxy"), parent)
        self._read = read
        self.trying = False
        self.link = Field(QCoreApplication.translate("Trial", "Proxy link"))
        self.link.setMaxLength(_LONGEST)
        self.link.setClearButtonEnabled(True)
        self.link.textChanged.connect(self._on_link_text_changed)
        self.link.returnPressed.connect(self._on_try_clicked)
        self.link.setPlaceholderText(_EXAMPLE)
        self.paste_button = Button(QCoreApplication.translate("Trial", "Paste"))
        self.paste_button.clicked.connect(self._on_paste_clicked)
        self.try_button = Button(QCoreApplication.translate("Trial", "Try"), ButtonStyle.MAIN)
        self.try_button.clicked.connect(self._on_try_clicked)
        self.fault = Text()
        self.fault.hide()
        self.sees = _Sees()
        self.waiting = BusyBar(QCoreApplication.translate("Trial", "Trying the proxy…"))
        self.waiting.cancel_requested.connect(self.cancel_requested)
        self._result = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        lead = QCoreApplication.translate(
            "Trial",
            "Paste the link you were given. Dialtone checks whether your messenger works through it. "
            "Nothing is sent until you press Try.",
        )
        self.column.addWidget(Text(lead))
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self.link, 1)
        row.addWidget(self.paste_button)
        row.addWidget(self.try_button)
        entry = QVBoxLayout()
        entry.setSpacing(SPACE_S)
        entry.addLayout(row)
        entry.addWidget(self.fault)
        self.column.addLayout(entry)
        self.column.addWidget(self.sees)
        self.column.addWidget(self.waiting)
        self.column.addLayout(self._result)
        self.column.addStretch(1)

    def _on_paste_clicked(self) -> None:
        """Take what was copied; the clipboard is read on this press alone."""
        self.link.setText(QGuiApplication.clipboard().text().strip())
        self.begin_typing()

    def begin_typing(self) -> None:
        """Go where the link belongs."""
        self.link.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trying(self) -> None:
        """Show that a test is under way."""
        self._show_trying(True)
        self.waiting.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, [self.waiting.label.text()])

    def show_result(self, result: ProxyTestResult) -> None:
        """What came of it."""
        self._show_trying(False)
        self._clear_result()
        self._result.addWidget(result)
        if result.older_hello is not None:
            result.older_hello.clicked.connect(lambda: self.start_requested.emit(self.link.text(), True))
        self.begin_typing()
        announce(self, result.spoken)

    def show_ended(self, sentence: str) -> None:
        """There is no result, and why."""
        self._show_trying(False)
        self._clear_result()
        self._result.addWidget(Text(sentence))
        self.begin_typing()
        announce(self, [sentence])

    def _show_trying(self, trying: bool) -> None:
        self.trying = trying
        self.waiting.show_active(trying)
        self.link.setReadOnly(trying)
        self.paste_button.setEnabled(not trying)
        self.try_button.setEnabled(not trying)
        if trying:
            self._clear_result()

    def _clear_result(self) -> None:
        while (item := self._result.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _on_link_text_changed(self, text: str) -> None:
        self._clear_result()
        self.fault.hide()
        self.sees.show_preview(self._read(text))

    def _on_try_clicked(self) -> None:
        if self.trying:
            return
        preview = self._read(self.link.text())
        if preview.fault:
            self._clear_result()
            self.fault.setText(preview.fault)
            self.fault.show()
            self.link.setAccessibleDescription(preview.fault)
            self.begin_typing()
            announce(self, [preview.fault])
        else:
            self.link.setAccessibleDescription("")
            self.start_requested.emit(self.link.text(), False)


class _Sees(QWidget):
    """Whose proxy it is and what its owner could see; hidden until there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text(strong=True)
        self._lead = Text()
        self._lines = Text()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for text in (self._title, self._lead, self._lines):
            column.addWidget(text)
        self.hide()

    def show_preview(self, preview: ProxyPreview) -> None:
        """Say it before anything is sent."""
        self._title.setText(preview.title)
        self._lead.setText(preview.lead)
        self._lines.setText("\n".join(preview.sees))
        self.setVisible(not preview.fault)
