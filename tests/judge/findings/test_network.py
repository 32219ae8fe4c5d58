"""Every explanation in the lists of the network's findings: for each a network in which it is the truth."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.diagnosis import diagnose
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import NetworkCase
from dialtone.judge.rules import NETWORK_FINDINGS, judge_network
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Confidence, Failure, Prior, Step
from judge.factory import Record, https, raw
from judge.neutral_hosts import ABROAD, ANCHORS, ANCHORS_ABROAD, CONTROLS, HOME, UDP, fail, white_list
from judge.plain_answers import GROUND as CONTROLLED
from judge.plain_answers import HOTEL, PAGES, Said, cut, pages, told
from judge.stories import Told, expand, pairs
from named_rows import named_rows

Telling = Callable[[Record], object]
LINUX, TUNNEL, PROXY = Computer("linux"), Computer("linux", tunnels=("tun0",)), Computer("linux", proxy="http")
RIGHT = [told(204)] * 5
TIMEOUT, RESET, UNREACHABLE = Failure.TIMEOUT, Failure.RESET, Failure.UNREACHABLE


def dead(failure: Failure, hop: Failure | None = None, seconds: float = 6.0, heard: int = 0) -> Telling:
    """Nothing is heard of any address; what became of packets that end at the first router."""

    def telling(record: Record) -> None:
        for each in ANCHORS:
            story = record.about(each).fails(Step.TCP, failure, seconds=seconds)
            if hop is not None:
                story.one_hop(hop, heard_by_others=heard)

    return telling


def names_answered(record: Record) -> None:
    for each in (*CONTROLS, *PAGES):
        story = record.about(each)
        story.system(story.home)
    dead(TIMEOUT, UNREACHABLE)(record)


def router_leads_all_to_itself(record: Record) -> None:
    for each in (*CONTROLS, *PAGES):
        record.about(each).system("10.0.0.1")
    for page in PAGES:
        record.about(page).answers("10.0.0.1", status=302, location_host="unknown.router.example")


def unanswered(failure: Failure, asked_at: str = "public") -> Telling:
    def telling(record: Record) -> None:
        for each in (*CONTROLS, *PAGES):
            record.about(each).system(failure=failure, asked_at=asked_at)
        record.well(*ANCHORS)

    return telling


def no_handshake(failure: Failure, small: Failure | str | None = "") -> Telling:
    def telling(record: Record) -> None:
        pages(cut(record, failure), *RIGHT)
        for _ in range(2 if small != "" else 0):
            record.about(https()).in_small_packets(small if isinstance(small, Failure) else None)

    return telling


def dies_at_names(record: Record) -> Record:
    """Abroad a name is reset on connections that stand; home answers."""
    return fail(record.well(*HOME, *ANCHORS_ABROAD), ABROAD, RESET, step=Step.TLS)


def certificates(failure: Failure) -> Telling:
    return lambda r: fail(pages(r.well(*ANCHORS), *RIGHT), ABROAD, failure, 1, Step.TLS)


def with_timestamps(record: Record) -> None:
    """Sites abroad show certificates of authorities that this computer does not know."""
    certificates(Failure.CERT_UNTRUSTED)(record)
    for each in ABROAD:
        record.about(each).shown("E7", logged=True)


def local_roots(record: Record) -> None:
    for each in ABROAD:
        record.about(each).answers(mozilla=False)


def half_die(failure: Failure, busy: bool = False) -> Telling:
    def telling(record: Record) -> None:
        for each in ABROAD:
            record.about(each).fails(Step.TLS, failure).later(1.0).answers("9.0.0.1")
        if busy:
            record.about(ABROAD[0]).takes(0.04, 0.4, **{Fact.LAG.value: 0.39})

    return telling


def lost(record: Record, *, counted: bool = False) -> None:
    """Hosts that answer, some of them only after their packet was sent again."""
    record.well(*CONTROLS, *ANCHORS)
    for each in ANCHORS[:3]:
        story = record.about(each)
        _ = story.takes(1.05, resent=1) if counted else story.takes(1.05)


def turned_away(anchors: int, page: Said = HOTEL, failure: Failure = Failure.REFUSED) -> Telling:
    """All is well, until connections to some anchors that accepted others fail, and a page is answered so."""

    def telling(record: Record) -> None:
        record.well(*CONTROLS, *ANCHORS)
        for each in ANCHORS_ABROAD[:anchors]:
            record.about(each).later(1.0).fails(Step.TCP, failure)
        pages(record, page)

    return telling


def turned_away_elsewhere(record: Record) -> None:
    """Two anchors that accepted connections refuse them later, as a site does that nobody had called before."""
    turned_away(2)(record)
    record.about(ABROAD[0]).later(1.0).fails(Step.TCP, Failure.REFUSED)


def lost_handshakes_too(record: Record) -> None:
    lost(record, counted=True)
    half_die(TIMEOUT)(record)


def lossy_and_dead_abroad(record: Record) -> None:
    white_list(record)
    for each in (*HOME, ANCHORS[3]):
        record.about(each).fails(Step.TCP, None, seconds=1.05, resent=1)


def only_six(record: Record) -> None:
    """No host answers over IPv4, and neutral ones and a messenger do over IPv6."""
    fail(record, (*ABROAD, *ANCHORS_ABROAD), TIMEOUT)
    for number, each in enumerate((*HOME, *ABROAD[:1], https()), 1):
        record.about(each).answers(f"2001:db8:{number}::1")


def narrow(seconds: float = 0.0) -> Telling:
    def telling(record: Record) -> None:
        for row, each in (*(("", e) for e in ABROAD), *(("control.home", e) for e in HOME[: 0 if seconds else 2])):
            story = record.asked_by(row).about(each)
            _ = story.reads(32_000, seconds) if seconds else story.answers(line_rate=15_000)

    return telling


def slow_abroad(home: float) -> Telling:
    """Pages from abroad crawl; one of this country takes so many seconds."""

    def telling(record: Record) -> None:
        narrow(16.0)(record)
        record.asked_by("page.home").about(HOME[0]).reads(32_000, home)

    return telling


def through_proxy(record: Record) -> None:
    dead(TIMEOUT)(record)
    for each in ABROAD:
        record.about(each).proxied(None)


def far_away(record: Record) -> None:
    for each in ABROAD:
        record.about(each).takes(0.65, 0.7, 0.7)


def over_v6(record: Record) -> None:
    fail(record, ANCHORS[:3], UNREACHABLE)
    for number, each in enumerate(ABROAD, 1):
        record.about(each).answers(f"2001:db8:{number}::1")


def six_dead(record: Record) -> None:
    record.well(*CONTROLS, *ANCHORS)
    record.about(CONTROLLED.anchors[4]).fails(Step.TCP, TIMEOUT, times=2)


def answered_plainly(servers: int, sites: int = 0) -> Telling:
    """So many of a messenger's servers are answered for in the clear, and all but so many sites refuse."""

    def telling(record: Record) -> None:
        pages(fail(record.well(*ABROAD[:sites]), CONTROLS[sites:], Failure.REFUSED), *RIGHT)
        for number in range(servers):
            record.about(raw()).fails(Step.MTPROTO, Failure.BAD_ANSWER, f"149.154.167.{number}", port=80)

    return telling


