"""What is certain by now in a check that still runs, and what looks odd, so that it needs another probe."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from dialtone.judge.attempts import Attempt, AttemptIndex, figure, highest_rate, rate, steps_of, successes
from dialtone.judge.endpoint.servers import Distances, is_sooner
from dialtone.judge.kinds import CUT, RAW_WIRES, TO_THE_SERVER
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.hosts import had_no_route
from dialtone.judge.network.inspection import has_no_public_root
from dialtone.judge.network.packet_loss import connections, lost_a_packet, lost_first_packet
from dialtone.judge.network.pages import PageAnswer, classify_page_answer
from dialtone.judge.readings import at_the_same_moment, keeps_up, pages, round_trips_explain, tells_speed
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    LISTED_SITES,
    LOSS_SUSPICIOUS,
    PLAINLY_NEARBY_FACTOR,
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

_ENDED_BY_A_PACKET = {
    Step.TCP: (Failure.REFUSED, Failure.RESET),
    Step.TLS: (Failure.RESET, Failure.CLOSED, Failure.ALERT),
    Step.MTPROTO: (Failure.RESET,),
    Step.NOISE: (Failure.RESET,),
}
"""By step, the failures that a packet causes: their time tells how far away its sender is."""


# Neutral hosts, and the network.


def foreign_controls_answer(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether enough sites abroad answered, one outside CDNs: one or two alone may be on a whitelist."""
    answering = [e for e in controls.sites_at(Place.FOREIGN) if index.answer(e)]
    return len({e.owner for e in answering}) > LISTED_SITES and any(not e.cdn for e in answering)


def nothing_abroad_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether something answered (a resolver, a domestic site), but no site or address abroad."""
    abroad = (*controls.sites_at(Place.FOREIGN), *controls.anchors_abroad)
    return any(o.ok for o in index.steps) and not index.answers(abroad)


def home_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether domestic sites of several owners answer, so that the line is not simply dead."""
    return len({e.owner for e in controls.sites_at(Place.DOMESTIC) if index.answer(e)}) >= REPEATED


