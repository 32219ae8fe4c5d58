"""Hides and mutes messengers as the person asks in the list, and takes that back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dialtone.store.settings import Settings
from dialtone.ui.state.watch_list import as_listed_before, with_muted, without

if TYPE_CHECKING:
    from dialtone.ui.window.check_controller import CheckController
    from dialtone.ui.window.main_window import MainWindow


class HidingController(QObject):
    """What was hidden or muted last can be taken back, in another window too."""

    def __init__(self, check_controller: "CheckController") -> None:
        super().__init__(check_controller)
        self._check_controller = check_controller
        self._before: Settings | None = None

    def serve(self, window: "MainWindow") -> None:
        """Do what is asked in this window's list."""
        window.messenger_actions.hide_requested.connect(self._on_hide_requested)
        window.messenger_actions.mute_requested.connect(self._on_mute_requested)
        window.list_pane.undo_bar.undo_requested.connect(self._on_undo_requested)

    def _on_hide_requested(self, messenger: str) -> None:
        controller = self._check_controller
        settings, content = controller.settings, controller.content
        if content is None or content.saved is not None or messenger not in controller.watch_list.listed:
            return
        self._before = settings
        if controller.window is not None:
            controller.window.list_changes.say_hidden(messenger)
        controller.keep(without(settings, messenger, installed=messenger in content.installed))

    def _on_mute_requested(self, messenger: str, muted: bool) -> None:
        controller = self._check_controller
        if messenger not in controller.watch_list.watched:
            return
        self._before = controller.settings
        if controller.window is not None:
            controller.window.list_changes.say_muted(messenger, muted)
        controller.keep(with_muted(controller.settings, messenger, muted=muted))

    def _on_undo_requested(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            self._check_controller.keep(as_listed_before(self._check_controller.settings, before))
