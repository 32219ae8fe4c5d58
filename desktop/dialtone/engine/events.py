"""The events of a running check: frozen, in order, in one direction."""

from dataclasses import dataclass
from datetime import datetime

from dialtone.model.check import Check
from dialtone.model.help_place import HelpFinding
from dialtone.model.proxy import ProxyTest
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict


@dataclass(frozen=True, slots=True)
class CheckStarted:
    """The first event of a run."""

    messengers: tuple[str, ...]
    """Ids, in the order asked for."""
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Progressed:
    """Some more endpoints are done."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class NetworkJudged:
    """The verdict about the network is certain."""

    network: NetworkVerdict


@dataclass(frozen=True, slots=True)
class MessengerJudged:
    """A verdict that no pending probe can change."""

    verdict: MessengerVerdict


@dataclass(frozen=True, slots=True)
class CheckFinished:
    """The last event of a run that came to its end."""

    check: Check


@dataclass(frozen=True, slots=True)
class CheckCancelled:
    """The last event of a run that was stopped. There is no verdict."""


@dataclass(frozen=True, slots=True)
class CheckFailed:
    """The last event of a run that met a bug of Dialtone. The log has the traceback."""

    reason: str


@dataclass(frozen=True, slots=True)
class ProxyTestFinished:
    """The only event of a proxy test that came to its end."""

    trial: ProxyTest


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The only event of a run that asked places which advice names."""

    findings: tuple[HelpFinding, ...]


Event = (
    CheckStarted
    | Progressed
    | NetworkJudged
    | MessengerJudged
    | CheckFinished
    | CheckCancelled
    | CheckFailed
    | ProxyTestFinished
    | HelpAsked
)
LAST = CheckFinished | CheckFailed | ProxyTestFinished | HelpAsked
"""After one of these no more events of a run follow."""
