"""An independent reference client and the proof that each scenario shows its symptoms.

``lab selftest [SCENARIO...]`` builds each scenario, runs this file
*inside* the client (plain sockets, ``ssl`` and dnspython; nothing of the lab
is imported there) and compares the outcome of every probe with the expected
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
import hashlib
import hmac
import ipaddress
import json
import os
import select
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# --------------------------------------------------------------------------
# Reference data of the client (kept apart from the lab's catalogue on purpose)
# --------------------------------------------------------------------------

# fmt: off  (tables)
_META4 = ("157.240.", "31.13.", "185.60.21")
EXPECT_PREFIX: dict[str, tuple[str, ...]] = {
    "web.whatsapp.com": (*_META4, "2a03:2880:"),
    "g.whatsapp.net": (*_META4, "2a03:2880:"),
    "e1.whatsapp.net": ("3.33.", "15.197."),
    "mmg.whatsapp.net": (*_META4, "2a03:2880:"),
    "www.facebook.com": (*_META4, "2a03:2880:"),
    "web.telegram.org": ("149.154.", "2001:67c:4e8:"),
    "t.me": ("149.154.", "2001:67c:4e8:"),
    "chat.signal.org": ("13.248.212.", "76.223.", "15.197.251.", "2600:9000:"),
    "discord.com": ("162.159.",),
    "www.wikipedia.org": ("185.15.", "208.80.", "2a02:ec80:", "2620:0:861:"),
    "ya.ru": ("77.88.", "5.255.", "2a02:6b8:"),
    "max.ru": ("155.212.",),
    "example.com": ("23.", "2600:1406:"),
    "uptime.signal.org": ("127.0.0.1",),
}
RESOLVERS = {"google": "8.8.8.8", "cloudflare": "1.1.1.1", "quad9": "9.9.9.9", "yandex": "77.88.8.8"}
DNS_NAMES = (
    "web.whatsapp.com",
    "g.whatsapp.net",
    "e1.whatsapp.net",
    "web.telegram.org",
    "chat.signal.org",
    "discord.com",
    "www.wikipedia.org",
    "ya.ru",
    "max.ru",
    "example.com",
    "uptime.signal.org",
)

#: key -> (address, port)
TCP = {
    "wa-chat-443": ("157.240.205.61", 443),
    "wa-chat-5222": ("157.240.205.61", 5222),
    "wa-e1-443": ("3.33.221.48", 443),
    "wa-e1-5222": ("3.33.221.48", 5222),
    "wa-e1b-443": ("15.197.210.208", 443),
    "wa-web-443": ("157.240.205.60", 443),
    "wa-media-443": ("157.240.205.52", 443),
    "fb-443": ("157.240.205.35", 443),
    "tg-dc1-443": ("149.154.175.53", 443),
    "tg-dc2-443": ("149.154.167.51", 443),
    "tg-dc2-80": ("149.154.167.51", 80),
    "tg-dc3-443": ("149.154.175.100", 443),
    "tg-dc4-443": ("149.154.167.91", 443),
    "tg-dc5-443": ("91.108.56.130", 443),
    "tg-web-443": ("149.154.167.99", 443),
    "sg-chat-443": ("76.223.92.165", 443),
    "sg-cdn2-443": ("104.18.37.148", 443),
    "discord-443": ("162.159.128.233", 443),
    "wiki-443": ("185.15.59.224", 443),
    "example-443": ("23.215.0.136", 443),
    "google-443": ("142.250.74.36", 443),
    "cf-1111-443": ("1.1.1.1", 443),
    "ya-443": ("77.88.44.242", 443),
    "vk-443": ("87.240.132.72", 443),
    "max-443": ("155.212.204.143", 443),
    "gosuslugi-443": ("213.59.254.7", 443),
    "threema-443": ("185.88.236.112", 443),
    "wechat-443": ("43.130.30.241", 443),
    "viber-5242": ("52.0.252.40", 5242),
    "rubika-443": ("185.143.233.120", 443),
    "fcm-5228": ("64.233.161.188", 5228),
}
TCP6 = {
    "wa-web-443": ("2a03:2880:f257:c8:face:b00c:0:167", 443),
    "tg-dc2-443": ("2001:67c:4e8:f002::a", 443),
    "ya-443": ("2a02:6b8::2:242", 443),
    "google-443": ("2a00:1450:400f:803::2004", 443),
}

_DIGICERT, _GODADDY, _GTS, _LE, _AMAZON, _GLOBALSIGN = (
    "DigiCert Global G2 TLS RSA SHA256 2020 CA1",
    "Go Daddy Secure Certificate Authority - G2",
    "WE1",
    "E7",
    "Amazon RSA 2048 M04",
    "GlobalSign RSA OV SSL CA 2018",
)
_MINISTRY = "Russian Trusted Sub CA"
#: key -> (address, server name, trust, issuer seen on a clean network)
TLS = {
    "wa-web": ("157.240.205.60", "web.whatsapp.com", "os", _DIGICERT),
    "wa-www": ("157.240.205.60", "www.whatsapp.com", "os", _DIGICERT),
    "wa-media": ("157.240.205.52", "mmg.whatsapp.net", "os", _DIGICERT),
    "wa-reg": ("157.240.205.54", "v.whatsapp.net", "os", _DIGICERT),
    "wa-chat": ("157.240.205.61", "g.whatsapp.net", "os", _DIGICERT),
    "fb": ("157.240.205.35", "www.facebook.com", "os", _DIGICERT),
    "tg-web": ("149.154.167.99", "web.telegram.org", "os", _GODADDY),
    "tg-tme": ("149.154.167.99", "t.me", "os", _GODADDY),
    "tg-venus": ("149.154.167.98", "venus.web.telegram.org", "os", _GODADDY),
    "sg-chat": ("76.223.92.165", "chat.signal.org", "signal", "Signal Messenger"),
    "sg-grpc": ("15.197.251.99", "grpc.chat.signal.org", "signal", "Signal Messenger"),
    "sg-cdn2": ("104.18.37.148", "cdn2.signal.org", "signal", "Signal Messenger"),
    "sg-storage": ("142.251.143.147", "storage.signal.org", "signal", "Signal Messenger"),
    "sg-web": ("18.161.97.10", "signal.org", "os", _AMAZON),
    "discord": ("162.159.128.233", "discord.com", "os", _GTS),
    "viber": ("52.0.252.15", "www.viber.com", "os", _AMAZON),
    "threema": ("185.88.236.110", "web.threema.ch", "os", _LE),
    "wiki": ("185.15.59.224", "www.wikipedia.org", "os", _LE),
    "google": ("142.250.74.36", "www.google.com", "os", _GTS),
    "example": ("23.215.0.136", "example.com", "os", _DIGICERT),
    "cloudflare": ("104.16.124.96", "www.cloudflare.com", "os", _GTS),
    "ya": ("77.88.44.242", "ya.ru", "os", _GLOBALSIGN),
    "vk": ("87.240.132.72", "vk.com", "os", _GLOBALSIGN),
    "max": ("155.212.204.143", "max.ru", "state", _MINISTRY),
    "gosuslugi": ("213.59.254.7", "gosuslugi.ru", "os", _GLOBALSIGN),
}
#: key -> (address, host, path, what the clean network answers)
HTTP = {
    "gstatic": ("142.250.74.99", "connectivitycheck.gstatic.com", "/generate_204", "204"),
    "msft": ("13.107.4.52", "www.msftconnecttest.com", "/connecttest.txt", "200:Microsoft Connect Test"),
    "apple": ("17.253.57.203", "captive.apple.com", "/hotspot-detect.html", "200:*Success*"),
    "firefox": ("34.107.221.82", "detectportal.firefox.com", "/success.txt", "200:success"),
    "example": ("23.215.0.136", "example.com", "/", "200:*Example Domain*"),
    "neverssl": ("34.223.124.45", "neverssl.com", "/", "200:*NeverSSL*"),
    "wa": ("157.240.205.60", "web.whatsapp.com", "/", "301:https://web.whatsapp.com/"),
    "tg": ("149.154.167.99", "web.telegram.org", "/", "301:https://web.telegram.org/"),
}
#: key -> (TLS key or (address, name, trust), path, clean outcome)
HTTPS = {
    "wa-web": ("wa-web", "/", "200:full"),
    "wa-media": ("wa-media", "/blob", "200:full"),
    "tg-web": ("tg-web", "/k/assets/img/pattern.svg", "200:full"),
    "sg-chat": ("sg-chat", "/v1/config", "401"),
    "discord": ("discord", "/", "200:full"),
    "wiki": ("wiki", "/", "200:full"),
    "google": ("google", "/", "200:full"),
    "cloudflare": ("cloudflare", "/", "200:full"),
    "example": ("example", "/", "200:full"),
    "ya": ("ya", "/", "200:full"),
    "vk": ("vk", "/", "200:full"),
    "max": ("max", "/", "200:full"),
    "gosuslugi": ("gosuslugi", "/", "200:full"),
}
BYNAME_HTTPS = {
    "wa-web": ("web.whatsapp.com", "os", "/", "200:full"),
    "wa-media": ("mmg.whatsapp.net", "os", "/robots.txt", "200:full"),
    "fb-web": ("www.facebook.com", "os", "/robots.txt", "200:full"),
    "tg-web": ("web.telegram.org", "os", "/robots.txt", "404"),
    "sg-chat": ("chat.signal.org", "signal", "/v1/config", "401"),
    "ya": ("ya.ru", "os", "/", "200:full"),
    "max": ("max.ru", "state", "/", "200:full"),
    "example": ("example.com", "os", "/", "200:full"),
}
BYNAME_HTTP = {
    "wa-web": ("web.whatsapp.com", "301:https://web.whatsapp.com/"),
    "tg-web": ("web.telegram.org", "301:https://web.telegram.org/"),
    "example": ("example.com", "200:*Example Domain*"),
}
MTPROTO = {
    "dc2-443": ("149.154.167.51", 443, ("abridged", "intermediate", "padded", "full", "obfuscated", "http")),
    "dc2-80": ("149.154.167.51", 80, ("abridged", "http")),
    "dc2-5222": ("149.154.167.51", 5222, ("abridged",)),
    "dc1-443": ("149.154.175.53", 443, ("abridged",)),
    "dc4-443": ("149.154.167.91", 443, ("obfuscated",)),
    "dc5-443": ("91.108.56.130", 443, ("intermediate",)),
}
NOISE = {"chat-443": ("157.240.205.61", 443), "chat-5222": ("157.240.205.61", 5222), "e1-443": ("3.33.221.48", 443)}
STUN = {
    "google": ("74.125.250.129", 19302),
    "cloudflare": ("141.101.90.0", 3478),
    "wa": ("157.240.205.62", 3478),
    "tg": ("91.108.9.10", 3478),
    "signal": ("35.204.131.20", 3478),
    "max": ("155.212.205.66", 3478),
}
SPEED = {
    "tg": ("tg-tme", "telegram.org", "/dl/file", 160_000),
    "wa": ("wa-media", "mmg.whatsapp.net", "/blob", 400_000),
    "cloudflare": ("cloudflare", "speed.cloudflare.com", "/__down?bytes=400000", 400_000),
    "vk": ("vk", "vk.com", "/", 130_000),
}

# fmt: on

# --------------------------------------------------------------------------
# Plumbing
# --------------------------------------------------------------------------

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


def _near_or_far(address: str, port: int) -> str:
    """Return where a refusal comes from: time it alone, best of four."""
    best = 1e9
    with _serial:
        for _ in range(4):
            sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
            sock.settimeout(T)
            began = time.perf_counter()
            try:
                sock.connect((address, port))
                return "flapping"
            except ConnectionRefusedError:
                best = min(best, (time.perf_counter() - began) * 1000)
            except OSError:
                return "flapping"
            finally:
                sock.close()
    return "refused:near" if best < _NEAR_MS else "refused:far"


_TRUST = {"os": "SSL_CERT_FILE", "signal": "LAB_SIGNAL_CA", "public": "LAB_PUBLIC_CA", "state": "LAB_STATE_CA"}
_contexts: dict[str, ssl.SSLContext] = {}
_context_lock = threading.Lock()


def _tls_context(trust: str, alpn: tuple[str, ...] = ("http/1.1",)) -> ssl.SSLContext:
    """Return the context that trusts one of the lab's bundles; `none`: everybody."""
    with _context_lock:
        key = f"{trust} {alpn}"
        if key not in _contexts:
            if trust == "none":
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
            else:
                context = ssl.create_default_context(cafile=os.environ[_TRUST[trust]])
            context.set_alpn_protocols(list(alpn))
            _contexts[key] = context
        return _contexts[key]


