"""What every probe needs, passed down instead of being global."""

from collections.abc import Mapping

from msgspec import field

from dialtone.model.client_hello import ClientHello
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits
from dialtone.model.trust_anchors import ServerKeys
from dialtone.probe.dns.lookup_context import LookupContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.kept_connections import KeptConnections
from dialtone.probe.line_pace import LinePace
from dialtone.probe.loop_lag import LoopLag
from dialtone.probe.shared_state import NamedServers, ProofRegistry, SecondReadings, ServerTime


class ProbeContext(LookupContext, kw_only=True):
    """What the probes of one check share."""

    lookups: Lookups
    """Answers to names: each is looked up once for all probes."""
    neutral_name: str
    """The server name used for contrasts."""
    neutral_address: str
    """An address abroad that nobody has a reason to block."""
    lag: LoopLag = field(default_factory=LoopLag)
    """0 unless its `watch` is running."""
    pace: LinePace = field(default_factory=LinePace)
    """Limits nothing unless its `watch` is running."""
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
