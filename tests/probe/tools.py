"""What probes share in a check with the shipped limits, in which nothing has been learned yet."""

from typing import Any

from dialtone.model.limits import Limits
from dialtone.probe.clock import Clock
from dialtone.probe.context import ProbeContext
from dialtone.probe.journal import Journal
from dialtone.probe.net import Network
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.timeouts import AdaptiveTimeouts
from idle_time import LoopClock


def make_tools(
    net: Network,
    limits: Limits | None = None,
    clock: Clock | None = None,
    contexts: Contexts | None = None,
    **rest: Any,
) -> ProbeContext:
    limits, clock, contexts = limits or Limits(), clock or LoopClock(), contexts or Contexts()
    journal, timeouts = Journal(clock), AdaptiveTimeouts(limits.steps)
    return ProbeContext(net, clock, journal, timeouts, contexts, "neutral.test", "", frozenset(), limits=limits, **rest)
