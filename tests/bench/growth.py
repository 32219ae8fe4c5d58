"""What more messengers cost: the whole catalogue, then 100 and 400 made-up ones, and a history of two years."""

import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.network import DIALTONE, TESTS, NoAnswerError, lab, output, rows_in_lab
from bench.table import Row
from dialtone.explain.explainer import Explainer
from dialtone.explain.history_summary import Grain, make_strips
from dialtone.explain.remembered import compare_networks
from dialtone.store.check_file import load_check
from dialtone.store.data_folders import resources
from dialtone.store.history import FILE, History
from dialtone.store.wording_file import load_wording
from judge.saved import CHECKS
from lab.runner import Lab
from lab.scenarios import find_scenario

MADE_UP = (39, 100, 400)
"""The first is the catalogue as it is."""
_GROUND = frozenset({"ground.toml", "readers.toml"})
_YEARS_OF_ROWS, _WATCHED = 96_000, ("imo", "max", "signal", "telegram", "viber", "whatsapp")
_ONE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = json.loads(done.stdout)
print(json.dumps({"seconds": said["seconds"], "bytes": said["bytes_sent"] + said["bytes_received"],
    "memory": used.ru_maxrss * 1024, "processor": used.ru_utime + used.ru_stime,
    "messengers": len(said["messengers"])}))
"""


def growth_rows(times: int) -> list[Row]:
    """Checks of more and more messengers in the lab, and the history as its page reads it."""
    return [_history_row(times), *rows_in_lab("checks of made-up messengers", lambda: _measure(times))]


def _measure(times: int) -> list[Row]:
    with lab(find_scenario("clean")) as clean:
        return [row for count in MADE_UP for row in _check_rows(clean, count, times)]


def _check_rows(clean: Lab, count: int, times: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="dialtone-bench-") as state:
        grown = make_catalogue(Path(state) / "dialtone" / "content" / "current", count)
        said = [_checked(clean, state) for _ in range(times)]
    for one in said:
        if one["messengers"] != grown:
            raise NoAnswerError(f"{one['messengers']} messengers were checked, not {grown}")

    def middle(key: str) -> float:
        return statistics.median(float(one[key]) for one in said)

    yield Row(f"a check of {grown} messengers", "s", middle("seconds"))
    yield Row("its data", "MB", middle("bytes") / 1e6)
    yield Row("its processor time, the start included", "s", middle("processor"))
    yield Row("the most memory it had", "MB", middle("memory") / 1e6)


def _checked(clean: Lab, state: str) -> dict[str, Any]:
    command = [sys.executable, "-c", _ONE, str(DIALTONE), "check", "--all", "--json"]
    answer: dict[str, Any] = json.loads(
        output(clean.run(command, timeout=400, capture=True, env={"XDG_STATE_HOME": state, "PYTHONPATH": str(TESTS)}))
    )
    return answer


def make_catalogue(folder: Path, count: int) -> int:
    """Write a content that is newer than ours, with so many messengers; return how many.

    What is made up has another name and id, and the endpoints of a real one: the lab has servers for those alone.
    """
    there = resources()
    (folder / "catalogue").mkdir(parents=True)
    for part in ("guidance", "situations"):
        (folder / part).symlink_to(there / part)
    real = sorted(path for path in (there / "catalogue").glob("*.toml") if path.name not in _GROUND)
    open_to_copies = [
        path for path in real if 'trust = "' not in path.read_text(encoding="utf-8")
    ]  # no pins of its own
    for path in (there / "catalogue").iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == "ground.toml":
            text = _newer(text)
        (folder / "catalogue" / path.name).write_text(text, encoding="utf-8")
    for number in range(count - len(real)):
        template = open_to_copies[number % len(open_to_copies)].read_text(encoding="utf-8")
        lines = [f'name = "Made up {number}"' if line.startswith("name = ") else line for line in template.splitlines()]
        (folder / "catalogue" / f"made-up-{number}.toml").write_text("\n".join(lines), encoding="utf-8")
    return max(count, len(real))


def _newer(ground: str) -> str:
    return "\n".join(
        'version = "2099-01-01"' if line.startswith("version = ") else line for line in ground.splitlines()
    )


def _history_row(times: int) -> Row:
    """Two years of hourly checks of six messengers, read and put into words as the page of the history does."""
    with tempfile.TemporaryDirectory(prefix="dialtone-bench-") as place:
        history = History(Path(place))
        _fill(Path(place), history)
        now = datetime.now(UTC).astimezone()
        words = Explainer(load_wording(resources(), "en"), (), now.date())
        taken = []
        for _ in range(times):
            began = time.monotonic()
            records = history.read_condensed(62)
            make_strips(records, words.sentences, now, Grain.DAY, 60)
            compare_networks(words.sentences, records)
            taken.append((time.monotonic() - began) * 1000)
    return Row("a history of two years, hourly, six messengers", "ms", statistics.median(taken), None, 100)


def _fill(folder: Path, history: History) -> None:
    chance, last = random.Random(1), int(time.time()) // 3600
    state = dict.fromkeys(_WATCHED, "works")
    history.add(load_check(CHECKS / "clean.json"), "home")
    rows = []
    for hour in range(last - _YEARS_OF_ROWS // len(_WATCHED), last):
        for messenger in _WATCHED:
            if chance.random() < 0.002:
                state[messenger] = chance.choice(("works", "blocked", "slow", "partly"))
            rows.append((hour, 1, messenger, state[messenger], "", "messages=works web=works", 0, "", "sure"))
    with closing(sqlite3.connect(folder / FILE)) as file, file:
        file.executemany("INSERT OR REPLACE INTO memories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
