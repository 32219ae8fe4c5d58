"""What is asked while a check still runs: what looks doubtful and has to be seen again, what is certain already."""

from collections.abc import Iterator, Sequence

from dialtone.judge.attempts import (
    CUT,
    Attempt,
    AttemptIndex,
    connect_seconds,
    highest_rate,
    network_of,
    rate,
    steps_of,
)
from dialtone.judge.endpoint.servers import find_distances, is_sooner
from dialtone.judge.network.control_timing import time_controls
from dialtone.judge.network.inspection import is_of_nobody_known
from dialtone.judge.network.packet_loss import connections, is_lost, lost_first
from dialtone.judge.readings import at_the_same_moment, is_telling, keeps_up, pages, took_few_round_trips
from dialtone.judge.signs.network import is_no_way_from_here
from dialtone.judge.signs.pages import Kind, kind_of
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.thresholds import (
    LISTED_SITES,
    LOSS_SUSPICIOUS,
    PLAINLY_NEARBY,
    REPEATED,
    SLOW_RATE,
    SLOW_SHARE,
    TRIES_NEARBY,
)
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
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
_OF_OWN_WILL = frozenset({NetworkFlag.VPN})
_DIES_LATER = "dies_later"


def foreign_controls_answer(index: AttemptIndex, controls: Controls) -> bool:
    """Return early whether the way abroad is free. One or two sites alone may stand on a white list."""
    answering = [e for e in controls.sites_at(Place.FOREIGN) if index.answer(e)]
    return len({e.owner for e in answering}) > LISTED_SITES and any(not e.cdn for e in answering)


def nothing_abroad_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return early whether no site and no address abroad has answered, though something did: a name, or a neighbour."""
    abroad = (*controls.sites_at(Place.FOREIGN), *controls.anchors_abroad)
    return any(o.ok for o in index.steps) and not index.answers(abroad)


def home_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return early whether enough sites at home answer to tell a white list from a line without any internet."""
    return len({e.owner for e in controls.sites_at(Place.DOMESTIC) if index.answer(e)}) >= REPEATED


