"""The terminal's commands. Every error ends with one clear line."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from dialtone.app.session import Session, SessionError, quiet_logging
from dialtone.app.terminal_words import line_about
from dialtone.commands.ask_help import ask_help
from dialtone.commands.ask_reach import ask_reach
from dialtone.commands.terminal import (
    ProgressLine,
    make_page,
    print_aside,
    print_text,
    replace_unknown_letters,
    report_error,
    report_output_error,
    shows_colour,
    standard_output,
    text_width,
)
from dialtone.commands.window_or_text import open_window, report_missing_window
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.result_line import LONGEST_IN_PICTURE
from dialtone.model.status_groups import NO_FAILURE
from dialtone.model.trouble import TroubleError
from dialtone.model.vocabulary import NetworkStatus
from dialtone.model.way import Reach
from dialtone.store.data_folders import resources
from dialtone.system.console import HAS_LEGACY_ENCODINGS
from dialtone.system.screen import has_screen
from dialtone.system.this_system import this_system

ALL_WORK, SOMETHING_FAILS, NO_NETWORK = 0, 1, 3
_UNUSABLE = (NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL)


def run_command(options: argparse.Namespace) -> int:
    """Run one command; return its exit code."""
    quiet_logging(options.lang)
    replace_unknown_letters((sys.stdout, sys.stderr), windows=HAS_LEGACY_ENCODINGS)
    try:
        return find_command(options.command)(options)
    except SessionError as error:
        return report_error(str(error))
    except OSError as error:
        return report_output_error(error, options.lang)
    except ImportError as error:
        return report_missing_window(error, options.lang)
    except TroubleError as error:
        return report_error(line_about(error, options.lang), clicked=options.clicked)


def find_command(name: str) -> Callable[[argparse.Namespace], int]:
    """Return the function of a command; what it alone needs is loaded only now, since a check must not wait for it."""
    if name in _COMMANDS:
        return _COMMANDS[name]
    module, _, function = _LOADED_LATE[name].partition(":")
    command: Callable[[argparse.Namespace], int] = getattr(import_module(f"dialtone.commands.{module}"), function)
    return command


def _check_now(options: argparse.Namespace) -> int:
    """Check, print the report with what the options add to it, and save the check if asked; return the exit code.

    If connections are still open when the answer is known, it is printed at once, and what changes then below it.
    """
    session = Session(options.lang, options.country)
    session.quiet = session.quiet or options.quiet_profile
    session.keeps_open = options.keep_open
    session.awaits_kept = options.wait or options.keep_open or not options.json
    _refuse_contradictions(session, options)
    # read before the check: a wrong file must not cost a minute
    earlier = _load_saved(options.since) if options.since else None
    messengers = session.catalogue.messengers if options.all else session.choose_messengers(options.messengers)
    if not session.quiet and not options.json:
        _print_warning(session)
    reach = ask_reach(session, sys.stdin.readline) if options.reach and sys.stdin is not None else None
    waits = options.outside_vpn or options.try_help or options.json or not standard_output().isatty()
    shown_early: list[Check] = []

    def show_early(check: Check) -> None:
        """Print the report before it is known whether connections last; if that fails, it is printed at the end."""
        with suppress(OSError):
            print_text(_render_report(session, check, session.maker_warnings, asked=None if session.quiet else False))
            shown_early.append(check)

    check = _check_with_progress(
        session, messengers, outside=options.outside_vpn, settled=None if waits else show_early
    )
    help_asked = ask_help(session, check, wanted=options.try_help)
    if options.json:
        print_text(json.dumps(session.in_json(check), ensure_ascii=False))
    else:
        if shown_early:
            _print_late_changes(session, shown_early[-1], check)
        else:
            print_text(_render_report(session, check, session.maker_warnings, help_asked))
        if reach is not None:
            _print_reach(session, reach, check)
        if options.outside_vpn and check.outside is None:
            print_text(session.say("outside.no_vpn"))
        if earlier is not None:
            _print_changes_since(session, earlier, check)
    if options.save:
        from dialtone.store.check_file import save_check  # inside: loaded while packets are in flight

        save_check(options.save, session.in_json(check))  # last: on a full disk the answer is already printed
    return _find_exit_code(check)


def _refuse_contradictions(session: Session, options: argparse.Namespace) -> None:
    """Raise `SessionError` where a file would store what another option promises not to store."""
    if session.quiet and (options.save or options.all):
        raise SessionError(session.say("cli.quiet_keeps_nothing"))
    if options.reach and (options.json or options.save):
        raise SessionError(session.say("ways.ask.kept", text="--reach", list="--json, --save"))


def _print_reach(session: Session, reach: Reach, check: Check) -> None:
    """Print which ways lead to the person whom the user wants to reach."""
    from dialtone.explain.text_report import render_reach  # inside: loaded while packets are in flight

    words = session.explainer.ways_to_reach(reach, check.messengers, check.network)
    print_text("\n" + render_reach(words, session.explainer.sentences, colour=shows_colour(), width=text_width()))


def _print_late_changes(session: Session, early: Check, check: Check) -> None:
    """Print the messengers that the last seconds changed, and the report again if a state changed."""
    later = tuple(verdict for verdict in check.messengers if verdict not in early.messengers)
    if later:
        changed = replace(check, messengers=later)
        print_text(_render_changes(session, session.say("cli.ten_seconds_later"), early, changed))
    if [verdict.status for verdict in check.messengers] != [verdict.status for verdict in early.messengers]:
        print_text("\n" + _render_report(session, check, session.maker_warnings))


def _print_changes_since(session: Session, earlier: Check, check: Check) -> None:
    """Print what changed since a saved check."""
    from dialtone.explain.reports import say_title_of_changes  # inside: only `--since` needs it

    title = say_title_of_changes(_in_local_time(earlier), session.explainer.sentences)
    print_text(_render_changes(session, title, earlier, check))


def _render_changes(session: Session, title: str, before: Check, after: Check) -> str:
    """Return what changed between two checks, under a title, after an empty line."""
    from dialtone.explain.reports import render_changes  # inside: few checks have an earlier one

    return "\n" + render_changes(make_page(session.explainer.sentences, plain=True), title, before, after)


def _print_warning(session: Session) -> None:
    """Print, before the first request, that people are searched or punished: in general only if a terminal shows it."""
    if session.settings.country:
        if warning := session.warning():
            print_text(warning)
            print_text("")
    elif sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(session.warning() + "\n\n")


def _load_saved(path: Path) -> Check:
    from dialtone.store.check_file import load_check  # inside: a check alone needs it only at its end

    return load_check(path)


def _load_or_check(session: Session, options: argparse.Namespace) -> Check:
    """Return the saved check that the options name; if they name none, check now."""
    if options.source:
        return _load_saved(options.source)
    if not session.quiet:
        _print_warning(session)
    return _check_with_progress(session, session.choose_messengers(options.messengers))


def _check_with_progress(
    session: Session,
    messengers: tuple[Messenger, ...],
    *,
    outside: bool = False,
    settled: Callable[[Check], None] | None = None,
) -> Check:
    """Check, and show the progress. `settled` gets the check before it is known whether connections last."""
    progress = ProgressLine(sys.stderr)

    def follow(done: int, total: int) -> None:
        if progress.is_shown:
            progress.show(session.say("cli.progress", done=done, total=total))

    def settle(check: Check) -> None:
        """Clear the line of the progress before the caller prints its report."""
        if settled is not None:
            progress.show("")
            settled(check)

    try:
        return session.check(messengers, follow, settle, outside=outside)
    finally:
        progress.show("")


def _print_list(options: argparse.Namespace) -> int:
    """Print all messengers, and what is installed; return the exit code."""
    from dialtone.explain.list_report import render_list  # inside: only this command needs it

    session = Session(options.lang)
    rows = [session.list_row(messenger) for messenger in session.catalogue.messengers]
    sandbox = this_system().sandbox
    print_text(render_list(rows, session.explainer, colour=shows_colour(), width=text_width(), sandbox=sandbox))
    return ALL_WORK


def _manage_server(options: argparse.Namespace) -> int:
    """Print the person's own server for a messenger, once it is kept or forgotten as asked; return the exit code."""
    session = Session(options.lang)
    (messenger,) = session.choose_messengers([options.messenger])
    if options.forget:
        session.keep_server(messenger, "")
    elif options.host:
        session.keep_server(messenger, options.host)
    name, server = session.names[messenger.id], session.server_of(messenger)
    key = "cli.server_known" if server else "cli.server_unknown"
    print_text(session.say(key, messenger=name, server=server))
    return ALL_WORK


