"""The process that checks, tries a proxy or asks places of advice for the window: a request, events, and its end.

The window starts it for each (`engine/check_process.py`). So the window holds no HTTP, no TLS and no certificates,
what a check took is given back, and a crash in a library costs one check.
"""

import logging
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import BinaryIO, TypeVar

import anyio

from dialtone.app.check_plan import (
    Groundwork,
    make_network,
    make_outside_network,
    plan_check,
    plan_help,
    plan_proxy_test,
    read_groundwork,
)
from dialtone.engine.check_run import run_check
from dialtone.engine.event_codec import to_line
from dialtone.engine.events import CheckFailed, Event, HelpAsked, ProxyTestFinished
from dialtone.engine.help_check import ask_places
from dialtone.engine.outside_check import run_both_sides
from dialtone.engine.proxy_test import run_proxy_test
from dialtone.engine.requests import LARGEST_REQUEST, CheckRequest, HelpRequest, ProxyTestRequest, decode_request
from dialtone.probe.clock import RealClock
from dialtone.probe.libraries import load_libraries
from dialtone.store.catalogue_file import CatalogueError
from dialtone.store.data_folders import config_dir, state_dir
from dialtone.store.log_file import CHECKS_FILE, open_log
from dialtone.store.settings import load_settings

_log = logging.getLogger(__name__)
_R = TypeVar("_R", CheckRequest, ProxyTestRequest, HelpRequest)

_WAITS_SECONDS = 60.0
"""How long a process waits to be asked. It holds 60 MB meanwhile."""

Emit = Callable[[Event], None]


def serve() -> int:
    """Check once for the process that holds the other ends of the pipes.

    It may be started before it is asked, so it reads first what every request needs. It sends nothing before.
    """
    load_libraries()
    beforehand: Groundwork | None = None
    with suppress(CatalogueError):  # said when something is asked
        beforehand = read_groundwork()
    anyio.run(anyio.sleep, 0)  # the first run loads what runs it

    async def check(request: CheckRequest, emit: Emit) -> None:
        plan = plan_check(request, beforehand)
        if request.outside:
            await run_both_sides(plan, make_network(plan), make_outside_network(plan), RealClock(), emit)
        else:
            await run_check(plan, make_network(plan), RealClock(), emit)

    return _serve(CheckRequest, check)


def serve_trial() -> int:
    """Try a proxy once, likewise."""

    async def attempt(request: ProxyTestRequest, emit: Emit) -> None:
        plan = plan_proxy_test(request)
        emit(ProxyTestFinished(await run_proxy_test(plan, make_network(plan.direct), RealClock())))

    return _serve(ProxyTestRequest, attempt)


def serve_help() -> int:
    """Ask once whether the places of advice answer, likewise."""

    async def ask(request: HelpRequest, emit: Emit) -> None:
        plan = plan_help(request)
        emit(HelpAsked(await ask_places(plan, make_network(plan.direct), RealClock())))

    return _serve(HelpRequest, ask)


def _serve(kind: type[_R], work: Callable[[_R, Emit], Awaitable[None]]) -> int:
    # The files themselves: a program without a console has no sys.stdin.
    asking, telling = os.fdopen(0, "rb"), os.fdopen(1, "wb")
    impatience = threading.Timer(_WAITS_SECONDS, os._exit, (0,))  # it may have been started for a check that never came
    impatience.daemon = True
    impatience.start()
    line = asking.readline(LARGEST_REQUEST)
    impatience.cancel()
    if not line:
        return 0  # nobody is left to ask
    _keep_log()
    request = decode_request(line, kind)
    threading.Thread(target=_end_with, args=(asking,), daemon=True).start()

    def emit(event: Event) -> None:
        telling.write(to_line(event))
        telling.flush()

    try:
        anyio.run(work, request, emit)
    except Exception as surprise:  # noqa: BLE001 - a bug of ours is told, and the log has it
        _log.warning("the check failed", exc_info=True)
        emit(CheckFailed(f"{type(surprise).__name__}: {surprise}"))
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.flush()
    os._exit(0)  # a lookup that hangs in a helper thread must not keep us


def _keep_log() -> None:
    """Write what goes wrong into a log of the checks; a window has no terminal on which it could be read."""
    if load_settings(config_dir()).quiet_profile:
        return  # then nothing is written
    if (log := open_log(state_dir(), CHECKS_FILE)) is not None:
        logging.getLogger().addHandler(log)


def _end_with(asking: BinaryIO) -> None:
    """Nothing more is said to us; the end of the pipe means that nobody listens."""
    asking.read()
    os._exit(0)
