"""A resolver over HTTPS for tests."""

from dataclasses import dataclass, field

import dns.message
import dns.rrset
from anyio.abc import ByteStream


@dataclass
class Resolver:
    """A resolver over HTTP/1.1 that knows one address for every name."""

    last: bool = False
    """It hangs up after the first answer."""
    requests: list[bytes] = field(default_factory=list)

    async def __call__(self, stream: ByteStream) -> None:
        query = dns.message.make_query("chat.test.", "A", id=0)
        message = dns.message.make_response(query)
        message.answer.append(dns.rrset.from_text("chat.test.", 60, "IN", "A", "10.0.0.9"))
        wire = message.to_wire()
        closing = "Connection: close\r\n" if self.last else ""
        head = (
            f"HTTP/1.1 200 OK\r\n{closing}Content-Type: application/dns-message\r\nContent-Length: {len(wire)}\r\n\r\n"
        )
        while True:
            self.requests.append(await stream.receive())
            await stream.send(head.encode() + wire)
            if self.last:
                return
