"""Qt's tables and trees with our lines: no frame, a quiet head, rows high enough to be pressed."""

from PySide6.QtWidgets import QAbstractItemView, QFrame

_LINES = (
    "QHeaderView { background: palette(base); border: none; }"
    "QHeaderView::section, QTableCornerButton::section { background: palette(base); border: none; padding: 6px 8px;"
    " border-bottom: 1px solid palette(midlight); color: palette(placeholder-text); }"
    "QAbstractItemView { background: palette(base); border: none; gridline-color: palette(midlight); }"
    "QAbstractItemView::item { padding: 6px 4px; }"
    "QTableView::item { border-bottom: 1px solid palette(midlight); }"
)
"""Uses `palette()` roles, so that a change of scheme applies."""


def flatten(view: QAbstractItemView) -> None:
    """Style a table or a tree like the page that it stands on."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setStyleSheet(_LINES)
