"""What every probe needs, handed down instead of reached for."""

from collections.abc import Mapping

from msgspec import field

from dialtone.model.client_hello import ClientHello
from dialtone.model.frozen import Frozen, replace
from dialtone.model.limits import Limits
from dialtone.model.server_keys import ServerKeys
from dialtone.model.vocabulary import ResolverPlace
from dialtone.probe.clock import Clock
from dialtone.probe.journal import Journal
from dialtone.probe.kept_connections import KeptConnections
from dialtone.probe.line_pace import LinePace
from dialtone.probe.loop_lag import LoopLag
from dialtone.probe.named_servers import NamedServers
from dialtone.probe.net import Network
from dialtone.probe.proof_registry import ProofRegistry
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.second_readings import SecondReadings
from dialtone.probe.server_time import ServerTime
from dialtone.probe.timeouts import AdaptiveTimeouts


class ProbeContext(Frozen):
    """The parts of one check that its probes share."""

    net: Network
    clock: Clock
    journal: Journal
    patience: AdaptiveTimeouts
    contexts: Contexts
    neutral_name: str
    """The server name used for contrast."""
    neutral_address: str
    """An address abroad that nobody has a reason to forbid."""
    local_names: frozenset[str]
    """Names that the hosts file of this computer redirects."""
    ipv6: bool
    """This computer has IPv6: ask for such addresses and try them."""
    limits: Limits = field(default_factory=Limits)
    lag: LoopLag = field(default_factory=LoopLag)
    """0 unless its `watch` was started."""
    pace: LinePace = field(default_factory=LinePace)
    """Nobody waits unless its `watch` was started."""
    asked_at: ResolverPlace | None = None
    """Whose resolver the system asks first; None where that is not known."""
    nameservers: int = 1
    """How many resolvers the system asks, one after the other."""
    searched_below: int = 0
    """Names with fewer dots are asked for within the system's search list first; 0 where it has none."""
    tunnel_addresses: frozenset[str] = frozenset()
    """This computer's own addresses on interfaces of a VPN."""
    platform: str = "linux"
    """The operating system that requests say: this computer's."""
    names_beside: bool = False
    """The way to the system's resolver leads past a VPN that is on."""
    hellos: Mapping[str, ClientHello] = field(default_factory=dict)
    """ClientHello profiles by their ids."""
    keys: ServerKeys = field(default_factory=ServerKeys)
    proofs: ProofRegistry = field(default_factory=ProofRegistry)
    server_time: ServerTime = field(default_factory=ServerTime)
    named: NamedServers = field(default_factory=NamedServers)
    again: SecondReadings = field(default_factory=lambda: SecondReadings(Limits().retries.second_look_in_all))
    kept: KeptConnections = field(default_factory=KeptConnections)
    """Nothing is kept unless it was made with the files that are asked for later."""
    row: str = ""
    """Who asks: a row of `engine/rows.py`, or a follow-up of `probe/`. It is saved with each attempt."""

    def asked_by(self, row: str) -> "ProbeContext":
        """Return the same for a follow-up: what it attempts bears its id."""
        return replace(self, row=row)
