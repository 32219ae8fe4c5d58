"""The line from here to one messenger: the drawing of the first page, for one."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from dialtone.ui.messengers.waves import Waves
from dialtone.ui.painting.monogram import Monogram
from dialtone.ui.painting.theme import SPACE_M, SPACE_XS, larger
from dialtone.ui.painting.wave_lines import YOU
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.reading_column import has_large_letters

_SIDE = 44


class MessengerWave(QWidget):
    """You, the network, and the messenger's sign at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._waves = Waves(self)
        self._sign = Monogram(_SIDE)
        self._name = Text(dim=True, selectable=False)
        self._name.setWordWrap(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(0, 1)
        grid.setRowMinimumHeight(0, YOU)
        grid.addWidget(self._sign, 0, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self._name, 1, 1, Qt.AlignmentFlag.AlignHCenter)

    def show_value(self, value: tuple[Row, str]) -> None:
        """Draw the line to this messenger, through this network."""
        row, network = value
        self._sign.show_messenger(row.letter, row.hue)
        self._name.setText(row.name)
        self._name.setFont(larger(self.font(), 1))
        self._waves.show_rows((row,), QCoreApplication.translate("Window", "You"), network)
        self._place()

    def show_progress(self, share: float) -> None:
        """Let the line grow while it is asked."""
        self._waves.show_progress(share)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the line into the room that there is."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Follow the sign."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _place(self) -> None:
        """Leave the names of both ends the room that they need."""
        self._waves.setGeometry(self.rect())
        sign = self._sign.geometry()
        room = sign.left() if self.isLeftToRight() else self.width() - sign.right()
        self._waves.place((sign.center().y() + 0.5,), room - SPACE_M, whole=not has_large_letters(self))
        self._name.setMaximumWidth(max(_SIDE, QFontMetrics(self._name.font()).horizontalAdvance(self._name.text())))
