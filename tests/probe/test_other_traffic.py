"""What the system counts for all programs together, without what they say to one another."""

import pytest

from dialtone.probe.tcp_info import count_segments

_PROTOCOLS = """Ip: Forwarding DefaultTTL InReceives
Ip: 2 64 900
Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs
Tcp: 1 200 120000 -1 40 3 1 2 5 700 650
"""
_INTERFACES = """Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
    lo:   90000     200    0    0    0     0          0         0    90000     200    0    0
  eth0:  990000    1500    0    0    0     0          0         0   120000     900    0    0
"""


def test_segments_of_this_computers_own_programs_are_taken_off() -> None:
    assert count_segments(_PROTOCOLS, _INTERFACES) == 500
    assert count_segments(_PROTOCOLS, "") == 700


def test_another_system_tells_nothing() -> None:
    with pytest.raises(ValueError, match="unpack"):
        count_segments("", "")
