"""How the addresses of an answer are recorded."""

from dialtone.model.fact import Fact, Facts

MAX_ADDRESSES = 50
"""Addresses kept per answer. The largest services have about ten; a hostile resolver may send thousands."""


def note_addresses(addresses: tuple[str, ...], facts: Facts) -> tuple[str, ...]:
    """Note the first addresses of an answer, and their total if there are more; return those noted."""
    kept = addresses[:MAX_ADDRESSES]
    facts[Fact.ADDRESSES] = kept
    if len(addresses) > len(kept):
        facts[Fact.ADDRESSES_IN_ALL] = len(addresses)
    return kept
