"""A server that another one names is judged where it was asked, and any other site is none."""

import pytest

from dialtone.judge.messenger_verdicts import as_named, judge_messengers
from dialtone.judge.network.control_results import ControlResults
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence, EvidenceKind, Failure, MessengerStatus, Step
from judge.factory import HERE, Record, online, small_ground
from shipped_catalogue import shipped_catalogue

NAMED = "https://hs.example.org"


def _own(messenger: str) -> Messenger:
    found = shipped_catalogue().messenger(messenger)
    assert found is not None
    return found.with_server("example.org")


def _judged(record: Record, element: Messenger) -> MessengerVerdict:
    ground, index = small_ground(), record.index
    (verdict,) = judge_messengers(
        [element], ControlResults(index, ground), online(), Computer(platform="linux"), frozenset()
    )
    return verdict


def _named(element: Messenger, address: str = NAMED, looked_up: str = "hs.example.org") -> Record:
    record, endpoints = Record(), {e.id: e for e in element.endpoints}
    discovery, server = endpoints["element/discovery"], endpoints["element/server"]
    record.about(discovery).system(HERE).answers(named_server=address)
    record.about(replace(server, host=looked_up)).system(HERE)
    return record


def test_an_endpoint_stands_where_it_was_asked() -> None:
    element = _own("element")
    hosts = {e.id: e.host for e in as_named(element, _named(element).index).endpoints}
    assert hosts["element/server"] == "hs.example.org"
    assert hosts["element/discovery"] == "example.org"


@pytest.mark.parametrize(
    ("address", "looked_up"),
    [(NAMED, "example.org"), ("ftp://hs.example.org", "hs.example.org"), ("https://10.0.0.1", "hs.example.org")],
    ids=["asked before", "no address of the web", "a number"],
)
def test_it_stays_where_no_usable_server_was_named_in_time(address: str, looked_up: str) -> None:
    element = _own("element")
    index = _named(element, address, looked_up).index
    assert as_named(element, index).endpoints == element.endpoints


def test_the_server_that_is_named_decides() -> None:
    element = _own("element")
    record = _named(element)
    server = next(e for e in as_named(element, record.index).endpoints if e.server_by)
    record.about(server).fails(Step.TLS, Failure.RESET, times=3).neutral_name()
    assert _judged(record, element).functions[0].status.value == "blocked"


@pytest.mark.parametrize(("as_expected", "status"), [(True, MessengerStatus.WORKS), (False, MessengerStatus.UNKNOWN)])
def test_a_web_site_is_no_server_of_ones_own(as_expected: bool, status: MessengerStatus) -> None:
    element = _own("element")
    record = Record()
    for endpoint in element.endpoints:
        record.about(endpoint).system(HERE).answers(status=200, text_as_expected=as_expected)
    verdict = _judged(record, element)
    messages = verdict.functions[0]
    assert verdict.status is status
    assert (messages.confidence is Confidence.SURE) is as_expected
    assert (EvidenceKind.UNPROVED in {e.kind for e in messages.evidence}) is not as_expected


_MAIL = "imap://mx.example.net:993 imap://mx.example.net:143 smtp://mx.example.net:587"


def _mail(named: str = "", asked: tuple[str, ...] = ()) -> Record:
    """Tell of an autoconfig that was read, and of the endpoints that were asked after it, in vain."""
    record, chat = Record(), _own("deltachat")
    for endpoint in chat.endpoints:
        if endpoint.id == "deltachat/autoconfig-of-domain":
            page = record.about(endpoint).system(HERE)
            page.answers(status=200, named_server=named) if named else page.answers(status=200)
        for host in asked:
            if endpoint.server_by and endpoint.host == host:
                at = endpoint.at_server(named)
                assert at is not None
                record.about(at).system(HERE).fails(Step.TCP, Failure.TIMEOUT, times=3)
    return record


def test_mail_servers_stand_where_they_are_named() -> None:
    named = as_named(_own("deltachat"), _mail(_MAIL, ("example.org",)).index)
    assert {e.id: (e.host, e.port, e.ports) for e in named.endpoints if e.server_by} == {
        "deltachat/incoming": ("mx.example.net", 993, (143,)),
        "deltachat/outgoing": ("mx.example.net", 587, ()),
    }


@pytest.mark.parametrize("named", ["", "imap://10.0.0.1:993", "imap://mx.example.net:99999", "https://example.net"])
def test_guesses_stay_where_no_usable_mail_server_is_named(named: str) -> None:
    asked = ("example.org", "imap.example.org", "smtp.example.org")
    left = as_named(_own("deltachat"), _mail(named, asked).index)
    hosts = ["example.org", "imap.example.org", "example.org", "smtp.example.org"]
    assert [e.host for e in left.endpoints if e.server_by] == hosts


@pytest.mark.parametrize(("host", "status"), [("imap.example.org", "works"), ("elsewhere.example.org", "down")])
def test_one_of_the_guesses_is_enough(host: str, status: str) -> None:
    record, chat = _mail(asked=("example.org", "imap.example.org")), _own("deltachat")
    for endpoint in chat.endpoints:
        if endpoint.host in (host, "smtp.example.org") and endpoint.server_by:
            record.about(endpoint).system(HERE).answers()
    messages = _judged(record, chat).functions[0]
    assert messages.status.value == status
