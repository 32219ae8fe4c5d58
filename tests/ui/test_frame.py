"""The window before there is anything in it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dialtone.ui.painting.base_colours import PAGE, BaseColours
from dialtone.ui.window.frame import Frame
from ui.own_widgets import keep_widget, show_widget


def test_it_tells_once_that_it_is_on_the_screen(qtbot: QtBot) -> None:
    frame = keep_widget(qtbot, Frame())
    shown: list[bool] = []
    frame.first_painted.connect(lambda: shown.append(True))
    with qtbot.waitSignal(frame.first_painted):
        frame.show()
    frame.hide()
    frame.show()
    QApplication.processEvents()
    assert shown == [True]


@pytest.mark.parametrize("scheme", list(BaseColours))
def test_it_has_the_ground_of_the_scheme_that_the_person_chose(qtbot: QtBot, scheme: BaseColours) -> None:
    """No flash of white before a dark window."""
    frame = show_widget(qtbot, Frame(scheme=BaseColours.chosen(scheme.value)), 1000, 600)
    picture = frame.grab().toImage()
    assert [picture.pixelColor(x, 300).name() for x in (10, 990)] == [PAGE[scheme]] * 2


def test_another_content_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    frame = show_widget(qtbot, Frame())
    first, second = QLabel("one"), QLabel("two")
    frame.fill(first)
    assert first.isVisible()
    frame.fill(second)
    assert second.isVisible()
    assert not first.isVisible()


def test_a_minimised_window_comes_forward_as_large_as_it_was(qtbot: QtBot) -> None:
    frame = keep_widget(qtbot, Frame())
    frame.showMaximized()
    frame.showMinimized()
    frame.bring_to_front()
    assert frame.is_on_screen()
    assert frame.isMaximized()


@pytest.mark.parametrize(("points", "least"), [(9, (420, 400)), (20, (720, 480))])
def test_large_letters_want_a_larger_window(qtbot: QtBot, points: int, least: tuple[int, int]) -> None:
    frame = keep_widget(qtbot, Frame())
    font = QFont(frame.font())
    font.setPointSizeF(points)
    frame.setFont(font)
    frame.fill(QLabel("one"))
    assert (frame.minimumWidth(), frame.minimumHeight()) == least


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1920, 1080, "2"), (1600, 1000, "2"), (1366, 768, "1"), (1366, 768, "2")]
)
@pytest.mark.parametrize("before", [(), ("0", "0", "1900", "1050")])
def test_the_window_is_on_screen(tmp_path: Path, width: int, height: int, scale: str, before: tuple[str, ...]) -> None:
    """Also where letters are twice as large, and where the window was larger on another screen."""
    screens = {"screens": [{"name": "one", "x": 0, "y": 0, "width": width, "height": height}]}
    (tmp_path / "screens.json").write_text(json.dumps(screens), encoding="utf-8")
    tests = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, str(tests / "ui" / "first_window.py"), "ru", *before],
        env={
            **os.environ,
            "PYTHONPATH": f"{tests}:{tests.parent / 'desktop'}",
            "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}",
            "QT_SCALE_FACTOR": scale,
        },
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    shown = json.loads(done.stdout)
    screen, window, start = (QRect(*shown[name]) for name in ("screen", "window", "start"))
    assert screen.size() == QSize(width // int(scale), height // int(scale))
    assert screen.contains(window), shown
    assert window.contains(start), shown
    assert shown["whole"]


def test_the_first_frame_loads_nothing_it_does_not_show() -> None:
    """What is expensive to load is named here, so that nobody brings it back before the first paint by accident."""
    program = "import sys, dialtone.cli, dialtone.app.window; print(*sys.modules)"
    desktop = Path(__file__).resolve().parents[2] / "desktop"
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": str(desktop)}, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "dialtone.ui.window.frame" in loaded
    late = {
        "msgspec",
        "anyio",
        "dialtone.model",
        "dialtone.engine",
        "dialtone.ui.painting.theme",
        "dialtone.ui.window.main_window",
    }
    assert late & loaded == set()
