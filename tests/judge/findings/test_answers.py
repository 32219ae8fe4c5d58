"""What an answer may be worth: for each hypothesis of each finding about answers a story in which it is true."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, diagnose
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.messenger_case import PathLoss
from dialtone.judge.endpoint.servers import Refusals
from dialtone.judge.findings import answers
from dialtone.judge.network.control_results import ControlResults, HostingTrouble, Trouble
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint, Operator
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.verdict import Diagnosis, NetworkVerdict, Rival, shows
from dialtone.model.vocabulary import (
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Prior,
    Step,
    Weight,
    Wire,
)
from judge.factory import (
    ALL_PASSED,
    Story,
    brief,
    case_of,
    having,
    https,
    knowing,
    online,
    raw,
    relay,
    sample,
    small_ground,
    story,
)
from judge.stories import Tell, check_pair, expand, find, findings_of, pairs
from named_rows import named_rows

CHAT, CENTRE, RELAY = https(), raw(), relay()
KNOWN = replace(CHAT, healthy=200)
SOCKET = replace(CHAT, wire=Wire.WEBSOCKET)
GATEWAY = replace(CHAT, wire=Wire.TLS)
PERSONS = replace(https(), of_person=True)
OTHER = https("other/chat", "chat.other.example")
FAR = online(round_trip=0.5)
NARROW = replace(
    online(NetworkStatus.UNSTABLE),
    diagnosis=Diagnosis("narrow_line", COMMON, standing=(Rival("abroad_slowed", UNCOMMON),)),
)
RESET, TIMEOUT = Failure.RESET, Failure.TIMEOUT
LINE_CUTS = having(failures={Step.TLS: (10, 20)})

Telling = Callable[[Story], Story]


def told(
    telling: Telling,
    endpoint: Endpoint = CHAT,
    network: NetworkVerdict | None = None,
    results: ControlResults = ALL_PASSED,
    **known: object,
) -> Callable[[], EndpointCase]:
    def case() -> EndpointCase:
        found = case_of(telling(story(endpoint)), endpoint, network, results=results)
        return knowing(found, **known) if known else found

    return case


def also_cut(s: Story) -> Story:
    """Another messenger's handshakes are cut off on the same line."""
    s.record.about(OTHER).fails(Step.TLS, RESET, times=2)
    return s


def cut(passed: int, times: int, failure: Failure = RESET, neutral: int = 0) -> Telling:
    def telling(s: Story) -> Story:
        for _ in range(neutral):
            s.neutral_name()
        return s.answers().again(times=passed - 1).again(failure, times=times)

    return telling


def refuses(
    network: NetworkVerdict | None = None, *, one_country: bool = False, known: bool = True
) -> Callable[[], EndpointCase]:
    def case() -> EndpointCase:
        found = case_of(story(CHAT).answers(status=451), CHAT, network)
        refusals = Refusals(found.own_attempts, found.own_attempts if known else ())
        return knowing(found, refusals=refusals, serves_one_country=one_country)

    return case


STALLED = Failure.STALLED
BESIDE = having(lasting=(sample(10.0, 0.0, 60.0),))


def untold(exchanges: int = 2) -> Callable[[], EndpointCase]:
    """They do, and the system does not say whether what was sent last arrived."""

    def case() -> EndpointCase:
        s = story(CHAT).answers().keeps(STALLED, lived=4.0, times=3, exchanges=exchanges)
        for step in s.observations:
            if isinstance(step.facts, dict):
                step.facts.pop(Fact.DELIVERED, None)
        return case_of(s, CHAT, results=BESIDE)

    return case


def silenced(s: Story) -> Story:
    """Connections that were kept open go silent after four seconds."""
    return s.answers().keeps(STALLED, lived=4.0, times=3)


def body_arrives_elsewhere(seconds: float = 0.4, *, elsewhere: bool = True) -> Telling:
    """A body sent to it does not arrive in time; another server takes one in so many seconds, at another moment."""

    def telling(s: Story) -> Story:
        s.answers().sends(18_000, 8.8, TIMEOUT, delivered=False)
        if elsewhere:
            s.record.about(OTHER).later(20.0).sends(18_000, seconds)
        return s

    return telling


