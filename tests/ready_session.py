"""Sessions of the commands whose check has come out already: nothing is sent."""

from collections.abc import Callable

import pytest

from dialtone.app.session import Session
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.frozen import replace

Settled = Callable[[Check], None]


def let_check(
    monkeypatch: pytest.MonkeyPatch, check: Callable[[Session, tuple[Messenger, ...], Settled], Check]
) -> None:
    """Let the sessions of the commands check in this way."""

    def check_at_once(
        session: Session,
        messengers: tuple[Messenger, ...],
        progress: Callable[[int, int], None],
        settled: Settled = lambda _: None,
        **_options: object,
    ) -> Check:
        progress(1, 2)
        return check(session, messengers, settled)

    monkeypatch.setattr("dialtone.commands.run_check.wait_for_check", check_at_once)


def of_these(check: Check, messengers: tuple[Messenger, ...]) -> Check:
    """Return a check with some of its messengers."""
    return replace(check, messengers=tuple(v for m in messengers if (v := check.messenger(m.id))))