def _issuer(der: bytes | None) -> str:
    """Return who signed a certificate."""
    from cryptography import x509
    from cryptography.x509.oid import NameOID

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


def _read_http(sock: socket.socket, limit_s: float = 6.0) -> tuple[int, dict[str, str], int, bytes, bool, str]:
    """Return status, headers, bytes of the body, its first 4 KB, whether it is complete, and how it ended."""
    began = time.monotonic()
    data = b""
    got = 0
    status, headers = 0, {}
    head_done = False
    want: int | None = None
    ended = "closed"
    while True:
        if time.monotonic() - began > limit_s * SCALE and head_done:
            ended = "slow"
            break
        try:
            block = sock.recv(65536)
        except TimeoutError:
            ended = "silent"
            break
        except ssl.SSLEOFError:
            break
        except OSError as error:
            ended = _os_error(error, "app")
            break
        if not block:
            break
        if not head_done:
            data += block
            if b"\r\n\r\n" not in data:
                continue
            head, _, rest = data.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            status = int(lines[0].split(" ")[1])
            headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
            want = int(headers["content-length"]) if "content-length" in headers else None
            head_done, data, got = True, rest[:4096], len(rest)
        else:
            got += len(block)
            if len(data) < 4096:
                data += block[:4096]
        if want is not None and got >= want:
            return status, headers, got, data, True, "complete"
    return status, headers, got, data, head_done and (want is None or got >= want), ended


