"""Move each threshold a quarter up and a fifth down, and say which moves no test of thresholds notices.

    PYTHONPATH=tests .venv/bin/python -m moved_thresholds

It takes some minutes, so it is no part of `./dev test`: run it when a threshold is added or moved.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from how_to import copy_tree, environment_of

_TABLE, _TESTS = (
    "desktop/dialtone/model/thresholds.py",
    ("tests/judge/test_thresholds.py", "tests/judge/test_threshold_signs.py"),
)
_ROW = re.compile(r"^([A-Z_]+) = ([0-9._]+)$", re.MULTILINE)


def raised(value: str) -> str:
    if "." in value:
        return repr(float(value) * 1.25)
    whole = int(value.replace("_", ""))
    return str(max(whole + 1, whole * 5 // 4))


def lowered(value: str) -> str:
    if "." in value:
        return repr(float(value) * 0.8)
    whole = int(value.replace("_", ""))
    return str(min(whole - 1, whole * 4 // 5))


def unnoticed(tree: Path) -> list[str]:
    """Return the thresholds of which no test notices a move."""
    table, left = tree / _TABLE, []
    text = table.read_text("utf-8")
    for row in _ROW.finditer(text):
        name, value = row.groups()
        for moved in (raised(value), lowered(value)):
            table.write_text(f"{text[: row.start()]}{name} = {moved}{text[row.end() :]}", "utf-8")
            command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *_TESTS]
            done = subprocess.run(command, cwd=tree, env=environment_of(tree), capture_output=True, check=False)
            if done.returncode == 0:
                left.append(name)
                print(f"{name} = {moved} (is {value})", flush=True)
    table.write_text(text, "utf-8")
    return left


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(bool(unnoticed(copy_tree(Path(folder)))))
