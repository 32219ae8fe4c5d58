"""Operations on a saved check other than showing it: judge again, export, redact."""

import argparse

from dialtone.app.session import Session, SessionError
from dialtone.commands.exit_codes import DONE
from dialtone.commands.terminal import print_text
from dialtone.judge.rejudge import judge_again
from dialtone.model.check import Check
from dialtone.store.atomic import write_atomically
from dialtone.store.check_file import encode_check, load_check, to_json
from dialtone.store.ooni import format_measurements
from dialtone.store.redaction import redact


def judge_saved(check: Check, session: Session) -> Check:
    """Return a saved check as judged by the rules of this version. Raises `SessionError` if that is impossible."""
    try:
        return judge_again(check, session.catalogue)
    except Exception as error:  # noqa: BLE001 - observations from an unknown author may be nonsense
        raise SessionError(session.say("cli.cannot_judge", reason=f"{type(error).__name__}: {error}")) from None


def export_check(options: argparse.Namespace) -> int:
    """Print a saved check as OONI measurements, or write them to a file; return the exit code."""
    country = Session(options.lang).settings.country
    return _print_or_write(format_measurements(load_check(options.file), country), options)


def redact_file(options: argparse.Namespace) -> int:
    """Print a saved check without private data and texts, or write it to a file; return the exit code."""
    check = redact(load_check(options.file), Session(options.lang).catalogue)
    return _print_or_write(to_json(encode_check(check, lambda _: ("", "", ()))) + "\n", options)


def _print_or_write(text: str, options: argparse.Namespace) -> int:
    """Print a text, or write it to the file that the options name; return the exit code. Raises `WriteError`."""
    if options.out is None:
        print_text(text)
    else:
        write_atomically(options.out, text.encode())
    return DONE
