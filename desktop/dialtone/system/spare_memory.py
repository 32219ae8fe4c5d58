"""Gives memory back to the system that was freed, and that the C library keeps for later."""

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Let go of what can be, in a millisecond or two. glibc keeps what lies between pieces in use (malloc_trim(3))."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
