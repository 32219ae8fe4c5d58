"""Gives Python its own `import` back, which PySide6 replaces for a syntax that nobody here uses."""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - it is what replaces it


def import_plainly() -> None:
    """Load modules as without PySide6, from now on.

    For `from __feature__ import snake_case` it reads the source of every module that is loaded after it
    (`feature_imported` in shibokensupport/feature.py, PySide6 6.11). Of what that takes Python's memory gives little
    back: 8 MB in the window. Frozen there is no source, and it searches all modules for it. Where another PySide6 keeps
    Python's own elsewhere, everything stays as it is.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    linecache.clearcache()  # what it has read by now
