"""What the window is given at its start, so that it knows no files and no system."""

from collections.abc import Callable
from pathlib import Path

from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.store.settings import Settings
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import Services


class StartupInputs(Frozen):
    """What the window is given by `app/window_services.py`."""

    resources: Path
    """The folder with icons and translations."""
    settings: Settings
    save_settings: Callable[[Settings], None]
    load: Callable[[str, str, Check | None], LoadedContent]
    """Given a language, a country and a saved check: everything else. Runs on a thread of its own."""
    saved: Check | None = None
    services: Callable[[], Services] | None = None
    """What the pages beside the result work with."""
