"""The fresh Debians of `./dev upgrade`: what is removed with them is theirs alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOMS = Path(__file__).resolve().parents[2] / "packaging/rooms"
ASK = "import sys; from pathlib import Path; from room import mounted_in; print(mounted_in(Path(sys.argv[1])))"
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="they are Linux's")


def _mounted_in(room: Path, before: str) -> str:
    inside = ["unshare", "--mount", "sh", "-euc", f'{before}; exec "$0" -c "$1" "$2"', sys.executable, ASK, str(room)]
    return subprocess.run(inside, cwd=ROOMS, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_folder_of_the_same_disk_that_is_mounted_there_is_noticed(tmp_path: Path) -> None:
    room, outside = tmp_path / "room", tmp_path / "outside"
    (room / "place/inner").mkdir(parents=True)
    outside.mkdir()
    assert _mounted_in(room, "true") == "False"
    assert _mounted_in(room, f"mount --bind {outside} {room}/place/inner") == "True"
    assert _mounted_in(tmp_path / "roo", f"mount --bind {outside} {room}/place/inner") == "False"
