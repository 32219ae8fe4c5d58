"""Runs the garbage collector on the window's thread.

Python runs its collector on any thread that allocates memory. On another thread it would destroy unreferenced widgets,
which crashes Qt; and its pauses would distort measured times. So it is disabled, and a timer runs it.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

from dialtone.system.own_process import release_memory

_INTERVAL_MS = 10_000
_RARE_INTERVAL_MS = 60_000
_FULL_EVERY = 6
"""Each collection with a multiple of this number is a full one."""


class GcTimer(QObject):
    """Runs small collections often, a full one each minute, none during a check."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticks = 0
        """The collections so far."""
        self._paused = False
        """A check runs."""
        self._rarely = False
        """There is only the tray."""
        self._trim_due = False
        """A check ran: the next tick returns freed memory to the system."""
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect_rarely(self, rarely: bool) -> None:
        """Wake up once a minute instead of six times, together with other timers: in the tray little happens."""
        self._rarely = rarely
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer if rarely else Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_RARE_INTERVAL_MS if rarely else _INTERVAL_MS)

    def pause(self, paused: bool) -> None:
        """Collect nothing while a check runs; after it only young objects, which is quick."""
        ended = self._paused and not paused
        self._paused = paused
        if ended:
            gc.collect(1)
            self._trim_due = True

    def freeze_loaded(self) -> None:
        """Freeze what was just loaded and will stay, so that later collections skip it."""
        gc.unfreeze()  # a window in a former language is garbage now
        gc.collect()
        gc.freeze()
        release_memory()

    def collect(self) -> None:
        """Run one collection."""
        if self._paused:
            return
        self._ticks += 1
        gc.collect(2 if self._rarely or self._ticks % _FULL_EVERY == 0 else 1)
        if self._trim_due:
            self._trim_due = False
            release_memory()
