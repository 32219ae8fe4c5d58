"""How many attempts are enough to mean something: repeated ones, ones at several places, or all of them."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

from dialtone.judge.attempts import Attempt
from dialtone.model.observation import Observation
from dialtone.model.thresholds import CONTROLS_AGREE, REPEATED

_Item = TypeVar("_Item")


def if_repeated(items: Iterable[_Item], least: int = REPEATED) -> tuple[_Item, ...]:
    """Return these items if there are no fewer than `least`, by default as many as mean anything, else none."""
    found = tuple(items)
    return found if len(found) >= least else ()


_Tried = TypeVar("_Tried", bound=Attempt | Observation)
by_target = attrgetter("target")
"""The address and port at which something was tried."""
by_address = attrgetter("address")
"""The address at which an attempt was made."""
by_block = attrgetter("block")
"""The address block in which an attempt was made."""
by_endpoint = attrgetter("endpoint")
"""The id of the endpoint at which something was tried."""


def if_at_several(
    items: Sequence[_Tried], place: Callable[[_Tried], str] = by_target, least: int = CONTROLS_AGREE
) -> Sequence[_Tried]:
    """Return these attempts or steps if they were made at no fewer than `least` different places, else none.

    `place`: what tells two places apart, such as `by_block`.
    """
    return items if len(set(map(place, items))) >= least else ()


def if_all(attempts: Sequence[Attempt], holds: Callable[[Attempt], object]) -> Sequence[Attempt]:
    """Return these attempts if the condition holds for each of them, else none."""
    return attempts if all(map(holds, attempts)) else ()
