"""The real program in the lab: as a subprocess, judged by what it prints."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(sys.executable).parent / "dialtone"
PATIENCE = 300.0
"""Seconds for a command that ends by itself, however busy this computer is. Only what hangs meets them."""


def _missing() -> str:
    """Why the lab cannot be built here; empty where it can."""
    if not sys.platform.startswith("linux"):
        return "the lab needs Linux"
    if os.geteuid() != 0:
        return "the lab needs root (network namespaces, TUN devices)"
    if not Path("/dev/net/tun").exists():
        return "the lab needs /dev/net/tun"
    return ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the lab where there cannot be one, but never in CI."""
    reason = _missing()
    if reason and not os.environ.get("CI"):
        for item in items:
            if item.get_closest_marker("lab"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def _lab_is_possible(request: pytest.FixtureRequest) -> None:
    """In CI, and where only a tool is missing, say so instead of skipping."""
    if request.node.get_closest_marker("lab"):
        assert not _missing(), _missing()
        assert shutil.which("ip"), "the lab needs ip (package iproute2)"


def skipped_without(missing: str) -> list[pytest.MarkDecorator]:
    """Marks of tests in the lab that are skipped where something is missing, but never in CI."""
    reason = f"not installed: {missing}"
    return [pytest.mark.lab, pytest.mark.skipif(bool(missing) and not os.environ.get("CI"), reason=reason)]


@dataclass(frozen=True)
class Answer:
    """What a command did."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> dict[str, Any]:
        """The object on standard output."""
        value: dict[str, Any] = json.loads(self.stdout)
        return value


InLab = Callable[..., Answer]
LabCommand = Callable[..., Answer]
Program = Callable[..., Answer]
Play = Callable[..., Any]


def _run(command: Sequence[str], folder: Path, env: dict[str, str], limit: float) -> Answer:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **env}, capture_output=True, text=True, timeout=limit, check=False
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def lab_command(tmp_path: Path) -> LabCommand:
    """Run a command of the lab itself."""

    def run(*words: str, limit: float = PATIENCE) -> Answer:
        return _run([sys.executable, "-m", "lab", *words], tmp_path, {"PYTHONPATH": str(REPOSITORY / "tests")}, limit)

    return run


@pytest.fixture
def in_lab(lab_command: LabCommand) -> InLab:
    """Run a command inside a scenario, with the lab's roots mounted over the program's own."""

    def run(scenario: str, command: Sequence[str], limit: float = PATIENCE) -> Answer:
        return lab_command("run", "--quiet", "--timeout", str(limit), scenario, "--", *command, limit=limit + 30)

    return run


@pytest.fixture
def play(in_lab: InLab) -> Play:
    """Run a module of this folder inside a scenario, and return what it prints: `play("clean", "two_lines")`."""

    def run(scenario: str, module: str, *words: str, limit: float = PATIENCE) -> Any:
        path = f"PYTHONPATH={REPOSITORY / 'tests'}"
        done = in_lab(scenario, ["env", path, sys.executable, "-m", f"end_to_end.{module}", *words], limit=limit)
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Run Dialtone outside the lab, for what sends nothing: with a home of its own, after an optional prefix."""

    def run(*arguments: str, prefix: Sequence[str] = (), limit: float = PATIENCE) -> Answer:
        home = {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
        home |= {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
        return _run([*prefix, str(PROGRAM), *arguments], tmp_path, home, limit)

    return run


@pytest.fixture(scope="session")
def check_schema() -> dict[str, Any]:
    """docs/check.schema.json."""
    schema: dict[str, Any] = json.loads((REPOSITORY / "docs" / "check.schema.json").read_text(encoding="utf-8"))
    return schema
