"""Decisions while a check still runs: what looks doubtful and needs another probe, and what is already certain."""

from collections.abc import Iterable, Iterator, Sequence

from dialtone.judge.attempts import (
    CUT,
    TO_THE_SERVER,
    Attempt,
    AttemptIndex,
    highest_rate,
    network_of,
    number,
    rate,
    steps_of,
)
from dialtone.judge.endpoint.endpoint_case import RAW_WIRES
from dialtone.judge.endpoint.servers import find_distances, is_sooner
from dialtone.judge.network.control_timing import ControlTiming
from dialtone.judge.network.hosts import had_no_route
from dialtone.judge.network.inspection import is_of_nobody_known
from dialtone.judge.network.packet_loss import connections, lost_a_packet, lost_first_packet
from dialtone.judge.network.pages import Kind, kind_of
from dialtone.judge.readings import at_the_same_moment, is_telling, keeps_up, pages, took_few_round_trips
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    LISTED_SITES,
    LOSS_SUSPICIOUS,
    PLAINLY_NEARBY,
    REPEATED,
    SLOW_RATE,
    SLOW_SHARE,
    TRIES_NEARBY,
)
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import (
    SECURED,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkStatus,
    Place,
    Step,
    Variant,
    Weight,
    Wire,
)

_KILLED = CUT | {Failure.ALERT}
_ENDED = {
    Step.TCP: (Failure.REFUSED, Failure.RESET),
    Step.TLS: (Failure.RESET, Failure.CLOSED, Failure.ALERT),
}
_DIES_LATER = "dies_later"


