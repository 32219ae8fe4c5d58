"""A computer that has other things to do, and one that does not tell what became of packets: time is lost, not truth.

Each check on it is held against what the recorded check of the same network says by today's rules: the same, or "could
not tell", and never anything rosier or another accusation.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

WITHOUT_TCP_INFO = (
    "import socket, sys; told = socket.socket.getsockopt\n"
    "def getsockopt(self, level, option, *rest):\n"
    "    if level == socket.IPPROTO_TCP and option == 11: raise OSError('not told here')\n"
    "    return told(self, level, option, *rest)\n"
    "socket.socket.getsockopt = getsockopt\n"
    "from dialtone.cli import run; sys.exit(run(sys.argv[1:]))"
)
"""The command, on a system without TCP_INFO."""

NETWORKS = ("russia-2026", "emirates-2026", "iran-2026")
_COULD_NOT_TELL = ("unknown",)
_LEFT = "not_tested"
_ROSIER = ("blocked", "down", "partly", "slow", "works")
"""From the worst that can be said to the best."""


@contextmanager
def keep_busy(processes: int) -> Iterator[None]:
    """Run so many loops that do nothing else; ended by their numbers."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def read_load() -> float:
    """Return the load of the last minute: others may use this computer too."""
    return os.getloadavg()[0]


def list_statuses(answer: Mapping[str, Any]) -> dict[str, str]:
    """Return what a check says of the network, and of each messenger and function.

    A messenger of which some function could not be told "may work": that is no more than its functions say.
    """
    said = {"network": str(answer["network"]["status"])}
    for messenger in answer["messengers"]:
        untold = any(each["status"] in _COULD_NOT_TELL for each in messenger["functions"])
        may = messenger["status"] == "works" and messenger["confidence"] == "unsure" and untold
        said[messenger["id"]] = "may" if may else messenger["status"]
        said |= {f"{messenger['id']} {each['function']}": each["status"] for each in messenger["functions"]}
    return said


def list_strays(calm: Mapping[str, str], busy: Mapping[str, str]) -> list[str]:
    """Return what a busy computer may not say where a calm one says otherwise: `rosier`, `worse` or `other`."""
    out = []
    for what, expected in calm.items():
        said = busy.get(what, "(absent)")
        if said in (expected, *_COULD_NOT_TELL, "may"):
            continue
        if what == "network":
            out.append(f"{'lost' if said == 'unstable' else 'other'}: {what} {expected} -> {said}")
        elif said in _ROSIER and expected in _ROSIER:
            way = "rosier" if _ROSIER.index(said) > _ROSIER.index(expected) else "worse"
            out.append(f"{way}: {what} {expected} -> {said}")
        else:
            out.append(f"{'left' if said == _LEFT else 'other'}: {what} {expected} -> {said}")
    return out


def make_table(rows: Sequence[tuple[str, list[dict[str, str]], dict[str, str]]]) -> str:
    """Return how often each thing was said in each network, beside a calm computer's; only what ever differed."""
    out = []
    for name, answers, calm in rows:
        strays = Counter(line for answer in answers for line in list_strays(calm, answer))
        same = sum(answer == {**answer, **calm} for answer in answers)
        out.append(f"{name}: {len(answers)} checks, {same} alike, {sum(strays.values())} words that may not be")
        for what, expected in calm.items():
            said = Counter(answer.get(what, "(absent)") for answer in answers)
            if set(said) - {expected}:
                out.append(f"  {what:24} {expected:12} " + ", ".join(f"{word} {n}" for word, n in said.most_common()))
        out += [f"  {count} x {line}" for line, count in sorted(strays.items())]
    return "\n".join(out)
