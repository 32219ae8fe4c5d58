"""A label and what it names: side by side where there is room, else the label above."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_XL, SPACE_XS
from dialtone.ui.widgets.controls import Text

_CONTROL = 240
_LEAST_LABEL = 12
"""As many letters of the label stay on a line beside the control."""


class LabelledRow(QWidget):
    """A line of a form."""

    def __init__(self, label: str, control: QWidget) -> None:
        super().__init__()
        self._label, self._control = Text(label, selectable=False), control
        control.setFixedWidth(max(_CONTROL, 28 * control.fontMetrics().averageCharWidth()))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_XL)
        self._row.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(control)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the control: the label can stand above it."""
        return QSize(self._control.minimumSizeHint().width(), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold or unfold."""
        label = min(self._label.sizeHint().width(), _LEAST_LABEL * self.fontMetrics().averageCharWidth())
        folded = self.width() < label + SPACE_XL + self._control.maximumWidth()
        aside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(above if folded else aside)
        self._row.setSpacing(SPACE_XS if folded else SPACE_XL)
        super().resizeEvent(event)
