"""The messengers that are checked without notices: each can be unmuted, and another one chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.flow_layout import FlowLayout
from dialtone.ui.widgets.menu import Menu
from dialtone.ui.widgets.menu_button import MenuButton
from dialtone.ui.widgets.popup_menu import open_below


class MutedField(QWidget):
    """One line of the settings; it wraps where there are many.

    Signals:
        changed: the ids of those that are muted now, in the order in which they were.
    """

    changed = Signal(object)

    def __init__(
        self, messengers: Sequence[tuple[str, str]], muted: Sequence[str], title: str = "", remove: str = ""
    ) -> None:
        """`messengers`: the ids and names of those that can be chosen. Who is no longer in the list stays chosen.

        `title` and `remove` (with `{name}`): where they are chosen for something else than to be muted.
        """
        super().__init__()
        self._messengers = messengers
        self._muted = tuple(muted)
        self._remove = remove or QCoreApplication.translate("Window", "Unmute {name}")
        self._head = head = Text(title or QCoreApplication.translate("Settings", "Muted"), selectable=False)
        head.setWordWrap(False)
        head.setMinimumHeight(Button("").sizeHint().height())  # as high as what it stands beside
        head.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chips)
        self.add_button = MenuButton(
            QCoreApplication.translate("Settings", "Choose a messenger…"), ButtonStyle.QUIET, ButtonIcon.PLUS
        )
        self.add_button.clicked.connect(self._on_add_clicked)
        self.chips: list[Button] = []
        self._show()

    @property
    def muted(self) -> tuple[str, ...]:
        """The ids of those that are muted."""
        return self._muted

    def menu(self) -> QMenu:
        """Those that can still be muted."""
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for messenger, name in self._messengers:
            if messenger not in self._muted:
                action = menu.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _on=False, messenger=messenger: self._mute(messenger))
        return menu

    def _show(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()  # not at once: the request comes from a button in it
        self.chips = []
        self._flow.addWidget(self._head)
        for messenger, name in self._messengers:
            if messenger in self._muted:
                chip = Button(name, ButtonStyle.PLAIN, ButtonIcon.STOP, self._chips)
                chip.setAccessibleName(self._remove.format(name=name))
                chip.setToolTip(chip.accessibleName())
                chip.clicked.connect(lambda _on=False, messenger=messenger: self._unmute(messenger))
                self.chips.append(chip)
                self._flow.addWidget(chip)
                chip.show()
        self._flow.addWidget(self.add_button)
        self.add_button.setVisible(len(self.chips) < len(self._messengers))

    def _mute(self, messenger: str) -> None:
        self._change((*self._muted, messenger))

    def _unmute(self, messenger: str) -> None:
        self._change(tuple(m for m in self._muted if m != messenger))
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, muted: tuple[str, ...]) -> None:
        self._muted = muted
        self._show()
        self.changed.emit(muted)

    def _on_add_clicked(self) -> None:
        open_below(self.menu(), self.add_button, leading=True)
