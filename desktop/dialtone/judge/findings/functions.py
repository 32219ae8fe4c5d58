"""What is known about a function besides its endpoints: rows that add a rival or change the verdict.

All rows that hold are applied, in order. None of them sets a confidence: it follows from the diagnosis.
"""

from collections.abc import Callable, Sequence
from itertools import chain

from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, join_causes, join_evidence
from dialtone.judge.findings import calls
from dialtone.judge.function_verdicts import (
    NOT_ASKED,
    PASSES,
    FunctionCase,
    FunctionSign,
    JudgedEndpoints,
    add_rival,
    is_quick,
    is_slow,
    make_unknown,
    revise,
)
from dialtone.judge.network.computer import MAY_ALTER_PACKETS
from dialtone.judge.signs import Sign, name_of
from dialtone.model.frozen import Frozen, replace
from dialtone.model.status_groups import BROKEN
from dialtone.model.thresholds import SLOW_PAGES
from dialtone.model.verdict import (
    Diagnosis,
    EndpointVerdict,
    FunctionVerdict,
    NetworkVerdict,
    Rival,
    evidence_of,
    shows,
)
from dialtone.model.vocabulary import Cause, Function, FunctionStatus, NetworkDetail, NetworkFlag, NetworkStatus
from dialtone.model.vocabulary import EvidenceKind as Kind


def _is_timed(page: EndpointVerdict) -> bool:
    """Return whether a page was read for long enough, and not by an interceptor."""
    return bool(page.timed) and Cause.INTERCEPTED not in page.causes


def _is_failing(server: EndpointVerdict) -> bool:
    """Return whether a server was tried, if only once, and did not answer."""
    return server.status not in PASSES and any(e.rule != "not_tried" for e in server.evidence)


def pages_are_slow(case: FunctionCase) -> bool:
    """All timed pages of the messenger are slowed: at least two, or one where neutral sites abroad are slowed too."""
    enough = 1 if case.network.detail is NetworkDetail.ABROAD_SLOWED else SLOW_PAGES
    return len(case.slow_pages) >= enough and not any(map(is_quick, case.measured))


def speed_in_doubt(case: FunctionCase) -> bool:
    """Readings seem slow, no page came at normal speed, and no comparison shows that they were slowed. Source: ADR 46.

    It is enough if that holds for the pages of the function, or for all pages of the messenger.
    """
    return _seem_slow(case.pages) or _seem_slow(case.measured)


def _seem_slow(pages: Sequence[EndpointVerdict]) -> bool:
    """Return whether the speed of some of these pages is in doubt, and none certainly came at normal speed."""
    return any(page.doubted for page in pages) and not any(map(is_quick, pages))


def pages_creep(case: FunctionCase) -> bool:
    """All its readings were slow, and this busy computer may be unable to read a neutral page fast beside them."""
    is_busy = NetworkFlag.COMPUTER_BUSY in case.network.flags
    return is_busy and any(page.always_slow for page in case.measured) and not any(map(is_quick, case.measured))


def other_host_timed(case: FunctionCase) -> bool:
    """For some group of servers that the function needs, no page on its hosts was timed; one elsewhere was."""
    each_group_timed = all(any(map(_is_timed, pages)) for pages in case.own_pages)
    return not no_page_timed(case) and not each_group_timed


def slow_at_other_hosts(case: FunctionCase) -> bool:
    """No server that the function needs was slow, nor a page on its host: what was slow lies at other hosts."""
    at_its_hosts = (*case.carriers, *chain.from_iterable(case.own_pages))
    return any(map(is_slow, case.pages)) and not any(map(is_slow, at_its_hosts))


def only_errors_came(case: FunctionCase) -> bool:
    """Whatever server of the function answered sent an error, as a guard against bots may do to everybody."""
    answering = [server for server in case.carriers if server.status in PASSES]
    return bool(answering) and all(shows(server, Kind.SERVER_TROUBLE) for server in answering)


def pages_opened(case: FunctionCase) -> bool:
    """An interceptor opened all pages of the messenger, so that not even short exchanges are known to be fast."""
    were_intercepted = bool(case.measured) and all(Cause.INTERCEPTED in page.causes for page in case.measured)
    return were_intercepted and bool(no_page_timed(case))


