"""What is odd anywhere on a line: a reason to expect more."""

from collections.abc import Callable

from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Step
from judge.factory import THERE, Story, check_case_of, having, https, online, sample, story
from named_rows import named_rows

CHAT = https()
RESET, TIMEOUT, ALERT = Failure.RESET, Failure.TIMEOUT, Failure.ALERT
Telling = Callable[[Story], Story]


@named_rows(
    ("telling", "network", "odd"),
    {
        "answered": (lambda s: s.answers(), online(), False),
        "cut once": (lambda s: s.fails(Step.TLS, RESET), online(), False),
        "cut twice": (lambda s: s.fails(Step.TLS, RESET, times=2), online(), True),
        "alerts": (lambda s: s.fails(Step.TLS, ALERT, times=2), online(), True),
        "silent": (lambda s: s.fails(Step.TCP, TIMEOUT, times=2), online(), True),
        "cut at an address that anybody may have told": (
            lambda s: s.fails(Step.TLS, RESET, THERE, origin="plain", times=2),
            online(),
            False,
        ),
        "silent on a lossy line": (lambda s: s.fails(Step.TCP, TIMEOUT, times=2), online(lossy=True), False),
        "one address of two is dead": (lambda s: s.fails(Step.TCP, TIMEOUT, THERE, times=2).answers(), online(), False),
        "silent at times": (lambda s: s.fails(Step.TLS, TIMEOUT, times=2).answers(), online(), True),
        "slow beside a fast neutral page": (lambda s: s.reads(16_384, 2.0).reads(16_384, 2.0), online(), True),
        "slow once": (lambda s: s.reads(16_384, 2.0).reads(16_384, 0.1), online(), False),
        "a far way": (lambda s: s.reads(16_384, 2.0, round_trip=0.3), online(), False),
        "exchanges crawl": (lambda s: s.takes(0.04, 3.5, 2.1), online(), True),
        "exchanges crawl on a busy computer": (
            lambda s: s.takes(0.04, 3.5, 2.1),
            online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY),
            False,
        ),
    },
)
def test_what_is_odd_on_a_line(telling: Telling, network: NetworkVerdict, odd: bool) -> None:
    results = having(handshake=0.06, pages=(sample(500_000.0, 0, 1),), families=frozenset({4}))
    assert bool(check_case_of(telling(story(CHAT)).observations, network, results).interference) is odd
