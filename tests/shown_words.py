"""What counts as a word that somebody reads, wherever words are counted."""

import re

MOST_WORDS = 40
"""More than this nobody reads at a glance: the most that an answer's page has."""
_WORD = re.compile(r"\w[\w\u200c’'-]*")
"""Persian joins the parts of a word without a space."""


def count_words(text: str) -> int:
    return len(_WORD.findall(text))
