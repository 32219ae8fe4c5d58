"""The arguments of the commands. Help and error texts come from `say`, by key: the code contains none.

By default `say` returns the key: sentences are loaded only for help or an error (`usage.py`), since the start of the
window must not wait for them.
"""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from dialtone import __version__

Say = Callable[[str], str]
"""Returns the sentence for a key of the family `usage`."""


COMMAND = "COMMAND"
ACTION = "ACTION"
"""The placeholders in the synopsis for the name of a command, and of its action."""


class HelpWantedError(Exception):
    """Help was requested. The message is the help."""


class UsageError(Exception):
    """The arguments cannot be parsed."""

    def __init__(self, reason: str, argument: str, command: str, synopsis: str, names: Sequence[str]) -> None:
        super().__init__(reason)
        self.reason = reason
        """The key of its sentence: `missing`, `unknown` or `wrong`."""
        self.argument = argument
        """The argument or placeholder that it is about; may be empty."""
        self.command = command
        self.synopsis = synopsis
        """How that command is used, in one line."""
        self.names = names
        """The commands that would be valid instead, where one is unknown."""


def parse(arguments: Sequence[str], say: Say = str) -> argparse.Namespace:
    """Return the options. Raises `HelpWantedError`, `UsageError`, and `SystemExit` after printing the version."""
    parser = make_parser(say)
    options = argparse.Namespace()
    _, unknown_arguments = parser.parse_known_args(arguments, options)
    if unknown_arguments:
        parser.refuse("unknown", " ".join(unknown_arguments))
    return options


def looks_like_path(word: str) -> bool:
    """Return whether a word can only be the name of a file: it has an extension or a folder, unlike `list`."""
    path = Path(word)
    return bool(path.suffix) or len(path.parts) > 1


