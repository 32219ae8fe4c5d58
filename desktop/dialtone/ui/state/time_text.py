"""Short texts that several parts of the window share: how long ago, which day, and counts."""

from datetime import datetime

from PySide6.QtCore import QCalendar, QDate, QLocale, QObject

from dialtone.ui.state.labels import translate

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def ago(then: datetime, now: datetime) -> str:
    """Return how long ago, in words; from seven days on, the day."""
    seconds = max(0.0, (now - then).total_seconds())
    if seconds < _MINUTE:
        return translate("Time", "now")
    if seconds < _HOUR:
        return CountedText().minutes_ago(int(seconds // _MINUTE))
    if seconds < _DAY:
        return CountedText().hours_ago(int(seconds // _HOUR))
    if seconds < 7 * _DAY:
        return CountedText().days_ago(int(seconds // _DAY))
    return translate("Time", "on {day}").format(day=day(then))


def day(moment: datetime) -> str:
    """Return a day in words, in the reader's language; in Persian in Iran's calendar, with the Gregorian day beside it.

    Iran counts by the solar Hijri calendar, and the dates of sources and of other people's messages are Gregorian.
    """
    local = moment.astimezone()
    date, locale = QDate(local.year, local.month, local.day), QLocale()
    gregorian = locale.toString(date, translate("Time", "d MMMM yyyy"))
    if locale.language() is not QLocale.Language.Persian:
        return gregorian
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)  # a year is written without one
    solar_hijri = QCalendar(QCalendar.System.Jalali)
    parts = solar_hijri.partsFromDate(date)
    month = solar_hijri.monthName(locale, parts.month, parts.year)
    return f"{locale.toString(parts.day)} {month} {locale.toString(parts.year)} ({gregorian})"


class CountedText(QObject):
    """Sentences with a number. Qt's tools find plural forms only in `tr`, called in the class itself."""

    def minutes_ago(self, minutes: int) -> str:
        """`2 minutes ago`."""
        return self.tr("%n minute(s) ago", "", minutes)

    def hours_ago(self, hours: int) -> str:
        """`3 hours ago`."""
        return self.tr("%n hour(s) ago", "", hours)

    def answers_to_come(self, answers: int) -> str:
        """`2 answers are on their way.`."""
        return self.tr("%n answer(s) are on their way.", "", answers)

    def days_ago(self, days: int) -> str:
        """`12 days ago`."""
        return self.tr("%n day(s) ago", "", days)
