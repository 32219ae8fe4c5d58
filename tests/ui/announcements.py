"""What a screen reader is told to say."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent


def record_announcements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that each announcement is added to; other news for screen readers goes nowhere."""
    said: list[str] = []

    def record(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", record)
    return said
