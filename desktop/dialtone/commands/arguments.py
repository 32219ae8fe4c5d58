"""The arguments of the commands. Help and error texts come from `say`, by key: the code contains none.

By default `say` returns the key: sentences are loaded only for help or an error (`usage.py`), since the start of the
window must not wait for them.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from dialtone import __version__

Say = Callable[[str], str]
"""Returns the sentence for a key of the family `usage`."""


COMMAND, ACTION = "COMMAND", "ACTION"
"""The placeholders in the synopsis for the name of a command, and of its action."""
_COMMANDS: Mapping[str, str] = {
    "check": "messengers=MESSENGER* --json --wait --all --save=FILE --keep-open --outside-vpn --try-help --since=FILE"
    " --quiet-profile --country=CODE --reach",
    "list": "",
    "server": "messenger=MESSENGER host=HOST?|--forget",
    "try": "link=LINK --for=MESSENGER+ --older-hello --own-network --json",
    "open": "file=FILE --text --again",
    "card": "messengers=MESSENGER* --out=FILE --from=FILE --size={wide,tall} --line --code --country --text",
    "line": "messengers=MESSENGER* --from=FILE --country=CODE",
    "compare": "sources=LINE+ --own=FILE --json",
    "export": "file=FILE --out=FILE",
    "redact": "file=FILE --out=FILE",
    "genuine": "files=FILE*",
    "advice": "advice=ADVICE? --reach",
    "country": "code=CODE? --forget",
    "known": "code=CODE? --json --for-them --save=FILE",
    "give": "folder=FOLDER packages=PACKAGE*",
    "forget": "--yes",
    "content": "",
}
_ACTIONS: Mapping[str, str] = {
    "show": "",
    "import": "file=FILE",
    "remove": "",
    "update": "",
    "mirror": "address=ADDRESS? --forget",
}
"""The arguments of each command, and of each action of `content`, in the order of the help.

`name=PLACEHOLDER` is an operand, `--name=PLACEHOLDER` an option with a value, and `--name` a switch. `?` after a
placeholder means that it may be missing, `*` and `+` that it may be repeated. `{wide,tall}` are the only values, the
first by default. Of arguments with `|` between them only one may be given.
"""
_SENTENCES: Mapping[str, str] = {
    **dict.fromkeys(("check.json", "try.json", "compare.json", "known.json"), "json"),
    **dict.fromkeys(("open.file", "export.file", "redact.file"), "saved_check"),
    **dict.fromkeys(("export.out", "redact.out"), "out"),
    "import.file": "content.file",
}
"""The keys of the sentences about arguments, where they are not the command and the argument (`check.wait`)."""
_FILES = frozenset({"FILE", "FOLDER", "PACKAGE"})
"""The placeholders for paths."""
_KEYWORDS: Mapping[str, str] = {"--from": "source", "--for": "messengers"}
"""The names in the code of options that are keywords of Python."""


class HelpWantedError(Exception):
    """Help was requested. The message is the help."""


class UsageError(Exception):
    """The arguments cannot be parsed."""

    def __init__(self, reason: str, argument: str, command: str, synopsis: str, names: Sequence[str] = ()) -> None:
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
    parser, options = make_parser(say), argparse.Namespace()
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

    def __init__(self, say: Say = str, **arguments: Any) -> None:
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
            self.refuse("wrong", wrong.argument_name or "")

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
    parsers = {name: _add_parser(commands, say, name, name, row, command=name) for name, row in _COMMANDS.items()}
    parser.set_defaults(**(vars(parsers["check"].parse_args([])) | {"command": "start", "clicked": False}))
    parser.names = tuple(parsers)
    content = parsers["content"]
    content.set_defaults(action="show")
    actions = content.add_subparsers(metavar=ACTION, title=say("commands"))
    for name, row in _ACTIONS.items():
        _add_parser(actions, say, name, f"content.{name}", row, action=name)
    content.names = tuple(_ACTIONS)
    return parser


def _add_parser(commands: Any, say: Say, name: str, key: str, row: str, **defaults: str) -> Parser:
    """Return the new parser of a command. `key`: of its description; `defaults`: options that it sets."""
    parser: Parser = commands.add_parser(name, say=say, help=say(key), description=say(key))
    parser.options.add_argument("--lang", default=argparse.SUPPRESS, metavar="LANGUAGE", help=argparse.SUPPRESS)
    parser.set_defaults(**defaults)
    for word in row.split():
        group = parser.options if word.startswith("--") else parser.operands
        alternatives = word.split("|")
        target = group.add_mutually_exclusive_group() if len(alternatives) > 1 else group
        for argument in alternatives:
            argument_name, _, value = argument.partition("=")
            sentence = f"{name}.{argument_name.strip('-').replace('-', '_')}"
            details = {"help": say(_SENTENCES.get(sentence, sentence)), **_read_value(argument_name, value)}
            target.add_argument(argument_name, **details)
    return parser


def _read_value(name: str, value: str) -> dict[str, Any]:
    """Return argparse's parameters for an argument and its value in the notation of the tables."""
    is_option = name.startswith("--")
    if not value:
        return {"action": "store_true"}
    if value.startswith("{"):
        choices = value.strip("{}").split(",")
        return {"choices": choices, "default": choices[0]}
    placeholder = value.rstrip("?*+")
    repetition = value.removeprefix(placeholder)
    details: dict[str, Any] = {"metavar": placeholder}
    if name in _KEYWORDS:
        details["dest"] = _KEYWORDS[name]
    if repetition:
        details |= {"action": "append"} if is_option else {"nargs": repetition}
    if placeholder in _FILES:
        details["type"] = Path
    elif repetition == "?" or (is_option and not repetition):
        details["default"] = ""
    return details