VPN = online(NetworkStatus.ONLINE, NetworkFlag.VPN)
LOSS = PathLoss(frozenset({"157.240.0.0/16"}), frozenset(), (1,), True)
DROWNING = replace(LOSS, nearly_all=True)
SHARE = cut(6, 6)
CLOUD_ERRS = HostingTrouble(Operator("cloud", ("157.240.0.0/16",), "made up"), Trouble.ERRS, (1,))


def errs_beside_it(*hosts: str) -> Tell:
    """Nothing but its certificate is read, and other names of the messenger answer with errors at its address."""
    others = [https(f"app/{host}", f"{host}.example.org") for host in hosts]

    def case() -> EndpointCase:
        s = story(GATEWAY).answers()
        for other in others:
            s.record.about(other).fails(Step.HTTP, Failure.HTTP_ERROR, times=2)
        return case_of(s, GATEWAY, None, *others)

    return case


REGION = Operator("cloud-region", ("157.240.0.0/16",), "made up")
OTHER_CLOUD = Operator("other-cloud", ("1.1.0.0/16",), "made up")


def beside_a_frozen_company(*regions: Operator, page_at: str = "") -> ControlResults:
    """Readings stall at another hosting company; `page_at`: an address from which a long one came whole."""
    known = ControlResults(AttemptIndex(()), replace(small_ground(), regions=regions))
    pages = (replace(sample(1e6, 0.0, 1.0), target=f"{page_at}:443"),) if page_at else ()
    return having(known, hosting_troubles=(HostingTrouble(OTHER_CLOUD, Trouble.FROZEN, (1,)),), pages=pages)


