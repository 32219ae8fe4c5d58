"""When a line is plainly dead, and when only home answers."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import home_answers, is_plainly_offline, nothing_abroad_answers, page_is_changed
from dialtone.model.thresholds import REPEATED
from dialtone.model.vocabulary import Failure, NetworkStatus
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources
from judge.factory import Record
from judge.neutral_hosts import ANCHORS, AT_ONCE, DUAL, GROUND, HOME, LINUX, UDP, V6, Telling, fail
from judge.recorded import recorded
from named_rows import named_rows


@named_rows(
    ("telling", "offline"),
    {
        "no way to any": (lambda r: fail(r, ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE), True),
        "a router refuses: home may answer": (lambda r: fail(r, ANCHORS, Failure.UNREACHABLE), False),
        "not all are done": (lambda r: fail(r, ANCHORS[:3], Failure.UNREACHABLE, seconds=AT_ONCE), False),
        "one is only silent": (
            lambda r: fail(fail(r, ANCHORS[:3], Failure.UNREACHABLE, seconds=AT_ONCE), ANCHORS[3:], Failure.TIMEOUT),
            False,
        ),
        "something answered": (lambda r: fail(r.well(UDP[0]), ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE), False),
        "nothing yet": (lambda r: None, False),
    },
)
def test_plainly_offline(telling: Telling, offline: bool) -> None:
    record = Record()
    telling(record)
    assert is_plainly_offline(AttemptIndex(record.observations), GROUND, LINUX) is offline


def test_a_network_of_ipv6_alone_is_not_plainly_offline_before_ipv6_was_tried() -> None:
    record = fail(Record(), ANCHORS, Failure.UNREACHABLE, seconds=AT_ONCE)
    assert not is_plainly_offline(AttemptIndex(record.observations), GROUND, DUAL)
    fail(record, (V6,), Failure.UNREACHABLE, seconds=AT_ONCE)
    assert is_plainly_offline(AttemptIndex(record.observations), GROUND, DUAL)


def test_where_nothing_abroad_answers_home_may() -> None:
    for hosts, at_home_alone in ((HOME[:2], True), ((HOME[0], *ANCHORS[:1]), False)):
        index = AttemptIndex(Record().well(*hosts).observations)
        assert nothing_abroad_answers(index, GROUND) is home_answers(index, GROUND) is at_home_alone


def test_every_captive_portal_changed_a_page() -> None:
    controls = load_catalogue(resources() / "catalogue").controls
    portals = [c for c in recorded().values() if c.network.status is NetworkStatus.CAPTIVE_PORTAL]
    assert len(portals) >= REPEATED
    assert all(page_is_changed(AttemptIndex(check.observations), controls) for check in portals)
    assert not page_is_changed(AttemptIndex(recorded()["clean"].observations), controls)
