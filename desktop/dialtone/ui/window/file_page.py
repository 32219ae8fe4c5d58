"""Who made a file that was dropped on the window. The file is not opened, sent or run."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from dialtone.model.untrusted_text import sanitize
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.page_items import TextItem, paragraphs
from dialtone.ui.widgets.screen_reader import announce
from dialtone.ui.window.page_context import PageContext, WorkPage

PICTURES = frozenset({".png", ".jpg", ".jpeg"})
"""The suffixes of pictures that a friend may send."""


class FilePage(WorkPage):
    """Shows who made one file; `look` finds it out."""

    def __init__(self, context: PageContext, path: Path, look: Callable[[Path], Sequence[str]]) -> None:
        super().__init__(context, translate("File", "Who made this file?"))
        self._name = TextItem(sanitize(path.name), dim=True)
        waiting = translate("File", "Checking it. The file is not opened, and nothing is sent.")
        self.show_items((self._name, TextItem(waiting)))
        self.in_background(lambda: look(path), self._on_looked)

    def _on_looked(self, outcome: Sequence[str] | Exception) -> None:
        """Show and announce what is known about the file, the answer first."""
        if isinstance(outcome, Exception):
            return
        answer, *details = outcome
        self.show_items((self._name, TextItem(answer, strong=True), *paragraphs(details)))
        announce(self, [answer, *details])


class FileDrop(QObject):
    """Accepts drops of a single file on a widget, and passes its path on. Ignores everything else."""

    def __init__(self, target: QWidget, take: Callable[[Path], None]) -> None:
        super().__init__(target)
        self._take = take
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Accept a file; pass on everything else."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            urls = event.mimeData().urls()
            file = urls[0].toLocalFile() if len(urls) == 1 else ""
            if file:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self._take(Path(file))
                return True
        return super().eventFilter(watched, event)
