"""From endpoints to functions, from functions to the messenger."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import pytest

from dialtone.judge.findings.calls import needs_messages
from dialtone.judge.findings.functions import FUNCTION_ROWS, Doubt, big_packets, network_at_fault, shared_slowness
from dialtone.judge.function_verdicts import FunctionCase, JudgedEndpoints, judge_function
from dialtone.judge.messenger_verdicts import judge_messenger, judge_whole
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import UNPUBLISHED, FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.verdict import (
    Diagnosis,
    EndpointVerdict,
    Evidence,
    Excluded,
    FunctionVerdict,
    MessengerVerdict,
    NetworkVerdict,
    Rival,
)
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkDetail,
    NetworkFlag,
    NetworkStatus,
    Prior,
    Wire,
)
from judge.factory import certain, function_case, judged_endpoint, online
from judge.recorded import judged
from named_rows import named_rows

SEEN = (Evidence(EvidenceKind.NOT_ENOUGH, (1,)),)
WORKS = judged_endpoint(FunctionStatus.WORKS, (), Confidence.SURE, SEEN)
UNSURE = judged_endpoint(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, SEEN)
CONNECTS = judged_endpoint(FunctionStatus.WORKS, (), Confidence.UNSURE, (Evidence(EvidenceKind.ONLY_CONNECTS, (2,)),))
CUT = judged_endpoint(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.SURE, SEEN)
CUT_AND_SLOW = replace(CUT, causes=(Cause.NAME_FILTERED, Cause.THROTTLED))
DEAD = judged_endpoint(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.LIKELY, SEEN)
DOWN = judged_endpoint(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.SURE, SEEN)
SLOW = judged_endpoint(FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.LIKELY, SEEN)
DOUBTED = replace(WORKS, timed=True, doubted=True)
CREEPS = replace(DOUBTED, always_slow=True)
FLAKY = judged_endpoint(FunctionStatus.SLOW, (Cause.UNEXPLAINED,), Confidence.LIKELY, SEEN)
FROZEN = judged_endpoint(FunctionStatus.BLOCKED, (Cause.FROZEN,), Confidence.LIKELY, SEEN)
DIES_LATER = replace(FROZEN, evidence=(Evidence(EvidenceKind.STOPPED_LATER, (3,)),))

MESSAGES, CALLS, MEDIA, WEB = Function.MESSAGES, Function.CALLS, Function.MEDIA, Function.WEB


def verdict_of(endpoint: EndpointVerdict, function: Function = MESSAGES) -> FunctionVerdict:
    return certain(FunctionVerdict(function, endpoint.status, endpoint.causes, endpoint.confidence, endpoint.evidence))


def case(
    network: NetworkVerdict | None = None,
    base: FunctionVerdict | None = None,
    measured: tuple[EndpointVerdict, ...] = (),
    pages: tuple[EndpointVerdict, ...] = (),
    own_pages: tuple[tuple[EndpointVerdict, ...], ...] = ((),),
    **facts: Any,
) -> FunctionCase:
    return function_case(network or online(), base, measured, pages=pages, own_pages=own_pages, **facts)


_OF_SPEED = ("speed_in_doubt", "pages_opened", "speed_not_measured", "other_host_timed")
SPEED_ROWS = tuple(row for row in FUNCTION_ROWS if isinstance(row, Doubt) and row.id in _OF_SPEED)
(UNTOLD_SLOWNESS,) = (row for row in FUNCTION_ROWS if isinstance(row, Doubt) and row.id == "untold_slowness")


def doubted(verdict: FunctionVerdict, told: FunctionCase) -> FunctionVerdict:
    for row in SPEED_ROWS:
        verdict = row(verdict, told) or verdict
    return verdict


def brief(told: FunctionVerdict) -> str:
    told = replace(told, confidence=told.diagnosis.confidence)
    return " ".join((told.status.value, *(c.value for c in told.causes), told.confidence.value))


def test_a_browser_may_refuse_the_root_that_the_app_trusts() -> None:
    national = judged_endpoint(FunctionStatus.WORKS, (), Confidence.SURE, (Evidence(EvidenceKind.NATIONAL_ROOT, (1,)),))
    endpoints = {"page": WORKS, "socket": national}
    assert brief(judge_function(FunctionRule(MESSAGES, (("socket",),)), endpoints)) == "works sure"
    assert brief(judge_function(FunctionRule(WEB, (("page",), ("socket",))), endpoints)) == "unknown unexplained unsure"
    assert brief(judge_function(FunctionRule(WEB, (("page",),)), endpoints)) == "works sure"


def messages_of(*groups: Sequence[EndpointVerdict]) -> FunctionVerdict:
    """Judge messages that need one endpoint of each group."""
    names = [[f"{place}/{n}" for n in range(len(group))] for place, group in enumerate(groups)]
    found = dict(zip(chain.from_iterable(names), chain.from_iterable(groups), strict=True))
    return judge_function(FunctionRule(MESSAGES, tuple(map(tuple, names))), found)


@named_rows(
    ("groups", "said"),
    {
        "the surer of two is enough": ([[CONNECTS, WORKS]], "works sure"),
        "of two that are needed the worst counts": ([[DOWN], [CUT]], "blocked name_filtered sure"),
        "the cause that most share comes first": ([[CUT, DEAD, DEAD]], "blocked address_blocked name_filtered likely"),
        "what is not known lowers the confidence": ([[CUT, UNSURE]], "blocked name_filtered likely"),
        "what is not known outweighs": ([[CUT, UNSURE, UNSURE]], "unknown unexplained unsure"),
        "slow is better than nothing": ([[SLOW, CUT]], "slow throttled likely"),
        "luck among blocked ones": ([[FLAKY, DEAD, DEAD]], "blocked address_blocked likely"),
        "luck beside one": ([[FLAKY, DEAD]], "slow unexplained likely"),
        "one that did not fail among those that come and go": ([[FLAKY, FLAKY, WORKS]], "slow unexplained likely"),
        "one of two comes and goes": ([[FLAKY, WORKS]], "works sure"),
    },
)
def test_function(groups: list[list[EndpointVerdict]], said: str) -> None:
    assert brief(messages_of(*groups)) == said
    assert brief(judge_function(FunctionRule(MESSAGES, (("a",),)), {})) == "unknown unsure", "nothing was observed"


MISSING = judged_endpoint(
    FunctionStatus.BLOCKED,
    (Cause.DNS_MISSING,),
    Confidence.SURE,
    (Evidence(EvidenceKind.NAME_MISSING, (1,)), Evidence(EvidenceKind.ONLY_THE_NAME, (2,))),
)


@pytest.mark.parametrize(("other", "alone"), [(MISSING, True), (WORKS, True), (UNSURE, False), (DEAD, False)])
def test_only_the_name_is_in_the_way_if_that_holds_for_all_it_needs(other: EndpointVerdict, alone: bool) -> None:
    found = messages_of([MISSING], [other])
    assert (EvidenceKind.ONLY_THE_NAME in {one.kind for one in found.evidence}) is alone
    assert found.causes == (*MISSING.causes, *(DEAD.causes if other is DEAD else ()))


@pytest.mark.parametrize(
    ("page", "said"),
    [(FROZEN, "blocked frozen likely"), (CUT, "works sure"), (DOWN, "works sure"), (FLAKY, "works sure")],
)
def test_only_the_speed_counts_of_a_page_for_speed(page: EndpointVerdict, said: str) -> None:
    rule = FunctionRule(MEDIA, (("a",),), speed=("page",))
    assert brief(judge_function(rule, {"a": WORKS, "page": page})) == said


@pytest.mark.parametrize(
    ("status", "endpoint", "said"),
    [
        (NetworkStatus.OFFLINE, CUT, "unknown offline sure"),
        (NetworkStatus.CAPTIVE_PORTAL, CUT, "unknown captive_portal sure"),
        (NetworkStatus.DNS_DOWN, CUT, "unknown dns_down sure"),
        (NetworkStatus.DNS_DOWN, WORKS, "works sure"),
        (NetworkStatus.WHITELIST_MODE, UNSURE, "blocked whitelist_mode sure"),
        (NetworkStatus.WHITELIST_MODE, WORKS, "works sure"),
        (NetworkStatus.INTERCEPTED, UNSURE, "unknown intercepted sure"),
        (NetworkStatus.INTERCEPTED, CUT, "blocked name_filtered sure"),
        (NetworkStatus.INTERCEPTED, DOWN, "down service_down sure"),
    ],
)
def test_network_at_fault(status: NetworkStatus, endpoint: EndpointVerdict, said: str) -> None:
    before = verdict_of(endpoint)
    assert brief(network_at_fault(before, case(online(status))) or before) == said


@pytest.mark.parametrize(
    ("of_one_country", "page", "said"),
    [
        (True, WORKS, "unknown unexplained unsure"),
        (True, UNSURE, "blocked whitelist_mode sure"),
        (False, WORKS, "blocked whitelist_mode sure"),
    ],
)
def test_a_list_that_holds_a_service_does_not_explain_what_fails(
    of_one_country: bool, page: EndpointVerdict, said: str
) -> None:
    """MAX may be out of order on a day on which only Russia's list opens, and its page opens all the same."""
    network, before = online(NetworkStatus.WHITELIST_MODE), verdict_of(UNSURE)
    one = function_case(network, serves_one_country=of_one_country)
    listed = replace(one, judged=replace(one.judged, direct={"page": page, "chat": UNSURE}))
    assert brief(network_at_fault(before, listed) or before) == said


