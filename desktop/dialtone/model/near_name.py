"""Which name a misspelt word stands for."""

from collections.abc import Mapping

_LIKENESS = 0.7
"""`watsapp` and `whatsapp` have 0.93; `en` and `open` have 0.67 and are not a match."""


def find_nearest(word: str, meanings: Mapping[str, str]) -> str:
    """Return the meaning of the name spelt most like a word, whatever its case; empty where no name is similar."""
    import difflib  # inside: few words are misspelt

    folded = {key.casefold(): value for key, value in meanings.items()}
    closest = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=_LIKENESS)
    return folded[closest[0]] if closest else ""
