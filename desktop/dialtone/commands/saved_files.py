"""The commands about a saved check: `dialtone open` shows it, `dialtone export` and `dialtone redact` convert it."""

# Late imports: the window needs none of the modules that judge, render and convert a check.

import argparse

from dialtone.app.session import Session, SessionError
from dialtone.commands.check_output import find_exit_code, render_saved_report
from dialtone.commands.terminal import make_page, print_text
from dialtone.commands.window_or_text import open_window
from dialtone.model.check import Check
from dialtone.store.check_file import encode_check, load_check, to_json
from dialtone.system.screen import has_screen


def open_saved(options: argparse.Namespace) -> int:
    """Show a check as it was saved, or judged again; return the exit code. Raises `TroubleError`."""
    saved = load_check(options.file)
    if not (options.again or options.text) and has_screen():
        return open_window(options.lang, saved)
    session = Session(options.lang)
    check = judge_saved(saved, session) if options.again else saved
    print_text(session.say("cli.saved_by_others"))
    print_text("\n" + render_saved_report(session, check))
    if options.again:
        from dialtone.explain.reports import render_rejudged

        page = make_page(session.explainer.sentences, plain=True)
        print_text("\n" + render_rejudged(page, saved, check, session.explainer))
    return find_exit_code(check)


def judge_saved(check: Check, session: Session) -> Check:
    """Return a saved check as judged by the rules of this version. Raises `SessionError` if that is impossible."""
    from dialtone.judge.rejudge import judge_again

    try:
        return judge_again(check, session.catalogue)
    except Exception as error:  # noqa: BLE001 - observations from an unknown author may be nonsense
        raise SessionError(session.say("cli.cannot_judge", reason=f"{type(error).__name__}: {error}")) from None


def export_check(options: argparse.Namespace) -> None:
    """Print a saved check as OONI measurements, or write them to a file."""
    from dialtone.store.ooni import format_measurements

    country = Session(options.lang).settings.country
    _print_or_write(format_measurements(load_check(options.file), country), options)


def redact_file(options: argparse.Namespace) -> None:
    """Print a saved check without private data and texts, or write it to a file."""
    from dialtone.store.redaction import redact

    check = redact(load_check(options.file), Session(options.lang).catalogue)
    _print_or_write(to_json(encode_check(check, lambda _: ("", "", ()))) + "\n", options)


def _print_or_write(text: str, options: argparse.Namespace) -> None:
    """Print a text, or write it to the file that the options name. Raises `TroubleError`."""
    if options.out is None:
        print_text(text)
    else:
        from dialtone.store.atomic import write_atomically

        write_atomically(options.out, text.encode())
