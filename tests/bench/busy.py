"""A computer that has other things to do: what is said on it that is not so, and whether it says that it was busy.

Both processors are kept busy by loops of our own, twice as many as there are processors, while three messengers are
checked in networks of the lab.
"""

import os
import sys

from bench.network import THREE, check, lab, rows_in_lab
from bench.table import Row
from lab.busy import keep_busy
from lab.dialtone import judge
from lab.scenarios import find_scenario

_NETWORKS = (
    "clean",
    "telegram-throttle-128k",
    "whatsapp-throttle-128k",
    "whatsapp-throttle-24k",
    "signal-throttle-128k",
    "line-64k",
    "line-lossy",
    "line-1m",
    "narrow-line-finite-queue",
    "slow-honest",
    "whatsapp-sni-drop",
    "whatsapp-sni-rst",
    "telegram-ip-drop",
    "whatsapp-dns-nxdomain",
    "outage-signal-503",
)
_FALSE = ("false_blocked", "false_works", "wrong")
_DOUBTED = "unsure"
_PER_PROCESSOR = 2


def busy_rows(times: int) -> list[Row]:
    """Check in each network, so many times; name on standard error what is not so."""
    return rows_in_lab("checks on a busy computer", lambda: _measure(times))


def _measure(times: int) -> list[Row]:
    sure, unsure, said, longest = 0, 0, 0, 0.0
    with keep_busy(_PER_PROCESSOR * (os.cpu_count() or 1)):
        for scenario in map(find_scenario, _NETWORKS):
            with lab(scenario) as network:
                for _ in range(times):
                    answer = check(network, *THREE)
                    false = [line for line in judge(scenario.truth(), answer).lines if line.verdict in _FALSE]
                    for line in false:
                        print(f"{scenario.name}: {line}", file=sys.stderr, flush=True)
                    sure += sum(line.confidence != _DOUBTED for line in false)
                    unsure += sum(line.confidence == _DOUBTED for line in false)
                    said += "computer_busy" in answer["network"]["flags"]
                    longest = max(longest, float(answer["seconds"]))
    checks = len(_NETWORKS) * times
    return [
        Row(f"false verdicts on a busy computer, {checks} checks", "", float(sure), None, 0),
        Row("those that are said with doubt", "", float(unsure)),
        Row("checks that say that it was busy", "%", 100 * said / checks),
        Row("the longest of them", "s", longest),
    ]
