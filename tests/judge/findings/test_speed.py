"""What slowness may mean: for each hypothesis of each finding about speed a story in which it is true."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.diagnosis import diagnose
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.messenger_case import PathLoss
from dialtone.judge.findings import speed
from dialtone.judge.network.control_results import HostingTrouble, Trouble
from dialtone.model.catalogue import Operator
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, NetworkDetail, NetworkFlag, NetworkStatus, Step
from judge.factory import Story, ask, brief, case_of, having, https, knowing, online, sample, story
from judge.stories import Tell, check_pair, expand, find, findings_of, pairs
from named_rows import named_rows

PAGE = https("app/page", read_bytes=16_384)
CLOUD = Operator("cloud", ("157.240.0.0/16",), "made up")
LOSS = PathLoss(frozenset({"157.240.0.0/16"}), frozenset(), (1,), True)
STALLED, OUT_OF_TIME = Failure.STALLED, Failure.NOT_IN_TIME
FAST, SLOW = (sample(500_000.0, 0, 1),), (sample(10_000.0, 0, 3),)


def taking(seconds: float, late: int = 0, family: int = 4) -> dict[tuple[Step, int], list[float]]:
    """Exchanges with neutral sites that took so many seconds, some of them 2."""
    return {(Step.TLS, family): [*[2.0] * late, *[seconds] * (20 - late)], (Step.HTTP, family): [seconds] * 20}


USUAL = taking(0.06)
BESIDE = having(pages=FAST, uploads=FAST, pieces=FAST, exchanges=USUAL)

Telling = Callable[[Story], Story]


def told(
    telling: Telling, trouble: Trouble | None = None, *flags: NetworkFlag, **known: object
) -> Callable[[], EndpointCase]:
    """A story beside fast neutral pages; `trouble`: that of neutral sites of the same company."""

    def case() -> EndpointCase:
        fields = ("pages", "pieces", "uploads", "uploads_at_home", "home_stops", "exchanges")
        beside = {name: known[name] for name in fields if name in known}
        hosting_troubles = (HostingTrouble(CLOUD, trouble, (1,)),) if trouble else ()
        results = having(BESIDE, hosting_troubles=hosting_troubles, **beside)
        found = case_of(telling(story(PAGE)), PAGE, online(NetworkStatus.ONLINE, *flags), results=results)
        loss = LOSS if known.get("loses") else None
        often = bool(known.get("often", True))
        return knowing(found, path_loss=loss and replace(loss, often=often))

    return case


def over(address: str) -> Observation:
    """A neutral page that came fast from an IPv6 address."""
    return replace(FAST[0], target=f"[{address}]:443")


def slow(s: Story) -> Story:
    return s.reads(16_384, 2.0).reads(16_384, 2.0)


def frozen(s: Story) -> Story:
    return s.reads(14_000, 0.1, STALLED).reads(13_000, 0.1, STALLED)


def once(s: Story) -> Story:
    return s.reads(14_000, 0.1, STALLED)


UNACKED, UNTOLD = {"delivered": False}, dict[str, bool]()
"""What a system that knows of ACKs says of what stopped, and one that does not."""


def pieces(s: Story, said: Mapping[str, bool] = UNACKED) -> Story:
    for _ in range(2):
        s = s.answers().sends(900, 0.1, STALLED, in_pieces=True, **said)
    return s


def sending(s: Story, said: Mapping[str, bool] = UNACKED) -> Story:
    for _ in range(2):
        s = s.answers().sends(30_000, 1.0, STALLED, **said)
    return s


def pieces_untold(s: Story) -> Story:
    return pieces(s, UNTOLD)


def sending_untold(s: Story) -> Story:
    return sending(s, UNTOLD)


def sends(s: Story) -> Story:
    return s.answers().sends(30_000, 3.0).sends(30_000, 3.0)


def cut_short(s: Story) -> Story:
    return s.reads(1_000, 0.1, STALLED).reads(1_000, 0.1, STALLED)


def crawl(s: Story) -> Story:
    return s.takes(0.04, 3.5, 2.1)


def delayed(late: int, prompt: int = 0, silent: int = 0, *, least: float = 0.9, **facts: float) -> Telling:
    """Some exchanges take long, each as often as its packets get lost, some are prompt, and some never end."""

    def telling(s: Story) -> Story:
        for nth in range(late):
            s.takes(0.04, least, (2 + nth) * least, **facts)
        for _ in range(prompt):
            s.takes(0.04, 0.05, 0.05)
        return s.fails(Step.TLS, Failure.TIMEOUT, times=silent, seconds=3.0, delivered=True)

    return telling


def _lossy(finding: str, telling: Telling) -> Mapping[str, Tell]:
    return {
        f"{finding}: loses_on_its_way service_overloaded": told(telling, loses=True),
        f"{finding}: passing_loss": told(telling, loses=True, often=False),
    }


STORIES: Mapping[str, Tell] = {
    "slower_than_control: throttled service_overloaded": told(slow),
    "slower_than_control: hosting_limited": told(slow, Trouble.SLOW),
    "slower_than_control: loses_on_its_way": told(slow, loses=True),
    "slower_than_control: passing_loss": told(slow, loses=True, often=False),
    "slower_than_control: one_family_slow": told(slow, pages=(over("2620:2d:4000:1::28"),)),
    "slower_than_control: by_chance": told(lambda s: s.reads(2_700, 1.2, OUT_OF_TIME)),
    "frozen_by_packets: frozen": told(pieces),
    "frozen_by_packets: hosting_limited": told(pieces, Trouble.FROZEN),
    "frozen_by_packets: line_stops": told(pieces, pieces=()),
    "frozen_by_packets: server_stops": told(pieces_untold),
    **_lossy("frozen_by_packets", pieces),
    "frozen_early: frozen server_stops": told(frozen),
    "frozen_early: hosting_limited": told(frozen, Trouble.FROZEN),
    "frozen_early: line_stops": told(frozen, home_stops=True),
    "frozen_early: by_chance": told(once),
    **_lossy("frozen_early", frozen),
    "nothing_read_whole: frozen server_stops line_fails_alike": told(cut_short),
    **_lossy("nothing_read_whole", cut_short),
    "exchanges_crawl: throttled service_overloaded by_chance": told(crawl),
    "exchanges_crawl: hosting_limited": told(crawl, Trouble.SLOW),
    "exchanges_crawl: loses_on_its_way": told(delayed(3)),
    "exchanges_crawl: this_computer": told(delayed(3), None, NetworkFlag.COMPUTER_BUSY),
    "sending_stops: frozen": told(sending),
    "sending_stops: hosting_limited": told(sending, Trouble.FROZEN),
    "sending_stops: line_stops": told(sending, uploads=()),
    "sending_stops: server_stops": told(sending_untold),
    **_lossy("sending_stops", sending),
    "sending_slower_than_control: throttled service_overloaded": told(sends),
    "sending_slower_than_control: hosting_limited": told(sends, Trouble.SLOW),
    "sending_slower_than_control: abroad_slowed": told(sends, uploads=SLOW, uploads_at_home=FAST),
}
PAIRS, FINDINGS = expand(STORIES), findings_of(speed)
del FINDINGS["silent_where_packets_are_lost"]  # its stories are those of `test_messenger_case`
NEVER_SEEN = {
    ("slower_than_control", "line_fails_alike"),
    ("slower_than_control", "this_computer"),
    ("sending_slower_than_control", "line_fails_alike"),
}
"""Where these are true the finding is not seen: told by the stories of `test_speed` and `test_sending`."""


def test_every_hypothesis_has_a_story() -> None:
    assert set(PAIRS) | NEVER_SEEN == pairs(*FINDINGS.values())


@pytest.mark.parametrize(("finding", "hypothesis"), PAIRS)
def test_the_truth_stands_where_it_is_true(finding: str, hypothesis: str) -> None:
    check_pair(FINDINGS[finding], hypothesis, PAIRS[finding, hypothesis]())


LEADS = {
    "slower_than_control: throttled hosting_limited": "likely",
    "frozen_by_packets: frozen": "likely",
    "frozen_early: frozen hosting_limited loses_on_its_way": "likely",
    "exchanges_crawl: loses_on_its_way": "unsure",
    "sending_stops: frozen": "likely",
    "sending_slower_than_control: throttled": "likely",
}


@pytest.mark.parametrize(("finding", "hypothesis"), expand(LEADS))
def test_the_truth_is_found(finding: str, hypothesis: str) -> None:
    found = find(FINDINGS[finding], PAIRS[finding, hypothesis]())
    assert found.diagnosis.hypothesis == hypothesis
    assert found.diagnosis.confidence.value == expand(LEADS)[finding, hypothesis]


@named_rows(
    ("translator", "said"),
    {"through a translator": ("64:ff9b::6811:180e", ""), "over IPv6": ("2620:2d:4000:1::28", "unsure")},
)
def test_a_page_that_came_by_another_way_is_no_baseline(translator: str, said: str) -> None:
    """What leads to servers with IPv4 alone may be overloaded, and so may a provider's IPv4 beside its IPv6."""
    found = diagnose((speed.READS_SLOWLY,), told(slow, pages=(over(translator),))())
    assert (found.diagnosis.confidence.value if found else "") == said


