"""Pages read again beside neutral ones: one reading of a neutral page serves all pages read at the same time."""

from collections.abc import Sequence

from dialtone.model.catalogue import Endpoint


class SecondReadings:
    """The second readings of one check, within one allowance: on a busy computer every page may look slow."""

    def __init__(self, max_bytes: int) -> None:
        self._left = max_bytes
        self._under_way = set[str]()

    def begin(self, page: Endpoint, neutral: Sequence[Endpoint]) -> list[Endpoint] | None:
        """Return the neutral pages to read beside a page, and to `end`, apart from those already being read.

        Return None if the allowance does not suffice, so that nothing must be read.
        """
        beside = [each for each in neutral if each.id not in self._under_way]
        needed = sum(each.read_bytes for each in (page, *beside))
        if needed > self._left:
            return None
        self._left -= needed
        self._under_way.update(each.id for each in beside)
        return beside

    def end(self, neutral: Endpoint) -> None:
        """Note that a neutral page has been read."""
        self._under_way.discard(neutral.id)
