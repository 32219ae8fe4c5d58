"""Shows who made a file that was dropped on the window. The file is not opened, sent or run."""

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


class FilePage(WorkPage):
    """Shows who made one file."""

    def __init__(self, context: PageContext, path: Path, find_maker: Callable[[Path], Sequence[str]]) -> None:
        """`find_maker`: returns the lines on who made a file, the answer first; it may take seconds."""
        super().__init__(context, translate("File", "Who made this file?"))
        self._name = TextItem(sanitize(path.name), dim=True)
        waiting = translate("File", "Checking it. The file is not opened, and nothing is sent.")
        self.show_items((self._name, TextItem(waiting)))
        self.in_background(lambda: find_maker(path), self._on_maker_found)

    def _on_maker_found(self, outcome: Sequence[str] | Exception) -> None:
        answer, *details = [self._context.say_trouble(outcome)] if isinstance(outcome, Exception) else outcome
        self.show_items((self._name, TextItem(answer, strong=True), *paragraphs(details)))
        announce(self, [answer, *details])


class FileDrop(QObject):
    """Accepts a single file that is dropped on a widget, and calls `on_file` with its path. Ignores other drops."""

    def __init__(self, target: QWidget, on_file: Callable[[Path], None]) -> None:
        super().__init__(target)
        self._on_file = on_file
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept a file; pass on everything else."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            urls = event.mimeData().urls()
            file = urls[0].toLocalFile() if len(urls) == 1 else ""
            if file:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self._on_file(Path(file))
                return True
        return super().eventFilter(watched, event)
