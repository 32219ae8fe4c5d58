"""From the press to the screen: seconds until the first verdict is painted, and until all are.

Played inside the lab, without a screen: `press.py MESSENGER…` presses Start on the first page, then "Check again". Then
a check that comes by itself finds the opposite of what is remembered: how long from its end until the change is told?
Without arguments the whole catalogue is in the list, and only "Check again" is pressed. It prints JSON.

The window, the process that checks and the packets are real; only nothing is shown to anybody.
"""

import json
import os
import select
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication

from dialtone.model.frozen import replace
from dialtone.model.vocabulary import MessengerStatus

if TYPE_CHECKING:
    from dialtone.ui.application import ApplicationController

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


class Shifted:
    """The clock of this computer, put forward by hand."""

    def __init__(self) -> None:
        self.by = timedelta()

    def now(self) -> datetime:
        """What it shows."""
        return datetime.now(UTC).astimezone() + self.by


def make_home(folder: Path, listed: Sequence[str] = ()) -> None:
    """A home in which Dialtone starts for the first time, or one with a list in which it has been."""
    for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
        os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
    settings = folder / "config" / "dialtone"
    settings.mkdir(parents=True)
    said = {"language": "en", "first_run_done": bool(listed), "messengers_added": listed}
    (settings / "settings.json").write_text(json.dumps(said), encoding="utf-8")


def everybody() -> tuple[str, ...]:
    """Whoever of the catalogue can be tested."""
    from dialtone.store.catalogue_file import load_catalogue
    from dialtone.store.data_folders import resources

    return tuple(m.id for m in load_catalogue(resources() / "catalogue").messengers if m.untested is None)


def measure(app: QApplication, messengers: Sequence[str], *, begun: bool, change: bool) -> dict[str, list[float]]:
    """Press Start, unless it has `begun` before, and then "Check again"; return both times of each.

    With `change` also the time to the word of one: only where all is sure, since what is likely is told much later.
    """
    from dialtone.app.window_services import make_startup_inputs  # the environment is set first
    from dialtone.ui.application import ApplicationController
    from dialtone.ui.state.screen_state import Phase
    from dialtone.ui.window.frame import Frame

    inputs, clock = make_startup_inputs(None), Shifted()
    make = inputs.services
    assert make is not None
    frame = Frame()
    shifted = replace(inputs, services=lambda: replace(make(), now=clock.now))
    running = ApplicationController(app, frame, shifted)
    controller = running.check_controller
    running.begin()
    frame.show()
    window = running.window
    assert window is not None

    def rows() -> Sequence[tuple[str, bool]]:
        return [(row.id, bool(row.status) and not row.checking) for row in window.result.rows]

    painted = Painted(rows, messengers)
    window.result.board.installEventFilter(painted)

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

    told: dict[str, list[float]] = {}
    if begun:  # then it checks by itself
        until(app, lambda: controller.state.phase is Phase.DONE)
    else:
        page = window.start_page
        assert page is not None
        until(app, lambda: controller.content is not None and page.choices.tiles_by_id)
        for messenger, chip in page.choices.tiles_by_id.items():
            chip.setChecked(messenger in messengers)
        controller.change_settings(replace(controller.settings, watch_minutes=60))
        told["start"] = press(page.start_button)
    told["again"] = press(window.result.check_button)
    if change:
        told["change"] = [look_twice(app, running, clock)]
    running.close()
    return told


def look_twice(app: QApplication, running: "ApplicationController", clock: Shifted) -> float:
    """Let a check come by itself find the opposite of what is remembered; return the seconds from its end to the word.

    What is remembered is made up: the network of a lab does not change.
    """
    watching, controller = running.auto_check, running.check_controller
    check = controller.state.check
    assert watching is not None
    assert check is not None
    opposite = {MessengerStatus.WORKS: MessengerStatus.BLOCKED, MessengerStatus.BLOCKED: MessengerStatus.WORKS}
    before = tuple(replace(m, status=opposite.get(m.status, m.status)) for m in check.messengers)
    for _ in range(2):
        watching.on_check_finished(replace(check, messengers=before))
    ended, said = list[float](), list[float]()
    controller.check_finished.connect(lambda _check: ended.append(time.monotonic()))
    watching.changed.connect(lambda _changes: said.append(time.monotonic()))
    for hours, seconds in ((2, 0), (0, 20)):  # the computer slept, and a little later its network is steady
        clock.by += timedelta(hours=hours, seconds=seconds)
        watching.tick()
    until(app, lambda: said)
    return said[0] - ended[0]


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    asked = tuple(word for word in sys.argv[1:] if word != "--change")
    wanted = asked or everybody()
    with tempfile.TemporaryDirectory() as home:
        make_home(Path(home), () if asked else wanted)
        print(
            json.dumps(measure(QApplication(["dialtone"]), wanted, begun=not asked, change="--change" in sys.argv)),
            flush=True,
        )
    os._exit(0)
