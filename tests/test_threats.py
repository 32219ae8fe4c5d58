"""The promises of docs/threats.md: each names a test that exists, and each figure how it was measured."""

import re
from pathlib import Path

import pytest

from lab import hostile
from lab.__main__ import make_parser
from lab.scenarios import SCENARIOS

REPOSITORY = Path(__file__).resolve().parents[1]
TEXT = (REPOSITORY / "docs" / "threats.md").read_text(encoding="utf-8")
HELD = dict.fromkeys(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT))
NO_LIMIT = "no limit"


def rows_below(head: str) -> list[list[str]]:
    tables = [block for block in TEXT.split("\n\n") if block.startswith(f"| {head} |")]
    lines = [line for table in tables for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(("file", "name"), HELD, ids=lambda value: value)
def test_a_promise_is_held_by_a_test(file: str, name: str) -> None:
    assert re.search(rf"^(?:async )?def {name}\(", (REPOSITORY / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_promise_names_one() -> None:
    rows = rows_below("Promise")
    assert len(rows) > 20
    assert not [promise for promise, held in rows if not held.startswith("`tests/")]


def test_every_figure_says_how_it_was_measured_and_what_holds_it() -> None:
    rows = rows_below("What is promised")
    assert rows
    for promised, *_, measured, held in rows:
        command = re.fullmatch(r"`\./dev lab ([\w -]+)`", measured)
        assert command, promised
        options = make_parser().parse_args(command[1].split())
        asked = {*getattr(options, "networks", ()), *getattr(options, "ways", ())}
        assert asked <= {*SCENARIOS, *hostile.WAYS}, promised
        assert held.startswith("`tests/") or NO_LIMIT in promised, promised
