"""The service's own word: it turns silence into an outage, never a filter, and its silence proves nothing."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.endpoint.adjustments import outage_reported
from dialtone.judge.endpoint.endpoint_case import gather_messenger
from dialtone.model.catalogue import Endpoint, StatusPage
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import EndpointVerdict, Evidence
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
from judge.factory import NO_TIMING, brief, case_of, https, online, story, typed

PAGE = Endpoint("app/status", "app", Wire.HTTPS, 443, "status.example.org")
STATUS = StatusPage(PAGE, StatusFormat.STATUSPAGE)
CHAT = https()
BLOCKED, UNKNOWN, DOWN = FunctionStatus.BLOCKED, FunctionStatus.UNKNOWN, FunctionStatus.DOWN


def _asked(indicator: str, *, mozilla: bool = True, variant: Variant = Variant.STATUS) -> list[Observation]:
    def step(number: int, kind: Step, **facts: str | bool) -> Observation:
        where = "192.0.2.9:443"
        return Observation(number, "app", PAGE.id, kind, where, 0.0, 0.1, None, typed(facts), 1, variant)

    return [
        step(1, Step.TCP, **{"from": "system"}),
        step(2, Step.TLS, mozilla=mozilla),
        step(3, Step.HTTP, indicator=indicator),
    ]


def _said(observations: list[Observation], status: StatusPage | None = STATUS) -> tuple[int, ...]:
    index = AttemptIndex(observations)
    return gather_messenger((), index, online(), NO_TIMING, status=status).outage_reported


def _verdict(status: FunctionStatus, cause: Cause, kind: EvidenceKind, confidence: Confidence) -> EndpointVerdict:
    return EndpointVerdict(status, (cause,), confidence, (Evidence(kind, (1,)),))


def test_a_serious_incident_on_a_page_that_proved_itself() -> None:
    assert _said(_asked("major")) == (1, 2, 3)


@pytest.mark.parametrize("indicator", ["none", "minor", ""])
def test_anything_less_is_no_admission(indicator: str) -> None:
    assert _said(_asked(indicator)) == ()


def test_a_page_that_somebody_else_may_have_written_is_none() -> None:
    assert _said(_asked("major", mozilla=False)) == ()
    assert _said(_asked("major", variant=Variant.APP)) == ()
    assert _said(_asked("major"), status=None) == ()
    failed = [replace(o, failure=Failure.BAD_ANSWER, facts={}) if o.step is Step.HTTP else o for o in _asked("major")]
    assert _said(failed) == ()


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (
            _verdict(BLOCKED, Cause.ADDRESS_BLOCKED, EvidenceKind.ADDRESS_SILENT, Confidence.LIKELY),
            "down service_down likely",
        ),
        (
            _verdict(BLOCKED, Cause.ADDRESS_BLOCKED, EvidenceKind.ADDRESS_REFUSES, Confidence.LIKELY),
            "blocked address_blocked likely",
        ),
        (
            _verdict(BLOCKED, Cause.PROTOCOL_FILTERED, EvidenceKind.GREETING_CUT, Confidence.UNSURE),
            "down service_down likely",
        ),
        (
            _verdict(BLOCKED, Cause.PROTOCOL_FILTERED, EvidenceKind.GREETING_CUT, Confidence.LIKELY),
            "blocked protocol_filtered likely",
        ),
        (
            _verdict(BLOCKED, Cause.NAME_FILTERED, EvidenceKind.NAME_CUT, Confidence.SURE),
            "blocked name_filtered sure",
        ),
        (_verdict(UNKNOWN, Cause.UNEXPLAINED, EvidenceKind.NOT_ENOUGH, Confidence.UNSURE), "down service_down likely"),
        (_verdict(UNKNOWN, Cause.INTERCEPTED, EvidenceKind.NOT_ENOUGH, Confidence.SURE), "unknown intercepted sure"),
        (
            _verdict(DOWN, Cause.SERVICE_DOWN, EvidenceKind.TAKEN_WITHOUT_ANSWER, Confidence.UNSURE),
            "down service_down sure",
        ),
        (
            EndpointVerdict(FunctionStatus.WORKS, (), Confidence.UNSURE, (Evidence(EvidenceKind.ERROR_REACHED, (1,)),)),
            "down service_down likely",
        ),
        (
            _verdict(FunctionStatus.SLOW, Cause.THROTTLED, EvidenceKind.SLOWER_THAN_CONTROL, Confidence.LIKELY),
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
        "it answers with an error that may be its usual answer",
        "slow",
    ],
)
def test_in_its_light(verdict: EndpointVerdict, said: str) -> None:
    case = case_of(story(CHAT), CHAT)
    reported = replace(case, messenger=replace(case.messenger, outage_reported=(7,)))
    assert brief(outage_reported(verdict, reported) or verdict) == said
    assert outage_reported(verdict, case) is None
