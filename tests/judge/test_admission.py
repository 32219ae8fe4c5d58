"""The service's own word: it turns silence into an outage, never a filter, and its silence proves nothing."""

from dataclasses import replace

import pytest

from dialtone.judge.admission import service_admits, with_admission
from dialtone.judge.finding import Finding
from dialtone.model.catalogue import Endpoint, Messenger, StatusPage
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    StatusFormat,
    Step,
    Variant,
    Wire,
)
from judge.factory import brief

PAGE = Endpoint("app/status", "app", Wire.HTTPS, 443, "status.example.org")
APP = Messenger("app", "App", "A", "#000000", status=StatusPage(PAGE, StatusFormat.STATUSPAGE))
SAID = Evidence(EvidenceKind.SERVICE_ADMITS, (7,))
BLOCKED, UNKNOWN, DOWN = FunctionStatus.BLOCKED, FunctionStatus.UNKNOWN, FunctionStatus.DOWN


def _asked(indicator: str, *, mozilla: bool = True, variant: Variant = Variant.STATUS) -> list[Observation]:
    def step(number: int, kind: Step, **facts: str | bool) -> Observation:
        where = "192.0.2.9:443"
        return Observation(number, "app", PAGE.id, kind, where, 0.0, 0.1, None, facts, 1, variant)

    return [
        step(1, Step.TCP, **{"from": "system"}),
        step(2, Step.TLS, mozilla=mozilla),
        step(3, Step.HTTP, indicator=indicator),
    ]


def _finding(status: FunctionStatus, cause: Cause, kind: EvidenceKind, confidence: Confidence) -> Finding:
    return Finding(status, (cause,), confidence, (Evidence(kind, (1,)),))


def test_a_serious_incident_on_a_page_that_proved_itself() -> None:
    said = service_admits(APP, _asked("major"))
    assert said == Evidence(EvidenceKind.SERVICE_ADMITS, (1, 2, 3))


@pytest.mark.parametrize("indicator", ["none", "minor", ""])
def test_anything_less_is_no_admission(indicator: str) -> None:
    assert service_admits(APP, _asked(indicator)) is None


def test_a_page_that_somebody_else_may_have_written_is_none() -> None:
    assert service_admits(APP, _asked("major", mozilla=False)) is None
    assert service_admits(APP, _asked("major", variant=Variant.APP)) is None
    assert service_admits(replace(APP, status=None), _asked("major")) is None
    failed = [replace(o, failure=Failure.BAD_ANSWER, facts={}) if o.step is Step.HTTP else o for o in _asked("major")]
    assert service_admits(APP, failed) is None


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (
            _finding(BLOCKED, Cause.ADDRESS_BLOCKED, EvidenceKind.ADDRESS_SILENT, Confidence.LIKELY),
            "down service_down likely",
        ),
        (
            _finding(BLOCKED, Cause.ADDRESS_BLOCKED, EvidenceKind.ADDRESS_REFUSES, Confidence.LIKELY),
            "blocked address_blocked likely",
        ),
        (
            _finding(BLOCKED, Cause.PROTOCOL_FILTERED, EvidenceKind.GREETING_CUT, Confidence.UNSURE),
            "down service_down likely",
        ),
        (
            _finding(BLOCKED, Cause.PROTOCOL_FILTERED, EvidenceKind.GREETING_CUT, Confidence.LIKELY),
            "blocked protocol_filtered likely",
        ),
        (
            _finding(BLOCKED, Cause.NAME_FILTERED, EvidenceKind.NAME_CUT, Confidence.SURE),
            "blocked name_filtered sure",
        ),
        (_finding(UNKNOWN, Cause.UNEXPLAINED, EvidenceKind.NOT_ENOUGH, Confidence.UNSURE), "down service_down likely"),
        (_finding(UNKNOWN, Cause.INTERCEPTED, EvidenceKind.NOT_ENOUGH, Confidence.SURE), "unknown intercepted sure"),
        (
            _finding(DOWN, Cause.SERVICE_DOWN, EvidenceKind.TAKEN_WITHOUT_ANSWER, Confidence.UNSURE),
            "down service_down sure",
        ),
        (
            _finding(FunctionStatus.SLOW, Cause.THROTTLED, EvidenceKind.SLOWER_THAN_CONTROL, Confidence.LIKELY),
            "slow throttled likely",
        ),
    ],
    ids=[
        "silent",
        "refused from nearby",
        "silent to its greeting",
        "silent to its greeting alone",
        "cut by its name",
        "not enough was seen",
        "everybody is intercepted",
        "it hangs",
        "slow",
    ],
)
def test_in_its_light(finding: Finding, said: str) -> None:
    assert brief(with_admission(finding, SAID)) == said
    assert with_admission(finding, None) == finding
