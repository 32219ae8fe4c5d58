"""A world in which every server is hostile, in one way at a time; run as `./dev lab hostile [WAY...]`.

Each way has namespaces of its own, in which every address is this computer's. A check, a test of a proxy or an update
runs there, and a row says what it cost and what it said: docs/hostile.md. What it may cost is in `MOST`; tests hold it,
by bytes and not by seconds.
"""

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from lab import hostile_ways as ways
from lab import netns
from lab.hostile_servers import Servers
from lab.hostile_ways import WAYS as WAYS
from lab.wire import counters
from store.content_maker import TOOL


@dataclass(frozen=True)
class Limit:
    """What a check may cost, whatever comes."""

    wire: int = 12_000_000
    """Bytes that cross the interface, in both directions. Of what nobody can refuse, floods of datagrams, none."""
    memory: int = 400_000
    """Kilobytes."""
    saved: int = 5_000_000
    """Bytes of the saved check: what `dialtone open` still reads."""


MOST = Limit()
NOT_REFUSED = (*ways.DATAGRAMS, "dns-noise")
"""Ways in which datagrams flood."""


@dataclass(frozen=True)
class Row:
    """What a check in one world cost, and what it said."""

    way: str
    seconds: float
    processor: float
    memory: int
    received: int
    """Bytes that Dialtone counts; of an update, which counts none aloud, those that mirrors handed to the system."""
    wire: int
    """Bytes at the interface, in both directions."""
    saved: int
    observations: int
    bugs: int
    tracebacks: int
    network: str
    messengers: str


_UPDATE = """
import sys
from dialtone.cli import run
from dialtone.commands import own_copy
own_copy.read_trusted_root = lambda _resources: sys.argv[1].encode()
run(["content", "mirror", "https://mirror.test/dialtone/"])
sys.exit(run(["--lang", "en", "content", "update"]))
"""


def _make_command(way: str, program: list[str], folder: Path) -> list[str]:
    """Return what is run in a world: a check, but where a proxy or a mirror attacks."""
    if way in ways.PROXIES:
        return [program[0], "try", ways.PROXIES[way][0], "--for", "telegram", "--own-network", "--json"]
    if way in ways.MIRRORS:
        TOOL.make_keys(folder / "keys", 3, 2)
        return [sys.executable, "-c", _UPDATE, (folder / "keys" / "root.json").read_text(encoding="utf-8")]
    return program


class _Ran(NamedTuple):
    """How a command ran, and what the servers sent meanwhile."""

    stdout: bytes
    stderr: bytes
    seconds: float
    sent: int


async def _run_in_world(way: str, folder: Path, command: list[str]) -> _Ran:
    """Serve, and run the command."""
    servers = Servers(way, folder)
    await servers.open()
    trusted = {} if way in ways.CERTIFICATES else {"SSL_CERT_FILE": str(servers.authority.root_file)}
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "HOME": str(folder), **trusted}
    )
    out, err = await process.communicate()
    return _Ran(out, err, time.monotonic() - began, servers.sent)


def _enter(folder: Path) -> None:
    """Leave the computer's network for one in which every address is our own."""
    netns.unshare(netns.CLONE_NEWNET | netns.CLONE_NEWNS)
    netns.die_with_parent(signal.SIGKILL)
    netns.mount("none", "/", None, netns.MS_REC | netns.MS_PRIVATE)
    netns.ip_batch(["link set lo mtu 1500 up", "route add local 0.0.0.0/0 dev lo"])
    resolvers = folder / "resolv.conf"
    resolvers.write_text("nameserver 203.0.113.53\noptions timeout:2 attempts:1\n", encoding="utf-8")
    netns.mount(str(resolvers), os.path.realpath("/etc/resolv.conf"), None, netns.MS_BIND)


def measure(way: str, program: list[str]) -> Row:
    """Run a check in a hostile world, in this process's own namespaces."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        command = _make_command(way, program, folder)
        _enter(folder)
        before = counters("lo")
        ran = asyncio.run(_run_in_world(way, folder, command))
        wire = counters("lo").since(before).received
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told: dict[str, Any] = (
        {
            "observations": [],
            "bytes_received": ran.sent,
            "messengers": [],
            "network": {"status": _describe_mirror(ran.stdout + ran.stderr)},
        }
        if way in ways.MIRRORS
        else json.loads(ran.stdout)
    )
    bugs = sum(1 for one in told["observations"] if one["failure"] == "bug")
    said = {str(one.get("status", one.get("outcome"))) for one in told["messengers"]}
    return Row(
        way=way,
        seconds=round(ran.seconds, 1),
        processor=round(used.ru_utime + used.ru_stime, 1),
        memory=used.ru_maxrss,
        received=told["bytes_received"],
        wire=wire,
        saved=len(ran.stdout),
        observations=len(told["observations"]),
        bugs=bugs,
        tracebacks=ran.stderr.count(b"Traceback"),
        network=told["network"]["status"],
        messengers=", ".join(sorted(said - {"retired", "no_server", "needs_server"})),
    )


def _describe_mirror(printed: bytes) -> str:
    """Return the line that tells what became of the mirror."""
    lines = printed.decode().splitlines()
    return next(line.partition(": ")[2] for line in lines if line.startswith("mirror.test: "))


def run(way: str, program: list[str]) -> Row:
    """Measure one way in a process of its own; `program` is the command of a check."""
    done = subprocess.run(
        [sys.executable, "-m", "lab.hostile", way, *program],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    return Row(**json.loads(done.stdout))


def is_too_much(row: Row) -> bool:
    """Return whether a check cost more than it may, or met a bug of ours."""
    flooded = row.wire > MOST.wire and row.way not in NOT_REFUSED
    costs = flooded or row.memory > MOST.memory or row.saved > MOST.saved
    return costs or bool(row.bugs or row.tracebacks)


def make_table(rows: list[Row]) -> str:
    """Return docs/hostile.md."""
    most = {"wire": MOST.wire // 1_000_000, "memory": MOST.memory // 1_000, "saved": MOST.saved // 1_000_000}
    lines = [_PREFACE.format(floods=", ".join(NOT_REFUSED), **most)]
    for r in rows:
        costs = (r.way, r.seconds, r.processor, r.memory // 1_000, f"{r.received / 1e6:.1f}", f"{r.wire / 1e6:.1f}")
        cells = (*costs, r.saved // 1_000, r.bugs)
        lines.append("| " + " | ".join(map(str, (*cells, r.network, r.messengers))) + " |\n")
    return "".join(lines)


_PREFACE = """# Hostile servers

Written by `./dev lab hostile > docs/hostile.md`: `dialtone check --all --json` where every server and every resolver
attacks, with one attack at a time (`tests/lab/hostile_ways.py`), at the speed of loopback. `proxy-` is `dialtone try`
with a hostile proxy, `mirror-` is `dialtone content update` from a hostile mirror. At most {wire} MB may cross the
interface, a process may use {memory} MB of memory and save {saved} MB, and there may be no bug of ours:
`tests/end_to_end/test_hostile.py`. Times are those of a busy computer, and no test limits them. For a mirror, the
network column has the message about it, and the received column what it passed to the system.
Nobody can refuse a flood of datagrams ({floods}), so these have no limit at the interface.

| attack | s | processor s | memory MB | received MB | wire MB | saved KB | bugs | the network | messengers |
|---|---|---|---|---|---|---|---|---|---|
"""


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measure(sys.argv[1], sys.argv[2:]))))
