"""Seconds and bytes of a check in the lab, beside one bare TLS request in the same network."""

import json
import os
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.table import Row
from lab.catalog import HOSTS
from lab.runner import PACKAGE_DIR, Lab, LabError, RunResult, list_covers
from lab.scenario import IpBlock, Match, Scenario
from lab.scenarios import find_scenario

ROUND_TRIP = 0.040
THREE = ("whatsapp", "telegram", "signal")
DIALTONE = Path(sys.executable).with_name("dialtone")
FLOOR = Path(__file__).with_name("floor.py")
TESTS = Path(__file__).resolve().parents[1]

ALL_DROPPED = Scenario(
    "three-dropped",
    "Every packet to three messengers is dropped",
    rules=tuple(
        IpBlock(Match(hosts=tuple(name for host in HOSTS if host.messenger == messenger for name in host.names)))
        for messenger in THREE
    ),
)


class NoAnswerError(Exception):
    """The program gave no JSON; the text says what it said instead."""


def rows_in_lab(what: str, measure: Callable[[], list[Row]], lacking: str = "") -> list[Row]:
    """Return what is measured in the lab, or a row that says why nothing was: what is `lacking`, or what went wrong."""
    if os.geteuid() != 0 or not Path("/dev/net/tun").exists():
        lacking = "root and /dev/net/tun"
    if lacking:
        return [Row(what, "", missing=f"needs {lacking}")]
    try:
        return measure()
    except (LabError, NoAnswerError) as reason:
        return [Row(what, "", missing=str(reason))]


def measure_on_screen(module: str, *words: str, timeout: float) -> dict[str, Any]:
    """Run a module of this folder in the open network, with a screen of its own, and return what it prints."""
    env = {"PYTHONPATH": str(TESTS), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    with lab(find_scenario("clean")) as clean:
        command = [sys.executable, "-m", f"bench.{module}", *words]
        text = output(clean.run(command, timeout=timeout, capture=True, env=env))
    answer: dict[str, Any] = json.loads(text)
    return answer


def network_rows(times: int) -> list[Row]:
    """Three messengers and all on an open network, then three with every packet to them dropped."""
    return rows_in_lab("checks in the lab", lambda: _measure(times))


def _measure(times: int) -> list[Row]:
    with lab(find_scenario("clean")) as clean:
        floor = statistics.median(bare_request(clean) for _ in range(times))
        checks = [check(clean) for _ in range(times)]
        whole = [check(clean, "--all") for _ in range(times)]
    with lab(ALL_DROPPED) as dropped:
        silent = [check(dropped) for _ in range(times)]
    seconds = seconds_of(checks)
    return [
        Row("three messengers, open network", "s", seconds, floor, 15 * ROUND_TRIP),
        Row("the same in round trips of 40 ms", "", seconds / ROUND_TRIP, floor / ROUND_TRIP, 15),
        Row("data of that check", "KB", kilobytes_of(checks), None, 280),
        Row("three messengers, all packets dropped", "s", seconds_of(silent), None, 6),
        Row("whole catalogue, open network", "s", seconds_of(whole), None, 5),
        Row("data of that check (no budget)", "KB", kilobytes_of(whole), None, None),
    ]


def seconds_of(checks: Sequence[dict[str, Any]]) -> float:
    """How long a check took, as it says itself."""
    return statistics.median(float(answer["seconds"]) for answer in checks)


def kilobytes_of(checks: Sequence[dict[str, Any]]) -> float:
    """What it sent and received."""
    return statistics.median(int(answer["bytes_sent"]) + int(answer["bytes_received"]) for answer in checks) / 1000


def lab(scenario: Scenario) -> Lab:
    """A network with Dialtone's own roots covered by the lab's."""
    return Lab(scenario, cover=list_covers(), hide=[PACKAGE_DIR])


def bare_request(network: Lab, host: str = "web.whatsapp.com") -> float:
    """The floor, measured inside the network."""
    return float(output(network.run([sys.executable, str(FLOOR), host], timeout=20, capture=True)))


def check(network: Lab, *whom: str) -> dict[str, Any]:
    """One check as a person would start it: of three messengers, if not told otherwise."""
    command: Sequence[str] = (str(DIALTONE), "check", "--json", *(whom or THREE))
    text = output(network.run(command, timeout=60, capture=True))
    try:
        answer: dict[str, Any] = json.loads(text)
    except ValueError:
        raise NoAnswerError(f"dialtone check printed no JSON: {text[:80]!r}") from None
    return answer


def output(result: RunResult) -> str:
    """Standard output, or the last words of a failure."""
    if not result.stdout.strip():
        said = result.stderr.decode(errors="replace").strip().splitlines()
        raise NoAnswerError(said[-1] if said else f"exit code {result.exit_code} and no output")
    return result.stdout.decode()
