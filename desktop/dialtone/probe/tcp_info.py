"""What became of what was sent, and what came: the system knows it of each connection, and tells without rights.

A server that hangs ACKs every packet and sends nothing. A filter that swallows packets leaves them without an ACK, and
where only some get lost the system has to send again.
"""

import ctypes
import socket
import struct
import sys
from typing import Any

from anyio.abc import ByteStream, SocketAttribute

_LINUX_TCP_INFO = 11
_LINUX_UNACKED = struct.Struct("24xI")
"""`struct tcp_info` of linux/tcp.h: eight bytes, four numbers, then the packets that are sent and not confirmed."""
_MACOS_TCP_CONNECTION_INFO = 0x106
_MACOS_SEND_BUFFER = struct.Struct("32xI")
"""`struct tcp_connection_info` of xnu's netinet/tcp.h: `tcpi_snd_sbbytes`, what is sent and not confirmed included."""
_WINDOWS_SIO_TCP_INFO = 0xD8000027
_WINDOWS_IN_FLIGHT = struct.Struct("28xI")
"""`TCP_INFO_v0` of mstcpip.h, Windows 10 1703 and later: `BytesInFlight`."""
_LARGEST = 256
# How often something was sent again, in the same records: `tcpi_total_retrans`; `tcpi_txretransmitpackets`; and
# `FastRetrans`, `TimeoutEpisodes`, `SynRetrans`.
_LINUX_RESENT, _MACOS_RESENT, _WINDOWS_RESENT = (
    struct.Struct("100xI"),
    struct.Struct("104xQ"),
    struct.Struct("72xI4xIB"),
)

# What arrived, read or not, in the same records: `tcpi_bytes_received`; `tcpi_rxbytes`; `BytesIn`.
_LINUX_RECEIVED, _MACOS_RECEIVED, _WINDOWS_RECEIVED = (
    struct.Struct("128xQ"),
    struct.Struct("88xQ"),
    struct.Struct("56xQ"),
)

_LINUX_MEMORY, _LINUX_DROPS = 55, struct.Struct("32xI")
"""SO_MEMINFO, and in it SK_MEMINFO_DROPS (sock_diag(7)): datagrams for which a socket had no room."""
_LINUX_SINCE_RECEIVED = struct.Struct("52xI")
"""`tcpi_last_data_recv`, in milliseconds. Other systems do not keep it."""

# The round trip, in the same records: `tcpi_rtt`, in microseconds; `tcpi_srtt`, in milliseconds; `RttUs`.
_LINUX_ROUND_TRIP, _MACOS_ROUND_TRIP, _WINDOWS_ROUND_TRIP = (
    struct.Struct("68xI"),
    struct.Struct("44xI"),
    struct.Struct("20xI"),
)


def is_acked(stream: ByteStream) -> bool | None:
    """Return whether all that was sent on a connection is confirmed; None where the system does not tell."""
    left = unacked(stream)
    return None if left is None else left == 0


def unacked(stream: ByteStream) -> int | None:
    """Return how much has no ACK yet: packets on Linux, bytes elsewhere; None where the system does not tell."""
    raw = stream.extra(SocketAttribute.raw_socket, None)
    if raw is None:
        return None
    try:
        return _unconfirmed(raw)
    except (OSError, AttributeError, ValueError, struct.error):
        return None


def times_resent(stream: ByteStream) -> int | None:
    """Return how often packets of a connection, the first one included, were resent; None where unknown."""
    raw = stream.extra(SocketAttribute.raw_socket, None)
    if raw is None:
        return None
    try:
        return _resent(raw)
    except (OSError, AttributeError, ValueError, struct.error):
        return None


def round_trip(stream: ByteStream) -> float | None:
    """Return the seconds of a round trip as the system measured them; None where it does not tell.

    A busy computer reads late that a connection stands. The system notes when the answer came.
    """
    raw = stream.extra(SocketAttribute.raw_socket, None)
    if raw is None:
        return None
    try:
        return _round_trip(raw) or None
    except (OSError, AttributeError, ValueError, struct.error):
        return None


def received(stream: ByteStream) -> int | None:
    """Return how many bytes came on a connection so far, read or not; None where the system does not tell."""
    raw = stream.extra(SocketAttribute.raw_socket, None)
    if raw is None:
        return None
    try:
        return _received(raw)
    except (OSError, AttributeError, ValueError, struct.error):
        return None


