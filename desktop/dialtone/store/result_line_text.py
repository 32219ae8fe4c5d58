"""A result line as text (docs/result-lines.md): tolerant of what chats add around it, strict inside.

dialtone1 2026-11-29 KZ signal+ telegram+-? whatsapp- 7QX4
"""

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from dialtone.model.result_line import (
    LINE_PREFIX,
    LONGEST_LINE,
    MESSENGER_ID,
    MOST_LINES,
    EndEntry,
    EndState,
    LineFault,
    LinesRead,
    RefusedLine,
    ResultLine,
)
from dialtone.model.situation import COUNTRIES
from dialtone.model.vocabulary import Confidence

LONGEST_TEXT = 100_000
"""Maximum length of a text that is searched for result lines: a day of a lively chat."""
_VERSION = "1"
_FIRST_DAY = date(2026, 1, 1)  # no line can be older
_SIGNS = {
    EndState.BLOCKED: "-",
    EndState.FAILS: "!",
    EndState.PART: "+-",
    EndState.UNKNOWN: "?",
    EndState.WORKS: "+",
}
_STATES = {sign: state for state, sign in _SIGNS.items()}
_DOUBTS = {Confidence.SURE: "", Confidence.LIKELY: "?", Confidence.UNSURE: "??"}
_CERTAINTIES = {sign: certainty for certainty, sign in _DOUBTS.items()}
_CHECK_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U. Typed I and L mean 1, and O means 0."""
_MISREAD = str.maketrans("OIL", "011")
_CHECK_LENGTH = 4
_GAP = "[ \t\r\n\N{NO-BREAK SPACE}]+"
_TO_LOWER = str.maketrans({chr(letter): chr(letter + 32) for letter in range(ord("A"), ord("Z") + 1)})
"""ASCII only: `str.lower` would turn the kelvin sign into a k."""
_PREFIX = re.compile(rf"(?<![a-z0-9]){LINE_PREFIX}([0-9]{{1,3}})(?=[ \t\r\n\N{{NO-BREAK SPACE}}])")
_ENTRY = re.compile(rf"({MESSENGER_ID.pattern})(\+-|[-+!?])(\?{{0,2}})")
_AFTER_PREFIX = re.compile(
    rf"{_GAP}([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:{_GAP}([a-z]{{2}}))?"
    rf"((?:{_GAP}{MESSENGER_ID.pattern}(?:\+-|[-+!?])\?{{0,2}})+)"
    rf"{_GAP}([0-9a-z]{{{_CHECK_LENGTH}}})(?![0-9a-z])"
)
_LONGEST_SPREAD = 3 * LONGEST_LINE  # including the gaps of a chat that wraps lines


class ResultLineError(Exception):
    """A text is not a result line; `fault` says why. The error does not contain the text."""

    def __init__(self, fault: LineFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def format_line(result: ResultLine) -> str:
    """Return the line as text. Raises `ResultLineError` if it would be too long: then it must have fewer messengers."""
    entries = sorted(result.entries, key=lambda entry: entry.messenger)
    signs = (f"{entry.messenger}{_SIGNS[entry.state]}{_DOUBTS[entry.certainty]}" for entry in entries)
    body = " ".join(filter(None, (LINE_PREFIX + _VERSION, result.day.isoformat(), result.country, *signs)))
    line = f"{body} {make_check_letters(body)}"
    if len(line) > LONGEST_LINE:
        raise ResultLineError(LineFault.TOO_LONG)
    return line


def parse_lines(text: str, today: date) -> LinesRead:
    """Return all result lines in a text, in order; refused are wrong ones and other text, each by its line number.

    The same line after the same author is counted once; equal ones without an author may be of two people, and are only
    counted as `alike`. `today`: this computer's date; at the other end of the world it may be tomorrow.
    """
    if len(text) > LONGEST_TEXT:
        return LinesRead(refused=(RefusedLine(1, LineFault.TOO_LONG),))
    messages, refused = _find_messages(text, today)
    results: list[ResultLine] = []
    counted: set[_Message] = set()
    repeated = 0
    alike = 0
    left_out = 0
    for message in messages:
        if message.author and message in counted:
            repeated += 1
        elif len(results) == MOST_LINES:
            left_out += 1
        else:
            is_alike = any(other.result == message.result for other in counted if not other.author)
            alike += not message.author and is_alike
            results.append(message.result)
            counted.add(message)
    return LinesRead(tuple(results), refused, repeated, alike, left_out)


class _Message(NamedTuple):
    """A result line in the text where it was found."""

    result: ResultLine
    author: str
    """The text before it, or above it; empty without one."""
    written: str
    """The line itself, as it was written."""


def _find_messages(text: str, today: date) -> tuple[list[_Message], tuple[RefusedLine, ...]]:
    """Return all result lines in a text, in order, and the lines refused: damaged ones, and those of other text."""
    plain = text.translate(_TO_LOWER)
    line_starts = [0, *(match.end() for match in re.finditer("\n", plain))]
    find_line_number = partial(bisect_right, line_starts)  # counted from 1
    messages: list[_Message] = []
    refused: list[RefusedLine] = []
    occupied: set[int] = set()
    """The numbers of the text's lines that a result line occupies, whether accepted or refused."""
    for start, end in _find_extents(plain):
        first_line = find_line_number(start)
        try:
            result, length = _parse_line(plain[start:end], today)
        except ResultLineError as error:
            occupied.add(first_line)
            refused.append(RefusedLine(first_line, error.fault))
            continue
        # The line above names the author only if it is not a result itself.
        author = _find_author(text, start, above=first_line - 1 not in occupied)
        messages.append(_Message(result, author, text[start : start + length]))
        occupied.update(range(first_line, find_line_number(start + length) + 1))
    refused += _refuse_other_text(text, occupied)
    return messages, tuple(sorted(refused, key=lambda refusal: refusal.line))


