"""One client of a proxy of the lab, as the proxy sees it: bytes both ways, and the hosts of the world behind."""

import asyncio
import ipaddress
import os
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from lab.netio import Streams
from lab.resolver import Zone

_DELAY = 2.5  # seconds before each piece of a slow proxy's answers


@dataclass(frozen=True)
class Surroundings:
    """What a proxy needs of the world."""

    zone: Zone
    tls: Callable[[], ssl.SSLContext]
    """The context of the proxy's own certificate."""
    clock: float = 0.0
    """Seconds by which the world's clock is ahead of the client's."""


class Client:
    """One client of a proxy."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, variant: str, kind: str, around: Surroundings
    ) -> None:
        self.reader, self.writer, self.variant, self.kind, self.around = reader, writer, variant, kind, around

    async def say(self, data: bytes) -> None:
        """Answer, in the time that this variant takes."""
        if self.variant == "slow":
            await asyncio.sleep(_DELAY)
        self.writer.write(data)
        await self.writer.drain()

    async def talk_nonsense(self) -> None:
        """Answer the first bytes with others that mean nothing."""
        await self.reader.read(4096)
        await self.say(b"\x2a" + os.urandom(199))
        await self.stay_silent()

    async def stay_silent(self) -> None:
        """Swallow whatever comes."""
        while await asyncio.wait_for(self.reader.read(65536), 120):
            pass

    def address_of(self, name: str) -> str | None:
        """Return the address of a name of the world, or the address itself."""
        try:
            return str(ipaddress.ip_address(name))
        except ValueError:
            host = self.around.zone.find(name)
            return host.v4[0][0] if host and host.v4 else None

    async def reach(self, name: str, port: int) -> Streams | None:
        """Connect to a host of the world."""
        address = self.address_of(name)
        if address is None:
            return None
        try:
            return await asyncio.wait_for(asyncio.open_connection(address, port), 5)
        except OSError:
            return None

    async def join(
        self, far: Streams, there: Callable[[bytes], bytes] = bytes, back: Callable[[bytes], bytes] = bytes
    ) -> None:
        """Carry bytes both ways until one side ends."""

        async def outwards() -> None:
            while data := await self.reader.read(65536):
                far[1].write(there(data))
                await far[1].drain()

        async def homewards() -> None:
            while data := await far[0].read(65536):
                await self.say(back(data))

        tasks = [asyncio.ensure_future(outwards()), asyncio.ensure_future(homewards())]
        try:
            await asyncio.wait(tasks, timeout=120, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            far[1].close()
