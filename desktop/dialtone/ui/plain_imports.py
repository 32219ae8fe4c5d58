"""Restores Python's own `import`, which PySide6 replaces for a syntax that is not used here."""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - its import replaces `__import__`


def restore_import() -> None:
    """Put Python's own `import` back, for all modules that are loaded from now on.

    For `from __feature__ import snake_case`, PySide6 reads the source of every module that is loaded after it
    (`feature_imported` in shibokensupport/feature.py, PySide6 6.11). Python returns little of the memory that this
    takes: 8 MB in the window. A frozen program has no source, and PySide6 searches all modules for it. If another
    PySide6 version keeps Python's `import` elsewhere, nothing changes.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    linecache.clearcache()  # drop the sources that PySide6 has read so far
