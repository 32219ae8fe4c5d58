"""Dialtone: says whether a messenger works here, and if not, why."""

__version__ = "0.1.0"

CHECKER = "--check-for-window"
"""The argument with which the window starts the process that checks. Not for people."""

TRIER = "--try-for-window"
"""The argument with which the window starts the process that tries a proxy; the link comes by the pipe."""

ASKER = "--ask-for-window"
"""The argument with which the window starts the process that asks whether the places of advice answer."""