def list_with_pages(*said: Said) -> Telling:
    """Home opens, nothing abroad does, and plain pages are answered so."""
    return lambda r: pages(white_list(r), *said)


@named_rows(
    ("said", "status"),
    {
        "a page to sign in at one host": ([HOTEL] * 5, "captive_portal unsure"),
        "one page alone": ([HOTEL], "whitelist_mode likely"),
        "a page came as it should": ([HOTEL, HOTEL, *RIGHT[:1]], "whitelist_mode likely"),
    },
)
def test_a_list_with_a_page_to_sign_in_is_a_portal_that_lets_some_pass(said: list[Said], status: str) -> None:
    """A Russian card comes back from abroad: all but a list waits until its owner has solved a riddle."""
    verdict = judge_network(ControlResults(_case(list_with_pages(*said), LINUX).index, CONTROLLED), LINUX)
    assert f"{verdict.status.value} {verdict.confidence.value}" == status


@named_rows(("servers", "sites"), {"two are few": (2, 0), "a site answers": (3, 1)})
def test_an_answer_in_the_clear_is_a_portals_where_nothing_else_answers(servers: int, sites: int) -> None:
    found = diagnose(NETWORK_FINDINGS, _case(answered_plainly(servers, sites), LINUX))
    assert found is None or found.finding.id != "others_answer_plainly"


