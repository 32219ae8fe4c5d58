"""mitmproxy, the real one, as the provider's interceptor: it ends TLS as it does in offices, and connects on itself."""

import asyncio
import ipaddress
import os
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from lab import programs
from lab.pki import Authority

PORT = 8081
#: Where ``python_with`` of the tests puts it; another place may be named in the environment.
PLACES = Path(__file__).resolve().parents[2] / "build" / "real"


def find() -> str:
    """Return the path of the program; empty where it is not installed."""
    named = os.environ.get("LAB_MITMDUMP", "")
    found = sorted(PLACES.glob("mitmproxy==*/bin/mitmdump"))
    return named or (str(found[-1]) if found else "")


def start(program: str, authority: Authority, folder: Path, egress: str) -> subprocess.Popen[bytes]:
    """Start it as a SOCKS server that intercepts what goes through, with an authority of the lab's for its own.

    Return once it listens: that takes seconds, and longer than anybody's handshake where this computer is busy.
    """
    own = folder / "mitmproxy"
    own.mkdir(exist_ok=True)
    key = authority.root.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (own / "mitmproxy-ca.pem").write_bytes(key + authority.root_pem)
    options = {"confdir": str(own), "connect_addr": egress, "ssl_insecure": "true"}
    words = [word for name, value in options.items() for word in ("--set", f"{name}={value}")]
    command = [program, "-q", "--mode", f"socks5@127.0.0.1:{PORT}", *words]
    return programs.start(command, ("127.0.0.1", PORT), {"HOME": str(own)})


async def connect(target: tuple[str, int]) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Connect to a server through it (RFC 1928)."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(b"\x05\x01\x00")
    await reader.readexactly(2)
    address = ipaddress.ip_address(target[0])
    kind = b"\x01" if address.version == 4 else b"\x04"
    writer.write(b"\x05\x01\x00" + kind + address.packed + target[1].to_bytes(2, "big"))
    answer = await reader.readexactly(4)
    await reader.readexactly((4 if answer[3] == 1 else 16) + 2)
    if answer[1]:
        raise ConnectionError(f"mitmproxy refuses: {answer[1]}")
    return reader, writer
