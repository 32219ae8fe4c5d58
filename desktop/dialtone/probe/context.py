"""What every probe needs, passed down instead of being global."""

from collections.abc import Mapping

from msgspec import field

from dialtone.model.client_hello import ClientHello
from dialtone.model.computer import Computer
from dialtone.model.frozen import Frozen, replace
from dialtone.model.limits import Limits
from dialtone.model.trust_anchors import ServerKeys
from dialtone.model.vocabulary import ResolverPlace
from dialtone.probe.clock import Clock
from dialtone.probe.journal import Journal
from dialtone.probe.kept_connections import KeptConnections
from dialtone.probe.line_pace import LinePace
from dialtone.probe.loop_lag import LoopLag
from dialtone.probe.net import Network
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.shared_state import NamedServers, ProofRegistry, SecondReadings, ServerTime
from dialtone.probe.timeouts import AdaptiveTimeouts


class ProbeContext(Frozen):
    """What the probes of one check share."""

    net: Network
    clock: Clock
    journal: Journal
    timeouts: AdaptiveTimeouts
    contexts: Contexts
    neutral_name: str
    """The server name used for contrasts."""
    neutral_address: str
    """An address abroad that nobody has a reason to block."""
    local_names: frozenset[str]
    """Names that the hosts file of this computer redirects."""
    computer: Computer = field(default_factory=lambda: Computer("linux"))
    limits: Limits = field(default_factory=Limits)
    lag: LoopLag = field(default_factory=LoopLag)
    """0 unless its `watch` is running."""
    pace: LinePace = field(default_factory=LinePace)
    """Limits nothing unless its `watch` is running."""
    resolver_place: ResolverPlace | None = None
    """Where the system's first resolver is; None if unknown."""
    next_resolver_place: ResolverPlace | None = None
    """Where all its others are, which the C library asks in turn; None if unknown, or if they are in several places."""
    hellos: Mapping[str, ClientHello] = field(default_factory=dict)
    """ClientHello profiles by id."""
    keys: ServerKeys = field(default_factory=ServerKeys)
    proofs: ProofRegistry = field(default_factory=ProofRegistry)
    server_time: ServerTime = field(default_factory=ServerTime)
    named: NamedServers = field(default_factory=NamedServers)
    second_readings: SecondReadings = field(default_factory=lambda: SecondReadings(Limits().retries.reread_in_all))
    kept: KeptConnections = field(default_factory=KeptConnections)
    """Keeps nothing unless created with the files that are requested later."""
    row: str = ""
    """The id of a row of `engine/rows.py`, or of a follow-up in `probe/`. It is saved with each attempt."""

    def asked_by(self, row: str) -> "ProbeContext":
        """Return the context for a follow-up, whose attempts are saved with its id."""
        return replace(self, row=row)
