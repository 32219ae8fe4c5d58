"""Hides, mutes and watches messengers as the person asks, and takes that back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dialtone.store.settings import Settings
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.watch_list import (
    WatchList,
    as_listed_before,
    as_watched_before,
    watch_list_of,
    with_muted,
    with_watching,
    without,
)

if TYPE_CHECKING:
    from dialtone.ui.window.list_changes import ListChanges
    from dialtone.ui.window.main_window import MainWindow


class HidingController(QObject):
    """What was done last can be taken back, in another window too."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        content: Callable[[], LoadedContent | None],
        keep: Callable[[Settings], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._content = content
        self._keep = keep
        self._undo: Callable[[Settings], Settings] | None = None

    def serve(self, window: "MainWindow") -> None:
        """Do what is asked in this window's list."""
        window.messenger_actions.hide_requested.connect(partial(self._hide, window.list_changes))
        window.messenger_actions.mute_requested.connect(partial(self._mute, window.list_changes))
        window.watch_requested.connect(partial(self._watch, window.list_changes))
        window.undo_bar.undo_requested.connect(self._on_undo_requested)

    def _watch_list(self) -> WatchList:
        return watch_list_of(self._content(), self._settings())

    def _hide(self, said: "ListChanges", messenger: str) -> None:
        settings, content = self._settings(), self._content()
        if content is None or content.saved is not None or messenger not in self._watch_list().listed:
            return
        self._undo = partial(_again, as_listed_before, settings)
        said.say_hidden(messenger)
        self._keep(without(settings, messenger, installed=messenger in content.installed))

    def _mute(self, said: "ListChanges", messenger: str, muted: bool) -> None:
        if messenger not in self._watch_list().watched:
            return
        settings = self._settings()
        self._undo = partial(_again, as_listed_before, settings)
        said.say_muted(messenger, muted)
        self._keep(with_muted(settings, messenger, muted=muted))

    def _watch(self, said: "ListChanges", messengers: tuple[str, ...]) -> None:
        settings = self._settings()
        self._undo = partial(_again, as_watched_before, settings)
        said.say_watching()
        self._keep(with_watching(settings, messengers))

    def _on_undo_requested(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            self._keep(undo(self._settings()))


def _again(restored: Callable[[Settings, Settings], Settings], before: Settings, now: Settings) -> Settings:
    return restored(now, before)
