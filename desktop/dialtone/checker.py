"""The process that checks for the window: a request comes in, events go out, and then it ends.

The window starts it for each check (`engine/apart.py`). So the window holds no HTTP, no TLS and no certificates, what a
check took is given back, and a crash in a library costs one check.
"""

import logging
import os
import sys
import threading
from dataclasses import dataclass, field
from typing import BinaryIO

import anyio
import msgspec

from dialtone import __version__
from dialtone.engine.check import run_check
from dialtone.engine.event_lines import to_line
from dialtone.engine.events import CheckFailed, Event
from dialtone.engine.plan import Plan
from dialtone.model.computer import OldApp
from dialtone.probe.clock import RealClock
from dialtone.probe.net import RealNetwork
from dialtone.store.content import load_content
from dialtone.store.own_server import with_servers
from dialtone.store.places import resources, state_dir
from dialtone.store.roots import load_pins, signal_roots
from dialtone.system.computer import inspect_computer

_log = logging.getLogger(__name__)
_REQUEST_AT_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What the window wants checked."""

    messengers: tuple[str, ...]
    installed: frozenset[str] = frozenset()
    country: str = ""
    servers: dict[str, str] = field(default_factory=dict)
    old_apps: dict[str, OldApp] = field(default_factory=dict)
    """Installed apps that are too old, by messenger."""


def serve() -> int:
    """Check once for whoever holds the other ends of the pipes."""
    # The files themselves: a program without a console has no sys.stdin.
    asking, telling = os.fdopen(0, "rb"), os.fdopen(1, "wb")
    request = msgspec.json.decode(asking.readline(_REQUEST_AT_MOST), type=Request)
    threading.Thread(target=_end_with, args=(asking,), daemon=True).start()

    def emit(event: Event) -> None:
        telling.write(to_line(event))
        telling.flush()

    try:
        anyio.run(run_check, make_plan(request), RealNetwork(), RealClock(), emit)
    except Exception as surprise:  # noqa: BLE001 - a bug of ours is told, and the log has it
        _log.warning("the check failed", exc_info=True)
        emit(CheckFailed(f"{type(surprise).__name__}: {surprise}"))
    if sys.stderr is not None:  # Windows gives a program with a window none
        sys.stderr.flush()
    os._exit(0)  # a lookup that hangs in a helper thread must not keep us


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
        pins=load_pins(folder / "roots"),
        country=request.country,
    )


def _end_with(asking: BinaryIO) -> None:
    """Nothing more is said to us; the end of the pipe means that nobody listens."""
    asking.read()
    os._exit(0)
