"""Packets lost on the way to hosts that do answer: seen by what had to be sent again."""

from collections.abc import Sequence

from dialtone.judge.attempts import SILENT_ABOUT_NETWORK, Attempt, AttemptIndex
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step, Variant

RESENT_AFTER = 0.9
"""Seconds. A SYN is sent again after one second (RFC 6298, 2.1): a connect that took longer lost its first packet."""
_LEAST, _SHARE = 2, 0.06
"""Lost packets, and their share of all that was asked of hosts that answer, that make a line lossy."""
_VARIANTS = (Variant.APP, Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST, Variant.OTHER_HELLO)


def lost_on_the_way(observations: Sequence[Observation]) -> tuple[int, ...]:
    """Return the steps at controls that lost a packet, where there are enough of them to call the line lossy."""
    neutral = [o for o in observations if not o.messenger and o.step in (Step.TCP, Step.TLS, Step.STUN, Step.NTP)]
    # A host that accepts but never answers has not lost a packet: what is said there is swallowed.
    # What answers over TCP may be closed over UDP, at the same address and port.
    alive = {(o.target, o.step, o.endpoint) for o in neutral if o.ok}
    asked = [o for o in neutral if (o.target, o.step, o.endpoint) in alive and o.failure not in SILENT_ABOUT_NETWORK]
    lost = [o for o in asked if _lost(o)]
    return tuple(o.number for o in lost) if len(lost) >= max(_LEAST, _SHARE * len(asked)) else ()


def _lost(observation: Observation) -> bool:
    if observation.failure is Failure.TIMEOUT:
        return True
    sent = observation.facts.get(Fact.SENT, 1)
    again = isinstance(sent, int) and sent > 1
    return observation.ok and (again or (observation.step is Step.TCP and was_sent_again(observation)))


def was_sent_again(connect: Observation) -> bool:
    """Return whether a connection stood only after its first packet was sent again.

    The system counts that; where it tells nothing, the time does. Else what took long was read late by a busy computer.
    """
    counted = connect.facts.get(Fact.RESENT)
    late = connect.seconds > RESENT_AFTER
    return connect.ok and (counted > 0 if isinstance(counted, int) else late)


def connections(index: AttemptIndex, endpoint: Endpoint) -> tuple[Attempt, ...]:
    """Return the connections that stood, and those in vain after which another one stood.

    A filter that punishes an address lets through what was asked before it heard the name, and nothing after.
    """
    found = [t for variant in _VARIANTS for t in index.of(endpoint, variant) if t.steps[0].step is Step.TCP]
    latest: dict[str, float] = {}
    for t in found:
        if t.steps[0].ok:
            latest[t.target] = max(latest.get(t.target, 0.0), t.steps[0].started)
    return tuple(t for t in found if t.steps[0].started <= latest.get(t.target, -1.0))