def _portal(record: Record) -> Record:
    return pages(cut(record), *[HOTEL] * 5)


STORIES: Mapping[str, Told] = {
    "forbidden_here: this_computer": Told(dead(Failure.DENIED), "online likely"),
    "forbidden_here: offline": Told(dead(TIMEOUT, TIMEOUT, heard=40), "online unsure"),
    "only_proxy_out: only_proxy_out": Told(through_proxy, "online sure", PROXY),
    "nothing_answers: offline": Told(dead(TIMEOUT, UNREACHABLE), "offline sure"),
    "nothing_answers: only_lookups": Told(names_answered, "offline sure only_lookups"),
    "nothing_answers: tunnel_dead": Told(dead(TIMEOUT, UNREACHABLE), "offline unsure", TUNNEL),
    "nothing_answers: this_computer": Told(dead(TIMEOUT, TIMEOUT), "offline unsure"),
    "nothing_answers: just_woke": Told(dead(UNREACHABLE, seconds=0.0004), "offline likely"),
    "sign_in_page: captive_portal closed_network": Told(_portal, "captive_portal likely"),
    "sign_in_page: some_names_pass": Told(lambda r: _portal(r).well(raw()), "captive_portal unsure some_names_only"),
    "sign_in_page: router_without_line": Told(router_leads_all_to_itself, "offline unsure answered_nearby"),
    "sign_in_page: odd_page": Told(lambda r: pages(cut(r), HOTEL), "captive_portal likely"),
    "gateway_answers: proxy_with_error router_without_line closed_network": Told(
        lambda r: pages(cut(r), *[told(403)] * 5), "offline likely answered_nearby"
    ),
    "gateway_answers: captive_portal": Told(
        lambda r: pages(cut(r), *[told(200)] * 5), "offline likely answered_nearby"
    ),
    "gateway_answers: odd_page": Told(
        lambda r: [
            unanswered(Failure.NO_SUCH_NAME)(r),
            pages(r, told(404)),
            r.about(PAGES[0]).takes(0.004, 0.01, status=404),
        ],
        "offline likely answered_nearby",
    ),
    "refused_later: odd_page": Told(turned_away_elsewhere, "captive_portal likely"),
    "refused_later: captive_portal out_of_ports offline": Told(turned_away(3, told(204), TIMEOUT), "unstable unsure"),
    "resolver_silent: dns_down": Told(unanswered(Failure.DNS_FAILED), "dns_down likely"),
    "resolver_silent: resolver_slow": Told(unanswered(TIMEOUT), "dns_down unsure"),
    "resolver_silent: vpn_resolver": Told(unanswered(Failure.DNS_FAILED), "dns_down unsure", TUNNEL),
    "resolver_silent: this_computer": Told(unanswered(Failure.DNS_FAILED, "loopback"), "dns_down unsure"),
    "resolver_silent: closed_network": Told(unanswered(Failure.NO_SUCH_NAME), "dns_down likely"),
    "no_handshake: no_encryption_passes": Told(no_handshake(RESET), "online likely no_encryption"),
    "no_handshake: big_packets_lost": Told(no_handshake(TIMEOUT, None), "unstable likely large_packets_lost"),
    "no_handshake: antivirus": Told(no_handshake(TIMEOUT, TIMEOUT), "online likely no_encryption"),
    "most_abroad_dead: closed_network": Told(dies_at_names, "whitelist_mode sure home_only"),
    "most_abroad_dead: some_names_pass": Told(
        lambda r: fail(r.well(*HOME[:1], raw()), (*ABROAD, *ANCHORS_ABROAD, *UDP), TIMEOUT),
        "whitelist_mode likely some_names_only",
    ),
    "most_abroad_dead: provider_lost_abroad": Told(white_list, "whitelist_mode likely home_only"),
    "most_abroad_dead: routers_refuse": Told(
        lambda r: fail(r.well(*HOME), (*ABROAD, *ANCHORS_ABROAD), UNREACHABLE), "whitelist_mode unsure"
    ),
    "most_abroad_dead: big_packets_lost": Told(
        lambda r: fail(r.well(*HOME[:1], *ANCHORS_ABROAD), ABROAD, TIMEOUT, step=Step.TLS), "whitelist_mode unsure"
    ),
    "most_abroad_dead: captive_portal": Told(
        lambda r: fail(pages(r.well(*HOME[:1], raw()), HOTEL), (*ABROAD, *ANCHORS_ABROAD, *UDP), TIMEOUT),
        "captive_portal unsure",
    ),
    "most_abroad_dead: lossy_line": Told(lossy_and_dead_abroad, "whitelist_mode likely home_only"),
    "most_abroad_dead: one_family_gone": Told(only_six, "online likely ipv4_gone"),
    "others_answer_plainly: captive_portal proxy_with_error closed_network": Told(
        answered_plainly(3), "captive_portal unsure"
    ),
    "all_certificates_swapped: intercepted company_gateway antivirus": Told(
        certificates(Failure.CERT_UNTRUSTED), "intercepted sure"
    ),
    "all_certificates_swapped: this_computer": Told(with_timestamps, "online unsure"),
    "all_certificates_swapped: captive_portal": Told(
        lambda r: fail(pages(r.well(*ANCHORS), HOTEL, *RIGHT[1:]), ABROAD, Failure.CERT_UNTRUSTED, 1, Step.TLS),
        "intercepted likely",
    ),
    "all_certificates_swapped: router_without_line": Told(certificates(Failure.CERT_NAME), "intercepted likely"),
    "local_root_trusted: intercepted company_gateway antivirus": Told(local_roots, "intercepted sure"),
    "narrow_line: narrow_line": Told(narrow(), "unstable sure narrow"),
    "narrow_line: neutral_sites_slowed abroad_slowed": Told(narrow(16.0), "unstable unsure narrow"),
    "abroad_slowed: abroad_slowed neutral_sites_slowed": Told(slow_abroad(0.2), "unstable likely abroad_slowed"),
    "handshakes_die: handshakes_die": Told(half_die(RESET), "unstable sure handshakes_die"),
    "handshakes_die: lossy_line": Told(lost_handshakes_too, "unstable sure packets_lost"),
    "handshakes_die: computer_busy": Told(half_die(TIMEOUT, busy=True), "unstable likely handshakes_die"),
    "lossy_line: lossy_line out_of_ports": Told(lambda r: lost(r, counted=True), "unstable sure packets_lost"),
    "lossy_line: computer_busy": Told(lost, "unstable unsure packets_lost"),
    "ipv4_gone: one_family_gone": Told(over_v6, "online sure ipv4_gone"),
    "ipv6_gone: one_family_gone": Told(six_dead, "online sure ipv6_gone", Computer("linux", has_ipv6=True)),
    "far_line: far_line": Told(far_away, "online sure far"),
    "one_host_down: one_host_down": Told(
        lambda r: fail(r.well(*CONTROLS[1:]), CONTROLS[:1], TIMEOUT), "online sure one_host_down"
    ),
    "controls_answer: controls_answer": Told(lambda r: r.well(*CONTROLS, *ANCHORS), "online sure"),
}
"""What is observed, the state, certainty and degree that are told, and the computer where that matters."""
PAIRS = expand(STORIES)


