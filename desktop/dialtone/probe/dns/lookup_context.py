"""What lookups need of a check, passed down instead of being global."""

from msgspec import field

from dialtone.model.computer import Computer
from dialtone.model.frozen import Frozen
from dialtone.model.limits import Limits
from dialtone.model.vocabulary import ResolverPlace
from dialtone.probe.clock import Clock
from dialtone.probe.journal import Journal
from dialtone.probe.net import Network
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.timeouts import AdaptiveTimeouts


class LookupContext(Frozen):
    """The network, the clock, the record and the limits of one check, and what is known of its resolvers."""

    net: Network
    clock: Clock
    journal: Journal
    timeouts: AdaptiveTimeouts
    contexts: Contexts
    local_names: frozenset[str] = frozenset()
    """Names that the hosts file of this computer redirects."""
    computer: Computer = field(default_factory=lambda: Computer("linux"))
    limits: Limits = field(default_factory=Limits)
    resolver_place: ResolverPlace | None = None
    """Where the system's first resolver is; None if unknown."""
    next_resolver_place: ResolverPlace | None = None
    """Where all its others are, which the C library asks in turn; None if unknown, or if they are in several places."""
