"""The strip above a saved check: what follows was written into a file by its maker."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dialtone.ui.state.relative_time import day
from dialtone.ui.widgets.notice_bar import NoticeBar


class SavedBar(NoticeBar):
    """Hidden until a saved check is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.hide()

    def show_day(self, moment: datetime) -> None:
        """Say of when the file says that it is, and that its maker decides what it says."""
        said = QCoreApplication.translate(
            "Window",
            "A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. "
            "Nothing was tested just now.",
        )
        self.show_sentence(said.format(day=day(moment)))
