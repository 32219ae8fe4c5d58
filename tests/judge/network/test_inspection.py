"""Which issuers are seen where, and which of them are known programs."""

import pytest

from dialtone.judge.network.inspection import find_inspection
from dialtone.judge.rules import judge_endpoint
from dialtone.model.vocabulary import Failure, Step
from judge.factory import HERE, Record, case_of, online
from judge.inspected import CHAT, GROUND, OTHER, SITES, STRANGER, refused, said
from shipped_catalogue import shipped_catalogue


def test_a_stranger_at_two_messengers_is_no_odd_root_of_one() -> None:
    record = Record()
    told = record.about(CHAT).system(HERE).answers(mozilla=False, issuer=STRANGER)
    record.about(OTHER).answers(mozilla=False, issuer=STRANGER)
    for site in SITES[:4]:
        record.about(site).answers(mozilla=True)
    inspection = find_inspection(record.index, GROUND)
    verdict = judge_endpoint(case_of(told, CHAT, online(), inspection=inspection))
    assert said(verdict) == "unknown intercepted unsure read_along"


def test_a_neutral_site_that_refuses_a_stranger_tells_of_the_network() -> None:
    record = Record()
    told = record.about(CHAT).system(HERE)
    refused()(told)
    for site in SITES[:3]:
        record.about(site).answers(mozilla=True)
    record.about(SITES[3]).fails(Step.TLS, Failure.CERT_UNTRUSTED).shown(STRANGER)
    inspection = find_inspection(record.index, GROUND)
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
    known = shipped_catalogue().controls.inspectors
    found = [one.name for one in known if one.issued(issuer, organization)]
    assert found == ([name] if name else [])
