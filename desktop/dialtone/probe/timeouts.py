"""How long to wait: scaled by the round trips seen on controls in the same check."""

from dialtone.model.limits import StepLimits


class AdaptiveTimeouts:
    """Limits for steps, in seconds."""

    def __init__(self, limits: StepLimits) -> None:
        self._limits = limits
        self._slowest = 0.0
        self._lost = 0

    def learn(self, round_trip: float) -> None:
        """Note a control's round trip. The slowest counts: a short timeout must never cause a verdict."""
        self._slowest = max(self._slowest, round_trip)
        if round_trip > self._limits.resent_after:
            self._lost += 1

    def learn_later(self, handshake: float) -> None:
        """Note what a control's first answer took, where connections stand too soon to have come from afar."""
        if self._slowest < self._limits.accepted_nearby * handshake:
            self._slowest = handshake

    def note_loss(self) -> None:
        """Note that a control did not answer in time."""
        self._lost += 1

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
    def limit(self) -> float:
        """Seconds for a step of one or two round trips."""
        if not self._slowest:
            return self._limits.uninformed
        scaled = 1.0 + self._limits.round_trips * self._slowest
        return min(self._limits.longest, max(self._limits.shortest, scaled))

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
