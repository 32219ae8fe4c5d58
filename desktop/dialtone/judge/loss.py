"""Packets lost on the way to hosts that do answer: seen by what had to be sent again."""

from collections.abc import Sequence

from dialtone.judge.reading import SILENT_ABOUT_NETWORK
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step

_RESENT_AFTER = 0.9
"""Seconds. A SYN is sent again after one second, so a connect that took longer lost its first packet."""
_LEAST, _SHARE = 2, 0.06
"""Two lost packets, and this share of all that was asked of hosts that answer."""


def lost_on_the_way(observations: Sequence[Observation]) -> tuple[int, ...]:
    """Give the neutral steps that lost a packet, where there are enough of them to call the line lossy."""
    neutral = [o for o in observations if not o.messenger and o.step in (Step.TCP, Step.TLS, Step.STUN, Step.NTP)]
    # Who accepts connections and answers nothing more lost no packet: somebody swallows what is said there.
    alive = {(o.target, o.step) for o in neutral if o.ok}
    asked = [o for o in neutral if (o.target, o.step) in alive and o.failure not in SILENT_ABOUT_NETWORK]
    lost = [o for o in asked if _lost(o)]
    return tuple(o.number for o in lost) if len(lost) >= max(_LEAST, _SHARE * len(asked)) else ()


def _lost(observation: Observation) -> bool:
    if observation.failure is Failure.TIMEOUT:
        return True
    sent = observation.facts.get("sent", 1)
    again = isinstance(sent, int) and sent > 1
    return observation.ok and (again or (observation.step is Step.TCP and was_sent_again(observation)))


def was_sent_again(connect: Observation) -> bool:
    """Say whether a connection stood only after its first packet was sent again.

    The system counts that; where it tells nothing, the time does. Else what took long was read late by a busy computer.
    """
    counted = connect.facts.get("resent")
    late = connect.seconds > _RESENT_AFTER
    return connect.ok and (counted > 0 if isinstance(counted, int) else late)
