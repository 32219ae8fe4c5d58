"""The ground: what can be said about the network itself, before any messenger is blamed."""

from collections.abc import Callable, Sequence

from dialtone.judge.circumstances import FLAGS, USABLE
from dialtone.judge.loss import lost_on_the_way
from dialtone.judge.neutral import NeutralFacts, round_trip, sort_neutral
from dialtone.judge.reading import CUT, Try, lookups, numbers, tries
from dialtone.model.catalogue import Endpoint, Ground
from dialtone.model.computer import Computer
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import (
    Confidence,
    EvidenceKind,
    Failure,
    NetworkStatus,
    Place,
    Step,
)

_ENOUGH = 3
"""So many neutral hosts in different networks must agree before anything is said of all of them."""
_SLOW_LINE = 0.4
"""Seconds for a round trip to the nearest host abroad; more is a satellite or a very bad line."""
_MAY_BE_LISTED = 2
"""So many sites abroad may happen to stand on a white list."""
_NO_WAY_OUT = frozenset({Failure.UNREACHABLE, Failure.DNS_FAILED, Failure.NO_SUCH_NAME, Failure.DENIED})


def judge_network(observations: Sequence[Observation], ground: Ground, computer: Computer) -> NetworkVerdict:
    """Judge the network from all observations of a check. The first rule that holds gives the status."""
    facts = sort_neutral(observations, ground, computer)
    status, evidence = NetworkStatus.ONLINE, controls_answer(facts)
    for rule_status, rule in _RULES:
        found = rule(facts)
        if found is not None:
            status, evidence = rule_status, found
            break
    circumstances = [(flag, found) for flag, rule in FLAGS if (found := rule(facts, status)) is not None]
    answered = controls_answer(facts) if status in USABLE else None
    everything = dict.fromkeys((evidence, answered, *(found for _, found in circumstances)))
    return NetworkVerdict(
        status=status,
        flags=tuple(flag for flag, _ in circumstances),
        evidence=tuple(e for e in everything if e is not None),
        confidence=_confidence(status, evidence, facts),
        round_trip=round_trip(facts),
    )


def controls_hold(network: NetworkVerdict) -> bool:
    """Say whether enough neutral hosts answered for a failure elsewhere to mean anything."""
    return any(e.kind is EvidenceKind.CONTROLS_ANSWER for e in network.evidence)


def is_lossy(network: NetworkVerdict) -> bool:
    """Say whether silence is worth less than usual: on this line packets get lost."""
    return any(e.kind is EvidenceKind.LOSSY_LINE for e in network.evidence)


def foreign_controls_answer(observations: Sequence[Observation], ground: Ground) -> bool:
    """Say early that the way abroad is free. One or two sites alone may stand on a white list."""
    foreign = [control.endpoint for control in ground.controls if control.place is Place.FOREIGN]
    return sum(any(t.answered(e.wire) for t in tries(observations, e)) for e in foreign) > _MAY_BE_LISTED


def is_plainly_offline(observations: Sequence[Observation], ground: Ground, computer: Computer) -> bool:
    """Say early that there is no way out: every anchor is done, and this computer had no route to any of them.

    Some networks have IPv6 alone. There every address of the old kind is out of reach at once.
    """
    possible = [e for e in ground.anchors if computer.has_ipv6 or any("." in a for a in e.addresses)]
    outcomes = [tries(observations, endpoint) for endpoint in possible]
    return all(found and all(t.failure is Failure.UNREACHABLE for t in found) for found in outcomes) and not any(
        o.ok for o in observations
    )


def controls_answer(facts: NeutralFacts) -> Evidence | None:
    """At least two neutral hosts abroad proved who they are: sites, and resolvers where those were needed."""
    good, resolvers = facts.good(facts.foreign), facts.proved_resolvers
    if len(good) >= 2:
        return Evidence(EvidenceKind.CONTROLS_ANSWER, numbers(good))
    if len(good) + len({o.endpoint for o in resolvers}) < 2:
        return None
    return Evidence(EvidenceKind.CONTROLS_ANSWER, (*numbers(good), *(o.number for o in resolvers)))


