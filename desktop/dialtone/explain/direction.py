"""Words of one direction inside a sentence of the other: names and addresses must not turn it around."""

from unicodedata import bidirectional

_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def isolated(text: str) -> str:
    """A left-to-right name, address or figure, kept whole for a right-to-left sentence; anything else as it was."""
    kinds = {bidirectional(char) for char in text}
    runs_on = "L" in kinds or any(char.isascii() and char.isdigit() for char in text)
    if text.startswith(_FIRST_STRONG) or kinds & _RIGHT_TO_LEFT or not runs_on:
        return text
    return _FIRST_STRONG + text + _POP


def without_isolates(text: str) -> str:
    """The same text as it counts in columns."""
    return "".join(char for char in text if not "\N{LEFT-TO-RIGHT ISOLATE}" <= char <= _POP)
