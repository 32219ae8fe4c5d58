"""Which words of a text go together on a line: no preposition ends one, and no word stands alone on the last."""

import re

_NO_BREAK = "\N{NO-BREAK SPACE}"
_SHORT = re.compile(r"(?<![^\s«(])([А-Яа-яЁё]{1,2}|و) (?=\S{1,16}(?:\s|$))")
"""Russian prepositions and conjunctions, and the Persian "and": at the end of a line they are a fault of typesetting.
Not before a long word: the line would end too early."""
_LONGEST_END = 22
"""How long the last two words may be together: longer ones would want more width than a small window has."""
_FEWEST_WORDS = 4


def bound(text: str) -> str:
    """Return the text with spaces that no line breaks at, line by line."""
    return "\n".join(map(_bound_line, text.split("\n")))


def _bound_line(line: str) -> str:
    words = line.split(" ")
    if len(words) < _FEWEST_WORDS:
        return line
    if len(words[-2]) + 1 + len(words[-1]) <= _LONGEST_END:
        line = _NO_BREAK.join((" ".join(words[:-1]), words[-1]))
    return _SHORT.sub(rf"\1{_NO_BREAK}", line)