STORIES: Mapping[str, Tell] = {
    "service_refuses: refused_here block_page": refuses(),
    "service_refuses: refuses_tunnel": refuses(VPN),
    "service_refuses: refuses_abroad": refuses(one_country=True),
    "service_refuses: answers_everybody_so": refuses(known=False),
    "rate_limited: refuses_for_now": told(lambda s: s.answers(status=429)),
    "intermittent: name_filtered": told(cut(1, 11, neutral=3)),
    "intermittent: address_blocked own_firewall": told(lambda s: s.answers().again(TIMEOUT, times=8, step=Step.TCP)),
    "intermittent: protocol_filtered": told(lambda s: s.fails(Step.MTPROTO, RESET, times=11).answers(), CENTRE),
    "intermittent: handshakes_blocked": told(lambda s: s.fails(Step.TLS, RESET, times=11).answers()),
    "intermittent: name_filtered_at_times": told(cut(6, 6, neutral=3)),
    "intermittent: by_share catalogue_old": told(SHARE),
    "intermittent: lossy_line": told(cut(6, 6, TIMEOUT)),
    "intermittent: loses_on_its_way service_overloaded": told(SHARE, path_loss=LOSS),
    "intermittent: calls_filtered": told(
        lambda s: s.answers(sent=3).fails(Step.STUN, TIMEOUT, times=3, sent=3), RELAY, datagram_loss=DROWNING
    ),
    "intermittent: passing_loss": told(SHARE, path_loss=replace(LOSS, often=False)),
    "intermittent: server_had_enough": told(lambda s: cut(1, 11)(s.later(1))),
    "intermittent: by_chance": told(cut(2, 2), results=LINE_CUTS),
    "intermittent: line_fails_alike": told(SHARE, results=LINE_CUTS),
    "intermittent: this_computer": told(
        lambda s: s.answers().fails(Step.TLS, RESET, times=4),
        network=online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY),
    ),
    "intermittent: way_of_ones_own": told(
        lambda s: s.answers(via="tunnel").fails(Step.TLS, RESET, times=2, via="tunnel")
    ),
    "only_connects: works taken_by_a_box stops_after_greeting": told(
        lambda s: s.answers(), replace(raw(Wire.TCP), weight=Weight.CONNECTS)
    ),
    "only_connects: by_share": told(lambda s: also_cut(s.answers()), replace(raw(Wire.TCP), weight=Weight.CONNECTS)),
    "other_server: another_site says_it_otherwise": told(lambda s: s.answers(text_as_expected=False), PERSONS),
    "greeting_answered: works": told(lambda s: s.answers()),
    "greeting_answered: by_share": told(lambda s: s.answers().fails(Step.TLS, RESET)),
    "greeting_answered: handshakes_die too_short_to_tell passes_at_first dies_later": told(
        lambda s: also_cut(s.answers())
    ),
    "greeting_answered: loses_on_its_way service_overloaded": told(lambda s: s.answers(), path_loss=LOSS),
    "greeting_answered: passing_loss": told(lambda s: s.answers(), path_loss=replace(LOSS, often=False)),
    "greeting_answered: throttled_unseen": told(lambda s: s.answers(), network=FAR),
    "greeting_answered: throttled": told(body_arrives_elsewhere()),
    "greeting_answered: abroad_slowed": told(lambda s: s.answers(), network=NARROW),
    "greeting_answered: stops_after_greeting": told(lambda s: s.answers(), raw(Wire.WHATSAPP_NOISE)),
    "greeting_answered: too_poor_for_calls": told(lambda s: s.answers(), replace(CENTRE, wire=Wire.STUN_TCP)),
    "greeting_answered: calls_filtered": told(lambda s: s.answers(sent=3), RELAY, datagram_loss=DROWNING),
    "greeting_answered: refused_here": told(lambda s: s.answers(status=403), SOCKET),
    "greeting_answered: frozen": told(lambda s: s.answers(), results=beside_a_frozen_company(REGION)),
    "greeting_answered: service_down": errs_beside_it("web", "files"),
    "greeting_answered: outage_reported": told(lambda s: s.answers(), outage_reported=(1,)),
    "greeting_answered: hosting_limited": told(
        lambda s: s.answers(), results=having(hosting_troubles=(replace(CLOUD_ERRS, trouble=Trouble.FROZEN),))
    ),
    "stopped_later: dies_later server_stops": told(silenced, results=BESIDE),
    "stopped_later: line_stops forgotten_on_the_way just_woke": told(silenced),
    "stopped_later: ends_quiet_connections": untold(),
    "stopped_later: loses_on_its_way service_overloaded": told(silenced, path_loss=LOSS),
    "stopped_later: passing_loss": told(silenced, path_loss=replace(LOSS, often=False)),
    "unproved: impostor": told(lambda s: s.fails(Step.PROOF, Failure.CLOSED, times=3), CENTRE),
    "unproved: new_key": told(lambda s: s.fails(Step.PROOF, Failure.BAD_ANSWER, times=3), CENTRE),
    "server_trouble: service_down our_request_wrong": told(
        lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2), KNOWN
    ),
    "server_trouble: answers_everybody_so": told(
        lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2, status=503), https(read_bytes=32_768)
    ),
    "server_trouble: passing_trouble": told(lambda s: s.fails(Step.WEBSOCKET, Failure.HTTP_ERROR), SOCKET),
    "error_reached: answers_everybody_so service_down": told(lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR)),
    "error_reached: operator_down": told(
        lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR), results=having(ALL_PASSED, hosting_troubles=(CLOUD_ERRS,))
    ),
    "error_reached: outage_reported": told(lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR), outage_reported=(1,)),
}
PAIRS, FINDINGS = expand(STORIES), findings_of(answers)
del FINDINGS["not_enough"], FINDINGS["not_tried"]


def test_every_hypothesis_has_a_story() -> None:
    assert set(PAIRS) == pairs(*FINDINGS.values())


@pytest.mark.parametrize(("finding", "hypothesis"), PAIRS)
def test_the_truth_stands_where_it_is_true(finding: str, hypothesis: str) -> None:
    check_pair(FINDINGS[finding], hypothesis, PAIRS[finding, hypothesis]())


FOUND = (
    "service_refuses: refused_here",
    "intermittent: name_filtered address_blocked protocol_filtered handshakes_blocked name_filtered_at_times by_share",
    "stopped_later: dies_later",
    "greeting_answered: works",
    "server_trouble: service_down",
    "error_reached: outage_reported operator_down",
)


@pytest.mark.parametrize(("finding", "hypothesis"), expand(dict.fromkeys(FOUND)))
def test_the_truth_is_found(finding: str, hypothesis: str) -> None:
    assert find(FINDINGS[finding], PAIRS[finding, hypothesis]()).diagnosis.hypothesis == hypothesis


