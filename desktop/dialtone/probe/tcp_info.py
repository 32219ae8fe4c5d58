"""The statistics that the system keeps on a connection's sent and received data, which need no privileges.

A server that hangs ACKs every packet but sends nothing. Packets dropped by a filter get no ACK, and if only some are
lost, the system has to retransmit.
"""

import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from struct import Struct
from types import MappingProxyType
from typing import Any

from anyio.abc import ByteStream, SocketAttribute

_LARGEST = 256  # bytes of a record; the system may return fewer
_WINDOWS_SIO_TCP_INFO = 0xD8000027
_OPTIONS = {"linux": 11, "darwin": 0x106}
"""TCP_INFO and TCP_CONNECTION_INFO. Windows 10 1703 and later have a Winsock call instead."""
_LINUX_MEMORY, _LINUX_DROPS = 55, Struct("32xI")
"""SO_MEMINFO, and SK_MEMINFO_DROPS in it (sock_diag(7)): datagrams for which a socket had no room."""

_Layout = Mapping[str, Struct]
"""By `sys.platform`: where its record has a value. The records are `struct tcp_info` of linux/tcp.h, `struct
tcp_connection_info` of xnu's netinet/tcp.h, and `TCP_INFO_v0` of mstcpip.h."""
_UNACKED: _Layout = MappingProxyType({"linux": Struct("24xI"), "darwin": Struct("32xI"), "win32": Struct("28xI")})
"""`tcpi_unacked`; `tcpi_snd_sbbytes`, which includes unacknowledged data; `BytesInFlight`."""
_UNSENT: _Layout = MappingProxyType({"linux": Struct("144xI")})
"""`tcpi_notsent_bytes`. Of other systems it is not known whether they count what a filter here swallowed as sent."""
_SEND_WINDOW: _Layout = MappingProxyType({"linux": Struct("228xI")})
"""`tcpi_snd_wnd`."""
_RESENT: _Layout = MappingProxyType({"linux": Struct("100xI"), "darwin": Struct("104xQ"), "win32": Struct("72xI4xIB")})
"""`tcpi_total_retrans`; `tcpi_txretransmitpackets`; the sum of `FastRetrans`, `TimeoutEpisodes`, `SynRetrans`."""
_RECEIVED: _Layout = MappingProxyType({"linux": Struct("128xQ"), "darwin": Struct("88xQ"), "win32": Struct("56xQ")})
"""`tcpi_bytes_received`; `tcpi_rxbytes`; `BytesIn`."""
_ROUND_TRIP: _Layout = MappingProxyType({"linux": Struct("68xI"), "darwin": Struct("44xI"), "win32": Struct("20xI")})
"""`tcpi_rtt`; `tcpi_srtt`; `RttUs`."""
_PER_SECOND = {"linux": 1_000_000, "darwin": 1_000, "win32": 1_000_000}  # units of these per second
_SINCE_RECEIVED: _Layout = MappingProxyType({"linux": Struct("52xI")})
"""`tcpi_last_data_recv`, in milliseconds. Other systems do not keep it."""
_SEGMENTS = Path("/proc/net/snmp")
_PACKETS = Path("/proc/net/dev")
_LOOPBACK = "lo:"


def is_acked(stream: ByteStream | None) -> bool | None:
    """Return whether all data sent on a connection is acknowledged; None if the system does not report it."""
    in_flight = unacked(stream)
    return None if in_flight is None else in_flight == 0 and not _read(stream, _UNSENT)


def unacked(stream: ByteStream | None) -> int | None:
    """Return how much is unacknowledged: packets on Linux, bytes elsewhere; None if the system does not report it."""
    return _read(stream, _UNACKED)


def is_held_here(stream: ByteStream | None) -> bool:
    """Return whether a program on this computer holds back what is sent on a connection, as far as is known.

    The peer is ready to receive it and all before it is acknowledged, but the packet was dropped before it left: then
    the system keeps it as not yet sent (Linux, net/ipv4/tcp_output.c, tcp_write_xmit).
    """
    return bool(_read(stream, _UNSENT) and _read(stream, _SEND_WINDOW)) and unacked(stream) == 0


def times_resent(stream: ByteStream | None) -> int | None:
    """Return how often packets of a connection, including the SYN, were resent; None if unknown."""
    return _read(stream, _RESENT)


def round_trip(stream: ByteStream | None) -> float | None:
    """Return the seconds of the round trip as the system measured it, however late we read; None if unknown."""
    value = _read(stream, _ROUND_TRIP)
    return value / _PER_SECOND[sys.platform] if value else None


def received(stream: ByteStream | None) -> int | None:
    """Return how many bytes have arrived on a connection, read or not; None if the system does not report it."""
    return _read(stream, _RECEIVED)


def since_received(stream: ByteStream | None) -> float | None:
    """Return the seconds since data last arrived on a connection; None if the system does not report it."""
    milliseconds = _read(stream, _SINCE_RECEIVED)
    return None if milliseconds is None else milliseconds / 1_000


def dropped(raw: socket.socket) -> int:
    """Return how many datagrams were dropped because a socket had no room; 0 if the system does not report it."""
    try:
        memory = raw.getsockopt(socket.SOL_SOCKET, _LINUX_MEMORY, _LINUX_DROPS.size) if sys.platform == "linux" else b""
        return int(_LINUX_DROPS.unpack_from(memory)[0])
    except (OSError, struct.error):
        return 0


def _read(stream: ByteStream | None, where: _Layout) -> int | None:
    """Return the sum of the fields at `where` in what the system reports about a connection; None if it does not."""
    raw = stream.extra(SocketAttribute.raw_socket, None) if stream is not None else None
    layout = where.get(sys.platform)
    if raw is None or layout is None:
        return None
    try:
        return int(sum(layout.unpack_from(_record(raw))))
    except (OSError, AttributeError, ValueError, struct.error):
        return None


def _record(raw: Any) -> bytes:
    if (option := _OPTIONS.get(sys.platform)) is None:
        return _windows_tcp_info(raw.fileno())
    return bytes(raw.getsockopt(socket.IPPROTO_TCP, option, _LARGEST))


def _windows_tcp_info(handle: int) -> bytes:
    """Ask Winsock for version 0 of its record. Raises `OSError`."""
    import ctypes  # imported here: for Windows alone

    library: Any = getattr(ctypes, "WinDLL")("ws2_32")  # noqa: B009 - it only exists on Windows
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


def has_segment_counters() -> bool:
    """Return whether any program may read how many TCP segments came: such a system also reports routers' errors."""
    return _SEGMENTS.exists()


def read_segments_from_outside() -> int:
    """Return how many TCP segments this computer received from others since it started; 0 if it does not report it.

    Traffic among its own programs is subtracted, and a bit more: all packets on the loopback interface.
    """
    try:
        return count_segments_from_outside(_SEGMENTS.read_text(), _PACKETS.read_text())
    except (OSError, ValueError):
        return 0


def count_segments_from_outside(protocols: str, interfaces: str) -> int:
    """Return how many TCP segments came from others, by Linux's tables of protocols and of interfaces (proc_net(5)).

    Raises `ValueError` where these have another form.
    """
    names, values = (line.split() for line in protocols.splitlines() if line.startswith("Tcp:"))
    received = int(values[names.index("InSegs")])
    loopback = next((line.split() for line in interfaces.splitlines() if line.strip().startswith(_LOOPBACK)), None)
    return received - int(loopback[2]) if loopback is not None else received