@pytest.mark.parametrize(
    ("status", "named"), [(NetworkStatus.INTERCEPTED, True), (NetworkStatus.WHITELIST_MODE, False)]
)
def test_who_inspects_is_named_where_interception_explains_the_failure(status: NetworkStatus, named: bool) -> None:
    program = Evidence(EvidenceKind.INSPECTED_BY_PROGRAM, (3,), program="Kaspersky")
    swapped = replace(CUT, causes=(Cause.CERTIFICATE_SWAPPED,), evidence=(program,))
    told = network_at_fault(verdict_of(swapped), case(online(status)))
    assert told is not None
    assert (program in told.evidence) is named


@pytest.mark.parametrize("status", NetworkStatus)
def test_what_was_not_tested_stays_so(status: NetworkStatus) -> None:
    untested = certain(FunctionVerdict(CALLS, FunctionStatus.NOT_TESTED, why_not="no_test_without_account"))
    assert network_at_fault(untested, case(online(status))) is None


@pytest.mark.parametrize(
    ("messages", "said"),
    [(DIES_LATER, "unknown frozen unsure"), (UNSURE, "unknown unexplained unsure"), (SLOW, "works sure")],
)
def test_calls_follow_messages(messages: EndpointVerdict, said: str) -> None:
    before = verdict_of(WORKS, CALLS)
    assert brief(needs_messages(before, case(base=verdict_of(messages))) or before) == said


