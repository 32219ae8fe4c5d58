"""What is known about a function besides its endpoints: rows that add a rival or change the verdict.

All rows that hold are applied, in order. None of them sets a confidence: it follows from the diagnosis.
"""

from collections.abc import Callable, Iterable
from itertools import chain

from dialtone.judge.diagnosis import (
    COMMON,
    RARE,
    UNCOMMON,
    Sign,
    combine_alternatives,
    combine_required,
    join_causes,
    join_evidence,
    name_of,
    with_rivals,
)
from dialtone.model.frozen import Frozen, replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.status_groups import BROKEN
from dialtone.model.thresholds import RELAYS_SILENT, SLOW_PAGES
from dialtone.model.verdict import (
    Diagnosis,
    EndpointVerdict,
    Evidence,
    Excluded,
    FunctionVerdict,
    NetworkVerdict,
    Rival,
    shows,
)
from dialtone.model.vocabulary import Cause, Degree, Function, FunctionStatus, NetworkFlag, NetworkStatus
from dialtone.model.vocabulary import EvidenceKind as Kind

_PASSES = (FunctionStatus.WORKS, FunctionStatus.SLOW)
_SLOWED = frozenset({Cause.THROTTLED, Cause.HOSTING_LIMITED})


class FunctionCase(Frozen):
    """What the rules about a function may use, in addition to the verdict from its endpoints."""

    network: NetworkVerdict
    prerequisite: FunctionVerdict | None
    """The verdict on the function that this one depends on; None if it depends on none."""
    measured: tuple[EndpointVerdict, ...]
    """The endpoints of the messenger whose speed may be measured, for whichever function."""
    relays: tuple[EndpointVerdict, ...] = ()
    """The endpoints that carry it or, for calls that cannot be tested, hint at them by their silence."""
    serves_one_country: bool = False
    through_proxy: FunctionVerdict | None = None
    """The verdict through the system's proxy; None if it cannot be tested there, or was not."""
    proxy_exemptions: tuple[Evidence, ...] = ()
    """The evidence that the settings exempt from the proxy everything that the function needs."""
    pages: tuple[EndpointVerdict, ...] = ()
    """The measured endpoints that stand for this function."""
    own_pages: tuple[tuple[EndpointVerdict, ...], ...] = ()
    """For each group of servers that the function needs, the measured pages on their hosts."""
    rests_on_old_entries: bool = False
    """Whether the verdict rests only on entries last confirmed long ago."""
    of_first_start: bool = False
    """Whether only new installations use the servers that it needs."""
    rule: FunctionRule = FunctionRule(Function.MESSAGES, ())
    """The catalogue's entry on what carries the function, and how well that is known."""

    @property
    def filtered_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays whose silence looks like a filter for calls."""
        return tuple(r for r in self.relays if r.causes[:1] == (Cause.CALLS_FILTERED,))

    @property
    def losing_relays(self) -> tuple[EndpointVerdict, ...]:
        """Relays that answered only some of several identical questions, or only few datagrams."""
        return tuple(r for r in self.relays if _is_slow(r) and shows(r, Kind.SOME_ATTEMPTS_FAIL, Kind.LOSSY_LINE))

    @property
    def slow_pages(self) -> tuple[EndpointVerdict, ...]:
        """Pages of the messenger that are slowed on the path, those of other functions included."""
        return tuple(f for f in self.measured if _is_slow(f) and _SLOWED & set(f.causes))


FunctionSign = Sign[FunctionCase]


def _is_timed(page: EndpointVerdict) -> bool:
    """Return whether a page was read for long enough, and not by an interceptor."""
    return bool(page.timed) and Cause.INTERCEPTED not in page.causes


def _is_slow(endpoint: EndpointVerdict) -> bool:
    return endpoint.status is FunctionStatus.SLOW


def _is_quick(endpoint: EndpointVerdict) -> bool:
    """Return whether a page was timed, and is neither slow nor in doubt."""
    return bool(endpoint.timed) and endpoint.status is FunctionStatus.WORKS and not endpoint.doubted


def _is_failing(server: EndpointVerdict) -> bool:
    """Return whether a server was tried, if only once, and did not answer."""
    return server.status not in _PASSES and any(e.rule != "not_tried" for e in server.evidence)


entries_are_old: FunctionSign = lambda c: c.rests_on_old_entries
"""The entries on these servers are half a year old: the app may use others by now (as Signal did: ooni/probe#2627)."""
servers_unpublished: FunctionSign = lambda c: c.rule.unpublished
"""It is not published which servers the app uses for this: those that are tested may not carry it. Source: protocol
comparison of November 2026 (three messengers "worked, sure" although every server of their messages was cut)."""
servers_in_doubt: FunctionSign = lambda c: bool(c.rule.doubt)
"""The tested servers may not be all that carry this: sources differ, or only a signed-in app learns them."""
of_first_start: FunctionSign = lambda c: c.of_first_start
"""Only new installations use these servers; installed apps know others, and a bundled list. Source:
session-foundation/session-desktop@1380d1e ts/session/apis/seed_node_api/SeedNodeAPI.ts."""
relay_answers: FunctionSign = lambda c: any(r.status in _PASSES and r not in c.losing_relays for r in c.relays)
"""A relay of the messenger answered, and not only now and then: the path to that one is open."""
relays_unheard: FunctionSign = lambda c: (
    bool(c.relays)
    and all(r.status is FunctionStatus.UNKNOWN and all(e.kind is Kind.NOT_ENOUGH for e in r.evidence) for r in c.relays)
)
"""No relay was tested to the end, for example because the time ran out."""
pages_are_slow: FunctionSign = lambda c: (
    len(c.slow_pages) >= (1 if c.network.degree is Degree.ABROAD_SLOWED else SLOW_PAGES)
    and not any(map(_is_quick, c.measured))
)
"""All timed pages of the messenger are slowed: at least two, or one where neutral sites abroad are slowed too."""
speed_in_doubt: FunctionSign = lambda c: any(
    any(f.doubted for f in read) and not any(map(_is_quick, read)) for read in (c.pages, c.measured)
)
"""Readings seem slow, no page came at normal speed, and no comparison shows that they were slowed. Source: ADR 46."""
pages_creep: FunctionSign = lambda c: (
    NetworkFlag.COMPUTER_BUSY in c.network.flags
    and any(f.always_slow for f in c.measured)
    and not any(map(_is_quick, c.measured))
)
"""All its readings were slow, and this busy computer may be unable to read a neutral page fast beside them."""
no_page_timed: FunctionSign = lambda c: not any(map(_is_timed, c.pages))
"""No reading was long enough to be timed: many a page ends before a freeze sets in. Source: ADR 24."""
nothing_was_sent: FunctionSign = lambda c: not any(f.sent for f in c.measured)
"""No body arrived fast at any server of the messenger. Each direction may be slowed alone."""
only_errors_came: FunctionSign = lambda c: (
    {shows(r, Kind.SERVER_TROUBLE) for r in c.relays if r.status in _PASSES} == {True}
)
"""Whatever server of the function answered sent an error. It may send everybody one, as a guard against bots does."""
some_places_fail: FunctionSign = lambda c: c.rule.each_serves_some and any(map(_is_failing, c.relays))
"""Some of its servers fail, and each keeps the accounts or files of some people (core.telegram.org/api/datacenter)."""
most_places_fail: FunctionSign = lambda c: some_places_fail(c) and 2 * sum(map(_is_failing, c.relays)) > len(c.relays)
"""Most of its servers fail, and each keeps the accounts or files of some people."""
pages_opened: FunctionSign = lambda c: (
    bool(c.measured) and all(Cause.INTERCEPTED in f.causes for f in c.measured) and no_page_timed(c)
)
"""An interceptor opened all pages of the messenger, so that not even short exchanges are known to be fast."""
other_host_timed: FunctionSign = lambda c: (
    not no_page_timed(c) and not all(any(map(_is_timed, pages)) for pages in c.own_pages)
)
"""For some group of servers that the function needs, no page on its hosts was timed; one elsewhere was."""
slow_at_other_hosts: FunctionSign = lambda c: (
    any(map(_is_slow, c.pages)) and not any(map(_is_slow, (*c.relays, *chain.from_iterable(c.own_pages))))
)
"""No server that the function needs was slow, nor a page on its host: what was slow lies at other hosts."""
slow_at_one_other_host: FunctionSign = lambda c: slow_at_other_hosts(c) and not pages_are_slow(c)
"""What was slow lies at one other host, or at several while yet another is quick."""
quick_at_its_own_host: FunctionSign = lambda c: slow_at_other_hosts(c) and any(r.sent for r in c.relays)
"""What was slow lies at other hosts, and a server that the function needs took a body fast."""
hosting_freezes: FunctionSign = lambda c: any(
    rival.id == "hosting_limited" for r in c.relays if r.status in _PASSES for rival in r.diagnosis.standing
)
"""Long pages of neutral sites stall at the hosting company of one of its servers, and no page came from that server."""

_AT_FAULT = frozenset(NetworkStatus) - {NetworkStatus.ONLINE, NetworkStatus.UNSTABLE}
_TOLD = frozenset({*_PASSES, *BROKEN})
_TESTED = frozenset(FunctionStatus) - {FunctionStatus.NOT_TESTED}
_WORKS, _SLOW = frozenset({FunctionStatus.WORKS}), frozenset({FunctionStatus.SLOW})
_NOBODYS_BLOCK = (Kind.PORT_CLOSED, Kind.ADDRESS_REFUSES)
"""Reasons for a silent relay other than a filter: the port is closed for all, or the relay is switched off."""


class Doubt(Frozen):
    """A row that adds a rival to a verdict, or withdraws it, if a sign is seen."""

    id: str
    statuses: frozenset[FunctionStatus]
    """The verdicts that it applies to."""
    seen: Sign[FunctionCase]
    rival: Rival
    function: Function | None = None
    """The only function that it applies to; None for all."""
    withdraws: frozenset[FunctionStatus] = frozenset()
    """The verdicts that become unknown, with this cause."""
    cause: Cause = Cause.UNEXPLAINED

    def __call__(self, verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
        """Return the verdict with the rival added; None if the row does not hold."""
        applies = verdict.status in self.statuses and self.function in (None, verdict.function)
        if not applies or not self.seen(case):
            return None
        if verdict.status in self.withdraws:
            return _unknown(verdict, verdict.evidence, self.rival, (self.cause,))
        return _add_rival(verdict, self.rival)


def apply_rows(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict:
    """Return the verdict after all rows that hold, with the confidence of its diagnosis."""
    for row in FUNCTION_ROWS:
        if (changed := row(verdict, case)) is not None:
            rule = row.id if isinstance(row, Doubt) else name_of(row)
            evidence = tuple(e if e.rule else replace(e, rule=rule) for e in changed.evidence)
            verdict = replace(changed, evidence=evidence)
    return replace(verdict, confidence=verdict.diagnosis.confidence)


def name_given_up(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """A name that no resolver knows any more was probably given up by the service, if the entry is old."""
    is_gone = verdict.status in BROKEN and {e.rule for e in verdict.evidence} == {"name_gone_everywhere"}
    rival = Rival("catalogue_old", COMMON)
    return _unknown(verdict, verdict.evidence, rival) if is_gone and case.rests_on_old_entries else None


def network_at_fault(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If the network itself is at fault, that explains a failing function.

    Only whitelist mode is a block (ADR 5, 10).
    """
    network, status = case.network, FunctionStatus.UNKNOWN
    cause = Cause(network.status) if network.status in _AT_FAULT else None
    cause = Cause.THIS_COMPUTER if shows(network, Kind.REFUSED_HERE) else cause
    # With the national root it answered: the browser is in doubt, not the network.
    if cause is None or verdict.status in (*_PASSES, FunctionStatus.NOT_TESTED) or shows(verdict, Kind.NATIONAL_ROOT):
        return None
    evidence = [e for e in network.evidence if e.rule == network.evidence[0].rule]
    if cause is Cause.INTERCEPTED:
        # It explains why an app that trusts only its own root refuses the certificate.
        is_refused = verdict.status is FunctionStatus.BLOCKED and set(verdict.causes) == {Cause.CERTIFICATE_SWAPPED}
        if not is_refused and verdict.status is not FunctionStatus.UNKNOWN:
            return None
        evidence += (e for e in verdict.evidence if e.program)
    elif cause is Cause.WHITELIST_MODE:
        status = FunctionStatus.BLOCKED
    return _revise(verdict, status, (cause,), evidence, network.diagnosis)


def needs_messages(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """Calls are set up through messages: without messages no call can begin, unless these pass for a few seconds."""
    messages = case.prerequisite
    if messages is None or verdict.status in BROKEN:
        return None
    evidence = (Evidence(Kind.NEEDS_MESSAGES), *messages.evidence)
    if messages.status in BROKEN and shows(messages, Kind.STOPPED_LATER):
        return _unknown(verdict, evidence, _OTHER_WAY_OF_CALLS, messages.causes)
    may_work = verdict.status in (FunctionStatus.WORKS, FunctionStatus.NOT_TESTED)
    if messages.status in BROKEN or (messages.status is FunctionStatus.UNKNOWN and may_work):
        return replace(messages, function=verdict.function, evidence=evidence, why_not="")
    return None


def calls_stopped_by_shape(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If STUN is recognised and stopped, calls that begin with it probably fail, in any messenger. Source: ADR 28.

    Filters know several protocols, so other calls may get through or not. If STUN passes at a few servers, calls are in
    doubt only if most of their own relays are silent.
    """
    for_all = tuple(e for e in case.network.evidence if e.kind is Kind.STUN_FILTERED)
    for_most = tuple(e for e in case.network.evidence if e.kind is Kind.STUN_FILTERED_FOR_MOST)
    evidence = (*for_all, *for_most) if 2 * len(case.filtered_relays) > len(case.relays) else for_all
    if not evidence or not _concerns_its_calls(verdict, case, NetworkFlag.CALLS_FILTERED):
        return None
    if verdict.status in _PASSES:
        return _unknown(verdict, evidence, _OTHER_WAY_OF_CALLS)
    if verdict.status is not FunctionStatus.NOT_TESTED or not for_all:
        return None
    needs_stun = case.filtered_relays or case.rule.begins_with_stun
    other_way = replace(_OTHER_WAY_OF_CALLS, prior=RARE) if needs_stun else _OTHER_WAY_OF_CALLS
    of_relays = tuple(e for relay in case.filtered_relays for e in relay.evidence)
    diagnosis = Diagnosis("stun_filtered", COMMON, standing=(other_way,))
    return _revise(verdict, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), (*evidence, *of_relays), diagnosis)


def calls_without_udp(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If UDP is closed to everybody, no call gets through directly; another path cannot be tested. Source: ADR 28."""
    evidence = tuple(e for e in case.network.evidence if e.kind is Kind.UDP_SILENT)
    # If neutral servers do not answer STUN over TCP either, what answered inside TLS may not carry a call.
    passed_in_tls_alone = verdict.status in _PASSES and any(e.rule == "stun_unanswered" for e in evidence)
    if not passed_in_tls_alone and verdict.status is not FunctionStatus.NOT_TESTED:
        return None
    if not _concerns_its_calls(verdict, case, NetworkFlag.UDP_BLOCKED):
        return None
    return _unknown(verdict, evidence, _OTHER_WAY_OF_CALLS)


def calls_without_relays(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If none of a messenger's known relays answers while neutral ones do, its calls are filtered.

    A single silent relay may be retired. One that answers never proves that calls work: each call gets its own relays.
    One that answers only now and then clears nothing: no call survives such losses. Source: ADR 28 and 57.
    """
    if verdict.status is not FunctionStatus.NOT_TESTED:
        return None
    if relays_unheard(case):
        return _add_rival(verdict, Rival("time_ran_out", COMMON))
    filtered, losing = case.filtered_relays, case.losing_relays
    closed = [r for r in case.relays if any(e.rule == "relays_silent" and e.kind in _NOBODYS_BLOCK for e in r.evidence)]
    if not (filtered or closed or losing) or relay_answers(case):
        return None
    evidence = [e for relay in (*(filtered or closed), *losing) for e in relay.evidence]
    if len(filtered) < RELAYS_SILENT and any(Cause.THROTTLED in r.causes for r in losing):
        diagnosis = with_rivals(combine_required([r.diagnosis for r in losing]), replace(_BY_OTHERS, prior=UNCOMMON))
        return _revise(verdict, FunctionStatus.SLOW, (Cause.THROTTLED,), evidence, diagnosis)
    unclear = [relay.diagnosis for relay in closed if _may_be_filtered(relay)]
    if len(filtered) < RELAYS_SILENT <= len(unclear):
        return _revise(verdict, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence, combine_required(unclear))
    if len(filtered) < RELAYS_SILENT:
        return _unknown(verdict, evidence, Rival("loses_on_its_way" if losing else "relay_retired", COMMON))
    none_retired = Diagnosis(excluded=(Excluded("relay_retired", "two_relays_silent"),))
    diagnosis = combine_alternatives([*(r.diagnosis for r in filtered), none_retired])
    if losing:
        diagnosis = with_rivals(diagnosis, Rival("loses_on_its_way", UNCOMMON))
    return _revise(verdict, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), evidence, diagnosis)


def _may_be_filtered(relay: EndpointVerdict) -> bool:
    """Return whether a filter for calls explains a refused relay as well as that it was switched off."""
    return Rival("calls_filtered", COMMON) in relay.diagnosis.standing


def calls_forbidden_here(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If this computer itself lets nothing out to any known relay of a messenger, it stops the calls."""
    here, relays = (Cause.THIS_COMPUTER,), case.relays
    are_forbidden = all(r.status is FunctionStatus.BLOCKED and r.causes == here for r in relays)
    if verdict.status is not FunctionStatus.NOT_TESTED or len(relays) < RELAYS_SILENT or not are_forbidden:
        return None
    if any(shows(relay, Kind.UDP_SILENT) for relay in relays):
        return None  # no datagram gets out to anybody: calls may use TCP, which cannot be tested
    combined = combine_alternatives([relay.diagnosis for relay in relays])
    diagnosis = with_rivals(combined, replace(_OTHER_WAY_OF_CALLS, prior=RARE))
    return _revise(verdict, FunctionStatus.BLOCKED, here, join_evidence(relays), diagnosis)


def _concerns_its_calls(verdict: FunctionVerdict, case: FunctionCase, flag: NetworkFlag) -> bool:
    return verdict.function is Function.CALLS and flag in case.network.flags and not case.serves_one_country


def shared_slowness(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If everything that could be timed is slowed, what is too short to be timed is slowed too."""
    if not pages_are_slow(case) or verdict.status is not FunctionStatus.WORKS:
        return None
    slow = case.slow_pages
    evidence = (*verdict.evidence, *(e for f in slow for e in f.evidence))
    if verdict.function is Function.CALLS:
        return _unknown(verdict, evidence, Rival("throttled", COMMON))
    diagnosis = Diagnosis("throttled", COMMON, standing=(Rival("quick_where_short", UNCOMMON),))
    return _revise(verdict, FunctionStatus.SLOW, join_causes(slow), evidence, diagnosis)


def big_packets(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If large packets are lost for everybody, a short answered handshake says nothing about files. Source: ADR 29."""
    for_everybody = [e for e in case.network.evidence if e.kind in (Kind.BIG_PACKETS_LOST, Kind.HANDSHAKES_CUT)]
    if not for_everybody or for_everybody[0] in verdict.evidence:
        return None
    if verdict.status is FunctionStatus.UNKNOWN:
        return replace(verdict, evidence=(*verdict.evidence, *for_everybody))
    lost = [e for e in for_everybody if e.kind is Kind.BIG_PACKETS_LOST]
    if not lost or verdict.function is not Function.MEDIA or verdict.status is not FunctionStatus.WORKS:
        return None
    return _unknown(verdict, (*verdict.evidence, *lost), Rival("big_packets_lost", COMMON))


def past_the_proxy(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """With a system proxy there are two paths out; which one an app uses cannot be seen. Source: ADR 30.

    If only the proxy leads out, its verdict is the answer. If both agree, that is the answer, though a block is never
    sure. If they differ, the web version fares as the proxy does, and the app is unknown. Phones have settings of their
    own.
    """
    proxied, is_phone, passes = case.through_proxy, verdict.function is Function.PHONE, verdict.status in _PASSES
    own_filter = is_phone and proxied is not None and Cause.OWN_FILTER in proxied.causes
    if NetworkFlag.PROXY not in case.network.flags or own_filter:
        return None
    if case.proxy_exemptions:
        return replace(verdict, evidence=(*verdict.evidence, *case.proxy_exemptions))
    only_proxy = shows(case.network, Kind.ONLY_PROXY_LEADS_OUT)
    if only_proxy and verdict.status is not FunctionStatus.NOT_TESTED:
        return proxied or _unknown(verdict, verdict.evidence, _ANOTHER_PATH)
    if passes and not is_phone and shows(case.network, Kind.PROXY_WANTS_LOGIN):
        return _unknown(verdict, verdict.evidence, _ANOTHER_PATH, (Cause.THIS_COMPUTER,))
    if only_proxy or proxied is None:
        return _add_rival(verdict, _ANOTHER_PATH)
    return _compare_paths(verdict, proxied)


def _compare_paths(direct: FunctionVerdict, proxied: FunctionVerdict) -> FunctionVerdict:
    """Return the verdict on a function that was tried directly and through the proxy."""
    evidence = join_evidence([direct, proxied])
    direct_passes, proxied_passes = direct.status in _PASSES, proxied.status in _PASSES
    if direct_passes and proxied_passes:
        return replace(direct, evidence=evidence)
    if not direct_passes and not proxied_passes:
        are_broken = direct.status in BROKEN and proxied.status in BROKEN
        rival = replace(_ANOTHER_PATH, prior=RARE) if are_broken else _ANOTHER_PATH
        return _add_rival(replace(direct, evidence=evidence), rival)
    if direct.function is Function.WEB:
        return replace(proxied, evidence=evidence)
    causes = (proxied if direct_passes else direct).causes or (Cause.UNEXPLAINED,)
    return _unknown(direct, evidence, _ANOTHER_PATH, causes)


def _add_rival(verdict: FunctionVerdict, rival: Rival) -> FunctionVerdict:
    return replace(verdict, diagnosis=with_rivals(verdict.diagnosis, rival))


def _revise(
    verdict: FunctionVerdict,
    status: FunctionStatus,
    causes: tuple[Cause, ...],
    evidence: Iterable[Evidence],
    diagnosis: Diagnosis,
) -> FunctionVerdict:
    """Return another verdict on the same function, with each piece of evidence once."""
    distinct = tuple(dict.fromkeys(evidence))
    return FunctionVerdict(verdict.function, status, causes, evidence=distinct, diagnosis=diagnosis)


def _unknown(
    verdict: FunctionVerdict,
    evidence: Iterable[Evidence],
    rival: Rival,
    causes: tuple[Cause, ...] = (Cause.UNEXPLAINED,),
) -> FunctionVerdict:
    """Return that the status is unknown; this rival is added to those of the verdict so far."""
    diagnosis = with_rivals(Diagnosis(standing=verdict.diagnosis.standing), rival)
    return _revise(verdict, FunctionStatus.UNKNOWN, causes, evidence, diagnosis)


_OTHER_WAY_OF_CALLS = Rival("other_way_of_calls", COMMON)
_ANOTHER_PATH = Rival("other_way", COMMON)
_SLOWED_UNSEEN = Rival("slowed_unseen", COMMON)
_TOO_SHORT = Rival("too_short_to_tell", COMMON)
_BY_OTHERS = Rival("carried_by_others", COMMON)
_OTHERS_SLOW = Rival("only_others_slow", COMMON)
_KEPT_ELSEWHERE = Rival("kept_elsewhere", UNCOMMON)
_LIMITED = Rival("hosting_limited", COMMON)
FUNCTION_ROWS: tuple[Callable[[FunctionVerdict, FunctionCase], FunctionVerdict | None], ...] = (
    name_given_up,
    Doubt("old_entry", BROKEN, entries_are_old, Rival("catalogue_old", UNCOMMON)),
    Doubt("bootstrap_only", _TESTED, of_first_start, Rival("installed_knows_others", COMMON), withdraws=BROKEN),
    network_at_fault,
    needs_messages,
    calls_stopped_by_shape,
    calls_without_udp,
    calls_without_relays,
    calls_forbidden_here,
    Doubt("slow_at_one_other_host", _SLOW, slow_at_one_other_host, _OTHERS_SLOW),
    Doubt("quick_at_its_own_host", _SLOW, quick_at_its_own_host, _OTHERS_SLOW, withdraws=_SLOW),
    shared_slowness,
    Doubt("only_errors_came", _WORKS, only_errors_came, Rival("service_down", COMMON), withdraws=_WORKS),
    Doubt("some_places_fail", _WORKS, some_places_fail, _KEPT_ELSEWHERE),
    Doubt("most_places_fail", _WORKS, most_places_fail, replace(_KEPT_ELSEWHERE, prior=COMMON)),
    Doubt("untold_slowness", _WORKS, pages_creep, _SLOWED_UNSEEN, withdraws=_WORKS),
    Doubt("speed_in_doubt", _WORKS, speed_in_doubt, _SLOWED_UNSEEN),
    Doubt("pages_opened", _WORKS, pages_opened, _TOO_SHORT),
    Doubt("speed_not_measured", _WORKS, no_page_timed, _TOO_SHORT, Function.MEDIA),
    Doubt("hosting_freezes", _WORKS, hosting_freezes, _LIMITED, Function.MEDIA, _WORKS, Cause.HOSTING_LIMITED),
    Doubt("nothing_was_sent", _WORKS, nothing_was_sent, _TOO_SHORT, Function.MEDIA),
    Doubt("other_host_timed", _WORKS, other_host_timed, replace(_TOO_SHORT, prior=RARE), Function.MEDIA),
    big_packets,
    past_the_proxy,
    Doubt("servers_unpublished", _TOLD, servers_unpublished, _BY_OTHERS),
    Doubt("servers_in_doubt", _TOLD, servers_in_doubt, replace(_BY_OTHERS, prior=RARE)),
)
