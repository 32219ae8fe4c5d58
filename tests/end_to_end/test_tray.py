"""The tray for real: an X server, a tray, a mouse, and the program as a person starts it, inside the lab."""

from end_to_end.conftest import Play, skipped_without
from end_to_end.screen import is_missing

pytestmark = skipped_without(is_missing())


_ROWS = ("✓ Telegram: Messages work, calls untested", "✓ Signal: Messages work")


def test_in_the_tray(play: Play) -> None:
    assert play("clean", "tray_stories", "in_the_tray", limit=600) == {
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


def test_without_a_tray(play: Play) -> None:
    assert play("clean", "tray_stories", "without_a_tray", limit=600) == {
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


def test_on_the_bus(play: Play) -> None:
    assert play("clean", "tray_stories", "on_the_bus", limit=600) == {
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


def test_a_panel_that_comes_late_gets_its_icon(play: Play) -> None:
    assert play("clean", "tray_stories", "late_on_the_bus", limit=600) == {
        "hidden, there is no window": True,
        "Activate opens it": True,
        "Quit ends it": 0,
    }
