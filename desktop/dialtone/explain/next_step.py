"""The one next step: what the filled button does. Never a VPN, a proxy, another DNS or a phone call. Pure."""

from collections.abc import Iterable

from dialtone.model.answer import BAD, Answer, Place, State, Step, StepKind
from dialtone.model.way import Way

_SIGN_IN = frozenset({"captive_portal", "portal_some_open", "network.captive_portal"})
_STAYS = frozenset({Place.COMPUTER, Place.HOME})
"""Where waiting changes nothing."""


def next_step(answer: Answer, ways: Iterable[Way] = ()) -> Step:
    """Return the next step. `ways`: all ways, best first (`ranking.py`), of which it opens the first that may be."""
    first, place = answer.first, answer.why.place if answer.why is not None else Place.UNKNOWN
    if first.reason in _SIGN_IN:
        return Step(StepKind.SIGN_IN)
    if first.state is State.DOWN:
        return Step(StepKind.TELL_ME)
    if first.state not in BAD or (first.state is State.NOT_SAFE and not first.about):
        return Step()
    other = next((one for way in ways for one in way.openable if one not in first.about), "")
    if other:
        return Step(StepKind.OPEN, other)
    return Step() if answer.still_works or place in _STAYS else Step(StepKind.TELL_ME)
