"""Groups of what belongs together, in the order in which it came, and how they grow."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

Name = TypeVar("Name")
Item = TypeVar("Item")


def extend(groups: dict[Name, tuple[Item, ...]], new: Iterable[tuple[Name, Item]]) -> Iterable[Name]:
    """Add to the groups what is new; return which of them have grown."""
    added: dict[Name, list[Item]] = defaultdict(list)
    for name, item in new:
        added[name].append(item)
    for name, items in added.items():
        groups[name] = (*groups.get(name, ()), *items)
    return added