def _open_saved(options: argparse.Namespace) -> int:
    """Show a saved check: in the window, as text, or judged again by this version's rules; return the exit code."""
    saved = _load_saved(options.file)
    if not (options.again or options.text) and has_screen():
        return open_window(options.lang, saved)
    session, check = Session(options.lang), saved
    if options.again:
        from dialtone.commands.saved_files import judge_saved  # inside: only `--again` needs it

        check = judge_saved(saved, session)
    print_text(session.say("cli.saved_by_others"))
    print_text("\n" + _render_report(session, check, saved=True))
    if options.again:
        from dialtone.explain.reports import render_rejudged  # inside: only `--again` needs it

        page = make_page(session.explainer.sentences, plain=True)
        print_text("\n" + render_rejudged(page, saved, check, session.explainer))
    return _find_exit_code(check)


def _save_card(options: argparse.Namespace) -> int:
    """Write the picture of a check that is made now or was saved; return the exit code."""
    from dialtone.store.publisher import load_publisher  # inside: only this command needs it

    session = Session(options.lang)
    if options.code and not load_publisher(resources()).home_page:
        raise SessionError(session.say("cli.no_home_page"))
    check = _load_or_check(session, options)
    from dialtone.commands.save_card import write_card  # inside: only pictures need Qt

    if note := session.explainer.share_note(check.network):
        print_aside(note + "\n")
    line = ""
    if options.line:
        from dialtone.commands.result_lines import write_line  # inside: as for a line alone

        country = session.settings.country if options.country else ""
        line = write_line(session, check, options.messengers, country, LONGEST_IN_PICTURE)
    text = write_card(session, check, options, line)
    if text:
        print_text(text)
    return ALL_WORK