def _describe(result: tuple[int, dict[str, str], int, bytes, bool, str], text: bool) -> str:
    """Return the outcome of a request."""
    status, headers, got, data, complete, ended = result
    if status == 0:
        return {"silent": "timeout:app", "closed": "eof:app"}.get(ended, ended)
    if 300 <= status < 400:
        return f"{status}:{headers.get('location', '')}"
    if status != 200:
        return str(status)
    if not complete:
        if ended == "slow":
            return "slow"
        if ended == "silent":
            return "stall:16k" if 6_000 <= got <= 17_000 else f"stall:{got}"
        return f"cut:{got}:{ended}"
    return f"200:{' '.join(data.decode('utf-8', 'replace').split())[:600]}" if text else "200:full"


# --------------------------------------------------------------------------
# Probes
# --------------------------------------------------------------------------


def probe_tcp(address: str, port: int) -> str:
    """Connect over TCP."""
    connect(address, port).close()
    return "ok"


def probe_rtt(address: str, port: int) -> str:
    """Tell the class of the TCP connect time, timed alone, best of five."""
    best = 1e9
    connect(address, port).close()
    with _serial:
        for _ in range(5):
            began = time.perf_counter()
            try:
                connect(address, port).close()
            except FailedError:
                continue
            best = min(best, (time.perf_counter() - began) * 1000)
    for known in (600, 560, 60, 40, 16, 10, 8):
        if known - 1 <= best <= known * 1.06 + 6:
            return f"rtt~{known}"
    return f"rtt~{best:.0f}?"


