"""Stories of inspected connections: an endpoint beside neutral sites, and who signed the certificates there."""

from collections.abc import Callable
from typing import Any

from dialtone.judge.network.inspection import find_inspection
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint, Inspector, InspectorPlace
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure, Step
from judge.factory import HERE, Record, Story, case_of, https, online, small_ground

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
    record = Record()
    told = record.about(endpoint).system(HERE)
    telling(told)
    if stranger:
        record.about(OTHER).answers(mozilla=False, issuer=STRANGER)
    for number, site in enumerate(SITES[:sites]):
        issuer = (neutral or {}).get(number)
        record.about(site).answers(issuer=issuer or "DigiCert", mozilla=issuer is None)
    inspection = find_inspection(record.index, GROUND)
    return judge_endpoint(case_of(told, endpoint, network or online(), inspection=inspection))


def said(verdict: EndpointVerdict) -> str:
    causes = " ".join(cause.value for cause in verdict.causes)
    return f"{verdict.status.value} {causes} {verdict.confidence.value} {verdict.evidence[0].kind.value}"


def opens(issuer: str = STRANGER, **facts: Any) -> Telling:
    return lambda s: s.answers(mozilla=False, issuer=issuer, **facts)


def refused(issuer: str = STRANGER, organization: str = "") -> Telling:
    return lambda s: s.fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2).shown(issuer, organization)
