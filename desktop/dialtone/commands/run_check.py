"""`dialtone check`: check, print the report and what the options add to it, and save the check."""

# Late imports: what a check needs only at its end, or only with some options, is loaded while packets are in flight.

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path

from dialtone.app.session import Session, SessionError
from dialtone.app.terminal_runs import wait_for_check, wait_for_probes
from dialtone.commands.check_output import (
    find_exit_code,
    print_changes_since,
    print_late_changes,
    print_reach,
    print_warning,
    render_report,
)
from dialtone.commands.terminal import ProgressLine, ask, print_aside, print_text, read_line, standard_output
from dialtone.engine.plan import Watching
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.help_place import Probing
from dialtone.model.untrusted_text import sanitize
from dialtone.model.way import Reach
from dialtone.store.atomic import refuse_unwritable

_CALL = ("c", "\N{CYRILLIC SMALL LETTER ES}")
"""How the answer begins if the person wants to call; on a Russian keyboard the second is the same key."""
_MAX_CHARACTERS = 200
"""Maximum characters of an answer that are read."""


def check_now(options: argparse.Namespace) -> int:
    """Check, print the report and what the options add to it, and save the check if asked; return the exit code.

    If connections are still open when the answer is known, it is printed at once, and later changes below it.
    """
    session = _make_session(options)
    # before the check: a wrong file must not cost a minute
    earlier = _load_and_judge(options.since, session) if options.since else None
    if options.save:
        refuse_unwritable(options.save)
    messengers = session.catalogue.messengers if options.all else session.choose_messengers(options.messengers)
    if not session.quiet and not options.json:
        print_warning(session)
    reach = ask_reach(session, read_line) if options.reach and sys.stdin is not None else None

    report = _Report(session)
    adds_to_report = options.outside_vpn or options.try_help or options.json
    may_print_early = not adds_to_report and standard_output().isatty()
    settled = report.print_early if may_print_early else None
    check = _check_with_progress(session, messengers, outside=options.outside_vpn, settled=settled)
    probing = _probe_places(session, check, wanted=options.try_help)

    if options.json:
        print_text(json.dumps(session.encode_check(check), ensure_ascii=False))
    else:
        report.print_whole(check, probing)
        if reach is not None:
            print_reach(session, reach, check)
        if options.outside_vpn and check.outside is None:
            print_text(session.say("outside.no_vpn"))
        if earlier is not None:
            print_changes_since(session, earlier, check)
    _save_if_asked(session, check, options)  # last: on a full disk the answer is already printed
    return find_exit_code(check)


def _make_session(options: argparse.Namespace) -> Session:
    """Return a session that checks as the options say. Raises `SessionError` if they contradict one another."""
    session = Session(options.lang, options.country)
    session.quiet = session.quiet or options.quiet_profile
    if options.keep_open:
        session.watching = Watching.WHOLE_TIME
    elif options.json and not options.wait:
        session.watching = Watching.NOT_AT_ALL
    _refuse_contradictions(session, options)
    return session


