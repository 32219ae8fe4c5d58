"""Measure the budgets and print one small table. Exit code 1 if one does not hold."""

import argparse
import sys

from bench.finding import finding_rows
from bench.network import network_rows
from bench.table import render
from bench.window import window_rows


def main() -> int:
    """Measure what there is; what cannot be measured is named in the table."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="repetitions; the median counts (default 5)")
    parser.add_argument("--idle", type=float, default=10, help="seconds of rest before memory is read (default 10)")
    options = parser.parse_args()
    rows = [*finding_rows(options.times), *window_rows(options.times, options.idle), *network_rows(options.times)]
    print(render(rows))
    return 1 if any(row.within is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
