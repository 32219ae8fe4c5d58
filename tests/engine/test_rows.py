"""The table of everything a check asks: complete, unambiguous, and the one that docs/timing.md shows."""

import re
from pathlib import Path

import pytest

import dialtone.judge
import dialtone.probe
from dialtone.engine.first_questions import HELD
from dialtone.engine.rows import FOLLOW_UPS, ROWS, Stage
from dialtone.engine.state import BACKGROUND
from dialtone.model.vocabulary import Variant
from row_page import PAGE, with_table

IDS = [row.id for row in ROWS]
PRODUCED = {
    Variant.APP: "server.first",
    Variant.PROXIED: "server.proxied",
    Variant.NEUTRAL_NAME: "retry.contrast",
    Variant.NEUTRAL_REQUEST: "retry.contrast",
    Variant.ONE_HOP: "retry.contrast",
    Variant.OTHER_HELLO: "retry.contrast",
    Variant.SMALL_PACKETS: "retry.contrast",
    Variant.UNVERIFIED: "retry.contrast",
    Variant.PHONE_HELLO: "app_handshake.phone",
    Variant.APP_HELLO: "app_handshake.browser",
    Variant.NAME_ELSEWHERE: "name.elsewhere",
    Variant.NEUTRAL_ELSEWHERE: "name.elsewhere",
    Variant.AGAIN: "share",
    Variant.KEPT: "kept.open",
    Variant.UPLOAD: "late.body",
    Variant.IN_PIECES: "body.pieces",
    Variant.STATUS: "server.status",
}
"""The row, or the follow-up, that makes attempts of each kind, and so lists how they can end."""


def test_each_row_has_an_id_of_its_own_in_the_words_of_the_field() -> None:
    assert len(set(IDS)) == len(IDS)
    assert set(IDS).isdisjoint(FOLLOW_UPS)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)?", each) for each in (*IDS, *FOLLOW_UPS))
    assert {*HELD, *BACKGROUND} <= set(IDS)
    assert {row.id for row in ROWS if row.stage is Stage.HELD} == set(HELD)


@pytest.mark.parametrize("row", [row for row in ROWS if row.stage not in (Stage.START, Stage.HELD)], ids=lambda r: r.id)
def test_each_row_says_when_it_asks(row: object) -> None:
    ask = getattr(row, "ask") or getattr(row, "ask_controls")  # noqa: B009 - either
    assert ", if " in (ask.__doc__ or "").partition("\n\n")[0]


def test_the_probes_name_each_follow_up_and_no_other() -> None:
    folder = Path(next(iter(dialtone.probe.__path__)))
    lines = [line for file in folder.rglob("*.py") for line in file.read_text(encoding="utf-8").splitlines()]
    naming = [line for line in lines if "asked_by(" in line or "row=" in line]
    assert {name for line in naming for name in re.findall(r'"([a-z_]+\.[a-z_]+)"', line)} == FOLLOW_UPS.keys()


def test_a_rule_reads_no_kind_of_attempt_that_no_row_makes() -> None:
    """Else nobody would know how such a question can end, nor why it was asked."""
    folder = Path(next(iter(dialtone.judge.__path__)))
    read = {name for file in folder.rglob("*.py") for name in re.findall(r"Variant\.([A-Z_]+)", file.read_text())}
    assert {Variant[name] for name in read} <= PRODUCED.keys()
    assert set(PRODUCED.values()) <= {*IDS, *FOLLOW_UPS}
    assert set(Variant) == PRODUCED.keys()


def test_the_page_shows_the_table() -> None:
    """`PYTHONPATH=tests .venv/bin/python -m row_page` writes it anew."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page)
