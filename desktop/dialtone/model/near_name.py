"""Which name a misspelt word stands for."""

from collections.abc import Iterable, Mapping

_LIKENESS = 0.7
"""`watsapp` and `whatsapp` have 0.93; `en` and `open` have 0.67 and are not a match."""


def find_nearest(word: str, names: Iterable[str]) -> str:
    """Return the name spelt most like a word; empty where none is similar."""
    return find_nearest_value(word, {name: name for name in names})


def find_nearest_value(word: str, meant: Mapping[str, str]) -> str:
    """Return the value of the key most similar to a word; empty where none is. Ignores case."""
    import difflib  # inside: few words are misspelt

    folded = {key.casefold(): value for key, value in meant.items()}
    closest = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=_LIKENESS)
    return folded[closest[0]] if closest else ""
