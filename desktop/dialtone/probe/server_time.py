"""The time on neutral servers with a proved identity: this computer's clock may be off by some seconds."""

from statistics import median

import anyio

from dialtone.model.thresholds import SERVERS_AGREE, TIMES_AGREE_SECONDS


class ServerTime:
    """How far servers' clocks are ahead of this computer's."""

    def __init__(self) -> None:
        self._ahead: list[float] = []
        self._found = anyio.Event()

    def learn(self, server_time: int, own_time: float) -> None:
        """Note a Date header and when it arrived, both in Unix seconds."""
        self._ahead.append(server_time + 0.5 - own_time)  # the header truncates the fraction: assume the middle
        if self._list_agreeing():
            self._found.set()

    @property
    def ahead(self) -> float:
        """Seconds to add to this computer's time; 0 as long as fewer than two servers agree."""
        return median(self._list_agreeing() or (0.0,))

    async def wait(self, limit: float) -> None:
        """Wait until enough servers agree on the time, at most `limit` seconds."""
        with anyio.move_on_after(limit):
            await self._found.wait()

    def _list_agreeing(self) -> list[float]:
        """Return the leads that are near the median, if enough are; one stale Date header must not count."""
        if len(self._ahead) < SERVERS_AGREE:
            return []
        middle = median(self._ahead)
        near = [lead for lead in self._ahead if abs(lead - middle) <= TIMES_AGREE_SECONDS]
        return near if len(near) >= SERVERS_AGREE else []
