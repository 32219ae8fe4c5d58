"""What the shipped texts hold: the keys of a family of sentences, as English has them, and the names of countries."""

from functools import cache

from dialtone.explain.sentences import Sentences
from dialtone.model.wording import SOURCE, Wording
from dialtone.store.data_folders import resources
from dialtone.store.situation_file import load_situations
from dialtone.store.wording_file import load_wording


def keys_of(family: str) -> tuple[str, ...]:
    there = (*english().sentences, *english().lines)
    return tuple(sorted(key.removeprefix(f"{family}.") for key in there if key.startswith(f"{family}.")))


@cache
def english() -> Wording:
    return load_wording(resources(), SOURCE)


def inside(country: str, sentences: Sentences) -> str:
    """Return how the language says that something is in a country."""
    records = load_situations(resources(), sentences.language)
    return next(record.inside for record in records if record.country == country)
