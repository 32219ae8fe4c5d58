"""Left-to-right words inside right-to-left sentences: names, addresses and commands must not be reordered."""

import re
from functools import cache

from dialtone.model.wording import EMBEDDED_ENGLISH, IN_ENGLISH

_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT ISOLATE}"
_MARK = "\N{RIGHT-TO-LEFT MARK}"
_ISOLATED = f"[{_LEFT_TO_RIGHT}{_FIRST_STRONG}][^{_POP}]*{_POP}"
_WORD = rf"(?:{_ISOLATED}|[!-~…])+"
_LATIN_RUN = re.compile(rf"(?<![^\s«(]){_WORD}(?: {_WORD})*")
"""Consecutive words in ASCII, or isolated, that no letter of the other script touches."""
_HAS_MOVABLE_SIGN = re.compile(r"(?:^|[\s(\"'])(?:--[a-z]|~?\.?/|%[A-Z]+%)|\w://")
"""An option, a path or a URL: a right-to-left line would move the sign at its beginning or end."""
_MAY_RUN_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks that contain all right-to-left letters, and digits and signs too."""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})  # Bidirectional classes (Unicode, UAX 9) of right-to-left letters
_STRONG = _RIGHT_TO_LEFT | {"L"}


def runs_right_to_left(text: str) -> bool:
    """Return whether a text has right-to-left letters, such as what a language calls itself."""
    found = _MAY_RUN_RIGHT_TO_LEFT.finditer(text)
    return any(_bidirectional(match[0]) in _RIGHT_TO_LEFT for match in found)


@cache
def _bidirectional(char: str) -> str:
    """Return the bidirectional class of a letter."""
    from unicodedata import bidirectional  # imported here: most languages never need its large tables

    return bidirectional(char)


def isolate(text: str) -> str:
    """Return a left-to-right name, address or figure isolated for a right-to-left sentence; anything else unchanged."""
    kinds = {_bidirectional(char) for char in text}
    has_left_to_right = "L" in kinds or any(char.isascii() and char.isdigit() for char in text)
    if text.startswith(_FIRST_STRONG) or kinds & _RIGHT_TO_LEFT or not has_left_to_right:
        return text
    return _FIRST_STRONG + text + _POP


def mark_borrowed(text: str) -> str:
    """Return a text with its English part isolated, aligned like right-to-left lines; unchanged without such a part."""
    if EMBEDDED_ENGLISH in text:
        return add_direction_mark(text)
    before, mark, english = text.partition(IN_ENGLISH)
    return f"{before or _MARK}{_FIRST_STRONG}{mark}{english}{_POP}" if mark else text


def write_left_to_right(text: str) -> str:
    """Return text that is always read from left to right, such as `name=value`."""
    return _LEFT_TO_RIGHT + text + _POP


def add_direction_mark(text: str) -> str:
    """Return a right-to-left sentence with a mark in front if its first word is left-to-right.

    Qt looks into an isolate to find a paragraph's direction. Figures and dots before the word have no effect.
    """
    if text.startswith(_MARK) or not runs_right_to_left(text):
        return text
    first_strong = next(kind for kind in map(_bidirectional, text) if kind in _STRONG)
    return _MARK + text if first_strong == "L" or text.startswith(_FIRST_STRONG) else text


def lay_out(text: str) -> str:
    """Return a right-to-left sentence with its commands, paths and addresses left-to-right: `--yes`, not `yes--`."""
    return add_direction_mark(_LATIN_RUN.sub(_keep_left_to_right, text)) if runs_right_to_left(text) else text


def _keep_left_to_right(match: re.Match[str]) -> str:
    latin = match.group()
    if not _HAS_MOVABLE_SIGN.search(re.sub(_ISOLATED, "", latin)):
        return latin
    without_punctuation = latin.lstrip('("').rstrip(').,:;"')
    return latin.replace(without_punctuation, write_left_to_right(without_punctuation))


def align_right(text: str) -> str:
    """Return a line so that it is aligned like right-to-left lines, even if it is only a name or an address."""
    if runs_right_to_left(text):
        return add_direction_mark(text)
    has_letters = any(_bidirectional(char) == "L" for char in text)
    return _MARK + isolate(text) if has_letters and not text.startswith(_MARK) else text