@named_rows(
    ("measured", "said"),
    {
        "one page is fast": ([SLOW, SLOW, replace(WORKS, timed=True)], "works sure"),
        "one page is short": ([SLOW, SLOW, WORKS], "slow throttled unsure"),
        "not by speed": ([FLAKY, FLAKY], "works sure"),
    },
)
def test_shared_slowness(measured: list[EndpointVerdict], said: str) -> None:
    before = verdict_of(WORKS)
    assert brief(shared_slowness(before, case(measured=tuple(measured))) or before) == said


@named_rows(
    ("pages", "others", "said"),
    {
        "another function's page": ([], [DOUBTED], "works unsure"),
        "one page is slow, the other in doubt": ([], [SLOW, DOUBTED], "works unsure"),
        "another function's page, and one is fast": ([], [DOUBTED, replace(WORKS, timed=True)], "works sure"),
        "its own page, and another's is fast": ([DOUBTED], [replace(WORKS, timed=True)], "works unsure"),
        "one of its own is fast": ([DOUBTED, replace(WORKS, timed=True)], [], "works sure"),
        "no page is in doubt": ([WORKS], [SLOW], "works sure"),
    },
)
def test_what_came_slowly_without_a_yardstick_is_doubted(
    pages: list[EndpointVerdict], others: list[EndpointVerdict], said: str
) -> None:
    told = case(pages=tuple(pages), measured=(*pages, *others))
    after = doubted(verdict_of(WORKS), told)
    assert brief(after) == said
    assert (after.diagnosis.standing == (Rival("slowed_unseen", Prior.COMMON),)) is (said == "works unsure")
    assert doubted(verdict_of(CUT), told) == verdict_of(CUT)


