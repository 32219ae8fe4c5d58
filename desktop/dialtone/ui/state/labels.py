"""The labels of the window in the reader's language. Qt's tools find them by the name of this function."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
"""Returns a label: its context in `labels.ts`, and the English text."""
