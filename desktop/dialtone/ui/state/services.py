"""What the window gets from the program, so that its pages use no files and make no system calls."""

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
    """The services of all pages besides the result. Where it says so, they may raise an exception of `trouble`."""

    history: "History"
    """Each call may raise one of `trouble`."""
    autostart: Autostart
    network_mark: Callable[[], str]
    """Returns the mark of the computer's current network; empty for none. Sends nothing."""
    on_battery: Callable[[], bool]
    now: Callable[[], datetime]
    """Returns the time in the person's time zone."""
    chance: Callable[[], float]
    """Returns a random number from 0 up to 1, which makes the times of automatic checks irregular."""
    write_file: Callable[[Path, bytes], None]
    """Writes a file atomically. Raises `OSError`."""
    log_folder: Path
    redact: Callable[[Check], Check]
    """Returns a check without what shows whose it is, what is installed there, and on which network it was made."""
    import_content: Callable[[Path], str]
    """Imports an update of catalogue and advice and returns its day. Raises one of `trouble`."""
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
    read_received: Callable[[Path | bytes], str] = lambda _: ""
    """Returns the text that a friend sent in a file or a picture. Raises one of `trouble`, or a `ResultLineError`."""
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
    """Returns the services, once a page needs them; None for a window without such pages."""
