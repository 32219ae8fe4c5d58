"""Garbage: what stays is set aside, what goes is found."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from dialtone.ui.window.gc_timer import GcTimer
from ui.owned import find_only


class Knot:
    """Something that only a collection takes away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def gc_timer(qtbot: QtBot) -> Iterator[GcTimer]:
    made = GcTimer()
    yield made
    made.deleteLater()
    gc.unfreeze()


def test_what_was_set_aside_and_fell_out_of_use_goes_with_the_next_load(gc_timer: GcTimer) -> None:
    """As the window that another language replaced."""
    knot = Knot()
    seen = weakref.ref(knot)
    gc_timer.freeze_loaded()
    del knot
    gc_timer.collect()
    assert seen() is not None
    gc_timer.freeze_loaded()
    assert seen() is None


def test_nothing_is_collected_while_a_check_is_measured(gc_timer: GcTimer) -> None:
    knot = Knot()
    seen = weakref.ref(knot)
    del knot
    gc_timer.pause(True)
    gc_timer.collect()
    assert seen() is not None
    gc_timer.pause(False)
    assert seen() is None


def test_in_the_tray_it_wakes_the_computer_once_a_minute(gc_timer: GcTimer) -> None:
    usual = find_only(gc_timer, QTimer).interval()
    gc_timer.collect_rarely(True)
    assert find_only(gc_timer, QTimer).interval() == 60_000
    knot = Knot()
    seen = weakref.ref(knot)
    gc.collect()
    del knot
    gc_timer.collect()
    assert seen() is None
    gc_timer.collect_rarely(False)
    assert find_only(gc_timer, QTimer).interval() == usual
