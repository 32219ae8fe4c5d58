"""The terminal's commands. Every error ends with one clear line."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from itertools import chain
from pathlib import Path

from dialtone.app.session import Session, SessionError
from dialtone.app.terminal_words import describe_problem, limit_logging
from dialtone.commands.ask_reach import ask_reach
from dialtone.commands.check_output import (
    find_exit_code,
    print_changes_since,
    print_late_changes,
    print_reach,
    print_warning,
    render_report,
)
from dialtone.commands.exit_codes import DONE
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
from dialtone.model.trouble import TroubleError
from dialtone.model.untrusted_text import sanitize
from dialtone.store.data_folders import resources
from dialtone.store.own_server import OwnServerError, parse_server
from dialtone.store.toml_file import ResourceError
from dialtone.system.screen import HAS_LEGACY_ENCODINGS, has_screen
from dialtone.system.this_system import this_system


def run_command(options: argparse.Namespace) -> int:
    """Run one command; return its exit code. An error is reported in one line."""
    limit_logging(options.lang)
    replace_unknown_letters((sys.stdout, sys.stderr), windows=HAS_LEGACY_ENCODINGS)
    try:
        return find_command(options.command)(options)
    except SessionError as error:
        return report_error(str(error))
    except OSError as error:
        return report_output_error(error, options.lang)
    except ImportError as error:
        return report_missing_window(error, options.lang)
    except (TroubleError, ResourceError) as error:
        return report_error(describe_problem(error, options.lang), clicked=options.clicked)


def find_command(name: str) -> Callable[[argparse.Namespace], int]:
    """Return the function of a command. Modules that it alone needs are loaded now: a check must not wait for them."""
    if name in _COMMANDS:
        return _COMMANDS[name]
    module, _, function = _LOADED_LATE[name].partition(":")
    command: Callable[[argparse.Namespace], int] = getattr(import_module(f"dialtone.commands.{module}"), function)
    return command


def _check_now(options: argparse.Namespace) -> int:
    """Check, print the report and what the options add to it, and save the check if asked; return the exit code.

    If connections are still open when the answer is known, it is printed at once, and later changes below it.
    """
    session = Session(options.lang, options.country)
    session.quiet = session.quiet or options.quiet_profile
    session.keeps_open = options.keep_open
    session.awaits_kept = options.wait or options.keep_open or not options.json
    _refuse_contradictions(session, options)
    # read before the check: a wrong file must not cost a minute
    earlier = _judge_again(_load_saved(options.since), session) if options.since else None
    messengers = session.catalogue.messengers if options.all else session.choose_messengers(options.messengers)
    if not session.quiet and not options.json:
        print_warning(session)
    reach = ask_reach(session, sys.stdin.readline) if options.reach and sys.stdin is not None else None
    shown_early: list[Check] = []

    def show_early(check: Check) -> None:
        with suppress(OSError):
            help_asked = None if session.quiet else False
            print_text(render_report(session, check, session.maker_warnings, help_asked))
            shown_early.append(check)

    adds_to_report = options.outside_vpn or options.try_help or options.json
    may_show_early = not adds_to_report and standard_output().isatty()
    settled = show_early if may_show_early else None
    check = _check_with_progress(session, messengers, outside=options.outside_vpn, settled=settled)
    help_asked = _ask_help(session, check, wanted=options.try_help)
    if options.json:
        print_text(json.dumps(session.encode_check(check), ensure_ascii=False))
        _save_if_asked(session, check, options)
        return find_exit_code(check)
    if shown_early:
        print_late_changes(session, shown_early[-1], check)
    else:
        print_text(render_report(session, check, session.maker_warnings, help_asked))
    if reach is not None:
        print_reach(session, reach, check)
    if options.outside_vpn and check.outside is None:
        print_text(session.say("outside.no_vpn"))
    if earlier is not None:
        print_changes_since(session, earlier, check)
    _save_if_asked(session, check, options)  # last: on a full disk the answer is already printed
    return find_exit_code(check)


def _ask_help(session: Session, check: Check, *, wanted: bool) -> bool | None:
    """Probe the places named in the advice of a check, if that is `wanted`; the session's texts then say the result.

    Return whether it was wanted; None in the quiet profile, which never probes them.
    """
    if session.quiet:
        return None
    if wanted:
        words = session.explainer
        advised = [words.explain_messenger(verdict, check.network).help.targets for verdict in check.messengers]
        if targets := tuple(dict.fromkeys(chain.from_iterable(advised))):
            session.ask_places(targets)
    return wanted


def _judge_again(saved: Check, session: Session) -> Check:
    """Return a saved check as judged today: other rules are no change of a network. Raises `SessionError`."""
    from dialtone.commands.saved_files import judge_saved  # inside: few commands need it

    return judge_saved(saved, session)


def _save_if_asked(session: Session, check: Check, options: argparse.Namespace) -> None:
    if options.save:
        from dialtone.store.check_file import save_check  # inside: loaded while packets are in flight

        save_check(options.save, session.encode_check(check))


def _refuse_contradictions(session: Session, options: argparse.Namespace) -> None:
    """Raise `SessionError` if an option would store or print what another one promises not to store."""
    if session.quiet and (options.save or options.all):
        raise SessionError(session.say("cli.quiet_keeps_nothing"))
    if options.reach and (options.json or options.save):
        raise SessionError(session.say("ways.ask.kept", text="--reach", list="--json, --save"))


def _load_saved(path: Path) -> Check:
    from dialtone.store.check_file import load_check  # inside: a check alone needs it only at its end

    return load_check(path)


def _load_or_check(session: Session, options: argparse.Namespace) -> Check:
    if options.source:
        return _load_saved(options.source)
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
    """Check, and show the progress. `outside`, `settled`: as in `Session.check`; without `settled` nothing is shown."""
    progress = ProgressLine(sys.stderr)

    def show_progress(done: int, total: int) -> None:
        if progress.is_shown:
            progress.show(session.say("cli.progress", done=done, total=total))

    def settle(check: Check) -> None:
        if settled is not None:
            progress.show("")
            settled(check)

    try:
        return session.check(messengers, show_progress, settle, outside=outside)
    finally:
        progress.show("")


def _print_list(options: argparse.Namespace) -> int:
    """Print all messengers, and which of them are installed; return the exit code."""
    from dialtone.explain.reports import render_list  # inside: only this command needs it

    session = Session(options.lang)
    rows = [session.make_list_row(messenger) for messenger in session.catalogue.messengers]
    sandbox = this_system().sandbox
    print_text(render_list(rows, session.explainer, colour=shows_colour(), width=text_width(), sandbox=sandbox))
    return DONE


def _manage_server(options: argparse.Namespace) -> int:
    """Save or forget the person's own server for a messenger if asked, and print it; return the exit code."""
    session = Session(options.lang)
    messenger = session.find_messenger(options.messenger)
    name = session.names[messenger.id]
    if messenger.own_server is None:
        raise SessionError(session.say("cli.server_not_needed", messenger=name))
    if options.forget or options.host:
        servers = {key: value for key, value in session.settings.servers.items() if key != messenger.id}
        if options.host:
            try:
                servers[messenger.id] = parse_server(options.host)
            except OwnServerError:
                raise SessionError(session.say("cli.server_wrong", text=sanitize(options.host))) from None
        session.change_settings(replace(session.settings, servers=servers))
    server = session.settings.servers.get(messenger.id, "")
    key = "cli.server_known" if server else "cli.server_unknown"
    print_text(session.say(key, messenger=name, server=server))
    return DONE