def hosting_freezes(case: FunctionCase) -> bool:
    """Long pages of neutral sites stall at the hosting company of a server that answers, from which no page came."""
    answering = (server for server in case.carriers if server.status in PASSES)
    return any(rival.id == "hosting_limited" for server in answering for rival in server.diagnosis.standing)


def may_freeze(case: FunctionCase) -> bool:
    """Long pages stall at another hosting company, and of its own, which carries long ones, nothing long was read."""
    answering = [server for server in case.carriers if server.status in PASSES]
    are_long = case.rule.function in (Function.MEDIA, Function.WEB)
    return are_long and any(Rival("frozen", COMMON) in server.diagnosis.standing for server in answering)


def is_on_the_list(case: FunctionCase) -> bool:
    """A server of this messenger of one country answers: a list that holds the service does not explain what fails."""
    return bool(case.judged.messenger.home) and any(e.status in PASSES for e in case.judged.direct.values())


def most_places_fail(case: FunctionCase) -> bool:
    """Most of its servers fail, and each keeps the accounts or files of some people."""
    failing = list(filter(_is_failing, case.carriers))
    return case.rule.each_serves_some and 2 * len(failing) > len(case.carriers)


def name_is_given_up(case: FunctionCase) -> bool:
    """No resolver knows its name any more, and the entry is old: the service probably gave up that name."""
    is_gone = {e.rule for e in case.by_servers.evidence} == {"name_gone_everywhere"}
    return is_gone and case.rests_on_old_entries


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
no_page_timed: FunctionSign = lambda c: not any(map(_is_timed, c.pages))
"""No reading was long enough to be timed: many a page ends before a freeze sets in. Source: ADR 24."""
nothing_was_sent: FunctionSign = lambda c: not any(page.sent for page in c.measured)
"""No body arrived fast at any server of the messenger. Each direction may be slowed alone."""
some_places_fail: FunctionSign = lambda c: c.rule.each_serves_some and any(map(_is_failing, c.carriers))
"""Some of its servers fail, and each keeps the accounts or files of some people (core.telegram.org/api/datacenter)."""
slow_at_one_other_host: FunctionSign = lambda c: slow_at_other_hosts(c) and not pages_are_slow(c)
"""What was slow lies at one other host, or at several while yet another is quick."""
quick_at_its_own_host: FunctionSign = lambda c: slow_at_other_hosts(c) and any(r.sent for r in c.carriers)
"""What was slow lies at other hosts, and a server that the function needs took a body fast."""
is_a_page: FunctionSign = lambda c: c.rule.function is Function.WEB
"""It is a page in a browser: only its first kilobytes are read, and none of the scripts it loads whole. ADR 24, 75."""

