"""Packets lost on the way to one messenger alone: seen by what had to be sent again, while controls lose none."""

from collections import Counter
from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, AttemptIndex, network_of, number, numbers
from dialtone.judge.network.packet_loss import connections, was_sent_again
from dialtone.judge.readings import chance_of_so_many
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, Step

_LEAST, _SHARE = 4, 0.25
"""The least number of connections to the messenger that lost something, and their least share."""
_FIRST_PACKETS = 2
"""How many of them lost their first packet: later ones are also sent again when their ACK is only late."""
_MOST_LOSE, _MANY = 0.5, 6
"""From this share and this number of connections on, it is no bad moment of one far line."""
_CONTROLS = 5
"""The least number of connections to controls to compare with."""
_BY_CHANCE = 0.01
"""How likely chance alone may be to put this share of all losses on the way to the messenger."""
_CLEAN = 3
"""Connections without a loss that free a part of the internet: by luck one or two always pass."""


class PathLoss(Frozen):
    """The way to a messenger loses packets, and the line as such does not."""

    networks: frozenset[str]
    """The parts of the internet to which it does."""
    clean: frozenset[str]
    """Those where the messenger was asked often enough to say that it does not."""
    observations: tuple[int, ...]
    """What shows it."""
    often: bool
    """Of many connections half or more lost something."""


def find_path_loss(
    endpoints: Sequence[Endpoint], index: AttemptIndex, controls: Sequence[Attempt], network: NetworkVerdict
) -> PathLoss | None:
    """Return where packets get lost on the way to a messenger, repeatedly, while controls lose next to none.

    Only what came through in the end counts. What never does was not lost by chance, and other rules say why. And on a
    line that loses for all, chance alone makes one messenger seem worse than neutral hosts: that must be unlikely, and
    another messenger has to lose next to nothing, where others were asked.
    """
    made = [t for e in endpoints for t in connections(index, e)]
    lost = [t for t in made if is_lost(t)]
    if len(lost) < max(_LEAST, _SHARE * len(made)) or sum(lost_first(t) for t in lost) < _FIRST_PACKETS:
        return None
    if len(controls) < _CONTROLS or network.lossy:
        return None
    share, beside = len(lost) / len(made), sum(is_lost(t) for t in controls)
    if beside / len(controls) > _SHARE * share:
        return None
    if chance_of_so_many(len(lost), len(made), beside, len(controls)) > _BY_CHANCE:
        return None
    if _others_lose_alike(index, {e.id for e in endpoints}, share):
        return None
    often = len(lost) >= _MANY and share >= _MOST_LOSE
    networks = frozenset(network_of(t.address) for t in lost)
    asked = Counter(network_of(t.address) for t in made)
    clean = frozenset(n for n, times in asked.items() if times >= _CLEAN) - networks
    return PathLoss(networks, clean, numbers(lost), often)


def _others_lose_alike(index: AttemptIndex, own: set[str], share: float) -> bool:
    """Return whether every other messenger that was asked often enough loses as this one does.

    Then it is the line: all messengers are compared with the same neutral hosts, and by luck these lose nothing. Most
    of them are only connected to, with a packet or two, where a messenger's connection takes twenty.
    """
    made, lost = Counter[str](), Counter[str]()
    for attempt in index.every_attempt():
        first = attempt.steps[0]
        if first.messenger and first.step is Step.TCP and first.ok and first.endpoint not in own:
            made[first.messenger] += 1
            lost[first.messenger] += is_lost(attempt)
    others = [lost[m] / times for m, times in made.items() if times >= _CONTROLS]
    return bool(others) and min(others) > _SHARE * share


def is_lost(attempt: Attempt) -> bool:
    """Return whether something of a connection was lost that came through at another time."""
    return lost_first(attempt) or any(step.ok and number(step, Fact.RESENT) > 0 for step in attempt.steps)


def lost_first(attempt: Attempt) -> bool:
    """Return whether the first packet was lost."""
    return attempt.steps[0].failure is Failure.TIMEOUT or was_sent_again(attempt.steps[0])
