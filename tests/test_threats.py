"""The promises of docs/threats.md: each names a test that exists."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
TEXT = (REPOSITORY / "docs" / "threats.md").read_text(encoding="utf-8")
HELD = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)


@pytest.mark.parametrize(("file", "name"), HELD, ids=lambda value: value)
def test_a_promise_is_held_by_a_test(file: str, name: str) -> None:
    assert re.search(rf"^(?:async )?def {name}\(", (REPOSITORY / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_promise_names_one() -> None:
    tables = [block for block in TEXT.split("\n\n") if block.startswith("| Promise")]
    rows = [line for block in tables for line in block.splitlines()[2:]]
    assert len(rows) == len(HELD) > 20
