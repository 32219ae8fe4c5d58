"""One endpoint as a whole: which rule decides, and what is said where none holds."""

from collections.abc import Callable

import pytest

from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import (
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
    Trust,
    Weight,
    Wire,
)
from judge.factory import ELSEWHERE, HERE, THERE, Story, ask, ask_addresses, brief, case_of, https, online, raw, story
from named_rows import named_rows

CHAT, DATA_CENTRE = https(), raw(ports=(80, 5222))
KNOWN = replace(CHAT, healthy=200)
SOCKET = replace(CHAT, wire=Wire.WEBSOCKET)
INTERCEPTED = online(NetworkStatus.INTERCEPTED)

Telling = Callable[[Story], Story]


def brief_status(endpoint: Endpoint, telling: Telling, network: NetworkVerdict | None = None) -> str:
    verdict = judge_endpoint(case_of(telling(story(endpoint)), endpoint, network))
    return f"{verdict.status.value} {' '.join(c.value for c in verdict.causes)} {verdict.confidence.value}"


@named_rows(
    ("telling", "network"),
    {
        "a public root that Mozilla's list no longer holds": (
            lambda s: s.answers(mozilla=False, listed=True),
            online(),
        ),
        "everybody's but this one": (lambda s: s.answers(mozilla=True), INTERCEPTED),
        "once of that root, once genuine": (lambda s: s.answers(mozilla=False).answers(mozilla=True), online()),
    },
)
def test_a_genuine_answer_works(telling: Telling, network: NetworkVerdict) -> None:
    verdict = ask(case_of(telling(story(CHAT)), CHAT, network), "signed_by_local_root", "greeting_answered")
    assert verdict is not None
    assert (verdict.status, verdict.causes, verdict.confidence) == (FunctionStatus.WORKS, (), Confidence.SURE)


@pytest.mark.parametrize(
    ("telling", "network", "said"),
    [
        (lambda s: s.answers(mozilla=False, national=False), online(), "unknown certificate_swapped unsure"),
        (lambda s: s.answers(mozilla=False, national=True), INTERCEPTED, "unknown intercepted sure"),
        (lambda s: s.fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2), online(), "unknown certificate_swapped unsure"),
    ],
    ids=[
        "a root of this computer alone",
        "its country's root, where everybody is intercepted",
        "nobody vouches for it: another root of the ministry, or somebody else's",
    ],
)
def test_a_service_that_hangs_on_its_countrys_root(telling: Telling, network: NetworkVerdict, said: str) -> None:
    max_ = replace(CHAT, trust=Trust.NATIONAL)
    assert " ".join(brief_status(max_, telling, network).split()) == said


def test_that_root_is_told_where_nothing_else_was_shown() -> None:
    max_ = replace(CHAT, trust=Trust.NATIONAL)
    told = judge_endpoint(case_of(story(max_).answers(mozilla=False, national=True), max_))
    assert EvidenceKind.NATIONAL_ROOT in {e.kind for e in told.evidence}
    told = judge_endpoint(case_of(story(max_).answers(mozilla=True, national=False), max_))
    assert EvidenceKind.NATIONAL_ROOT not in {e.kind for e in told.evidence}


@pytest.mark.parametrize(
    ("telling", "said"),
    [
        (lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2), "down service_down likely"),
        (lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR), "down service_down likely"),
        (lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, origin="trusted"), "down service_down likely"),
        (lambda s: s.fails(Step.HTTP, Failure.TIMEOUT, times=2), ""),
    ],
    ids=["twice", "once", "at the true address", "silence is no trouble of the server"],
)
def test_server_trouble(telling: Telling, said: str) -> None:
    assert brief(ask(case_of(telling(story(KNOWN)), KNOWN), "server_trouble")) == said


@pytest.mark.parametrize(
    ("endpoint", "telling", "said"),
    [
        (CHAT, lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2), "works unsure"),
        (SOCKET, lambda s: s.fails(Step.WEBSOCKET, Failure.HTTP_ERROR, times=2), "down service_down likely"),
        (CHAT, lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, mozilla=False), "unknown unexplained unsure"),
        (KNOWN, lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, mozilla=False), "unknown unexplained unsure"),
    ],
    ids=[
        "what a healthy one says is not known",
        "an upgrade",
        "of an interceptor",
        "of an interceptor, at a known one",
    ],
)
def test_an_answer_of_500_or_more(endpoint: Endpoint, telling: Telling, said: str) -> None:
    assert brief(judge_endpoint(case_of(telling(story(endpoint)), endpoint))) == said