@pytest.mark.parametrize(
    ("finding", "telling"), [("frozen_by_packets", pieces_untold), ("sending_stops", sending_untold)]
)
def test_where_the_system_tells_of_no_ack_it_may_be_the_server(finding: str, telling: Telling) -> None:
    found = diagnose((FINDINGS[finding],), told(telling)())
    assert found is not None
    assert (found.claim.status, found.diagnosis.confidence.value) == ("unknown", "unsure")


@named_rows(
    ("telling", "exchanges", "said"),
    {
        "two exchanges of one connection": (delayed(1), USUAL, "slow throttled unsure"),
        "one of three connections was lucky": (delayed(2, 1), USUAL, "slow throttled unsure"),
        "a neutral name is prompt there": (lambda s: delayed(2)(s).neutral_name(), USUAL, "slow throttled likely"),
        "those with neutral sites are late as often": (delayed(2), taking(0.06, late=19), ""),
        "the line is far": (delayed(2), taking(0.7), ""),
        "neutral sites were reached over IPv6 alone": (delayed(2), taking(0.06, family=6), ""),
        "the server is far": (lambda s: s.takes(0.5, 0.9, 1.4).takes(0.5, 0.9, 1.4), USUAL, ""),
        "a queue, or the server itself, takes as long for each": (
            lambda s: s.takes(0.04, 2.0, 2.0).takes(0.04, 2.1, 2.0),
            USUAL,
            "slow throttled unsure",
        ),
        "it thinks about each handshake": (
            lambda s: s.takes(0.04, 5.0, 0.05).fails(Step.TLS, Failure.TIMEOUT, times=2),
            USUAL,
            "",
        ),
        "it thinks about each answer": (lambda s: s.takes(0.04, 0.05, 2.0).takes(0.04, 0.05, 3.0), USUAL, ""),
        "half were prompt": (delayed(2, 2), USUAL, ""),
        "one was late": (lambda s: s.takes(0.04, 0.5), USUAL, ""),
        "they were read late": (delayed(2, least=1.0, lag=0.95), USUAL, ""),
        "another address never answers": (
            lambda s: s.answers().fails(Step.TLS, Failure.TIMEOUT, "157.240.9.9", times=4),
            USUAL,
            "",
        ),
    },
)
def test_exchanges_that_are_late_at_one_server_alone_are_no_chance(
    telling: Telling, exchanges: dict[tuple[Step, int], list[float]], said: str
) -> None:
    """Photos were said to work, where more than half of WhatsApp's packets with content were lost (Turkey, 2025)."""
    assert brief(ask(told(telling, exchanges=exchanges)(), "exchanges_crawl")) == said


def test_exchanges_that_are_late_on_a_busy_computer_may_be_delayed_there() -> None:
    assert (
        brief(ask(told(delayed(2), None, NetworkFlag.COMPUTER_BUSY)(), "exchanges_crawl"))
        == "unknown unexplained unsure"
    )


@named_rows(
    ("degree", "at_home", "said"),
    {
        "abroad alone": (NetworkDetail.ABROAD_SLOWED, False, "slow throttled likely"),
        "a service of this country": (NetworkDetail.ABROAD_SLOWED, True, ""),
        "the line is narrow": (NetworkDetail.NARROW, False, ""),
    },
)
def test_what_comes_as_slowly_as_all_that_is_abroad_is_slowed(degree: NetworkDetail, at_home: bool, said: str) -> None:
    network = replace(online(NetworkStatus.UNSTABLE), detail=degree)
    page = story(PAGE).reads(16_384, 5.0).reads(17_800, 3.0, STALLED)
    case = knowing(case_of(page, PAGE, network), at_home=at_home)
    assert brief(ask(case, "slower_than_control")) == said
    assert brief(ask(case_of(story(PAGE).reads(16_384, 0.1), PAGE, network), "slower_than_control")) == ""
