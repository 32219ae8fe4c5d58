"""Servers that other servers name: an endpoint there waits until it is named, or will not be."""

from collections import defaultdict

import anyio

from dialtone.model.catalogue import Endpoint


class NamedServers:
    """Those of one check, by the endpoint whose answer names them."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._asked: defaultdict[str, anyio.Event] = defaultdict(anyio.Event)

    def note(self, endpoint: Endpoint, address: str) -> None:
        """Note which server an answer names."""
        self._addresses.setdefault(endpoint.id, address)

    def note_asked(self, endpoint: Endpoint) -> None:
        """Note that an endpoint was asked once: none that it could have named is waited for any longer."""
        self._asked[endpoint.id].set()

    async def place(self, endpoint: Endpoint, seconds: float) -> Endpoint:
        """Return an endpoint at the server that was named for it; itself where none was within `seconds`."""
        if not endpoint.server_by:
            return endpoint
        with anyio.move_on_after(seconds):
            await self._asked[endpoint.server_by].wait()
        return endpoint.at_server(self._addresses.get(endpoint.server_by, ""))
