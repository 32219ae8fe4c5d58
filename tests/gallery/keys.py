"""The keys of a family of sentences, as English has them: every language borrows what it lacks."""

from functools import cache

from dialtone.model.wording import SOURCE, Wording
from dialtone.store.data_folders import resources
from dialtone.store.wording_file import load_wording


def keys_of(family: str) -> tuple[str, ...]:
    there = (*english().sentences, *english().lines)
    return tuple(sorted(key.removeprefix(f"{family}.") for key in there if key.startswith(f"{family}.")))


@cache
def english() -> Wording:
    return load_wording(resources(), SOURCE)