def _case(telling: Telling, computer: Computer) -> NetworkCase:
    record = Record()
    telling(record)
    return NetworkCase(record.results(CONTROLLED), computer)


def test_every_explanation_has_a_story() -> None:
    assert set(PAIRS) == pairs(*NETWORK_FINDINGS)


@pytest.mark.parametrize(("finding", "truth"), PAIRS, ids="/".join)
def test_the_truth_stands_and_nothing_is_surer_than_it_lets(finding: str, truth: str) -> None:
    telling, said, beside = PAIRS[finding, truth]
    computer = beside or LINUX
    case = _case(telling, computer)
    found = diagnose(NETWORK_FINDINGS, case)
    assert found is not None
    assert found.finding.id == finding
    row = next(row for row in found.finding.hypotheses if row.id == truth)
    assert row.condition is None or row.condition(case)
    assert truth not in {each.id for each in found.diagnosis.excluded}
    verdict = judge_network(ControlResults(case.index, CONTROLLED), computer)
    assert " ".join(filter(None, (verdict.status, verdict.confidence, verdict.detail))) == said
    stands = next((rival.prior for rival in found.diagnosis.standing if rival.id == truth), None)
    if stands is not None:
        assert verdict.confidence is not Confidence.SURE
        assert stands is not Prior.COMMON or verdict.confidence is Confidence.UNSURE