def foreign_controls_answer(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether the path abroad is free. One or two sites alone may be on a whitelist."""
    answering = [e for e in controls.sites_at(Place.FOREIGN) if index.answer(e)]
    return len({e.owner for e in answering}) > LISTED_SITES and any(not e.cdn for e in answering)


def nothing_abroad_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether no site or address abroad has answered although something did: a resolver or a neighbour."""
    abroad = (*controls.sites_at(Place.FOREIGN), *controls.anchors_abroad)
    return any(o.ok for o in index.steps) and not index.answers(abroad)


def home_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether enough domestic sites answer to tell a whitelist from a line without any internet."""
    return len({e.owner for e in controls.sites_at(Place.DOMESTIC) if index.answer(e)}) >= REPEATED


def page_is_as_expected(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a page with a known answer came unchanged: there is no captive portal."""
    answers = steps_of(index.of(endpoint), Step.HTTP)
    return any(answer.ok and kind_of(answer, endpoint) is Kind.EXPECTED for answer in answers)


def page_is_changed(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether any page with a known answer came changed: no other network is called a captive portal."""
    asked = ((e, answer) for e in controls.sign_in_checks for answer in steps_of(index.of(e), Step.HTTP))
    return any(number(answer, Fact.STATUS) and kind_of(answer, e) is not Kind.EXPECTED for e, answer in asked)


def is_plainly_offline(index: AttemptIndex, controls: Controls, computer: Computer) -> bool:
    """Return whether there is no way out: all anchors were tried, and this computer had no route to any of them.

    Where a router refuses, domestic sites may still answer: they are tried a moment later. On IPv6-only networks all
    IPv4 addresses are unreachable at once.
    """
    possible = [e for e in controls.anchors if computer.has_ipv6 or any("." in a for a in e.addresses)]
    all_tried = all(index.of(endpoint) for endpoint in possible)
    return all_tried and all(map(had_no_route, index.at(possible))) and not any(o.ok for o in index.steps)


def is_hopeless(network: NetworkVerdict, messengers: Iterable[Messenger], index: AttemptIndex) -> bool:
    """Return whether nothing more can be learned about any messenger.

    Ships and planes sell packages in which messengers pass and everything else leads to a sign-in page.
    """
    if network.status is NetworkStatus.CAPTIVE_PORTAL:
        return not any(index.answers(_verifiable_endpoints(messenger)) for messenger in messengers)
    return network.status is NetworkStatus.OFFLINE or shows(network, EvidenceKind.REFUSED_HERE)


def is_kept_out(messenger: Messenger, network: NetworkVerdict | None, index: AttemptIndex) -> bool:
    """Return whether nothing more can be learned about one messenger, behind a sign-in page that passes others.

    Each of its servers that decide and could prove their identity was tried, and none was answered.
    """
    if network is None or network.status is not NetworkStatus.CAPTIVE_PORTAL:
        return False
    verified = _verifiable_endpoints(messenger)
    deciding = [e for e in verified if e.weight is Weight.DECIDES]
    return bool(deciding) and all(map(index.of, deciding)) and not index.answers(verified)


def was_tried(messenger: Messenger, index: AttemptIndex) -> bool:
    """Return whether an attempt at a messenger has ended, at a server that could prove its identity."""
    tried = ((e, t) for e in _verifiable_endpoints(messenger) for t in index.of(e))
    return any(t.failure is not None or t.answered(e.wire) for e, t in tried)


def _verifiable_endpoints(messenger: Messenger) -> list[Endpoint]:
    """Return the endpoints of a messenger whose app handshake only its own server can answer: TLS, Noise or MTProto."""
    return [e for e in messenger.endpoints if e.wire in (*SECURED, *RAW_WIRES)]


def stands_alone(messenger: Messenger, verdict: MessengerVerdict, index: AttemptIndex, controls: Controls) -> bool:
    """Return whether the neutral hosts still pending can no longer change a messenger's verdict.

    It certainly works, and each of its servers that was tried has answered. Until a neutral host answers STUN over UDP,
    those hosts may still show that nobody's calls get through.
    """
    stun_answers = any(e.wire is Wire.STUN and index.answer(e) for e in controls.udp)
    calls = any(rule.function is Function.CALLS for rule in messenger.functions)
    works = works_in_full(verdict) and verdict.confidence is not Confidence.UNSURE
    return works and all_answered(messenger, index) and (stun_answers or not calls)


def all_answered(messenger: Messenger, index: AttemptIndex) -> bool:
    """Return whether each of a messenger's servers that was tried has answered."""
    return all(index.answer(e) for e in messenger.endpoints if index.of(e))


def may_die_later(verdict: MessengerVerdict) -> bool:
    """Return whether keeping a connection open could tell more: messages work but might stop later."""
    messages = verdict.function(Function.MESSAGES)
    if messages is None or messages.status is not FunctionStatus.WORKS:
        return False
    return any(rival.id == _DIES_LATER for rival in messages.diagnosis.standing)


def is_odd(step: Observation) -> bool:
    """Return whether a step needs an explanation: it failed, or a root of this computer alone signed for it.

    A name without an address of one family is nothing odd.
    """
    return step.failure not in (None, Failure.NO_ADDRESS) or step.facts.get(Fact.MOZILLA) is False


def works_in_full(verdict: MessengerVerdict) -> bool:
    """Return whether a messenger works, and with it every function that was tested."""
    parts = {part.status for part in verdict.functions}
    return verdict.status is MessengerStatus.WORKS and parts <= {FunctionStatus.WORKS, FunctionStatus.NOT_TESTED}


def tells_of_everybody(step: Observation) -> bool:
    """Return whether a step may change the verdict on any messenger, not only on its own.

    It was taken at a neutral host, or it showed a certificate of no public root: the number of messengers at which an
    issuer was seen tells who inspects (`find_inspection`).
    """
    return not step.messenger or (step.step is Step.TLS and is_of_nobody_known(step))


def name_died(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's name looks filtered: repeated handshakes died, but not one with a neutral name."""
    died = [t for t in index.of(endpoint) if t.ended(Step.TLS, _KILLED)]
    return len(died) >= REPEATED and answers_neutral_name(index, endpoint)


def answers_neutral_name(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's server answered a neutral name in any way."""
    neutral = [t for t in index.of(endpoint, Variant.NEUTRAL_NAME) if t.find(Step.TLS) is not None]
    return any(t.failure not in CUT for t in neutral)


def all_died(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a name was cut and then nothing got through, whatever the name.

    The address may be dead, the filter may punish an address where it saw the name, or it may pass only a whitelist.
    """
    named, neutral = index.of(endpoint), index.of(endpoint, Variant.NEUTRAL_NAME)
    cut = any(t.ended(Step.TLS, CUT) for t in named)
    return bool(cut and neutral) and all(t.failure in CUT for t in (*named, *neutral))


def sent_from_nearby(index: AttemptIndex, endpoints: Sequence[Endpoint], controls: Controls) -> frozenset[str]:
    """Return the ids of a messenger's endpoints whose connections ended far too soon for any server to have ended them.

    How soon a connection ends tells who ended it (ADR 8). Other early ends are measured again in a calm moment, since
    a busy computer reads them late; those as early as these (`PLAINLY_NEARBY`) need no repeat.
    """
    servers = [e for e in endpoints if e.weight is not Weight.RELAYS]
    ended = [t for t in index.at(servers) if t.failure in _ENDED.get(t.last.step, ())]
    timing = ControlTiming(index, controls) if len(ended) >= TRIES_NEARBY else None
    if timing is None or timing.connects_are_local:
        return frozenset()
    nearest = find_distances(index, servers, NetworkVerdict(NetworkStatus.ONLINE), timing).nearest
    soon = [t for t in ended if is_sooner(t.last.seconds / PLAINLY_NEARBY, nearest(t.address))]
    return frozenset(e.id for e in servers if _suffice_for_verdict([t for t in soon if t.endpoint == e.id]))


def _suffice_for_verdict(soon: Sequence[Attempt]) -> bool:
    """Return whether these suffice to tell that a device nearby ended them: one refusal, or two cut handshakes."""
    return any(t.last.step is Step.TCP for t in soon) or len(soon) >= REPEATED


def list_lossy(endpoints: Sequence[Endpoint], index: AttemptIndex) -> list[Endpoint]:
    """Return the endpoints that lost packets, if there are enough to probe them again."""
    lost = {e.id: [t for t in connections(index, e) if lost_a_packet(t)] for e in endpoints}
    all_lost = [t for attempts in lost.values() for t in attempts]
    enough = len(all_lost) >= LOSS_SUSPICIOUS and any(lost_first_packet(t) for t in all_lost)
    return [e for e in endpoints if lost[e.id]] if enough else []


def came_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether every reading of an endpoint was so slow that it has to be repeated next to a control."""
    read = pages(index.of(endpoint))
    return bool(read) and all(rate(flow) < SLOW_RATE for flow in read)


def fastest_reading(index: AttemptIndex, endpoint: Endpoint) -> float:
    """Return the fastest bytes per second at which an endpoint's page came; 0 if nothing was read."""
    return max(map(highest_rate, _flows(index, endpoint)), default=0.0)


def slow_readings(index: AttemptIndex, endpoint: Endpoint) -> int:
    """Return how many readings were certainly slow, however busy this computer was, including those that stalled."""
    return sum(highest_rate(flow) < SLOW_RATE for flow in _flows(index, endpoint) if is_telling(flow))


def is_settled(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return whether a page can no longer be called slow, nor doubted, whatever further readings show.

    It once kept up with pages of several neutral sites at the same moment, or it took so few round trips that the
    server is merely far away. One such reading is enough, as the rule calls slow only what is slower each time.
    """
    if any(keeps_up(flow, best) for flow, best in _compare(index, controls, endpoint)):
        return True
    readings = ((t.address, flow) for t in index.of(endpoint) for flow in pages([t]))
    return any(took_few_round_trips(flow, _round_trip(index, endpoint.messenger, at)) for at, flow in readings)


def cannot_be_slow(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return whether a page once came too fast, next to several neutral sites, for the rule still to call it slow."""
    return any(highest_rate(flow) >= SLOW_SHARE * best for flow, best in _compare(index, controls, endpoint))


def _compare(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> Iterator[tuple[Observation, float]]:
    """Yield an endpoint's readings, each with the speed of the fastest of several neutral pages at the same moment.

    A single site may be slow itself.
    """
    neutral = [pages(index.of(site)) for site in controls.sites_at(Place.FOREIGN)]
    for t in index.of(endpoint):
        overlaps = [overlapping for read in neutral if (overlapping := at_the_same_moment(t, read))]
        if len(overlaps) >= REPEATED:
            best = max(highest_rate(page) for overlapping in overlaps for page in overlapping)
            yield from ((flow, best) for flow in pages([t]))


def _round_trip(index: AttemptIndex, messenger: str, address: str) -> float:
    """Return the seconds of the quickest connection to a messenger's servers in this address block; 0 if none."""
    connected = (t for t in index.every_attempt(*TO_THE_SERVER) if t.passed(Step.TCP) and t.messenger == messenger)
    block = network_of(address)
    return min((t.connect_seconds for t in connected if t.block == block), default=0.0)


def stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether any reading of an endpoint broke off."""
    return any(flow.failure not in (None, Failure.NOT_IN_TIME) for flow in _flows(index, endpoint))


def was_too_short(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a page was read to its end but is too short to tell its speed."""
    flows = _flows(index, endpoint)
    return bool(flows) and all(f.facts.get(Fact.COMPLETE) is True and not is_telling(f) for f in flows)


def named_file(index: AttemptIndex, endpoint: Endpoint) -> str:
    """Return the path of the file that an endpoint's page names, or an empty string."""
    paths = (flow.facts.get(Fact.NAMED_PATH) for flow in _flows(index, endpoint))
    return next((path for path in paths if isinstance(path, str)), "")


def sent_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an upload was so slow, or so late, that it has to be repeated next to a control."""
    sent = steps_of(index.of(endpoint, Variant.UPLOAD), Step.SENDING)
    return any(flow.failure in (None, Failure.TIMEOUT) and highest_rate(flow) < SLOW_RATE for flow in sent)


def is_sent_as_slowly_to(index: AttemptIndex, sites: Sequence[Endpoint], endpoint: Endpoint) -> bool:
    """Return whether uploads to neutral sites were slow as well, and those to an endpoint hardly slower."""
    sent, controls = (steps_of(index.at(each, Variant.UPLOAD), Step.SENDING) for each in ([endpoint], sites))
    best = max((highest_rate(flow) for flow in controls if flow.ok), default=0.0)
    return 0 < best < SLOW_RATE and any(highest_rate(flow) >= SLOW_SHARE * best for flow in sent)


def sending_stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an upload did not arrive."""
    return any(t.ended(Step.SENDING, (Failure.STALLED,)) for t in index.of(endpoint, Variant.UPLOAD))


def _flows(index: AttemptIndex, endpoint: Endpoint) -> list[Observation]:
    return steps_of(index.of(endpoint), Step.FLOW)
