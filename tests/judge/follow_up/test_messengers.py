"""Which messengers are worth a check behind a sign-in page."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import is_hopeless, was_tried
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, Step, Wire
from judge.factory import Record, https, raw, relay
from judge.neutral_hosts import Telling
from named_rows import named_rows

PAGE = https("app/page", read_bytes=32_768)
CENTRE, RELAY, PLAIN = raw(), relay(), replace(https("app/plain"), wire=Wire.HTTP, port=80)
APP = Messenger("app", "App", "A", "#000000", endpoints=(CENTRE, PAGE, RELAY, PLAIN))


@named_rows(
    ("telling", "tried", "hopeless"),
    {
        "its own protocol is answered": (lambda r: r.about(CENTRE).answers(), True, False),
        "a page with its certificate": (lambda r: r.about(PAGE).answers(), True, False),
        "reset": (lambda r: r.about(CENTRE).fails(Step.TCP, Failure.RESET), True, True),
        "somebody else's certificate": (lambda r: r.about(PAGE).fails(Step.TLS, Failure.CERT_NAME), True, True),
        "not answered yet": (lambda r: r.about(CENTRE).fails(Step.TCP, None), False, True),
        "a page that anybody may send": (lambda r: r.about(PLAIN).answers(), False, True),
        "a relay that proves nothing": (lambda r: r.about(RELAY).answers(), False, True),
    },
)
def test_behind_a_sign_in_page_one_that_passes_is_worth_a_check(telling: Telling, tried: bool, hopeless: bool) -> None:
    record = Record()
    telling(record)
    index = AttemptIndex(record.observations)
    portal = NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL)
    assert (was_tried(APP, index), is_hopeless(portal, [APP], index)) == (tried, hopeless)
    assert is_hopeless(NetworkVerdict(NetworkStatus.OFFLINE), [APP], index)
    assert not is_hopeless(NetworkVerdict(NetworkStatus.ONLINE), [APP], index)