def probe_tls(address: str, name: str, trust: str) -> str:
    """Do a TLS handshake with verification; tell the issuer."""
    with tls(address, name, trust) as sock:
        return f"ok:{_issuer(sock.getpeercert(binary_form=True))}"


def probe_https(address: str, name: str, trust: str, path: str) -> str:
    """Fetch a whole page over TLS."""
    with tls(address, name, trust) as sock:
        sock.sendall(_http_request(name, path))
        return _describe(_read_http(sock), text=False)


def probe_http(address: str, host: str, path: str) -> str:
    """Fetch a page in the clear."""
    sock = connect(address, 80)
    with sock:
        sock.sendall(_http_request(host, path))
        return _describe(_read_http(sock), text=True)


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
    wrong = [a for a in addresses if not a.startswith(EXPECT_PREFIX[name])]
    return f"other:{wrong[0]}" if wrong else "ok"


def _dns_outcome(name: str, message: Any) -> str:
    """Return the outcome of an answer about a name."""
    import dns.rcode
    import dns.rdatatype

    if message.rcode() != dns.rcode.NOERROR:
        return dns.rcode.to_text(message.rcode()).lower()
    found = [
        rdata.to_text().strip('"')
        for rrset in message.answer
        for rdata in rrset
        if rrset.rdtype in (dns.rdatatype.A, dns.rdatatype.AAAA, dns.rdatatype.TXT)
    ]
    if name not in EXPECT_PREFIX:
        return f"ok:{found[0]}" if found else "nodata"
    return _judge(name, found)


def probe_dns(server: str, name: str, rdtype: str = "A", rdclass: str = "IN") -> str:
    """Ask over UDP; wait a little for a second, different answer."""
    import dns.exception
    import dns.message

    query = dns.message.make_query(name, rdtype, rdclass)
    wire = query.to_wire()
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        first: str | None = None
        try:
            sock.connect((server, 53))
            tries = 2 if SCALE == 1 else 5
            for _ in range(tries):
                sock.send(wire)
                end = time.monotonic() + T / tries
                while (left := end - time.monotonic()) > 0:
                    if not select.select([sock], [], [], left)[0]:
                        break
                    try:
                        message = dns.message.from_wire(sock.recv(4096))
                    except dns.exception.DNSException:
                        return "garbage"
                    if message.id != query.id:
                        continue
                    outcome = _dns_outcome(name, message)
                    if first is None:
                        first = outcome
                        end = time.monotonic() + 0.25 * SCALE
                    elif outcome != first:
                        return f"{first}|then:{outcome}"
                if first is not None:
                    return first
        except OSError as error:
            if isinstance(error, ConnectionRefusedError):
                return "unreach:port"
            return _os_error(error, "udp")
    return "timeout:udp"


