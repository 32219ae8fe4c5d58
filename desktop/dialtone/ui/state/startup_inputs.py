"""What the window is given by those who know files and systems."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dialtone.model.check import Check
from dialtone.store.settings import Settings
from dialtone.ui.state.loaded_content import Library
from dialtone.ui.state.services import Extras


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is given by `app/window.py`."""

    resources: Path
    """The folder with icons and translations."""
    settings: Settings
    save_settings: Callable[[Settings], None]
    load: Callable[[str, str, Check | None], Library]
    """Given a language, a country and a saved check: everything else. Runs on the worker."""
    saved: Check | None = None
    extras: Callable[[], Extras] | None = None
    """What the pages beside the result work with."""
