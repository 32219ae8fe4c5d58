"""Collects garbage on the window's thread.

Python's own collector runs wherever memory is allocated. On another thread it would destroy forgotten widgets there,
which Qt does not survive; and its pauses would fall into measured times. So it is off, and a timer does the work.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

from dialtone.system.own_process import give_back

_INTERVAL_MS = 10_000
_CALM_MS = 60_000
_FULL_EVERY = 6


class GcTimer(QObject):
    """Small collections often, a full one each minute, none while a check is measured."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticks = 0
        self._resting = False
        self._calm = False
        self._trim_due = False
        """A check ran without a window: the next tick returns freed memory to the system."""
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def calm(self, calm: bool) -> None:
        """Wake the computer once a minute instead of six times, when others wake it too: in the tray little happens."""
        self._calm = calm
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer if calm else Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_CALM_MS if calm else _INTERVAL_MS)

    def rest(self, resting: bool) -> None:
        """Collect nothing while a check runs. After it only young objects are collected, which is quick."""
        ended = self._resting and not resting
        self._resting = resting
        if ended:
            gc.collect(1)
            self._trim_due = self._calm

    def settle(self) -> None:
        """Freeze what was just loaded and will stay, so that no later collection looks through it."""
        gc.unfreeze()  # a window that another language replaced is garbage by now
        gc.collect()
        gc.freeze()
        if self._calm:
            give_back()

    def collect(self) -> None:
        """Run one collection."""
        if self._resting:
            return
        self._ticks += 1
        gc.collect(2 if self._calm or self._ticks % _FULL_EVERY == 0 else 1)
        if self._trim_due:
            self._trim_due = False
            give_back()
