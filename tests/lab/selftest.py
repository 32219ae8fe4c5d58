"""An independent reference client and the proof that each scenario shows its symptoms.

``lab selftest [SCENARIO...]`` builds each scenario, runs this file
*inside* the client (plain sockets, ``ssl``, dnspython and psutil; nothing of
the lab is imported there) and compares the outcome of every probe with the expected
one: the outcome of the clean network, except where the scenario's ``expect``
table says otherwise.  So a scenario must show all of its symptoms and no others.

Outcomes: ``ok...``, ``refused:near`` / ``refused:far`` (RST on SYN, from the
censor's or the server's distance), ``timeout:tcp`` / ``:tls`` / ``:app`` /
``:udp`` (after which stage nothing came back), ``reset:tls`` / ``:app``,
``unreach:<errno>``, ``badcert:<reason>|issuer=<CN>``, ``other:<address>`` (a
DNS answer outside the owner's ranges), ``<first>|then:<second>`` (two DNS
answers), HTTP: ``<status>:...``, ``slow``, ``stall:16k``.
"""

import argparse
import base64
import concurrent.futures
import errno
import fnmatch
import hashlib
import http.client
import ipaddress
import json
import os
import re
import select
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import tomllib
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import psutil
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import NameOID

TABLES: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
OWNERS = {name: tuple(beginnings.split()) for name, beginnings in TABLES["owners"].items()}
"""How the addresses of a name's owner begin."""

# -- Plumbing -------------------------------------------------------------------------

T = 3.0  # seconds without an answer that count as a timeout
SCALE = 1.0  # stretches T and the near/far border on slow lines
_NEAR_MS = 26.0
_serial = threading.Lock()


class FailedError(Exception):
    """A probe ended with this outcome."""


def _os_error(error: OSError, stage: str) -> str:
    """Return the outcome for an error of the system."""
    if isinstance(error, (TimeoutError, socket.timeout)) or error.errno == errno.ETIMEDOUT:
        return f"timeout:{stage}"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, (ConnectionResetError, BrokenPipeError)):
        return f"reset:{stage}"
    if error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EACCES, errno.EADDRNOTAVAIL, errno.ENETDOWN):
        return f"unreach:{errno.errorcode[error.errno]}"
    return f"error:{error!r}"


def connect(address: str, port: int) -> socket.socket:
    """TCP connect; raises FailedError."""
    sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    sock.settimeout(T)
    try:
        sock.connect((address, port))
    except OSError as error:
        sock.close()
        outcome = _os_error(error, "tcp")
        if outcome == "refused":
            outcome = _near_or_far(address, port)
        raise FailedError(outcome) from None
    return sock


def _time_connects(address: str, port: int, tries: int, wanted: type[OSError] | None = None) -> Iterator[float]:
    """Yield the milliseconds of connects that end as wanted (none: well), each timed alone."""
    with _serial:
        for _ in range(tries):
            with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM) as sock:
                sock.settimeout(T)
                began, ended = time.perf_counter(), None
                try:
                    sock.connect((address, port))
                except OSError as error:
                    ended = type(error)
                if ended is wanted:
                    yield (time.perf_counter() - began) * 1000


def _near_or_far(address: str, port: int) -> str:
    """Return where a refusal comes from, by the quickest of twelve: a busy computer delays most of them."""
    refused = list(_time_connects(address, port, 12, ConnectionRefusedError))
    if len(refused) < 4:  # some get lost where the line loses packets
        return "flapping"
    return "refused:near" if min(refused) < _NEAR_MS else "refused:far"


_TRUST = {"os": "SSL_CERT_FILE", "signal": "LAB_SIGNAL_CA", "public": "LAB_PUBLIC_CA", "state": "LAB_STATE_CA"}


@cache
def _tls_context(trust: str) -> ssl.SSLContext:
    """Return the context that trusts one of the lab's bundles; `none`: everybody."""
    if trust == "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    else:
        context = ssl.create_default_context(cafile=os.environ[_TRUST[trust]])
    context.set_alpn_protocols(["http/1.1"])
    return context


def _issuer(der: bytes | None) -> str:
    """Return who signed a certificate."""
    if not der:
        return "?"
    names = x509.load_der_x509_certificate(der).issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else "?"


def tls(address: str, name: str, trust: str, port: int = 443) -> ssl.SSLSocket:
    """TLS handshake; raises FailedError."""
    sock = connect(address, port)
    try:
        return _tls_context(trust).wrap_socket(sock, server_hostname=name)
    except ssl.SSLCertVerificationError as error:
        sock.close()
        reason = error.verify_message
        try:
            with tls(address, name, "none", port) as seen:
                raise FailedError(f"badcert:{reason}|issuer={_issuer(seen.getpeercert(binary_form=True))}")
        except OSError:
            raise FailedError(f"badcert:{reason}") from None
    except ssl.SSLEOFError:
        sock.close()
        raise FailedError("eof:tls") from None
    except ssl.SSLError as error:
        sock.close()
        raise FailedError(f"tlserror:{error.reason}") from None
    except OSError as error:
        sock.close()
        raise FailedError(_os_error(error, "tls")) from None


