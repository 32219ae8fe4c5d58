"""Measure the budgets and print one small table. Exit code 1 if one does not hold."""

import argparse
import sys
from collections.abc import Callable

from bench.busy import busy_rows
from bench.finding import finding_rows
from bench.frozen import frozen_rows
from bench.growth import growth_rows
from bench.network import network_rows
from bench.pressed import pressed_rows
from bench.table import Row, render
from bench.tray import tray_rows
from bench.watching import watching_rows
from bench.window import window_rows

GROUPS: dict[str, Callable[[int, float], list[Row]]] = {
    "finding": lambda times, _idle: finding_rows(times),
    "window": window_rows,
    "tray": tray_rows,
    "network": lambda times, _idle: network_rows(times),
    "press": lambda times, _idle: pressed_rows(times),
}

ON_WISH: dict[str, Callable[[int, float], list[Row]]] = {
    "busy": lambda times, _idle: busy_rows(times),
    "frozen": lambda times, _idle: frozen_rows(times),
    "growth": lambda times, _idle: growth_rows(times),
    "watching": watching_rows,
}
"""What takes minutes."""


def main() -> int:
    """Measure what there is; what cannot be measured is named in the table."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="repetitions; the median counts (default 5)")
    parser.add_argument(
        "--idle",
        type=float,
        default=10,
        help="seconds of rest before memory is read (default 10; 600 for the budget of the tray)",
    )
    parser.add_argument(
        "--only", choices=[*GROUPS, *ON_WISH], help="one group of rows; the last four are measured on wish alone"
    )
    options = parser.parse_args()
    groups = GROUPS if options.only is None else {options.only: (GROUPS | ON_WISH)[options.only]}
    rows = [row for group in groups.values() for row in group(options.times, options.idle)]
    print(render(rows))
    return 1 if any(row.within is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