def page_is_as_expected(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return early whether a page with a known answer came unchanged: nobody asks to sign in."""
    answers = steps_of(index.of(endpoint), Step.HTTP)
    return any(answer.ok and kind_of(answer, endpoint) is Kind.EXPECTED for answer in answers)


def is_plainly_offline(index: AttemptIndex, controls: Controls, computer: Computer) -> bool:
    """Return early whether there is no way out: every anchor is done, and this computer had no route to any of them.

    Where a router refuses, sites at home may still answer: those are asked a moment later.
    Some networks have IPv6 alone. There every address of the old kind is out of reach at once.
    """
    possible = [e for e in controls.anchors if computer.has_ipv6 or any("." in a for a in e.addresses)]
    done = all(index.of(endpoint) for endpoint in possible)
    return done and all(map(is_no_way_from_here, index.at(possible))) and not any(o.ok for o in index.steps)


def is_hopeless(network: NetworkVerdict) -> bool:
    """Return early whether nothing more can be found out of any messenger."""
    forbidden = any(e.kind is EvidenceKind.REFUSED_HERE for e in network.evidence)
    return forbidden or network.status in (NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL)


def stands_alone(messenger: Messenger, verdict: MessengerVerdict, index: AttemptIndex, controls: Controls) -> bool:
    """Return early whether no neutral host that is still asked can change what is said of a messenger.

    It works, for sure, and each of its servers that was asked has answered. Of calls neutral hosts can still tell that
    nobody's get through, until one of them answers STUN over UDP.
    """
    stun_answers = any(e.wire is Wire.STUN and index.answer(e) for e in controls.udp)
    calls = any(rule.function is Function.CALLS for rule in messenger.functions)
    works = _works(verdict) and verdict.confidence is not Confidence.UNSURE
    answered = all(index.answer(e) for e in messenger.endpoints if index.of(e))
    return works and answered and (stun_answers or not calls)


def may_die_later(verdict: MessengerVerdict) -> bool:
    """Return early whether a connection that is kept open could tell more: messages work, and might stop later."""
    messages = verdict.function(Function.MESSAGES)
    if messages is None or messages.status is not FunctionStatus.WORKS:
        return False
    return any(rival.id == _DIES_LATER for rival in messages.diagnosis.standing)


def is_odd(step: Observation) -> bool:
    """Return early whether something asks for a reason: it failed, or a certificate leads to a root of this computer.

    A name without an address of one of the families is nothing odd.
    """
    return step.failure not in (None, Failure.NO_ADDRESS) or step.facts.get(Fact.MOZILLA) is False


def all_is_well(
    index: AttemptIndex, neutral: Sequence[Endpoint], network: NetworkVerdict, verdicts: Sequence[MessengerVerdict]
) -> bool:
    """Return early whether nothing is left to tell apart: every messenger works, for sure, on a network without fault.

    And each of the neutral hosts that were asked has answered, so that none of them hides one.
    """
    if not all(index.answer(endpoint) for endpoint in neutral):
        return False
    clear = network.status is NetworkStatus.ONLINE and set(network.flags) <= _OF_OWN_WILL
    tested = [v for v in verdicts if v.status not in UNTESTABLE]
    return clear and all(_works(v) and v.confidence is Confidence.SURE for v in tested)


def _works(verdict: MessengerVerdict) -> bool:
    """Return whether all of a messenger that was tested works."""
    parts = {part.status for part in verdict.functions}
    return verdict.status is MessengerStatus.WORKS and parts <= {FunctionStatus.WORKS, FunctionStatus.NOT_TESTED}


def tells_of_everybody(step: Observation) -> bool:
    """Return whether a step may change what is said of any messenger, and not only of its own.

    It was taken at a neutral host; or it showed a certificate of nobody known, and at how many messengers one issuer
    was seen tells who inspects (`find_inspection`).
    """
    return not step.messenger or (step.step is Step.TLS and is_of_nobody_known(step))


def name_died(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's name looks filtered: no handshake, repeatedly, where a neutral name got one."""
    died = [t for t in index.of(endpoint) if t.ended(Step.TLS, _KILLED)]
    return len(died) >= REPEATED and answers_neutral_name(index, endpoint)


def answers_neutral_name(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's server said anything to a neutral name."""
    neutral = [t for t in index.of(endpoint, Variant.NEUTRAL_NAME) if t.find(Step.TLS) is not None]
    return any(t.failure not in CUT for t in neutral)


def all_died(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a name was cut and then nothing at all got through, whatever the name.

    An address may be dead; or the filter punishes an address where it heard the name; or it lets through only a list.
    """
    found, neutral = index.of(endpoint), index.of(endpoint, Variant.NEUTRAL_NAME)
    cut = any(t.ended(Step.TLS, CUT) for t in found)
    return bool(cut and neutral) and all(t.failure in CUT for t in (*found, *neutral))


def sent_from_nearby(index: AttemptIndex, endpoints: Sequence[Endpoint], controls: Controls) -> frozenset[str]:
    """Return the endpoints of a messenger whose connections plainly ended too soon for any server to have done it.

    How soon an end comes tells who made it (ADR 8). It is asked for again in a calm moment, since a computer in a rush
    reads it late; one that was read as early as this needs no calm.
    """
    own = [e for e in endpoints if e.weight is not Weight.RELAYS]
    ended = [t for t in index.at(own) if t.failure in _ENDED.get(t.last.step, ())]
    timing = time_controls(index, controls) if len(ended) >= TRIES_NEARBY else None
    if timing is None or timing.connects_are_local:
        return frozenset()
    way = find_distances(index, own, NetworkVerdict(NetworkStatus.ONLINE), timing).nearest
    soon = [t for t in ended if is_sooner(t.last.seconds / PLAINLY_NEARBY, way(t.address))]
    return frozenset(e.id for e in own if _is_told([t for t in soon if t.last.endpoint == e.id]))


def _is_told(soon: Sequence[Attempt]) -> bool:
    """Return whether the judge needs no more of them: one refusal, or two handshakes that were cut."""
    return any(t.last.step is Step.TCP for t in soon) or len(soon) >= REPEATED


def looks_lossy(endpoints: Sequence[Endpoint], index: AttemptIndex) -> list[Endpoint]:
    """Return the endpoints that lost packets, where there are enough to look once more."""
    lost = {e.id: [t for t in connections(index, e) if is_lost(t)] for e in endpoints}
    every = [t for found in lost.values() for t in found]
    enough = len(every) >= LOSS_SUSPICIOUS and any(lost_first(t) for t in every)
    return [e for e in endpoints if lost[e.id]] if enough else []


def came_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether all that was read of an endpoint came so slowly that it has to be read again, beside a control."""
    read = pages(index.of(endpoint))
    return bool(read) and all(rate(flow) < SLOW_RATE for flow in read)


def fastest_reading(index: AttemptIndex, endpoint: Endpoint) -> float:
    """Return the bytes per second at which an endpoint's page came best; 0 where nothing was read."""
    return max(map(highest_rate, _flows(index, endpoint)), default=0.0)


def slow_readings(index: AttemptIndex, endpoint: Endpoint) -> int:
    """Return how many readings certainly came slowly, however busy this computer was: held up ones among them."""
    return sum(highest_rate(flow) < SLOW_RATE for flow in _flows(index, endpoint) if is_telling(flow))


def is_settled(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return early whether a page that came slowly cannot be called slow any more, nor doubted.

    It came as pages of several neutral sites did at the same moment; or it came in so few round trips that the way is
    merely far. One such reading is enough, for the rule as well: it calls slow only what is slower each time. So
    whatever is read after it would change nothing.
    """
    if any(keeps_up(flow, best) for flow, best in _compared(index, controls, endpoint)):
        return True
    read = ((t, flow) for t in index.of(endpoint) for flow in pages([t]))
    return any(took_few_round_trips(flow, _way(index, endpoint.messenger, t.address)) for t, flow in read)


def cannot_be_slow(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return early whether a page once came too fast, beside several neutral sites, for the rule to call it slow."""
    return any(highest_rate(flow) >= SLOW_SHARE * best for flow, best in _compared(index, controls, endpoint))


def _compared(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> Iterator[tuple[Observation, float]]:
    """Yield what was read of an endpoint, and how fast the fastest of several neutral pages came beside it.

    A single site may be slow itself.
    """
    neutral = [pages(index.of(site)) for site in controls.sites_at(Place.FOREIGN)]
    for t in index.of(endpoint):
        beside = [found for read in neutral if (found := at_the_same_moment(t, read))]
        if len(beside) >= REPEATED:
            best = max(highest_rate(page) for found in beside for page in found)
            yield from ((flow, best) for flow in pages([t]))


def _way(index: AttemptIndex, messenger: str, address: str) -> float:
    """Return the seconds of the shortest connection to a messenger's servers in that part of the internet."""
    connects = ((t, tcp) for t in index.every_attempt() if (tcp := t.passed(Step.TCP)) and tcp.messenger == messenger)
    part = network_of(address)
    return min((connect_seconds(tcp) for t, tcp in connects if network_of(t.address) == part), default=0.0)


def stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether something that was read of an endpoint did not come to its end."""
    return any(flow.failure not in (None, Failure.NOT_IN_TIME) for flow in _flows(index, endpoint))


def ended_too_soon(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a page was read to its end, and is too short to tell how fast it came."""
    flows = _flows(index, endpoint)
    return bool(flows) and all(f.facts.get(Fact.COMPLETE) is True and not is_telling(f) for f in flows)


def named_file(index: AttemptIndex, endpoint: Endpoint) -> str:
    """Return the path of the file that an endpoint's page names; empty where it names none."""
    found = (flow.facts.get(Fact.NAMED_PATH) for flow in _flows(index, endpoint))
    return next((path for path in found if isinstance(path, str)), "")


def sent_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a body that was sent arrived so slowly that it has to be sent again, beside a control."""
    sent = steps_of(index.of(endpoint, Variant.UPLOAD), Step.SENDING)
    return any(flow.ok and highest_rate(flow) < SLOW_RATE for flow in sent)


def sending_stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a body that was sent did not arrive."""
    return any(t.ended(Step.SENDING, (Failure.STALLED,)) for t in index.of(endpoint, Variant.UPLOAD))


def _flows(index: AttemptIndex, endpoint: Endpoint) -> list[Observation]:
    return steps_of(index.of(endpoint), Step.FLOW)