FILE = replace(CHAT, id="app/file", named_by="app/page")


@named_rows(
    ("file", "said"),
    {
        "it errs each time": (lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2), "down service_down likely"),
        "it erred once": (lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR), "works unsure"),
        "it came at last": (lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR, times=2).answers(), "works unsure"),
        "the page named none": (lambda s: s, "works unsure"),
    },
)
def test_a_server_that_errs_on_the_file_that_the_page_names_there_is_down(file: Telling, said: str) -> None:
    """Roots of healthy hosts answer 503 to everybody; their files do not."""
    told = story(CHAT).fails(Step.HTTP, Failure.HTTP_ERROR, times=2)
    file(told.record.about(FILE))
    assert brief(judge_endpoint(case_of(told, CHAT, None, FILE))) == said


PAGE = replace(CHAT, id="app/page", host="www.example.org", read_bytes=32_768)


@pytest.mark.parametrize(
    ("page", "beside", "said"),
    [
        (lambda s, at: s.fails(Step.HTTP, Failure.HTTP_ERROR, at, times=2), True, "down service_down likely"),
        (lambda s, at: s.fails(Step.HTTP, Failure.HTTP_ERROR, at, times=2), False, "unknown unexplained unsure"),
        (lambda s, at: s.fails(Step.TLS, Failure.RESET, at, times=2), True, "works unsure"),
    ],
    ids=["the page at the same server errs as well", "the page at another server errs as well", "the page is cut off"],
)
def test_a_server_that_errs_as_the_page_that_people_open_does_is_not_healthy(
    page: Callable[[Story, str], Story], beside: bool, said: str
) -> None:
    """A healthy host without a page may answer 503 to everybody; the page of a web app does not."""
    told = story(CHAT).fails(Step.HTTP, Failure.HTTP_ERROR, times=2)
    page(told.record.about(PAGE), told.home if beside else ELSEWHERE[0])
    assert brief(judge_endpoint(case_of(told, CHAT, None, PAGE))) == said


@named_rows(
    ("hosts", "last", "said"),
    {
        "all three err": (3, Failure.HTTP_ERROR, "down service_down likely"),
        "only two are known": (2, Failure.HTTP_ERROR, "unknown unexplained unsure"),
        "one of three answers": (3, None, "unknown unexplained unsure"),
    },
)
def test_where_each_of_several_hosts_errs_none_is_thought_healthy(hosts: int, last: Failure | None, said: str) -> None:
    """Instagram was down, and only its host of files, where no page is known, was called unknown."""
    told = story(CHAT).fails(Step.HTTP, Failure.HTTP_ERROR, times=2)
    others = (PAGE, replace(CHAT, id="app/files", host="files.example.org"))[: hosts - 1]
    for number, each in enumerate(others):
        failure = last if number else Failure.HTTP_ERROR
        told.record.about(each).fails(Step.HTTP, failure, ELSEWHERE[number], times=2)
    assert brief(judge_endpoint(case_of(told, CHAT, None, *others))) == said


@named_rows(
    ("last", "said"),
    {
        "it errs each time": (Failure.HTTP_ERROR, "down service_down unsure"),
        "it answers": (None, "works unsure"),
    },
)
def test_an_error_counts_where_a_server_errs_whose_healthy_answer_is_known(last: Failure | None, said: str) -> None:
    """Wire's interface and its store of files answered 503, and what the store answers otherwise is not known."""
    told = story(CHAT).fails(Step.HTTP, Failure.HTTP_ERROR, times=2)
    known = replace(CHAT, id="app/interface", host="interface.example.org", healthy=200)
    told.record.about(known).fails(Step.HTTP, last, ELSEWHERE[0], times=2)
    assert brief(judge_endpoint(case_of(told, CHAT, None, known))) == said


@pytest.mark.parametrize(("status", "said"), [(503, "down service_down unsure"), (500, "down service_down likely")])
def test_a_page_that_says_503_may_be_guarded_against_programs(status: int, said: str) -> None:
    told = story(CHAT).fails(Step.HTTP, Failure.HTTP_ERROR, times=2, status=status)
    told.record.about(PAGE).fails(Step.HTTP, Failure.HTTP_ERROR, told.home, times=2, status=status)
    assert brief(judge_endpoint(case_of(told, CHAT, None, PAGE))) == said


