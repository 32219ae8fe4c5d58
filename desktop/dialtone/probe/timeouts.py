"""How long to wait: scaled by the round trips seen on controls in the same check."""

from collections.abc import Iterator
from contextlib import contextmanager

import anyio

from dialtone.model.frozen import Frozen
from dialtone.model.limits import StepLimits
from dialtone.model.vocabulary import Step

IDLE_DATAGRAMS = (Step.NTP, Step.QUIC)
"""What is asked of neutral hosts over UDP only to tell why something else fails."""


class _Waiting(Frozen):
    """A connection that has not come about yet."""

    scope: anyio.CancelScope
    began: float
    until: float
    neutral: bool


class AdaptiveTimeouts:
    """Limits for steps, in seconds."""

    def __init__(self, limits: StepLimits) -> None:
        self._limits = limits
        self._slowest = self._longest_way = 0.0
        self._many = 0.0
        """Seconds for as many round trips as a neutral host gets once nothing hangs on it."""
        self._lost = 0
        self._waiting: dict[int, _Waiting] = {}
        self._hurried = False
        self._far = 0
        self._handshakes: list[float] = []
        self._in_vain: set[str] = set()

    def learn(self, round_trip: float, *, measured: float | None = None, far: bool = False) -> None:
        """Note a control's round trip. The slowest counts: a short timeout must never cause a verdict.

        `measured` is what the system itself says of it, however late it was read here. One that is `far` stands in one
        place abroad, and does not answer from a house nearby.
        """
        self._slowest = max(self._slowest, round_trip)
        self._longest_way = max(self._longest_way, measured or round_trip)
        way = min(measured or round_trip, round_trip)
        self._many = max(self._many, self._limits.hurried_round_trips * way + round_trip - way)
        self._far += far
        if round_trip > self._limits.resent_after:
            self._lost += 1
        self._tell_waiting()

    def learn_later(self, handshake: float) -> None:
        """Note what a control's first answer took: connections may stand too soon to have come from afar.

        Or the line is so narrow that handshakes wait for one another.
        """
        if self._slowest < self._limits.accepted_nearby * handshake:
            self._slowest = handshake
            self._many = max(self._many, self._limits.hurried_round_trips * handshake)
            self._tell_waiting()

    def note_handshake(self, seconds: float) -> None:
        """Note how long a control's handshake took, this computer's own delays included."""
        self._handshakes.append(seconds)

    def note_in_vain(self, endpoint: str) -> None:
        """Note that what arrived at an endpoint was waited for as the app waits, and never answered."""
        self._in_vain.add(endpoint)

    def waits_for(self, endpoint: str) -> bool:
        """Return whether an endpoint may still answer late; a service that hangs is waited for once."""
        return endpoint not in self._in_vain

    def note_loss(self) -> None:
        """Note that a control did not answer in time."""
        self._lost += 1

    def hurry(self) -> None:
        """Shorten the timeout of neutral hosts to a multiple of the slowest neutral handshake.

        No verdict needs them any more. Not where packets got lost, as far as is known.
        """
        self._hurried = self.informed and not self._lost
        self._tell_waiting()

    def repeats(self, step: Step) -> bool:
        """Return whether a control that failed in a step is asked again.

        Where no neutral host answered at all, the others are the repetition; and there may be no need of it any more.
        """
        return self.informed and not (self._hurried and step in (Step.TCP, *IDLE_DATAGRAMS))

    @contextmanager
    def waiting(self, *, neutral: bool) -> Iterator[None]:
        """Wait for a connection, and no longer than the limit that is learned meanwhile. Raises `TimeoutError`.

        The first connections of a check begin before anybody has answered. Once hosts have that are as far away as
        those that are waited for, they need not wait as if nothing were known.
        """
        with anyio.fail_after(self.limit) as scope:
            began = anyio.current_time()
            mine = _Waiting(scope, began, began + self.limit, neutral)
            self._waiting[id(scope)] = mine
            self._tell(mine)
            try:
                yield
            finally:
                del self._waiting[id(scope)]

    def _tell_waiting(self) -> None:
        for each in self._waiting.values():
            self._tell(each)

    def _tell(self, waiting: _Waiting) -> None:
        if self._hurried and waiting.neutral:
            waiting.scope.deadline = min(waiting.until, waiting.began + self._short)
        elif self._far >= self._limits.far_enough:
            waiting.scope.deadline = min(waiting.until, waiting.began + self.limit)

    @property
    def _short(self) -> float:
        return min(self.limit, max(self._limits.shortest_hurried, self._many))

    @property
    def lossy(self) -> bool:
        """Whether this line loses packets: then silence has to repeat once more."""
        return self.informed and self._lost >= self._limits.lossy_after

    @property
    def informed(self) -> bool:
        """Whether some control answered."""
        return self._slowest > 0

    @property
    def round_trip(self) -> float:
        """Seconds that the slowest control took to connect; 0 where none did."""
        return self._slowest

    @property
    def longest_way(self) -> float:
        """Seconds of the longest way to a control, as the system measured it; 0 where none connected."""
        return self._longest_way

    @property
    def quickest_handshake(self) -> float:
        """Seconds that a control's handshake took at least; 0 where none came."""
        return min(self._handshakes, default=0.0)

    @property
    def roomy(self) -> bool:
        """Whether the line is so quick, and so far without loss, that more can be asked on it at once."""
        return self.informed and not self._lost and self._slowest < self._limits.roomy

    @property
    def odd_silence(self) -> float | None:
        """Seconds of silence after which a server is looked at closer; None where silence is nothing odd.

        Neutral hosts have to have answered many times sooner: else the line, or this computer, may be busy.
        """
        if not self.roomy or len(self._handshakes) < self._limits.handshakes_known:
            return None
        return max(self._limits.odd_silence, self._limits.odd_handshakes * max(self._handshakes))

    @property
    def limit(self) -> float:
        """Seconds for a step of one or two round trips."""
        if not self._slowest:
            return self._limits.uninformed
        scaled = 1.0 + self._limits.round_trips * self._slowest
        return min(self._limits.longest, max(self._limits.shortest, scaled))

    def limit_of(self, step: Step) -> float:
        """Return the seconds for one step: no connection hurries what is larger than a packet.

        A narrow line shows itself only in that. Until a control's handshake came, nothing is known of it.
        """
        if step is Step.TCP:
            return self.limit
        if not self._handshakes:
            return max(self._limits.uninformed, self.limit)
        return max(self.limit, min(self._limits.longest, self._limits.handshakes * self.quickest_handshake))

    def limit_since(self, before: float) -> float:
        """Return the seconds for a step that had a limit of `before` when nobody knew how narrow the line is.

        It needs no longer than one that begins now, once silence is odd; but what was lost gets a third repetition.
        """
        if (odd := self.odd_silence) is None:
            return before
        return min(before, max(self.limit, odd, self._limits.resent_thrice))

    def after(self, slowest: float) -> float:
        """Return the seconds for a step of a connection whose slowest step so far took so long."""
        return min(self._limits.longest, self._limits.after_slow_step * slowest)

    @property
    def moment(self) -> float:
        """Seconds for a question whose silence decides nothing: no longer than a greeting beside it takes."""
        if not self._slowest:
            return self._limits.longest_moment
        scaled = self._limits.moment_round_trips * self._slowest
        return min(self._limits.longest_moment, max(self._limits.shortest_moment, scaled))