def page_is_as_expected(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a page with a known answer came unchanged, as it does not from a captive portal."""
    answers = successes(index.attempts_at(endpoint), Step.HTTP)
    return any(classify_page_answer(answer, endpoint) is PageAnswer.EXPECTED for answer in answers)


def page_is_changed(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether any page with a known answer came changed: without one, no network is called a captive portal."""
    asked = ((e, answer) for e in controls.sign_in_checks for answer in steps_of(index.attempts_at(e), Step.HTTP))
    answers = (classify_page_answer(answer, e) for e, answer in asked if figure(answer, Fact.STATUS))
    return any(answer is not PageAnswer.EXPECTED for answer in answers)


def is_plainly_offline(index: AttemptIndex, controls: Controls, computer: Computer) -> bool:
    """Return whether no anchor that this computer may reach had a route, all were tried, and nothing else answered."""
    possible = [e for e in controls.anchors if computer.has_ipv6 or any("." in a for a in e.addresses)]
    all_tried = all(index.attempts_at(endpoint) for endpoint in possible)
    return all_tried and all(map(had_no_route, index.attempts(possible))) and not any(o.ok for o in index.steps)


# Messengers.


def is_hopeless(network: NetworkVerdict, messengers: Iterable[Messenger], index: AttemptIndex) -> bool:
    """Return whether nothing more can be learned about any messenger: there is no way out of here."""
    if network.status is NetworkStatus.CAPTIVE_PORTAL:  # ships and planes sell packages in which messengers pass
        return not any(index.answers(_verifiable_endpoints(messenger)) for messenger in messengers)
    return network.status is NetworkStatus.OFFLINE or shows(network, EvidenceKind.REFUSED_HERE)


def is_kept_out(messenger: Messenger, network: NetworkVerdict | None, index: AttemptIndex) -> bool:
    """Return whether a sign-in page keeps a messenger out: of its deciding servers, all tried, none proved itself."""
    if network is None or network.status is not NetworkStatus.CAPTIVE_PORTAL:
        return False
    verified = _verifiable_endpoints(messenger)
    deciding = [e for e in verified if e.weight is Weight.DECIDES]
    return bool(deciding) and all(map(index.attempts_at, deciding)) and not index.answers(verified)


def was_tried(messenger: Messenger, index: AttemptIndex) -> bool:
    """Return whether an attempt at a server of a messenger that could prove its identity has come to an end."""
    tried = ((e, t) for e in _verifiable_endpoints(messenger) for t in index.attempts_at(e))
    return any(t.failure is not None or t.answered(e.wire) for e, t in tried)


def _verifiable_endpoints(messenger: Messenger) -> list[Endpoint]:
    # Only the messenger's own server can answer their app handshake.
    return [e for e in messenger.endpoints if e.wire in (*SECURED, *RAW_WIRES)]


def needs_no_controls(messenger: Messenger, verdict: MessengerVerdict, index: AttemptIndex, controls: Controls) -> bool:
    """Return whether pending neutral hosts can no longer change a messenger's verdict: it certainly works."""
    stun_answers = any(e.wire is Wire.STUN and index.answer(e) for e in controls.udp)
    calls = any(rule.function is Function.CALLS for rule in messenger.functions)
    works = works_in_full(verdict) and verdict.confidence is not Confidence.UNSURE
    all_tried_answered = all(index.answer(e) for e in messenger.endpoints if index.attempts_at(e))
    return works and all_tried_answered and (stun_answers or not calls)


def may_die_later(verdict: MessengerVerdict) -> bool:
    """Return whether messages work, but might stop later: keeping a connection open would tell."""
    messages = verdict.function(Function.MESSAGES)
    if messages is None or messages.status is not FunctionStatus.WORKS:
        return False
    return any(rival.id == "dies_later" for rival in messages.diagnosis.standing)


def needs_explanation(step: Observation) -> bool:
    """Return whether a step failed, other than by an address missing in one family, or showed no public root."""
    return step.failure not in (None, Failure.NO_ADDRESS) or step.facts.get(Fact.MOZILLA) is False


def works_in_full(verdict: MessengerVerdict) -> bool:
    """Return whether a messenger works as a whole, and every function that was tested."""
    statuses = {function.status for function in verdict.functions}
    return verdict.status is MessengerStatus.WORKS and statuses <= {FunctionStatus.WORKS, FunctionStatus.NOT_TESTED}


def concerns_every_messenger(step: Observation) -> bool:
    """Return whether a step may change the verdicts on all messengers: at a neutral host, or by an odd issuer."""
    return not step.messenger or (step.step is Step.TLS and has_no_public_root(step))


# Servers of a messenger.


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
    own = index.attempts_at(endpoint)
    contrasts = index.attempts_at(endpoint, Variant.NEUTRAL_NAME)
    is_cut = any(t.ended(Step.TLS, CUT) for t in own)
    return is_cut and bool(contrasts) and all(t.failure in CUT for t in (*own, *contrasts))


def find_ended_nearby(index: AttemptIndex, endpoints: Sequence[Endpoint], controls: Controls) -> frozenset[str]:
    """Return the ids of a messenger's endpoints whose connections a device nearby has certainly ended (ADR 8).

    At such an endpoint one connection was refused, or two were ended at any step, so early (`PLAINLY_NEARBY_FACTOR`)
    that a busy computer needs no repeat. Until several connections of the messenger were ended, none counts.
    """
    servers = [e for e in endpoints if e.weight is not Weight.RELAYS]
    ended = [t for t in index.attempts(servers) if t.failure in _ENDED_BY_A_PACKET.get(t.last.step, ())]
    if len(ended) < TRIES_NEARBY:
        return frozenset()
    results = ControlResults(index, controls)
    if results.connects_are_local:
        return frozenset()
    nearest = Distances(index, servers, results).nearest
    too_soon = [t for t in ended if is_sooner(t.last.seconds / PLAINLY_NEARBY_FACTOR, nearest(t.address))]
    refused = {t.endpoint for t in too_soon if t.last.step is Step.TCP}
    times = Counter(t.endpoint for t in too_soon)
    return frozenset(e.id for e in servers if e.id in refused or times[e.id] >= REPEATED)


def find_lossy_endpoints(endpoints: Sequence[Endpoint], index: AttemptIndex, controls: Controls) -> list[Endpoint]:
    """Return the endpoints whose connections lost packets or were late, if that is worth another look.

    One late exchange is. Lost packets are if at least `LOSS_SUSPICIOUS` connections lost some, one of them its first.
    """
    results = ControlResults(index, controls)
    made = [t for e in endpoints for t in connections(index, e)]
    odd = {t.endpoint for t in made if any(o.ok and results.is_late(o, t.connect_seconds) for o in t.steps)}
    lossy = list(filter(lost_a_packet, made))
    if len(lossy) >= LOSS_SUSPICIOUS and any(map(lost_first_packet, lossy)):
        odd.update(t.endpoint for t in lossy)
    return [e for e in endpoints if e.id in odd]


# Pages and uploads.


def page_came_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's page came slowly each time: it has to be read again next to a neutral page."""
    read = pages(index.attempts_at(endpoint))
    return bool(read) and all(rate(page) < SLOW_RATE for page in read)


def find_fastest_rate(index: AttemptIndex, endpoint: Endpoint) -> float:
    """Return the most bytes per second at which an endpoint's page came; 0 if it was not read."""
    return max(map(highest_rate, _page_readings(index, endpoint)), default=0.0)


def count_slow_readings(index: AttemptIndex, endpoint: Endpoint) -> int:
    """Return how many readings of an endpoint's page, stalled ones included, were slow even on a busy computer."""
    return sum(highest_rate(reading) < SLOW_RATE for reading in _page_readings(index, endpoint) if tells_speed(reading))


def page_kept_up_or_is_far(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return whether one reading shows that an endpoint's page is neither slow nor doubtful: it kept up, or is far."""
    if any(keeps_up(page, best) for page, best in _compare_with_neutral(index, controls, endpoint)):
        return True
    readings = ((attempt, page) for attempt in index.attempts_at(endpoint) for page in pages([attempt]))
    return any(round_trips_explain(page, _find_shortest_connect(index, attempt)) for attempt, page in readings)


def _find_shortest_connect(index: AttemptIndex, attempt: Attempt) -> float:
    """Return the seconds of the shortest connection to this messenger's servers in this address block; 0 if none."""
    to_servers = (t for t in index.every_attempt(*TO_THE_SERVER) if t.messenger == attempt.messenger)
    connected = (t for t in to_servers if t.block == attempt.block and t.passed(Step.TCP))
    return min((t.connect_seconds for t in connected), default=0.0)


def page_came_fast_once(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's page once came too fast, next to neutral pages, to be called slow any more."""
    compared = _compare_with_neutral(index, controls, endpoint)
    return any(highest_rate(page) >= SLOW_SHARE * best for page, best in compared)


def _compare_with_neutral(
    index: AttemptIndex, controls: Controls, endpoint: Endpoint
) -> Iterator[tuple[Observation, float]]:
    """Yield an endpoint's readings, each with the highest rate of the neutral pages that were read at that moment.

    Only where pages of several sites were read then: a single site may itself be slow.
    """
    pages_by_site = [pages(index.attempts_at(site)) for site in controls.sites_at(Place.FOREIGN)]
    for attempt in index.attempts_at(endpoint):
        at_that_moment = (at_the_same_moment(attempt, of_site) for of_site in pages_by_site)
        beside = list(filter(None, at_that_moment))
        if len(beside) >= REPEATED:
            best = max(map(highest_rate, chain.from_iterable(beside)))
            yield from ((page, best) for page in pages([attempt]))


def page_stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether any reading of an endpoint's page broke off before the check ended."""
    return any(reading.failure not in (None, Failure.NOT_IN_TIME) for reading in _page_readings(index, endpoint))


def page_is_too_short(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's page was read to its end, each time, and is too short to tell its speed."""
    readings = _page_readings(index, endpoint)
    return bool(readings) and all(r.facts.get(Fact.COMPLETE) is True and not tells_speed(r) for r in readings)


def find_named_file(index: AttemptIndex, endpoint: Endpoint) -> str:
    """Return the path of the file that an endpoint's page names; empty if it names none."""
    paths = (reading.facts.get(Fact.NAMED_PATH) for reading in _page_readings(index, endpoint))
    return next((path for path in paths if isinstance(path, str)), "")


def upload_came_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an upload crept or came too late: it has to be sent again next to one to a neutral site."""
    uploads = steps_of(index.attempts_at(endpoint, Variant.UPLOAD), Step.SENDING)
    return any(o.failure in (None, Failure.TIMEOUT) and highest_rate(o) < SLOW_RATE for o in uploads)


def neutral_uploads_are_as_slow(index: AttemptIndex, sites: Sequence[Endpoint], endpoint: Endpoint) -> bool:
    """Return whether uploads to these neutral sites were slow as well, and those to an endpoint hardly slower."""
    uploads = steps_of(index.attempts_at(endpoint, Variant.UPLOAD), Step.SENDING)
    best = max(map(highest_rate, successes(index.attempts(sites, Variant.UPLOAD), Step.SENDING)), default=0.0)
    return 0 < best < SLOW_RATE and any(highest_rate(o) >= SLOW_SHARE * best for o in uploads)


def upload_stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an upload to an endpoint stopped on its way."""
    return any(t.ended(Step.SENDING, (Failure.STALLED,)) for t in index.attempts_at(endpoint, Variant.UPLOAD))


def _page_readings(index: AttemptIndex, endpoint: Endpoint) -> list[Observation]:
    return steps_of(index.attempts_at(endpoint), Step.FLOW)
