"""From the press to the screen: seconds until the first verdict is painted, and until all are.

Played inside the lab, without a screen: `press.py MESSENGER…` presses Start on the first page, then "Check again", and
prints JSON. The window, the process that checks and the packets are real; only nothing is shown to anybody.
"""

import json
import os
import select
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication

_PATIENCE = 90.0
_LOOK_AGAIN = 0.002
_REST, _HAND = 2.0, 0.3
"""Seconds in which the person reads, and from the pointer's coming to the press."""


class Painted(QObject):
    """Notes when the list is painted with a verdict, and when with all of them."""

    def __init__(self, rows: Callable[[], Sequence[tuple[str, bool]]], wanted: Sequence[str]) -> None:
        super().__init__()
        self._rows = rows
        self._wanted = frozenset(wanted)
        self.first = self.all = 0.0

    def press(self) -> None:
        """From here on."""
        self.first = self.all = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See the list being painted: what it shows now is on the screen."""
        if event.type() == QEvent.Type.Paint:
            known = {messenger for messenger, settled in self._rows() if settled} & self._wanted
            now = time.monotonic()
            self.first = self.first or (now if known else 0.0)
            self.all = self.all or (now if known == self._wanted else 0.0)
        return False


def until(app: QApplication, holds: Callable[[], object]) -> None:
    """Let the program run until something holds."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            sys.exit("the check never ended")
        app.processEvents()
        select.select([], [], [], _LOOK_AGAIN)


def wait(app: QApplication, seconds: float) -> None:
    """Let the program run for a while."""
    end = time.monotonic() + seconds
    until(app, lambda: time.monotonic() > end)


def make_home(folder: Path) -> None:
    """A home in which Dialtone starts for the first time."""
    for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
        os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
    settings = folder / "config" / "dialtone"
    settings.mkdir(parents=True)
    said = {"language": "en", "first_run_done": False}
    (settings / "settings.json").write_text(json.dumps(said), encoding="utf-8")


def measure(app: QApplication, messengers: Sequence[str]) -> dict[str, list[float]]:
    """Press Start and then "Check again"; return both times of each."""
    from dialtone.app.window_services import window_inputs  # the environment is set first
    from dialtone.ui.application import ApplicationController
    from dialtone.ui.state.screen_state import Phase
    from dialtone.ui.window.frame import Frame

    frame = Frame(asking=True, mirrored=False)
    running = ApplicationController(app, frame, window_inputs(None))
    controller = running.check_controller
    running.begin()
    frame.show()
    window = running.window
    assert window is not None

    def rows() -> Sequence[tuple[str, bool]]:
        return [(row.id, bool(row.status) and not row.checking) for row in window.list_pane.model.rows]

    painted = Painted(rows, messengers)
    window.list_pane.list.viewport().installEventFilter(painted)

    def press(button: QAbstractButton) -> list[float]:
        """Press as a person does: the pointer comes first."""
        wait(app, _REST)
        app.sendEvent(button, QEvent(QEvent.Type.Enter))
        wait(app, _HAND)
        painted.press()
        began = time.monotonic()
        button.click()
        until(app, lambda: painted.all and controller.state.phase is Phase.DONE)
        return [painted.first - began, painted.all - began]

    page = window.start_page
    assert page is not None
    until(app, lambda: controller.content is not None and page.choices.chips)
    for messenger, chip in page.choices.chips.items():
        chip.setChecked(messenger in messengers)
    told = {"start": press(page.start_button), "again": press(window.list_pane.check_button)}
    running.close()
    return told


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        make_home(Path(home))
        print(json.dumps(measure(QApplication(["dialtone"]), sys.argv[1:])), flush=True)
    os._exit(0)
