"""What the pages beside the result work with: passed in, so that screens know no files and no system."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from dialtone.explain.explainer import Explainer
from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.model.history_record import HistoryRecord
from dialtone.model.release import Release
from dialtone.store.settings import Settings
from dialtone.system.autostart import Autostart
from dialtone.ui.state.loaded_content import LoadedContent


class HistoryStore(Protocol):
    """The history; `store.history.History` is one. Each may raise a `TroubleError`."""

    @property
    def set_aside(self) -> str:
        """The name of a broken file that was put aside; empty for none."""

    def add(self, check: Check, network_mark: str) -> None:
        """Remember a check."""

    def read(self, since: datetime | None = None) -> tuple[HistoryRecord, ...]:
        """What is remembered."""

    def read_in_short(self, days: int) -> tuple[HistoryRecord, ...]:
        """The last `days` days that are remembered, and of the time before what tells of stops and returns."""

    def network_number(self, network_mark: str) -> int:
        """The number of this network in what is remembered; 0 for none."""

    def forget(self) -> bytes:
        """Erase everything; return what was there."""

    def put_back(self, erased: bytes) -> None:
        """Have again what was erased."""


class Services(Frozen):
    """What the pages beside the result work with. `trouble` lists what its members may raise."""

    history: HistoryStore
    autostart: Autostart
    network_mark: Callable[[], str]
    on_battery: Callable[[], bool]
    now: Callable[[], datetime]
    """With the time zone of the person."""
    chance: Callable[[], float]
    write: Callable[[Path, bytes], None]
    """Write a file whole or not at all."""
    state: Path
    """The folder with the log."""
    take_content: Callable[[Path], str]
    """Import an update of catalogue and advice and return its day; raises one of `trouble`."""
    give: Callable[[Explainer, Path, tuple[Path, ...]], tuple[Path, tuple[str, ...]]]
    """Copy this program into a folder, with packages; return where, and what to say of it. Raises one of `trouble`."""
    remove_traces: Callable[[], None]
    """Remove all that Dialtone left on this computer; nothing is kept after it. Raises one of `trouble`."""
    home_page: str
    """The address of this copy's publisher; empty where it has none."""
    command: tuple[str, ...]
    """What starts this program."""
    trouble: tuple[type[Exception], ...]
    """The exceptions of the above that a person is told of; `trouble_text` has the words."""
    received: Callable[[Path | bytes], str] = lambda _: ""
    """What a friend sent, as text: of a file, or of a picture. Raises one of `trouble`, or an `EndCodeError`."""
    licences: Callable[[], str] = str
    """The licence texts of what this program is made of."""
    newer_release: Callable[[], Release | None] = lambda: None
    """The newer version of this program that an update announced, if one did."""


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
