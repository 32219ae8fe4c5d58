"""Start and memory of the window, beside an empty PySide6 window."""

import json
import os
import selectors
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from bench.table import RATIO, Row

PROGRAM = Path(__file__).with_name("paint.py")
PATIENCE = 30.0


class NoPaintError(Exception):
    """The program never painted; the text says what it said instead."""


@dataclass(frozen=True)
class Start:
    """One start."""

    paint_ms: float
    filled_ms: float = 0.0
    """The moment from which something can be pressed; 0 for the empty window, where nothing can."""
    memory_mb: float = 0.0
    processor_percent: float = 0.0


def window_rows(times: int, idle: float) -> list[Row]:
    """Start both programs in turn, so that whatever else the machine does meets both."""
    with tempfile.TemporaryDirectory(prefix="dialtone-bench-") as home:
        environment = quiet_environment(Path(home))
        try:
            starts = [(start("empty", environment), start("dialtone", environment)) for _ in range(times)]
            floor, ours = start("empty", environment, idle), start("resting", environment, idle)
            agree(Path(home))
            checked = start("resting", environment, idle)
        except NoPaintError as reason:
            names = ("start to first paint", "memory, idle", "processor, idle")
            return [Row(name, "", missing=str(reason)) for name in names]
    return [
        Row(
            "start to first paint", "ms",
            statistics.median(ours.paint_ms for _, ours in starts),
            statistics.median(floor.paint_ms for floor, _ in starts),
            1.3, RATIO,
        ),
        Row(
            "start to a complete window", "ms",
            statistics.median(ours.filled_ms for _, ours in starts),
            statistics.median(floor.paint_ms for floor, _ in starts),
        ),
        Row(f"memory after {idle:g} s idle", "MB", ours.memory_mb, floor.memory_mb, 1.4, RATIO),
        Row("the same after a check", "MB", checked.memory_mb, floor.memory_mb, 1.4, RATIO),
        Row(f"processor over {idle:g} s idle", "%", ours.processor_percent, floor.processor_percent, 0.1),
    ]  # fmt: skip


def quiet_environment(home: Path) -> dict[str, str]:
    """An empty home and a screen that is not there. The display's name only says that a window is wanted."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL"}}
    return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "DISPLAY": ":none", "QT_QPA_PLATFORM": "offscreen"}


def agree(home: Path) -> None:
    """As somebody who pressed Start and chose three messengers: from now on a start checks, here without a network."""
    folder = home / ".config" / "dialtone"
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {"first_run_done": True, "messengers_added": ["whatsapp", "telegram", "signal"]}
    (folder / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")


def from_source(which: str) -> list[str]:
    """How `empty`, `dialtone` or `resting` (Dialtone, watched only until its first paint) starts from source."""
    return [sys.executable, str(PROGRAM), which]


def start(
    which: str, environment: Mapping[str, str], idle: float = 0, command: Callable[[str], list[str]] = from_source
) -> Start:
    """Start once, read the clock at the first paint, and after some rest the memory."""
    # Without a network the window has no one to talk to; root alone can take it away.
    before = ["unshare", "-n"] if os.geteuid() == 0 and shutil.which("unshare") else []
    began = time.monotonic_ns()
    with subprocess.Popen(
        [*before, *command(which)],
        env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
    ) as process:  # fmt: skip
        try:
            paint = (read_line(process) - began) / 1e6
            filled = (read_line(process) - began) / 1e6 if which == "dialtone" else 0.0
            return rest(process.pid, Start(paint, filled), idle) if idle else Start(paint, filled)
        finally:
            process.kill()


def read_line(process: subprocess.Popen[bytes]) -> int:
    """The clock that the program printed."""
    assert process.stdout is not None
    assert process.stderr is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        line = process.stdout.readline() if selector.select(PATIENCE) else b""
    if not line.strip().isdigit():
        process.kill()
        said = process.stderr.read().decode().strip().splitlines()
        raise NoPaintError(said[-1] if said else "no paint")
    return int(line)


def rest(pid: int, began: Start, idle: float) -> Start:
    """Memory and processor time after the first seconds."""
    process = psutil.Process(pid)
    settle(process, 5)
    before = sum(process.cpu_times()[:2])
    settle(process, idle)
    busy = sum(process.cpu_times()[:2]) - before
    return replace(began, memory_mb=process.memory_info().rss / 1e6, processor_percent=busy / idle * 100)


def settle(process: psutil.Process, seconds: float) -> None:
    """Let the program be, unless it ends."""
    try:
        process.wait(seconds)
    except psutil.TimeoutExpired:
        return
    raise NoPaintError("the window closed by itself")
