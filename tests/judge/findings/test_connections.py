"""No connection comes about: for each thing that may be behind it a story in which it is, and what is said then."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.attempts import Attempt
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.connections import NO_CONNECTION
from dialtone.judge.network.control_results import ControlResults, HostingTrouble, Trouble
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint, Operator
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, FunctionStatus, NetworkDetail, NetworkFlag, NetworkStatus, Step
from judge.factory import (
    THERE,
    Record,
    Story,
    brief,
    case_of,
    connected,
    having,
    https,
    knowing,
    online,
    raw,
    small_ground,
    story,
)
from judge.neutral_hosts import ANCHORS_ABROAD
from judge.stories import check_pair, find
from named_rows import named_rows

CHAT = https()
TIMEOUT, REFUSED, UNREACHABLE = Failure.TIMEOUT, Failure.REFUSED, Failure.UNREACHABLE
CALM = having(
    failures={Step.TCP: (0, 20)}, families=frozenset({4, 6}), connects=tuple(connected(1.0, n, n + 1) for n in range(9))
)
"""Twenty connections to neutral hosts stood, none failed, and each was seen as soon as it stood."""
CLOUD = HostingTrouble(Operator("cloud", ("157.240.0.0/16",), "made up"), Trouble.DEAD, (1,))

Telling = Callable[[Story], Story]


def silent(*addresses: str, failure: Failure = TIMEOUT) -> Telling:
    """Tries a second apart that end without a connection."""

    def told(s: Story) -> Story:
        for address in addresses or ("", ""):
            s = s.fails(Step.TCP, failure, address).later(1)
        return s

    return told


def refused(after: float, failure: Failure = REFUSED) -> Telling:
    return lambda s: s.fails(Step.TCP, failure, seconds=after).later(1).fails(Step.TCP, failure, seconds=after)


def at(address: str, failure: Failure = TIMEOUT, abroad: str = "") -> Telling:
    """The system and a resolver abroad give one address, and no connection to it comes about."""
    return lambda s: silent(address, address, failure=failure)(s.system(address).trusted(abroad or address))


TWICE = silent()
SEVERAL = silent("", THERE, "")
"""Silent in two parts of the internet at once."""
META = Operator("meta", ("157.240.0.0/16",), "made up")
BUSY = online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY)


def case(
    telling: Telling = TWICE,
    results: ControlResults = CALM,
    network: NetworkVerdict | None = None,
    endpoint: Endpoint = CHAT,
    **known: object,
) -> EndpointCase:
    told = case_of(telling(story(endpoint)), endpoint, network, results=results)
    return knowing(told, **known) if known else told


OWN = replace(CHAT, of_person=True)
OUTBOX = replace(CHAT, port=587)
NO_MAIL_LEAVES = having(CALM, closed_ports=frozenset({465}), open_ports=frozenset({993}))
PAGE = replace(CHAT, id="app/page")
CUT_AT_ITS_NAME = case_of(story(PAGE).fails(Step.TLS, Failure.RESET), PAGE).own_attempts
"""What a filter ends that punishes an address for the name it heard."""


SITES = [control.endpoint for control in small_ground().sites]


def rejecting(*sites: Endpoint, failure: Failure = UNREACHABLE) -> list[Attempt]:
    """Collect what the controls show where connections to some of them are rejected, and the others stand."""
    record = Record().well(*(site for site in SITES if site not in sites))
    for site in sites:
        neutral = record.about(site)
        neutral.system(neutral.home).fails(Step.TCP, failure)
    return record.results().rejected


REJECTED = rejecting(*SITES[:3])


MANY_FAIL = having(CALM, failures={Step.TCP: (8, 20)})


def anchors_refusing(number: int) -> ControlResults:
    """Collect what the controls show where some anchors accept one connection and refuse the next."""
    record = Record().well(*ANCHORS_ABROAD)
    for anchor in ANCHORS_ABROAD[:number]:
        record.about(anchor).later(1).fails(Step.TCP, REFUSED)
    return record.results()


LATE = story(CHAT).takes(2.9, 2.9, 2.9).index.attempts_at(CHAT)
"""Another server of the messenger, on a way that holds every packet for more than a second."""


ALL_REFUSED = having(CALM, index=anchors_refusing(2).index, refused=anchors_refusing(2).refused)
"""Neutral hosts never failed otherwise, and refuse all connections from some moment on."""

TRUE: Mapping[str, tuple[EndpointCase, str]] = {
    "address_blocked": (case(SEVERAL), "blocked address_blocked likely"),
    "name_filtered": (case(SEVERAL, attempts=CUT_AT_ITS_NAME), "blocked address_blocked likely"),
    "one_place_down": (case(), "blocked address_blocked unsure"),
    "whole_service_down": (case(SEVERAL), "blocked address_blocked likely"),
    "outage_reported": (case(SEVERAL, outage_reported=(1,)), "down service_down likely"),
    "service_down": (case(SEVERAL, at_home=True), "down service_down unsure"),
    "captive_portal": (case(refused(0.04), ALL_REFUSED), "unknown unexplained unsure"),
    "routers_refuse": (case(refused(0.008, UNREACHABLE)), "blocked address_blocked unsure"),
    "refuses_itself": (case(refused(0.04)), "down service_down unsure"),
    "persons_server_off": (case(endpoint=OWN), "down service_down unsure"),
    "in_private_network": (case(at("10.20.0.5"), endpoint=OWN), "unknown unexplained unsure"),
    "operator_down": (case(results=having(CALM, hosting_troubles=(CLOUD,))), "unknown hosting_limited unsure"),
    "closed_to_abroad": (case(SEVERAL, serves_one_country=True), "unknown unexplained unsure"),
    "answers_late": (case(SEVERAL, attempts=LATE), "unknown unexplained unsure"),
    "out_of_ports": (case(silent(failure=UNREACHABLE), having(CALM, rejected=REJECTED)), "unknown unexplained unsure"),
    "port_closed": (
        case(SEVERAL, having(CALM, closed_ports=frozenset({993})), endpoint=replace(CHAT, port=993)),
        "unknown unexplained unsure",
    ),
    "one_family_gone": (case(SEVERAL, having(CALM, families=frozenset({6}))), "unknown unexplained unsure"),
    "by_chance": (case(SEVERAL, having(CALM, failures={Step.TCP: (0, 3)})), "blocked address_blocked unsure"),
    "line_fails_alike": (case(SEVERAL, having(CALM, failures={Step.TCP: (7, 20)})), "unknown unexplained unsure"),
    "this_computer": (case(SEVERAL, network=BUSY), "blocked address_blocked unsure"),
    "own_firewall": (case(SEVERAL), "blocked address_blocked likely"),
    "way_of_ones_own": (case(silent("198.18.0.7", "198.18.0.7")), "unknown unexplained unsure"),
    "catalogue_old": (case(SEVERAL), "blocked address_blocked likely"),
}
"""By hypothesis: what is seen where it is the truth, and what is said."""


def said(told: EndpointCase) -> str:
    found = find(NO_CONNECTION, told)
    return f"{found.claim.status} {found.claim.cause} {found.diagnosis.confidence}"


def test_every_hypothesis_has_a_story() -> None:
    assert set(TRUE) == {each.id for each in NO_CONNECTION.hypotheses}


@pytest.mark.parametrize("truth", TRUE)
def test_the_truth_always_stands_and_nothing_else_is_sure(truth: str) -> None:
    told, words = TRUE[truth]
    assert said(told) == words
    check_pair(NO_CONNECTION, truth, told)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (case(refused(0.008), having(CALM, company_distances=((META, 0.008),))), "unknown unexplained unsure"),
        (case(refused(0.008), having(CALM, connects_are_local=True)), "unknown unexplained unsure"),
        (case(refused(0.026), serves_one_country=True, at_home=True), "down service_down unsure"),
        (case(SEVERAL, serves_one_country=True, at_home=True), "down service_down unsure"),
        (case(SEVERAL, serves_one_country=True, at_home=True, attempts=CUT_AT_ITS_NAME), "unknown unexplained unsure"),
        (case(refused(0.008), outage_reported=(1,)), "blocked address_blocked likely"),
        (case(refused(0.008), having(MANY_FAIL, refused=anchors_refusing(2).refused)), "unknown unexplained unsure"),
        (
            case(refused(0.008), having(MANY_FAIL, refused=anchors_refusing(1).refused)),
            "blocked address_blocked unsure",
        ),
        (case(refused(0.008), ALL_REFUSED), "unknown unexplained unsure"),
        (case(refused(0.04), ALL_REFUSED), "unknown unexplained unsure"),
        (case(SEVERAL, ALL_REFUSED), "blocked address_blocked likely"),
        (case(refused(0.008), having(CALM, refused=anchors_refusing(2).refused)), "blocked address_blocked likely"),
        (case(refused(0.008), NO_MAIL_LEAVES, endpoint=OUTBOX), "unknown unexplained unsure"),
        (case(SEVERAL, serves_one_country=True, outage_reported=(1,)), "down service_down likely"),
        (
            case(
                silent("", THERE, failure=Failure.UNREACHABLE),
                network=online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY),
            ),
            "blocked address_blocked likely",
        ),
        (case(refused(0.008, UNREACHABLE), serves_one_country=True), "blocked address_blocked unsure"),
        (case(refused(0.04, UNREACHABLE), serves_one_country=True), "unknown unexplained unsure"),
        (case(refused(0.008, UNREACHABLE), living_blocks={"157.240.0.0/16"}), "blocked address_blocked unsure"),
        (case(refused(0.04, UNREACHABLE), living_blocks={"157.240.0.0/16"}), "unknown unexplained unsure"),
    ],
    ids=[
        "other hosts of its company are as near: a place of it in this country may refuse",
        "something near takes connections and refuses them in the place of all",
        "at home, as servers do on which nothing listens",
        "at home none of its servers accepts a connection",
        "at home another of its servers accepts one",
        "whatever its status page says",
        "neutral hosts that accepted connections are refused as well",
        "one of them is",
        "they are, though neutral hosts never fail otherwise",
        "they are, and the refusals may come from the servers",
        "they are, but these are silent",
        "they are, and accept others later",
        "nobody's mail is let out",
        "a service of one country admits an outage",
        "what a router says is heard by a busy computer, too",
        "a router near here rejects a service of one country: that service did not",
        "a router that may be the service's own",
        "a router near here rejects one of many servers in a range",
        "a router that may be in that range",
    ],
)
def test_who_ended_it(told: EndpointCase, words: str) -> None:
    assert said(told) == words


def name_dies_elsewhere(system: str) -> Telling:
    """The name dies at unrelated servers, and the system's address, which a resolver abroad gives or not, is silent."""
    return lambda s: at(system, abroad=THERE)(s).name_elsewhere(Failure.RESET).neutral_elsewhere(None)


