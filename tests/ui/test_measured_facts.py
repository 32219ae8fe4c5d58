"""The command that fills the table of measured facts runs, and what it counts as wrong is none."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("measured_facts.py")


def test_the_table_can_be_filled_and_no_stop_is_without_a_name_or_a_role() -> None:
    done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    rows = dict(line.strip("| ").split(" | ") for line in done.stdout.splitlines()[2:])
    stops = rows["focus stops beside a result; without a name; with a wrong role"]
    assert stops.endswith("; 0; 0")
    assert rows["smallest window"] == "420×400"
