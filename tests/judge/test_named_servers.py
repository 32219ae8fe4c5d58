"""A server that another one names is judged where it was asked, and any other site is none."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.named_servers import as_named
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence, EvidenceKind, Failure, MessengerStatus, Step
from judge.factory import HERE, Record, online, real_catalogue, small_ground

NAMED = "https://hs.example.org"


def _element() -> Messenger:
    element = real_catalogue().messenger("element")
    assert element is not None
    return element.with_server("example.org")


def _judged(record: Record, element: Messenger) -> MessengerVerdict:
    ground, index = small_ground(), AttemptIndex(record.observations)
    (verdict,) = judge_messengers([element], index, online(), ground, Computer(platform="linux"), frozenset())
    return verdict


def _named(element: Messenger, address: str = NAMED, looked_up: str = "hs.example.org") -> Record:
    record, endpoints = Record(), {e.id: e for e in element.endpoints}
    discovery, server = endpoints["element/discovery"], endpoints["element/server"]
    record.about(discovery).system(HERE).answers(named_server=address)
    record.about(replace(server, host=looked_up)).system(HERE)
    return record


def test_an_endpoint_stands_where_it_was_asked() -> None:
    element = _element()
    hosts = {e.id: e.host for e in as_named(element, AttemptIndex(_named(element).observations)).endpoints}
    assert hosts["element/server"] == "hs.example.org"
    assert hosts["element/discovery"] == "example.org"


@pytest.mark.parametrize(
    ("address", "looked_up"),
    [(NAMED, "example.org"), ("ftp://hs.example.org", "hs.example.org"), ("https://10.0.0.1", "hs.example.org")],
    ids=["asked before", "no address of the web", "a number"],
)
def test_it_stays_where_no_usable_server_was_named_in_time(address: str, looked_up: str) -> None:
    element = _element()
    assert (
        as_named(element, AttemptIndex(_named(element, address, looked_up).observations)).endpoints == element.endpoints
    )


def test_the_server_that_is_named_decides() -> None:
    element = _element()
    record = _named(element)
    server = next(e for e in as_named(element, AttemptIndex(record.observations)).endpoints if e.server_by)
    record.about(server).fails(Step.TLS, Failure.RESET, times=3).neutral_name()
    assert _judged(record, element).functions[0].status.value == "blocked"


@pytest.mark.parametrize(("as_expected", "status"), [(True, MessengerStatus.WORKS), (False, MessengerStatus.UNKNOWN)])
def test_a_web_site_is_no_server_of_ones_own(as_expected: bool, status: MessengerStatus) -> None:
    element = _element()
    record = Record()
    for endpoint in element.endpoints:
        record.about(endpoint).system(HERE).answers(status=200, text_as_expected=as_expected)
    verdict = _judged(record, element)
    messages = verdict.functions[0]
    assert verdict.status is status
    assert (messages.confidence is Confidence.SURE) is as_expected
    assert (EvidenceKind.OTHER_SERVER in {e.kind for e in messages.evidence}) is not as_expected
