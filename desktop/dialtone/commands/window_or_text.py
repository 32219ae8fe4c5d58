"""Opens the window; if there is a screen but no window can be opened, prints the reason and continues as text."""

import os
import re
import sys
from functools import partial
from typing import TYPE_CHECKING

from dialtone import INSTALL_WINDOW
from dialtone.store.data_folders import state_dir
from dialtone.system.own_process import own_command
from dialtone.system.screen import has_screen

if TYPE_CHECKING:
    from dialtone.model.check import Check

_LIBRARY = re.compile(r"([^\s/]+): cannot open shared object file")
"""How glibc's loader reports a missing library."""
_SCREEN_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")


def open_window(language: str, saved: "Check | None" = None, *, hidden: bool = False) -> int:
    """Show the window (`hidden`: in the tray), or continue as text if there can be none; return the exit code."""
    try:
        from dialtone.ui.plain_imports import restore_import  # imported here: the terminal's commands never load Qt

        restore_import()  # before all other imports of Qt
        from dialtone.app.window import run_window  # imported here: it loads Qt
    except ImportError as missing:
        return _continue_in_text(language, None if is_window_missing(missing) else str(missing))
    return run_window(partial(_continue_in_text, language), saved, language, hidden=hidden)


def end_window(language: str) -> int:
    """End the Dialtone that runs in a window or the tray; return the exit code: 1 if it keeps running."""
    try:
        from dialtone.ui.launch import end_running  # imported here: it loads Qt
    except ImportError as missing:
        return report_missing_window(missing, language)
    return 0 if end_running(state_dir()) else 1


def is_window_missing(error: ImportError) -> bool:
    """Return whether the missing module is the window's library: the command line can be installed without it."""
    return (error.name or "").partition(".")[0] == "PySide6"


def report_missing_window(error: ImportError, language: str) -> int:
    """Print how to install the window's library, if that is missing; return the exit code. Raises any other `error`."""
    if not is_window_missing(error):
        raise error
    return _report(language, None)


def _report(language: str, reason: str | None) -> int:
    """Print why there is no window; return the exit code. `reason`: as for `_continue_in_text`."""
    from dialtone.app.terminal_words import describe_problem  # imported here: a window must not wait for words
    from dialtone.commands.terminal import report_error
    from dialtone.model.trouble import TroubleError, TroubleKind

    if reason is None:
        trouble = TroubleError(TroubleKind.WINDOW_MISSING, INSTALL_WINDOW)
    elif library := _LIBRARY.search(reason):
        trouble = TroubleError(TroubleKind.LIBRARY_MISSING, library[1])
    else:
        trouble = TroubleError(TroubleKind.NO_WINDOW)
    return report_error(describe_problem(trouble, language))


def _continue_in_text(language: str, reason: str | None) -> int:
    """Print why there is no window; in a terminal, restart this program without a screen, so that it prints its answer.

    Elsewhere return the exit code. The same on Windows and macOS, which always have a screen: the restarted program
    would open the window again, forever. `reason`: Qt's or the loader's message; None if the library is missing.
    """
    code = _report(language, reason)
    environment = {name: value for name, value in os.environ.items() if name not in _SCREEN_VARIABLES}
    if sys.stdout is not None and sys.stdout.isatty() and not has_screen(environment):
        command = [*own_command(), *sys.argv[1:]]
        os.execve(command[0], command, environment)  # noqa: S606 - ourselves
    return code
