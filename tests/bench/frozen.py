"""Weight of the frozen program, and its start, beside a frozen empty window that is built the same way."""

import os
import shutil
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
    weight = weigh(FOLDER / "dialtone" / "dialtone")
    with tempfile.TemporaryDirectory(prefix="dialtone-bench-") as home:
        environment = quiet_environment(Path(home))
        try:
            for which in PROGRAMS:
                start(which, environment, command=frozen)  # what the disk must give once is not counted
            starts = [[start(which, environment, command=frozen).paint_ms for which in PROGRAMS] for _ in range(times)]
        except NoPaintError as reason:
            return [weight, Row("frozen, start to first paint", "", missing=str(reason))]
    floor, ours = (statistics.median(column) for column in zip(*starts, strict=True))
    return [weight, Row("frozen, start to first paint", "ms", ours, floor, 1.4, RATIO)]


def weigh(bundle: Path) -> Row:
    """Take out of ICU's data what the packages take out, and weigh what is left."""
    what = "frozen, unpacked"
    if not shutil.which("icupkg"):
        return Row(what, "", missing="icupkg is not installed (icu-devtools)")
    subprocess.run([str(PROJECT / "packaging/linux/icu.sh"), str(bundle)], check=True)
    command = [sys.executable, str(PROJECT / "packaging/weight.py"), str(bundle)]
    weighed = subprocess.run(command, capture_output=True, text=True, check=False)
    return Row(what, "MB", float(weighed.stdout), budget=100)


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
