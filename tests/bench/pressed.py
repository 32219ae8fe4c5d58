"""From the press to the screen, in the lab: Start, "Check again", the whole catalogue, and what changed by itself."""

import json
import statistics
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.network import THREE, bare_request, lab, output, rows_in_lab
from bench.table import Row
from lab.runner import Lab
from lab.scenarios import find_scenario

_PRESS = Path(__file__).with_name("press.py")
_NEUTRAL = "www.wikipedia.org"
"""Answers in each of these networks: one bare request there is the floor."""
_BUDGETS = {"clean": (0.6, 1.0), "whatsapp-dns-nxdomain": (0.6, 1.0), "russia-2026": (1.5, 4.5)}
"""DESIGN, section 7; it has none for one name that is gone, which is held to the open network's."""
_CHANGE = {"clean": 1.0, "whatsapp-dns-nxdomain": 1.0}
"""Issue 20: the second look that confirms a change, where the first was sure."""
_CATALOGUE = 5.0
"""DESIGN, section 7: the whole catalogue, open network."""
_BUTTONS = {"start": "Start", "again": "Check again"}


def pressed_rows(times: int) -> list[Row]:
    """Press in each network; the median of several windows counts."""
    return [
        row
        for name in _BUDGETS
        for row in rows_in_lab(f"from the press to the screen, {name}", partial(_measure, name, times))
    ]


def _measure(name: str, times: int) -> list[Row]:
    with lab(find_scenario(name)) as network:
        return _rows(name, network, times)


def _rows(name: str, network: Lab, times: int) -> list[Row]:
    floor = statistics.median(bare_request(network, _NEUTRAL) for _ in range(times))
    said = _press(network, times, (*(["--change"] if name in _CHANGE else []), *THREE))
    rows = []
    for button, spoken in _BUTTONS.items():
        for place, what in enumerate(("the first verdict", "all three")):
            seconds = _median(said, button, place)
            rows.append(Row(f"{spoken} to {what}, {name}", "s", seconds, floor, _BUDGETS[name][place]))
    if name in _CHANGE:
        seconds = _median(said, "change", 0)
        rows.append(Row(f"a look that finds a change to the word of it, {name}", "s", seconds, floor, _CHANGE[name]))
    if name == "clean":
        whole = _press(network, times, ())
        rows.append(Row("Check again to the first of the whole catalogue", "s", _median(whole, "again", 0), floor))
        rows.append(Row("Check again to all of it", "s", _median(whole, "again", 1), floor, _CATALOGUE))
    return rows


def _press(network: Lab, times: int, messengers: Sequence[str]) -> list[dict[str, list[float]]]:
    command = [sys.executable, str(_PRESS), *messengers]
    return [json.loads(output(network.run(command, timeout=180, capture=True))) for _ in range(times)]


def _median(said: Sequence[dict[str, list[float]]], what: str, place: int) -> float:
    return statistics.median(one[what][place] for one in said)
