"""Looks again by itself: when it is time, when the network is another one, when the computer wakes up.

A coarse timer asks the clock twice a minute; that also tells a computer that slept. What is due and what is told is
decided in `engine/watching.py`.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from dialtone.engine.watching import (
    AFTER_A_CHANGE,
    SECOND_LOOK,
    Moment,
    Schedule,
    Watch,
    after_check,
    next_look,
)
from dialtone.model.check import Check
from dialtone.store.settings import Settings
from dialtone.ui.extras import Extras

_log = logging.getLogger(__name__)
_TICK_MS = 30_000
_SLEPT = timedelta(minutes=3)
"""Two ticks so far apart: the computer was asleep in between."""


class Watcher(QObject):
    """Says when a check is due and what changed.

    Signals:
        check_due: look again.
        changed: a tuple of `Change`, each confirmed and not in the quiet hours.
        remembered: a check was written into the history (or could not be: the text, else empty).
    """

    check_due = Signal()
    changed = Signal(object)
    remembered = Signal(str)

    def __init__(
        self,
        extras: Extras,
        settings: Callable[[], Settings],
        metered: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._extras = extras
        self._settings = settings
        self._metered = metered
        self._watch = Watch()
        self._mark = ""
        self._last: datetime | None = None
        self._due: datetime | None = None
        self._ticked: datetime | None = None
        self.paused = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def due(self) -> datetime | None:
        """When the next look comes; None for not by itself."""
        return None if self.paused else self._due

    def begin(self) -> None:
        """Start watching; the first look is somebody else's."""
        self._mark = self._extras.network_mark()
        self._ticked = self._extras.now()
        self._timer.start()

    def tick(self) -> None:
        """Ask the clock, the network and the schedule."""
        now = self._extras.now()
        slept = self._ticked is not None and now - self._ticked > _SLEPT
        self._ticked = now
        mark = self._extras.network_mark()
        moved = bool(mark) and mark != self._mark
        if mark:
            self._mark = mark
        if self.paused or schedule_of(self._settings()).every is None:
            return
        if slept or moved:
            self._due = now + AFTER_A_CHANGE
        if self._due is not None and now >= self._due and not self._left_alone():
            self._due = None
            self.check_due.emit()

    def _left_alone(self) -> bool:
        return self._metered() and not self._settings().watch_on_metered

    def take(self, check: Check) -> None:
        """Take in a finished check: what changed, what is remembered, when the next one comes."""
        settings, now = self._settings(), self._extras.now()
        schedule = schedule_of(settings)
        self._last = now
        self._watch, changes = after_check(self._watch, check, self._mark, schedule, now)
        self.reschedule()
        if changes and settings.notify:
            self.changed.emit(changes)
        if settings.keep_history:
            self._remember(check, self._mark)

    def reschedule(self) -> None:
        """The settings are others, or a check has ended."""
        now = self._extras.now()
        if self._watch.wants_second_look and self._last is not None:
            self._due = self._last + SECOND_LOOK
            return
        moment = Moment(now, self._extras.on_battery(), metered=False)
        schedule = schedule_of(self._settings())
        self._due = next_look(self._last, schedule, moment, self._extras.chance()) if self._last else None

    def _remember(self, check: Check, mark: str) -> None:
        """Write in a thread of its own: a slow disk must not hold the window up."""

        def write() -> None:
            try:
                self._extras.history.add(check, mark)
                said = ""
            except self._extras.trouble as problem:
                _log.warning("not remembered: %s", problem)
                said = str(problem)
            self.remembered.emit(said)

        threading.Thread(target=write, name="dialtone-history", daemon=True).start()


def schedule_of(settings: Settings) -> Schedule:
    """Read the person's choices; what makes no sense counts as not chosen."""
    quiet = (_clock(settings.quiet_from), _clock(settings.quiet_to))
    minutes = settings.watch_minutes
    return Schedule(
        every=timedelta(minutes=minutes) if minutes > 0 else None,
        quiet=(quiet[0], quiet[1]) if quiet[0] is not None and quiet[1] is not None else None,
        on_metered=settings.watch_on_metered,
        muted=frozenset(settings.muted),
    )


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None
