"""`dialtone open`: show a saved check in the window, as text, or judged again by the rules of this version."""

# Late imports: the window needs none of the modules that judge and render a check.

import argparse

from dialtone.app.session import Session
from dialtone.commands.check_output import find_exit_code, render_report
from dialtone.commands.terminal import make_page, print_text
from dialtone.commands.window_or_text import open_window
from dialtone.model.check import Check
from dialtone.store.check_file import load_check
from dialtone.system.screen import has_screen


def open_saved(options: argparse.Namespace) -> int:
    """Show the check in a file; return the exit code. Raises `CheckFileError`."""
    saved = load_check(options.file)
    if not (options.again or options.text) and has_screen():
        return open_window(options.lang, saved)
    session = Session(options.lang)
    check = _judge_again(session, saved) if options.again else saved
    print_text(session.say("cli.saved_by_others"))
    print_text("\n" + render_report(session, check, saved=True))
    if options.again:
        _print_rejudged(session, saved, check)
    return find_exit_code(check)


def _judge_again(session: Session, saved: Check) -> Check:
    from dialtone.commands.saved_files import judge_saved

    return judge_saved(saved, session)


def _print_rejudged(session: Session, saved: Check, check: Check) -> None:
    """Print what today's rules say otherwise than the saved verdicts."""
    from dialtone.explain.reports import render_rejudged

    page = make_page(session.explainer.sentences, plain=True)
    print_text("\n" + render_rejudged(page, saved, check, session.explainer))