@named_rows(
    ("told", "words"),
    {
        "where the name leads to a false address": (
            case(name_dies_elsewhere("195.175.254.2"), attempts=CUT_AT_ITS_NAME),
            "blocked name_filtered likely",
        ),
        "where its true address is silent": (
            case(name_dies_elsewhere(THERE), attempts=CUT_AT_ITS_NAME),
            "blocked address_blocked unsure",
        ),
        "where its app sends no name (Telegram's data centres, Kenya in November 2024)": (
            case(
                lambda s: TWICE(s).name_elsewhere(Failure.RESET).neutral_elsewhere(None),
                endpoint=raw(),
                attempts=CUT_AT_ITS_NAME,
            ),
            "blocked address_blocked unsure",
        ),
        "where it was shown to no unrelated server": (
            case(at("195.175.254.2", abroad=THERE), attempts=CUT_AT_ITS_NAME),
            "blocked address_blocked unsure",
        ),
    },
)
def test_a_name_that_dies_at_unrelated_servers(told: EndpointCase, words: str) -> None:
    """In Turkey in October 2024 the resolver lied about Discord, and connections with its names were reset as well."""
    assert said(told) == words


def beside(messenger: str, *addresses: str, rejected_first: bool = True) -> Telling:
    """A router rejects a connection to each of these servers, before or after they accept one; the own are rejected."""

    def told(s: Story) -> Story:
        for number, address in enumerate(addresses):
            server = s.record.about(replace(CHAT, id=f"{messenger}/server-{number}", messenger=messenger))
            for is_rejected in (rejected_first, not rejected_first):
                server.later(1).fails(Step.TCP, UNREACHABLE if is_rejected else None, address)
        return silent("", THERE, failure=UNREACHABLE)(s)

    return told


