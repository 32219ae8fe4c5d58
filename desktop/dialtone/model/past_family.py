"""The family of what is said otherwise of a saved check: in the past, with its day and its place."""

from collections.abc import Iterable

from dialtone.model.wording import PAST, Family


def past_family(families: Iterable[Family]) -> Family:
    """Return the family whose keys are those of the others, each with the name of its family before it."""
    told = [family for family in families if not family.lines]
    return Family(
        PAST,
        frozenset({"card.on_that_day", "card.on_day", "report.check_again"}),
        placeholders=frozenset({"date"}).union(*(family.placeholders for family in told)),
        told=tuple(told),
    )
