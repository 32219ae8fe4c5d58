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
    """Run the command of the arguments; return its exit code."""
    if len(arguments) == 1 and arguments[0] in _FOR_WINDOW:
        return _serve_window(arguments[0])
    if list(arguments) == ["--self-test"]:
        from dialtone.app.self_test import self_test  # inside: it loads everything

        return self_test()
    if not arguments and has_screen():
        return _open_window("")
    if list(arguments) == ["--hidden"] and has_screen():
        return _open_window("", hidden=True)
    # a file manager passes nothing but the file that was double-clicked
    clicked = len(arguments) == 1 and looks_like_path(arguments[0]) and Path(arguments[0]).is_file()
    if clicked:
        arguments = ["open", *arguments]
    try:
        options = parse(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    except (HelpWantedError, UsageError):
        from dialtone.commands.usage import show_usage  # inside: only here the words are needed

        return show_usage(arguments)
    options.clicked = clicked
    if options.quit:
        from dialtone.commands.window_or_text import end_window  # inside: the terminal's commands never load Qt

        return end_window(options.lang)
    if options.command == "start" and (has_screen() or options.hidden):
        return _open_window(options.lang, hidden=options.hidden) if has_screen() else BAD_USAGE
    from dialtone.commands.dispatch import run_command  # inside: the window opens without HTTP, DNS and TLS

    _enable_gc()
    return run_command(options)


def _serve_window(task: str) -> int:
    """Run one of the processes that work for the window; return its exit code."""
    if task == FINGERPRINTER:
        from dialtone.app.separate_process import serve_fingerprint  # inside: rarely started

        return serve_fingerprint()
    if task == PICTURE_READER:
        from dialtone.app.separate_process import serve_picture  # inside: rarely started

        return serve_picture()
    from dialtone.app.check_worker import serve  # inside: only this needs HTTP, DNS and TLS

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
    from dialtone.commands.window_or_text import open_window  # inside: the terminal's commands never load Qt

    return open_window(language, hidden=hidden)
