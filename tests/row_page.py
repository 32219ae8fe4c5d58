"""The rows of a check as the table of docs/timing.md; `PYTHONPATH=tests .venv/bin/python -m row_page` writes it."""

from collections.abc import Iterator
from inspect import getdoc
from pathlib import Path

from dialtone.engine.rows import FOLLOW_UPS, ROWS, Row, Stage

PAGE = Path(__file__).resolve().parent.parent / "docs" / "timing.md"
BEGIN, END = "<!-- rows -->\n", "<!-- end of rows -->\n"
_STAGES = {Stage.START: "With the first packet.", Stage.HELD: "Where what came first leaves a reason."}


def table() -> str:
    return "\n".join([*_rows(), "", *(f"- `{row}`: {asks}." for row, asks in FOLLOW_UPS.items()), ""])


def _rows() -> Iterator[str]:
    yield "| row | when | asks | wanted |"
    yield "|---|---|---|---|"
    for row in ROWS:
        yield f"| `{row.id}` | {_when(row)} | {row.asks} | {row.wanted.value} |"


def _when(row: Row) -> str:
    """Return when a row asks: the condition in the first sentence about its function."""
    ask = row.ask or row.ask_controls
    if ask is None:
        return _STAGES[row.stage]
    summary = (getdoc(ask) or "").partition("\n\n")[0].replace("\n", " ")
    condition = summary.partition(", if ")[2]
    return condition[:1].upper() + condition[1:]


def with_table(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
