"""How well the line carries what goes to neutral hosts: what is lost, cut, slow or only far."""

from collections.abc import Sequence

from dialtone.judge.attempts import CUT, Attempt, number, numbers, rate, repeated
from dialtone.judge.diagnosis import Seen
from dialtone.judge.network.network_case import NetworkCase
from dialtone.judge.network.packet_loss import is_counted
from dialtone.judge.readings import is_slow, pages
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import CONTROLS_AGREE, CUT_AND_PASSED, RATE_BYTES, REPEATED, SATELLITE, SLOW_RATE
from dialtone.model.vocabulary import Failure, Step, Variant


def no_handshake(case: NetworkCase) -> Seen:
    """No handshake at all comes about, at home nor abroad, while plain pages come as they should."""
    failed = case.cut(case.sites)
    few = any(
        len({t.target for t in failed if t.last.endpoint in {e.id for e in sites}}) < CONTROLS_AGREE
        for sites in (case.foreign, case.domestic)
    )
    plain = len(case.good(case.controls.sign_in_checks)) >= REPEATED
    # An older first message is smaller than the app's, and may pass where that does not.
    shaken = any(o.ok and o.step is Step.TLS and o.variant is Variant.APP for o in case.direct)
    return () if shaken or few or not plain else numbers(failed)


def handshakes_reset(case: NetworkCase) -> Seen:
    """Neutral handshakes are reset or closed, and not only silent: that is no matter of their size."""
    return numbers([t for t in case.cut(case.sites) if t.failure is not Failure.TIMEOUT])


def small_handshakes_die(case: NetworkCase) -> Seen:
    """Handshakes in packets that any line takes die as well, and none comes about: it is not their size."""
    small = [t for t in case.small_packets if t.last.step is Step.TLS]
    return repeated(small) if all(t.failure in CUT for t in small) else ()


def small_handshake_passes(case: NetworkCase) -> Seen:
    """A handshake in small packets came about where no other one does: it is their size."""
    return numbers(t for t in case.small_packets if t.ended(Step.TLS, (None,)))


def cut_whatever_their_size(case: NetworkCase) -> Seen:
    """Neutral handshakes are reset, or fail in small packets as well."""
    return handshakes_reset(case) or small_handshakes_die(case)


def only_small_passes(case: NetworkCase) -> Seen:
    """All that is small gets through, plain pages and datagrams, and no handshake is answered.

    A first message or the certificates that answer it fill packets of the largest size; a tunnel on the way that takes
    smaller ones alone, and tells nobody, loses them. Source: ADR 29.
    """
    small = (*case.good(case.controls.sign_in_checks), *case.good(case.controls.udp))
    return () if cut_whatever_their_size(case) else numbers((*case.cut(case.sites), *small))


def connected_beyond_here(case: NetworkCase) -> Seen:
    """Connections took as long as a way out of this computer takes: nothing here accepted them."""
    return numbers([t for t in case.cut(case.sites) if t.steps[0].seconds >= 0.002])


def handshakes_come_and_go(case: NetworkCase) -> Seen:
    """Handshakes were cut at two neutral sites or more, and at one of these another handshake came about."""
    cut = _cut_sites(case)
    both = [t for each in cut.values() for t in each]
    return numbers(both) if len(cut) >= CUT_AND_PASSED and any(map(_passed, cut.values())) else ()


def several_sites_both_ways(case: NetworkCase) -> Seen:
    """At two neutral sites or more one handshake was cut and another one came about: nobody is singled out."""
    both = [found for found in _cut_sites(case).values() if _passed(found)]
    return numbers([t for found in both for t in found]) if len(both) >= CUT_AND_PASSED else ()


def _cut_sites(case: NetworkCase) -> dict[str, tuple[Attempt, ...]]:
    """Return the handshakes at the neutral sites at which one was cut."""
    tried = {site.id: case.at([site], Variant.APP, Variant.AGAIN) for site in case.sites}
    shaken = {site: tuple(t for t in found if t.find(Step.TLS)) for site, found in tried.items()}
    return {site: found for site, found in shaken.items() if any(t.ended(Step.TLS, CUT) for t in found)}


def _passed(found: Sequence[Attempt]) -> bool:
    return any(t.passed(Step.TLS) for t in found)


def lost_before_a_name(case: NetworkCase) -> Seen:
    """Packets were lost on connections and in datagrams that said no name: to a filter they look all alike."""
    lost = tuple(o.number for o in _lost(case) if o.step is not Step.TLS)
    return lost if len(lost) >= REPEATED else ()


def _lost(case: NetworkCase) -> list[Observation]:
    return [o for o in case.direct if o.number in case.lost_packets]


def packets_lost(case: NetworkCase) -> Seen:
    """Packets to controls that do answer get lost on the way. A long way alone loses nothing."""
    return case.lost_packets


def loss_was_counted(case: NetworkCase) -> Seen:
    """Two of the lost packets or more were counted, by the system or here, rather than guessed from the time.

    A computer that was busy gives up on answers that are there.
    """
    certain = [o for o in _lost(case) if is_counted(o) or (o.failure is Failure.TIMEOUT and not case.read_late)]
    return case.lost_packets if len(certain) >= REPEATED else ()


def narrow_line(case: NetworkCase) -> Seen:
    """Handshakes with neutral sites had to wait for one another, and all connections together brought little.

    Then the check itself fills the line, so that fewer were asked at once. Or each connection has a small rate of its
    own: every page of a neutral site that was read came slowly, of several sites in no CDN. Whatever came fast all the
    same shows that it was another moment. Source: Kreibich et al., Netalyzr (IMC 2010), on the queues of modems; ADR
    34 and 49.
    """
    seen = handshakes_waited(case) or _numbers(_slow_pages(case))
    pages = (o for o in case.direct if o.step is Step.FLOW and number(o, Fact.BYTES) >= RATE_BYTES)
    fast = any(rate(page) >= SLOW_RATE for page in pages)
    return seen if len(seen) >= REPEATED and not fast else ()


def handshakes_waited(case: NetworkCase) -> tuple[int, ...]:
    """The line itself is narrow, at home and abroad; pages from abroad may be slowed on their way."""
    waited = [o for o in case.direct if Fact.LINE_RATE in o.facts and o.step is Step.TLS and not o.messenger]
    return _numbers(waited) if len(waited) >= REPEATED else ()


def _numbers(steps: Sequence[Observation]) -> tuple[int, ...]:
    return tuple(o.number for o in steps)


def _slow_pages(case: NetworkCase) -> list[Observation]:
    """Return the pages of neutral sites abroad, where all that were read came slowly, and of several sites."""
    found = [flow for e in case.foreign if not e.cdn for flow in pages(case.at([e]))]
    several = len({flow.endpoint for flow in found}) >= REPEATED
    return found if several and all(is_slow(flow, case.round_trip) for flow in found) else []


def far(case: NetworkCase) -> Seen:
    """Each exchange abroad takes long, and nothing is lost."""
    return numbers(case.good(case.foreign)) if case.round_trip > SATELLITE and not case.lost_packets else ()
