"""Keys that several families of sentences share."""

from collections.abc import Iterable

MESSENGER = frozenset({"messenger"})
"""The name that most sentences have filled in."""


def every_key(*parts: Iterable[str]) -> frozenset[str]:
    """Return every way to join one word of each part with a dot."""
    keys = [""]
    for part in parts:
        words = tuple(part)
        keys = [f"{key}.{word}" if key else word for key in keys for word in words]
    return frozenset(keys)