def no_route(facts: NeutralFacts) -> Evidence | None:
    """Nothing left this computer: no route, no link, no resolver; and nothing answered."""
    if any(o.ok for o in facts.observations):
        return None
    failed = [o for o in facts.observations if o.failure in _NO_WAY_OUT]
    if not failed or len(failed) < len([o for o in facts.observations if o.failure is not Failure.NOT_IN_TIME]):
        return None
    return Evidence(EvidenceKind.NO_ROUTE, tuple(o.number for o in failed))


def nothing_answers(facts: NeutralFacts) -> Evidence | None:
    """No host at all answered, at home or abroad, by name or by address; at most connections were taken."""
    if facts.messenger_answered:
        return None
    endpoints = (*facts.controls, *facts.anchors, *facts.ground.sign_in_checks, *facts.ground.udp)
    found = facts.all_tries(endpoints)
    lookups_failed = [o for o in facts.observations if o.step is Step.DNS and not o.ok]
    heard = [o for t in found for o in t.steps if o.ok]
    mute = {t.target for t in facts.all_tries(facts.controls) if t.last.step is Step.TLS and t.failure in CUT}
    if any(o.step is not Step.TCP for o in heard) or len(found) + len(lookups_failed) < _ENOUGH:
        return None
    if heard and len(mute) < _ENOUGH:
        return None
    return Evidence(EvidenceKind.NOTHING_ANSWERS, numbers(found))


def sign_in_page(facts: NeutralFacts) -> Evidence | None:
    """Pages with a known answer came back changed, and no verified server could be reached.

    Some sign-in networks let a few sites through: then every page must have been changed. Where more are open than a
    few, somebody only replaces plain pages: a company, a provider that wants something.
    """
    checks = facts.ground.sign_in_checks
    changed = [t for endpoint in checks for t in facts.tries(endpoint) if _is_changed(t, endpoint)]
    every = len(changed) >= _ENOUGH and not any(_is_unchanged(t, e) for e in checks for t in facts.tries(e))
    if not changed or facts.messenger_answered or (facts.good(facts.controls) and not every):
        return None
    if len(facts.good(facts.foreign)) > _MAY_BE_LISTED:
        return None
    return Evidence(EvidenceKind.SIGN_IN_PAGE, numbers(changed))


def _is_changed(attempt: Try, endpoint: Endpoint) -> bool:
    answer = attempt.find(Step.HTTP)
    if answer is None or "status" not in answer.facts:
        return False
    if answer.facts["status"] != endpoint.expect_status:
        return True
    return bool(endpoint.expect_text) and answer.facts.get("text_as_expected") is False


def _is_unchanged(attempt: Try, endpoint: Endpoint) -> bool:
    answer = attempt.find(Step.HTTP)
    return answer is not None and answer.ok and not _is_changed(attempt, endpoint)


def resolver_silent(facts: NeutralFacts) -> Evidence | None:
    """The system resolver answered for no name at all, while addresses reached without names answer."""
    hosts = [e.host for e in (*facts.controls, *facts.ground.sign_in_checks) if e.host]
    asked = [found for host in hosts for found in lookups(facts.observations, host, system=True)]
    others = (o for o in facts.observations if o.step is Step.DNS and o.facts.get("resolver") == "system")
    answered = any(o.ok and not o.facts.get("hosts_file") for o in others)
    if len(asked) < _ENOUGH or answered:
        return None
    reached = facts.good(facts.anchors)
    return Evidence(EvidenceKind.RESOLVER_SILENT, numbers((*asked, *reached))) if reached else None


def only_domestic_answers(facts: NeutralFacts) -> Evidence | None:
    """Hosts at home answer; every neutral host and address abroad is dead, and so is every messenger from abroad.

    Two things are no life abroad as long as nobody else there answers, whatever is asked: that connections are taken,
    where the sites say nothing on them (some white lists look at the first words); and a site or two that are listed.
    """
    home = facts.good(facts.domestic)
    anchors = [e for e in facts.anchors if "/foreign" in e.id]
    tested = [t for t in facts.all_tries((*facts.foreign, *anchors)) if t.failure is not Failure.UNREACHABLE]
    if len(home) < 2 or len({t.target for t in tested}) < _ENOUGH or facts.answered_from_abroad:
        return None
    listed, taken = facts.good(facts.foreign), facts.good(anchors)
    others = facts.good(facts.ground.udp) or facts.proved_resolvers
    mute = {t.target for t in facts.all_tries(facts.foreign) if t.last.step is Step.TLS and t.failure in CUT}
    if taken and (others or listed or len(mute) < _ENOUGH):
        return None
    if listed and (others or not _is_rest_dead(facts, listed)):
        return None
    return Evidence(EvidenceKind.ONLY_DOMESTIC_ANSWERS, numbers((*home, *tested)))