def _print_line(options: argparse.Namespace) -> int:
    """Print the result line of a saved check, or of one made now; return the exit code."""
    from dialtone.commands.result_lines import write_line  # inside: only this command needs it

    session = Session(options.lang)
    check = _load_or_check(session, options)
    if note := session.explainer.share_note(check.network):
        print_aside(note)
    print_text(write_line(session, check, options.messengers, options.country))
    return ALL_WORK


def _render_report(
    session: Session,
    check: Check,
    maker_warnings: Mapping[str, str] = MappingProxyType({}),
    asked: bool | None = None,
    *,
    saved: bool = False,
) -> str:
    """Return the report of a check; in the past tense if it is `saved`. The rest is as in `render_check`."""
    from dialtone.explain.text_report import render_check  # inside: loaded while packets are in flight

    local_check = _in_local_time(check)
    words = session.explainer.of_day(local_check.started_at.date()) if saved else session.explainer
    return render_check(
        local_check, words, colour=shows_colour(), width=text_width(), makers=maker_warnings, asked=asked
    )


def _in_local_time(check: Check) -> Check:
    """Return the check with its time in this computer's time zone."""
    return replace(check, started_at=check.started_at.astimezone())


def _find_exit_code(check: Check) -> int:
    """Return 0 if nothing failed here, 1 if something did, and 3 if the network cannot be used at all."""
    if check.network.status in _UNUSABLE:
        return NO_NETWORK
    return ALL_WORK if all(m.status in NO_FAILURE for m in check.messengers) else SOMETHING_FAILS


def _give(options: argparse.Namespace) -> int:
    """Write a copy of Dialtone for others, and print what is in it; return the exit code."""
    from dialtone.app.give_copy import write_copy_for_others  # loads a large library

    _, lines = write_copy_for_others(Session(options.lang).explainer, options.folder, tuple(options.packages))
    for line in lines:
        print_text(line)
    return ALL_WORK


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "start": _check_now,
    "check": _check_now,
    "list": _print_list,
    "open": _open_saved,
    "server": _manage_server,
    "card": _save_card,
    "line": _print_line,
    "give": _give,
}
_LOADED_LATE: Mapping[str, str] = {
    "compare": "result_lines:compare",
    "try": "try_proxy:try_link",
    "content": "update_content:manage_content",
    "export": "saved_files:export_check",
    "redact": "saved_files:redact_file",
    "advice": "show_advice:show_advice",
    "country": "show_advice:choose_country",
    "known": "show_known:show_known",
    "forget": "forget:forget",
    "genuine": "show_genuine:show_genuine",
}
"""The module in this folder and the function of each command that has one of its own."""
