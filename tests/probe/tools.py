"""What probes share in a check with the shipped limits, in which nothing has been learned yet."""

from typing import Any

from msgspec import structs

from dialtone.model.frozen import replace
from dialtone.model.limits import Limits
from dialtone.probe.clock import Clock
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookup_context import LookupContext
from dialtone.probe.dns.lookups import Lookups
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
    basis = LookupContext(net, clock, journal, timeouts, contexts, limits=limits)
    known = {**structs.asdict(basis), "neutral_name": "neutral.test", "neutral_address": "", **rest}
    return with_lookups(ProbeContext(lookups=Lookups(basis), **known))


def with_lookups(tools: ProbeContext, *resolvers: Any) -> ProbeContext:
    """Return the tools with lookups that use them, and these resolvers: trusted ones, then plain ones."""
    return replace(tools, lookups=Lookups(tools, *resolvers))