BESIDE = ("3.33.221.48", "149.154.167.98", "162.159.137.234")


@named_rows(
    ("told", "words"),
    {
        "others' servers, before they accept": (case(beside("other", *BESIDE)), "unknown unexplained unsure"),
        "others' servers, from some moment on": (
            case(beside("other", *BESIDE, rejected_first=False)),
            "blocked address_blocked likely",
        ),
        "those in two networks": (case(beside("other", *BESIDE[:2])), "blocked address_blocked likely"),
        "its own alone": (case(beside("app", *BESIDE)), "blocked address_blocked likely"),
    },
)
def test_what_routers_reject_in_passing(told: EndpointCase, words: str) -> None:
    """A provider's translator with a quota rejected every second connection, whoever was called."""
    assert said(told) == words


@named_rows(
    ("told", "words"),
    {
        "its computer is here, and nothing listens": (
            case(lambda s: at("10.20.0.5", REFUSED)(s).one_hop(REFUSED), endpoint=OWN),
            "down service_down unsure",
        ),
        "a person's server": (case(at("10.20.0.5"), endpoint=OWN), "unknown unexplained unsure"),
        "a company's": (case(at("10.20.0.5")), "unknown unexplained unsure"),
    },
)
def test_what_is_said_of_a_private_address(told: EndpointCase, words: str) -> None:
    """An office's names are often public, and its servers answer inside alone: the VPN is off, or the person is out."""
    assert said(told) == words


