"""The tray for real: an X server, a tray, a mouse, and the program as a person starts it, inside the lab."""

import os
import sys

import pytest

from end_to_end.conftest import REPOSITORY, InLab
from end_to_end.screen import is_missing

pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(bool(is_missing()) and not os.environ.get("CI"), reason=f"not installed: {is_missing()}"),
]


def play(in_lab: InLab, story: str) -> object:
    path = f"PYTHONPATH={REPOSITORY / 'tests'}"
    done = in_lab("clean", ["env", path, sys.executable, "-m", "end_to_end.tray_stories", story], limit=600)
    assert done.exit_code == 0, done.stderr
    return done.json


_ROWS = ("✓ Telegram: Messages work, calls not tested", "✓ Signal: Works")


def test_in_the_tray(in_lab: InLab) -> None:
    assert play(in_lab, "in_the_tray") == {
        "the keyboard is the window's, not the icon's": True,
        "Check now checks": True,
        "closed, it lives": True,
        "a press opens the panel": True,
        "and that the window": True,
        "Open opens it": True,
        "a second start ends": 0,
        "and opens it": True,
        "Share opens the window": True,
        "Quit ends it": 0,
        "hidden, there is no window": True,
        "but it opens": True,
        "and ends": 0,
    }


def test_without_a_tray(in_lab: InLab) -> None:
    assert play(in_lab, "without_a_tray") == {
        "a second start ends": 0,
        "and brings it back": True,
        "closing ends it": 0,
        "hidden and waiting, a second start ends": 0,
        "and shows it": True,
        "closing ends that too": 0,
        "hidden for good, it is minimised": True,
        "and checks": True,
        "a third start ends": 0,
        "and it ends": 0,
    }


def test_on_the_bus(in_lab: InLab) -> None:
    assert play(in_lab, "on_the_bus") == {
        "title": "Dialtone",
        "tooltip": ["Dialtone", "Messages in Telegram and Signal work here."],
        "has pixmaps": True,
        "menu": [
            *_ROWS, "-",
            "Check now", "Open Dialtone", "Share…", "Pause automatic checks", "-", "Quit",
        ],
        "Activate opens it": True,
        "Check now checks": True,
        "Pause is on": True,
        "and off": True,
        "Quit ends it": 0,
    }  # fmt: skip


def test_a_panel_that_comes_late_gets_its_icon(in_lab: InLab) -> None:
    assert play(in_lab, "late_on_the_bus") == {
        "hidden, there is no window": True,
        "Activate opens it": True,
        "Quit ends it": 0,
    }
