"""Servers that other servers name: an endpoint there waits until it is named, or can no longer be."""

from collections import defaultdict

import anyio

from dialtone.model.catalogue import Endpoint


class NamedServers:
    """The named servers of one check, by the endpoint whose answer names them."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._asked: defaultdict[str, anyio.Event] = defaultdict(anyio.Event)

    def note(self, endpoint: Endpoint, addresses: str) -> None:
        """Note which servers an answer names: their addresses, separated by spaces."""
        self._addresses.setdefault(endpoint.id, addresses)

    def note_asked(self, endpoint: Endpoint) -> None:
        """Note that an endpoint was asked: no server that it might name is waited for any longer."""
        self._asked[endpoint.id].set()

    async def locate(self, endpoint: Endpoint, seconds: float) -> Endpoint | None:
        """Return an endpoint at the server named for it; unchanged if none was named within `seconds`.

        Return None if the named servers replace this endpoint, which is only the app's guess.
        """
        with anyio.move_on_after(seconds):
            for naming in endpoint.server_by:
                await self._asked[naming].wait()
        named = (self._addresses[naming] for naming in endpoint.server_by if naming in self._addresses)
        return endpoint.at_server(next(named, ""))
