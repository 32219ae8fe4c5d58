"""What is said about the check itself: what it does, when it was, that no other comes by itself. No widgets."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from dialtone.ui.state.relative_time import ago, day
from dialtone.ui.state.screen_state import Phase, ScreenState


def state_sentence(state: ScreenState) -> str:
    """One sentence about the check itself, where it is not simply done."""
    match state.phase:
        case Phase.LOADING:
            return QCoreApplication.translate("Window", "Looking for messengers on this computer…")
        case Phase.CHECKING:
            return QCoreApplication.translate("Window", "Checking…")
        case Phase.CANCELLED:
            return QCoreApplication.translate("Window", "The check was cancelled.")
        case Phase.FAILED:
            return QCoreApplication.translate("Window", "Something went wrong in Dialtone. Check again.")
        case Phase.IDLE:
            return QCoreApplication.translate("Window", "Nothing has been checked yet.")
    return ""


def footer_sentence(state: ScreenState, now: datetime, *, paused: bool = False) -> str:
    """The line under the list: what the check does, else when it was, and that no other comes by itself."""
    if state.phase is Phase.SAVED and state.started_at is not None:
        return QCoreApplication.translate("Window", "A saved check of {day}").format(day=day(state.started_at))
    said = state_sentence(state)
    if state.checked_at is None or state.phase not in (Phase.DONE, Phase.CANCELLED):
        return said
    when = QCoreApplication.translate("Window", "Checked {when}").format(when=ago(state.checked_at, now))
    return " · ".join(filter(None, (said.rstrip("."), when, paused_sentence() if paused else "")))


def paused_sentence() -> str:
    """Say that nothing is checked by itself for now."""
    return QCoreApplication.translate("Tray", "Automatic checks are paused")
