"""What a check costs at the interface, beside what it says itself: `./dev lab traffic [NETWORK...]`."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dialtone.model.catalogue import Catalogue
from lab.runner import RunResult
from lab.wire import Wire


@dataclass(frozen=True)
class Row:
    """One check."""

    network: str
    wire: Wire
    said: int
    """Bytes that the program counted, in both directions."""
    seconds: float
    memory_kb: int
    processor: float
    sign_in_pages: int


def make_row(network: str, run: RunResult, catalogue: Catalogue) -> Row:
    """Return what one check cost."""
    answer: dict[str, Any] = json.loads(run.stdout)
    pages = {check.host for check in catalogue.controls.sign_in_checks}
    asked = {request.partition(" ")[0] for request in run.wire.requests} & pages
    return Row(
        network,
        run.wire,
        answer["bytes_sent"] + answer["bytes_received"],
        answer["seconds"],
        run.memory_kb,
        run.processor,
        len(asked),
    )


_HEAD = (
    "| network | s | KB in | KB out | KB in all | packets in | packets out | KB the program counts "
    "| requests in the clear | sign-in pages | names (questions) | memory MB | processor s |\n" + "|---" * 13 + "|"
)


def make_table(rows: Sequence[Row]) -> str:
    """Return a table with a row for each check."""
    out = [_HEAD]
    for row in rows:
        count, wire = row.wire.count, row.wire
        cells = (
            row.network, f"{row.seconds:.1f}", _kb(count.received), _kb(count.sent), _kb(count.total),
            count.packets_received, count.packets_sent, _kb(row.said), len(wire.requests), row.sign_in_pages,
            f"{len(wire.names)} ({sum(wire.names.values())})", row.memory_kb // 1000, f"{row.processor:.2f}",
        )  # fmt: skip
        out.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(out)


def make_kinds_table(rows: Sequence[Row]) -> str:
    """Return what the bytes of an average check were, the dearest servers, and the requests in the clear."""
    sent = sum((row.wire.kinds_sent for row in rows), Counter[str]())
    received = sum((row.wire.kinds_received for row in rows), Counter[str]())
    servers = sum((row.wire.servers for row in rows), Counter[str]())
    connections = sum((row.wire.connections for row in rows), Counter[str]())
    many = len(rows)
    out = ["| what | KB out | KB in |", "|---|---|---|"]
    order = sorted(sent | received, key=lambda kind: -(sent[kind] + received[kind]))
    out += [f"| {kind} | {sent[kind] / many / 1000:.1f} | {received[kind] / many / 1000:.1f} |" for kind in order]
    out += ["", "| server | KB | connections |", "|---|---|---|"]
    out += [
        f"| {name} | {size / many / 1000:.1f} | {connections[name] / many:.1f} |"
        for name, size in servers.most_common(20)
    ]
    out += ["", "in the clear: " + (", ".join(sorted(_list_requests(rows))) or "nothing")]
    missed = sum(row.wire.missed for row in rows)
    return "\n".join([*out, f"packets of which no copy was kept: {missed}"] if missed else out)


def _list_requests(rows: Iterable[Row]) -> set[str]:
    return {request for row in rows for request in row.wire.requests}


def _kb(size: int) -> str:
    return f"{size / 1000:.0f}"
