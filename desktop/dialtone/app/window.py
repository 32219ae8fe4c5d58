"""Wires up the window: a bare frame at once, everything else after its first paint."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from dialtone.store.data_folders import config_dir, state_dir
from dialtone.store.startup_settings import read_startup_settings
from dialtone.ui.launch import StartSteps, open_window
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.window.frame import Frame

if TYPE_CHECKING:
    from dialtone.model.check import Check
    from dialtone.ui.launch import Application
    from dialtone.ui.qt_application import NoWindow
    from dialtone.ui.window.single_instance import SingleInstance


_log = logging.getLogger(__name__)


def run_window(no_window: "NoWindow", saved: "Check | None", language: str, *, hidden: bool) -> int:
    """Show the window until the person closes it; return the exit code.

    `saved`: a check to be shown as it was, without using the network. `no_window`: called with the reason if no window
    can be opened; its exit code is returned. `hidden`: start in the tray; without a tray, as a minimised window.
    """
    steps = StartSteps(
        make_frame=_make_frame,
        fill=partial(_fill, saved, language),
        say_unanswered=partial(_say_unanswered, language),
        on_no_window=no_window,
    )
    return open_window(steps, state_dir(), beside_others=saved is not None, hidden=hidden)


def _make_frame() -> Frame:
    startup_settings = read_startup_settings(config_dir())
    frame = Frame(scheme=BaseColours.chosen(startup_settings.scheme))
    if startup_settings.window is not None:
        frame.restore_geometry(startup_settings.window)
    return frame


def _fill(
    saved: "Check | None", language: str, application: "Application", frame: Frame, instance: "SingleInstance"
) -> Callable[[], None]:
    """Fill the frame after its first paint; return the function to call when it closes."""
    # Imported here: both load the wording, the shapes and the model, and the first paint must not wait for that.
    from dialtone.app.window_services import make_startup_inputs
    from dialtone.ui.application import fill_frame

    return fill_frame(application, frame, instance, make_startup_inputs(saved), language).close


def _say_unanswered(language: str) -> None:
    """Say in a terminal and in a dialog that another Dialtone is running but does not answer: no second one starts."""
    from dialtone.app.terminal_words import describe_problem, limit_logging  # imported here, all of them: rarely needed
    from dialtone.model.trouble import TroubleError, TroubleKind
    from dialtone.ui.message_window import show_message

    trouble = TroubleError(TroubleKind.RUNS_UNANSWERED)
    limit_logging(language)
    _log.warning(trouble)
    show_message(describe_problem(trouble, language))