def _refuse_other_text(text: str, occupied: set[int]) -> Iterator[RefusedLine]:
    """Yield each line that is neither empty nor occupied by a result line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and number not in occupied:
            yield RefusedLine(number, LineFault.NO_CODE)


def _find_extents(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where each result line starts, and how far it may extend at most: up to the next one."""
    starts = [prefix.start() for prefix in _PREFIX.finditer(plain)]
    for start, next_start in pairwise((*starts, len(plain))):
        yield start, min(next_start, start + _LONGEST_SPREAD)


def _find_author(text: str, start: int, *, above: bool) -> str:
    """Return the text before a result line, else the line above if `above`: chats put author and time there."""
    line_start = text.rfind("\n", 0, start) + 1
    if before := text[line_start:start].strip():
        return before
    if not above or line_start == 0:
        return ""
    start_above = text.rfind("\n", 0, line_start - 1) + 1
    return text[start_above:line_start].strip()


def _parse_line(text: str, today: date) -> tuple[ResultLine, int]:
    """Return the result line that a text in lower case starts with, and its length. Raises `ResultLineError`."""
    prefix = _PREFIX.match(text)
    if prefix is None or prefix[1].startswith("0"):
        raise ResultLineError(LineFault.DAMAGED)
    if prefix[1] != _VERSION:
        raise ResultLineError(LineFault.NEWER)
    rest = _AFTER_PREFIX.match(text, prefix.end())
    if rest is None:
        raise ResultLineError(LineFault.DAMAGED)
    day, country, entries, letters = rest.groups()
    parsed = [
        EndEntry(messenger, _STATES[state], _CERTAINTIES[certainty])
        for messenger, state, certainty in _ENTRY.findall(entries)
    ]
    try:
        result = ResultLine(date.fromisoformat(day), tuple(parsed), (country or "").upper())
    except ValueError:
        raise ResultLineError(LineFault.BAD_DAY) from None
    # Each line has only one spelling: the parsed one, written again, must be the one given, check letters included.
    given_words = text[: rest.end()].split()
    given_words[-1] = letters.upper().translate(_MISREAD).translate(_TO_LOWER)
    if not _is_consistent(result) or format_line(result).translate(_TO_LOWER) != " ".join(given_words):
        raise ResultLineError(LineFault.DAMAGED)
    if not _FIRST_DAY <= result.day <= today + timedelta(days=1):
        raise ResultLineError(LineFault.BAD_DAY)
    return result, rest.end()


def _is_consistent(result: ResultLine) -> bool:
    """Return whether a line is possible: each messenger once, no doubt about an unknown state, an existing country."""
    has_doubles = len({entry.messenger for entry in result.entries}) != len(result.entries)
    unknown = (entry for entry in result.entries if entry.state is EndState.UNKNOWN)
    has_doubted_unknown = any(entry.certainty is not Confidence.SURE for entry in unknown)
    is_country_known = not result.country or result.country in COUNTRIES
    return is_country_known and not has_doubles and not has_doubted_unknown


def make_check_letters(body: str) -> str:
    """Return 20 bits of a CRC-32 as letters and digits: they catch typing errors, and prove nothing."""
    bits = zlib.crc32(body.encode("ascii"))
    return "".join(_CHECK_LETTERS[bits >> 5 * place & 31] for place in range(_CHECK_LENGTH))
