"""The first start in a real window, by mouse, keyboard and screen reader: answer and first tile are the worst one's."""

import os
import sys
from pathlib import Path

import pytest

from end_to_end.conftest import REPOSITORY, InLab
from end_to_end.screen import is_missing

_LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi-bus-launcher"))
_MISSING = is_missing() or ("" if any(one.exists() for one in _LAUNCHERS) else "at-spi2-core")
pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(bool(_MISSING) and not os.environ.get("CI"), reason=f"not installed: {_MISSING}"),
]


LOOKS = {
    "en 960x640 10 mouse": ("WhatsApp is blocked here.", "WhatsApp, Blocked"),
    "ru 720x480 20 keys": ("WhatsApp здесь блокируют.", "WhatsApp, Блокируют"),
    "fa 420x400 10 reader": ("واتساپ اینجا مسدود است.", "واتساپ، مسدود است"),
}
"""Each language, size and hand once; all of them with each other would take a day."""
STOPS = ["AnswerBlock.Button", "TileBoard.Tile", "Header.share", "Header.MenuButton", "AnswerBlock.Heading"]


@pytest.mark.parametrize("look", LOOKS)
def test_the_first_start_answers_with_the_worst(in_lab: InLab, look: str) -> None:
    path = f"PYTHONPATH={REPOSITORY / 'tests'}"
    story = [sys.executable, "-m", "end_to_end.first_start", *look.split()]
    done = in_lab("whatsapp-dns-nxdomain", ["env", path, *story], limit=600)
    assert done.exit_code == 0, done.stderr
    told, (answer, first) = done.json, LOOKS[look]
    assert told["answer"] == answer
    assert told["tiles"][0] == first
    assert len(told["tiles"]) == 3
    assert told["first action in sight"] is True
    assert [stop for stop in told["stops"] if stop in STOPS] == STOPS, "from the answer on, and round again"