@named_rows(
    ("measured", "flags", "said"),
    {
        "a busy computer": ([CREEPS], (NetworkFlag.COMPUTER_BUSY,), "unknown unexplained unsure"),
        "a calm one": ([CREEPS], (), "works sure"),
        "it may have been read late": ([DOUBTED], (NetworkFlag.COMPUTER_BUSY,), "works sure"),
        "another page is quick": ([CREEPS, replace(WORKS, timed=True)], (NetworkFlag.COMPUTER_BUSY,), "works sure"),
    },
)
def test_a_busy_computer_that_cannot_tell_a_slowed_messenger_does_not_say_that_it_works(
    measured: list[EndpointVerdict], flags: tuple[NetworkFlag, ...], said: str
) -> None:
    told = case(replace(online(), flags=flags), measured=tuple(measured))
    before = verdict_of(WORKS)
    assert brief(UNTOLD_SLOWNESS(before, told) or before) == said
    assert UNTOLD_SLOWNESS(verdict_of(CUT), told) is None


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ([True], "works likely"),
        ([False], "works unsure"),
        ([None], "works unsure"),
        ([], "works unsure"),
        ([False, True, None], "works likely"),
    ],
)
def test_what_was_too_short_to_be_timed(pages: list[bool | None], said: str) -> None:
    read = tuple(replace(WORKS, timed=timed) for timed in pages)
    after = doubted(verdict_of(WORKS, Function.MEDIA), case(pages=read))
    assert brief(after) == said
    assert after.untimed


@named_rows(
    ("own", "other", "groups"),
    {
        "it was too short": (False, True, 1),
        "it was not read": (None, True, 1),
        "one of two groups was": (True, None, 2),
    },
)
def test_photos_are_sure_only_if_their_hosts_were_timed(own: bool | None, other: bool | None, groups: int) -> None:
    """Pakistan slowed the host of WhatsApp's photos, and its page came as fast as ever."""
    mine, another = replace(WORKS, timed=own), replace(WORKS, timed=other)
    before = verdict_of(WORKS, Function.MEDIA)
    told = case(pages=(mine, another), own_pages=((mine,), (another,))[:groups])
    assert brief(doubted(before, told)) == "works likely"


def test_a_page_is_on_the_hosts_of_a_group_if_one_of_its_servers_is_on_that_host() -> None:
    hosts = {"photos": "media.example.org", "file": "media.example.org", "page": "example.org", "address": None}
    endpoints = tuple(Endpoint(name, "app", Wire.HTTPS, 443, host) for name, host in hosts.items())
    found = dict(zip(hosts, (WORKS, SLOW, UNSURE, CUT), strict=True))
    judged = JudgedEndpoints(replace(APP, endpoints=endpoints), found)
    timed = ("page", "file", "photos", "not in the catalogue", "address")
    rule = FunctionRule(Function.MEDIA, (("photos",), ("address",)), speed=timed)
    assert FunctionCase(rule, judged, online()).own_pages == ((SLOW, WORKS), ())


def test_a_page_that_somebody_opened_on_the_way_tells_no_speed() -> None:
    read = judged_endpoint(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.SURE, timed=True)
    after = doubted(verdict_of(WORKS, Function.MEDIA), case(pages=(read,)))
    assert brief(after) == "works unsure"


@pytest.mark.parametrize(("others", "said"), [([], "works unsure"), ([WORKS], "works sure")])
def test_messages_are_doubted_where_every_page_was_opened_on_the_way(others: list[EndpointVerdict], said: str) -> None:
    """An office inspects the pages, and its provider slows the rest: the first answer to a greeting shows no speed."""
    read = judged_endpoint(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.SURE, timed=True)
    before = verdict_of(WORKS, Function.MESSAGES)
    after = doubted(before, case(measured=(read, *others)))
    assert brief(after) == said


def test_what_does_not_work_is_not_called_unmeasured() -> None:
    assert doubted(verdict_of(CUT, Function.MEDIA), case()) == verdict_of(CUT, Function.MEDIA)
    assert doubted(verdict_of(SLOW, Function.MEDIA), case()) == verdict_of(SLOW, Function.MEDIA)


@pytest.mark.parametrize("degree", [NetworkDetail.ABROAD_SLOWED, NetworkDetail.NARROW])
def test_slowness_is_shared_beyond_pages(degree: NetworkDetail) -> None:
    """Turkey slowed names, and the relays of Signal's calls have others."""
    calls = shared_slowness(verdict_of(WORKS, CALLS), case(measured=(SLOW, SLOW)))
    assert calls is not None
    assert brief(calls) == "unknown unexplained unsure"
    assert shared_slowness(verdict_of(CUT), case(measured=(SLOW, SLOW))) is None
    network = replace(online(NetworkStatus.UNSTABLE), detail=degree)
    told = shared_slowness(verdict_of(WORKS), case(network, measured=(SLOW,)))
    assert (told is not None) is (degree is NetworkDetail.ABROAD_SLOWED), "one page is enough where all abroad is slow"


