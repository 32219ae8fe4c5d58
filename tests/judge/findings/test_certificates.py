"""Who writes certificates in place of the servers: a program here, this network, a state, or nobody at all."""

from collections.abc import Mapping
from typing import Any

import pytest

from dialtone.judge.findings import certificates
from dialtone.judge.messenger_verdicts import judge_whole
from dialtone.judge.network.inspection import Inspection
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.verdict import FunctionVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
    Trust,
)
from judge.factory import HERE, Record, Story, brief, case_of, online, story
from judge.inspected import CHAT, STRANGER, Telling, judge, opens, refused, said
from judge.stories import Told, check_verdict, expand, findings_of, pairs
from named_rows import named_rows


def test_what_is_read_along_does_not_work_whole() -> None:
    works = FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS)
    read = FunctionVerdict(Function.WEB, FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.SURE)
    odd = replace(read, causes=(Cause.UNEXPLAINED,))
    assert judge_whole((works, read)) is MessengerStatus.PARTLY
    assert judge_whole((works, odd)) is MessengerStatus.WORKS


def test_a_certificate_of_a_public_authority_is_no_sign_of_a_stranger() -> None:
    """A server had sent its own certificate alone: "blocked, likely"."""

    def shown(*, logged: bool) -> str:
        return brief(judge(lambda s: s.fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2).shown("E7", logged=logged)))

    assert shown(logged=True) == OPEN
    assert shown(logged=False) == "blocked certificate_swapped likely"


def test_what_a_gateway_signed_is_a_strangers_whatever_it_carries() -> None:
    copied = judge(lambda s: s.fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2).shown(FORTI, logged=True))
    assert copied.causes == (Cause.INTERCEPTED,)


def test_a_certificate_that_an_app_knows_alone_may_have_been_renewed() -> None:
    """Session's seeds have certificates that each version of the app brings along."""
    pinned = replace(CHAT, trust=Trust.PINNED)
    assert brief(judge(refused(), endpoint=pinned)) == OPEN
    assert brief(judge(refused(), endpoint=pinned, stranger=True)) == "blocked certificate_swapped likely"


def dated(failure: Failure = Failure.CERT_EXPIRED) -> Telling:
    return lambda s: s.fails(Step.TLS, failure, times=2)


def another(seconds: float = 0.04) -> Telling:
    return lambda s: s.fails(Step.TLS, Failure.CERT_NAME, times=2, seconds=seconds)


NEUTRAL = Endpoint("control/site", "", CHAT.wire, 443, "www.example.net")


def notice(at_neutral_site: str) -> Telling:
    """A certificate of another name, and the one that is shown in a neutral site's place."""

    def telling(s: Story) -> Story:
        another()(s)
        s.shown("E7", certificate="0a1b")
        s.record.about(NEUTRAL).fails(Step.TLS, Failure.CERT_NAME).shown("E7", certificate=at_neutral_site)
        return s

    return telling


def test_another_certificate_at_a_neutral_site_says_nothing_of_this_one() -> None:
    assert brief(judge(notice("2c3d"))) == OPEN


@named_rows(
    ("far", "at", "sister", "said"),
    {
        "all of them, from nearby": (0.12, "31.13.72.52", Failure.CERT_NAME, "blocked certificate_swapped unsure"),
        "all of them, as far as any": (0.05, "31.13.72.52", Failure.CERT_NAME, "unknown certificate_swapped unsure"),
        "all in one place": (0.12, HERE, Failure.CERT_NAME, "unknown certificate_swapped unsure"),
        "another is not heard": (0.12, "31.13.72.52", Failure.TIMEOUT, "unknown certificate_swapped unsure"),
    },
)
def test_a_service_hardly_mixes_up_all_its_servers_at_once(far: float, at: str, sister: Failure, said: str) -> None:
    """Whoever called any address of WhatsApp's reached the provider's notice, and nobody was called blocked."""
    told = Record().about(CHAT).system(HERE).fails(Step.TLS, Failure.CERT_NAME, times=2)
    page = replace(CHAT, id="app/page", host="www.example.org")
    told.record.about(page).fails(Step.TLS, sister, at, times=2)
    case = case_of(told, CHAT, online(round_trip=far), page, inspection=Inspection(sites=4))
    assert brief(judge_endpoint(case)) == said


def swapped(passed: int, issuer: str = STRANGER, **facts: Any) -> Telling:
    """Of some handshakes at one address so many pass, and two meet a stranger's certificate."""
    return lambda s: (
        s.answers(times=passed, **facts).fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2, **facts).shown(issuer)
    )


