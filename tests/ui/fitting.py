"""Scenes in windows of any size and letters of any size, and what of them is cut."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from dialtone.model.wording import Wording
from dialtone.store.wording_file import load_wording
from ui.scenes import SCENES
from ui.window_fixture import Scene, WindowFixture, make_window_fixture, settle


def scene_of(name: str) -> Scene:
    return next(scene for scene in SCENES if scene.name == name)


def open_scene(
    qtbot: QtBot,
    name: str,
    size: QSize | None = None,
    language: str = "en",
    load: Callable[[Path, str], Wording] = load_wording,
) -> WindowFixture:
    """Return the window of a scene, in its own size unless another is given."""
    scene = scene_of(name)
    fixture = make_window_fixture(language, first_run=scene.first_run, load=load)
    qtbot.addWidget(fixture.window)
    fixture.window.resize(size or scene.size)
    fixture.window.show()
    settle(fixture.window)
    scene.prepare(fixture)
    settle(fixture.window)
    return fixture


@contextmanager
def letters_of(app: QApplication, points: float, family: str = "") -> Iterator[None]:
    """Let the system's font have this size, and be of this family."""
    usual = QFont(app.font())
    font = QFont(family) if family else QFont(usual)
    font.setPointSizeF(points)
    app.setFont(font)
    assert family in ("", QFontInfo(font).family())
    yield
    app.setFont(usual)


def said_in(top: QWidget) -> list[QLabel | QAbstractButton]:
    """Return the widgets whose words are in sight."""
    found: list[QLabel | QAbstractButton] = [*top.findChildren(QLabel), *top.findChildren(QAbstractButton)]
    return [widget for widget in found if widget.isVisible() and widget.text()]


def list_wide_pages(top: QWidget) -> list[str]:
    """Return the pages that have to be dragged sideways."""
    areas = [(area, area.widget()) for area in top.findChildren(QScrollArea) if area.isVisible()]
    wide = [area for area, inside in areas if inside is not None and inside.width() > area.viewport().width()]
    return [type(area.parent()).__name__ for area in wide]
