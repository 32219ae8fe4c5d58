"""Which command is meant. What it does is loaded only on demand: the window must not wait for it."""

import gc
from collections.abc import Sequence
from pathlib import Path

from dialtone import CHECKER, FINGERPRINTER, PICTURE_READER
from dialtone.commands.arguments import HelpWantedError, UsageError, parse
from dialtone.system.screen import has_screen

_BAD_USAGE = 2
_OBJECTS_BETWEEN = 10_000
"""New objects after which a command looks for garbage. With Python's 700 a check needs 1 to 3 % more processor time."""
_FOR_WINDOW = frozenset({CHECKER, FINGERPRINTER, PICTURE_READER})


def run(arguments: Sequence[str]) -> int:
    """Run the command of the arguments; return its exit code, the answer for scripts."""
    if len(arguments) == 1 and arguments[0] in _FOR_WINDOW:
        return _serve_window(arguments[0])
    if list(arguments) == ["--self-test"]:
        from dialtone.app.self_test import self_test  # inside: it loads everything

        return self_test()
    if not arguments and has_screen():
        return _open_window("")
    if list(arguments) == ["--hidden"] and has_screen():
        return _open_window("", hidden=True)
    clicked = len(arguments) == 1 and _is_file(arguments[0])
    if clicked:
        arguments = ["open", *arguments]  # as a file manager does it
    try:
        options = parse(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    except (HelpWantedError, UsageError):
        from dialtone.commands.usage import show_usage  # inside: only here the words are needed

        return show_usage(arguments)
    options.clicked = clicked
    if options.quit:
        return _end_window(options.lang)
    if options.command == "start" and (has_screen() or options.hidden):
        return _open_window(options.lang, hidden=options.hidden) if has_screen() else _BAD_USAGE
    from dialtone.commands.dispatch import run_command  # inside: the window opens without HTTP, DNS and TLS

    _collect_from_here()
    return run_command(options)


def _serve_window(what: str) -> int:
    if what == FINGERPRINTER:
        from dialtone.app.fingerprint_process import serve_fingerprint  # inside: few starts are this one

        return serve_fingerprint()
    if what == PICTURE_READER:
        from dialtone.app.picture_process import serve_picture  # inside: few starts are this one

        return serve_picture()
    from dialtone.app.check_worker import serve  # inside: only this needs HTTP, DNS and TLS

    _collect_from_here()
    return serve()


def _collect_from_here() -> None:
    """Look for garbage in what comes from now on, where the start had put that off: what was loaded stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(_OBJECTS_BETWEEN)
        gc.enable()


def _is_file(word: str) -> bool:
    """Return whether a word names a file, as a file manager writes it: a bare `list` is a command."""
    path = Path(word)
    return (bool(path.suffix) or len(path.parts) > 1) and path.is_file()


def _open_window(language: str, *, hidden: bool = False) -> int:
    gc.disable()  # the window collects by itself (ui/window/gc_timer.py); while it loads there is nothing to collect
    from dialtone.commands.window_or_text import open_window  # inside: the terminal's commands never load Qt

    return open_window(language, hidden=hidden)


def _end_window(language: str) -> int:
    from dialtone.commands.window_or_text import end_window  # inside: as for a window

    return end_window(language)
