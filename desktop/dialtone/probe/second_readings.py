"""What is read again beside neutral pages: one reading of a neutral page serves all that is read meanwhile."""

from collections.abc import Sequence

from dialtone.model.catalogue import Endpoint


class SecondReadings:
    """Those of one check, within one allowance: on a busy computer every page may look slow."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._under_way = set[str]()

    def begin(self, page: Endpoint, neutral: Sequence[Endpoint]) -> list[Endpoint] | None:
        """Return which neutral pages to read beside a page, and to `end`: what is under way stands beside it, too.

        None where more would be read than is allowed, so that nothing is.
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
