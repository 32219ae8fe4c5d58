"""Short texts that several parts of the window share: how long ago, which day, and how far the check is."""

from datetime import datetime

from PySide6.QtCore import QCalendar, QDate, QLocale, QObject

from dialtone.ui.state.labels import translate
from dialtone.ui.state.screen_state import Phase, ScreenState

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def say_ago(then: datetime, now: datetime) -> str:
    """Return how long ago `then` was, in words; from seven days on, the day. A future time is `now`."""
    seconds = max(0, int((now - then).total_seconds()))
    if seconds < _MINUTE:
        return translate("Time", "now")
    if seconds < _HOUR:
        return CountedText().minutes_ago(seconds // _MINUTE)
    if seconds < _DAY:
        return CountedText().hours_ago(seconds // _HOUR)
    if seconds < 7 * _DAY:
        return CountedText().days_ago(seconds // _DAY)
    return translate("Time", "on {day}").format(day=say_day(then))


def say_day(moment: datetime) -> str:
    """Return a day in words; in Persian in Iran's calendar, with the Gregorian day, as sources give it, beside it."""
    local = moment.astimezone()
    date = QDate(local.year, local.month, local.day)
    locale = QLocale()
    gregorian = locale.toString(date, translate("Time", "d MMMM yyyy"))
    if locale.language() is not QLocale.Language.Persian:
        return gregorian
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)  # 1405, not 1,405
    solar_hijri = QCalendar(QCalendar.System.Jalali)
    parts = solar_hijri.partsFromDate(date)
    month = solar_hijri.monthName(locale, parts.month, parts.year)
    return f"{locale.toString(parts.day)} {month} {locale.toString(parts.year)} ({gregorian})"


def say_phase(state: ScreenState) -> str:
    """Return one sentence about the phase of the check; empty if it is done."""
    match state.phase:
        case Phase.LOADING:
            return translate("Window", "Looking for messengers on this computer…")
        case Phase.CHECKING:
            return translate("Window", "Checking…")
        case Phase.CANCELLED:
            return translate("Window", "The check was cancelled.")
        case Phase.FAILED:
            return translate("Window", "Something went wrong in Dialtone. Check again.")
        case Phase.IDLE:
            return translate("Window", "Nothing has been checked yet.")
    return ""


def say_footer(state: ScreenState, now: datetime, *, paused: bool = False) -> str:
    """Return the line below the tiles: how far the check is; once it has ended, when, and if checks are `paused`."""
    if state.phase is Phase.SAVED and state.started_at is not None:
        return translate("Window", "A saved check of {day}").format(day=say_day(state.started_at))
    sentence = say_phase(state)
    if state.checked_at is None or state.phase not in (Phase.DONE, Phase.CANCELLED):
        return sentence
    when = translate("Window", "Checked {when}").format(when=say_ago(state.checked_at, now))
    return " · ".join(filter(None, (sentence.rstrip("."), when, say_paused() if paused else "")))


def say_paused() -> str:
    """Return the sentence that automatic checks are paused."""
    return translate("Tray", "Automatic checks are paused")


class CountedText(QObject):
    """Sentences with a number. Qt's tools find plural forms only in `tr`, called in the class itself."""

    def minutes_ago(self, minutes: int) -> str:
        """Return, for example, `2 minutes ago`."""
        return self.tr("%n minute(s) ago", "", minutes)

    def hours_ago(self, hours: int) -> str:
        """Return, for example, `3 hours ago`."""
        return self.tr("%n hour(s) ago", "", hours)

    def days_ago(self, days: int) -> str:
        """Return, for example, `12 days ago`."""
        return self.tr("%n day(s) ago", "", days)

    def answers_to_come(self, answers: int) -> str:
        """Return the sentence `2 answers are on their way`, with the number and a full stop."""
        return self.tr("%n answer(s) are on their way.", "", answers)