_CARRYING = (NetworkStatus.ONLINE, NetworkStatus.UNSTABLE)
"""States of the network that do not explain by themselves that a function fails."""
_TOLD = frozenset({*PASSES, *BROKEN})
"""Verdicts that say whether a function passes or not."""
_TESTED = frozenset(FunctionStatus) - {FunctionStatus.NOT_TESTED}
_WORKS, _SLOW = frozenset({FunctionStatus.WORKS}), frozenset({FunctionStatus.SLOW})


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
    """The verdicts that become unknown, with `cause`."""
    cause: Cause = Cause.UNEXPLAINED

    def __call__(self, verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
        """Return the verdict with the rival added; None if the row does not hold."""
        applies = verdict.status in self.statuses and self.function in (None, verdict.function)
        if not applies or not self.seen(case):
            return None
        if verdict.status in self.withdraws:
            return make_unknown(verdict, verdict.evidence, self.rival, (self.cause,))
        return add_rival(verdict, self.rival)


def judge_functions(judged: JudgedEndpoints, network: NetworkVerdict, platform: str) -> tuple[FunctionVerdict, ...]:
    """Judge the functions that a messenger has on this platform."""
    rules = [r for r in judged.messenger.functions if not r.platforms or platform in r.platforms]
    measured = judged.verdicts_on(e for rule in rules for e in rule.speed)
    verdicts: dict[Function, FunctionVerdict] = {}
    for rule in sorted(rules, key=lambda r: r.depends_on is not None):  # those on which others depend come first
        prerequisite = verdicts.get(rule.depends_on) if rule.depends_on else None
        case = FunctionCase(rule, judged, network, prerequisite, measured)
        verdicts[rule.function] = apply_rows(case.by_servers, case)
    return tuple(verdicts[rule.function] for rule in rules)


def apply_rows(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict:
    """Return the verdict after all rows that hold, with the confidence of its diagnosis."""
    for row in FUNCTION_ROWS:
        changed = row(verdict, case)
        if changed is not None:
            rule = row.id if isinstance(row, Doubt) else name_of(row)
            evidence = tuple(e if e.rule else replace(e, rule=rule) for e in changed.evidence)
            verdict = replace(changed, evidence=evidence)
    return replace(verdict, confidence=verdict.diagnosis.confidence)


def network_at_fault(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """A network at fault explains by itself that a function fails: it becomes unknown, in whitelist mode blocked.

    Only whitelist mode is a block; whatever else a network does to everything may have an innocent cause (ADR 5, 10).
    Not explained: what fails though the service is on the list, or for a reason other than the interception.
    """
    cause = _cause_of_network(case.network)
    if cause is None or verdict.status in (*PASSES, FunctionStatus.NOT_TESTED):
        return None
    # With the national root the server answered: whether the browser has that root is in doubt, not the network.
    if shows(verdict, Kind.NATIONAL_ROOT):
        return None
    if cause is Cause.WHITELIST_MODE and is_on_the_list(case):
        return None
    if cause is Cause.INTERCEPTED and not _is_explained_by_interception(verdict):
        return None
    evidence = [e for e in case.network.evidence if e.rule == case.network.evidence[0].rule]
    if cause is Cause.INTERCEPTED:
        evidence += (e for e in verdict.evidence if e.program)
    status = FunctionStatus.BLOCKED if cause is Cause.WHITELIST_MODE else FunctionStatus.UNKNOWN
    return revise(verdict, status, (cause,), evidence, case.network.diagnosis)


def _cause_of_network(network: NetworkVerdict) -> Cause | None:
    """Return the cause by which the network itself, or this computer, stops everything; None if it carries traffic."""
    if shows(network, Kind.REFUSED_HERE):
        return Cause.THIS_COMPUTER
    return Cause(network.status) if network.status not in _CARRYING else None


def _is_explained_by_interception(verdict: FunctionVerdict) -> bool:
    """Return whether it is unknown how a function fares, or its app refused the certificate of an interceptor.

    Apps that trust only their own root refuse such a certificate.
    """
    is_refused = verdict.status is FunctionStatus.BLOCKED and set(verdict.causes) == {Cause.CERTIFICATE_SWAPPED}
    return is_refused or verdict.status is FunctionStatus.UNKNOWN


def shared_slowness(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If everything that could be timed is slowed, what is too short to be timed is slowed too."""
    if not pages_are_slow(case) or verdict.status is not FunctionStatus.WORKS:
        return None
    slow = case.slow_pages
    evidence = (*verdict.evidence, *(e for page in slow for e in page.evidence))
    if verdict.function is Function.CALLS:
        return make_unknown(verdict, evidence, Rival("throttled", COMMON))
    diagnosis = Diagnosis("throttled", COMMON, standing=(Rival("quick_where_short", UNCOMMON),))
    return revise(verdict, FunctionStatus.SLOW, join_causes(slow), evidence, diagnosis)


def big_packets(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """If large packets are lost for everybody, a short answered handshake says nothing about files. Source: ADR 29.

    Media that work become unknown. What is unknown already gets the loss, or cut handshakes, as evidence.
    """
    for_everybody = evidence_of(case.network, Kind.BIG_PACKETS_LOST, Kind.HANDSHAKES_CUT)
    if not for_everybody or for_everybody[0] in verdict.evidence:
        return None
    if verdict.status is FunctionStatus.UNKNOWN:
        return replace(verdict, evidence=(*verdict.evidence, *for_everybody))
    lost = evidence_of(case.network, Kind.BIG_PACKETS_LOST)
    is_working_media = verdict.function is Function.MEDIA and verdict.status is FunctionStatus.WORKS
    if not lost or not is_working_media:
        return None
    return make_unknown(verdict, (*verdict.evidence, *lost), Rival("big_packets_lost", COMMON))


def past_the_proxy(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """With a system proxy there are two paths out; which one an app uses cannot be seen. Source: ADR 30.

    The first case that applies decides:

    1. No proxy is set, or it is a phone's function, and a program here that serves as the proxy filters its servers.
    2. The settings exempt all servers of the function from the proxy: every app connects to them directly.
    3. Only the proxy leads out: see `_judge_by_proxy_alone`.
    4. Servers answer on the direct path, and the proxy wants a login: an app here, not a phone, may fail through it.
    5. The function was not tried through the proxy: it may fare otherwise there.
    6. Both paths were tried: see `_compare_paths`.
    """
    network = case.network
    proxied = case.through_proxy
    is_phone = verdict.function is Function.PHONE
    if NetworkFlag.PROXY not in network.flags:
        return None
    if is_phone and proxied is not None and Cause.OWN_FILTER in proxied.causes:
        return None
    if case.proxy_exemptions:
        return replace(verdict, evidence=(*verdict.evidence, *case.proxy_exemptions))
    if shows(network, Kind.ONLY_PROXY_LEADS_OUT):
        return _judge_by_proxy_alone(verdict, proxied)
    passes_directly = verdict.status in PASSES and not is_phone
    if passes_directly and shows(network, Kind.PROXY_WANTS_LOGIN):
        return make_unknown(verdict, verdict.evidence, _ANOTHER_PATH, (Cause.THIS_COMPUTER,))
    if proxied is None:
        return add_rival(verdict, _ANOTHER_PATH)
    return _compare_paths(verdict, proxied)


def _judge_by_proxy_alone(direct: FunctionVerdict, proxied: FunctionVerdict | None) -> FunctionVerdict:
    """Return the verdict where only the proxy leads out: `proxied`, or unknown if the function was not tried there."""
    if direct.status is FunctionStatus.NOT_TESTED:
        return add_rival(direct, _ANOTHER_PATH)
    if proxied is None:
        return make_unknown(direct, direct.evidence, _ANOTHER_PATH)
    return proxied


def set_on_this_computer(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """What only this computer stops, as its hosts file does, says nothing about a phone."""
    if verdict.function is not Function.PHONE or verdict.status not in BROKEN:
        return None
    causes = {Cause.THIS_COMPUTER, Cause.OWN_FILTER} if case.judged.asks_own_resolver else {Cause.THIS_COMPUTER}
    is_of_computer = bool(verdict.causes) and causes.issuperset(verdict.causes)
    return make_unknown(verdict, verdict.evidence, _ANOTHER_PATH, verdict.causes) if is_of_computer else None


def phone_may_lack_it(verdict: FunctionVerdict, case: FunctionCase) -> FunctionVerdict | None:
    """What goes through a VPN, a proxy or a circumvention tool of this computer is no test of a phone without these.

    A VPN, or a proxy that alone leads out, carries everything. Another tool may have helped what passes, while what
    fails in spite of it would fail on a phone as well.
    """
    if verdict.function is not Function.PHONE or verdict.status not in _TOLD:
        return None
    network = case.network
    carries_all = NetworkFlag.VPN in network.flags or shows(network, Kind.ONLY_PROXY_LEADS_OUT)
    has_tool = shows(verdict, Kind.BYPASS_TOOL) or any(e.rule in MAY_ALTER_PACKETS for e in network.evidence)
    may_have_helped = has_tool and verdict.status in PASSES
    if not carries_all and not may_have_helped:
        return None
    not_tested = FunctionStatus.NOT_TESTED
    return FunctionVerdict(verdict.function, not_tested, why_not="phone_may_lack_it", diagnosis=NOT_ASKED)


def _compare_paths(direct: FunctionVerdict, proxied: FunctionVerdict) -> FunctionVerdict:
    """Return the verdict on a function that was tried directly and through the proxy.

    If both agree, that is the answer, though a block is never sure. If they differ, the web version fares as the proxy
    does, because browsers use it, and the app is unknown.
    """
    evidence = join_evidence([direct, proxied])
    direct_passes = direct.status in PASSES
    proxied_passes = proxied.status in PASSES
    if direct_passes and proxied_passes:
        return replace(direct, evidence=evidence)
    if not direct_passes and not proxied_passes:
        are_broken = direct.status in BROKEN and proxied.status in BROKEN
        rival = replace(_ANOTHER_PATH, prior=RARE) if are_broken else _ANOTHER_PATH
        return add_rival(replace(direct, evidence=evidence), rival)
    if direct.function is Function.WEB:
        return replace(proxied, evidence=evidence)
    failing = proxied if direct_passes else direct
    return make_unknown(direct, evidence, _ANOTHER_PATH, failing.causes or (Cause.UNEXPLAINED,))


# The class of each rival where its row says nothing else.
_ANOTHER_PATH = Rival("other_way", COMMON)
_SLOWED_UNSEEN = Rival("slowed_unseen", COMMON)
_TOO_SHORT = Rival("too_short_to_tell", COMMON)
_BY_OTHERS = Rival("carried_by_others", COMMON)
_OTHERS_SLOW = Rival("only_others_slow", COMMON)
_KEPT_ELSEWHERE = Rival("kept_elsewhere", UNCOMMON)

# The verdict from the endpoints, doubted or changed by what else is known. What is broken by the network or concerns
# calls comes before speed, which is doubted only of what still passes; other paths (proxy, VPN, phone) take the result.
# The hardest rival is a slowness that short pages do not show (`too_short_to_tell`).
FUNCTION_ROWS: tuple[Callable[[FunctionVerdict, FunctionCase], FunctionVerdict | None], ...] = (
    Doubt("name_given_up", BROKEN, name_is_given_up, Rival("catalogue_old", COMMON), withdraws=BROKEN),
    Doubt("old_entry", BROKEN, entries_are_old, Rival("catalogue_old", UNCOMMON)),
    Doubt("bootstrap_only", _TESTED, of_first_start, Rival("installed_knows_others", COMMON), withdraws=BROKEN),
    network_at_fault,
    calls.needs_messages,
    calls.calls_stopped_by_shape,
    calls.calls_without_udp,
    calls.calls_without_relays,
    calls.calls_forbidden_here,
    Doubt("slow_at_one_other_host", _SLOW, slow_at_one_other_host, _OTHERS_SLOW),
    Doubt("quick_at_its_own_host", _SLOW, quick_at_its_own_host, _OTHERS_SLOW, withdraws=_SLOW),
    shared_slowness,
    Doubt("only_errors_came", _WORKS, only_errors_came, Rival("service_down", COMMON), withdraws=_WORKS),
    Doubt("some_places_fail", _WORKS, some_places_fail, _KEPT_ELSEWHERE),
    # Common, because most of its servers fail, and not only some (above).
    Doubt("most_places_fail", _WORKS, most_places_fail, replace(_KEPT_ELSEWHERE, prior=COMMON)),
    Doubt("untold_slowness", _WORKS, pages_creep, _SLOWED_UNSEEN, withdraws=_WORKS),
    Doubt("speed_in_doubt", _WORKS, speed_in_doubt, _SLOWED_UNSEEN),
    Doubt("pages_opened", _WORKS, pages_opened, _TOO_SHORT),
    Doubt("speed_not_measured", _WORKS, no_page_timed, _TOO_SHORT, function=Function.MEDIA),
    Doubt(
        "hosting_freezes",
        _WORKS,
        hosting_freezes,
        Rival("hosting_limited", COMMON),
        function=Function.MEDIA,
        withdraws=_WORKS,
        cause=Cause.HOSTING_LIMITED,
    ),
    Doubt("may_freeze", _WORKS, may_freeze, Rival("frozen", COMMON), withdraws=_WORKS),
    Doubt("nothing_was_sent", _WORKS, nothing_was_sent, _TOO_SHORT, function=Function.MEDIA),
    # Rare, because a page of the messenger was timed, if on another host.
    Doubt("other_host_timed", _WORKS, other_host_timed, replace(_TOO_SHORT, prior=RARE), function=Function.MEDIA),
    Doubt("page_read_in_part", _WORKS, is_a_page, Rival("frozen", RARE)),
    big_packets,
    past_the_proxy,
    set_on_this_computer,
    phone_may_lack_it,
    Doubt("servers_unpublished", _TOLD, servers_unpublished, _BY_OTHERS),
    # Rare, because sources name these servers, if not all of them; above, nothing is published.
    Doubt("servers_in_doubt", _TOLD, servers_in_doubt, replace(_BY_OTHERS, prior=RARE)),
)
