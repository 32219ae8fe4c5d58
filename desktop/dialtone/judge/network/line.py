"""How well the line carries traffic to neutral hosts: lost, cut, slow or only far away; and what passes over UDP."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, figure, rate
from dialtone.judge.diagnosis import COMMON, UNCOMMON, Claim
from dialtone.judge.kinds import CUT
from dialtone.judge.network import claims, hosts
from dialtone.judge.network.claims import Found, Row
from dialtone.judge.network.computer import proxy_leads_out
from dialtone.judge.network.network_case import NetworkCase, NetworkSign
from dialtone.judge.readings import is_slow, pages
from dialtone.judge.signs import Seen, by_block, by_endpoint, if_all, if_at_several, if_repeated
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import CUT_AND_PASSED, RATE_BYTES, REPEATED, SATELLITE_SECONDS, SLOW_RATE
from dialtone.model.vocabulary import Cause, Failure, NetworkDetail, NetworkStatus, Step, Variant, Wire
from dialtone.model.vocabulary import EvidenceKind as Kind


def loss_was_counted(case: NetworkCase) -> Seen:
    """At least two of the lost packets were counted, rather than inferred from the time by a computer that was busy."""
    counted = [o for o in case.lost_packets if figure(o, Fact.RESENT) > 0 or figure(o, Fact.SENT) > 1]
    silent = [o for o in case.lost_packets if o.failure is Failure.TIMEOUT and o not in counted]
    certain = counted if case.read_late else [*counted, *silent]
    return case.lost_packets if len(certain) >= REPEATED else ()


def _long_pages(case: NetworkCase) -> list[Observation]:
    return [o for o in case.direct if o.step is Step.FLOW and figure(o, Fact.BYTES) >= RATE_BYTES]


def _fast_at_home(case: NetworkCase) -> list[Observation]:
    return [page for page in _long_pages(case) if rate(page) >= SLOW_RATE and page.endpoint in case.asked_at_home]


def _fast_abroad(case: NetworkCase) -> list[Observation]:
    """Return the pages that came fast from hosts that are domestic in no country."""
    domestic = {e.id for e in case.domestic}
    fast = (page for page in _long_pages(case) if rate(page) >= SLOW_RATE and page.endpoint not in domestic)
    return [page for page in fast if page.messenger not in case.controls.at_home]


def handshakes_waited(case: NetworkCase) -> tuple[Observation, ...]:
    """Neutral handshakes had to wait for one another: not only pages come slowly."""
    neutral = (o for o in case.direct if o.step is Step.TLS and not o.messenger)
    return if_repeated(o for o in neutral if Fact.LINE_RATE in o.facts)


def _slow_pages(case: NetworkCase) -> Sequence[Observation]:
    """Return the pages of several neutral sites abroad if all that were read came slowly, else none."""
    flows = [flow for e in case.foreign if not e.cdn for flow in pages(case.attempts([e]))]
    return if_at_several(flows, by_endpoint, REPEATED) if all(is_slow(flow, case.round_trip) for flow in flows) else ()


handshakes_are_reset: NetworkSign = lambda c: [t for t in c.cut(c.sites) if t.failure is not Failure.TIMEOUT]
"""Neutral handshakes are reset or closed, and not only silent: their size does not matter."""


def stun_filtered(case: NetworkCase) -> Seen:
    """STUN, with which calls begin, is stopped by its shape: no neutral server answers it, and other UDP gets through.

    Accepted TCP connections swallow it too, or servers that answer it over TCP leave it unanswered over UDP alone, on a
    port where QUIC passes. Source: ADR 28.
    """
    if not case.silent_stun or not case.other_udp or not case.answers(case.sites):
        return ()
    over_tcp = _unanswered_over_tcp(case, delivered=False)
    if over_tcp:
        return (*case.silent_stun, *case.other_udp, *over_tcp)
    quic = case.answers([e for e in case.controls.udp if e.wire is Wire.QUIC])
    quic_ports = {t.port for t in quic}
    alive_over_tcp = {e.host for e in case.controls.stun_tcp if case.answers([e])}
    to_living = case.attempts(e for e in case.stun_servers if e.host in alive_over_tcp)
    on_quic_ports = [t for t in to_living if t.port in quic_ports]
    return (*case.silent_stun, *case.other_udp, *on_quic_ports, *quic) if on_quic_ports else ()


def stun_filtered_for_most(case: NetworkCase) -> Seen:
    """STUN is stopped by its shape, except at a few servers, and swallowed on TCP connections; other UDP passes.

    Oman licenses Google Meet, Zoom and Webex (Reuters, 30 March 2020).
    """
    asked = [e for e in case.stun_servers if case.attempts([e])]
    passed = case.answers(asked)
    silent = case.attempts(e for e in asked if not case.answers([e]))
    are_most_silent = if_at_several(silent, by_block) and 2 * len(passed) < len(asked)
    if not are_most_silent or not passed or not case.other_udp:
        return ()
    over_tcp = _unanswered_over_tcp(case, delivered=False)
    return (*silent, *passed, *case.other_udp, *over_tcp) if over_tcp else ()


def _unanswered_over_tcp(case: NetworkCase, *, delivered: bool | None) -> Sequence[Attempt]:
    """Return the connections on which several servers left STUN unanswered (`delivered`: whether it arrived)."""
    over_tcp = case.attempts(case.controls.stun_tcp)
    unanswered = [t for t in over_tcp if t.ended(Step.STUN, (Failure.TIMEOUT,)) and t.delivered is delivered]
    return () if case.answers(case.controls.stun_tcp) else if_at_several(unanswered, by_block, REPEATED)


def udp_silent(case: NetworkCase) -> Seen:
    """No neutral STUN server answers, and no filter is shown: nobody's calls get through directly.

    An NTP answer is no contradiction: strict networks leave that one port open. Source: ADR 28.
    """
    by_filter = stun_filtered(case) or _unanswered_over_tcp(case, delivered=None)
    return case.silent_stun if _leads_out(case) and not by_filter else ()


def stun_unanswered(case: NetworkCase) -> Seen:
    """Like `udp_silent`, and STUN is not answered on TCP either: this system does not report whether it arrived."""
    over_tcp = _unanswered_over_tcp(case, delivered=None)
    is_unanswered = case.silent_stun and over_tcp and not stun_filtered(case)
    return (*case.silent_stun, *over_tcp) if is_unanswered and _leads_out(case) else ()


def _leads_out(case: NetworkCase) -> bool:
    return bool(case.answers(case.sites) or proxy_leads_out(case))


_ABROAD_SLOWED = Row(
    "abroad_slowed", Claim(NetworkStatus.UNSTABLE, Cause.THROTTLED, NetworkDetail.ABROAD_SLOWED), UNCOMMON
)
_NEUTRAL_SITES_SLOWED = Row("neutral_sites_slowed", claims.ONLINE, UNCOMMON)


def no_handshake_completes(case: NetworkCase) -> Seen:
    """No handshake at all completes, at home or abroad, while plain pages come unchanged."""
    are_cut_everywhere = if_at_several(case.cut(case.foreign)) and if_at_several(case.cut(case.domestic))
    plain_pages_pass = len(case.answers(case.controls.sign_in_checks)) >= REPEATED
    # An older first message is smaller than the app's, and may pass where that one does not.
    any_completed = any(o.ok and o.step is Step.TLS and o.variant is Variant.APP for o in case.direct)
    return case.cut(case.sites) if are_cut_everywhere and plain_pages_pass and not any_completed else ()


def only_small_packets_pass(case: NetworkCase) -> Seen:
    """All that is small gets through, plain pages and datagrams, but no handshake, which fills large packets.

    Some tunnels on the path lose large packets, and report nothing. Source: ADR 29.
    """
    small = (*case.answers(case.controls.sign_in_checks), *case.answers(case.controls.udp))
    return () if handshakes_are_cut_in_any_size(case) else (*case.cut(case.sites), *small)


def small_handshakes_die(case: NetworkCase) -> Seen:
    """Handshakes in packets that fit any line die as well, and none completes: it is not their size."""
    handshakes = [t for t in case.every_attempt(Variant.SMALL_PACKETS) if t.last.step is Step.TLS]
    return if_repeated(if_all(handshakes, lambda t: t.failure in CUT))


def small_handshake_passes(case: NetworkCase) -> Seen:
    """A handshake in small packets completed where no other one did: it is their size."""
    return [t for t in case.every_attempt(Variant.SMALL_PACKETS) if t.ended(Step.TLS, (None,))]


handshakes_are_cut_in_any_size: NetworkSign = lambda c: handshakes_are_reset(c) or small_handshakes_die(c)
"""Neutral handshakes are reset, or fail in small packets as well."""
connected_beyond_this_computer: NetworkSign = lambda c: list(filter(hosts.left_this_computer, c.cut(c.sites)))
"""Connections took as long as anything that leaves this computer: nothing here accepted them."""

# The network lets nothing encrypted pass, or loses large packets, or an antivirus here breaks all. The hardest
# rival is the loss of large packets: a handshake in small ones that completes proves it, one that dies excludes it.
NO_HANDSHAKE = Found(
    "no_handshake",
    no_handshake_completes,
    reports=((Kind.HANDSHAKES_CUT, handshakes_are_cut_in_any_size), (Kind.BIG_PACKETS_LOST, only_small_packets_pass)),
    fallback=claims.NO_ENCRYPTION,
).explained_by(
    Row("no_encryption_passes", claims.NO_ENCRYPTION, UNCOMMON).rarer_if(small_handshake_passes),
    Row("big_packets_lost", claims.LARGE_PACKETS_LOST, COMMON)
    .unless(handshakes_are_reset, small_handshakes_die)
    .proved_by(small_handshake_passes),
    Row("antivirus", Claim(NetworkStatus.ONLINE, Cause.THIS_COMPUTER, NetworkDetail.NO_ENCRYPTION), UNCOMMON).rarer_if(
        connected_beyond_this_computer
    ),
)


def only_abroad_is_slow(case: NetworkCase) -> Seen:
    """Pages from abroad came slowly, or handshakes had to wait there, while a page of this country came fast."""
    fast_at_home = _fast_at_home(case)
    if not fast_at_home or _fast_abroad(case):
        return ()
    slow_abroad = _slow_pages(case) or _waited_only_abroad(case, since=fast_at_home[0].started)
    return [*slow_abroad, *fast_at_home] if slow_abroad else ()


def _waited_only_abroad(case: NetworkCase, since: float) -> Sequence[Observation]:
    """Return the handshakes at several sites that had to wait, if none of these sites was asked as one of home.

    `since`: when a fast page at home began. What ended before shows no difference: the line may have been slow until
    then.
    """
    waited = handshakes_waited(case)
    if any(o.endpoint in case.asked_at_home for o in waited):
        return ()
    return if_at_several([o for o in waited if o.started + o.seconds > since], by_endpoint, REPEATED)


# The way abroad is slow, and a fast page at home proves it. Neutral sites that are themselves slowed are a rival.
ABROAD_SLOWED = Found("abroad_slowed", only_abroad_is_slow, Kind.NARROW_LINE, fallback=claims.UNSTABLE).explained_by(
    _ABROAD_SLOWED.proved_by(only_abroad_is_slow), _NEUTRAL_SITES_SLOWED
)


def line_is_narrow(case: NetworkCase) -> Seen:
    """Neutral handshakes had to wait for one another, or every page of several neutral sites outside CDNs was slow.

    A page that came fast shows that it was a passing moment. Source: Netalyzr (IMC 2010), on queues; ADR 34 and 49.
    """
    slow = handshakes_waited(case) or _slow_pages(case)
    fast = _fast_abroad(case) or _fast_at_home(case)
    return slow if len(slow) >= REPEATED and not fast else ()


def home_is_slow_too(case: NetworkCase) -> Seen:
    """A page of this country came as slowly as those from abroad; whether it is near is never certain."""
    at_home = [page for page in _long_pages(case) if page.endpoint in case.asked_at_home]
    return at_home if all(is_slow(page, case.round_trip) for page in at_home) else ()


def handshakes_at_home_waited(case: NetworkCase) -> Seen:
    """Handshakes with sites of this country had to wait as well: the line itself is narrow, not only the way abroad."""
    return if_repeated(o for o in handshakes_waited(case) if o.endpoint in case.asked_at_home)


# The line is narrow. The hardest rival is a slow way abroad alone: handshakes at home that waited exclude it, and
# it is rarer where a page at home came as slowly.
NARROW_LINE = Found("narrow_line", line_is_narrow, Kind.NARROW_LINE, fallback=claims.UNSTABLE).explained_by(
    Row("narrow_line", Claim(NetworkStatus.UNSTABLE, detail=NetworkDetail.NARROW), COMMON).proved_by(
        handshakes_at_home_waited
    ),
    _NEUTRAL_SITES_SLOWED.unless(handshakes_waited),
    _ABROAD_SLOWED.unless(handshakes_at_home_waited).rarer_if(home_is_slow_too),
)


def handshakes_come_and_go(case: NetworkCase) -> Seen:
    """Handshakes were cut at two or more neutral sites, and at one of these another handshake completed."""
    tried = _handshakes_at_cut_sites(case)
    return if_at_several(tried, by_endpoint, CUT_AND_PASSED) if any(t.passed(Step.TLS) for t in tried) else ()


def several_sites_both_ways(case: NetworkCase) -> Seen:
    """At two or more neutral sites one handshake was cut and another one completed: none is singled out."""
    tried = _handshakes_at_cut_sites(case)
    passed = {t.endpoint for t in tried if t.passed(Step.TLS)}
    return if_at_several([t for t in tried if t.endpoint in passed], by_endpoint, CUT_AND_PASSED)


def _handshakes_at_cut_sites(case: NetworkCase) -> list[Attempt]:
    tried = [t for t in case.attempts(case.sites, Variant.APP, Variant.AGAIN) if t.find(Step.TLS)]
    cut = {t.endpoint for t in tried if t.ended(Step.TLS, CUT)}
    return [t for t in tried if t.endpoint in cut]


lost_without_a_name: NetworkSign = lambda c: if_repeated(o for o in c.lost_packets if o.step is not Step.TLS)
"""Packets were lost on connections and in datagrams without a name: to a filter they all look alike."""

# Something on the path cuts a share of handshakes, or packets are lost: losses without a name show the latter.
HANDSHAKES_DIE = Found(
    "handshakes_die", handshakes_come_and_go, Kind.LOSSY_LINE, fallback=claims.UNSTABLE
).explained_by(
    Row("handshakes_die", Claim(NetworkStatus.UNSTABLE, detail=NetworkDetail.HANDSHAKES_DIE), COMMON)
    .unless(lost_without_a_name)
    .proved_by(several_sites_both_ways),
    Row("lossy_line", claims.PACKETS_LOST, COMMON).given(lost_without_a_name).proved_by(loss_was_counted),
    Row("computer_busy", claims.THIS_COMPUTER, UNCOMMON).unless(handshakes_are_reset, hosts.computer_is_calm),
)

packets_are_lost: NetworkSign = lambda c: c.lost_packets
"""Packets to controls that do answer get lost on the path. A long round trip alone is no loss."""

# Packets are lost. The hardest rival is a computer that is busy and reads late: counted losses exclude it.
LOSSY_LINE = Found("lossy_line", packets_are_lost, Kind.LOSSY_LINE, fallback=claims.UNSTABLE).explained_by(
    Row("lossy_line", claims.PACKETS_LOST, COMMON).proved_by(loss_was_counted),
    Row("out_of_ports", claims.PACKETS_LOST, UNCOMMON),
    Row("computer_busy", claims.THIS_COMPUTER, UNCOMMON).unless(loss_was_counted),
)

line_is_far: NetworkSign = lambda c: (
    c.answers(c.foreign) if c.round_trip > SATELLITE_SECONDS and not c.lost_packets else ()
)
"""Each exchange abroad takes long, and nothing is lost."""
FAR_LINE = hosts.found_online("far_line", line_is_far, NetworkDetail.FAR)
