"""What a check lets one end say of itself in a result line: the state of each ticked messenger, and no cause."""

from collections.abc import Iterator, Sequence
from datetime import date

from dialtone.explain.answers import answer_about_network, answer_of
from dialtone.model.answer import BAD, Answer, State
from dialtone.model.check import Check
from dialtone.model.end_code import EndCode, EndEntry, EndState
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Confidence, NetworkFlag

_STATES = {
    State.NOT_SAFE: EndState.FAILS,
    State.BLOCKED: EndState.BLOCKED,
    State.DOWN: EndState.FAILS,
    State.FAILS: EndState.FAILS,
    State.SLOW: EndState.PART,
    State.UNEVEN: EndState.PART,
    State.UNKNOWN: EndState.UNKNOWN,
    State.WORKS: EndState.WORKS,
}
"""What was not tested has nothing to say."""
_NOT_THE_LINES_OWN = frozenset({NetworkFlag.VPN, NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL})


def end_code(check: Check, day: date, ticked: Sequence[str] | None = None, country: str = "") -> EndCode:
    """Return what a check says of the ticked messengers, or of all that were tested.

    `day`: the one on this computer.
    """
    told = (one for one in entries_of(check) if ticked is None or one.messenger in ticked)
    return EndCode(day, tuple(sorted(told, key=lambda one: one.messenger)), country)


def entries_of(check: Check) -> Iterator[EndEntry]:
    """Yield what is said of each messenger that was tested; where the network is not safe, none of them "works"."""
    network = answer_about_network(check.network)
    unsafe = network is not None and network.first.state is State.NOT_SAFE
    for verdict in check.messengers:
        entry = _entry(verdict.messenger, answer_of(verdict, check.network))
        if entry is None:
            continue
        if unsafe and entry.state is EndState.WORKS:
            entry = replace(entry, state=EndState.UNKNOWN, certainty=Confidence.SURE)
        yield entry


def tells_of_a_detour(check: Check) -> bool:
    """Return whether a VPN or the like was on: then the line speaks of that way, and does not say so."""
    return bool(_NOT_THE_LINES_OWN & set(check.network.flags))


def _entry(messenger: str, answer: Answer) -> EndEntry | None:
    first = answer.first
    state = _STATES.get(first.state)
    if state is None:
        return None
    if not first.has_messages and first.state in BAD - {State.NOT_SAFE}:
        state = EndState.PART
    known = state is not EndState.UNKNOWN
    return EndEntry(messenger, state, first.certainty if known else Confidence.SURE)
