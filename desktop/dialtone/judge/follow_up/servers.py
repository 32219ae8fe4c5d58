"""Which of a messenger's servers look blocked or lossy in a check that still runs, and need another probe."""

from collections import Counter
from collections.abc import Sequence

from dialtone.judge.attempts import CUT, AttemptIndex
from dialtone.judge.endpoint.servers import find_distances, is_sooner
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.packet_loss import connections, lost_a_packet, lost_first_packet
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.thresholds import LOSS_SUSPICIOUS, PLAINLY_NEARBY_FACTOR, REPEATED, TRIES_NEARBY
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, Step, Variant, Weight

_ENDED_BY_A_PACKET = {
    Step.TCP: (Failure.REFUSED, Failure.RESET),
    Step.TLS: (Failure.RESET, Failure.CLOSED, Failure.ALERT),
    Step.MTPROTO: (Failure.RESET,),
    Step.NOISE: (Failure.RESET,),
}
"""By step, the failures that a packet causes: their time tells how far away its sender is."""


def is_name_cut(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's name looks filtered: handshakes died repeatedly, and a neutral name is answered."""
    died = [t for t in index.attempts_at(endpoint) if t.ended(Step.TLS, CUT | {Failure.ALERT})]
    return len(died) >= REPEATED and answers_neutral_name(index, endpoint)


def answers_neutral_name(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's server answered a neutral name in any way, be it with an alert."""
    contrasts = [t for t in index.attempts_at(endpoint, Variant.NEUTRAL_NAME) if t.find(Step.TLS) is not None]
    return any(t.failure not in CUT for t in contrasts)


def no_name_passes(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's name was cut, and no handshake passed there, not even with a neutral name."""
    own, contrasts = index.attempts_at(endpoint), index.attempts_at(endpoint, Variant.NEUTRAL_NAME)
    is_cut = any(t.ended(Step.TLS, CUT) for t in own)
    return bool(is_cut and contrasts) and all(t.failure in CUT for t in (*own, *contrasts))


def find_ended_nearby(index: AttemptIndex, endpoints: Sequence[Endpoint], controls: Controls) -> frozenset[str]:
    """Return the ids of a messenger's endpoints whose connections a device nearby has certainly ended (ADR 8).

    It takes one refusal, or two cut handshakes, with TLS or the app's own, so early (`PLAINLY_NEARBY_FACTOR`) that a
    busy computer needs no repeat.
    """
    servers = [e for e in endpoints if e.weight is not Weight.RELAYS]
    ended = [t for t in index.attempts(servers) if t.failure in _ENDED_BY_A_PACKET.get(t.last.step, ())]
    if len(ended) < TRIES_NEARBY:
        return frozenset()
    results = ControlResults(index, controls)
    if results.connects_are_local:
        return frozenset()
    nearest = find_distances(index, servers, NetworkVerdict(NetworkStatus.ONLINE), results).nearest
    too_soon = [t for t in ended if is_sooner(t.last.seconds / PLAINLY_NEARBY_FACTOR, nearest(t.address))]
    refused = {t.endpoint for t in too_soon if t.last.step is Step.TCP}
    times = Counter(t.endpoint for t in too_soon)
    return frozenset(e.id for e in servers if e.id in refused or times[e.id] >= REPEATED)


def find_lossy_endpoints(endpoints: Sequence[Endpoint], index: AttemptIndex) -> list[Endpoint]:
    """Return the endpoints whose connections lost packets, if that is worth another look (`LOSS_SUSPICIOUS`)."""
    losses = {e.id: [t for t in connections(index, e) if lost_a_packet(t)] for e in endpoints}
    all_losses = [t for of_endpoint in losses.values() for t in of_endpoint]
    is_suspicious = len(all_losses) >= LOSS_SUSPICIOUS and any(map(lost_first_packet, all_losses))
    return [e for e in endpoints if losses[e.id]] if is_suspicious else []