def _http_request(host: str, path: str, extra: str = "") -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: reference-client\r\nAccept: */*\r\n"
    extra += "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n"  # without them WhatsApp answers 400
    return f"{head}{extra}Connection: close\r\n\r\n".encode()


@dataclass
class Answer:
    """What came back to a request."""

    status: int = 0
    """0: nothing."""
    location: str = ""
    body: bytes = b""
    complete: bool = False
    ended: str = "closed"
    """What stopped the reading: `complete`, `closed`, `silent`, `slow`, or an error of the system."""
    seconds: float = 0.0
    """From the head to the last bytes of the body."""

    def describe(self, *, text: bool = False) -> str:
        """Return the outcome of the request; with `text` what a page says."""
        if self.status == 0:
            return {"silent": "timeout:app", "closed": "eof:app"}.get(self.ended, self.ended)
        if 300 <= self.status < 400:
            return f"{self.status}:{self.location}"
        if self.status != 200:
            return str(self.status)
        if not self.complete:
            stopped = {"slow": "slow", "silent": _stall(len(self.body))}
            return stopped.get(self.ended, f"cut:{len(self.body)}:{self.ended}")
        return f"200:{' '.join(self.body[:4096].decode('utf-8', 'replace').split())[:600]}" if text else "200:full"


def _stall(size: int) -> str:
    """Return the outcome of a reading that stopped after some bytes."""
    return "stall:16k" if 6_000 <= size <= 17_000 else f"stall:{size}"


def _read_http(sock: socket.socket, limit_s: float = 6.0, most: int = 1 << 30) -> Answer:
    """Read an answer, of its body at least `most` bytes if there are so many, for no longer than the limit."""
    answer, response, want = Answer(), http.client.HTTPResponse(sock), None
    end = time.monotonic() + limit_s * SCALE
    try:
        response.begin()
        head = time.monotonic()
        answer.status, answer.location, want = response.status, response.headers.get("location", ""), response.length
        while want is None or len(answer.body) < want:
            if time.monotonic() > end or len(answer.body) >= most:
                answer.ended = "slow"
                break
            if not (block := response.read1(65536)):
                break
            answer.body += block
            answer.seconds = time.monotonic() - head
    except TimeoutError:
        answer.ended = "silent"
    except (ssl.SSLEOFError, http.client.RemoteDisconnected):
        pass
    except OSError as error:
        answer.ended = _os_error(error, "app")
    if answer.status and answer.ended == "closed":
        answer.complete = want is None or len(answer.body) >= want
    return answer


# -- Probes ---------------------------------------------------------------------------


def probe_tcp(address: str, port: int) -> str:
    """Connect over TCP."""
    connect(address, port).close()
    return "ok"


def probe_rtt(address: str, port: int) -> str:
    """Tell the TCP connect time in ms, timed alone, best of fifteen: a busy computer delays most of them."""
    connect(address, port).close()
    return f"rtt~{min(_time_connects(address, port, 15), default=1e9):.0f}"


def probe_tls(address: str, name: str, trust: str) -> str:
    """Do a TLS handshake with verification; tell the issuer."""
    with tls(address, name, trust) as sock:
        return f"ok:{_issuer(sock.getpeercert(binary_form=True))}"


def probe_https(address: str, name: str, trust: str, path: str) -> str:
    """Fetch a whole page over TLS."""
    with tls(address, name, trust) as sock:
        sock.sendall(_http_request(name, path))
        return _read_http(sock).describe()


def probe_http(address: str, host: str, path: str) -> str:
    """Fetch a page in the clear."""
    sock = connect(address, 80)
    with sock:
        sock.sendall(_http_request(host, path))
        return _read_http(sock).describe(text=True)


def resolve_system(name: str) -> list[str]:
    """Return the addresses that the system's resolver gives. Raises `FailedError`."""
    try:
        found = socket.getaddrinfo(name, 443, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        kinds = {
            socket.EAI_NONAME: "noname",
            socket.EAI_AGAIN: "again",
            socket.EAI_NODATA: "noname",
            socket.EAI_FAIL: "fail",
        }
        kind = kinds.get(error.errno or 0, str(error.errno))
        raise FailedError(kind) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def probe_system(name: str) -> str:
    """Ask the system's resolver."""
    return _judge(name, resolve_system(name))


def probe_https_by_name(name: str, trust: str, path: str) -> str:
    """Fetch a whole page over TLS from a name."""
    return _by_name(name, lambda address: probe_https(address, name, trust, path))


def probe_http_by_name(name: str, path: str) -> str:
    """Fetch a page in the clear from a name."""
    return _by_name(name, lambda address: probe_http(address, name, path))


def _by_name(name: str, action: Callable[[str], str]) -> str:
    """Run a probe at each address that the system's resolver gives, until it succeeds. Raises `FailedError`."""
    try:
        addresses = resolve_system(name)
    except FailedError as failed:
        raise FailedError(f"noname:{failed}") from None
    worst = ""
    for address in addresses:
        try:
            return action(address)
        except FailedError as failed:
            if not worst or worst.startswith("unreach"):
                worst = str(failed)
    raise FailedError(worst)


def _judge(name: str, addresses: list[str]) -> str:
    if not addresses:
        return "nodata"
    wrong = [a for a in addresses if not a.startswith(OWNERS[name])]
    return f"other:{wrong[0]}" if wrong else "ok"


def _dns_outcome(name: str, message: Any) -> str:
    """Return the outcome of an answer about a name."""
    if message.rcode() != dns.rcode.NOERROR:
        return dns.rcode.to_text(message.rcode()).lower()
    found = [
        rdata.to_text().strip('"')
        for rrset in message.answer
        for rdata in rrset
        if rrset.rdtype in (dns.rdatatype.A, dns.rdatatype.AAAA, dns.rdatatype.TXT)
    ]
    if name not in OWNERS:
        return f"ok:{found[0]}" if found else "nodata"
    return _judge(name, found)


def probe_dns(server: str, name: str, rdtype: str = "A", rdclass: str = "IN") -> str:
    """Ask over UDP; wait a little for a second, different answer."""
    query = dns.message.make_query(name, rdtype, rdclass)
    wire = query.to_wire()
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    tries = 2 if SCALE == 1 else 5
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect((server, 53))
            for _ in range(tries):
                sock.send(wire)
                if first := _await_dns(sock, query.id, name, T / tries):
                    second = _await_dns(sock, query.id, name, 0.25 * SCALE, known=first)
                    return f"{first}|then:{second}" if second else first
        except dns.exception.DNSException:
            return "garbage"
        except ConnectionRefusedError:
            return "unreach:port"
        except OSError as error:
            return _os_error(error, "udp")
    return "timeout:udp"


def _await_dns(sock: socket.socket, number: int, name: str, seconds: float, known: str = "") -> str:
    """Return the outcome of the next answer to a question that is not `known`; empty if none comes in time."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select.select([sock], [], [], left)[0]:
        message = dns.message.from_wire(sock.recv(4096))
        if message.id == number and (outcome := _dns_outcome(name, message)) != known:
            return outcome
    return ""


def _dns_stream(sock: socket.socket, name: str) -> str:
    """Ask over a stream, TCP or TLS."""
    dns.query.send_tcp(sock, dns.message.make_query(name, "A"))
    try:
        answer, _ = dns.query.receive_tcp(sock)
    except EOFError:
        return "eof:app"
    return _dns_outcome(name, answer)


def probe_dns_tcp(server: str, name: str) -> str:
    """Ask over TCP."""
    with connect(server, 53) as sock:
        return _dns_stream(sock, name)


def probe_dot(server: str, server_name: str, name: str) -> str:
    """Ask over TLS."""
    with tls(server, server_name, "os", 853) as sock:
        return _dns_stream(sock, name)


def probe_doh(server: str, server_name: str, name: str) -> str:
    """Ask over HTTPS: GET, RFC 8484."""
    query = base64.urlsafe_b64encode(dns.message.make_query(name, "A").to_wire()).rstrip(b"=").decode()
    with tls(server, server_name, "os") as sock:
        sock.sendall(_http_request(server_name, f"/dns-query?dns={query}", "Accept: application/dns-message\r\n"))
        answer = _read_http(sock)
        return answer.describe() if answer.status != 200 else _dns_outcome(name, dns.message.from_wire(answer.body))


# -- Telegram -----------------------------------------------------------------


def _req_pq_multi() -> tuple[bytes, bytes]:
    nonce = os.urandom(16)
    message_id = int(time.time() * (1 << 32)) & ~3
    return bytes(8) + struct.pack("<QI", message_id, 20) + struct.pack("<I", 0xBE7E8EF1) + nonce, nonce


def _check_res_pq(message: bytes, nonce: bytes) -> str:
    """Return `ok` if a message answers a nonce, else what is wrong with it."""
    if len(message) < 84 or message[:8] != bytes(8):
        return f"other:{message[:8].hex()}"
    if struct.unpack_from("<I", message, 20)[0] != 0x05162463 or message[24:40] != nonce:
        return "other:not-respq"
    length = message[56]
    pq = int.from_bytes(message[57 : 57 + length], "big")
    if length != 8 or pq < 1 << 55 or all(pq % d for d in (1229739323,)):
        return "other:bad-pq"
    if struct.unpack_from("<I", message, 68)[0] != 0x1CB5C415 or struct.unpack_from("<I", message, 72)[0] < 1:
        return "other:no-fingerprints"
    return "ok"


def _receive(sock: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        block = sock.recv(size - len(data))
        if not block:
            raise FailedError("eof:app")
        data += block
    return data


def probe_mtproto(address: str, port: int, transport: str) -> str:
    """Ask `req_pq_multi` over one transport, and check `resPQ`."""
    message, nonce = _req_pq_multi()
    with connect(address, port) as sock:
        if transport == "http":
            head = f"POST /api HTTP/1.1\r\nHost: {address}:{port}\r\nContent-Length: {len(message)}\r\n"
            sock.sendall(head.encode() + b"Connection: keep-alive\r\n\r\n" + message)
            answer = _read_http(sock)
            if answer.status != 200:
                return answer.describe().replace("302:", "other:302:")
            return _check_res_pq(answer.body, nonce)
        if transport == "abridged":
            sock.sendall(b"\xef" + bytes([len(message) // 4]) + message)
            size = _receive(sock, 1)[0]
            return _check_res_pq(_receive(sock, size * 4), nonce)
        if transport == "full":
            packet = struct.pack("<II", len(message) + 12, 0) + message
            sock.sendall(packet + struct.pack("<I", zlib.crc32(packet)))
            size_field = _receive(sock, 4)
            rest = _receive(sock, struct.unpack("<I", size_field)[0] - 4)
            if zlib.crc32(size_field + rest[:-4]) != struct.unpack("<I", rest[-4:])[0]:
                return "other:bad-crc"
            return _check_res_pq(rest[4:-4], nonce)
        if transport in ("intermediate", "padded"):
            padding = os.urandom(3) if transport == "padded" else b""
            tag = b"\xee\xee\xee\xee" if transport == "intermediate" else b"\xdd\xdd\xdd\xdd"
            sock.sendall(tag + struct.pack("<I", len(message) + len(padding)) + message + padding)
            size = struct.unpack("<I", _receive(sock, 4))[0]
            return _check_res_pq(_receive(sock, size), nonce)
        return _obfuscated(sock, message, nonce)


def _obfuscated(sock: socket.socket, message: bytes, nonce: bytes) -> str:
    """Ask over an obfuscated stream."""
    while True:
        init = bytearray(os.urandom(64))
        if (
            init[0] not in (0xEF, 0x16, 0x47, 0x48, 0x50, 0x44)
            and init[4:8] != bytes(4)
            and init[:4] not in (b"\xee" * 4, b"\xdd" * 4)
        ):
            break
    init[56:60] = b"\xef\xef\xef\xef"
    up = Cipher(algorithms.AES(bytes(init[8:40])), modes.CTR(bytes(init[40:56]))).encryptor()
    reverse = bytes(init[8:56])[::-1]
    down = Cipher(algorithms.AES(reverse[:32]), modes.CTR(reverse[32:48])).decryptor()
    encrypted = up.update(bytes(init))
    sock.sendall(bytes(init[:56]) + encrypted[56:] + up.update(bytes([len(message) // 4]) + message))
    size = down.update(_receive(sock, 1))[0]
    return _check_res_pq(down.update(_receive(sock, size * 4)), nonce)


# -- WhatsApp --------------------------------------------------------------------


def _noise_hello() -> tuple[Any, bytes, bytes]:
    """Return a key, its public half, and WhatsApp's first message with that."""
    key = X25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    body = b"\x12\x22\x0a\x20" + public
    return key, public, b"WA\x06\x03" + len(body).to_bytes(3, "big") + body


def _noise_check(key: Any, public: bytes, body: bytes) -> str:
    """Follow the Noise XX transcript and decrypt the server's static key and payload."""

    def fields(data: bytes) -> dict[int, bytes]:
        out, pos = {}, 0
        while pos < len(data):
            tag, size, pos = data[pos], 0, pos + 1
            shift = 0
            while True:
                size |= (data[pos] & 0x7F) << shift
                pos += 1
                if data[pos - 1] < 0x80:
                    break
                shift += 7
            out[tag >> 3] = data[pos : pos + size]
            pos += size
        return out

    hello = fields(fields(body)[3])
    ephemeral, static, payload = hello[1], hello[2], hello[3]
    state = b"Noise_XX_25519_AESGCM_SHA256\0\0\0\0"
    digest = chain = state
    for part in (b"WA\x06\x03", public, ephemeral):
        digest = hashlib.sha256(digest + part).digest()

    def mix(chain: bytes, material: bytes) -> tuple[bytes, bytes]:
        made = HKDF(SHA256(), 64, salt=chain, info=b"").derive(material)
        return made[:32], made[32:]

    try:
        chain, cipher = mix(chain, key.exchange(X25519PublicKey.from_public_bytes(ephemeral)))
        server = AESGCM(cipher).decrypt(bytes(12), static, digest)
        digest = hashlib.sha256(digest + static).digest()
        chain, cipher = mix(chain, key.exchange(X25519PublicKey.from_public_bytes(server)))
        AESGCM(cipher).decrypt(bytes(12), payload, digest)
    except InvalidTag:
        return "other:bad-noise"
    return "ok"


def probe_noise(address: str, port: int) -> str:
    """Do the first flight of WhatsApp's Noise handshake."""
    key, public, hello = _noise_hello()
    with connect(address, port) as sock:
        sock.sendall(hello)
        size = int.from_bytes(_receive(sock, 3), "big")
        return _noise_check(key, public, _receive(sock, size))


def _websocket(sock: socket.socket, host: str, path: str, message: bytes) -> bytes:
    """Open a WebSocket, send a message, and return the answer. Raises `FailedError`."""
    key = base64.b64encode(os.urandom(16)).decode()
    extra = f"Upgrade: websocket\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
    extra += f"Sec-WebSocket-Protocol: binary\r\nOrigin: https://{host}\r\n"
    sock.sendall(_http_request(host, path, extra).replace(b"Connection: close", b"Connection: Upgrade"))
    head = b""
    while b"\r\n\r\n" not in head:
        head += _receive(sock, 1)
    if not head.startswith(b"HTTP/1.1 101"):
        raise FailedError("other:" + head.split(b"\r\n")[0].decode())
    mask = os.urandom(4)
    size = bytes([0x80 | len(message)]) if len(message) < 126 else b"\xfe" + struct.pack("!H", len(message))
    sock.sendall(b"\x82" + size + mask + bytes(b ^ mask[i & 3] for i, b in enumerate(message)))
    _, length = _receive(sock, 2)
    if length == 126:
        length = struct.unpack("!H", _receive(sock, 2))[0]
    return _receive(sock, length)


def probe_ws_whatsapp() -> str:
    """Open the web client's chat socket."""
    key, public, hello = _noise_hello()
    with tls("157.240.205.60", "web.whatsapp.com", "os") as sock:
        reply = _websocket(sock, "web.whatsapp.com", "/ws/chat", hello)
        return _noise_check(key, public, reply[3:])


def probe_ws_telegram() -> str:
    """Open the web client's MTProto socket (intermediate transport)."""
    message, nonce = _req_pq_multi()
    with tls("149.154.167.98", "venus.web.telegram.org", "os") as sock:
        reply = _websocket(
            sock, "venus.web.telegram.org", "/apiws", b"\xee\xee\xee\xee" + struct.pack("<I", len(message)) + message
        )
        return _check_res_pq(reply[4:], nonce)


# -- UDP ---------------------------------------------------------------------------


def _udp(address: str, port: int, data: bytes) -> bytes:
    """Send a datagram until something comes back, and return it."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect((address, port))
            for _ in range(3):
                sock.send(data)
                if select.select([sock], [], [], T / 3)[0]:
                    return sock.recv(4096)
        except ConnectionRefusedError:
            raise FailedError("unreach:port") from None
        except OSError as error:
            raise FailedError(_os_error(error, "udp")) from None
    raise FailedError("timeout:udp")


def probe_stun(address: str, port: int) -> str:
    """Ask for a binding; tell the mapped address."""
    txid = os.urandom(12)
    reply = _udp(address, port, struct.pack("!HHI", 1, 0, 0x2112A442) + txid)
    if reply[:2] != b"\x01\x01" or reply[8:20] != txid:
        return "other"
    pos = 20
    while pos + 4 <= len(reply):
        kind, size = struct.unpack_from("!HH", reply, pos)
        if kind == 0x0020:
            value = bytes(a ^ b for a, b in zip(reply[pos + 8 : pos + 12], b"\x21\x12\xa4\x42", strict=False))
            return f"ok:{ipaddress.ip_address(value)}"
        pos += 4 + size + (-size % 4)
    return "other:no-address"


def probe_ntp(address: str) -> str:
    """Tell the clock's offset."""
    reply = _udp(address, 123, b"\x23" + bytes(39) + os.urandom(8))
    offset = struct.unpack_from("!I", reply, 40)[0] - 2208988800 - time.time()
    return "ok" if abs(offset) < 5 else f"offset:{offset / 86400:+.0f}d"


def probe_quic(address: str) -> str:
    """Tell whether an unknown QUIC version is answered with Version Negotiation, as it must."""
    packet = b"\xc0\x1a\x2a\x3a\x4a\x08" + os.urandom(8) + b"\x08" + os.urandom(8)
    reply = _udp(address, 443, packet + bytes(1200 - len(packet)))
    return "ok" if reply[0] & 0x80 and reply[1:5] == bytes(4) else "other"


def _curl_has_h3() -> bool:
    done = subprocess.run(["curl", "-V"], capture_output=True, check=False, text=True) if shutil.which("curl") else None
    return done is not None and " HTTP3" in done.stdout


def probe_h3(address: str, name: str) -> str:
    """Fetch over HTTP/3 with curl (skipped where curl cannot)."""
    if not _curl_has_h3():
        return "skipped"
    limits = ("-m", str(T + 1 if SCALE == 1 else 4 * T), "--connect-timeout", str(T))
    written = ("-o", "/dev/null", "-w", "%{http_version}:%{http_code}")
    headers = ("-H", "Sec-Fetch-Site: none", "-H", "Sec-Fetch-Mode: navigate")
    where = ("--resolve", f"{name}:443:{address}", f"https://{name}/")
    command = ["curl", "-sS", "-4", "--http3-only", *limits, *written, *headers, *where]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode in (28,):
        return "timeout:quic"
    if done.returncode == 60:
        return "badcert:quic"
    if done.returncode == 7:
        return "unreach:quic"
    return f"ok:{done.stdout}" if done.returncode == 0 else f"error:curl {done.returncode} {done.stderr.strip()[:120]}"


def probe_trace(address: str) -> str:
    """Tell the routers on the path, by ICMP echo with growing TTL; `*` for one that says nothing."""
    seen: list[str] = []
    try:
        while len(seen) < 11 and seen[-1:] != [address] and seen[-2:] != ["*", "*"]:
            tries = (_find_router(address, len(seen) + 1) for _ in range(8))  # any packet may get lost
            seen.append(next((router for router in tries if router != "*"), "*"))
    except OSError as error:
        return _os_error(error, "icmp")
    return ">".join(seen)


def _find_router(address: str, ttl: int) -> str:
    """Return who answers an ICMP echo with a TTL: the router at which it ends, or the host itself."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP) as sock:
        sock.setsockopt(socket.SOL_IP, socket.IP_TTL, ttl)
        sock.setsockopt(socket.SOL_IP, 11, 1)  # IP_RECVERR
        sock.connect((address, 0))
        sock.send(struct.pack("!BBHHH", 8, 0, 0, 1, ttl) + b"trace")
        poll = select.poll()
        poll.register(sock, select.POLLIN | select.POLLERR)
        if not poll.poll(T * 200):
            return "*"
        try:
            sock.recv(1024)
            return address
        except OSError:
            _, control, _, _ = sock.recvmsg(1024, 512, 0x2000)  # MSG_ERRQUEUE
            return next((socket.inet_ntoa(raw[20:24]) for _, _, raw in control if len(raw) >= 32), "?")


def probe_ping(address: str) -> str:
    """Send an ICMP echo through an unprivileged ping socket."""
    six = ":" in address
    with socket.socket(socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_DGRAM, 58 if six else 1) as sock:
        try:
            for seq in range(3):
                sock.sendto(struct.pack("!BBHHH", 128 if six else 8, 0, 0, 1, seq) + b"ping", (address, 0))
                if select.select([sock], [], [], T / 3)[0]:
                    sock.recv(1024)
                    return "ok"
        except OSError as error:
            return _os_error(error, "icmp")
    return "timeout:icmp"


# -- throughput, repetition, interface ------------------------------------------------


def probe_speed(address: str, host: str, trust: str, path: str, size: int) -> str:
    """Tell the class of the rate at which the first `size` bytes of a page come."""
    with tls(address, host, trust) as sock:
        sock.sendall(_http_request(host, path))
        answer = _read_http(sock, most=size)
    if answer.ended == "silent":
        return _stall(len(answer.body)) if answer.body else "timeout:app"
    if answer.ended not in ("closed", "slow"):
        return answer.ended
    return _rate_class(len(answer.body) * 8 / max(0.001, answer.seconds) / 1000)


def _rate_class(rate_kbit: float) -> str:
    """Return what a rate is called; `fast` is what a busy computer still reaches where nothing is slowed."""
    return "slow:128k" if 90 <= rate_kbit <= 150 else "fast" if rate_kbit > 1100 else f"rate:{rate_kbit:.0f}k"


def probe_upload() -> str:
    """Tell the class of the upload rate (96 KB to Telegram's API host)."""
    body = bytes(96_000)
    with tls("149.154.167.220", "api.telegram.org", "os") as sock:
        head = f"POST /upload HTTP/1.1\r\nHost: api.telegram.org\r\nContent-Length: {len(body)}\r\n"
        head += "Connection: close\r\n\r\n"
        began = time.monotonic()
        sock.settimeout(max(T, 12.0))
        try:
            sock.sendall(head.encode() + body)
            answer = _read_http(sock, 15)
        except TimeoutError:
            return "stall:16k"
        except OSError as error:
            return _os_error(error, "app")
        if answer.status == 0:
            return "stall:16k" if answer.ended == "silent" else "eof:app"
    return _rate_class(len(body) * 8 / (time.monotonic() - began) / 1000)


def probe_repeat() -> str:
    """Do eight TLS handshakes one after another: tell how many succeed, and how the others fail."""
    good, failures = 0, set()
    for _ in range(8):
        try:
            tls("157.240.205.60", "www.whatsapp.com", "os").close()
            good += 1
        except FailedError as failed:
            failures.add(str(failed))
            if good == 0 and len(failures) == 1 and _ == 2:
                return f"0/8:{failed}"
    return f"{good}/8" + (":" + ",".join(sorted(failures)) if failures else "")


def probe_stress() -> str:
    """200 TLS connections at once, most of them broken off by the client: the others must all succeed.

    A quarter refuses the certificate, a quarter stops within the ClientHello, a
    quarter asks for a large page and leaves after its first bytes.  Servers that
    mix up connections then would make a checker see resets and silence that no
    censor caused.
    """
    sites = (("77.88.44.242", "ya.ru", "os"), ("87.240.132.72", "vk.com", "os"), ("155.212.204.143", "max.ru", "state"))
    address, name, trust = sites[0]
    tls(address, name, trust).close()  # raises where these sites cannot be reached at all

    def one(number: int) -> str:
        address, name, trust = sites[number % 3]
        try:
            if number % 4 == 1:
                tls(address, name, "signal").close()
                return "accepted a wrong issuer"
            if number % 4 == 2:
                with connect(address, 443) as plain:
                    plain.sendall(b"\x16\x03\x01\x02\x00\x01")
                return "ok"
            with tls(address, name, trust) as sock:
                sock.sendall(_http_request(name, "/"))
                if number % 4 == 0:
                    sock.recv(1024)
                    return "ok"
                return "ok" if _read_http(sock).describe() == "200:full" else "page incomplete"
        except FailedError as failed:
            return "ok" if number % 4 == 1 and str(failed).startswith("badcert") else str(failed).split("|")[0]
        except OSError as error:
            return _os_error(error, "app")

    with concurrent.futures.ThreadPoolExecutor(40) as pool:
        wrong = sorted({outcome for outcome in pool.map(one, range(200)) if outcome != "ok"})
    return ("other:" + ",".join(wrong))[:300] if wrong else "ok"


def probe_interface(what: str) -> str:
    """Tell facts about eth0 and the routing table."""
    if what == "carrier":
        return "up" if psutil.net_if_stats()["eth0"].isup else "down"
    if what == "route4":
        with open("/proc/net/route", encoding="ascii") as handle:
            rows = [line.split() for line in handle.readlines()[1:]]
        defaults = sorted((int(r[6]), r[0]) for r in rows if r[1] == "00000000" and r[7] == "00000000")
        return defaults[0][1] if defaults else "none"
    family = socket.AF_INET if what == "addr4" else socket.AF_INET6
    addresses = [a.address for a in psutil.net_if_addrs()["eth0"] if a.family == family]
    return "yes" if any(not address.startswith("fe80:") for address in addresses) else "none"


# -- The battery ----------------------------------------------------------------------


@dataclass
class Probe:
    """A named measurement and its outcome on the clean network."""

    ident: str
    run: Callable[[], str]
    clean: str


_PROBE = "probe_"
_KINDS: Mapping[str, Callable[..., str]] = {
    name.removeprefix(_PROBE): function for name, function in globals().items() if name.startswith(_PROBE)
}
"""The probes above, by their names in the table."""


def battery() -> list[Probe]:
    """Return all probes."""
    with open("/etc/resolv.conf", encoding="ascii") as handle:
        *_, configured = (line.split()[1] for line in handle if line.startswith("nameserver"))
    told: dict[str, str] = dict(TABLES["probes"])
    for resolver, address in TABLES["resolvers"].items():
        told |= {f"dns.{resolver}.{name}": f"dns {address} {name} -> ok" for name in TABLES["dns"]["names"].split()}
        told[f"dns.{resolver}.no-such-host"] = f"dns {address} no-such-host.example.com -> nxdomain"
    return [_make_probe(ident, row, configured) for ident, row in told.items()]


def _make_probe(ident: str, row: str, resolver: str) -> Probe:
    """Return a probe of the table; `resolver`: the address that `isp` stands for."""
    action, _, clean = row.partition(" -> ")
    kind, *words = action.split()
    arguments = [int(word) if word.isdigit() else resolver if word == "isp" else word for word in words]
    return Probe(ident, partial(_KINDS[kind], *arguments), clean)


def run_inside(scale: float, only: str | None) -> dict[str, dict[str, Any]]:
    """Run the battery here; returns id -> {outcome, clean, ms}."""
    global T, SCALE
    SCALE = scale
    T = 3.0 * scale
    probes = [p for p in battery() if not only or fnmatch.fnmatchcase(p.ident, only)]

    def one(probe: Probe) -> tuple[str, dict[str, Any]]:
        began = time.monotonic()
        try:
            outcome = probe.run()
        except FailedError as failed:
            outcome = str(failed)
        except OSError as error:
            outcome = _os_error(error, "app")
        except Exception as error:  # noqa: BLE001 - an outcome like any other
            outcome = f"crash:{error!r}"
        return probe.ident, {"outcome": outcome, "clean": probe.clean, "ms": round((time.monotonic() - began) * 1000)}

    # Rate and time measurements get a quiet machine, and questions to every router a quiet line: they run afterwards.
    stages = {"speed": 1, "up": 1, "rtt": 2, "trace": 2, "repeat": 3, "stress": 4}
    ordered: list[list[Probe]] = [[] for _ in range(5)]
    for probe in probes:
        ordered[stages.get(probe.ident.split(".")[0], 0)].append(probe)

    results: dict[str, dict[str, Any]] = {}
    for stage in ordered:
        with concurrent.futures.ThreadPoolExecutor(48) as pool:
            results.update(pool.map(one, stage))
    return results


# -- Outside: run scenarios, compare --------------------------------------------------


def expected_outcome(ident: str, clean: str, expect: dict[str, str]) -> str:
    """Return the expectation for a probe: last matching entry, or the clean outcome."""
    value = "="
    for pattern, outcome in expect.items():
        if fnmatch.fnmatchcase(ident, pattern):
            value = outcome
    return "||".join(clean if part == "=" else part for part in value.split("||"))


def matches(outcome: str, expected: str) -> bool:
    """Return whether the outcome fits one of the ``||``-joined globs (``x`` also fits ``x:detail``)."""
    return any(
        outcome == part or fnmatch.fnmatchcase(outcome, part) or _is_as_far(outcome, part)
        for part in expected.split("||")
    )


def _is_as_far(outcome: str, expected: str) -> bool:
    """Return whether a connect time is the expected one, with what a busy computer adds to it."""
    times = re.fullmatch(r"rtt~(\d+) rtt~(\d+)", f"{outcome} {expected}")
    return times is not None and int(times[2]) - 1 <= int(times[1]) <= int(times[2]) * 1.06 + 8


def check(spec: str, *, only: str | None = None, seed: int = 1) -> dict[str, Any]:
    """Build one scenario, run the battery inside, compare; returns a result record."""
    from lab.network_file import ANYTHING
    from lab.runner import Lab
    from lab.scenarios import find_scenario

    scenario = find_scenario(spec)
    rtt = 2 * (scenario.link.access_ms + scenario.link.world_ms)
    scale = 4.0 if rtt > 300 or scenario.link.loss else 1.0
    command = [sys.executable, os.path.abspath(__file__), "--inside", "--scale", str(scale)] + (
        ["--only", only] if only else []
    )
    with Lab(scenario, seed=seed) as lab:
        result = lab.run(command, capture=True, timeout=180)
    record: dict[str, Any] = {
        "scenario": spec,
        "failures": [],
        "timings": lab.report["timings"],
        "memory": lab.report["memory"],
        "run_ms": lab.report["runs"][0]["run_ms"],
    }

    def note_failure(probe: str, expected: str, seen: str) -> None:
        record["failures"].append({"probe": probe, "expected": expected, "seen": seen})

    try:
        seen = json.loads(result.stdout)
    except ValueError:
        note_failure("(run)", "json", (result.stdout + result.stderr).decode(errors="replace")[-2000:])
        return record
    record["probes"] = len(seen)
    met = scenario.expect != ANYTHING and scenario.vpn is None and not scenario.unmet
    never = lab.report["coverage"]["rules_never_hit"]
    if never and met and not only:
        note_failure("(rules)", "every rule acts", f"never: {', '.join(never)}")
    for ident, entry in seen.items():
        expected = expected_outcome(ident, entry["clean"], dict(scenario.expect))
        if not matches(entry["outcome"], expected):
            note_failure(ident, expected, entry["outcome"])
    return record


def main_inside() -> None:
    """Entry point inside the client."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inside", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only")
    args = parser.parse_args()
    json.dump(run_inside(args.scale, args.only), sys.stdout)


if __name__ == "__main__":
    main_inside()
