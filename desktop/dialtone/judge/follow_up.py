"""What is asked while a check still runs: what looks doubtful and has to be seen again, what is certain already."""

from collections.abc import Sequence

from dialtone.judge.attempts import CUT, AttemptIndex, highest_rate, rate
from dialtone.judge.network.inspection import is_of_nobody_known
from dialtone.judge.network.packet_loss import connections, is_lost, lost_first
from dialtone.judge.readings import is_telling
from dialtone.judge.signs.network import is_no_way_from_here
from dialtone.judge.signs.pages import is_unchanged
from dialtone.model.catalogue import Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.thresholds import LISTED_SITES, LOSS_SUSPICIOUS, REPEATED, SLOW_RATE
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
    Wire,
)

_KILLED = CUT | {Failure.ALERT}
_OF_OWN_WILL = frozenset({NetworkFlag.VPN})
_DIES_LATER = "dies_later"


def foreign_controls_answer(index: AttemptIndex, controls: Controls) -> bool:
    """Return early whether the way abroad is free. One or two sites alone may stand on a white list."""
    foreign = [control.endpoint for control in controls.sites if control.place is Place.FOREIGN]
    answering = [e for e in foreign if index.answer(e) is not None]
    return len({e.operator or e.id for e in answering}) > LISTED_SITES and any(not e.cdn for e in answering)


def nothing_abroad_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return early whether no site and no address abroad has answered, though something did: a name, or a neighbour."""
    abroad = (c.endpoint for c in controls.sites if c.place is Place.FOREIGN)
    anchors = (e for e in controls.anchors if e.place is Place.FOREIGN)
    return any(o.ok for o in index.steps) and not any(index.answer(e) for e in (*abroad, *anchors))


def home_answers(index: AttemptIndex, controls: Controls) -> bool:
    """Return early whether enough sites at home answer to tell a white list from a line without any internet."""
    home = {
        c.endpoint.operator or c.endpoint.id
        for c in controls.sites
        if c.place is Place.DOMESTIC and index.answer(c.endpoint)
    }
    return len(home) >= REPEATED


def page_is_as_expected(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return early whether a page with a known answer came unchanged: nobody asks to sign in."""
    return any(is_unchanged(attempt, endpoint) for attempt in index.of(endpoint))


def is_plainly_offline(index: AttemptIndex, controls: Controls, computer: Computer) -> bool:
    """Return early whether there is no way out: every anchor is done, and this computer had no route to any of them.

    Where a router refuses, sites at home may still answer: those are asked a moment later.
    Some networks have IPv6 alone. There every address of the old kind is out of reach at once.
    """
    possible = [e for e in controls.anchors if computer.has_ipv6 or any("." in a for a in e.addresses)]
    outcomes = [index.of(endpoint) for endpoint in possible]
    return all(found and all(is_no_way_from_here(t) for t in found) for found in outcomes) and not any(
        o.ok for o in index.steps
    )


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
    works = verdict.status is MessengerStatus.WORKS and verdict.confidence is not Confidence.UNSURE
    settled = all(part.status in (FunctionStatus.WORKS, FunctionStatus.NOT_TESTED) for part in verdict.functions)
    answered = all(index.answer(e) for e in messenger.endpoints if index.of(e))
    return works and settled and answered and (stun_answers or not calls)


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
    parts = [part for v in tested for part in v.functions]
    return (
        clear
        and all(v.status is MessengerStatus.WORKS and v.confidence is Confidence.SURE for v in tested)
        and all(part.status in (FunctionStatus.WORKS, FunctionStatus.NOT_TESTED) for part in parts)
    )


def tells_of_everybody(step: Observation) -> bool:
    """Return whether a step may change what is said of any messenger, and not only of its own.

    It was taken at a neutral host; or it showed a certificate of nobody known, and at how many messengers one issuer
    was seen tells who inspects (`find_inspection`).
    """
    return not step.messenger or (step.step is Step.TLS and is_of_nobody_known(step))


def name_died(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether an endpoint's name looks filtered: no handshake, repeatedly, where a neutral name got one."""
    died = [t for t in index.of(endpoint) if t.last.step is Step.TLS and t.failure in _KILLED]
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
    cut = [t for t in found if t.last.step is Step.TLS and t.failure in CUT]
    return bool(cut and neutral) and all(t.failure in CUT for t in (*found, *neutral))


def looks_lossy(endpoints: Sequence[Endpoint], index: AttemptIndex) -> list[Endpoint]:
    """Return the endpoints that lost packets, where there are enough to look once more."""
    lost = {e.id: [t for t in connections(index, e) if is_lost(t)] for e in endpoints}
    every = [t for found in lost.values() for t in found]
    enough = len(every) >= LOSS_SUSPICIOUS and any(lost_first(t) for t in every)
    return [e for e in endpoints if lost[e.id]] if enough else []


def came_slowly(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether all that was read of an endpoint came so slowly that it has to be read again, beside a control."""
    pages = _pages(index, endpoint)
    return bool(pages) and all(rate(flow) < SLOW_RATE for flow in pages)


def fastest_reading(index: AttemptIndex, endpoint: Endpoint) -> float:
    """Return the bytes per second at which an endpoint's page came best; 0 where nothing was read."""
    return max(map(highest_rate, _flows(index, endpoint)), default=0.0)


def slow_readings(index: AttemptIndex, endpoint: Endpoint) -> int:
    """Return how many readings certainly came slowly, however busy this computer was: held up ones among them."""
    return sum(highest_rate(flow) < SLOW_RATE for flow in _flows(index, endpoint) if is_telling(flow))


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
    return any(flow.ok and highest_rate(flow) < SLOW_RATE for flow in _sendings(index, endpoint))


def sending_stopped(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a body that was sent did not arrive."""
    return any(flow.failure is Failure.STALLED for flow in _sendings(index, endpoint))


def _sendings(index: AttemptIndex, endpoint: Endpoint) -> list[Observation]:
    return [flow for t in index.of(endpoint, Variant.UPLOAD) if (flow := t.find(Step.SENDING)) is not None]


def _pages(index: AttemptIndex, endpoint: Endpoint) -> list[Observation]:
    return [flow for flow in _flows(index, endpoint) if flow.ok and is_telling(flow)]


def _flows(index: AttemptIndex, endpoint: Endpoint) -> list[Observation]:
    return [flow for t in index.of(endpoint) if (flow := t.find(Step.FLOW)) is not None]
