"""The server's side of a WebSocket for tests."""

import base64
import hashlib
from collections.abc import Awaitable, Callable

import anyio
from anyio.abc import ByteStream

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def frame(opcode: int, body: bytes, *, final: bool = True) -> bytes:
    """Make a server's frame (RFC 6455, 5.2)."""
    head = bytes([opcode | (0x80 if final else 0)])
    size = len(body)
    length = bytes([size]) if size < 126 else b"\x7e" + size.to_bytes(2, "big")
    return head + length + body


def accepts(*frames: bytes, extra: str = "", key: bytes | None = None) -> Callable[[ByteStream], Awaitable[None]]:
    """Accept the upgrade, send frames, and fall silent."""

    async def handle(stream: ByteStream) -> None:
        request = await stream.receive()
        asked = next(line for line in request.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key:"))
        sent = key or asked.split(b":")[1].strip()
        token = base64.b64encode(hashlib.sha1(sent + _GUID, usedforsecurity=False).digest()).decode()
        head = (
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {token}\r\n{extra}\r\n"
        )
        await stream.send(head.encode("latin-1") + b"".join(frames))
        await anyio.sleep_forever()

    return handle
