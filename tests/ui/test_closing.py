"""What closing the window means: nothing is asked, and only what watches goes on."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui.window.closing_controller import ClosingController
from ui.conftest import WindowHarness
from ui.runs import measures


@dataclass
class App:
    """The application, as far as closing goes: the real one would end the tests."""

    ends_with_window: bool | None = None

    def setQuitOnLastWindowClosed(self, ends: bool) -> None:  # noqa: N802 - Qt's name
        self.ends_with_window = ends


@pytest.mark.parametrize(
    ("settings", "tray", "ends"),
    [
        (Settings(), True, True),
        (Settings(watch_minutes=60), True, False),
        (Settings(watch_minutes=60), False, True),
        (Settings(watch_minutes=60, quiet_profile=True), True, True),
    ],
)
def test_the_window_ends_the_program_unless_it_watches_in_a_tray(
    make_window: Callable[..., WindowHarness], settings: Settings, tray: bool, ends: bool
) -> None:
    app, harness = App(), make_window(measures, settings=settings)
    ClosingController(app, harness.controller, harness.controller).show_meaning(tray=tray)  # type: ignore[arg-type]
    assert app.ends_with_window is ends


def test_what_is_turned_on_meanwhile_counts_at_once(make_window: Callable[..., WindowHarness]) -> None:
    app, harness = App(), make_window(measures)
    controller = ClosingController(app, harness.controller, harness.controller)  # type: ignore[arg-type]
    controller.show_meaning(tray=True)
    harness.controller.change_settings(replace(harness.controller.settings, watch_minutes=60))
    assert app.ends_with_window is False
