"""Whether other programs on this computer get answers from the network, by the system's global counters."""

from pathlib import Path

_SEGMENTS = Path("/proc/net/snmp")
_PACKETS = Path("/proc/net/dev")
_LOOPBACK = "lo:"


def counts_segments() -> bool:
    """Return whether the system has counters that any program may read; such a system also reports routers' errors."""
    return _SEGMENTS.exists()


def segments_from_outside() -> int:
    """Return how many TCP segments this computer received from others since it started; 0 if it does not report it.

    Traffic among its own programs is subtracted, and a bit more: all packets on the loopback interface.
    """
    try:
        return count_segments(_SEGMENTS.read_text(), _PACKETS.read_text())
    except (OSError, ValueError):
        return 0


def count_segments(protocols: str, interfaces: str) -> int:
    """Return the same from the two tables of Linux (proc_net(5)). Raises `ValueError`."""
    names, values = (line.split() for line in protocols.splitlines() if line.startswith("Tcp:"))
    received = int(values[names.index("InSegs")])
    loopback = next((line.split() for line in interfaces.splitlines() if line.strip().startswith(_LOOPBACK)), None)
    return received - int(loopback[2]) if loopback is not None else received
