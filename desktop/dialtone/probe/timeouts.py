"""How long to wait: scaled by the round trips seen on controls in the same check."""

_FIRST_LIMIT = 3.0
"""Before any control answered: long enough for one lost packet (1 s) on a satellite line (0.6 s a round trip)."""
_FLOOR = 1.6
"""A lost SYN is sent again after one second; less than this would call a lost packet a block."""
_CEILING = 8.0
_RESENT_AFTER = 0.9  # seconds: such a connect lost its first packet
_LOSSY = 2
_ROUND_TRIPS = 5
_SHORTEST_MOMENT, _LONGEST_MOMENT = 0.25, 1.5
_MOMENT_ROUND_TRIPS = 4


class AdaptiveTimeouts:
    """Limits for steps, in seconds."""

    def __init__(self) -> None:
        self._slowest = 0.0
        self._lost = 0

    def learn(self, round_trip: float) -> None:
        """Take note of a control's round trip. The slowest counts: patience must never cause a verdict."""
        self._slowest = max(self._slowest, round_trip)
        if round_trip > _RESENT_AFTER:
            self._lost += 1

    def note_loss(self) -> None:
        """Take note that a neutral host did not answer in time."""
        self._lost += 1

    @property
    def lossy(self) -> bool:
        """Packets get lost on this line: silence has to be repeated once more."""
        return self.informed and self._lost >= _LOSSY

    @property
    def informed(self) -> bool:
        """Some neutral host answered."""
        return self._slowest > 0

    @property
    def limit(self) -> float:
        """Seconds for a step of one or two round trips."""
        if not self._slowest:
            return _FIRST_LIMIT
        return min(_CEILING, max(_FLOOR, 1.0 + _ROUND_TRIPS * self._slowest))

    @property
    def moment(self) -> float:
        """Seconds for a question whose silence decides nothing: no longer than a greeting beside it takes."""
        if not self._slowest:
            return _LONGEST_MOMENT
        return min(_LONGEST_MOMENT, max(_SHORTEST_MOMENT, _MOMENT_ROUND_TRIPS * self._slowest))