def _dns_stream(sock: socket.socket, name: str) -> str:
    """Ask over a stream, TCP or TLS."""
    import dns.message

    query = dns.message.make_query(name, "A").to_wire()
    sock.sendall(struct.pack("!H", len(query)) + query)
    data = b""
    while len(data) < 2 or len(data) < 2 + struct.unpack_from("!H", data)[0]:
        block = sock.recv(4096)
        if not block:
            return "eof:app"
        data += block
    return _dns_outcome(name, dns.message.from_wire(data[2:]))


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
    import dns.message

    query = base64.urlsafe_b64encode(dns.message.make_query(name, "A").to_wire()).rstrip(b"=").decode()
    with tls(server, server_name, "os") as sock:
        sock.sendall(_http_request(server_name, f"/dns-query?dns={query}", "Accept: application/dns-message\r\n"))
        result = _read_http(sock)
        if result[0] != 200:
            return _describe(result, text=False)
        return _dns_outcome(name, dns.message.from_wire(result[3]))


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
            result = _read_http(sock)
            return (
                _check_res_pq(result[3], nonce)
                if result[0] == 200
                else _describe(result, text=False).replace("302:", "other:302:")
            )
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
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

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
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = X25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    body = b"\x12\x22\x0a\x20" + public
    return key, public, b"WA\x06\x03" + len(body).to_bytes(3, "big") + body


