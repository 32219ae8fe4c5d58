"""A quiet check in the lab: what the wire shows, and what the disk holds afterwards."""

import json
import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from end_to_end.conftest import LabCommand
from shipped_catalogue import shipped_catalogue

pytestmark = pytest.mark.lab

_LONGEST = 900.0
_LOOK = 'find "$HOME" | sort; echo --; dialtone check signal --quiet-profile --json; echo --; find "$HOME" | sort'
_SYN, _SYN_ACK = 0x02, 0x12
_AT_ONCE = 6
"""Connections that begin in one second, at most: a page in a browser begins more."""


def test_the_wire_shows_only_what_was_ticked_and_no_burst(lab_command: LabCommand, tmp_path: Path) -> None:
    report, packets = tmp_path / "report.json", tmp_path / "client.pcap"
    kept = ("--report", str(report), "--pcap", str(packets))
    run = ("run", "--quiet", "--timeout", str(_LONGEST), *kept, "clean", "--", "sh", "-c", _LOOK)
    answer = lab_command(*run, limit=_LONGEST + 60)
    assert answer.exit_code == 0, answer.stderr
    before, check, after = answer.stdout.split("--\n")
    assert before == after  # the disk holds nothing new
    (signal,) = json.loads(check)["messengers"]
    assert (signal["id"], signal["status"]) == ("signal", "works")
    seen = _names(json.loads(report.read_text()))
    endpoints = [e for m in shipped_catalogue().messengers for e in m.endpoints]
    signals = {e.host for e in endpoints if e.messenger == "signal"}
    assert seen & signals
    assert not seen & ({e.host for e in endpoints if e.messenger != "signal"} - signals)
    assert max(Counter(int(moment) for moment in _beginnings(packets.read_bytes())).values()) <= _AT_ONCE


def _names(report: dict[str, Any]) -> set[str]:
    """Return the names that were looked up, and those that stood in a handshake."""
    asked = [*report["isp"]["dns"], *report["world"]["dns"]]
    return {word for line in asked for word in line.split()} | {n for f in report["relay"]["flows"] for n in f["names"]}


def _beginnings(capture: bytes) -> Iterator[float]:
    """Yield when a TCP connection began, by the packets that ask for one (raw IPv4)."""
    place = 24
    while place + 16 <= len(capture):
        seconds, micros, length, _ = struct.unpack_from("<IIII", capture, place)
        packet = capture[place + 16 : place + 16 + length]
        place += 16 + length
        header = (packet[0] & 15) * 4
        if packet[0] >> 4 == 4 and packet[9] == 6 and packet[header + 13] & _SYN_ACK == _SYN:
            yield seconds + micros / 1e6