def test_a_neighbour_that_lives_speaks_against_a_block() -> None:
    """Filters drop ranges, and one machine of many may be dead: then neither is said."""
    assert find(NO_CONNECTION, case(living_blocks=frozenset({"157.240.0.0/16"}))).claim.status is FunctionStatus.UNKNOWN


def test_what_goes_through_a_helper_is_not_timed() -> None:
    """The helper takes the connection itself, and refuses it where its far end is gone."""
    told = case(lambda s: refused(0.001)(s), having(CALM))
    told.own_attempts = tuple(
        Attempt([replace(o, target="198.18.0.7:443") for o in t.steps]) for t in told.own_attempts
    )
    told.judged_attempts = told.own_attempts
    assert said(told) == "unknown unexplained unsure"


@pytest.mark.parametrize(("blocks", "said"), [(2, "unsure"), (3, "likely")])
def test_three_blocks_of_one_range_are_no_single_place(blocks: int, said: str) -> None:
    """Telegram's data centres stand in blocks of one range: all of them silent is no data centre that is down."""
    addresses = [f"157.240.{block}.60" for block in range(blocks)]
    assert brief(judge_endpoint(case(silent(*addresses, addresses[0])))) == f"blocked address_blocked {said}"


ANCHORS = tuple(replace(tcp, target=f"192.0.2.{place}:443") for place, tcp in enumerate(CALM.connects))
ACCEPTED = having(CALM, connects=ANCHORS)
DEAD = replace(ANCHORS[0], failure=TIMEOUT)
BEHIND = online(NetworkStatus.ONLINE, NetworkFlag.CLOCK_WRONG, controls=False)
LARGE_LOST = replace(online(NetworkStatus.UNSTABLE, controls=False), detail=NetworkDetail.LARGE_PACKETS_LOST)


