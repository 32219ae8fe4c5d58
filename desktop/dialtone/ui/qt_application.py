"""Starts Qt, or reports why it cannot open a window here."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

NoWindow = Callable[[str], int]
"""Called with the reason why there is no window; returns the exit code, or restarts the program as text."""


def start_qt(on_no_window: NoWindow) -> QApplication:
    """Return a new Qt application; without a platform plugin, where Qt would abort, exit as `on_no_window` says."""
    # otherwise file dialogs store visited folders, and "Remove everything" would leave that file behind
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    warnings: list[str] = []

    def on_message(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if kind is QtMsgType.QtFatalMsg:
            os._exit(on_no_window(_read_loader_error() or text or ""))
        warnings.append(text or "")

    former_handler = qInstallMessageHandler(on_message)
    try:
        return QApplication(["dialtone"])
    finally:
        qInstallMessageHandler(former_handler)
        if sys.stderr is not None:
            sys.stderr.writelines(f"{line}\n" for line in warnings)


def _read_loader_error() -> str:
    """Return the loader's error about a library that Qt's platform plugin needs and lacks; empty if none is missing."""
    from ctypes import CDLL  # imported here: the first paint must not wait for it

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    for plugin in (folder / "libqxcb.so", folder / "libqwayland.so"):
        if plugin.is_file():
            try:
                CDLL(str(plugin))
            except OSError as error:
                return str(error)
    return ""
