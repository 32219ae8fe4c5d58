"""The process that checks, or tries a proxy, for the window: a request comes in, events go out, and then it ends.

The window starts it for each (`engine/check_process.py`). So the window holds no HTTP, no TLS and no certificates,
what a check took is given back, and a crash in a library costs one check.
"""

import logging
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import BinaryIO, TypeVar

import anyio
import msgspec

from dialtone import __version__
from dialtone.engine.check_run import run_check
from dialtone.engine.event_codec import to_line
from dialtone.engine.events import CheckFailed, Event, ProxyTestFinished
from dialtone.engine.plan import Plan
from dialtone.engine.proxy_test import ProxyTestPlan, choose_proxied_messengers, run_proxy_test
from dialtone.model.computer import OldApp
from dialtone.model.proxy_link import parse_link
from dialtone.probe.clock import RealClock
from dialtone.probe.net import RealNetwork
from dialtone.store.content import load_content
from dialtone.store.data_folders import resources, state_dir
from dialtone.store.own_server import with_servers
from dialtone.store.roots import load_keys, load_pins, national_roots, signal_roots
from dialtone.system.computer_scan import inspect_computer

_log = logging.getLogger(__name__)
_REQUEST_AT_MOST = 1_000_000
_R = TypeVar("_R")

Emit = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What the window wants checked."""

    messengers: tuple[str, ...]
    installed: frozenset[str] = frozenset()
    country: str = ""
    servers: dict[str, str] = field(default_factory=dict)
    old_apps: dict[str, OldApp] = field(default_factory=dict)
    """Installed apps that are too old, by messenger."""


@dataclass(frozen=True, slots=True)
class TrialRequest:
    """Which proxy the window wants tried."""

    link: str = field(repr=False)
    """As the person pasted it: it may hold a secret, and is written nowhere."""
    messenger: str = ""
    """For whom, where the link does not say."""
    installed: frozenset[str] = frozenset()
    country: str = ""
    servers: dict[str, str] = field(default_factory=dict)


def serve() -> int:
    """Check once for whoever holds the other ends of the pipes."""

    async def check(request: Request, emit: Emit) -> None:
        await run_check(make_plan(request), RealNetwork(), RealClock(), emit)

    return _serve(Request, check)


def serve_trial() -> int:
    """Try a proxy once, likewise."""

    async def attempt(request: TrialRequest, emit: Emit) -> None:
        emit(ProxyTestFinished(await run_proxy_test(make_trial_plan(request), RealNetwork(), RealClock())))

    return _serve(TrialRequest, attempt)


def _serve(kind: type[_R], work: Callable[[_R, Emit], Awaitable[None]]) -> int:
    # The files themselves: a program without a console has no sys.stdin.
    asking, telling = os.fdopen(0, "rb"), os.fdopen(1, "wb")
    request = msgspec.json.decode(asking.readline(_REQUEST_AT_MOST), type=kind)
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


def make_trial_plan(request: TrialRequest) -> ProxyTestPlan:
    """What to try, and for whom. Raises `ProxyLinkError`, which holds nothing of the link."""
    proxy = parse_link(request.link)
    ground = make_plan(Request((), request.installed, request.country, request.servers))
    platform = ground.computer.platform
    chosen = choose_proxied_messengers(
        ground.catalogue.messengers, proxy, platform, request.installed, request.messenger
    )
    return ProxyTestPlan(ground, proxy, chosen)


def make_plan(request: Request) -> Plan:
    """What to check, with everything that is known on this computer."""
    folder = resources()
    content, _ = load_content(folder, state_dir(), "en")  # the words are the window's matter
    catalogue = with_servers(content, request.servers)
    return Plan(
        catalogue=catalogue,
        messengers=tuple(m for m in catalogue.messengers if m.id in request.messengers),
        computer=inspect_computer(),
        installed=request.installed,
        old_apps=request.old_apps,
        app_version=__version__,
        signal_roots=signal_roots(folder / "roots"),
        national_roots=national_roots(folder / "roots"),
        pins=load_pins(folder / "roots"),
        keys=load_keys(folder / "roots"),
        country=request.country,
    )


def _end_with(asking: BinaryIO) -> None:
    """Nothing more is said to us; the end of the pipe means that nobody listens."""
    asking.read()
    os._exit(0)
