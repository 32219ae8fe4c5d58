"""What the processes of servers, the world's and the provider's, have in common."""

import asyncio
import gc
import json
import os
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lab.catalog import AddressBook, Host
from lab.netio import CertStore
from lab.pki import Pki
from lab.resolver import Zone
from lab.scenario import Scenario


@dataclass
class ServerConfig:
    """Everything a process of servers needs."""

    scenario: Scenario
    hosts: tuple[Host, ...]
    pki: Pki
    scratch: Path
    report: Path
    ready_fd: int
    real_proxies: bool = False
    #: ``unbound`` or ``dnsmasq`` in the place of the lab's own resolver of the provider.
    real_resolver: str = ""


class Servers:
    """All listeners of one process, and what they count for the report."""

    def __init__(self, config: ServerConfig) -> None:
        self.config = config
        self.scenario = config.scenario
        self.book = AddressBook(config.hosts)
        self.zone = Zone(config.hosts)
        self.certs = CertStore(config.scratch)
        self.served: Counter[str] = Counter()
        self.dns: Counter[str] = Counter()
        self.unknown_names: Counter[str] = Counter()

    def start(self) -> None:
        """Open all listeners."""
        raise NotImplementedError

    def stop(self) -> None:
        """End the programs that run beside."""

    def count_query(self, resolver: str, name: str, qtype: str, outcome: str) -> None:
        """Count a question for the report."""
        self.dns[f"{resolver} {name} {qtype} {outcome}"] += 1
        if outcome == "unknown":
            self.unknown_names[name] += 1

    def list_counts(self) -> dict[str, dict[str, int]]:
        """Return what was counted, for the report."""
        return {"served": dict(self.served), "dns": dict(self.dns), "unknown_names": dict(self.unknown_names)}

    @classmethod
    def serve(cls, config: ServerConfig) -> None:
        """Be the process, already inside its namespace: say when it listens, serve until SIGTERM, write the report."""
        asyncio.run(cls(config)._serve_until_term())

    async def _serve_until_term(self) -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, _context: None)
        loop.add_signal_handler(signal.SIGTERM, ended.set)
        self.start()
        gc.freeze()
        os.write(self.config.ready_fd, b"R")
        os.close(self.config.ready_fd)
        await ended.wait()
        self.stop()
        self.config.report.write_text(json.dumps(self.list_counts(), indent=1))
