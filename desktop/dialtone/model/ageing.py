"""How long what is known counts as new: one count for every surface, from the day of its newest source."""

from datetime import date, timedelta

NEW_FOR = timedelta(days=90)
CONTENT_FOR = timedelta(days=180)


def is_old(as_of: date, today: date) -> bool:
    """Return whether it is told in the past tense, and no longer reassures. A warning stays, with its day."""
    return today > as_of + NEW_FOR


def is_outdated(day: date, today: date) -> bool:
    """Return whether all that Dialtone knows is so old that it says how to get newer content."""
    return today > day + CONTENT_FOR
