"""Chooses what to start: the window, a command, or a process for the window. Each is loaded only when it is chosen."""

import gc
from collections.abc import Sequence
from pathlib import Path

from dialtone import CHECKER, FINGERPRINTER, PICTURE_READER
from dialtone.commands import BAD_USAGE
from dialtone.commands.arguments import HelpWantedError, UsageError, looks_like_path, parse
from dialtone.system.screen import has_screen

_GC_THRESHOLD = 10_000
"""New objects after which garbage is collected. With Python's 700 a check needs 1 to 3 % more processor time."""
_FOR_WINDOW = frozenset({CHECKER, FINGERPRINTER, PICTURE_READER})


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; return the exit code.

    A few fixed starts are recognised before arguments are parsed (`_start_directly`). A single file is opened, since a
    file manager passes nothing else. Everything else names a command; without one, the window opens if it can.
    """
    words = list(arguments)
    direct_code = _start_directly(words)
    if direct_code is not None:
        return direct_code
    is_clicked = len(words) == 1 and looks_like_path(words[0]) and Path(words[0]).is_file()
    if is_clicked:
        words.insert(0, "open")
    try:
        options = parse(words)
    except SystemExit as ended:
        return int(ended.code or 0)
    except (HelpWantedError, UsageError):
        from dialtone.commands.usage import show_usage  # imported here: only here the words are needed

        return show_usage(words)
    if options.quit:
        from dialtone.commands.window_or_text import end_window  # imported here: the terminal's commands never load Qt

        return end_window(options.lang)
    if options.command == "start" and has_screen():
        return _open_window(options.lang, hidden=options.hidden)
    if options.command == "start" and options.hidden:
        return BAD_USAGE  # without a screen there is no tray to hide in
    from dialtone.commands.dispatch import run_command  # imported here: the window opens without HTTP, DNS and TLS

    _enable_gc()
    return run_command(options, clicked=is_clicked)


def _start_directly(words: list[str]) -> int | None:
    """Start a process of the window, the self-test, or the window without further options; return the exit code.

    None if the words ask for something else, or if there is no screen for the window.
    """
    match words:
        case [task] if task in _FOR_WINDOW:
            return _serve_window(task)
        case ["--self-test"]:
            from dialtone.app.self_test import self_test  # imported here: it loads everything

            return self_test()
        case [] | ["--hidden"] if has_screen():
            return _open_window("", hidden=bool(words))
    return None


def _serve_window(task: str) -> int:
    """Run one of the processes that work for the window; return its exit code."""
    if task == FINGERPRINTER:
        from dialtone.app.separate_process import serve_fingerprint  # imported here: rarely started

        return serve_fingerprint()
    if task == PICTURE_READER:
        from dialtone.app.separate_process import serve_picture  # imported here: rarely started

        return serve_picture()
    from dialtone.app.check_worker import serve  # imported here: only this needs HTTP, DNS and TLS

    _enable_gc()
    return serve()


def _enable_gc() -> None:
    """Collect garbage from now on, if `main` turned that off, but never among the modules loaded so far: they stay."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(_GC_THRESHOLD)
        gc.enable()


def _open_window(language: str, *, hidden: bool = False) -> int:
    gc.disable()  # the window collects garbage by a timer (ui/window/gc_timer.py); while it loads there is none
    from dialtone.commands.window_or_text import open_window  # imported here: the terminal's commands never load Qt

    return open_window(language, hidden=hidden)