@named_rows(
    ("telling", "holds"),
    {
        "to a dead address, and the true one answers": (
            lambda s: (
                s.system(HERE, hosts_file=True)
                .fails(Step.TCP, Failure.TIMEOUT, times=2)
                .answers(THERE, origin="trusted")
            ),
            True,
        ),
        "the resolver's own false answer": (lambda s: s.system("127.0.0.1"), False),
        "no line in the hosts file": (lambda s: s.system(HERE).fails(Step.TCP, Failure.TIMEOUT, times=2), False),
    },
)
def test_local_override(telling: Telling, holds: bool) -> None:
    verdict = ask(case_of(telling(story(CHAT)), CHAT), "local_override")
    assert (verdict is not None) is holds
    if verdict is not None:
        assert brief(verdict) == "blocked this_computer sure"


def test_a_true_address_in_the_hosts_file_leaves_the_filter_to_be_found() -> None:
    def telling(s: Story) -> Story:
        return s.system(HERE, hosts_file=True).fails(Step.TLS, Failure.RESET, times=2).neutral_name()

    assert brief_status(CHAT, telling) == "blocked name_filtered likely"


@pytest.mark.parametrize(
    ("endpoint", "telling", "said"),
    [
        (CHAT, lambda s: s.answers().fails(Step.TLS, Failure.TIMEOUT, times=2), "slow unexplained unsure"),
        (CHAT, lambda s: s.answers().fails(Step.TLS, Failure.TIMEOUT, times=2, delivered=True), ""),
        (
            DATA_CENTRE,
            lambda s: s.answers().fails(Step.MTPROTO, Failure.RESET, port=80).fails(Step.MTPROTO, Failure.RESET),
            "",
        ),
    ],
    ids=["silence twice", "a server that took it and was too busy", "another port is another try"],
)
def test_intermittent(endpoint: Endpoint, telling: Telling, said: str) -> None:
    assert brief(ask(case_of(telling(story(endpoint)), endpoint), "intermittent")) == said


@pytest.mark.parametrize(
    ("telling", "network", "said"),
    [
        (
            lambda s: s.fails(Step.TLS, Failure.CERT_NOT_YET),
            online(NetworkStatus.ONLINE, NetworkFlag.CLOCK_WRONG),
            "unknown this_computer sure",
        ),
        (lambda s: s.fails(Step.TLS, Failure.CERT_EXPIRED).fails(Step.TLS, Failure.RESET), online(), ""),
        (lambda s: s.fails(Step.TLS, Failure.CERT_NAME), online(), ""),
    ],
    ids=["the clock is wrong", "not every time", "another certificate"],
)
def test_certificate_out_of_date(telling: Telling, network: NetworkVerdict, said: str) -> None:
    assert brief(ask(case_of(telling(story(CHAT)), CHAT, network), "certificate_out_of_date")) == said


def test_failures_at_own_addresses_leave_other_addresses_alone() -> None:
    told = story(CHAT).system(HERE).fails(Step.TCP, Failure.TIMEOUT).fails(Step.TCP, Failure.TIMEOUT, origin="trusted")
    assert ask_addresses(case_of(told, CHAT)) is None


@pytest.mark.parametrize(
    ("telling", "said"),
    [
        (lambda s: s, "unknown  unsure"),
        (lambda s: s.system(HERE).fails(Step.TCP, Failure.TIMEOUT), "unknown unexplained unsure"),
        (lambda s: s.system(HERE).fails(Step.TCP, Failure.NOT_IN_TIME, times=5), "unknown unexplained unsure"),
        (lambda s: s.system(HERE).fails(Step.TLS, Failure.BUG, times=5), "unknown unexplained unsure"),
    ],
    ids=["nothing was observed", "one failure", "not in time", "bugs of ours"],
)
def test_what_is_not_enough(telling: Telling, said: str) -> None:
    assert brief_status(CHAT, telling) == said


@named_rows(
    ("telling", "said"),
    {
        "an answer beats what a resolver abroad says": (
            lambda s: (
                s.system(HERE).trusted(THERE).answers().fails(Step.TLS, Failure.CERT_NAME, THERE, origin="trusted")
            ),
            "works  sure",
        ),
        "a forged name beats the certificate that it leads to": (
            lambda s: (
                s.system(HERE, asked_at="public")
                .trusted(THERE)
                .answers(THERE, origin="trusted")
                .fails(Step.TLS, Failure.CERT_NAME)
            ),
            "blocked dns_forged likely",
        ),
        "gone everywhere is no block": (
            lambda s: s.system(failure=Failure.NO_SUCH_NAME).trusted(failure=Failure.NO_SUCH_NAME),
            "down service_down likely",
        ),
        "an error of the verified server shows that the way is free": (
            lambda s: s.fails(Step.HTTP, Failure.HTTP_ERROR).fails(Step.TLS, Failure.RESET).neutral_name(),
            "works  unsure",
        ),
    },
)
def test_which_rule_decides(telling: Telling, said: str) -> None:
    assert brief_status(CHAT, telling) == said