@named_rows(
    ("network", "results", "said"),
    {
        "clock": (BEHIND, ACCEPTED, "blocked address_blocked unsure"),
        "large packets": (LARGE_LOST, ACCEPTED, "blocked address_blocked unsure"),
        "one got no answer": (BEHIND, having(ACCEPTED, gaps=(DEAD,)), "unknown unexplained unsure"),
        "a box accepts": (BEHIND, having(ACCEPTED, connects_are_local=True), "unknown unexplained unsure"),
        "a white list": (replace(BEHIND, status=NetworkStatus.WHITELIST_MODE), ACCEPTED, "unknown unexplained unsure"),
        "nobody knows": (online(controls=False), ACCEPTED, "unknown unexplained unsure"),
    },
)
def test_what_keeps_hosts_from_proving_themselves_stops_no_connection(
    network: NetworkVerdict, results: ControlResults, said: str
) -> None:
    """With a wrong clock nobody's certificate is valid; a server that accepts no connection showed none."""
    assert brief(judge_endpoint(case(SEVERAL, results, network))) == said


@named_rows(
    ("telling", "neutral", "status"),
    {
        "three are": (silent(failure=UNREACHABLE), rejecting(*SITES[:3]), "unknown"),
        "others are silent": (silent(failure=UNREACHABLE), rejecting(*SITES[:3], failure=TIMEOUT), "blocked"),
        "it is silent": (silent(), rejecting(*SITES[:3]), "blocked"),
    },
)
def test_where_others_are_rejected_none_is_blamed(telling: Telling, neutral: tuple[Attempt, ...], status: str) -> None:
    assert find(NO_CONNECTION, case(telling, having(CALM, rejected=neutral))).claim.status.value == status


def swallowed(silent_sites: int, late: int) -> ControlResults:
    """So many neutral sites accept no connection, and so many others only after the packet was sent again."""
    record = Record()
    for number, site in enumerate(SITES):
        neutral = record.about(site).system(record.about(site).home)
        if number < silent_sites:
            neutral.fails(Step.TCP, TIMEOUT)
        else:
            neutral.answers(resent=int(number >= len(SITES) - late))
    told = record.results()
    return having(CALM, unanswered=told.unanswered, resent=told.resent)


@named_rows(
    ("silent_sites", "late", "status"),
    {
        "three are silent, and three late": (3, 3, "unknown"),
        "none is late: they may be blocked": (3, 0, "blocked"),
        "two are silent": (2, 3, "blocked"),
    },
)
def test_where_any_connection_is_swallowed_none_is_singled_out(silent_sites: int, late: int, status: str) -> None:
    """A guard program let fifteen connections begin each second, and dropped what was more."""
    assert find(NO_CONNECTION, case(TWICE, swallowed(silent_sites, late))).claim.status.value == status


def test_rejected_neutral_connections_count_as_failed_where_their_family_leads_somewhere() -> None:
    """A translator without room rejects whoever asks; over IPv6 without a way out a rejection is nothing new."""
    record = Record().well(*SITES)
    told = record.about(SITES[0])
    told.fails(Step.TCP, UNREACHABLE, told.home, times=2).fails(Step.TCP, UNREACHABLE, "2001:db8::9")
    cut, _ = record.results().failures[Step.TCP]
    assert cut == 2


@named_rows(
    ("accepts_elsewhere", "said"),
    {
        "the company accepts nowhere, or is not known": (False, "down service_down unsure"),
        "other addresses of it accept": (True, "unknown unexplained unsure"),
    },
)
def test_a_persons_server_may_be_on_where_its_company_accepts_elsewhere(accepts_elsewhere: bool, said: str) -> None:
    """Spain drops single addresses of Cloudflare, and a server of one's own there was called switched off."""
    told = case(endpoint=OWN)
    vars(told.check)["silent_at_companies"] = [(META, list(told.unconnected))] if accepts_elsewhere else []
    assert brief(judge_endpoint(told)) == said
