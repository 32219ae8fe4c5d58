"""What was skipped, and why: written down for `./dev test`, which tells it at its end, with what installs the rest."""

import os
from pathlib import Path

import pytest

KEPT_IN = "DIALTONE_SKIPPED"
"""The environment variable that names the file."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add a line for each test that was skipped: its file, and the reason. Several runs may write to one file."""
    place = os.environ.get(KEPT_IN)
    reports = terminalreporter.stats.get("skipped", ())
    if place and reports:
        with Path(place).open("a", encoding="utf-8") as file:
            file.writelines(f"{report.nodeid.partition('::')[0]}: {_reason(report)}\n" for report in reports)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    said = report.longrepr
    return " ".join(str(said[2] if isinstance(said, tuple) else said).split()).removeprefix("Skipped: ")