def test_every_finding_says_what_it_rests_on() -> None:
    told = story(CHAT).system(HERE).fails(Step.TLS, Failure.RESET, times=2).neutral_name()
    verdict = judge_endpoint(case_of(told, CHAT))
    assert brief(verdict) == "blocked name_filtered likely"
    (evidence,) = verdict.evidence
    assert evidence.kind is EvidenceKind.NAME_CUT
    steps = [told.observations[number - 1].step for number in evidence.observations]
    assert steps == [Step.TCP, Step.TLS] * 3


def test_that_it_connects_proves_little_and_that_it_does_not_counts() -> None:
    bare = replace(raw(Wire.TCP), weight=Weight.CONNECTS)
    answered = judge_endpoint(case_of(story(bare).answers(), bare))
    assert (answered.status, answered.confidence) == (FunctionStatus.WORKS, Confidence.UNSURE)
    assert [e.kind for e in answered.evidence] == [EvidenceKind.ONLY_CONNECTS]
    silent = story(bare).fails(Step.TCP, Failure.TIMEOUT, times=2)
    assert brief(judge_endpoint(case_of(silent, bare))) == "blocked address_blocked unsure"


@named_rows(
    ("telling", "said"),
    {
        "in a private network": (lambda s: _silent_at(s, "10.1.2.3"), "down service_down unsure"),
        "at home, by the hosts file": (
            lambda s: _silent_at(s, "192.168.1.5", hosts_file=True),
            "down service_down unsure",
        ),
        "nowhere, by the hosts file": (lambda s: s.system("0.0.0.0", hosts_file=True), "blocked this_computer sure"),
    },
)
def test_a_persons_own_server_is_more_often_off_than_blocked(telling: Telling, said: str) -> None:
    own = replace(https(), of_person=True)
    assert brief(judge_endpoint(case_of(telling(story(own)), own))) == said


def _silent_at(s: Story, address: str, *, hosts_file: bool = False) -> Story:
    return s.system(address, hosts_file=hosts_file).fails(Step.TCP, Failure.TIMEOUT, address, times=2)


@pytest.mark.parametrize("endpoint", [DATA_CENTRE, raw(Wire.WHATSAPP_NOISE)])
@pytest.mark.parametrize("failure", [Failure.BAD_ANSWER, Failure.TIMEOUT, Failure.RESET, Failure.CLOSED])
def test_an_answer_without_proof_neither_works_nor_is_blocked(endpoint: Endpoint, failure: Failure) -> None:
    told = story(endpoint).fails(Step.PROOF, failure, times=4)
    case = case_of(told, endpoint)
    assert brief_status(endpoint, lambda _: told) == "unknown unexplained unsure"
    assert ask(case, "greeting_answered") is None
    verdict = ask(case, "unproved")
    assert verdict is not None
    assert [(e.kind, len(e.observations)) for e in verdict.evidence] == [(EvidenceKind.UNPROVED, 12)]


def test_one_proof_is_worth_more_than_doubts() -> None:
    told = story(DATA_CENTRE).fails(Step.PROOF, Failure.CLOSED, times=3).fails(Step.PROOF, None)
    assert brief_status(DATA_CENTRE, lambda _: told) == "works  unsure"


@named_rows(
    ("flags", "is_told"),
    {"by a clock that is right": ((), True), "by a clock that is wrong": ((NetworkFlag.CLOCK_WRONG,), False)},
)
def test_an_old_certificate_at_one_address_is_told_where_another_answers(
    flags: tuple[NetworkFlag, ...], is_told: bool
) -> None:
    chat = story(CHAT).fails(Step.TLS, Failure.CERT_EXPIRED, HERE).answers(THERE)
    verdict = judge_endpoint(case_of(chat, CHAT, online(NetworkStatus.ONLINE, *flags)))
    assert verdict.status is FunctionStatus.WORKS
    assert (EvidenceKind.CERTIFICATE_WRONG in {e.kind for e in verdict.evidence}) is is_told
