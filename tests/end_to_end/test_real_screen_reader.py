"""The first check by keyboard and ear, over the bus of AT-SPI as Debian has it."""

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
FIRST_PAGE = [
    "When not to run Dialtone",
    "the country",
    "Signal",
    "Telegram",
    "WhatsApp",
]
AFTER_THE_CHIPS = [
    "Another one…",
    "Found here: Signal and Teleg",
    "Menu",
    "Which do you use?",
    "In some countries people are",
    "Quiet check: slower, leaves ",
    "Check now",
]
ANSWER = [
    "Why, and other ways",
    "WhatsApp, Blocked",
    "Telegram, Messages probably ",
    "Signal, Probably works",
    "Checked",
    "History",
    "Share",
    "Menu",
    "WhatsApp is blocked here.",
    "It is not you and not your c",
    "Check again",
]
RESULT = [
    "It is not you and not your c",
    "Tell me when it is back",
    "Check again",
    "Why",
    "Use instead",
    "Make a normal phone call",
    "Turn on secure DNS in the br",
    "What will not help",
    "How we know",
    "Back",
    "Share",
    "Menu",
    "WhatsApp is blocked here.",
]


def test_the_first_check_by_keyboard_and_ear(in_lab: InLab) -> None:
    """No stop without a name or with a role that tells nothing; headings; the answer is announced once."""
    path = f"PYTHONPATH={REPOSITORY / 'tests'}"
    command = ["env", path, sys.executable, "-m", "end_to_end.reading_stories"]
    done = in_lab("whatsapp-dns-nxdomain", command, limit=600)
    assert done.exit_code == 0, done.stderr
    told = done.json
    first = told.pop("first page")
    assert first[: len(FIRST_PAGE)] == FIRST_PAGE
    assert first[-len(AFTER_THE_CHIPS) :] == AFTER_THE_CHIPS
    answer = [name for name in told.pop("answer") if name != "What can I do?"]  # where the line had a bad moment
    assert answer == ANSWER
    assert told.pop("result") == RESULT
    assert told == {
        "a window has its name": ["Dialtone"],
        "first page, wrong": [],
        "first page, headings": ["Which do you use?"],
        "a tick is heard": True,
        "the answer has the keyboard": True,
        "the lines": True,
        "answer, wrong": [],
        "answer, headings": ["WhatsApp is blocked here."],
        "result, wrong": [],
        "result, headings": ["WhatsApp", "WhatsApp is blocked here.", "What can help"],
        "headings have their words as text": True,
        "it says that it is open": True,
        "opened, wrong": [],
        "opened, more stops": True,
        "the drawing": True,
        "said once": [
            "WhatsApp is blocked here. It is not you and not your computer. "
            "Messages in Telegram and Signal probably work. "
            "WhatsApp, Blocked. Telegram, Messages probably work, calls not tested. Signal, Probably works"
        ],
    }
