"""A world in which every server is hostile, in one way at a time; run as `./dev lab hostile [WAY...]`.

Each way has namespaces of its own, in which every address is this computer's. A check runs there, and a row says what
it cost and what it said: docs/hostile.md. What it may cost is in `MOST`; tests hold it, by bytes and not by seconds.
"""

import asyncio
import gzip
import json
import os
import resource
import signal
import ssl
import struct
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol, cast

import dns.message
import dns.rdatatype
import dns.rrset
from cryptography.hazmat.primitives.serialization import Encoding

from lab import netns
from probe.certificates import Authority

TLS_PORTS = (443, 465, 993, 5223, 5228)
PLAIN_PORTS = (80, 5222, 5242, 4244, 8080)
_LONGEST = 100_000_000
"""Bytes that one connection is sent at most: far more than anybody should take."""


@dataclass(frozen=True)
class Limit:
    """What a check may cost, whatever comes."""

    received: int = 12_000_000
    """Bytes that Dialtone counts: 8 MB, and on each connection that is open then one more piece."""
    memory: int = 400_000
    """Kilobytes."""
    saved: int = 5_000_000
    """Bytes of the saved check: what `dialtone open` still reads."""


MOST = Limit()


@dataclass(frozen=True)
class Row:
    """What a check in one world cost, and what it said."""

    way: str
    seconds: float
    processor: float
    memory: int
    received: int
    saved: int
    observations: int
    bugs: int
    tracebacks: int
    network: str
    messengers: str


class Sender(Protocol):
    """Where a server writes to."""

    def write(self, data: bytes) -> None: ...
    async def drain(self) -> None: ...