W, B, D = FunctionStatus.WORKS, FunctionStatus.BLOCKED, FunctionStatus.DOWN
U, N = FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED


@pytest.mark.parametrize(
    ("messages", "media", "calls", "said"),
    [
        (U, D, N, MessengerStatus.DOWN),
        (N, B, N, MessengerStatus.UNKNOWN),
        (N, W, N, MessengerStatus.NOT_TESTED),
        (N, W, U, MessengerStatus.UNKNOWN),
        (B, D, N, MessengerStatus.BLOCKED),
        (D, B, N, MessengerStatus.DOWN),
        (N, N, N, MessengerStatus.NOT_TESTED),
    ],
)
def test_one_word_for_all(
    messages: FunctionStatus, media: FunctionStatus, calls: FunctionStatus, said: MessengerStatus
) -> None:
    functions = tuple(
        certain(FunctionVerdict(f, s)) for f, s in zip((MESSAGES, MEDIA, CALLS), (messages, media, calls), strict=True)
    )
    assert judge_whole(functions) is said


@pytest.mark.parametrize(
    ("messages", "sign_in", "said"),
    [
        (B, W, MessengerStatus.BLOCKED),
        (D, W, MessengerStatus.DOWN),
        (U, W, MessengerStatus.UNKNOWN),
        (W, W, MessengerStatus.WORKS),
        (W, B, MessengerStatus.PARTLY),
    ],
)
def test_to_sign_in_is_no_part_that_works(
    messages: FunctionStatus, sign_in: FunctionStatus, said: MessengerStatus
) -> None:
    """Teams was said to work in part where a hosts file led all of it nowhere but its login."""
    functions = (certain(FunctionVerdict(MESSAGES, messages)), certain(FunctionVerdict(Function.LOGIN, sign_in)))
    assert judge_whole(functions) is said


def test_discords_pictures_that_answer_with_an_error_are_down() -> None:
    """It was said to work, though both hosts of its pictures answered 503: what a healthy one says was not known."""
    told = judged("ng-narrow-line-while-discords-pictures-are-down").messengers[0]
    photos = told.function(MEDIA)
    assert told.status is MessengerStatus.PARTLY
    assert photos is not None
    assert (photos.status, photos.causes) == (FunctionStatus.DOWN, (Cause.SERVICE_DOWN,))


APP = Messenger(
    "app",
    "App",
    "A",
    "#000000",
    functions=(
        FunctionRule(CALLS, (("calls",),), depends_on=MESSAGES),
        FunctionRule(MESSAGES, (("chat",),), platforms=("linux",)),
        FunctionRule(MESSAGES, (("mac-chat",),), platforms=("macos",)),
        FunctionRule(WEB, (("web",),)),
    ),
)


def whole(chat: EndpointVerdict, web: EndpointVerdict = WORKS, calls: EndpointVerdict = WORKS) -> MessengerVerdict:
    """Judge a messenger whose functions each need one server."""
    endpoints = JudgedEndpoints(APP, {"calls": calls, "chat": chat, "web": web})
    return judge_messenger(endpoints, online(), "linux", installed=False)


def test_the_functions_are_those_of_this_kind_of_computer() -> None:
    endpoints = {"calls": WORKS, "chat": CUT, "mac-chat": WORKS, "web": WORKS}
    linux, mac = (
        judge_messenger(JudgedEndpoints(APP, endpoints), online(), p, installed=True) for p in ("linux", "macos")
    )
    assert [f.function for f in linux.functions] == [CALLS, MESSAGES, WEB], "in the order of the catalogue"
    assert (linux.status, mac.status) == (MessengerStatus.PARTLY, MessengerStatus.WORKS)
    calls = linux.function(CALLS)
    assert calls is not None
    assert calls.evidence[0].kind is EvidenceKind.NEEDS_MESSAGES


@named_rows(
    ("calls", "chat", "web", "causes"),
    {
        "those of messages come first": (DEAD, CUT, DOWN, (CUT.causes[0], DEAD.causes[0], DOWN.causes[0])),
        "all of them do": (DEAD, CUT_AND_SLOW, WORKS, (*CUT_AND_SLOW.causes, DEAD.causes[0])),
        "what could not be told is none beside them": (UNSURE, CUT, UNSURE, CUT.causes),
        "and is one where messages work": (UNSURE, WORKS, UNSURE, UNSURE.causes),
    },
)
def test_causes(calls: EndpointVerdict, chat: EndpointVerdict, web: EndpointVerdict, causes: tuple[Cause, ...]) -> None:
    assert whole(chat, web, calls).causes == causes


