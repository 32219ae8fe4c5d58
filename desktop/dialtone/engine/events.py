"""The events of a running check: immutable, ordered, and one-way.

The process of a check reports them to its parent as lines of JSON, decoded strictly. Never pickle: the writing process
talks to hosts that may be hostile, and unpickling runs code.
"""

from datetime import datetime

import msgspec

from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.model.help_place import HelpFinding
from dialtone.model.proxy import ProxyTest
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict


class CheckStarted(Frozen, tag=True):
    """The first event of a run."""

    messengers: tuple[str, ...]
    """Ids, in the order of the request."""
    started_at: datetime


class Progressed(Frozen, tag=True):
    """How many questions have ended, of those asked so far."""

    done: int
    total: int


class NetworkJudged(Frozen, tag=True):
    """The verdict on the network, which no pending probe can change."""

    network: NetworkVerdict


class MessengerJudged(Frozen, tag=True):
    """A verdict on a messenger that no pending probe can change."""

    verdict: MessengerVerdict


class CheckSettled(Frozen, tag=True):
    """Only the fate of connections that are kept open is unknown. More may follow; `CheckFinished` always does."""

    check: Check


class CheckFinished(Frozen, tag=True):
    """The last event of a run that was completed."""

    check: Check


class CheckCancelled(Frozen, tag=True):
    """The last event of a run that was stopped. The window emits it: the process has been killed."""


class CheckFailed(Frozen, tag=True):
    """The last event of a run that failed through a bug in Dialtone. The log has the traceback."""

    reason: str


class ProxyTestFinished(Frozen, tag=True):
    """The only event of a proxy test that was completed."""

    proxy_test: ProxyTest


class HelpFinished(Frozen, tag=True):
    """The only event of a run that checked the places named in advice."""

    findings: tuple[HelpFinding, ...]


Event = (
    CheckStarted
    | Progressed
    | NetworkJudged
    | MessengerJudged
    | CheckSettled
    | CheckFinished
    | CheckCancelled
    | CheckFailed
    | ProxyTestFinished
    | HelpFinished
)
LAST = CheckFinished | CheckFailed | ProxyTestFinished | HelpFinished
"""Each of these ends a run: no events follow it."""

NOT_AN_EVENT = (msgspec.MsgspecError, UnicodeError)


def to_line(event: Event) -> bytes:
    """Return one event as a line, newline included."""
    return msgspec.json.encode(event) + b"\n"


def from_line(line: bytes) -> Event:
    """Return the event of a line. Raises an error of `NOT_AN_EVENT` for a line that `to_line` did not write."""
    event: Event = msgspec.json.decode(line, type=Event)
    return event
