"""The commands and their arguments. What they do is loaded only on demand: the window must not wait for it."""

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from dialtone import ASKER, CHECKER, TRIER, __version__
from dialtone.system.console import without_controls
from dialtone.system.screen import has_screen

_BAD_USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """Run the command of the arguments; return its exit code, the answer for scripts."""
    if list(arguments) == [CHECKER]:
        from dialtone.app.check_worker import serve  # inside: only this needs HTTP, DNS and TLS

        return serve()
    if list(arguments) == [TRIER]:
        from dialtone.app.check_worker import serve_trial  # inside: as above

        return serve_trial()
    if list(arguments) == [ASKER]:
        from dialtone.app.check_worker import serve_help  # inside: as above

        return serve_help()
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
        options = _parser().parse_args(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    options.clicked = clicked
    if options.quit:
        return _end_window()
    if options.command == "start" and (has_screen() or options.hidden):
        return _open_window(options.lang, hidden=options.hidden) if has_screen() else _BAD_USAGE
    from dialtone.commands.dispatch import perform  # inside: the window opens without HTTP, DNS and TLS

    return perform(options)


def _is_file(word: str) -> bool:
    """Return whether a word names a file, as a file manager writes it: a bare `list` is a command."""
    path = Path(word)
    return (bool(path.suffix) or len(path.parts) > 1) and path.is_file()


def _open_window(language: str, *, hidden: bool = False) -> int:
    gc.disable()  # the window collects by itself (ui/window/gc_timer.py); while it loads there is nothing to collect
    from dialtone.app.window import run_window  # inside: the terminal's commands never load Qt

    return run_window(language=language, hidden=hidden)


def _end_window() -> int:
    from dialtone.app.window import end_window  # inside: as for a window

    return 0 if end_window() else 1


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """End with the line about a wrong argument, in which nothing drives the terminal."""
        super().error(without_controls(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="dialtone",
        description="Says which messengers work on this network, which do not, and why.",
        epilog="Exit code 0: all work; 1: something does not; 2: bad usage; 3: the network itself is not usable.",
    )
    parser.add_argument("--version", action="version", version=f"dialtone {__version__}")
    parser.add_argument("--lang", default="", metavar="LANGUAGE", help="en, ru or fa; else the system's language")
    parser.add_argument("--hidden", action="store_true", help="begin in the tray, without a window")
    parser.add_argument("--quit", action="store_true", help="end the Dialtone that runs in the tray or a window")
    parser.set_defaults(command="start", messengers=[], json=False)
    commands = parser.add_subparsers(metavar="COMMAND")
    language = _Parser(add_help=False)
    language.add_argument("--lang", default=argparse.SUPPRESS, metavar="LANGUAGE", help=argparse.SUPPRESS)

    check = commands.add_parser("check", parents=[language], help="check once and print the result")
    check.add_argument("messengers", nargs="*", metavar="MESSENGER", help="else the installed ones")
    check.add_argument("--json", action="store_true", help="print the whole check as JSON")
    check.add_argument("--all", action="store_true", help="check every messenger known")
    check.add_argument("--save", type=Path, metavar="FILE", help="keep the check in a file that `open` reads")
    check.add_argument(
        "--outside-vpn",
        action="store_true",
        help="where a VPN is on, ask past it as well: the provider then sees which services are asked",
    )
    check.add_argument(
        "--try-help",
        action="store_true",
        help="ask as well whether the websites that the advice names answer here: the provider then sees which",
    )
    check.add_argument("--since", type=Path, metavar="FILE", help="say what changed since this saved check")
    check.add_argument(
        "--quiet-profile",
        action="store_true",
        help="only those named, one after the other; nothing is kept",
    )
    check.add_argument("--country", default="", metavar="CODE", help="for this check only, for example RU")
    check.set_defaults(command="check")

    listing = commands.add_parser("list", parents=[language], help="list the messengers that can be checked")
    listing.add_argument("--json", action="store_true", help="print the list as JSON")
    listing.set_defaults(command="list")

    server = commands.add_parser("server", parents=[language], help="say which server you use, where it is your own")
    server.add_argument("messenger", metavar="MESSENGER", help="Element, Mattermost, Rocket.Chat or Delta Chat")
    which = server.add_mutually_exclusive_group()
    which.add_argument("host", nargs="?", default="", metavar="HOST", help="as in chat.example.org; else it is said")
    which.add_argument("--forget", action="store_true", help="test none any more")
    server.set_defaults(command="server")

    opening = commands.add_parser("open", parents=[language], help="show a saved check as it was")
    opening.add_argument("file", type=Path, metavar="FILE")
    opening.add_argument("--text", action="store_true", help="in the terminal instead of the window")
    opening.add_argument("--again", action="store_true", help="as text, judged again by what is known today")
    opening.set_defaults(command="open")

    trying = commands.add_parser("try", parents=[language], help="try a proxy, by its link")
    trying.add_argument("link", metavar="LINK", help="tg://proxy, socks5://, …; - reads it from standard input")
    trying.add_argument("--for", dest="messengers", action="append", metavar="MESSENGER", help="else what it is for")
    trying.add_argument("--json", action="store_true", help="print the result as JSON")
    trying.set_defaults(command="try")

    card = commands.add_parser("card", parents=[language], help="make a picture of the result that is safe to forward")
    card.add_argument("messengers", nargs="*", metavar="MESSENGER", help="only these on the picture")
    card.add_argument("--out", type=Path, metavar="FILE", help="where to put the picture (PNG); else print it as text")
    card.add_argument("--from", dest="source", type=Path, metavar="FILE", help="a saved check; else check now")
    card.add_argument("--size", choices=["wide", "square", "tall"], default="wide", help="else wide, 1200 by 630")
    card.add_argument("--dark", action="store_true", help="light on dark")
    card.add_argument("--code", action="store_true", help="with a QR code of the page of whoever made this copy")
    card.add_argument("--place", default="", metavar="TEXT", help="a place to name on it; nothing is named by itself")
    card.add_argument("--text", action="store_true", help="print it as text too")
    card.set_defaults(command="card")

    export = commands.add_parser("export", parents=[language], help="give a saved check to researchers, as OONI does")
    export.add_argument("file", type=Path, metavar="FILE", help="a saved check")
    export.add_argument("--out", type=Path, metavar="FILE", help="where to put it; else it is printed")
    export.set_defaults(command="export")

    redacting = commands.add_parser("redact", parents=[language], help="make a saved check say nothing of who made it")
    redacting.add_argument("file", type=Path, metavar="FILE", help="a saved check")
    redacting.add_argument("--out", type=Path, metavar="FILE", help="where to put it; else it is printed")
    redacting.set_defaults(command="redact")

    advice = commands.add_parser("advice", parents=[language], help="what can help, to read at any time")
    advice.add_argument("advice", nargs="?", default="", metavar="ADVICE", help="one of those listed; else list them")
    advice.set_defaults(command="advice")

    country = commands.add_parser("country", parents=[language], help="say where you are, or that you would rather not")
    country.add_argument("code", nargs="?", default="", metavar="CODE", help="two letters, for example RU")
    country.add_argument("--forget", action="store_true", help="rather not say")
    country.set_defaults(command="country")

    known = commands.add_parser("known", parents=[language], help="what is publicly known of messengers in a country")
    known.add_argument("code", nargs="?", default="", metavar="CODE", help="two letters; else the country that is set")
    known.add_argument("--json", action="store_true", help="print the rows as JSON")
    known.set_defaults(command="known")

    forgetting = commands.add_parser("forget", parents=[language], help="what Dialtone left on this computer")
    forgetting.add_argument("--yes", action="store_true", help="remove it: settings, history, log, updates, autostart")
    forgetting.set_defaults(command="forget")
    genuine = commands.add_parser("genuine", parents=[language], help="who made the messengers here, or a file")
    genuine.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a program or an installer; it is not run")
    genuine.add_argument("--json", action="store_true", help="print the answers as JSON")
    genuine.set_defaults(command="genuine")

    content = commands.add_parser("content", parents=[language], help="the catalogue and the advice in use")
    content.set_defaults(command="content", action="show")
    actions = content.add_subparsers(metavar="ACTION")
    bringing = actions.add_parser("import", parents=[language], help="take in a signed update from a file")
    bringing.add_argument("file", type=Path, metavar="FILE")
    bringing.set_defaults(action="import")
    actions.add_parser("remove", help="go back to what came with Dialtone").set_defaults(action="remove")
    asking = actions.add_parser("update", parents=[language], help="ask the mirrors that you named for a newer one")
    asking.set_defaults(action="update")
    naming = actions.add_parser("mirror", parents=[language], help="say where updates lie; nothing is asked yet")
    naming.add_argument("address", nargs="?", default="", metavar="ADDRESS", help="https://…, else list them")
    naming.add_argument("--forget", action="store_true", help="ask this one no more")
    naming.set_defaults(action="mirror")
    actions.add_parser("show", help="say which are in use").set_defaults(action="show")
    return parser
