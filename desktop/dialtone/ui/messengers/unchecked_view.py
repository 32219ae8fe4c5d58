"""What is said about a messenger before there is a verdict: that it is being checked, or that nobody asked yet."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from dialtone.ui.messengers.server_form import ServerForm
from dialtone.ui.messengers.verdict_view import page_column
from dialtone.ui.painting.theme import SPACE_S
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.face import FacedHeading
from dialtone.ui.widgets.notice_bar import NoticeBar


class UncheckedView(QWidget):
    """A sentence, and the button that checks it.

    Signals:
        check_requested: the person wants this messenger checked.
    """

    check_requested = Signal()

    def __init__(self, page_state: MessengerPageState, form: ServerForm | None) -> None:
        super().__init__()
        column = page_column(self)
        for warning in page_state.maker.warnings:
            column.addWidget(NoticeBar(warning))
        title, said = _words(page_state)
        column.addWidget(FacedHeading(title, "checking" if page_state.pending else ""))
        column.addWidget(Text(said))
        if form is not None:
            column.addWidget(form)
        if not page_state.pending and not page_state.fixed:
            verb = QCoreApplication.translate("Detail", "Check {name}").format(name=page_state.name)
            button = Button(verb, ButtonStyle.MAIN if form is None else ButtonStyle.PLAIN)
            button.clicked.connect(self.check_requested)
            column.addSpacing(SPACE_S)
            column.addWidget(button)
        column.addStretch(1)


def _words(page_state: MessengerPageState) -> tuple[str, str]:
    """Return the title, and the sentence under it."""
    if page_state.pending:
        return (
            QCoreApplication.translate("Detail", "Checking…"),
            QCoreApplication.translate("Detail", "The answer will appear here."),
        )
    said = (
        QCoreApplication.translate("Detail", "Dialtone has not tested {name} yet.")
        if page_state.watched
        else QCoreApplication.translate(
            "Detail", "{name} is not installed on this computer. Dialtone can check it anyway."
        )
    )
    return QCoreApplication.translate("Detail", "Not checked yet"), said.format(name=page_state.name)