@pytest.mark.parametrize(
    ("timed", "sent", "sure"),
    [(True, True, Confidence.SURE), (None, True, Confidence.LIKELY), (True, False, Confidence.UNSURE)],
)
def test_that_all_works_is_no_surer_than_that_each_part_does(timed: bool | None, sent: bool, sure: Confidence) -> None:
    """Discord's pictures stopped after 16 KB, and its page did not: it was said to work, for sure.

    Nor was anything sent where all that went abroad crawled: photos were said to work, probably.
    """
    photos = replace(WORKS, timed=timed, sent=sent)
    endpoints = JudgedEndpoints(WITH_PHOTOS, {"chat": replace(QUICK[0], sent=sent), "photos": photos})
    told = judge_messenger(endpoints, online(), "linux", installed=False)
    assert (told.status, told.confidence) == (MessengerStatus.WORKS, sure)
    assert told.remembered_confidence is Confidence.SURE, "what is announced and remembered is that it works at all"


WITH_PHOTOS = Messenger(
    "app",
    "App",
    "A",
    "#000000",
    endpoints=(
        Endpoint("chat", "app", Wire.HTTPS, 443, "example.org"),
        Endpoint("photos", "app", Wire.HTTPS, 443, "media.example.org"),
    ),
    functions=(FunctionRule(MESSAGES, (("chat",),)), FunctionRule(MEDIA, (("photos",),), speed=("photos", "chat"))),
)


@pytest.mark.parametrize("untested", [MessengerStatus.RETIRED, MessengerStatus.NEEDS_SERVER, MessengerStatus.NO_SERVER])
def test_nothing_to_test(untested: MessengerStatus) -> None:
    old = Messenger("old", "Old", "O", "#000000", untested=untested)
    told = judge_messenger(JudgedEndpoints(old, {}), online(), "linux", installed=True)
    assert (told.status, told.functions, told.installed) == (untested, (), True)


@named_rows(
    ("before", "said"),
    {
        "photos": (verdict_of(WORKS, MEDIA), "unknown unexplained unsure"),
        "short messages": (verdict_of(WORKS), "works sure"),
        "what could not be found out": (verdict_of(UNSURE, WEB), "unknown unexplained unsure"),
        "what is blocked": (verdict_of(CUT, MEDIA), "blocked name_filtered sure"),
    },
)
def test_a_short_greeting_says_nothing_of_photos_if_large_packets_die(before: FunctionVerdict, said: str) -> None:
    lost = certain(NetworkVerdict(NetworkStatus.UNSTABLE, evidence=(Evidence(EvidenceKind.BIG_PACKETS_LOST, (7,)),)))
    after = big_packets(before, case(lost)) or before
    assert brief(after) == said
    assert (EvidenceKind.BIG_PACKETS_LOST in [e.kind for e in after.evidence]) is said.startswith("unknown")
    assert big_packets(before, case()) is None


def test_what_could_not_be_told_where_no_handshake_comes_about_says_so() -> None:
    cut = Evidence(EvidenceKind.HANDSHAKES_CUT, (7,))
    told = big_packets(verdict_of(UNSURE), case(replace(online(), evidence=(cut,))))
    assert told is not None
    assert cut in told.evidence
    assert big_packets(verdict_of(WORKS, MEDIA), case(replace(online(), evidence=(cut,)))) is None


READ = judged_endpoint(
    FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.LIKELY, (Evidence(EvidenceKind.READ_ALONG, (3,)),)
)
INSPECTED = replace(READ, evidence=(Evidence(EvidenceKind.INSPECTED, (3,)),))


@named_rows(
    ("chat", "phone", "said"),
    {
        "one way is left alone": (READ, WORKS, ("partly", "likely")),
        "nothing is known of the other": (READ, UNSURE, ("unknown", "unsure")),
        "all is read": (READ, READ, ("unknown", "likely")),
        "an antivirus inspects": (INSPECTED, WORKS, ("unknown", "likely")),
    },
)
def test_what_is_read_along_on_one_way_alone_is_partly_and_never_works(
    chat: EndpointVerdict, phone: EndpointVerdict, said: tuple[str, str]
) -> None:
    app = replace(APP, functions=(FunctionRule(MESSAGES, (("chat",),)), FunctionRule(Function.PHONE, (("phone",),))))
    told = judge_messenger(JudgedEndpoints(app, {"chat": chat, "phone": phone}), online(), "linux", installed=False)
    assert (told.status.value, told.confidence.value) == said
    assert told.causes[:1] == (Cause.INTERCEPTED,)