def _open_saved(options: argparse.Namespace) -> int:
    """Show a saved check: in the window, as text, or judged again by this version's rules; return the exit code."""
    saved = _load_saved(options.file)
    if not (options.again or options.text) and has_screen():
        return open_window(options.lang, saved)
    session, check = Session(options.lang), saved
    if options.again:
        check = _judge_again(saved, session)
    print_text(session.say("cli.saved_by_others"))
    print_text("\n" + render_report(session, check, saved=True))
    if options.again:
        from dialtone.explain.reports import render_rejudged  # inside: only `--again` needs it

        page = make_page(session.explainer.sentences, plain=True)
        print_text("\n" + render_rejudged(page, saved, check, session.explainer))
    return find_exit_code(check)


def _save_card(options: argparse.Namespace) -> int:
    """Write the picture of a check that is made now or was saved, or print it as text; return the exit code."""
    from dialtone.store.publisher import load_publisher  # inside: only this command needs it

    session = Session(options.lang)
    if options.code and not load_publisher(resources()).home_page:
        raise SessionError(session.say("cli.no_home_page"))
    check = _load_or_check(session, options)
    from dialtone.commands.save_card import write_card  # inside: only pictures need Qt

    if note := session.explainer.say_share_note(check.network):
        print_aside(note + "\n")
    line = ""
    if options.line:
        from dialtone.commands.result_lines import write_line  # inside: as for a line alone

        country = session.settings.country if options.country else ""
        line = write_line(session, check, options.messengers, country, LONGEST_IN_PICTURE)
    text = write_card(session, check, options, line)
    if text:
        print_text(text)
    return DONE


def _print_line(options: argparse.Namespace) -> int:
    """Print the result line of a saved check, or of one made now; return the exit code."""
    from dialtone.commands.result_lines import write_line  # inside: only this command needs it

    session = Session(options.lang)
    check = _load_or_check(session, options)
    if note := session.explainer.say_share_note(check.network):
        print_aside(note)
    print_text(write_line(session, check, options.messengers, options.country))
    return DONE


def _give(options: argparse.Namespace) -> int:
    """Write a copy of Dialtone for others, and print notes for the giver; return the exit code."""
    from dialtone.app.give_copy import write_copy_for_others  # loads a large library

    _, lines = write_copy_for_others(Session(options.lang).explainer, options.folder, tuple(options.packages))
    for line in lines:
        print_text(line)
    return DONE


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
    "known": "show_advice:show_known",
    "forget": "forget:forget",
    "genuine": "show_genuine:show_genuine",
}
"""The module in this folder and its function, for each command that needs more than a check does."""
