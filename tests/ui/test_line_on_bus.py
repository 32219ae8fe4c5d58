"""What NetworkManager or the desktop's portal says of the line. In a program of its own: Qt keeps a bus."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="NetworkManager is of Linux"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon"),
]
STORY = Path(__file__).parent / "line_story.py"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["802-11-wireless", "1"], "True|False"),
        (["802-3-ethernet", "2"], "False|False"),
        (["gsm", "3"], "True|False"),
        (["802-3-ethernet", "0"], "False|False"),
        (["wireguard", "4"], "False|False"),
        (["portal", "1"], "True|False"),
        (["portal", "0"], "False|False"),
        (["nobody"], "False|False"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_the_line_is_told_by_networkmanager(told: list[str], said: str) -> None:
    done = subprocess.run([sys.executable, str(STORY), *told], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [said]
