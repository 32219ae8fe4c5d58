"""A messenger that is stopped over IPv4 in one way and over IPv6 in another: each family has its own finding."""

from collections.abc import Callable

from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Cause, Failure, Step, Wire
from judge.factory import ALL_PASSED, Record, brief, case_of, having
from named_rows import named_rows

ADDRESSES = {"149.154.175.50": "2001:b28:f23d:f001::a", "149.154.167.51": "2001:67c:4e8:f002::a"}
ADDRESSES |= {"91.108.56.130": "2001:b28:f23f:f005::a"}
CENTRES = tuple(Endpoint(f"app/{four}", "app", Wire.MTPROTO, 443, None, (four, six)) for four, six in ADDRESSES.items())
BOTH = having(ALL_PASSED, families=frozenset({4, 6}))
Telling = Callable[[Record], object]


def swallowed(record: Record, *, delivered: bool = False) -> None:
    for centre in CENTRES:
        four, six = centre.addresses
        about = record.about(centre)
        about.fails(Step.TCP, Failure.TIMEOUT, four, times=2)
        about.fails(Step.MTPROTO, Failure.TIMEOUT, six, delivered=delivered)


def but_one(record: Record) -> None:
    swallowed(record)
    record.about(CENTRES[2]).answers(CENTRES[2].addresses[1])


@named_rows(
    ("telling", "families", "said"),
    {
        "dropped over IPv4, its first message over IPv6": (swallowed, {4, 6}, "blocked address_blocked likely"),
        "where nothing at all answers over IPv4": (swallowed, {6}, "unknown unsure"),
        "where another of its servers lives over IPv6": (but_one, {4, 6}, "unknown unsure"),
        "where its servers take the message over IPv6": (
            lambda r: swallowed(r, delivered=True),
            {4, 6},
            "unknown unsure",
        ),
    },
)
def test_it_is_blocked_if_it_is_over_each_family(telling: Telling, families: set[int], said: str) -> None:
    record = Record()
    telling(record)
    results = having(BOTH, families=frozenset(families))
    verdict = judge_endpoint(case_of(record.about(CENTRES[0]), CENTRES[0], None, *CENTRES[1:], results=results))
    if said.startswith("blocked"):
        assert verdict.causes == (Cause.ADDRESS_BLOCKED, Cause.PROTOCOL_FILTERED)
    assert brief(verdict).replace(" unexplained", "") == said
