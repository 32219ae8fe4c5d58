"""Whether other programs on this computer get answers from the network: counted by the system, for all together."""

from pathlib import Path

_SEGMENTS = Path("/proc/net/snmp")
_PACKETS = Path("/proc/net/dev")
_LOOPBACK = "lo:"


def is_told() -> bool:
    """Return whether the system counts in a table that every program may read; it also hands on what routers say."""
    return _SEGMENTS.exists()


def segments_from_outside() -> int:
    """Return how many segments of TCP this computer got from others since it started; 0 where it does not tell.

    What its own programs say to one another is taken off, and more than that: all packets on the loopback interface.
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
