"""The events of a running check: frozen, in order, in one direction."""

from datetime import datetime

from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.model.help_place import HelpFinding
from dialtone.model.proxy import ProxyTest
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict


class CheckStarted(Frozen, tag=True):
    """The first event of a run."""

    messengers: tuple[str, ...]
    """Ids, in the order asked for."""
    started_at: datetime


class Progressed(Frozen, tag=True):
    """Some more endpoints are done."""

    done: int
    total: int


class NetworkJudged(Frozen, tag=True):
    """The verdict about the network is certain."""

    network: NetworkVerdict


class MessengerJudged(Frozen, tag=True):
    """A verdict that no pending probe can change."""

    verdict: MessengerVerdict


class CheckSettled(Frozen, tag=True):
    """All is known but what becomes of connections that are kept open: more may follow, and `CheckFinished` does."""

    check: Check


class CheckFinished(Frozen, tag=True):
    """The last event of a run that came to its end."""

    check: Check


class CheckCancelled(Frozen, tag=True):
    """The last event of a run that was stopped. There is no verdict."""


class CheckFailed(Frozen, tag=True):
    """The last event of a run that met a bug of Dialtone. The log has the traceback."""

    reason: str


class ProxyTestFinished(Frozen, tag=True):
    """The only event of a proxy test that came to its end."""

    trial: ProxyTest


class HelpAsked(Frozen, tag=True):
    """The only event of a run that asked places which advice names."""

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
    | HelpAsked
)
LAST = CheckFinished | CheckFailed | ProxyTestFinished | HelpAsked
"""After one of these no more events of a run follow."""
