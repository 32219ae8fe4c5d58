"""What a misspelt name was meant to be."""

import difflib
from collections.abc import Iterable, Mapping

_LIKENESS = 0.7
"""`watsapp` is 0.93 like `whatsapp`; `en` is 0.67 like `open`, and is not meant so."""


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the name that is written most like a word; empty where none is."""
    return nearest_of(word, {name: name for name in names})


def nearest_of(word: str, meant: Mapping[str, str]) -> str:
    """Return what the key most like a word stands for; empty where none is. Small and capital letters are alike."""
    folded = {key.casefold(): value for key, value in meant.items()}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=_LIKENESS)
    return folded[found[0]] if found else ""