class _Report:
    """Prints the report of one check: at its end or, once the answer is known, early, with later changes below it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._printed_early: Check | None = None

    def print_early(self, check: Check) -> None:
        """Print the report while connections are still open. If it cannot be printed, `print_whole` tries again."""
        with suppress(OSError):
            print_text(render_report(self._session, check, Probing.NEVER if self._session.quiet else Probing.OFFERED))
            self._printed_early = check

    def print_whole(self, check: Check, probing: Probing) -> None:
        """Print the report of a finished check; if it was printed early, only what changed since."""
        if self._printed_early is not None:
            print_late_changes(self._session, self._printed_early, check)
        else:
            print_text(render_report(self._session, check, probing))


def _refuse_contradictions(session: Session, options: argparse.Namespace) -> None:
    """Raise `SessionError` if an option would store or print what another one promises not to store."""
    if session.quiet and (options.save or options.all):
        raise SessionError(session.say("cli.quiet_keeps_nothing"))
    if options.reach and (options.json or options.save):
        raise SessionError(session.say("ways.ask.kept", text="--reach", list="--json, --save"))


def _load_and_judge(path: Path, session: Session) -> Check:
    """Return a saved check as judged today: other rules are no change of a network.

    Raises `TroubleError`, and `SessionError` if it cannot be judged.
    """
    from dialtone.commands.saved_files import judge_saved
    from dialtone.store.check_file import load_check

    return judge_saved(load_check(path), session)


def _probe_places(session: Session, check: Check, *, wanted: bool) -> Probing:
    """Probe the places named in the advice of a check, if that is `wanted`; the session's texts then say the result."""
    if session.quiet:
        return Probing.NEVER
    if not wanted:
        return Probing.OFFERED
    words = session.explainer
    advised = [words.explain_messenger(verdict, check.network).help.targets for verdict in check.messengers]
    if targets := tuple(dict.fromkeys(chain.from_iterable(advised))):
        wait_for_probes(session, targets)
    return Probing.DONE


def _save_if_asked(session: Session, check: Check, options: argparse.Namespace) -> None:
    if options.save:
        from dialtone.store.check_file import save_check

        save_check(options.save, session.encode_check(check))


def load_or_check(session: Session, options: argparse.Namespace) -> Check:
    """Return the saved check that the options name; without one, check now. Raises `TroubleError`."""
    if options.source:
        from dialtone.store.check_file import load_check

        return load_check(options.source)
    if not session.quiet:
        print_warning(session)
    return _check_with_progress(session, session.choose_messengers(options.messengers))


def _check_with_progress(
    session: Session,
    messengers: tuple[Messenger, ...],
    *,
    outside: bool = False,
    settled: Callable[[Check], None] | None = None,
) -> Check:
    """Check, and show the progress. `outside`: as in `wait_for_check`.

    `settled`: what shows the settled check, as in `wait_for_check`; None to show nothing before the end.
    """
    progress = ProgressLine(sys.stderr)

    def show_progress(done: int, total: int) -> None:
        if progress.is_shown:
            progress.show(session.say("cli.progress", done=done, total=total))

    def settle(check: Check) -> None:
        if settled is not None:
            progress.show("")
            settled(check)

    try:
        return wait_for_check(session, messengers, show_progress, settle, outside=outside)
    finally:
        progress.show("")


def ask_reach(session: Session, read: Callable[[], str]) -> Reach:
    """Ask whom the person wants to reach, and return that. An empty or unknown answer skips a question.

    Answers are never stored. They are not arguments, since other users of this computer could see those, and the
    shell's history keeps them.
    """
    print_aside(session.say("ways.ask.begin"))
    country = _find_country(session, _ask(session, "country", read))
    typed_names = [name.strip() for name in _ask(session, "uses", read).replace("،", ",").split(",")]
    found = [_find_messenger(session, name) for name in typed_names if name]
    messengers = tuple(dict.fromkeys(filter(None, found)))
    wants_call = _ask(session, "call", read).casefold().startswith(_CALL)
    return Reach(country, messengers, wants_call)


def _ask(session: Session, question: str, read: Callable[[], str]) -> str:
    return ask(session.say(f"ways.ask.{question}"), read)[:_MAX_CHARACTERS]


def _find_country(session: Session, typed: str) -> str:
    """Return the code of a country, given as code or name; if it is unknown, print that, and return no text."""
    country = session.find_country(typed)
    if typed and not country:
        print_aside(session.say("ways.ask.no_country", text=sanitize(typed)))
    return country


def _find_messenger(session: Session, typed: str) -> str:
    """Return the id of a messenger, given as id or name; if it is unknown, print that, and return no text."""
    try:
        return session.find_messenger(typed).id
    except SessionError:
        print_aside(session.say("ways.ask.no_messenger", text=sanitize(typed)))
        return ""