@pytest.mark.parametrize(("hosts", "errs"), [(("web", "files"), True), (("web",), False), ((), False)])
def test_a_certificate_says_little_where_the_rest_of_its_address_errs(hosts: tuple[str, ...], *, errs: bool) -> None:
    """MAX was overloaded in February 2026: two names at the address of its messages answered 503."""
    verdict = judge_endpoint(errs_beside_it(*hosts)())
    assert brief(verdict) == ("works unsure" if errs else "works sure")
    assert shows(verdict, EvidenceKind.SERVER_TROUBLE) is errs


def confidence(telling: Telling, endpoint: Endpoint = CHAT, **known: object) -> str:
    found = diagnose((answers.ANSWERED,), told(telling, endpoint, **known)())  # type: ignore[arg-type]
    return found.diagnosis.confidence.value if found else ""


@named_rows(
    ("telling", "said"),
    {
        "each time": (lambda s: s.answers(status=429, times=2), "unknown service_refuses"),
        "once, and then it answered": (lambda s: s.answers(status=429).answers(status=200), "works"),
        "it wants an account": (lambda s: s.answers(status=401), "works"),
    },
)
def test_a_server_that_was_asked_too_often_shows_nothing_of_what_it_does(telling: Telling, said: str) -> None:
    """Discord limits an address, which a provider gives to hundreds of customers."""
    assert brief(judge_endpoint(told(telling)())).rpartition(" ")[0] == said


def test_works_is_sure_only_where_nothing_on_the_line_is_odd() -> None:
    """A filter that cuts later than a check looks is expected where another one was seen, and not on a sound line."""
    assert confidence(lambda s: s.answers()) == "sure"
    assert confidence(lambda s: also_cut(s.answers())) == "unsure"
    assert (
        confidence(lambda s: s.answers(), network=online(NetworkStatus.ONLINE, NetworkFlag.CALLS_FILTERED)) == "unsure"
    )


@named_rows(
    ("telling", "network", "said"),
    {
        "losing packets, and nothing was read": (
            lambda s: s.answers(),
            online(NetworkStatus.UNSTABLE, lossy=True),
            "likely",
        ),
        "far, and a page came as slowly as a slowed one": (lambda s: s.reads(32_768, 1.7), FAR, "likely"),
        "far, and a page came fast": (lambda s: s.reads(32_768, 0.6), FAR, "sure"),
        "not that far": (lambda s: s.reads(32_768, 1.7), online(round_trip=0.4), "sure"),
        "far, and something is cut on this line": (lambda s: also_cut(s.reads(32_768, 1.7)), FAR, "unsure"),
    },
)
def test_a_line_that_would_hide_a_throttle_leaves_it_open(telling: Telling, network: NetworkVerdict, said: str) -> None:
    assert confidence(telling, network=network) == said


def test_cut_before_and_in_the_handshake_is_not_cut_in_its_own_protocol() -> None:
    """As it was found: with both kinds of failure, every try counted as past the handshake."""
    tries = told(lambda s: s.answers().again(RESET, times=8, step=Step.TLS).again(TIMEOUT, times=8, step=Step.TCP))
    case = tries()
    assert brief(judge_endpoint(case)) == "blocked unexplained likely"


@pytest.mark.parametrize(("for_good", "said"), [(True, "slow unexplained likely"), (False, "slow throttled likely")])
def test_connections_that_never_come_about_by_turns_are_no_loss(*, for_good: bool, said: str) -> None:
    """Of packets that get lost some arrive when they are sent again; of these connections none comes about."""
    loss = replace(LOSS, for_good=for_good)
    case = told(lambda s: s.answers().fails(Step.TCP, TIMEOUT), path_loss=loss)()
    assert brief(judge_endpoint(case)) == said


def excluded(telling: Telling, endpoint: Endpoint = CHAT) -> set[str]:
    found = diagnose((answers.ANSWERED,), told(telling, endpoint)())
    return {e.id for e in found.diagnosis.excluded} if found else set()


@pytest.mark.parametrize("genuine", [True, False])
def test_the_speed_of_an_intercepted_page_is_the_interceptors(*, genuine: bool) -> None:
    page = https("app/page", "page.app.example")
    s = also_cut(story(CHAT).answers())
    s.record.about(page).reads(32_768, 0.1, mozilla=genuine)
    found = find(answers.ANSWERED, case_of(s, CHAT, None, page))
    assert ("too_short_to_tell" in {e.id for e in found.diagnosis.excluded}) is genuine


