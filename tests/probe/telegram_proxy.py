"""A Telegram proxy for tests."""

from anyio.abc import ByteStream

from lab.mtproto import Session as Telegram
from lab.mtproxy import SECRET, Records, ciphers, dressed_answer
from probe.loopback import is_silent


class Secretive:
    """A Telegram proxy and the data centre behind it in one: keys changed by the secret, perhaps in a dress."""

    def __init__(self, *, dressed: bool, secret: bytes = SECRET) -> None:
        self._dressed = dressed
        self._secret = secret

    async def __call__(self, stream: ByteStream) -> None:
        await self.serve(stream, await stream.receive())

    async def serve(self, stream: ByteStream, data: bytes) -> None:
        """Go on after the first bytes."""
        records = Records()
        if self._dressed:
            while len(data) < 5 + int.from_bytes(data[3:5], "big"):
                data += await stream.receive()
            await stream.send(dressed_answer(data, data[11:43]))
            data = b""
        while len(data) < 64:
            data += records.unwrap(await stream.receive()) if self._dressed else await stream.receive()
        undo, hide = ciphers(data, self._secret)
        plain = undo.update(data)
        mark = plain[56:60]
        if mark not in (b"\xef" * 4, b"\xee" * 4, b"\xdd" * 4):
            await is_silent(stream)
        centre = Telegram()
        answer = centre.feed((mark[:1] if mark[:1] == b"\xef" else mark) + plain[64:])
        while True:
            hidden = hide.update(answer)
            await stream.send(records.wrap(hidden) if self._dressed else hidden)
            data = await stream.receive()
            answer = centre.feed(undo.update(records.unwrap(data) if self._dressed else data))