def _noise_check(key: Any, public: bytes, body: bytes) -> str:
    """Follow the Noise XX transcript and decrypt the server's static key and payload."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

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
        secret = hmac.new(chain, material, hashlib.sha256).digest()
        one = hmac.new(secret, b"\x01", hashlib.sha256).digest()
        return one, hmac.new(secret, one + b"\x02", hashlib.sha256).digest()

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
            sock,
            "venus.web.telegram.org",
            "/apiws",
            b"\xee\xee\xee\xee" + struct.pack("<I", len(message)) + message,
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
    command = [
        "curl",
        "-sS",
        "-4",
        "--http3-only",
        "-o",
        "/dev/null",
        "-m",
        str(T + 1 if SCALE == 1 else 4 * T),
        "--connect-timeout",
        str(T),
        "-w",
        "%{http_version}:%{http_code}",
        "--resolve",
        f"{name}:443:{address}",
        *("-H", "Sec-Fetch-Site: none", "-H", "Sec-Fetch-Mode: navigate"),
        f"https://{name}/",
    ]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode in (28,):
        return "timeout:quic"
    if done.returncode == 60:
        return "badcert:quic"
    if done.returncode == 7:
        return "unreach:quic"
    return f"ok:{done.stdout}" if done.returncode == 0 else f"error:curl {done.returncode} {done.stderr.strip()[:120]}"


def probe_trace(address: str) -> str:
    """Tell the routers on the path, by ICMP echo with growing TTL."""
    seen: list[str] = []
    for ttl in range(1, 12):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, 1) as sock:
            sock.setsockopt(socket.SOL_IP, socket.IP_TTL, ttl)
            sock.setsockopt(socket.SOL_IP, 11, 1)  # IP_RECVERR
            try:
                sock.connect((address, 0))
                sock.send(struct.pack("!BBHHH", 8, 0, 0, 1, ttl) + b"trace")
                poll = select.poll()
                poll.register(sock, select.POLLIN | select.POLLERR)
                if not poll.poll(T * 400):
                    seen.append("*")
                    if seen[-2:] == ["*", "*"]:
                        break
                    continue
                try:
                    sock.recv(1024)
                    seen.append(address)
                    break
                except OSError:
                    _, control, _, _ = sock.recvmsg(1024, 512, 0x2000)  # MSG_ERRQUEUE
                    for _, _, raw in control:
                        if len(raw) >= 32:
                            seen.append(socket.inet_ntoa(raw[20:24]))
                            break
            except OSError as error:
                return _os_error(error, "icmp")
    return ">".join(seen)


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


def probe_speed(key: str) -> str:
    """Tell the class of the download rate."""
    tls_key, host, path, size = SPEED[key]
    address, _, trust, _ = TLS[tls_key]
    with tls(address, host, trust) as sock:
        sock.sendall(_http_request(host, path))
        got, began, first = 0, time.monotonic(), 0.0
        try:
            while got < size and time.monotonic() - began < 6 * SCALE:
                block = sock.recv(65536)
                if not block:
                    break
                if not got:
                    first = time.monotonic()
                got += len(block)
        except TimeoutError:
            if not got:
                return "timeout:app"
            return "stall:16k" if 6_000 <= got <= 17_000 else f"stall:{got}"
        except OSError as error:
            return _os_error(error, "app")
    rate = got * 8 / max(0.001, time.monotonic() - first) / 1000
    return _rate_class(rate)


def _rate_class(rate_kbit: float) -> str:
    return "slow:128k" if 90 <= rate_kbit <= 150 else "fast" if rate_kbit > 1500 else f"rate:{rate_kbit:.0f}k"


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
            result = _read_http(sock, 15)
        except TimeoutError:
            return "stall:16k"
        except OSError as error:
            return _os_error(error, "app")
        if result[0] == 0:
            return "stall:16k" if result[5] == "silent" else "eof:app"
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
    sites = [TLS[key] for key in ("ya", "vk", "max", "gosuslugi")]
    address, name, trust, _ = sites[0]
    tls(address, name, trust).close()  # raises where these sites cannot be reached at all

    def one(number: int) -> str:
        address, name, trust, _ = sites[number % 3]
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
                return "ok" if _describe(_read_http(sock), text=False) == "200:full" else "page incomplete"
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
        try:
            with open("/sys/class/net/eth0/carrier", encoding="ascii") as handle:
                return "up" if handle.read().strip() == "1" else "down"
        except OSError:
            return "down"
    if what == "route4":
        with open("/proc/net/route", encoding="ascii") as handle:
            rows = [line.split() for line in handle.readlines()[1:]]
        defaults = sorted((int(r[6]), r[0]) for r in rows if r[1] == "00000000" and r[7] == "00000000")
        return defaults[0][1] if defaults else "none"
    if what == "addr4":
        with open("/proc/net/fib_trie", encoding="ascii") as handle:
            return "yes" if "192.168.1.23" in handle.read() else "none"
    try:
        with open("/proc/net/if_inet6", encoding="ascii") as handle:
            return "yes" if any(line.split()[3] == "00" and line.split()[5] == "eth0" for line in handle) else "none"
    except OSError:
        return "none"


# --------------------------------------------------------------------------
# The battery
# --------------------------------------------------------------------------


@dataclass
class Probe:
    """A named measurement and its outcome on the clean network."""

    ident: str
    run: Callable[[], str]
    clean: str


def battery() -> list[Probe]:
    """Return all probes."""
    out: list[Probe] = []

    def add(ident: str, clean: str, function: Callable[..., str], *args: Any) -> None:
        out.append(Probe(ident, lambda: function(*args), clean))

    with open("/etc/resolv.conf", encoding="ascii") as handle:
        *_, configured = (line.split()[1] for line in handle if line.startswith("nameserver"))
    for what, clean in (("carrier", "up"), ("addr4", "yes"), ("addr6", "yes"), ("route4", "eth0")):
        add(f"if.{what}", clean, probe_interface, what)
    add("ping.gateway", "ok", probe_ping, "192.168.1.1")
    add("ping.8.8.8.8", "ok", probe_ping, "8.8.8.8")
    add("ping6.google", "ok", probe_ping, "2001:4860:4860::8888")
    add("escape.host-22", "timeout:tcp", probe_tcp, "192.0.2.2", 22)
    add("escape.host-53", "timeout:tcp", probe_tcp, "192.0.2.1", 53)
    for name in ("web.whatsapp.com", "chat.signal.org", "web.telegram.org", "example.com"):
        add(f"sys.{name}", "ok", probe_system, name)
    for ident, server in {"isp": configured, **RESOLVERS}.items():
        for name in DNS_NAMES:
            add(f"dns.{ident}.{name}", "ok", probe_dns, server, name)
        add(f"dns.{ident}.no-such-host", "nxdomain", probe_dns, server, "no-such-host.example.com")
    for name in ("web.whatsapp.com", "chat.signal.org", "web.telegram.org", "example.com"):
        add(f"dnstcp.isp.{name}", "ok", probe_dns_tcp, configured, name)
        add(f"dnstcp.google.{name}", "ok", probe_dns_tcp, "8.8.8.8", name)
    for name in ("web.whatsapp.com", "example.com"):
        add(f"dns6.google.{name}", "ok", probe_dns, "2001:4860:4860::8888", name)
    add("chaos.isp", "ok:ns1.isp.example.ru", probe_dns, configured, "id.server", "TXT", "CH")
    add("chaos.google", "refused", probe_dns, "8.8.8.8", "id.server", "TXT", "CH")
    add("chaos.cloudflare", "ok:FRA", probe_dns, "1.1.1.1", "id.server", "TXT", "CH")
    add("whoresolves.isp", "ok:178.66.0.54", probe_dns, configured, "whoami.akamai.net")
    add("whoresolves.google", "ok:172.253.5.4", probe_dns, "8.8.8.8", "whoami.akamai.net")
    for ident, server, server_name in (
        ("cf-ip", "1.1.1.1", "1.1.1.1"),
        ("cf-name", "1.0.0.1", "cloudflare-dns.com"),
        ("google", "8.8.8.8", "dns.google"),
        ("quad9", "9.9.9.9", "dns.quad9.net"),
    ):
        for name in ("web.whatsapp.com", "example.com"):
            add(f"doh.{ident}.{name}", "ok", probe_doh, server, server_name, name)
    add("dot.cloudflare.example.com", "ok", probe_dot, "1.1.1.1", "one.one.one.one", "example.com")
    add("dot.google.web.whatsapp.com", "ok", probe_dot, "8.8.8.8", "dns.google", "web.whatsapp.com")
    for key, (address, port) in TCP.items():
        add(f"tcp.{key}", "ok", probe_tcp, address, port)
    for key, (address, port) in TCP6.items():
        add(f"tcp6.{key}", "ok", probe_tcp, address, port)
    add("tcp.unlisted-port", "refused:far", probe_tcp, "185.15.59.224", 8443)
    for key, clean in (("example-443", "rtt~40"), ("google-443", "rtt~40"), ("ya-443", "rtt~16")):
        add(f"rtt.{key.removesuffix('-443')}", clean, probe_rtt, *TCP[key])
    for key, (address, name, trust, issuer) in TLS.items():
        add(f"tls.{key}", f"ok:{issuer}", probe_tls, address, name, trust)
    add("tls6.wa-web", f"ok:{_DIGICERT}", probe_tls, TCP6["wa-web-443"][0], "web.whatsapp.com", "os")
    add("tls6.ya", f"ok:{_GLOBALSIGN}", probe_tls, TCP6["ya-443"][0], "ya.ru", "os")
    add("tlspub.wa-web", f"ok:{_DIGICERT}", probe_tls, "157.240.205.60", "web.whatsapp.com", "public")
    add("tlsctl.wa-ip-example-sni", "badcert:*ostname mismatch*", probe_tls, "157.240.205.60", "example.com", "os")
    add("tlsctl.example-ip-wa-sni", "badcert:*ostname mismatch*", probe_tls, "23.215.0.136", "web.whatsapp.com", "os")
    for key, (address, host, path, clean) in HTTP.items():
        add(f"http.{key}", clean, probe_http, address, host, path)
    for key, (tls_key, path, clean) in HTTPS.items():
        address, name, trust, _ = TLS[tls_key]
        add(f"https.{key}", clean, probe_https, address, name, trust, path)
    for key, (name, trust, path, clean) in BYNAME_HTTPS.items():
        add(f"byname.https.{key}", clean, _by_name, name, lambda a, n=name, t=trust, p=path: probe_https(a, n, t, p))
    for key, (name, clean) in BYNAME_HTTP.items():
        add(f"byname.http.{key}", clean, _by_name, name, lambda a, n=name: probe_http(a, n, "/"))
    for key, (address, port, transports) in MTPROTO.items():
        for transport in transports:
            add(f"mtproto.{key}.{transport}", "ok", probe_mtproto, address, port, transport)
    add("mtproto6.dc2-443.abridged", "ok", probe_mtproto, "2001:67c:4e8:f002::a", 443, "abridged")
    for key, (address, port) in NOISE.items():
        add(f"noise.{key}", "ok", probe_noise, address, port)
    add("noise6.chat-443", "ok", probe_noise, "2a03:2880:f257:c8:face:b00c:0:168", 443)
    add("ws.wa-web", "ok", probe_ws_whatsapp)
    add("ws.tg-venus", "ok", probe_ws_telegram)
    for key, (address, port) in STUN.items():
        add(f"stun.{key}", "ok:178.66.143.27", probe_stun, address, port)
    add("ntp.cloudflare", "ok", probe_ntp, "162.159.200.123")
    add("quic.google", "ok", probe_quic, "142.250.74.36")
    add("quic.wa-web", "ok", probe_quic, "157.240.205.60")
    add("h3.wa-web", "ok:3:200||skipped", probe_h3, "157.240.205.60", "web.whatsapp.com")
    add("h3.google", "ok:3:200||skipped", probe_h3, "142.250.74.36", "www.google.com")
    add(
        "trace.8.8.8.8",
        "192.168.1.1>10.77.0.1>178.66.1.1>178.66.2.9>62.115.44.10>62.115.118.71>80.239.130.5>8.8.8.8",
        probe_trace,
        "8.8.8.8",
    )
    add(
        "trace.tg-dc2",
        "192.168.1.1>10.77.0.1>178.66.1.1>178.66.2.9>62.115.44.10>62.115.118.71>80.239.130.5>149.154.167.51",
        probe_trace,
        "149.154.167.51",
    )
    for key in SPEED:
        add(f"speed.{key}", "fast", probe_speed, key)
    add("up.tg", "fast", probe_upload)
    add("repeat.wa-web", "8/8", probe_repeat)
    add("stress.tls-ru", "ok", probe_stress)
    add("whoami.ipify", "200:178.66.143.27", probe_http, "104.26.12.205", "api.ipify.org", "/")
    return out


def run_inside(scale: float, only: str | None) -> dict[str, dict[str, Any]]:
    """Run the battery here; returns id -> {outcome, clean, ms}."""
    import fnmatch

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

    # Rate and time measurements get a quiet machine: they run after the others.
    stages = {"speed": 1, "up": 1, "rtt": 2, "repeat": 3, "stress": 4}
    ordered: list[list[Probe]] = [[] for _ in range(5)]
    for probe in probes:
        ordered[stages.get(probe.ident.split(".")[0], 0)].append(probe)
    # warm up imports before the threads start
    import cryptography.x509  # noqa: F401
    import dns.message  # noqa: F401

    results: dict[str, dict[str, Any]] = {}
    for stage in ordered:
        with concurrent.futures.ThreadPoolExecutor(48) as pool:
            results.update(pool.map(one, stage))
    return results


# --------------------------------------------------------------------------
# Outside: run scenarios, compare
# --------------------------------------------------------------------------


def expected_outcome(ident: str, clean: str, expect: dict[str, str]) -> str:
    """Return the expectation for a probe: last matching entry, or the clean outcome."""
    import fnmatch

    value = "="
    for pattern, outcome in expect.items():
        if fnmatch.fnmatchcase(ident, pattern):
            value = outcome
    return "||".join(clean if part == "=" else part for part in value.split("||"))


def matches(outcome: str, expected: str) -> bool:
    """Return whether the outcome fits one of the ``||``-joined globs (``x`` also fits ``x:detail``)."""
    import fnmatch

    return any(outcome == part or fnmatch.fnmatchcase(outcome, part) for part in expected.split("||"))


def check(spec: str, *, verbose: bool = False, only: str | None = None, seed: int = 1) -> dict[str, Any]:
    """Build one scenario, run the battery inside, compare; returns a result record."""
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
    record["rules_never_hit"] = lab.report["coverage"]["rules_never_hit"]
    record["unknown"] = {k: v for k, v in lab.report["coverage"].items() if k.startswith("unknown")}
    try:
        seen = json.loads(result.stdout)
    except ValueError:
        record["failures"].append(
            {
                "probe": "(run)",
                "expected": "json",
                "seen": (result.stdout + result.stderr).decode(errors="replace")[-2000:],
            }
        )
        return record
    record["probes"] = len(seen)
    record["outcomes"] = {k: v["outcome"] for k, v in seen.items()}
    met = scenario.vpn is None and not scenario.unmet
    if record["rules_never_hit"] and met and not only:
        never = ", ".join(record["rules_never_hit"])
        record["failures"].append({"probe": "(rules)", "expected": "every rule acts", "seen": f"never: {never}"})
    for ident, entry in seen.items():
        expected = expected_outcome(ident, entry["clean"], dict(scenario.expect))
        if not matches(entry["outcome"], expected):
            record["failures"].append({"probe": ident, "expected": expected, "seen": entry["outcome"]})
    if verbose:
        record["seen"] = seen
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
