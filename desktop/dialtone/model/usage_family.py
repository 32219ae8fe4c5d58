"""The family of help sentences in the terminal: one for each command, and one for each of its arguments."""

from dialtone.model.wording import Family

_WHOLE = frozenset({"dialtone", "codes", "begin", "commands", "values", "choices"})
_EVERYWHERE = frozenset({"help", "version", "lang", "hidden", "quit", "json", "saved_check", "out"})
_REFUSALS = frozenset({"wrong", "missing", "unknown", "near", "see"})
_COMMANDS = {
    "check": (
        *("messengers", "all", "save", "keep_open", "outside_vpn", "try_help", "since", "quiet_profile", "country"),
        "reach",
    ),
    "list": (),
    "server": ("messenger", "host", "forget"),
    "try": ("link", "for", "older_hello", "own_network"),
    "open": ("text", "again"),
    "card": ("messengers", "out", "from", "size", "code", "line", "country", "text"),
    "export": (),
    "redact": (),
    "genuine": ("files",),
    "advice": ("advice", "reach"),
    "country": ("code", "forget"),
    "known": ("code", "for_them", "save"),
    "line": ("messengers", "from", "country"),
    "compare": ("sources", "own"),
    "give": ("folder", "packages"),
    "forget": ("yes",),
    "content": ("show", "import", "file", "remove", "update", "mirror"),
    "mirror": ("address", "forget"),
}
"""Each command with its arguments; arguments shared by several are above."""

USAGE_FAMILY = Family(
    "usage",
    _WHOLE
    | _EVERYWHERE
    | _REFUSALS
    | (frozenset(_COMMANDS) - {"mirror"})
    | frozenset(f"{command}.{argument}" for command, arguments in _COMMANDS.items() for argument in arguments),
    placeholders=frozenset({"text", "list"}),
)
"""`mirror` is an action of `content`: its sentence is there."""
