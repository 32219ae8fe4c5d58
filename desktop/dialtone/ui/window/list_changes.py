"""Changes the list for the person: adds, hides, mutes or watches messengers, with undo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_choices import simplify
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.watch_list import EVERY_HOUR, with_muted, with_removed, with_watching
from dialtone.ui.widgets.notice_bar import OutcomeBar
from dialtone.ui.window.check_controller import CheckController

if TYPE_CHECKING:
    from dialtone.ui.widgets.choose_dialog import ChooseDialog


class ListChanges(QObject):
    """Changes the list of one window, shows what was changed, and asks which messenger to add.

    Signals:
        opened: the page of a messenger should be shown (its id).
        hidden: a messenger leaves the list (its id).
    """

    opened = Signal(str)
    hidden = Signal(str)

    def __init__(self, window: QWidget, controller: CheckController, outcome_bar: OutcomeBar) -> None:
        super().__init__(window)
        self._window, self._controller, self._outcome_bar = window, controller, outcome_bar
        self._replaced: dict[str, Any] = {}
        """The values that Undo restores, by the names of the settings; empty once they are restored."""
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), window)
        undo.activated.connect(self._on_undo_activated)

    def hide(self, messenger: str) -> None:
        """Take a messenger out of the list."""
        content = self._controller.content
        if content is None or content.saved is not None or messenger not in self._controller.watch_list.listed:
            return
        self.hidden.emit(messenger)
        changed = with_removed(self._controller.settings, messenger, installed=messenger in content.computer.installed)
        text = translate("Window", "{name} is no longer in the list.")
        self._change(changed, text.format(name=self._name_of(messenger)))

    def set_muted(self, messenger: str, muted: bool) -> None:
        """Check a messenger without notices, or with them again; show what muting means, with undo."""
        if messenger in self._controller.watch_list.watched:
            text = translate("Window", "{name} is muted. It is still checked, without notices.")
            text = text.format(name=self._name_of(messenger))
            self._change(with_muted(self._controller.settings, messenger, muted=muted), text if muted else "")
            if not muted:
                self._outcome_bar.retract(text)

    def watch(self, messengers: tuple[str, ...]) -> None:
        """Turn on automatic checks, and notices for these; show who can see that, and how to stop it."""
        every_hour = translate(
            "Window",
            "While it is open or in the tray, Dialtone checks every hour and tells you. Your provider can see that. "
            "To stop it, open Settings.",
        )
        every_half_hour = translate(
            "Window",
            "While it is open or in the tray, Dialtone checks every half hour and tells you. Your provider can see "
            "that. To stop it, open Settings.",
        )
        changed = with_watching(self._controller.settings, messengers)
        self._change(changed, every_hour if changed.watch_minutes == EVERY_HOUR else every_half_hour)

    def open_adding(self) -> "ChooseDialog | None":
        """Let the person choose a messenger to add. Return the dialog; None if nothing is loaded yet."""
        presenter, listed = self._controller.presenter, self._controller.watch_list.listed
        if presenter is None:
            return None
        from dialtone.ui.widgets.choose_dialog import ChooseDialog  # imported late: few people search a messenger

        dialog = ChooseDialog(lambda text: presenter.search(text, listed), self._window)
        dialog.chosen.connect(self._on_adding_chosen)
        dialog.open()
        return dialog

    def open_rest(self, rows: Sequence[Row]) -> "ChooseDialog":
        """Let the person choose one of the listed messengers without a tile."""
        from dialtone.ui.widgets.choose_dialog import ChooseDialog  # imported late: most have no more than tiles

        def search(text: str) -> tuple[Row, ...]:
            query = simplify(text)
            return tuple(row for row in rows if query in simplify(row.name))

        title, verb = translate("Window", "Messengers"), translate("Window", "Open")
        dialog = ChooseDialog(search, self._window, title=title, verb=verb)
        dialog.chosen.connect(self.opened)
        dialog.open()
        return dialog

    def _on_adding_chosen(self, messenger: str) -> None:
        if messenger not in self._controller.watch_list.listed:
            self._controller.add((messenger,))
        self.opened.emit(messenger)

    def _name_of(self, messenger: str) -> str:
        content = self._controller.content
        return content.names.get(messenger, messenger) if content is not None else messenger

    def _change(self, changed: Settings, sentence: str) -> None:
        """Apply changed settings; show the sentence, if any, with the button that undoes this and an earlier change."""
        can_undo = self._outcome_bar.offers(self._undo)
        former = {name: getattr(self._controller.settings, name) for name in Settings.__struct_fields__}
        to_restore = former | (self._replaced if can_undo else {})
        self._replaced = {name: value for name, value in to_restore.items() if value != getattr(changed, name)}
        if sentence:
            self._outcome_bar.say(sentence, translate("Window", "Undo"), self._undo)
        self._controller.change_settings(changed)

    def _undo(self) -> None:
        """Restore the replaced values; other settings that were changed since stay."""
        replaced, self._replaced = self._replaced, {}
        if replaced:
            self._controller.change_settings(replace(self._controller.settings, **replaced))

    def _on_undo_activated(self) -> None:
        if self._outcome_bar.offers(self._undo):
            self._outcome_bar.button.click()
