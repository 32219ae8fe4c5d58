"""Runs the terminal's commands. Every error ends with one clear line."""

# Late imports: a command loads its own module and no other, since a check must not wait for what others need.

import argparse
import sys
from collections.abc import Callable

from dialtone.app.session import SessionError
from dialtone.app.terminal_words import describe_problem, limit_logging
from dialtone.commands import DONE
from dialtone.commands.terminal import replace_unknown_letters, report_error, report_output_error
from dialtone.commands.window_or_text import report_missing_window
from dialtone.model.trouble import TroubleError
from dialtone.store.toml_file import ResourceError
from dialtone.system.screen import HAS_LEGACY_ENCODINGS

Command = Callable[[argparse.Namespace], int | None]
"""Runs a command with its options; returns the exit code, or None where there is none but `DONE`."""


def run_command(options: argparse.Namespace, *, clicked: bool) -> int:
    """Run one command; return its exit code. An error is reported in one line. `clicked`: as in `report_error`."""
    limit_logging(options.lang)
    replace_unknown_letters((sys.stdin, sys.stdout, sys.stderr), windows=HAS_LEGACY_ENCODINGS)
    try:
        return find_command(options.command)(options) or DONE
    except SessionError as error:
        return report_error(str(error))
    except OSError as error:
        return report_output_error(error, options.lang)
    except ImportError as error:
        return report_missing_window(error, options.lang)
    except (TroubleError, ResourceError) as error:
        return report_error(describe_problem(error, options.lang), clicked=clicked)


def find_command(name: str) -> Command:  # noqa: C901 - one case for each command
    """Return the function of a command, by its name in `arguments.py`. Raises `KeyError` for any other name."""
    command: Command
    match name:
        case "start" | "check":
            from dialtone.commands.run_check import check_now as command
        case "open":
            from dialtone.commands.saved_files import open_saved as command
        case "list":
            from dialtone.commands.messengers import print_list as command
        case "server":
            from dialtone.commands.own_settings import manage_server as command
        case "try":
            from dialtone.commands.try_proxy import try_link as command
        case "card":
            from dialtone.commands.save_card import save_card as command
        case "line":
            from dialtone.commands.result_lines import print_line as command
        case "compare":
            from dialtone.commands.result_lines import compare_lines as command
        case "export":
            from dialtone.commands.saved_files import export_check as command
        case "redact":
            from dialtone.commands.saved_files import redact_file as command
        case "advice":
            from dialtone.commands.show_advice import show_advice as command
        case "country":
            from dialtone.commands.own_settings import choose_country as command
        case "known":
            from dialtone.commands.show_advice import show_known as command
        case "genuine":
            from dialtone.commands.messengers import show_genuine as command
        case "content":
            from dialtone.commands.own_copy import manage_content as command
        case "give":
            from dialtone.commands.own_copy import give as command
        case "forget":
            from dialtone.commands.own_settings import forget as command
        case _:
            raise KeyError(name)
    return command
