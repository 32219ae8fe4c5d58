"""Start of the frozen program, beside a frozen empty window that is built the same way."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.table import RATIO, Row
from bench.window import NoPaintError, quiet_environment, start

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "build" / "bench"
PROGRAMS = ("empty", "dialtone")


def frozen_rows(times: int) -> list[Row]:
    """Freeze both, then start them in turn: without a network, with an empty home, as a person does the first time."""
    for which in PROGRAMS:
        freeze(which)
    with tempfile.TemporaryDirectory(prefix="dialtone-bench-") as home:
        environment = quiet_environment(Path(home))
        try:
            for which in PROGRAMS:
                start(which, environment, command=frozen)  # what the disk must give once is not counted
            starts = [[start(which, environment, command=frozen).paint_ms for which in PROGRAMS] for _ in range(times)]
        except NoPaintError as reason:
            return [Row("frozen, start to first paint", "", missing=str(reason))]
    floor, ours = (statistics.median(column) for column in zip(*starts, strict=True))
    return [Row("frozen, start to first paint", "ms", ours, floor, 1.4, RATIO)]


def freeze(which: str) -> None:
    """Run PyInstaller with the options of the packages, for a program that tells when it paints."""
    environment = {**os.environ, "DIALTONE_BENCH": which, "PYTHONHASHSEED": "0"}
    asked = ["--noconfirm", "--clean", "--log-level", "ERROR"]
    places = ["--distpath", str(FOLDER / which), "--workpath", str(FOLDER / "work")]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *asked, *places, "build.spec"], cwd=PROJECT, env=environment, check=True
    )


def frozen(which: str) -> list[str]:
    """How `empty` or `dialtone` starts frozen."""
    return [str(FOLDER / which / "dialtone" / "dialtone"), which]
