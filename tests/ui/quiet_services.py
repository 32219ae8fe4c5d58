"""Extras for tests: a real history in a folder, a system that says little, a clock of one's own."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from dialtone.model.trouble import TroubleError
from dialtone.store.atomic import write_atomically
from dialtone.store.history import History
from dialtone.store.redaction import redact
from dialtone.ui.state.window_inputs import Services
from explain.shipped import CATALOGUE
from quick_fingerprint import quick_fingerprint


class Never:
    """Starting with the computer, switched off for good."""

    def is_on(self) -> bool:
        """No."""
        return False

    def turn(self, *, on: bool) -> None:
        """Nothing happens."""


def quiet_services(
    folder: Path,
    now: Callable[[], datetime] = lambda: datetime(2026, 11, 24, 12, 0, tzinfo=UTC),
    mark: Callable[[], str] = lambda: "home",
    chance: Callable[[], float] = lambda: 0.5,
) -> Services:
    """Everything beside the result, with a history in this folder."""
    return Services(
        history=History(folder, now=now, fingerprint=quick_fingerprint),
        autostart=Never(),
        network_mark=mark,
        on_battery=lambda: False,
        now=now,
        chance=chance,
        write_file=write_atomically,
        log_folder=folder,
        redact=lambda check: redact(check, CATALOGUE),
        import_content=lambda _file: "",
        give=lambda _words, into, _packages: (into, ()),
        remove_traces=lambda: None,
        home_page="https://example.org",
        command=("dialtone",),
        trouble=(TroubleError,),
    )
