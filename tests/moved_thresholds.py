"""Move each threshold and limit a quarter up and a quarter down, and say which moves none of their tests notices.

    PYTHONPATH=tests .venv/bin/python -m moved_thresholds [NAME]

With a name only those that begin so. All of them take half an hour, so it is no part of `./dev test`: run it when a
figure is added or moved. It leaves out pairs (`QuietLimits`) and the allowance within `DownloadLimits`.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from how_to import copy_tree, environment_of

_TABLES = {
    "desktop/dialtone/model/thresholds.py": (
        "tests/judge/test_thresholds.py",
        "tests/judge/test_threshold_signs.py",
        "tests/judge/test_pending_probes.py",
        "tests/judge/test_function_verdicts.py",
        "tests/probe/test_server_time.py",
        "tests/probe/test_loop_lag.py",
        "tests/probe/test_arrival.py",
        "tests/system/test_computer_scan.py",
        "tests/probe/test_shipped_limits.py",
        "tests/explain/test_both_ends.py",
        "tests/explain/test_history_summary.py",
        "tests/explain/test_remembered.py",
    ),
    "desktop/dialtone/model/limits.py": (
        "tests/model/test_limits.py",
        "tests/engine/test_shipped_limits.py",
        "tests/probe/test_shipped_limits.py",
        "tests/probe/test_timeouts.py",
        "tests/probe/test_line_pace.py",
        "tests/probe/test_page.py",
        "tests/engine/test_narrow_line.py",
        "tests/engine/test_rows_late.py",
        "tests/engine/test_rows_of_servers.py",
        "tests/engine/test_plan.py",
        "tests/engine/test_decide.py",
        "tests/engine/test_monitoring.py",
        "tests/ui/test_auto_check.py",
        "tests/probe/test_net.py",
        "tests/probe/test_doh.py",
        "tests/probe/test_lookups.py",
        "tests/probe/test_sending.py",
        "tests/probe/test_endpoint_probe.py",
    ),
}
"""Each table with the tests of its figures, the quickest first."""
_ROW = re.compile(r"^ *(?P<name>\w+)(: \w+)? = (?P<value>[0-9._]+)(?P<kilobytes> \* 1024)?$", re.MULTILINE)


def move(value: str, factor: float) -> str:
    """Return a number times a factor; of a small whole one at least the next."""
    if "." in value:
        return repr(float(value) * factor)
    whole = int(value)
    return str(max(whole + 1, int(whole * factor)) if factor > 1 else min(whole - 1, int(whole * factor)))


def list_unnoticed(tree: Path, beginning: str) -> list[str]:
    """Return the figures of which no test notices a move, of those whose name begins so."""
    left = []
    for table, tests in _TABLES.items():
        path = tree / table
        text = path.read_text("utf-8")
        for row in _ROW.finditer(text):
            if not row["name"].startswith(beginning):
                continue
            for factor in (1.25, 0.75):
                moved, (start, end) = move(row["value"], factor), row.span("value")
                path.write_text(f"{text[:start]}{moved}{text[end:]}", "utf-8")
                command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
                done = subprocess.run(command, cwd=tree, env=environment_of(tree), capture_output=True, check=False)
                if done.returncode == 0:
                    left.append(row["name"])
                    print(f"{row['name']} = {moved} (is {row['value']})", flush=True)
        path.write_text(text, "utf-8")
    return left


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(bool(list_unnoticed(copy_tree(Path(folder)), next(iter(sys.argv[1:]), ""))))
