"""What neutral pages say of the line, where what is read of a messenger comes slowly."""

import math
from collections.abc import Iterator

from dialtone.judge.attempts import AttemptIndex, connect_seconds, highest_rate, network_of
from dialtone.judge.network.control_timing import TimedSample, at_the_same_moment
from dialtone.judge.readings import is_telling, keeps_up, took_few_round_trips
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED, SLOW_SHARE
from dialtone.model.vocabulary import Place, Step


def is_settled(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return early whether a page that came slowly cannot be called slow any more, nor doubted.

    It came as pages of several neutral sites did at the same moment; or it came in so few round trips that the way is
    merely far. One such reading is enough, for the rule as well: it calls slow only what is slower each time. So
    whatever is read after it would change nothing.
    """
    compared = _compared(index, controls, endpoint)
    return any(keeps_up(flow, best) for flow, best in compared) or _is_merely_far(index, endpoint)


def cannot_be_slow(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> bool:
    """Return early whether a page once came too fast, beside several neutral sites, for the rule to call it slow."""
    return any(highest_rate(flow) >= SLOW_SHARE * best for flow, best in _compared(index, controls, endpoint))


def _compared(index: AttemptIndex, controls: Controls, endpoint: Endpoint) -> Iterator[tuple[Observation, float]]:
    """Yield what was read of an endpoint, and how fast the fastest of several neutral pages came beside it.

    A single site may be slow itself.
    """
    sites = [c.endpoint for c in controls.sites if c.place is Place.FOREIGN]
    read = [_pages(index, e) for e in sites]
    for t in index.of(endpoint):
        flow = t.find(Step.FLOW)
        if flow is None or not flow.ok or not is_telling(flow):
            continue
        bests = [max(found) for samples in read if (found := at_the_same_moment(t, samples))]
        if len(bests) >= REPEATED:
            yield flow, max(bests)


def _is_merely_far(index: AttemptIndex, endpoint: Endpoint) -> bool:
    """Return whether a reading took fewer round trips than tell a slow line from a far one, by the shortest of them."""
    ways = _ways(index, endpoint.messenger)
    return any(
        flow.ok and is_telling(flow) and took_few_round_trips(flow, ways.get(network_of(t.address), 0.0))
        for t in index.of(endpoint)
        if (flow := t.find(Step.FLOW)) is not None
    )


def _ways(index: AttemptIndex, messenger: str) -> dict[str, float]:
    """Return the shortest way to a messenger's servers in each part of the internet, in seconds."""
    found: dict[str, float] = {}
    for t in index.every_attempt():
        tcp = t.find(Step.TCP)
        if tcp is not None and tcp.ok and tcp.messenger == messenger:
            part = network_of(t.address)
            found[part] = min(found.get(part, math.inf), connect_seconds(tcp))
    return found


def _pages(index: AttemptIndex, site: Endpoint) -> list[TimedSample]:
    flows = [flow for t in index.of(site) if (flow := t.find(Step.FLOW)) is not None and flow.ok and is_telling(flow)]
    return [TimedSample(highest_rate(flow), flow.started, flow.started + flow.seconds) for flow in flows]