def test_a_status_made_for_it_proves_a_sign_in_page() -> None:
    case = _case(lambda r: pages(cut(r), *[told(511)] * 3), LINUX)
    assert judge_network(ControlResults(case.index, CONTROLLED), LINUX).confidence is Confidence.SURE


def test_a_punished_address_proves_that_names_are_read() -> None:
    """After a name was said there, not even connections are answered: large packets that get lost leave them alone."""

    def punished(record: Record) -> None:
        record.well(CONTROLS[0], *HOME[:1])
        for each in ABROAD[1:]:
            record.about(each).fails(Step.TLS, TIMEOUT).later(1.0).fails(Step.TCP, TIMEOUT)

    case = _case(punished, LINUX)
    verdict = judge_network(ControlResults(case.index, CONTROLLED), LINUX)
    assert (verdict.status, verdict.detail) == ("whitelist_mode", "some_names_only")
    assert verdict.confidence is Confidence.SURE


@named_rows(
    ("telling", "said"),
    {
        "all that had accepted connections refuse them": (turned_away(3), "captive_portal likely"),
        "too few": (turned_away(2), "online sure"),
        "no page looks like a sign-in page": (turned_away(3, told(204)), "unstable unsure"),
        "too few, and no page does": (turned_away(2, told(204)), "online sure"),
        "one accepts a connection later": (lambda r: [turned_away(3)(r), r.well(ANCHORS_ABROAD[0])], "online sure"),
        "they answer nothing from then on, and a page looks like one": (
            turned_away(3, HOTEL, TIMEOUT),
            "captive_portal likely",
        ),
        "they answer nothing from then on": (turned_away(3, told(204), TIMEOUT), "unstable unsure"),
        "too few fall silent": (turned_away(2, told(204), TIMEOUT), "online sure"),
        "one answers later": (
            lambda r: [turned_away(3, told(204), TIMEOUT)(r), r.well(ANCHORS_ABROAD[0])],
            "online sure",
        ),
        "they never accepted any": (
            lambda r: fail(pages(r.well(*CONTROLS), HOTEL), ANCHORS_ABROAD, Failure.REFUSED),
            "online sure",
        ),
    },
)
def test_a_sign_in_page_that_comes_back_turns_everybody_away(telling: Telling, said: str) -> None:
    verdict = judge_network(ControlResults(_case(telling, LINUX).index, CONTROLLED), LINUX)
    assert f"{verdict.status} {verdict.confidence}" == said