@pytest.mark.parametrize("trouble", [Trouble.FROZEN, Trouble.SLOW, Trouble.DEAD, None])
def test_where_a_company_freezes_pages_of_another_say_nothing_of_it(trouble: Trouble | None) -> None:
    """Russia freezes what comes from some hosting companies, and Signal's files lie at two."""
    page = https("app/page", "page.app.example")
    s = also_cut(story(CHAT).answers())
    s.record.about(page).reads(32_768, 0.1)
    troubles = (replace(CLOUD_ERRS, trouble=trouble),) if trouble else ()
    found = find(answers.ANSWERED, case_of(s, CHAT, None, page, results=having(hosting_troubles=troubles)))
    standing = {rival.id for rival in found.diagnosis.standing}
    assert ("too_short_to_tell" in standing) is (trouble in (Trouble.FROZEN, Trouble.SLOW))
    assert ("hosting_limited" in standing) is (trouble is Trouble.FROZEN)


@named_rows(
    ("results", "may_freeze"),
    {
        "its own company is one of those": (beside_a_frozen_company(REGION), True),
        "a long page came from there": (beside_a_frozen_company(REGION, page_at="157.240.9.9"), False),
        "its network is no hosting company's": (beside_a_frozen_company(), False),
        "nothing freezes": (having(), False),
    },
)
def test_where_one_company_freezes_another_may(results: ControlResults, *, may_freeze: bool) -> None:
    """Russia, October 2025: of Wire's servers at Amazon, frozen like Cloudflare's, nothing long was read."""
    found = find(answers.ANSWERED, told(lambda s: s.answers(), results=results)())
    assert (Rival("frozen", COMMON) in found.diagnosis.standing) is may_freeze


def test_ten_seconds_of_short_exchanges_tell_nothing_of_pages() -> None:
    page = replace(CHAT, read_bytes=32_768)
    assert excluded(lambda s: also_cut(s.answers().keeps())) >= {"dies_later", "too_short_to_tell"}
    assert excluded(lambda s: also_cut(s.answers().keeps()), page) == {"dies_later"}


def test_what_lasted_and_passed_eight_times_works_for_sure_beside_a_filter() -> None:
    assert confidence(lambda s: also_cut(s.answers().again(times=6).keeps())) == "sure"
    assert confidence(lambda s: also_cut(s.answers().again(times=5).keeps())) == "likely", "too few to know a share"
    assert confidence(lambda s: also_cut(s.answers().again(times=7))) == "unsure", "nobody knows how long it lasts"
    assert confidence(lambda s: also_cut(s.answers().again(times=6).keeps()), is_cut=True) == "likely"


@named_rows(
    ("failure", "at_its_address", "said"),
    {
        "at its address": (STALLED, True, "blocked frozen likely"),
        "elsewhere": (STALLED, False, "works unsure"),
        "lived there": (None, True, "works sure"),
    },
)
def test_what_dies_at_an_address_dies_there_under_another_name_too(
    failure: Failure | None, at_its_address: bool, said: str
) -> None:
    """Slack's two names for sockets may lead to one server, of which a check keeps one connection open."""
    backup = https("app/backup", "backup.example.org")
    s = story(CHAT).answers().keeps(failure, lived=4.0, times=3)
    s.record.about(backup).answers(s.home if at_its_address else "198.51.100.9", origin="system")
    assert brief(judge_endpoint(case_of(s, backup, None, CHAT, results=BESIDE))) == said


def test_an_error_at_the_apps_own_path_is_no_habit_of_its_front_page() -> None:
    errs = told(lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2))
    at_own_path = told(lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2), replace(CHAT, path="/api/messages"))
    assert brief(judge_endpoint(errs())) == "works unsure"
    assert brief(judge_endpoint(at_own_path())) == "unknown unexplained unsure"


