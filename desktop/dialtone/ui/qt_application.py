"""Starts Qt, or says why it cannot open a window here."""

import os
import sys
from collections.abc import Callable
from ctypes import CDLL
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

NoWindow = Callable[[str], int]
"""Called with the reason; returns the exit code, or goes on without a window."""


def start_qt(no_window: NoWindow) -> QApplication:
    """Return the application. Where Qt finds no way to the screen it would abort: `no_window` is called instead."""
    keep_no_folders()
    said: list[str] = []

    def on_message(kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
        if kind is QtMsgType.QtFatalMsg:
            os._exit(no_window(_loader_complaint() or text or ""))
        said.append(text or "")

    before = qInstallMessageHandler(on_message)
    try:
        return QApplication(["dialtone"])
    finally:
        qInstallMessageHandler(before)
        if sys.stderr is not None:
            sys.stderr.writelines(f"{line}\n" for line in said)


def keep_no_folders() -> None:
    """Let Qt's own file dialog note nowhere which folders were opened: its file is not Dialtone's, so it would stay."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def _loader_complaint() -> str:
    """What the system says of a library that Qt's way to the screen needs and does not find; else nothing."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    for plugin in (folder / "libqxcb.so", folder / "libqwayland.so"):
        if plugin.is_file():
            try:
                CDLL(str(plugin))
            except OSError as error:
                return str(error)
    return ""