OFF = online(NetworkStatus.ONLINE, NetworkFlag.CLOCK_WRONG)
HOME = Endpoint("max/chat", "max", CHAT.wire, 443, "max.example.org", trust=Trust.NATIONAL)
KNOWN, FORTI = "Kaspersky Anti-Virus Personal Root Certificate", "Fortinet Gateway"
OPEN = "unknown certificate_swapped unsure"
TRUTHS: Mapping[str, Told] = {
    "certificate_out_of_date: clock_wrong": Told(dated(), "unknown this_computer sure", {"network": OFF}),
    "certificate_out_of_date: certificate_expired": Told(dated(), "down service_down likely"),
    "certificate_out_of_date: one_place_down": Told(
        lambda s: s.answers("31.13.72.52", origin="trusted").fails(Step.TLS, Failure.CERT_EXPIRED, times=2),
        "unknown unexplained unsure",
    ),
    "certificate_wrong: certificate_swapped new_root catalogue_old": Told(
        refused(), "blocked certificate_swapped likely"
    ),
    "certificate_wrong: antivirus": Told(refused(KNOWN), "unknown intercepted likely"),
    "certificate_wrong: company_gateway": Told(refused(FORTI), "unknown intercepted sure", {"neutral": {1: FORTI}}),
    "certificate_wrong: server_mixed_up": Told(another(), OPEN),
    "certificate_wrong: operator_down": Told(notice("0a1b"), "blocked certificate_swapped unsure"),
    "certificate_wrong: signed_by_its_owner": Told(refused(), OPEN, {"endpoint": replace(CHAT, of_person=True)}),
    "certificate_wrong: root_renewed": Told(refused(), OPEN, {"endpoint": HOME}),
    "certificate_wrong: clock_wrong": Told(refused(), OPEN, {"network": OFF}),
    "certificate_wrong: way_of_ones_own": Told(
        lambda s: s.fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2, via="tunnel"), OPEN
    ),
    "certificate_wrong_at_times: certificate_swapped server_mixed_up": Told(
        swapped(2), "blocked certificate_swapped likely"
    ),
    "certificate_wrong_at_times: by_share": Told(swapped(3), "unknown certificate_swapped likely"),
    "certificate_wrong_at_times: antivirus": Told(swapped(2, KNOWN), "unknown intercepted likely"),
    "certificate_wrong_at_times: company_gateway": Told(
        swapped(2, FORTI), "unknown intercepted sure", {"neutral": {1: FORTI}}
    ),
    "certificate_wrong_at_times: way_of_ones_own": Told(swapped(2, via="tunnel"), OPEN),
    "signed_by_local_root: intercepted": Told(
        opens(), "unknown intercepted sure", {"network": online(NetworkStatus.INTERCEPTED)}
    ),
    "signed_by_local_root: antivirus": Told(opens(), "unknown intercepted sure", {"neutral": {0: STRANGER}}),
    "signed_by_local_root: company_gateway": Told(opens(FORTI), "unknown intercepted likely"),
    "signed_by_local_root: read_along": Told(opens(national=True), "unknown intercepted likely"),
    "signed_by_local_root: new_root": Told(opens(), OPEN),
}
"""For a finding and what is true behind it: what is observed then, what is said, and what is known beside it."""
FINDINGS, PAIRS = findings_of(certificates), expand(TRUTHS)


@pytest.mark.parametrize(("finding", "truth"), PAIRS)
def test_the_truth_stands_and_nothing_more_is_said_than_it_lets(finding: str, truth: str) -> None:
    telling, said, beside = PAIRS[finding, truth]
    check_verdict(judge(telling, **beside or {}), FINDINGS[finding], truth, said)


def test_every_explanation_has_been_the_truth() -> None:
    assert set(PAIRS) == pairs(*FINDINGS.values())


@named_rows(
    ("telling", "neutral", "expected"),
    {
        "a neutral site shows the same": (opens(), {0: STRANGER}, "unknown intercepted sure inspected"),
        "a root that Mozilla's list no longer holds": (opens(listed=True), {}, "works  sure greeting_answered"),
        "a state's authority": (opens("State Sub CA"), {}, "unknown intercepted likely read_along"),
        "refused, and a state's": (refused("State Sub CA"), {}, "blocked certificate_swapped likely certificate_wrong"),
        "refused, a known program's in other letters": (
            refused("KASPERSKY ANTI-VIRUS Personal Root"),
            {},
            "unknown intercepted likely inspected_by_program",
        ),
        "refused, a known gateway's that neutral sites show": (
            refused("FG6H0FTB", "Fortinet"),
            {2: "FG6H0FTB"},
            "unknown intercepted sure inspected_by_gateway",
        ),
    },
)
def test_who_stands_between(telling: Telling, neutral: dict[int, str], expected: str) -> None:
    assert said(judge(telling, neutral=neutral)) == expected


def test_nobody_is_singled_out_beside_three_sites_alone() -> None:
    """Of four sites one may be spared by chance; of three that is nearer."""
    assert said(judge(refused(), sites=3)) == "unknown certificate_swapped unsure certificate_wrong"


def test_the_program_is_named() -> None:
    verdict = judge(opens("Kaspersky Anti-Virus Personal Root Certificate"))
    assert [e.program for e in verdict.evidence] == ["Kaspersky", ""]


def test_what_strangers_answer_at_a_sister_counts_here() -> None:
    """A filter sees the same name at each endpoint of the host; one that meets strangers alone is another matter."""
    page = replace(CHAT, id="app/page")
    record = Record()
    told = record.about(CHAT).system(HERE).answers()
    sister = record.about(page).fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2)
    assert _beside(told, page) is FunctionStatus.WORKS
    sister.answers()
    assert _beside(told, page) is FunctionStatus.BLOCKED


def _beside(told: Story, sister: Endpoint) -> FunctionStatus:
    return judge_endpoint(case_of(told, CHAT, online(), sister, inspection=Inspection(sites=4))).status


@pytest.mark.parametrize("trust", Trust)
def test_only_a_ministrys_root_and_listed_certificates_may_be_renewed_before_this_program_knows(trust: Trust) -> None:
    endpoint = replace(CHAT, trust=trust)
    case = case_of(story(endpoint).fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2), endpoint)
    assert bool(certificates.root_may_have_been_renewed(case)) is (trust in (Trust.NATIONAL, Trust.PINNED))
