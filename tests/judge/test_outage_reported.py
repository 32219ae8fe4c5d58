"""The service's own word: it turns silence into an outage, never a filter, and its silence proves nothing."""

import pytest

from dialtone.judge.endpoint.messenger_case import MessengerCase
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint, StatusPage
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import EvidenceKind, Failure, StatusFormat, Step, Variant, Wire
from judge.factory import app_of, brief, case_of, check_case_of, https, knowing, online, story, typed

PAGE = Endpoint("app/status", "app", Wire.HTTPS, 443, "status.example.org")
STATUS = StatusPage(PAGE, StatusFormat.STATUSPAGE)
CHAT = https()


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
    return MessengerCase(app_of(CHAT, status=status), check_case_of(observations, online())).outage_reported


@pytest.mark.parametrize(("indicator", "shown"), [("major", (1, 2, 3)), ("none", ()), ("minor", ()), ("", ())])
def test_a_serious_incident_is_an_admission(indicator: str, shown: tuple[int, ...]) -> None:
    assert _said(_asked(indicator)) == shown


def test_a_page_that_somebody_else_may_have_written_is_none() -> None:
    assert _said(_asked("major", mozilla=False)) == ()
    assert _said(_asked("major", variant=Variant.APP)) == ()
    assert _said(_asked("major"), status=None) == ()
    failed = [replace(o, failure=Failure.BAD_ANSWER, facts={}) if o.step is Step.HTTP else o for o in _asked("major")]
    assert _said(failed) == ()


@pytest.mark.parametrize("tried", [0, 1], ids=["nothing was tried", "one try alone"])
def test_what_was_hardly_asked_is_likely_down_where_its_page_says_so(tried: int) -> None:
    case = case_of(story(CHAT).fails(Step.TCP, Failure.TIMEOUT, times=tried), CHAT)
    reported = knowing(case, outage_reported=(7,))
    assert brief(judge_endpoint(case)).startswith("unknown")
    verdict = judge_endpoint(reported)
    assert brief(verdict) == "down service_down likely"
    assert EvidenceKind.SERVICE_ADMITS in {e.kind for e in verdict.evidence}