def _is_rest_dead(facts: NeutralFacts, listed: Sequence[Try]) -> bool:
    """Say whether a site or two abroad are exceptions: as many are dead, and so are all addresses and all UDP."""
    anchors = [e for e in facts.anchors if "/foreign" in e.id and facts.tries(e)]
    udp = [e for e in facts.ground.udp if facts.tries(e)]
    dead = [e for e in facts.foreign if facts.tries(e) and not facts.good([e])]
    enough = len(anchors) >= _ENOUGH and len(udp) >= 2 and len(facts.good(facts.domestic)) >= _ENOUGH
    return enough and len(listed) <= _MAY_BE_LISTED <= len(dead)


def all_certificates_swapped(facts: NeutralFacts) -> Evidence | None:
    """Neutral servers abroad show certificates that nobody vouches for, and none shows a good one.

    Sites at home say nothing here: they may hang on their own country's root, which browsers do not trust.
    """
    found = facts.all_tries(facts.foreign)
    wrong = [t for t in found if t.failure in (Failure.CERT_UNTRUSTED, Failure.CERT_NAME)]
    if len({t.target for t in wrong}) < _ENOUGH or facts.good(facts.foreign):
        return None
    return Evidence(EvidenceKind.ALL_CERTIFICATES_SWAPPED, numbers(wrong))


def local_root_trusted(facts: NeutralFacts) -> Evidence | None:
    """Neutral servers abroad are vouched for by a root of this computer alone, which Mozilla's list does not hold.

    Some states intercept at the border, and leave alone what is at home.
    """
    good = [t for e in facts.foreign for t in facts.tries(e) if t.answered(e.wire)]
    local = [t for t in good if (tls := t.find(Step.TLS)) is not None and tls.facts.get("mozilla") is False]
    if len(facts.good(facts.foreign)) < _ENOUGH or len(local) < len(good):
        return None
    return Evidence(EvidenceKind.LOCAL_ROOT_TRUSTED, numbers(local))


def lossy_line(facts: NeutralFacts) -> Evidence | None:
    """The line is slow for everyone, or packets to neutral hosts that do answer get lost on the way."""
    good = facts.good(facts.controls)
    if good and round_trip(facts) > _SLOW_LINE:
        return Evidence(EvidenceKind.LOSSY_LINE, numbers(good))
    lost = lost_on_the_way(facts.observations)
    return Evidence(EvidenceKind.LOSSY_LINE, lost) if lost else None


_Rule = Callable[[NeutralFacts], Evidence | None]
_RULES: tuple[tuple[NetworkStatus, _Rule], ...] = (
    (NetworkStatus.OFFLINE, no_route),
    (NetworkStatus.OFFLINE, nothing_answers),
    (NetworkStatus.CAPTIVE_PORTAL, sign_in_page),
    (NetworkStatus.DNS_DOWN, resolver_silent),
    (NetworkStatus.WHITELIST_MODE, only_domestic_answers),
    (NetworkStatus.INTERCEPTED, all_certificates_swapped),
    (NetworkStatus.INTERCEPTED, local_root_trusted),
    (NetworkStatus.UNSTABLE, lossy_line),
)


def _confidence(status: NetworkStatus, evidence: Evidence | None, facts: NeutralFacts) -> Confidence:
    if evidence is None:
        return Confidence.UNSURE
    if status is NetworkStatus.WHITELIST_MODE:
        # A provider that lost its way abroad looks the same. With exceptions there may be another reason.
        return Confidence.UNSURE if facts.good(facts.foreign) else Confidence.LIKELY
    if status is NetworkStatus.OFFLINE and (facts.computer.proxy or facts.computer.tunnels):
        # Nothing got past the proxy, or through the tunnel: there may well be a connection.
        return Confidence.UNSURE
    if status is NetworkStatus.OFFLINE and any(o.ok and o.step is Step.TCP for o in facts.observations):
        return Confidence.LIKELY
    return Confidence.SURE