@named_rows(
    ("telling", "surely"),
    {
        "it went silent, once": (lambda s: s.answers().keeps(STALLED, lived=4.0), "likely"),
        "it was reset": (lambda s: s.answers().keeps(RESET, lived=4.0), "likely"),
        "all arrived, and the server says no more": (
            lambda s: s.answers().keeps(STALLED, lived=4.0, delivered=True),
            "sure",
        ),
    },
)
def test_an_end_that_a_server_may_have_meant_takes_no_word_back(telling: Telling, surely: str) -> None:
    case = told(telling)()
    found = diagnose((answers.STOPPED_LATER, answers.ANSWERED), case)
    assert found is not None
    assert (found.claim.status.value, found.diagnosis.confidence.value) == ("works", surely)


@pytest.mark.parametrize(
    ("results", "said"), [(BESIDE, ("blocked", "frozen", "likely")), (ALL_PASSED, ("unknown", "frozen", "unsure"))]
)
def test_a_later_stop_is_blamed_where_a_neutral_one_lasts(results: ControlResults, said: tuple[str, str, str]) -> None:
    found = find(answers.STOPPED_LATER, told(silenced, results=results)())
    assert found.claim.cause is not None
    assert (found.claim.status.value, found.claim.cause.value, found.diagnosis.confidence.value) == said


def test_where_the_system_does_not_tell_what_arrived_silence_counts_after_an_answer() -> None:
    found = find(answers.STOPPED_LATER, untold()())
    assert found.diagnosis.confidence is Confidence.UNSURE
    assert diagnose((answers.STOPPED_LATER,), untold(exchanges=0)()) is None


def test_an_outage_that_its_status_page_reports_is_sure() -> None:
    case = told(lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2), KNOWN, outage_reported=(1,))()
    found = find(answers.SERVER_TROUBLE, case)
    assert found.diagnosis.confidence is Confidence.SURE


@named_rows(
    ("prior", "at_home", "certainty"),
    {
        "no page at home was read": (UNCOMMON, False, Confidence.UNSURE),
        "one at home was as slow": (RARE, False, Confidence.LIKELY),
        "it is at home": (UNCOMMON, True, Confidence.SURE),
        "the line itself is narrow": (None, False, Confidence.SURE),
    },
)
def test_a_slowed_line_leaves_an_answer_unsure(prior: Prior | None, at_home: bool, certainty: Confidence) -> None:
    standing = (Rival("abroad_slowed", prior),) if prior else ()
    network = replace(NARROW, diagnosis=replace(NARROW.diagnosis, standing=standing))
    found = find(answers.ANSWERED, told(lambda s: s.answers(), network=network, at_home=at_home)())
    assert (found.claim.status, found.diagnosis.confidence) == (FunctionStatus.WORKS, certainty)


@named_rows(
    ("telling", "certainty"),
    {
        "another server takes it at once": (body_arrives_elsewhere(), Confidence.UNSURE),
        "it is as slow there": (body_arrives_elsewhere(8.8), Confidence.SURE),
        "no other was sent one": (body_arrives_elsewhere(elsewhere=False), Confidence.SURE),
    },
)
def test_a_body_that_arrives_elsewhere_alone_leaves_a_doubt(telling: Telling, certainty: Confidence) -> None:
    found = find(answers.ANSWERED, told(telling)())
    assert (found.claim.status, found.diagnosis.confidence) == (FunctionStatus.WORKS, certainty)


@pytest.mark.parametrize(("seconds", "prior"), [(0.02, COMMON), (0.095, UNCOMMON)])
def test_a_box_on_the_way_seldom_accepts_as_late_as_what_is_abroad(seconds: float, prior: Prior) -> None:
    """Not excluded: behind a satellite's hop, one in this country accepts late as well."""
    chat = replace(raw(Wire.TCP), weight=Weight.CONNECTS)
    results = having(distance=0.1)
    found = find(answers.ONLY_CONNECTS, told(lambda s: s.fails(Step.TCP, None, seconds=seconds), chat, FAR, results)())
    assert Rival("taken_by_a_box", prior) in found.diagnosis.standing
    assert Rival("stops_after_greeting", COMMON) in found.diagnosis.standing


def test_a_try_over_a_dead_family_does_not_make_a_page_that_errs_well() -> None:
    """Instagram's page, interface and phones' interface answered 503, and nobody over IPv6, which was dead."""
    page = https(read_bytes=32_768)
    err = told(lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2, status=503).fails(Step.TCP, TIMEOUT), page)
    assert brief(judge_endpoint(err())) == "down service_down unsure"
