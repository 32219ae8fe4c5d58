"""Rules about the network itself, before any messenger is blamed. The table: `rules.py`."""

from collections.abc import Sequence

from dialtone.judge.attempts import CUT, REPEATED, Attempt, numbers
from dialtone.judge.network.inspection import is_local
from dialtone.judge.network.network_case import ENOUGH_AT_HOME, NetworkCase
from dialtone.judge.network.plain_pages import MAY_BE_LISTED
from dialtone.judge.readings import is_slow, is_telling
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, Step

_ENOUGH = 3
"""The least number of controls in different networks that must agree before anything is said of all of them."""
_FAST_PAGE = 40_000
"""Bytes per second; a line over which a page came faster is not narrow."""
_AT_ONCE = 0.002
"""Seconds. This computer says sooner that it has no way to an address; later it was a router that refused."""
_NO_WAY_OUT = frozenset({Failure.UNREACHABLE, Failure.DNS_FAILED, Failure.NO_SUCH_NAME, Failure.DENIED})


def is_no_way_from_here(attempt: Attempt) -> bool:
    """Return whether this computer itself had no way to an address, rather than a router that was asked for it."""
    return attempt.failure is Failure.UNREACHABLE and attempt.last.seconds < _AT_ONCE


def refused_abroad(case: NetworkCase) -> bool:
    """Return whether a router refuses what goes abroad: it may be told to, or have lost its way there."""
    abroad = case.all_attempts((*case.foreign, *case.anchors_abroad))
    return any(t.failure is Failure.UNREACHABLE and not is_no_way_from_here(t) for t in abroad)


def controls_answer(case: NetworkCase) -> Evidence | None:
    """Controls of at least two companies abroad proved who they are: sites, and resolvers where those were needed.

    One of them is a site that stands in no CDN: those answer from a house nearby. Source: ADR 5 and 23.
    """
    good, resolvers = case.good(case.foreign), case.proved_resolvers
    if not case.holds_abroad:
        return None
    if len({t.target for t in good}) >= 2:
        return Evidence(EvidenceKind.CONTROLS_ANSWER, numbers(good))
    return Evidence(EvidenceKind.CONTROLS_ANSWER, (*numbers(good), *(o.number for o in resolvers)))


def no_route(case: NetworkCase) -> Evidence | None:
    """Nothing left this computer: no route, no link, no resolver; and nothing answered."""
    failed = [o for o in case.failed if o.failure in _NO_WAY_OUT]
    asked = [o for o in case.failed if o.failure is not Failure.NOT_IN_TIME]
    if not case.nothing_succeeded or not failed or len(failed) < len(asked):
        return None
    return Evidence(EvidenceKind.NO_ROUTE, tuple(o.number for o in failed))


def nothing_answers(case: NetworkCase) -> Evidence | None:
    """No host at all answered, at home or abroad, by name or by address; at most connections were accepted.

    A box on the way may accept every connection and say nothing on it: that is no network either.
    """
    if case.messenger_answered:
        return None
    endpoints = (*case.sites, *case.anchors, *case.controls.sign_in_checks, *case.controls.udp)
    found = case.all_attempts(endpoints)
    lookups_failed = [o for o in case.failed if o.step is Step.DNS]
    heard = [o for t in found for o in t.steps if o.ok or Fact.STATUS in o.facts]
    mute = {t.target for t in case.all_attempts(case.sites) if t.last.step is Step.TLS and t.failure in CUT}
    if any(o.step is not Step.TCP for o in heard) or len(found) + len(lookups_failed) < _ENOUGH:
        return None
    if heard and len(mute) < _ENOUGH:
        return None
    return Evidence(EvidenceKind.NOTHING_ANSWERS, numbers(found))


def resolver_silent(case: NetworkCase) -> Evidence | None:
    """The system resolver answered for no name at all, while addresses reached without names answer.

    A messenger that brings addresses along is reached without names as well.
    """
    hosts = [e.host for e in (*case.sites, *case.controls.sign_in_checks) if e.host]
    asked = [found for host in hosts for found in case.system_lookups(host)]
    if len(asked) < _ENOUGH or case.system_answered:
        return None
    reached = case.good(case.anchors)
    alive = reached or case.messenger_answered
    return Evidence(EvidenceKind.RESOLVER_SILENT, numbers((*asked, *reached))) if alive else None


