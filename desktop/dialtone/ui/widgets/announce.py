"""Announces text to a screen reader without moving the focus."""

from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentences: Sequence[str]) -> None:
    """Announce sentences, one after the other; empty ones are left out."""
    said = [sentence.rstrip(".") for sentence in sentences if sentence]
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, ". ".join(said)))
