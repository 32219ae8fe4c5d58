"""Who made the apps, and what is dropped on the window: looked at beside the window, shown when it is known."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from dialtone.model.untrusted_text import sanitized
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.state.check_runner import CheckRunner, PreparationFailed, Prepared
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import TextItem, lines
from dialtone.ui.widgets.spoken_roles import announce
from dialtone.ui.window.main_window import MainWindow

PICTURES = frozenset({".png", ".jpg", ".jpeg"})
"""How the names of pictures end that a friend may send: no program is one."""


class MakerController(QObject):
    """Looks once for everything that is loaded. Nothing of it is sent, and no program is run.

    Signals:
        found: what was found out about the apps of each messenger, by its id.
        sent: a picture was dropped, such as a friend sends (its path).
    """

    found = Signal(object)
    sent = Signal(Path)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page: ItemPage | None = None
        self.apps_runner, self.file_runner = CheckRunner(self), CheckRunner(self)
        self.apps_runner.prepared.connect(self._on_apps_prepared)
        self.file_runner.prepared.connect(self._on_file_prepared)

    def look(self, content: LoadedContent) -> None:
        """Find out who made the installed apps; `found` tells."""
        if content.find_makers is not None:
            self.apps_runner.prepare(content.find_makers)

    def serve(self, window: MainWindow, content: Callable[[], LoadedContent | None]) -> None:
        """Take files that are dropped on a window, once its first page has been left."""

        def take(path: Path) -> None:
            if not window.asking and path.suffix.lower() in PICTURES:
                self.sent.emit(path)
            elif not window.asking:
                self.show_file(path, content(), window.page_stack)

        FileDrop(window, take)

    def show_file(self, path: Path, content: LoadedContent | None, page_stack: PageStack) -> None:
        """Show who made a file."""
        if content is None or content.look_at_file is None:
            return
        look, name = content.look_at_file, TextItem(sanitized(path.name), dim=True)
        waiting = QCoreApplication.translate("File", "Checking it. The file is not opened, and nothing is sent.")
        self._page = page = ItemPage(
            QCoreApplication.translate("File", "Who made this file?"), (name, TextItem(waiting))
        )
        page.left.connect(lambda: self._leave(page))
        page_stack.show_page(page)
        self.file_runner.prepare(lambda: (page, name, look(path)))

    def _leave(self, page: ItemPage) -> None:
        if page is self._page:
            self._page = None

    def _on_apps_prepared(self, said: Prepared | PreparationFailed) -> None:
        if isinstance(said, Prepared):
            self.found.emit(said.value)

    def _on_file_prepared(self, said: Prepared | PreparationFailed) -> None:
        if isinstance(said, Prepared) and isinstance(said.value, tuple):
            page, name, (answer, *rest) = said.value
            if page is self._page and self._page is not None:
                self._page.show_items((name, TextItem(answer, strong=True), *lines(rest)))
                announce(self._page, [answer, *rest])


class FileDrop(QObject):
    """Takes one file at a time for a widget, and hands its path on. What is no file is left alone."""

    def __init__(self, target: QWidget, take: Callable[[Path], None]) -> None:
        super().__init__(target)
        self._take = take
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Accept a file; let everything else pass."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            path = _local_file(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self._take(path)
                return True
        return super().eventFilter(watched, event)


def _local_file(event: QDropEvent | QDragEnterEvent) -> Path | None:
    urls = event.mimeData().urls()
    file = urls[0].toLocalFile() if len(urls) == 1 else ""
    return Path(file) if file else None
