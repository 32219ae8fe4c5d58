"""Words of one direction inside a sentence of the other: names and addresses must not turn it around."""

from unicodedata import bidirectional

_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_MARK = "\N{RIGHT-TO-LEFT MARK}"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def isolated(text: str) -> str:
    """A left-to-right name, address or figure, kept whole for a right-to-left sentence; anything else as it was."""
    kinds = {bidirectional(char) for char in text}
    runs_on = "L" in kinds or any(char.isascii() and char.isdigit() for char in text)
    if text.startswith(_FIRST_STRONG) or kinds & _RIGHT_TO_LEFT or not runs_on:
        return text
    return _FIRST_STRONG + text + _POP


def led(text: str) -> str:
    """A right-to-left sentence that may begin with a left-to-right word: marked, so that nobody lays it out as English.

    Qt, for one, looks into an isolate when it asks which way a paragraph runs.
    """
    begins_otherwise = text.startswith(_FIRST_STRONG) or bidirectional(text[:1] or " ") == "L"
    turns = any(bidirectional(char) in _RIGHT_TO_LEFT for char in text)
    return _MARK + text if begins_otherwise and turns else text


def right_to_left(text: str) -> str:
    """Any line, marked to stand where right-to-left lines stand: a bare name or address too."""
    return led(text) if any(bidirectional(char) in _RIGHT_TO_LEFT for char in text) else _marked_name(text)


def _marked_name(text: str) -> str:
    kept = isolated(text)
    return text if text.startswith(_MARK) or not any(bidirectional(char) == "L" for char in kept) else _MARK + kept