def has_system_given_up(case: NetworkCase) -> bool:
    """Return whether each lookup ended as the system ends it: it asks every resolver, more than once.

    What Dialtone gave up on may still have been answered.
    """
    return all(o.failure is not Failure.TIMEOUT for o in case.failed if o.step is Step.DNS)


def only_domestic_answers(case: NetworkCase) -> Evidence | None:
    """Hosts at home answer; every control and address abroad is dead, and so is every messenger from abroad.

    Two things do not prove reachability as long as nothing else there answers, whatever is asked: that connections are
    accepted, where the sites say nothing on them (some white lists look at the first words); and a site or two that
    are listed. One company at home is not enough: on an unpaid line some are free. Source: ADR 19 and 23.
    """
    home = case.good(case.domestic)
    anchors = case.anchors_abroad
    tested = [t for t in case.all_attempts((*case.foreign, *anchors)) if not is_no_way_from_here(t)]
    few = len(case.companies_at_home) < ENOUGH_AT_HOME or len({t.target for t in tested}) < _ENOUGH
    if few or case.answered_from_abroad:
        return None
    listed, accepted = case.good(case.foreign), case.good(anchors)
    others = case.good(case.controls.udp) or case.proved_resolvers
    mute = {t.target for t in case.all_attempts(case.foreign) if t.last.step is Step.TLS and t.failure in CUT}
    if accepted and (others or listed or len(mute) < _ENOUGH):
        return None
    if listed and (others or not _is_rest_dead(case, listed)):
        return None
    return Evidence(EvidenceKind.ONLY_DOMESTIC_ANSWERS, numbers((*home, *tested)))


def _is_rest_dead(case: NetworkCase, listed: Sequence[Attempt]) -> bool:
    """Return whether a site or two abroad are exceptions: as many are dead, and so are all addresses and all UDP."""
    anchors = [e for e in case.anchors_abroad if case.attempts(e)]
    udp = [e for e in case.controls.udp if case.attempts(e)]
    dead = [e for e in case.foreign if case.attempts(e) and not case.good([e])]
    enough = len(anchors) >= _ENOUGH and len(udp) >= 2 and len(case.companies_at_home) >= _ENOUGH
    return enough and len(listed) <= MAY_BE_LISTED <= len(dead)


def all_certificates_swapped(case: NetworkCase) -> Evidence | None:
    """Controls abroad show certificates of no root that this computer trusts, and none shows a good one.

    Sites at home say nothing here: they may have a certificate of their own country's root, which browsers do not
    trust. Source: ADR 10.
    """
    found = case.all_attempts(case.foreign)
    wrong = [t for t in found if t.failure in (Failure.CERT_UNTRUSTED, Failure.CERT_NAME)]
    if len({t.target for t in wrong}) < _ENOUGH or case.good(case.foreign):
        return None
    return Evidence(EvidenceKind.ALL_CERTIFICATES_SWAPPED, numbers(wrong), program=case.inspector)


def local_root_trusted(case: NetworkCase) -> Evidence | None:
    """Controls abroad show certificates of a root of this computer alone, which no public list holds.

    Some states intercept at the border, and leave alone what is at home. Source: ADR 10, ADR 19.
    """
    good = [t for e in case.foreign for t in case.attempts(e) if t.answered(e.wire)]
    local = [t for t in good if (tls := t.find(Step.TLS)) is not None and is_local(tls)]
    if len(case.good(case.foreign)) < _ENOUGH or len(local) < len(good):
        return None
    return Evidence(EvidenceKind.LOCAL_ROOT_TRUSTED, numbers(local), program=case.inspector)


