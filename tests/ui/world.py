"""Everything beside the result, as the test says: a history in memory, a clock of one's own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dialtone.engine.monitoring import Change
from dialtone.explain.explainer import Explainer
from dialtone.model.check import Check
from dialtone.model.history_record import HistoryRecord
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.history import History
from dialtone.store.redaction import redact
from dialtone.store.settings import Settings
from dialtone.ui.state.window_inputs import Services
from explain.shipped import CATALOGUE

START = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Never:
    """Starting with the computer, switched off for good."""

    def is_on(self) -> bool:
        return False

    def turn(self, *, on: bool) -> None:
        """Nothing happens."""


@dataclass
class Kept(History):
    """A history in memory."""

    records: list[HistoryRecord] = field(default_factory=list)
    added: list[tuple[Check, str]] = field(default_factory=list)
    back: list[bytes] = field(default_factory=list)
    full: bool = False
    set_aside: str = ""

    def add(self, check: Check, network_mark: str) -> None:
        if self.full:
            raise TroubleError(TroubleKind.DISK_FULL, "history.sqlite3")
        self.added.append((check, network_mark))

    def read(self, since: datetime | None = None) -> tuple[HistoryRecord, ...]:
        return tuple(self.records)

    def read_condensed(self, days: int) -> tuple[HistoryRecord, ...]:
        return self.read()

    def find_network_number(self, network_mark: str) -> int:
        return 1

    def forget(self) -> bytes:
        self.added.clear()
        self.records.clear()
        return b"erased"

    def put_back(self, erased: bytes) -> None:
        if self.full:
            raise TroubleError(TroubleKind.DISK_FULL, "history.sqlite3")
        self.back.append(erased)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@dataclass
class World:
    """What the services say, and what they were asked."""

    now: datetime = START
    mark: str = "home"
    battery: bool = False
    metered: bool = False
    settings: Settings = field(default_factory=lambda: Settings(watch_minutes=60))
    history: Kept = field(default_factory=Kept)
    due: int = 0
    changes: list[tuple[Change, ...]] = field(default_factory=list)
    removed: int = 0
    full: bool = False
    received: Callable[[Path | bytes], str] = lambda _: ""
    """Returns the text in a file or a picture that a friend sent."""

    def remove_traces(self) -> None:
        if self.full:
            raise TroubleError(TroubleKind.NOT_REMOVED, "/home/a")
        self.removed += 1

    def give(self, _words: Explainer, into: Path, packages: tuple[Path, ...]) -> tuple[Path, tuple[str, ...]]:
        if self.full:
            raise TroubleError(TroubleKind.DISK_FULL, into)
        return into / "Dialtone", ("The copy is there.", *(one.name for one in packages))

    def services(self) -> Services:
        return Services(
            history=self.history,
            autostart=Never(),
            network_mark=lambda: self.mark,
            on_battery=lambda: self.battery,
            now=lambda: self.now,
            chance=lambda: 0.5,
            write_file=_write,
            log_folder=Path(),
            redact=lambda check: redact(check, CATALOGUE),
            import_content=lambda _file: "",
            write_copy_for_others=self.give,
            remove_traces=self.remove_traces,
            read_home_page=lambda: "https://example.org",
            read_received=lambda given: self.received(given),
        )
