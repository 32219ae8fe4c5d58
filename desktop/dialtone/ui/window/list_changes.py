"""Changes to the list by the person: messengers are added, hidden, muted or watched, with undo."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dialtone.store.settings import Settings
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.watch_list import (
    WatchList,
    as_listed_before,
    as_watched_before,
    with_muted,
    with_watching,
    without,
)
from dialtone.ui.widgets.choice import ChooseDialog
from dialtone.ui.widgets.notice_bar import UndoBar
from dialtone.ui.widgets.spoken_roles import announce

_Undo = Callable[[Settings, Settings], Settings]
"""Given the current and the former settings, returns the settings with the last change undone."""


class ListChanges(QObject):
    """Changes the list of one window, shows what changed, and asks which messenger to add.

    Signals:
        changed: a function that returns the changed settings.
        check_requested: a messenger that is not in the list should be checked (its id).
        opened: the page of a messenger should be shown (its id).
        hidden: a messenger leaves the list (its id).
    """

    changed = Signal(object)
    check_requested = Signal(str)
    opened = Signal(str)
    hidden = Signal(str)

    def __init__(self, undo_bar: UndoBar, watch_list: Callable[[], WatchList], window: QWidget) -> None:
        super().__init__(window)
        self._window, self._undo_bar, self._watch_list = window, undo_bar, watch_list
        self._content: LoadedContent | None = None
        self._presenter: Presenter | None = None
        self._undo: Callable[[Settings], Settings] | None = None
        undo_bar.undo_requested.connect(self._on_undo_requested)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), window)
        back.activated.connect(self._on_undo_activated)

    def take(self, content: LoadedContent, presenter: Presenter) -> None:
        """Use the loaded content."""
        self._content, self._presenter = content, presenter

    def hide(self, messenger: str) -> None:
        """Take a messenger out of the list."""
        content = self._content
        if content is None or content.saved is not None or messenger not in self._watch_list().listed:
            return
        said = QCoreApplication.translate("Window", "{name} is no longer in the list.")
        self._say_with_undo(said.format(name=self._name(messenger)))
        self.hidden.emit(messenger)
        installed = messenger in content.installed
        self._change(lambda now: without(now, messenger, installed=installed), as_listed_before)

    def mute(self, messenger: str, muted: bool) -> None:
        """Check a messenger without notices, or with them again."""
        if messenger in self._watch_list().watched:
            self.say_muted(messenger, muted)
            self._change(lambda now: with_muted(now, messenger, muted=muted), as_listed_before)

    def say_muted(self, messenger: str, muted: bool) -> None:
        """Show what muting a messenger means; hide it when unmuted."""
        if muted:
            said = QCoreApplication.translate("Window", "{name} is muted. It is still checked, without notices.")
            self._say_with_undo(said.format(name=self._name(messenger)))
        else:
            self._undo_bar.hide()

    def watch(self, messengers: tuple[str, ...]) -> None:
        """Turn on automatic checks and notices for these; show who can see that, and how to stop it."""
        said = QCoreApplication.translate(
            "Window",
            "Dialtone now checks every hour and tells you. Your provider can see that. To stop it, open Settings.",
        )
        self._say_with_undo(said)
        self._change(lambda now: with_watching(now, messengers), as_watched_before)

    def _change(self, how: Callable[[Settings], Settings], back: _Undo) -> None:
        def change(now: Settings) -> Settings:
            self._undo = partial(_apply_undo, back, now)
            return how(now)

        self.changed.emit(change)

    def open_adding(self) -> ChooseDialog | None:
        """Let the person choose a messenger that is not in the list."""
        presenter, listed = self._presenter, self._watch_list().listed
        if presenter is None:
            return None
        dialog = ChooseDialog(lambda text: presenter.search(text, listed), self._window)
        dialog.chosen.connect(self._on_adding_chosen)
        dialog.open()
        return dialog

    def open_rest(self, rows: Sequence[Row]) -> ChooseDialog:
        """Let the person choose one of the listed messengers without a tile."""

        def found(text: str) -> tuple[Row, ...]:
            return tuple(row for row in rows if text.strip().casefold() in row.name.casefold())

        title, verb = QCoreApplication.translate("Window", "Messengers"), QCoreApplication.translate("Window", "Open")
        dialog = ChooseDialog(found, self._window, title=title, verb=verb)
        dialog.chosen.connect(self.opened)
        dialog.open()
        return dialog

    def _on_adding_chosen(self, messenger: str) -> None:
        if messenger not in self._watch_list().listed:
            self.check_requested.emit(messenger)
        self.opened.emit(messenger)

    def _say_with_undo(self, sentence: str) -> None:
        self._undo_bar.show_sentence(sentence)
        announce(self._window, [sentence])

    def _name(self, messenger: str) -> str:
        return self._content.names.get(messenger, messenger) if self._content else messenger

    def _on_undo_requested(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            self.changed.emit(undo)

    def _on_undo_activated(self) -> None:
        if self._undo_bar.button.isVisible():
            self._undo_bar.button.click()


def _apply_undo(back: _Undo, before: Settings, now: Settings) -> Settings:
    return back(now, before)