def handshakes_cut(case: NetworkCase) -> Evidence | None:
    """No handshake at all comes about, at home nor abroad, in small packets neither, while plain pages come.

    So it is not their size: TLS itself is stopped, for everybody. A program on this computer may do that as well.
    """
    failed = _handshakes_in_vain(case, CUT)
    small = [t for t in case.small_packets if t.last.step is Step.TLS]
    in_vain = [t for t in small if t.failure in CUT]
    size = all(t.failure is Failure.TIMEOUT for t in failed)
    if not failed or len(in_vain) < len(small) or (size and len(in_vain) < REPEATED):
        return None
    return Evidence(EvidenceKind.HANDSHAKES_CUT, numbers((*failed, *in_vain)))


def big_packets_lost(case: NetworkCase) -> Evidence | None:
    """No handshake at all comes about, at home nor abroad, while all that is small gets through: plain pages, UDP.

    A first message or the certificates that answer it fill packets of the largest size; a tunnel on the way that
    takes smaller ones alone, and tells nobody, loses them. A network that lets no TLS pass looks the same, so it is
    never certain. Source: ADR 29.
    """
    failed = _handshakes_in_vain(case, frozenset({Failure.TIMEOUT}))
    small = (*case.good(case.controls.sign_in_checks), *case.good(case.controls.udp))
    return Evidence(EvidenceKind.BIG_PACKETS_LOST, numbers((*failed, *small))) if failed else None


def _handshakes_in_vain(case: NetworkCase, failures: frozenset[Failure]) -> tuple[Attempt, ...]:
    """Return the handshakes that failed so, where none at all came about though plain pages come; else nothing."""
    abroad, home = (
        tuple(t for t in case.all_attempts(sites) if t.last.step is Step.TLS and t.failure in failures)
        for sites in (case.foreign, case.domestic)
    )
    enough = all(len({t.target for t in found}) >= _ENOUGH for found in (abroad, home))
    if case.tls_succeeded or not enough or len(case.good(case.controls.sign_in_checks)) < REPEATED:
        return ()
    return (*abroad, *home)


def are_strangers_signing(case: NetworkCase) -> bool:
    """Return whether nobody vouches for what several controls show; another name's certificate may be a gateway's."""
    found = case.all_attempts(case.foreign)
    return len({t.target for t in found if t.failure is Failure.CERT_UNTRUSTED}) >= _ENOUGH


def narrow_line(case: NetworkCase) -> Evidence | None:
    """Handshakes with neutral sites had to wait for one another, and all connections together brought little.

    Then the check itself fills the line, so that fewer were asked at once. Or each connection has a small rate of its
    own: every page of a neutral site that was read came slowly, of several sites in no CDN. Whatever came fast all the
    same shows that it was another moment. Source: Kreibich et al., Netalyzr (IMC 2010), on the queues of modems; ADR
    34 and 49.
    """
    waited = [o for o in case.noted_narrow if o.step is Step.TLS and not o.messenger]
    seen = waited if len(waited) >= REPEATED else _slow_pages(case)
    if len(seen) < REPEATED or case.fastest_page >= _FAST_PAGE:
        return None
    return Evidence(EvidenceKind.NARROW_LINE, tuple(o.number for o in seen))


def have_handshakes_waited(case: NetworkCase) -> bool:
    """Return whether the line itself is narrow, at home and abroad; pages from abroad may be slowed on their way."""
    return sum(o.step is Step.TLS and not o.messenger for o in case.noted_narrow) >= REPEATED


def _slow_pages(case: NetworkCase) -> list[Observation]:
    """Return the pages of neutral sites abroad, where all that were read came slowly, and of several sites."""
    read = {e.id: [f for t in case.attempts(e) if (f := t.find(Step.FLOW))] for e in case.foreign if not e.cdn}
    telling = {site: [f for f in flows if f.ok and is_telling(f)] for site, flows in read.items()}
    found = [flow for flows in telling.values() for flow in flows]
    several = sum(bool(flows) for flows in telling.values()) >= REPEATED
    return found if several and all(is_slow(flow, case.round_trip) for flow in found) else []


def lossy_line(case: NetworkCase) -> Evidence | None:
    """Packets to controls that do answer get lost on the way. A long way alone loses nothing."""
    return Evidence(EvidenceKind.LOSSY_LINE, case.lost_packets) if case.lost_packets else None
