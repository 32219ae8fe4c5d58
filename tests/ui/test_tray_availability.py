"""Whether there is a tray. With a bus and an X server: tests/end_to_end/test_tray.py."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from dialtone.ui.window import desktop_state


def test_where_there_is_no_screen_there_is_no_tray(qtbot: QtBot) -> None:
    assert not desktop_state.tray_is_there()


def test_a_bus_without_a_panel_is_no_tray(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    assert not desktop_state.tray_is_there()
