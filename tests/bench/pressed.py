"""From the press to the screen, in the lab: the first verdict and all of them, after Start and after "Check again"."""

import json
import os
import statistics
import sys
from pathlib import Path

from bench.network import THREE, NoAnswerError, lab, output
from bench.table import Row
from lab.runner import LabError
from lab.scenarios import get

_PRESS = Path(__file__).with_name("press.py")
_BUDGETS = {"clean": (0.6, 1.0), "whatsapp-dns-nxdomain": (0.6, 1.0), "russia-2026": (1.5, 4.5)}
"""DESIGN, section 7; it has none for one name that is gone, which is held to the open network's."""
_BUTTONS = {"start": "Start", "again": "Check again"}


def pressed_rows(times: int) -> list[Row]:
    """Press in each network; the median of several windows counts."""
    if os.geteuid() != 0 or not Path("/dev/net/tun").exists():
        return [Row("from the press to the screen", "", missing="needs root and /dev/net/tun")]
    rows = []
    for name, budgets in _BUDGETS.items():
        try:
            with lab(get(name)) as network:
                command = [sys.executable, str(_PRESS), *THREE]
                said = [json.loads(output(network.run(command, timeout=120, capture=True))) for _ in range(times)]
        except (LabError, NoAnswerError) as reason:
            rows.append(Row(f"from the press to the screen, {name}", "", missing=str(reason)))
            continue
        for button, spoken in _BUTTONS.items():
            for place, what in enumerate(("the first verdict", "all three")):
                seconds = statistics.median(float(one[button][place]) for one in said)
                rows.append(Row(f"{spoken} to {what}, {name}", "s", seconds, None, budgets[place]))
    return rows
