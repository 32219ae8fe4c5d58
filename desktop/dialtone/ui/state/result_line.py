"""The result line of a check, which Share and the page "Both ends" copy or put into a QR code."""

from collections.abc import Sequence
from datetime import date

from dialtone.explain.both_ends import end_code
from dialtone.model.check import Check
from dialtone.store.end_code_text import EndCodeError, write_code


def result_line(check: Check, day: date, ticked: Sequence[str] | None = None, country: str = "") -> str:
    """Return the line for the ticked messengers, or for all; empty if there is nothing to say, or too much."""
    code = end_code(check, day, ticked, country)
    try:
        return write_code(code) if code.entries else ""
    except EndCodeError:
        return ""