def since_received(stream: ByteStream) -> float | None:
    """Return the seconds since anything came on a connection; None where the system does not tell."""
    raw = stream.extra(SocketAttribute.raw_socket, None)
    if raw is None or sys.platform != "linux":
        return None
    try:
        record = raw.getsockopt(socket.IPPROTO_TCP, _LINUX_TCP_INFO, _LARGEST)
        return _number(_LINUX_SINCE_RECEIVED, record) / 1_000
    except (OSError, struct.error):
        return None


def dropped(raw: socket.socket) -> int:
    """Return how many datagrams came for which a socket had no room; 0 where the system does not tell."""
    try:
        found = raw.getsockopt(socket.SOL_SOCKET, _LINUX_MEMORY, _LINUX_DROPS.size) if sys.platform == "linux" else b""
        return _number(_LINUX_DROPS, found)
    except (OSError, struct.error):
        return 0


def _round_trip(raw: Any) -> float:
    if sys.platform == "linux":
        return _number(_LINUX_ROUND_TRIP, raw.getsockopt(socket.IPPROTO_TCP, _LINUX_TCP_INFO, _LARGEST)) / 1_000_000
    if sys.platform == "darwin":
        found = raw.getsockopt(socket.IPPROTO_TCP, _MACOS_TCP_CONNECTION_INFO, _LARGEST)
        return _number(_MACOS_ROUND_TRIP, found) / 1_000
    if sys.platform == "win32":
        return _number(_WINDOWS_ROUND_TRIP, _windows_tcp_info(raw.fileno())) / 1_000_000
    return 0.0


def _resent(raw: Any) -> int | None:
    if sys.platform == "linux":
        return _number(_LINUX_RESENT, raw.getsockopt(socket.IPPROTO_TCP, _LINUX_TCP_INFO, _LARGEST))
    if sys.platform == "darwin":
        return _number(_MACOS_RESENT, raw.getsockopt(socket.IPPROTO_TCP, _MACOS_TCP_CONNECTION_INFO, _LARGEST))
    if sys.platform == "win32":
        return sum(_WINDOWS_RESENT.unpack_from(_windows_tcp_info(raw.fileno())))
    return None


def _received(raw: Any) -> int | None:
    if sys.platform == "linux":
        return _number(_LINUX_RECEIVED, raw.getsockopt(socket.IPPROTO_TCP, _LINUX_TCP_INFO, _LARGEST))
    if sys.platform == "darwin":
        return _number(_MACOS_RECEIVED, raw.getsockopt(socket.IPPROTO_TCP, _MACOS_TCP_CONNECTION_INFO, _LARGEST))
    if sys.platform == "win32":
        return _number(_WINDOWS_RECEIVED, _windows_tcp_info(raw.fileno()))
    return None


def _unconfirmed(raw: Any) -> int | None:
    if sys.platform == "linux":
        return _number(_LINUX_UNACKED, raw.getsockopt(socket.IPPROTO_TCP, _LINUX_TCP_INFO, _LARGEST))
    if sys.platform == "darwin":
        found = raw.getsockopt(socket.IPPROTO_TCP, _MACOS_TCP_CONNECTION_INFO, _LARGEST)
        return _number(_MACOS_SEND_BUFFER, found)
    if sys.platform == "win32":
        return _number(_WINDOWS_IN_FLIGHT, _windows_tcp_info(raw.fileno()))
    return None


def _number(layout: struct.Struct, data: bytes) -> int:
    return int(layout.unpack_from(data)[0])


def _windows_tcp_info(handle: int) -> bytes:
    """Ask Winsock for version 0 of its record. Raises `OSError`."""
    library: Any = getattr(ctypes, "WinDLL")("ws2_32")  # noqa: B009 - it exists on Windows alone
    version, written = ctypes.c_uint32(0), ctypes.c_uint32(0)
    record = ctypes.create_string_buffer(_LARGEST)
    failed = library.WSAIoctl(
        ctypes.c_void_p(handle),
        ctypes.c_uint32(_WINDOWS_SIO_TCP_INFO),
        ctypes.byref(version),
        ctypes.c_uint32(ctypes.sizeof(version)),
        record,
        ctypes.c_uint32(_LARGEST),
        ctypes.byref(written),
        None,
        None,
    )
    if failed:
        raise OSError("no TCP_INFO")
    return record.raw[: written.value]
