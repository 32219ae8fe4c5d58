"""How texts are joined, in languages that write no spaces or have letters of their own too, and alike items grouped."""

import re
import textwrap
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

_AFTER_WIDE = re.compile(r"(?<=[、。！？；：，）」』]) ")
_PIECES = r"[\u2e80-\u9fff\uff01-\uff60][、。！？；：，）」』”…]*|[^\s\u2e80-\u9fff\uff01-\uff60]+|\s+"
"""Pieces that are not broken across lines: a Chinese character with its punctuation, a word, spaces. Not compiled
before a Chinese text needs it, since that takes 1.5 ms; `_HAN_NEXT_TO_LATIN` likewise."""
_STOPS = ".!?؟۔。！？"
_URDU = frozenset("ٹڈڑںھہےۓ")  # letters of languages in Arabic script that end a sentence with `۔`
_HAN = "[\u3400-\u9fff]"
_HAN_NEXT_TO_LATIN = rf"(?<=[A-Za-z0-9])(?={_HAN})|(?<={_HAN})(?=[A-Za-z0-9])"
_END = re.compile(r"(?<=[.۔]) (?=\S)|(?<=。)(?=\S)")
_DOTTED = frozenset({"az", "tr"})  # languages in which the capital of `i` keeps its dot (Unicode, SpecialCasing)

_Item = TypeVar("_Item")
_Key = TypeVar("_Key")


def join_texts(texts: Iterable[str]) -> str:
    """Return texts in one line, without empty ones, separated by spaces except after full-width punctuation."""
    return _AFTER_WIDE.sub("", " ".join(filter(None, texts)))


def with_space_after(text: str) -> str:
    """Return a text that another one follows: it ends with a space, except after full-width punctuation."""
    return _AFTER_WIDE.sub("", f"{text} ")


def as_sentences(texts: Iterable[str]) -> str:
    """Return short texts as sentences in one line, without empty ones; the last one gets no full stop."""
    sentences = [text for text in texts if text]
    stop = "۔ " if any(_URDU.intersection(text) for text in sentences) else ". "
    return "".join([text + _find_separator(text, stop) for text in sentences[:-1]] + sentences[-1:])


def _find_separator(text: str, stop: str) -> str:
    if text[-1] in _STOPS:
        return "" if _is_wide(text[-1]) else " "
    return "。" if _is_wide(text[-1]) else stop


@cache
def _is_wide(letter: str) -> bool:
    """Return whether a letter is two columns wide, as Chinese ones are."""
    if letter.isascii():
        return False
    from unicodedata import east_asian_width  # imported here: most languages never need it

    return east_asian_width(letter) in "WF"


def space_out_latin(text: str) -> str:
    """Return a text with a space between Chinese and Latin letters, as in the sentences around it."""
    return re.sub(_HAN_NEXT_TO_LATIN, " ", text)


def split_first_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence of a text, and the rest; the rest of a single sentence is empty."""
    end = _END.search(text)
    return (text[: end.end()].rstrip(), text[end.end() :]) if end else (text, "")


def capitalize(text: str, language: str) -> str:
    """Return a text with a capital first letter, by the rules of a language."""
    if text[:1] == "i" and language in _DOTTED:
        return "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}" + text[1:]
    return text[:1].upper() + text[1:]


def wrap_lines(text: str, columns: int) -> list[str]:
    """Return the lines of a text, wrapped to a number of columns; longer words stay whole."""
    if any(map(_is_wide, text)):
        return _wrap_wide(text, max(2, columns))
    return textwrap.wrap(text, max(1, columns), break_long_words=False, break_on_hyphens=False)


def _wrap_wide(text: str, columns: int) -> list[str]:
    """Return the lines of a text without spaces, broken between characters, each two columns wide."""
    lines = [""]
    columns_used = 0
    for piece in re.findall(_PIECES, text):
        width = sum(2 if _is_wide(letter) else 1 for letter in piece)
        if columns_used + width > columns and lines[-1].strip():
            lines.append("")
            columns_used = 0
        if piece.strip() or lines[-1]:
            lines[-1] += piece
            columns_used += width
    return [line.rstrip() for line in lines]


def group_by(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    """Return items by their key, in the order in which each key occurs first."""
    groups: dict[_Key, list[_Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
