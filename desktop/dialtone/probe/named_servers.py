"""Servers that other servers name: an endpoint there waits until it is named, or will not be."""

from collections import defaultdict

import anyio

from dialtone.model.catalogue import Endpoint


class NamedServers:
    """Those of one check, by the endpoint whose answer names them."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._asked: defaultdict[str, anyio.Event] = defaultdict(anyio.Event)

    def note(self, endpoint: Endpoint, addresses: str) -> None:
        """Note which servers an answer names: their addresses, spaces between."""
        self._addresses.setdefault(endpoint.id, addresses)

    def note_asked(self, endpoint: Endpoint) -> None:
        """Note that an endpoint was asked once: none that it could have named is waited for any longer."""
        self._asked[endpoint.id].set()

    async def place(self, endpoint: Endpoint, seconds: float) -> Endpoint | None:
        """Return an endpoint at the server that was named for it; itself where none was within `seconds`.

        Return None where what was named takes the place of this guess of the app.
        """
        with anyio.move_on_after(seconds):
            for naming in endpoint.server_by:
                await self._asked[naming].wait()
        named = (self._addresses[naming] for naming in endpoint.server_by if naming in self._addresses)
        return endpoint.at_server(next(named, ""))
