"""Which attempts are enough to mean something: repeated ones, those at several places, or all alike."""

from collections.abc import Callable, Iterable, Sequence
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


def by_target(tried: Attempt | Observation) -> str:
    """Return the address and port at which something was tried."""
    return tried.target


def by_address(attempt: Attempt) -> str:
    """Return the address at which an attempt was made."""
    return attempt.address


def by_block(attempt: Attempt) -> str:
    """Return the address block in which an attempt was made."""
    return attempt.block


def by_endpoint(tried: Attempt | Observation) -> str:
    """Return the id of the endpoint at which something was tried."""
    return tried.endpoint


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