def test_an_answer_with_a_root_of_its_country_is_not_the_networks_fault() -> None:
    """MAX is free where the bill is not paid: that browsers refuse its root has nothing to do with the sign-in page."""
    told = Evidence(EvidenceKind.NATIONAL_ROOT, (4,))
    root = certain(FunctionVerdict(WEB, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (told,)))
    assert network_at_fault(root, case(certain(NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL)))) is None


def phone(*endpoints: EndpointVerdict) -> FunctionVerdict:
    names = [str(number) for number in range(len(endpoints))]
    return judge_function(FunctionRule(Function.PHONE, (tuple(names),)), dict(zip(names, endpoints, strict=True)))


def test_the_first_message_of_phones_decides_for_phones_alone() -> None:
    passes, cut = (Evidence(k, (5,)) for k in (EvidenceKind.PHONE_HELLO_PASSES, EvidenceKind.GREETING_CUT))
    stopped, answered = replace(CUT, evidence=(*SEEN, passes)), replace(WORKS, evidence=(*SEEN, cut))
    assert brief(phone(stopped, CUT)) == "works likely"
    assert brief(phone(answered, answered)) == "unknown protocol_filtered likely"
    assert brief(phone(answered, WORKS)) == "works sure"
    mac = judge_function(FunctionRule(MESSAGES, (("0",),)), {"0": stopped})
    assert brief(mac) == "blocked name_filtered sure", "a Mac begins as we do"


DOWN_HERE = Rival("one_place_down", Prior.UNCOMMON)
ALONE = EndpointVerdict(
    FunctionStatus.BLOCKED,
    (Cause.ADDRESS_BLOCKED,),
    SEEN,
    diagnosis=Diagnosis("address_blocked", Prior.COMMON, standing=(DOWN_HERE,)),
)
IN_TWO_PLACES = replace(
    ALONE, diagnosis=Diagnosis("address_blocked", Prior.COMMON, excluded=(Excluded("one_place_down", "sign", (1,)),))
)


def test_servers_that_fail_alike_share_what_excludes_a_rival() -> None:
    for told in (messages_of([ALONE, ALONE]), messages_of([ALONE], [ALONE])):
        assert (brief(told), told.diagnosis.standing) == ("blocked address_blocked unsure", (DOWN_HERE,))
    for told in (messages_of([ALONE, IN_TWO_PLACES]), messages_of([ALONE], [IN_TWO_PLACES])):
        assert (brief(told), told.diagnosis.standing) == ("blocked address_blocked likely", ())


def test_a_messenger_has_the_rivals_of_all_that_decides() -> None:
    told = whole(CUT, DOWN, ALONE)
    assert (told.confidence, told.diagnosis.standing) == (Confidence.UNSURE, (DOWN_HERE,))


def test_what_is_known_of_no_server_more_is_never_sure() -> None:
    told = messages_of([CUT, UNSURE])
    assert [rival.id for rival in told.diagnosis.standing] == ["another_of_them_works"]


@pytest.mark.parametrize("row", [r for r in FUNCTION_ROWS if isinstance(r, Doubt)], ids=lambda row: row.id)
def test_a_doubt_leaves_nothing_sure(row: Doubt) -> None:
    status = next(iter(row.statuses))
    before = verdict_of(replace(WORKS, status=status), row.function or MESSAGES)
    after = row(before, DOUBTED_BY[row.id])
    assert after is not None
    assert brief(after).endswith("unsure" if row.rival.prior is Prior.COMMON else "likely")
    assert row(before, case(pages=QUICK, measured=QUICK, own_pages=(QUICK,))) is None


