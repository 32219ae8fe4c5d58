"""A test that waits on the real clock may be tried twice, and is named then; one that only computes may not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ONCE_WRONG = """
import anyio
import pytest
from PySide6.QtCore import QTimer


@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="session")
def tries():
    return []


@pytest.mark.anyio
async def test_sockets(tries):
    await anyio.sleep(0)
    tries.append("sockets")
    assert tries.count("sockets") == 2


def test_window(qtbot, tries):
    timer = QTimer(singleShot=True)
    with qtbot.waitSignal(timer.timeout):
        timer.start(0)
    tries.append("window")
    assert tries.count("window") == 2


def test_sound():
    pass
"""
_ALWAYS_WRONG = "def test_wrong():\n    assert False\n"


def _summary(repository: Path, folder: Path, *arguments: str) -> tuple[int, set[str]]:
    (folder / "conftest.py").write_text("from second_try import pytest_itemcollected as pytest_itemcollected\n")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        repository / "pyproject.toml",
        "--rootdir",
        folder,
        *arguments,
        folder,
    ]
    path = os.pathsep.join([str(repository / "tests"), str(repository / "desktop")])
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, {
        line.partition(" - ")[0]
        for line in done.stdout.splitlines()
        if line.startswith(("RERUN ", "FAILED ", "ERROR "))
    }


@pytest.mark.parametrize("arguments", [(), ("-n", "2")], ids=["in one process", "side by side"])
def test_who_needed_a_second_try_is_named(repository: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for folder, text in (("ui", _ONCE_WRONG), ("judge", _ALWAYS_WRONG), ("probe", _ALWAYS_WRONG)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"test_{folder}_made_up.py").write_text(text)
    code, named = _summary(repository, tmp_path, *arguments)
    assert named == {
        "RERUN ui/test_ui_made_up.py::test_sockets",
        "RERUN ui/test_ui_made_up.py::test_window",
        "FAILED judge/test_judge_made_up.py::test_wrong",
        "RERUN probe/test_probe_made_up.py::test_wrong",
        "FAILED probe/test_probe_made_up.py::test_wrong",
    }
    assert code == 1


def test_which_tests_may(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("flaky") is None
    assert request.config.pluginmanager.has_plugin("second_try")
