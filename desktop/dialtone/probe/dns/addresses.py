"""The addresses that an answer gave, as they are noted."""

from dialtone.model.fact import Fact, Facts

MOST_ADDRESSES = 50
"""Of one answer that are kept. The largest services name some ten; a hostile resolver names thousands."""


def note_addresses(addresses: tuple[str, ...], facts: Facts) -> tuple[str, ...]:
    """Note the first addresses of an answer, and how many there were where these are not all; return those noted."""
    kept = addresses[:MOST_ADDRESSES]
    facts[Fact.ADDRESSES] = kept
    if len(addresses) > len(kept):
        facts[Fact.ADDRESSES_IN_ALL] = len(addresses)
    return kept
