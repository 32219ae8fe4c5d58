"""Checks, proxy tests and probes of advice for the terminal's commands, which wait until they end."""

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from anyio.from_thread import start_blocking_portal

from dialtone.app.check_plan import make_network, make_outside_network
from dialtone.app.session import Session
from dialtone.engine.check_run import run_check
from dialtone.engine.events import CheckSettled, Event, Progressed
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.proxy import Proxy, ProxyTest
from dialtone.probe.clock import Clock

if TYPE_CHECKING:
    from dialtone.model.help_place import HelpTarget

_T = TypeVar("_T")
_ALONE_SECONDS = 0.45
"""How long a check has the processor to itself, since its first answers are timed; less if it ends sooner. On an open
line it is waiting for its last answers by then."""
_SWITCH_SECONDS = 0.0002
"""How soon the loading thread yields to the checking one, so that answers are not read late."""


def wait_for_check(
    session: Session,
    messengers: tuple[Messenger, ...],
    progress: Callable[[int, int], None],
    settled: Callable[[Check], None] = lambda _: None,
    *,
    outside: bool = False,
) -> Check:
    """Run one check, and return it. An interruption (ctrl-C) stops it within moments.

    `progress` receives how many questions have ended, and how many there are. `settled` receives the check as soon as
    only open connections may change it; both are called on another thread. An interruption after that ends the wait,
    and the settled check is returned. `outside`: if a VPN is on, check past it too; an interruption always stops that.
    """
    plan = session.make_plan(messengers)
    listener = _Listener(progress, settled)
    if outside:
        from dialtone.engine.outside_check import run_both_sides  # imported here: rarely requested

        return run_to_end(run_both_sides, plan, make_network(plan), make_outside_network(plan), Clock(), listener.hear)
    try:
        meanwhile = partial(_load_words, session)
        return run_to_end(run_check, plan, make_network(plan), Clock(), listener.hear, meanwhile=meanwhile)
    except KeyboardInterrupt:
        if listener.settled_check is None:
            raise
        return listener.settled_check


class _Listener:
    """Passes on how far a check is, and keeps it once it is settled."""

    def __init__(self, progress: Callable[[int, int], None], settled: Callable[[Check], None]) -> None:
        self._progress = progress
        self._settled = settled
        self.settled_check: Check | None = None

    def hear(self, event: Event) -> None:
        if isinstance(event, Progressed):
            self._progress(event.done, event.total)
        elif isinstance(event, CheckSettled):
            self.settled_check = event.check
            self._settled(event.check)


def _load_words(session: Session) -> None:
    """Load what a check needs at its end, while its packets are in flight."""
    from dialtone.explain import text_report  # noqa: F401 - imported here: a check must not wait for either
    from dialtone.store import check_file  # noqa: F401

    _ = session.explainer


def wait_for_proxy_test(session: Session, proxy: Proxy, messengers: tuple[Messenger, ...]) -> ProxyTest:
    """Test a proxy for some messengers, compared with the neutral hosts."""
    from dialtone.engine.proxy_test import run_proxy_test  # imported here: one command needs it

    plan = session.make_plan(())
    return run_to_end(run_proxy_test, plan, proxy, messengers, make_network(plan), Clock())


def wait_for_probes(session: Session, targets: "tuple[HelpTarget, ...]") -> None:
    """Probe whether places named in advice answer here; from then on the session's texts include the result."""
    from dialtone.engine.help_check import ask_places  # imported here: rarely requested

    plan = session.make_plan(())
    findings = run_to_end(ask_places, plan, targets, make_network(plan), Clock())
    session.explainer = session.explainer.with_answers({finding.target: finding.answer for finding in findings})


# The thread on which they run


def run_to_end(
    work: Callable[..., Awaitable[_T]], *arguments: object, meanwhile: Callable[[], None] | None = None
) -> _T:
    """Run `work` on its own thread and return its result; after its first moments, run `meanwhile` on this thread.

    `meanwhile` loads modules: an `OSError` in it is ignored. An interruption (ctrl-C) stops both within moments.
    """
    with start_blocking_portal() as portal:
        future: Future[_T] = portal.start_task_soon(work, *arguments)
        try:
            if meanwhile is not None:
                wait((future,), timeout=_ALONE_SECONDS)
                with suppress(OSError):  # no file descriptors are left; the modules are loaded again where needed
                    _run_yielding(meanwhile)
            return future.result()
        except BaseException:
            future.cancel()
            raise


def _run_yielding(work: Callable[[], None]) -> None:
    """Run `work` on this thread, which meanwhile yields to the thread of the check within a millisecond."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        work()
    finally:
        sys.setswitchinterval(interval)
