"""The ground: one table for each rule, near its border. The small ground: four sites abroad, three at home."""

from datetime import date

import pytest

from dialtone.model.catalogue import Endpoint, TrustedResolver
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Confidence, EvidenceKind, Failure, NetworkStatus, Step, Wire
from judge.factory import Record, raw
from judge.neutral_hosts import (
    ABROAD,
    ANCHORS,
    CONTROLS,
    GROUND,
    PAGES,
    UDP,
    Telling,
    fail,
    judge,
    judge_record,
    swapped,
    well,
    white_list,
)
from named_rows import named_rows
from shipped_catalogue import shipped_catalogue

TIMEOUT, UNREACHABLE, DNS_FAILED = Failure.TIMEOUT, Failure.UNREACHABLE, Failure.DNS_FAILED


def portal(record: Record, *, controls: Failure = Failure.RESET) -> Record:
    for page in PAGES:
        record.about(page).answers(status=302, location_host="login.hotel.example")
    return fail(record, CONTROLS, controls, step=Step.TLS)


def no_resolver(record: Record) -> Record:
    for endpoint in (*CONTROLS, *PAGES):
        record.about(endpoint).system(failure=DNS_FAILED)
    return record.well(*ANCHORS)


@pytest.mark.parametrize(
    ("telling", "status", "kind"),
    [
        (well, "online", "controls_answer"),
        (lambda r: fail(r, ANCHORS, UNREACHABLE), "offline", "nothing_answers"),
        (lambda r: fail(r, ANCHORS, TIMEOUT), "offline", "nothing_answers"),
        (portal, "captive_portal", "page_instead"),
        (no_resolver, "dns_down", "resolver_silent"),
        (white_list, "whitelist_mode", "most_abroad_silent"),
        (swapped, "intercepted", "certificate_wrong"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_status(telling: Telling, status: str, kind: str) -> None:
    verdict = judge(telling)
    assert verdict.status is NetworkStatus(status)
    assert verdict.evidence[0].kind is EvidenceKind(kind)
    assert verdict.flags == ()


def test_nothing_observed_is_nothing_known() -> None:
    verdict = judge(lambda r: None)
    assert verdict.confidence is Confidence.UNSURE
    assert not verdict.controls_answer


@named_rows(
    ("telling", "offline"),
    {
        "no way out": (lambda r: fail(r, ANCHORS, UNREACHABLE), True),
        "names are answered, and nothing else": (
            lambda r: fail(fail(r, ANCHORS, TIMEOUT), PAGES, Failure.NOT_IN_TIME),
            True,
        ),
        "one address answers": (lambda r: fail(r, ANCHORS[:1], UNREACHABLE, 1).well(ANCHORS[1]), False),
        "a messenger answers": (lambda r: fail(r.well(raw()), ANCHORS, TIMEOUT), False),
        "two failures are too few": (lambda r: fail(r, ANCHORS[:2], TIMEOUT, 1), False),
        "UDP gets through": (lambda r: fail(r.well(UDP[0]), ANCHORS, TIMEOUT), False),
        "connections are taken and nothing is ever said": (
            lambda r: fail(r.well(*ANCHORS), CONTROLS, TIMEOUT, step=Step.TLS),
            True,
        ),
        "they are, and UDP gets through": (
            lambda r: fail(r.well(*ANCHORS, UDP[0]), CONTROLS, TIMEOUT, step=Step.TLS),
            False,
        ),
        "few were asked for more": (lambda r: fail(r.well(*ANCHORS), CONTROLS[:2], TIMEOUT, step=Step.TLS), False),
    },
)
def test_offline(telling: Telling, offline: bool) -> None:
    assert (judge(telling).status is NetworkStatus.OFFLINE) is offline


@pytest.mark.parametrize(
    ("telling", "dead"),
    [
        (no_resolver, True),
        (lambda r: no_resolver(r).well(CONTROLS[0]), False),
        (lambda r: [r.about(e).system(failure=DNS_FAILED) for e in CONTROLS], False),
        (lambda r: [r.well(*ANCHORS)] + [r.about(e).system(failure=DNS_FAILED) for e in CONTROLS[:2]], False),
        (lambda r: [r.well(*ANCHORS)] + [r.about(e).system(failure=Failure.NOT_IN_TIME) for e in CONTROLS], False),
    ],
    ids=["silent", "one name is answered", "no address answers either", "two names", "not in time"],
)
def test_dns_down(telling: Telling, dead: bool) -> None:
    assert (judge(telling).status is NetworkStatus.DNS_DOWN) is dead


def test_a_resolver_that_proves_itself_is_a_neutral_host_abroad() -> None:
    resolver = TrustedResolver("r", "r.test", ("9.9.9.9",), "/q", "made up", date(2026, 11, 24))
    controls = replace(GROUND, resolvers=(resolver,))
    record = Record().well(*ABROAD[:1])
    assert not judge_record(record, controls).controls_answer
    record.about(Endpoint("resolver/r", "", Wire.TLS, 443, None, ("9.9.9.9",))).answers(mozilla=False)
    assert not judge_record(record, controls).controls_answer
    record.about(Endpoint("resolver/r", "", Wire.TLS, 443, None, ("9.9.9.9",))).answers(mozilla=True)
    assert judge_record(record, controls).controls_answer


@pytest.mark.parametrize("failure", [UNREACHABLE, TIMEOUT])
def test_past_a_proxy_or_in_a_vpn_nothing_is_surely_offline(failure: Failure) -> None:
    """An office may let out its proxy alone, and a VPN may be dead on a line that lives."""

    def dead(record: Record) -> None:
        for each in ANCHORS:
            record.about(each).fails(Step.TCP, failure, seconds=6.0).one_hop(UNREACHABLE)

    for computer in (Computer("linux", proxy="script"), Computer("linux", tunnels=("tun0",))):
        verdict = judge(dead, computer)
        assert (verdict.status, verdict.confidence) == (NetworkStatus.OFFLINE, Confidence.UNSURE)
    assert judge(dead).confidence is Confidence.SURE


def test_a_messenger_with_built_in_addresses_shows_that_the_resolver_alone_is_dead() -> None:
    record = Record().well(raw())
    for endpoint in (*CONTROLS, *PAGES):
        record.about(endpoint).system(failure=DNS_FAILED)
    assert judge_record(record).status is NetworkStatus.DNS_DOWN


@named_rows(
    ("failure", "asked_at", "confidence"),
    {
        "the system gave up": (DNS_FAILED, "public", Confidence.LIKELY),
        "a program here that answered has ended": (DNS_FAILED, "loopback", Confidence.UNSURE),
        "a part of the system does not run": (DNS_FAILED, "stub", Confidence.UNSURE),
        "a filter that somebody chose is out of reach": (DNS_FAILED, "filter", Confidence.UNSURE),
        "every name is denied": (Failure.NO_SUCH_NAME, "public", Confidence.LIKELY),
        "Dialtone gave up before the system": (TIMEOUT, "public", Confidence.UNSURE),
    },
)
def test_how_sure_it_is_that_its_resolver_is_dead(failure: Failure, asked_at: str, confidence: Confidence) -> None:
    """A first resolver that is dead and a second one that is slow take seven seconds (glibc waits five for each)."""
    record = Record().well(*ANCHORS)
    for endpoint in (*CONTROLS, *PAGES):
        # Resolvers that are asked besides may time out: they say nothing about the system's.
        record.about(endpoint).system(failure=failure, asked_at=asked_at).trusted(failure=TIMEOUT)
    verdict = judge_record(record)
    assert (verdict.status, verdict.confidence) == (NetworkStatus.DNS_DOWN, confidence)


@pytest.mark.parametrize(
    ("issuer", "named"), [("Zscaler Root CA", "Zscaler"), ("Some Office CA", ""), ("Russian Trusted Sub CA", "")]
)
def test_the_network_names_the_program_that_inspects_all_and_no_state(issuer: str, named: str) -> None:
    ground = replace(GROUND, inspectors=shipped_catalogue().controls.inspectors)
    record = Record()
    for endpoint in ABROAD:
        record.about(endpoint).answers(mozilla=False, issuer=issuer)
    network = judge_record(record, ground)
    assert network.status is NetworkStatus.INTERCEPTED
    assert next(e.program for e in network.evidence if e.kind is EvidenceKind.LOCAL_ROOT_TRUSTED) == named