QUICK = (replace(WORKS, timed=True, sent=True),)
OPENED = (EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,)),)
ERRS = replace(UNSURE, status=FunctionStatus.WORKS, causes=(), evidence=(Evidence(EvidenceKind.SERVER_TROUBLE, (1,)),))
FREEZES = replace(WORKS, diagnosis=Diagnosis(standing=(Rival("hosting_limited", Prior.COMMON),)))
MAY_FREEZE = replace(WORKS, diagnosis=Diagnosis(standing=(Rival("frozen", Prior.COMMON),)))
PLACES = FunctionRule(MESSAGES, (("a",),), each_serves_some=True)
FAILS = EndpointVerdict(FunctionStatus.UNKNOWN, evidence=(Evidence(EvidenceKind.NOT_ENOUGH, (1,), "not_enough"),))
GONE = FunctionVerdict(MESSAGES, B, evidence=(Evidence(EvidenceKind.NOT_ENOUGH, (1,), "name_gone_everywhere"),))
DOUBTED_BY = {
    "name_given_up": case(rests_on_old_entries=True, by_servers=GONE),
    "old_entry": case(rests_on_old_entries=True),
    "bootstrap_only": case(of_first_start=True),
    "only_errors_came": case(carriers=(ERRS,)),
    "hosting_freezes": case(carriers=(FREEZES,)),
    "may_freeze": case(rule=FunctionRule(Function.WEB, (("a",),)), carriers=(MAY_FREEZE,)),
    "slow_at_one_other_host": case(pages=(SLOW,), measured=(SLOW,)),
    "quick_at_its_own_host": case(pages=(SLOW,), measured=(SLOW, SLOW), carriers=QUICK),
    "untold_slowness": case(replace(online(), flags=(NetworkFlag.COMPUTER_BUSY,)), measured=(CREEPS,)),
    "speed_in_doubt": case(measured=(DOUBTED,)),
    "pages_opened": case(measured=OPENED),
    "speed_not_measured": case(),
    "nothing_was_sent": case(measured=(replace(WORKS, timed=True),)),
    "other_host_timed": case(pages=QUICK),
    "page_read_in_part": case(rule=FunctionRule(Function.WEB, (("a",),))),
    "some_places_fail": case(rule=PLACES, carriers=(WORKS, FAILS)),
    "most_places_fail": case(rule=PLACES, carriers=(WORKS, FAILS, FAILS)),
    "servers_unpublished": case(rule=FunctionRule(MESSAGES, (("a",),), source=UNPUBLISHED)),
    "servers_in_doubt": case(rule=FunctionRule(MESSAGES, (("a",),), doubt="sources differ")),
}


@named_rows(
    ("chat", "web", "said"),
    {
        "nothing else was seen": (ERRS, ERRS, ("unknown", "unknown unknown")),
        "its page alone answers": (ERRS, WORKS, ("unknown", "unknown works")),
        "its page alone is guarded against bots": (WORKS, ERRS, ("works", "works unknown")),
    },
)
def test_errors_alone_do_not_show_it_works(chat: EndpointVerdict, web: EndpointVerdict, said: tuple[str, str]) -> None:
    """Google Chat, down on 12 June 2025: each of its sites answered 503 in its own name."""
    told = whole(chat, web)
    parts = [told.function(function) for function in (MESSAGES, Function.WEB)]
    assert (told.status.value, " ".join(part.status.value for part in parts if part)) == said


def test_the_cause_on_which_the_status_rests_comes_first() -> None:
    told = whole(ERRS, DOWN)
    assert (told.status.value, [c.value for c in told.causes]) == ("down", ["service_down"])


HOST_IS_GONE = judged_endpoint(FunctionStatus.UNKNOWN, (Cause.HOSTING_LIMITED,), Confidence.UNSURE, SEEN)


NOT_BY_CHANCE = Diagnosis(excluded=(Excluded("by_chance", "not_by_chance", (1,)),))
NEVER_OPENED = replace(UNSURE, diagnosis=NOT_BY_CHANCE)
OUT_OF_PORTS = replace(UNSURE, diagnosis=replace(NOT_BY_CHANCE, standing=(Rival("out_of_ports", Prior.COMMON),)))


@named_rows(
    ("chat", "web", "said"),
    {
        "it fails, whoever does it": (WORKS, HOST_IS_GONE, "partly hosting_limited unsure"),
        "too often for chance": (WORKS, NEVER_OPENED, "partly unexplained unsure"),
        "as all that begins at once does here": (WORKS, OUT_OF_PORTS, "works unexplained unsure"),
        "it may work": (WORKS, UNSURE, "works unexplained unsure"),
        "messages are unknown too": (UNSURE, HOST_IS_GONE, "unknown unexplained hosting_limited unsure"),
    },
)
def test_what_fails_somehow_does_not_work(chat: EndpointVerdict, web: EndpointVerdict, said: str) -> None:
    """Spain drops addresses of Cloudflare, and Signal's photos with them: blocked or down, they do not come."""
    told = whole(chat, web)
    assert " ".join((told.status.value, *(c.value for c in told.causes), told.confidence.value)) == said
