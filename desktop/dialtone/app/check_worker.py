"""The process that runs a check, a proxy test or probes of advice for the window (`engine/check_process.py`).

So the window has no HTTP, TLS or certificates in memory, and a crash in a library costs only one check.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, NoReturn

import anyio

from dialtone.app.check_plan import (
    PlanBasis,
    make_network,
    make_outside_network,
    plan_check,
    plan_proxy_test,
    read_plan_basis,
)
from dialtone.engine.check_run import run_check
from dialtone.engine.events import CheckFailed, Event, HelpFinished, ProxyTestFinished, to_line
from dialtone.engine.help_check import ask_places
from dialtone.engine.outside_check import run_both_sides
from dialtone.engine.proxy_test import run_proxy_test
from dialtone.engine.requests import (
    LARGEST_REQUEST,
    CheckRequest,
    HelpRequest,
    ProxyTestRequest,
    Request,
    decode_request,
)
from dialtone.probe.clock import Clock
from dialtone.probe.libraries import load_libraries
from dialtone.store.data_folders import config_dir, state_dir
from dialtone.store.log_file import CHECKS_FILE, restart_log
from dialtone.store.settings import load_settings
from dialtone.store.toml_file import ResourceError

_log = logging.getLogger(__name__)

_IDLE_SECONDS = 60.0
"""How long a process waits for a request. It holds 60 MB meanwhile."""

Emit = Callable[[Event], None]
"""Sends an event to the window."""


def serve() -> NoReturn:
    """Read one request from standard input, write its events to standard output, and end the process.

    The process may be started before the request comes; until then it sends nothing. Its exit code is 1 if the request
    failed, which is also logged and written as an event, else 0, even if the window ended before it requested anything.
    """
    load_libraries()
    prepared: PlanBasis | None = None
    with suppress(ResourceError):  # reported when a request comes
        prepared = read_plan_basis()
    anyio.run(anyio.sleep, 0)  # the first run loads the event loop
    # File descriptors, since a program without a console has no sys.stdin.
    requests = os.fdopen(0, "rb")
    line = _wait_for_request(requests)
    if not line:
        os._exit(0)
    restart_log(state_dir(), CHECKS_FILE, quiet=load_settings(config_dir()).quiet_profile)  # a window has no terminal
    request = decode_request(line)
    threading.Thread(target=_exit_at_end, args=(requests,), daemon=True).start()
    is_fulfilled = _fulfil_or_report(request, prepared, os.fdopen(1, "wb"))
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.flush()
    os._exit(0 if is_fulfilled else 1)  # a lookup that hangs in a helper thread must not delay us


def _fulfil_or_report(request: Request, prepared: PlanBasis | None, events: BinaryIO) -> bool:
    """Fulfil a request, and write its events, with a failure as the last one; return whether it was fulfilled."""

    def emit(event: Event) -> None:
        events.write(to_line(event))
        events.flush()

    try:
        anyio.run(_fulfil, request, prepared, emit)
    except Exception as error:  # noqa: BLE001 - a bug of ours is reported, and logged
        _log.warning("the check failed", exc_info=True)
        emit(CheckFailed(f"{type(error).__name__}: {error}"))
        return False
    return True


def _wait_for_request(requests: BinaryIO) -> bytes:
    """Return the line of a request, empty if the pipe ended without one; exit if none comes within a minute."""
    idle_timer = threading.Timer(_IDLE_SECONDS, os._exit, (0,))
    idle_timer.daemon = True
    idle_timer.start()
    line = requests.readline(LARGEST_REQUEST)
    idle_timer.cancel()
    return line


async def _fulfil(request: Request, prepared: PlanBasis | None, emit: Emit) -> None:
    """Make the plan for a request, and run it."""
    if isinstance(request, ProxyTestRequest):
        plan, proxy, messengers = plan_proxy_test(request, prepared)
        emit(ProxyTestFinished(await run_proxy_test(plan, proxy, messengers, make_network(plan), Clock())))
    elif isinstance(request, HelpRequest):
        plan = plan_check(CheckRequest((), country=request.country), prepared)
        emit(HelpFinished(await ask_places(plan, request.targets, make_network(plan), Clock())))
    else:
        plan = plan_check(request, prepared)
        if request.outside:
            await run_both_sides(plan, make_network(plan), make_outside_network(plan), Clock(), emit)
        else:
            await run_check(plan, make_network(plan), Clock(), emit)


def _exit_at_end(requests: BinaryIO) -> None:
    """Exit when the pipe ends: the window has ended or cancelled the check. No further input is expected."""
    requests.read()
    os._exit(0)