class Parser(argparse.ArgumentParser):
    """A parser that prints nothing itself, and names its groups in the person's language."""

    def __init__(self, say: Say, **arguments: Any) -> None:
        """`arguments`: others of `ArgumentParser`."""
        self.names: Sequence[str] = ()
        """The commands, one of which must come first; empty for a command without others below it."""
        formatter = partial(_HelpLayout, begin=say("begin"))
        super().__init__(add_help=False, exit_on_error=False, formatter_class=formatter, **arguments)
        self.operands = self.add_argument_group(say("values"))
        self.options = self.add_argument_group(say("choices"))
        self.options.add_argument("-h", "--help", action=_HelpAction, nargs=0, help=say("help"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse. Raises `UsageError`, which has only the name of an invalid argument, not its value."""
        try:
            return super().parse_known_args(args, namespace)
        except argparse.ArgumentError as wrong:
            self.refuse("wrong" if wrong.argument_name else "missing", wrong.argument_name or "")

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` for a missing argument: argparse calls this for nothing else."""
        self.refuse("missing")

    def refuse(self, reason: str, argument: str = "") -> NoReturn:
        """Raise `UsageError` about an argument, with this command's synopsis. `reason`: its key."""
        raise UsageError(reason, argument, self.prog, self.format_usage().strip(), self.names)


class _HelpAction(argparse.Action):
    """Raises `HelpWantedError` with the help of a command, instead of printing it."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> NoReturn:
        raise HelpWantedError(parser.format_help())


class _HelpLayout(argparse.HelpFormatter):
    """The layout of help. `begin`: the word before the synopsis, in the person's language."""

    def __init__(self, prog: str, begin: str) -> None:
        super().__init__(prog)
        self._begin = begin

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._begin if prefix is None else prefix)


def make_parser(say: Say) -> Parser:
    """Return the parser of all commands; without any, the options are those of `check` and the command is `start`."""
    parser = Parser(say, prog="dialtone", description=say("dialtone"), epilog=say("codes"))
    parser.options.add_argument("--version", action="version", version=f"dialtone {__version__}", help=say("version"))
    parser.options.add_argument("--lang", default="", metavar="LANGUAGE", help=say("lang"))
    parser.options.add_argument("--hidden", action="store_true", help=say("hidden"))
    parser.options.add_argument("--quit", action="store_true", help=say("quit"))
    commands = parser.add_subparsers(metavar=COMMAND, title=say("commands"))

    def command(name: str) -> Parser:
        return _add_parser(commands, say, name, name, command=name)

    check_defaults = vars(_add_check(command, say).parse_args([]))
    parser.set_defaults(**(check_defaults | {"command": "start"}))
    _add_tests(command, say)
    _add_files(command, say)
    _add_advice_and_countries(command, say)
    _add_copy_and_data(command, say)
    parser.names = tuple(commands.choices)
    return parser


def _add_parser(commands: Any, say: Say, name: str, key: str, **defaults: str) -> Parser:
    """Return the new parser of a command. `key`: of its description; `defaults`: options that it sets."""
    parser: Parser = commands.add_parser(name, say=say, help=say(key), description=say(key))
    parser.options.add_argument("--lang", default=argparse.SUPPRESS, metavar="LANGUAGE", help=argparse.SUPPRESS)
    parser.set_defaults(**defaults)
    return parser


Command = Callable[[str], Parser]
"""Adds a command by its name, and returns its parser."""


def _add_check(command: Command, say: Say) -> Parser:
    """Add the command that checks, and return its parser."""
    check = command("check")
    check.operands.add_argument("messengers", nargs="*", metavar="MESSENGER", help=say("check.messengers"))
    check.options.add_argument("--json", action="store_true", help=say("json"))
    check.options.add_argument("--wait", action="store_true", help=say("check.wait"))
    check.options.add_argument("--all", action="store_true", help=say("check.all"))
    check.options.add_argument("--save", type=Path, metavar="FILE", help=say("check.save"))
    check.options.add_argument("--keep-open", action="store_true", help=say("check.keep_open"))
    check.options.add_argument("--outside-vpn", action="store_true", help=say("check.outside_vpn"))
    check.options.add_argument("--try-help", action="store_true", help=say("check.try_help"))
    check.options.add_argument("--since", type=Path, metavar="FILE", help=say("check.since"))
    check.options.add_argument("--quiet-profile", action="store_true", help=say("check.quiet_profile"))
    check.options.add_argument("--country", default="", metavar="CODE", help=say("check.country"))
    check.options.add_argument("--reach", action="store_true", help=say("check.reach"))
    return check


def _add_tests(command: Command, say: Say) -> None:
    """Add the commands that list messengers, keep the person's own server, and test a proxy."""
    command("list")

    server = command("server")
    server.operands.add_argument("messenger", metavar="MESSENGER", help=say("server.messenger"))
    host_or_forget = server.operands.add_mutually_exclusive_group()
    host_or_forget.add_argument("host", nargs="?", default="", metavar="HOST", help=say("server.host"))
    host_or_forget.add_argument("--forget", action="store_true", help=say("server.forget"))

    trying = command("try")
    trying.operands.add_argument("link", metavar="LINK", help=say("try.link"))
    trying.options.add_argument("--for", dest="messengers", action="append", metavar="MESSENGER", help=say("try.for"))
    trying.options.add_argument("--older-hello", action="store_true", help=say("try.older_hello"))
    trying.options.add_argument("--own-network", action="store_true", help=say("try.own_network"))
    trying.options.add_argument("--json", action="store_true", help=say("json"))


def _add_files(command: Command, say: Say) -> None:
    """Add the commands that read or write checks, cards, result lines and other files."""
    opening = command("open")
    opening.operands.add_argument("file", type=Path, metavar="FILE", help=say("saved_check"))
    opening.options.add_argument("--text", action="store_true", help=say("open.text"))
    opening.options.add_argument("--again", action="store_true", help=say("open.again"))

    card = command("card")
    card.operands.add_argument("messengers", nargs="*", metavar="MESSENGER", help=say("card.messengers"))
    card.options.add_argument("--out", type=Path, metavar="FILE", help=say("card.out"))
    card.options.add_argument("--from", dest="source", type=Path, metavar="FILE", help=say("card.from"))
    card.options.add_argument("--size", choices=["wide", "tall"], default="wide", help=say("card.size"))
    card.options.add_argument("--line", action="store_true", help=say("card.line"))
    card.options.add_argument("--code", action="store_true", help=say("card.code"))
    card.options.add_argument("--country", action="store_true", help=say("card.country"))
    card.options.add_argument("--text", action="store_true", help=say("card.text"))

    line = command("line")
    line.operands.add_argument("messengers", nargs="*", metavar="MESSENGER", help=say("line.messengers"))
    line.options.add_argument("--from", dest="source", type=Path, metavar="FILE", help=say("line.from"))
    line.options.add_argument("--country", default="", metavar="CODE", help=say("line.country"))

    comparing = command("compare")
    comparing.operands.add_argument("sources", nargs="+", metavar="LINE", help=say("compare.sources"))
    comparing.options.add_argument("--own", type=Path, metavar="FILE", help=say("compare.own"))
    comparing.options.add_argument("--json", action="store_true", help=say("json"))

    for name in ("export", "redact"):
        parser = command(name)
        parser.operands.add_argument("file", type=Path, metavar="FILE", help=say("saved_check"))
        parser.options.add_argument("--out", type=Path, metavar="FILE", help=say("out"))

    genuine = command("genuine")
    genuine.operands.add_argument("files", nargs="*", type=Path, metavar="FILE", help=say("genuine.files"))


def _add_advice_and_countries(command: Command, say: Say) -> None:
    """Add the commands about advice and countries, which need no check."""
    advice = command("advice")
    advice.operands.add_argument("advice", nargs="?", default="", metavar="ADVICE", help=say("advice.advice"))
    advice.options.add_argument("--reach", action="store_true", help=say("advice.reach"))

    country = command("country")
    country.operands.add_argument("code", nargs="?", default="", metavar="CODE", help=say("country.code"))
    country.options.add_argument("--forget", action="store_true", help=say("country.forget"))

    known_in_country = command("known")
    known_in_country.operands.add_argument("code", nargs="?", default="", metavar="CODE", help=say("known.code"))
    known_in_country.options.add_argument("--json", action="store_true", help=say("json"))
    known_in_country.options.add_argument("--for-them", action="store_true", help=say("known.for_them"))
    known_in_country.options.add_argument("--save", type=Path, metavar="FILE", help=say("known.save"))


def _add_copy_and_data(command: Command, say: Say) -> None:
    """Add the commands that give this copy away, erase its traces, and update its content."""
    giving = command("give")
    giving.operands.add_argument("folder", type=Path, metavar="FOLDER", help=say("give.folder"))
    giving.operands.add_argument("packages", nargs="*", type=Path, metavar="PACKAGE", help=say("give.packages"))

    command("forget").options.add_argument("--yes", action="store_true", help=say("forget.yes"))

    content = command("content")
    content.set_defaults(action="show")
    actions = content.add_subparsers(metavar=ACTION, title=say("commands"))

    def action(name: str) -> Parser:
        return _add_parser(actions, say, name, f"content.{name}", action=name)

    action("show")
    action("import").operands.add_argument("file", type=Path, metavar="FILE", help=say("content.file"))
    action("remove")
    action("update")
    mirror = action("mirror")
    mirror.operands.add_argument("address", nargs="?", default="", metavar="ADDRESS", help=say("mirror.address"))
    mirror.options.add_argument("--forget", action="store_true", help=say("mirror.forget"))
    content.names = tuple(actions.choices)
