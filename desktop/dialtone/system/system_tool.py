"""Runs the operating system's own tools that only read."""

import subprocess
from collections.abc import Callable, Sequence

_SECONDS = 60.0

Run = Callable[[Sequence[str]], tuple[int, str]]
"""Runs a program; returns its exit code and its whole output."""


def run_tool(command: Sequence[str], seconds: float = _SECONDS) -> tuple[int, str]:
    """Run a tool that only reads; return its whole output after its exit code, -1 if it fails or exceeds `seconds`."""
    try:
        process = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - by its path
    except (OSError, subprocess.SubprocessError):
        return -1, ""
    return process.returncode, (process.stdout + process.stderr).decode("utf-8", "replace")
