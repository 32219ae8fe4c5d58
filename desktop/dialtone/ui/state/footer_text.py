"""Sentences about the check itself: its progress, its time, and whether automatic checks are paused. No widgets."""

from datetime import datetime

from dialtone.ui.state.labels import translate
from dialtone.ui.state.screen_state import Phase, ScreenState
from dialtone.ui.state.time_text import ago, day


def say_phase(state: ScreenState) -> str:
    """Return one sentence about the check; empty if it is done."""
    match state.phase:
        case Phase.LOADING:
            return translate("Window", "Looking for messengers on this computer…")
        case Phase.CHECKING:
            return translate("Window", "Checking…")
        case Phase.CANCELLED:
            return translate("Window", "The check was cancelled.")
        case Phase.FAILED:
            return translate("Window", "Something went wrong in Dialtone. Check again.")
        case Phase.IDLE:
            return translate("Window", "Nothing has been checked yet.")
    return ""


def say_footer(state: ScreenState, now: datetime, *, paused: bool = False) -> str:
    """Return the line under the list: the progress of the check, else its time and whether checks are paused."""
    if state.phase is Phase.SAVED and state.started_at is not None:
        return translate("Window", "A saved check of {day}").format(day=day(state.started_at))
    sentence = say_phase(state)
    if state.checked_at is None or state.phase not in (Phase.DONE, Phase.CANCELLED):
        return sentence
    when = translate("Window", "Checked {when}").format(when=ago(state.checked_at, now))
    return " · ".join(filter(None, (sentence.rstrip("."), when, say_paused() if paused else "")))


def say_paused() -> str:
    """Return the sentence that automatic checks are paused."""
    return translate("Tray", "Automatic checks are paused")
