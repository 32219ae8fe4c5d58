"""Words of one direction inside a sentence of the other: names and addresses must not turn it around."""

from unicodedata import bidirectional

_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_MARK = "\N{RIGHT-TO-LEFT MARK}"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}


def isolated(text: str) -> str:
    """A left-to-right name, address or figure, kept whole for a right-to-left sentence; anything else as it was."""
    kinds = {bidirectional(char) for char in text}
    runs_on = "L" in kinds or any(char.isascii() and char.isdigit() for char in text)
    if text.startswith(_FIRST_STRONG) or kinds & _RIGHT_TO_LEFT or not runs_on:
        return text
    return _FIRST_STRONG + text + _POP


def begun(text: str) -> str:
    """A right-to-left sentence that begins with a left-to-right word, marked so that it is laid out from the right."""
    first = next((kind for char in _outside_isolates(text) if (kind := bidirectional(char)) in _STRONG), "")
    runs_left = any(bidirectional(char) in _RIGHT_TO_LEFT for char in text)
    return _MARK + text if first == "L" and runs_left else text


def _outside_isolates(text: str) -> str:
    depth, outside = 0, []
    for char in text:
        if "\N{LEFT-TO-RIGHT ISOLATE}" <= char <= _FIRST_STRONG:
            depth += 1
        elif char == _POP:
            depth = max(0, depth - 1)
        elif not depth:
            outside.append(char)
    return "".join(outside)


def without_isolates(text: str) -> str:
    """The same text as it counts in columns."""
    return "".join(char for char in text if not "\N{LEFT-TO-RIGHT ISOLATE}" <= char <= _POP)
