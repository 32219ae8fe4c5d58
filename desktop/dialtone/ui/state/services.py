"""The services of the pages besides the result, passed in so that the pages use no files and no system calls."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dialtone.explain.explainer import Explainer
from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.model.release import Release
from dialtone.store.settings import Settings
from dialtone.system.autostart import Autostart
from dialtone.ui.state.loaded_content import LoadedContent

if TYPE_CHECKING:  # the history is loaded after the first paint
    from dialtone.store.history import History


class Services(Frozen):
    """The services of the pages besides the result. `trouble` lists the exceptions that its members may raise."""

    history: "History"
    """Each call may raise one of `trouble`."""
    autostart: Autostart
    network_mark: Callable[[], str]
    on_battery: Callable[[], bool]
    now: Callable[[], datetime]
    """Returns the time in the person's time zone."""
    chance: Callable[[], float]
    write: Callable[[Path, bytes], None]
    """Writes a file atomically."""
    state: Path
    """The folder of the log."""
    redact: Callable[[Check], Check]
    """Returns a check without what shows whose it is, what is installed there, and on which network it was made."""
    take_content: Callable[[Path], str]
    """Imports an update of catalogue and advice and returns its day; raises one of `trouble`."""
    give: Callable[[Explainer, Path, tuple[Path, ...]], tuple[Path, tuple[str, ...]]]
    """Copies this program and packages into a folder; returns the place and lines to show. Raises one of `trouble`."""
    remove_traces: Callable[[], None]
    """Removes all Dialtone data from this computer; nothing may be stored after it. Raises one of `trouble`."""
    home_page: str
    """The address of this copy's publisher; empty for none."""
    command: tuple[str, ...]
    """The command that starts this program."""
    trouble: tuple[type[Exception], ...]
    """The exceptions of the above that are shown to the person, in the words of `trouble_text`."""
    received: Callable[[Path | bytes], str] = lambda _: ""
    """Returns the text that a friend sent in a file or a picture. Raises one of `trouble`, or an `ResultLineError`."""
    licences: Callable[[], str] = str
    """Returns the licence texts of everything that is bundled."""
    newer_release: Callable[[], Release | None] = lambda: None
    """Returns the newer version of this program that an update announced; None for none."""


class StartupInputs(Frozen):
    """The inputs of the window, from `app/window_services.py`."""

    resources: Path
    """The folder of icons and translations."""
    settings: Settings
    save_settings: Callable[[Settings], None]
    load: Callable[[str, str, Check | None], LoadedContent]
    """Loads everything else, for a language, a country and a saved check. Runs on its own thread."""
    saved: Check | None = None
    services: Callable[[], Services] | None = None
    """Returns the services of the pages besides the result."""
