"""Runs the garbage collector on the window's thread.

Python runs it on any thread that allocates memory. On another thread it would destroy unreferenced widgets, which
crashes Qt; and its pauses would distort measured times. So it is disabled, and a timer runs it.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

from dialtone.system.own_process import release_memory

_INTERVAL_MS = 10_000
_RARE_INTERVAL_MS = 60_000
_FULL_EVERY = 6
"""Each collection with a multiple of this number is a full one."""


class GcTimer(QObject):
    """Collects young objects often and all objects each minute, but nothing during a check."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collections = 0
        self._paused = False
        self._rarely = False
        """There is no window, only the tray."""
        self._trim_due = False
        """A check has ended: the next collection returns freed memory to the system."""
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect_rarely(self, rarely: bool) -> None:
        """Collect once a minute instead of six times, when other timers fire too: in the tray little happens."""
        self._rarely = rarely
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer if rarely else Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_RARE_INTERVAL_MS if rarely else _INTERVAL_MS)

    def pause(self, paused: bool) -> None:
        """Collect nothing while a check runs; when it ends, only young objects, which is quick."""
        check_ended = self._paused and not paused
        self._paused = paused
        if check_ended:
            gc.collect(1)
            self._trim_due = True

    def freeze_loaded(self) -> None:
        """Keep later collections from looking at what was just loaded and will stay."""
        gc.unfreeze()  # what was frozen before may be garbage now, such as a window in a former language
        gc.collect()
        gc.freeze()
        release_memory()

    def collect(self) -> None:
        """Run one collection, unless a check runs."""
        if self._paused:
            return
        self._collections += 1
        is_full = self._rarely or self._collections % _FULL_EVERY == 0
        gc.collect(2 if is_full else 1)
        if self._trim_due:
            self._trim_due = False
            release_memory()
