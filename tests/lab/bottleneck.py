"""The narrowest place of the access line: one rate for all connections of the client, and a queue that ends.

Real ones are of two kinds.  A modem or a base station keeps what it cannot send yet: Netalyzr (Kreibich et al., IMC
2010) met queues of 64 to 256 KB and more at the client's side, Dischinger et al. (IMC 2007) 0.6 s on DSL and over 1 s
on cable; what finds it full is dropped.  A policer keeps nothing: beyond a burst it drops at once (Flach et al.,
"An Internet-Wide Analysis of Traffic Policing", SIGCOMM 2016: 2 to 7 % of the lossy transfers of a region).  Operators
leave 64 or 128 kbit/s when a quota is used up (tariffs of 2024 to 2026).
"""

#: The packet does not get through.
DROPPED = -1.0


class Bottleneck:
    """One direction of a line."""

    def __init__(self, kbit: float, queue_bytes: int, *, policed: bool) -> None:
        self._rate = kbit * 125.0
        self._room = queue_bytes
        self._policed = policed
        self._free_at = 0.0
        self.dropped = 0

    def admit(self, size: int, now: float) -> float:
        """Return the seconds until a packet that arrives now is through, or ``DROPPED``.

        A policer is counted the same way: what its bucket lacks would be a queue, if it had one.
        """
        start = max(now, self._free_at)
        if (start - now) * self._rate + size > self._room:
            self.dropped += 1
            return DROPPED
        self._free_at = start + size / self._rate
        return 0.0 if self._policed else self._free_at - now
