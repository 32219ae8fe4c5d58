"""The result line of a check, which Share and the page "Both ends" copy or put into a QR code."""

from collections.abc import Sequence
from datetime import date

from dialtone.explain.both_ends import make_result_line
from dialtone.model.check import Check
from dialtone.store.result_line_text import ResultLineError, format_line


def result_line(check: Check, day: date, ticked: Sequence[str] | None = None, country: str = "") -> str:
    """Return the line for the ticked messengers, or for all; empty if there is nothing to say, or too much."""
    line = make_result_line(check, day, ticked, country)
    try:
        return format_line(line) if line.entries else ""
    except ResultLineError:
        return ""