async def _flood(to: Sender, piece: bytes, pause: float = 0.0) -> None:
    for _ in range(_LONGEST // len(piece)):
        to.write(piece)
        await to.drain()
        if pause:
            await asyncio.sleep(pause)


def _frame(kind: int, flags: int, stream: int, body: bytes = b"") -> bytes:
    return len(body).to_bytes(3, "big") + struct.pack("!BBI", kind, flags, stream) + body


_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_BOMB = gzip.compress(bytes(1_000_000))
_HEAD_2 = _frame(4, 0, 0) + _frame(1, 4, 1, b"\x88")
# What each way sends: first, and then again and again.
RAW = {
    "raw-zeros": (b"", bytes(65_536), 0.0),
    "raw-noise": (b"", os.urandom(65_536), 0.0),
    "raw-drip": (b"", b"\x16", 0.2),
    "tls-hello-requests": (b"", (b"\x16\x03\x03\x40\x00" + bytes(16_384)) * 2, 0.0),
}
"""Without any certificate, on all ports."""
WITHIN = {
    "http1-early-hints": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500, 0.0),
    "http1-tiny-chunks": (_CHUNKED, b"1\r\nz\r\n" * 5_000, 0.0),
    "http1-endless-head": (_OK, b"x: y\r\n" * 5_000, 0.0),
    "http1-endless-body": (_OK + b"\r\n", bytes(65_536), 0.0),
    "http1-packed-bomb": (
        _CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n"),
        b"%x\r\n" % len(_BOMB) + _BOMB + b"\r\n", 0.0
    ),
    "http1-drip": (_OK, b"x", 0.2),
    "http2-settings": (_frame(4, 0, 0), _frame(4, 0, 0, struct.pack("!HI", 3, 50)) * 500, 0.0),
    "http2-pings": (_frame(4, 0, 0), _frame(6, 0, 0, bytes(8)) * 500, 0.0),
    "http2-empty-data": (_HEAD_2, _frame(0, 0, 1) * 5_000, 0.0),
    "http2-unknown-frames": (_HEAD_2, _frame(0xEE, 0, 0, bytes(16_000)) * 4, 0.0),
    "http2-continuations": (_frame(4, 0, 0) + _frame(1, 0, 1, b"\x88"), _frame(9, 0, 1, b"\x82" * 16_000) * 4, 0.0),
}  # fmt: skip
"""Inside TLS with a root that this computer trusts, and in the clear: the worst that a state can send."""
CERTIFICATES = {
    "certificate-version-19": (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x12"),
    "certificate-odd-issuer": (b"\x0c\x0bFilter Root", b"\x03\x0b\x00ilter Root"),
}
NAMES = ("dns-thousands-of-addresses", "dns-alias-of-itself", "dns-home-addresses")
WAYS = (*RAW, *WITHIN, *CERTIFICATES, *NAMES)


class _Server:
    """All servers of one world."""

    def __init__(self, way: str, folder: Path) -> None:
        self.way = way
        self.authority = Authority("Filter Root", folder)
        self._alpn = ("h2",) if way.startswith("http2") else ("http/1.1",)
        self._contexts: dict[str, ssl.SSLContext] = {}

    def context(self, name: str) -> ssl.SSLContext:
        """Return the context of a server of any name."""
        if name not in self._contexts:
            made = self.authority.serve(name, alpn=self._alpn)
            if self.way in CERTIFICATES:
                before, after = CERTIFICATES[self.way]
                der = self.authority.made[name].public_bytes(Encoding.DER)
                made = self.authority.serve_der(der.replace(before, after, 1))
            self._contexts[name] = made
        return self._contexts[name]

    def front(self) -> ssl.SSLContext:
        """Return the context that looks at the name first."""
        front = self.authority.serve("default.test", alpn=self._alpn)

        def choose(shaken: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
            shaken.context = self.context(name or "default.test")

        front.sni_callback = choose
        return front

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection, as badly as the way says."""
        first, again, pause = (
            RAW.get(self.way) or WITHIN.get(self.way) or (_OK + b"Content-Length: 0\r\n\r\n", b"", 0.0)
        )
        try:
            if self.way not in RAW:
                await asyncio.wait_for(reader.read(4_096), 20)
            writer.write(first)
            if again:
                await _flood(writer, again, pause)
        except (OSError, TimeoutError, ssl.SSLError):
            pass
        finally:
            writer.close()

    def answer(self, question: bytes) -> bytes:
        """Answer one question about a name."""
        asked = dns.message.from_wire(question)
        answer = dns.message.make_response(asked)
        (name, kind) = (asked.question[0].name, asked.question[0].rdtype)
        if kind == dns.rdatatype.A:
            if self.way == "dns-alias-of-itself":
                answer.answer.append(dns.rrset.from_text(name, 60, "IN", "CNAME", name.to_text()))
            else:
                answer.answer.append(dns.rrset.from_text_list(name, 60, "IN", "A", self._addresses(name.to_text())))
        return answer.to_wire(max_size=65_535)

    def _addresses(self, name: str) -> list[str]:
        if self.way == "dns-home-addresses":
            return ["192.168.0.1", "10.0.0.5"]
        many = 1_500 if self.way == "dns-thousands-of-addresses" else 1
        start = sum(name.encode()) % 200
        return [
            f"93.{184 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"
            for number in range(start, start + many)
        ]


class _Names(asyncio.DatagramProtocol):
    def __init__(self, server: _Server) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, peer: tuple[str, int]) -> None:
        self._transport.sendto(self._server.answer(data), peer)


async def _in_world(way: str, folder: Path, command: list[str]) -> tuple[bytes, bytes, float]:
    """Serve, run the command, and return what it printed and how long it took."""
    server, loop = _Server(way, folder), asyncio.get_running_loop()
    await loop.create_datagram_endpoint(lambda: _Names(server), ("0.0.0.0", 53))  # noqa: S104 - a world of its own
    handle: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]] = server.serve
    for port in (*TLS_PORTS, *PLAIN_PORTS):
        secured = server.front() if port in TLS_PORTS and way not in RAW else None
        await asyncio.start_server(handle, "0.0.0.0", port, ssl=secured, backlog=1_000)  # noqa: S104
    trusted = {} if way in CERTIFICATES else {"SSL_CERT_FILE": str(server.authority.root_file)}
    began = loop.time()
    process = await asyncio.create_subprocess_exec(
        *command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "HOME": str(folder), **trusted}
    )
    out, err = await process.communicate()
    return out, err, loop.time() - began


def _enter(folder: Path) -> None:
    """Leave the computer's network for one in which every address is our own."""
    netns.unshare(netns.CLONE_NEWNET | netns.CLONE_NEWNS)
    netns.die_with_parent(signal.SIGKILL)
    netns.mount("none", "/", None, netns.MS_REC | netns.MS_PRIVATE)
    netns.ip_batch(["link set lo up", "route add local 0.0.0.0/0 dev lo"])
    resolvers = folder / "resolv.conf"
    resolvers.write_text("nameserver 203.0.113.53\noptions timeout:2 attempts:1\n", encoding="utf-8")
    netns.mount(str(resolvers), os.path.realpath("/etc/resolv.conf"), None, netns.MS_BIND)


def measure(way: str, command: list[str]) -> Row:
    """Run a check in a hostile world, in this process's own namespaces."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _enter(folder)
        out, err, seconds = asyncio.run(_in_world(way, folder, command))
    used, check = resource.getrusage(resource.RUSAGE_CHILDREN), json.loads(out)
    bugs = sum(1 for one in check["observations"] if one["failure"] == "bug")
    words = sorted({str(one["status"]) for one in check["messengers"]} - {"retired", "no_server", "needs_server"})
    return Row(
        way, round(seconds, 1), round(used.ru_utime + used.ru_stime, 1), used.ru_maxrss, check["bytes_received"],
        len(out), len(check["observations"]), bugs, err.count(b"Traceback"), check["network"]["status"],
        ", ".join(words),
    )  # fmt: skip


def run(way: str, command: list[str]) -> Row:
    """Measure one way in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "lab.hostile", way, *command],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    return Row(**json.loads(done.stdout))


def is_too_much(row: Row) -> bool:
    """Return whether a check cost more than it may, or met a bug of ours."""
    costs = row.received > MOST.received or row.memory > MOST.memory or row.saved > MOST.saved
    return costs or bool(row.bugs or row.tracebacks)


def table(rows: list[Row]) -> str:
    """Return docs/hostile.md."""
    lines = [
        _PREFACE.format(received=MOST.received // 1_000_000, memory=MOST.memory // 1_000, saved=MOST.saved // 1_000_000)
    ]
    for r in rows:
        cells = (r.way, r.seconds, r.processor, r.memory // 1_000, f"{r.received / 1e6:.1f}", r.saved // 1_000, r.bugs)
        lines.append("| " + " | ".join(map(str, (*cells, r.network, r.messengers))) + " |\n")
    return "".join(lines)


_PREFACE = """# A hostile world

Written by `./dev lab hostile > docs/hostile.md`: `dialtone check --all --json` where every server and every resolver
attacks, in one way at a time (`tests/lab/hostile.py`), at the speed of loopback. Whatever comes, a check may receive
{received} MB, take {memory} MB of memory and be {saved} MB when saved, and nothing may be a bug of ours:
`tests/end_to_end/test_hostile.py`. Seconds are those of a busy computer, and no test holds them.

| what all servers do | s | processor s | memory MB | received MB | saved KB | bugs | the network | messengers |
|---|---|---|---|---|---|---|---|---|
"""


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measure(sys.argv[1], sys.argv[2:]))))
