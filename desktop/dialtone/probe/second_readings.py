"""Pages read again beside neutral ones: one reading of a neutral page serves all pages read at the same time."""

from collections.abc import Sequence

import anyio

from dialtone.model.catalogue import Endpoint


class SecondReadings:
    """The second readings of one check, within one allowance: on a busy computer every page may look slow."""

    def __init__(self, max_bytes: int) -> None:
        self._left_bytes = max_bytes
        self._under_way = 0
        self._served_by = dict[str, set[str]]()
        """By neutral page being read: the pages that it serves, each once, because two moments tell more than one."""
        self._ended = anyio.Event()

    async def reserve(self, page: Endpoint, neutral: Sequence[Endpoint]) -> list[Endpoint] | None:
        """Reserve the bytes of a page and of the neutral ones to read beside it. Return those; `end` ends each.

        Neutral pages that are being read already are left out. Wait while the allowance is too small but a reading
        under way may give some back. Return None if it stays too small, so that nothing may be read.
        """
        while True:
            controls = [control for control in neutral if page.id in self._served_by.get(control.id, {page.id})]
            needed_bytes = sum(reading.read_bytes for reading in (page, *controls))
            if needed_bytes <= self._left_bytes:
                break
            if not self._under_way:
                return None
            await self._ended.wait()
        self._left_bytes -= needed_bytes
        self._under_way += 1 + len(controls)
        self._served_by.update({control.id: set() for control in controls})
        for control in neutral:
            self._served_by[control.id].add(page.id)
        return controls

    def end(self, reading: Endpoint, received: int) -> None:
        """Note that a page has been read, and give back what did not come: a slow one is left long before its end."""
        self._left_bytes += max(0, reading.read_bytes - received)
        self._under_way -= 1
        self._served_by.pop(reading.id, None)
        self._ended.set()
        self._ended = anyio.Event()
