"""Signs: named questions to a case, how several make one, and how many attempts it takes to show one."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from types import FunctionType
from typing import Self, TypeVar

from dialtone.judge.attempts import Attempt, Lookup, numbers
from dialtone.model.observation import Observation
from dialtone.model.thresholds import CONTROLS_AGREE, REPEATED

Asked = TypeVar("Asked")
Seen = bool | Sequence[int | Observation | Attempt | Lookup]
"""What shows a sign; True if it is known without any observation; empty or False if it was not seen, which excludes
nothing: it may not have been looked for."""
Sign = Callable[[Asked], Seen]
"""A named question to a case: a function, or a lambda of one line that its module names, with a sentence below it."""


class Case:
    """What a table of findings is about. Each sign is evaluated once on it, however many rows ask."""

    @cached_property
    def _seen(self) -> dict[Callable[..., Seen], Seen]:
        return {}

    def look(self, sign: Callable[[Self], Seen]) -> Seen:
        """Return what shows a sign."""
        seen = self._seen.get(sign)
        if seen is None:
            seen = self._seen[sign] = sign(self)
        return seen


AnyCase = TypeVar("AnyCase", bound=Case)


def any_of(*signs: Sign[AnyCase]) -> Sign[AnyCase]:
    """Return a sign that is seen if any of these is."""

    def seen(case: AnyCase) -> Seen:
        return next((shown for sign in signs if (shown := case.look(sign))), False)

    seen.__name__ = "_or_".join(map(name_of, signs))
    return seen


def all_of(*signs: Sign[AnyCase]) -> Sign[AnyCase]:
    """Return a sign that is seen if all of these are, with the observations of all."""
    if len(signs) == 1:
        return signs[0]

    def seen(case: AnyCase) -> Seen:
        if not all(map(case.look, signs)):
            return False
        return tuple(sorted({number for sign in signs for number in numbers_of(case.look(sign))})) or True

    seen.__name__ = "_and_".join(map(name_of, signs))
    return seen


def without(sign: Sign[AnyCase]) -> Sign[AnyCase]:
    """Return the opposite of a sign. Use it only for what is looked for in every check."""

    def seen(case: AnyCase) -> Seen:
        return not case.look(sign)

    seen.__name__ = f"no_{name_of(sign)}"
    return seen


def name_of(sign: Callable[..., object]) -> str:
    """Return the id of a sign: the name that its module gives it. A lambda does not know its own."""
    if isinstance(sign, FunctionType) and sign.__name__ == "<lambda>":
        return next(name for name, value in sign.__globals__.items() if value is sign)
    return str(getattr(sign, "__name__", ""))


def numbers_of(seen: Seen) -> tuple[int, ...]:
    """Return the numbers of the observations that show a sign: of single steps in their order, of the rest sorted."""
    if isinstance(seen, bool):
        return ()
    steps = [item if isinstance(item, int) else item.number for item in seen if isinstance(item, int | Observation)]
    return (*steps, *numbers(item for item in seen if isinstance(item, Attempt | Lookup)))


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
