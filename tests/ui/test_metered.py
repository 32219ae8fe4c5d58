"""Whether the line is metered, asked of NetworkManager itself; by NMMetered of its D-Bus interface.

A program of its own, because Qt keeps the system bus for the life of a process.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="NetworkManager is of Linux"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon"),
]
STORY = Path(__file__).parent / "metered_story.py"


@pytest.mark.parametrize(
    ("said", "metered"),
    [("0", False), ("1", True), ("2", False), ("3", True), ("4", False), ("nobody", False)],
)
def test_what_networkmanager_says_or_guesses_is_believed(said: str, metered: bool) -> None:
    done = subprocess.run([sys.executable, str(STORY), said], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(metered)]
