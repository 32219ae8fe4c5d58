"""Which issuers are seen where, and which of them are known programs."""

from collections.abc import Callable
from typing import Any

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.inspection import find_inspection
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.public_trust import Inspector, InspectorPlace
from dialtone.model.verdict import EndpointVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    EvidenceKind,
    Failure,
    Step,
)
from judge.factory import HERE, Record, Story, case_of, https, online, real_catalogue, small_ground

KASPERSKY = Inspector("kaspersky", "Kaspersky", InspectorPlace.COMPUTER, ("Kaspersky Anti-Virus*",), "made up")
GATEWAY = Inspector("gateway", "FortiGate", InspectorPlace.NETWORK, ("Fortinet*",), "made up")
STATE = Inspector("state", "State Root", InspectorPlace.STATE, ("State Sub CA*",), "made up")
GROUND = replace(small_ground(), inspectors=(KASPERSKY, GATEWAY, STATE))
SITES = tuple(control.endpoint for control in GROUND.sites)
CHAT, OTHER = https(), https("other/chat", "other.example.org")
STRANGER = "Traffic Inspection Root CA"
Telling = Callable[[Story], object]


def judge(
    telling: Telling,
    *,
    neutral: dict[int, str] | None = None,
    sites: int = 4,
    endpoint: Endpoint = CHAT,
    network: NetworkVerdict | None = None,
    stranger: bool = False,
) -> EndpointVerdict:
    """Judge an endpoint beside neutral sites; some show a stranger's certificate that this computer accepts."""
    record = Record()
    told = record.about(endpoint).system(HERE)
    telling(told)
    if stranger:
        record.about(OTHER).answers(mozilla=False, issuer=STRANGER)
    for number, site in enumerate(SITES[:sites]):
        issuer = (neutral or {}).get(number)
        record.about(site).answers(issuer=issuer or "DigiCert", mozilla=issuer is None)
    inspection = find_inspection(AttemptIndex(record.observations), GROUND)
    return judge_endpoint(case_of(told, endpoint, network or online(), inspection=inspection))


def said(verdict: EndpointVerdict) -> str:
    causes = " ".join(cause.value for cause in verdict.causes)
    return f"{verdict.status.value} {causes} {verdict.confidence.value} {verdict.evidence[0].kind.value}"


def opens(issuer: str = STRANGER, **facts: Any) -> Telling:
    return lambda s: s.answers(mozilla=False, issuer=issuer, **facts)


def refused(issuer: str = STRANGER, organization: str = "") -> Telling:
    return lambda s: s.fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2).shown(issuer, organization)


def test_a_stranger_at_two_messengers_is_no_odd_root_of_one() -> None:
    record = Record()
    told = record.about(CHAT).system(HERE).answers(mozilla=False, issuer=STRANGER)
    record.about(OTHER).answers(mozilla=False, issuer=STRANGER)
    for site in SITES[:4]:
        record.about(site).answers(mozilla=True)
    inspection = find_inspection(AttemptIndex(record.observations), GROUND)
    verdict = judge_endpoint(case_of(told, CHAT, online(), inspection=inspection))
    assert said(verdict) == "unknown intercepted unsure read_along"


def test_a_neutral_site_that_refuses_a_stranger_tells_of_the_network() -> None:
    record = Record()
    told = record.about(CHAT).system(HERE)
    refused()(told)
    for site in SITES[:3]:
        record.about(site).answers(mozilla=True)
    record.about(SITES[3]).fails(Step.TLS, Failure.CERT_UNTRUSTED).shown(STRANGER)
    inspection = find_inspection(AttemptIndex(record.observations), GROUND)
    assert inspection.sites == 4
    verdict = judge_endpoint(case_of(told, CHAT, online(), inspection=inspection))
    assert said(verdict) == "unknown intercepted sure inspected"


@pytest.mark.parametrize(
    ("issuer", "organization", "name"),
    [
        ("Kaspersky Anti-Virus Personal Root Certificate", "AO Kaspersky Lab", "Kaspersky"),
        ("Avast Web/Mail Shield Root", "Avast Web/Mail Shield", "Avast"),
        ("AVG Web/Mail Shield Root", "", "AVG"),
        ("Norton Web/Mail Shield Root", "", "Norton"),
        ("ESET SSL Filter CA", "ESET, spol. s r. o.", "ESET"),
        ("Bitdefender Personal CA.Net-Defender", "", "Bitdefender"),
        ("Adguard Personal CA", "", "AdGuard"),
        ("Zscaler Intermediate Root CA (zscalerthree.net) (t) ", "Zscaler Inc.", "Zscaler"),
        ("FG6H0FTB22903890", "Fortinet", "FortiGate"),
        ("Cisco Umbrella Secondary SubCA ams-SG", "Cisco", "Cisco Umbrella"),
        ("Sophos SSL CA_9qTYklI48xOlW0E", "Sophos", "Sophos"),
        ("ca.pacificdental.goskope.com", "Pacific Dental Services", "Netskope"),
        ("DigiCert Global G2 TLS RSA SHA256 2020 CA1", "DigiCert Inc", ""),
        ("WE1", "Google Trust Services", ""),
        ("Amazon RSA 2048 M04", "Amazon", ""),
    ],
)
def test_issuers_as_people_have_them(issuer: str, organization: str, name: str) -> None:
    """Real names out of public files (2026-11-25), and public authorities that are nobody's program."""
    known = real_catalogue().controls.inspectors
    found = [one.name for one in known if one.issued(issuer, organization)]
    assert found == ([name] if name else [])


def test_kinds_name_where_the_program_is() -> None:
    assert {EvidenceKind.INSPECTED_BY_PROGRAM, EvidenceKind.INSPECTED_BY_GATEWAY} == {
        judge(opens(name)).evidence[0].kind for name in ("Kaspersky Anti-Virus", "Fortinet")
    }
