"""Names that a filter of this home may have left out, and those that lead into this network."""

from collections.abc import Callable
from typing import Any

from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict, Rival
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Prior, ResolverKind, Step
from judge.factory import HERE, THERE, Story, ask, brief, case_of, https, online, story
from named_rows import named_rows

CHAT = https()
MEDIA = https("app/media", "media.example.org")
OTHERS = https("other/chat", "chat.example.net")
NEUTRAL = replace(https("anchor/1", ""), messenger="", addresses=(THERE,))
NO_NAME = Failure.NO_SUCH_NAME
PRIVATE = "10.11.12.13"
OPEN = "unknown unexplained unsure"
DECOY = ResolverKind.DECOY
Telling = Callable[[Story], Story]


def _beside(endpoint: Endpoint, failure: Failure, step: Step = Step.TLS) -> Telling:
    """Let something fail beside what is told of the name."""

    def tell(s: Story) -> Story:
        beside = s.record.about(endpoint)
        beside = beside.system(HERE, asked_at="private") if endpoint.host else beside
        beside.fails(step, failure, times=3)
        return s

    return tell


def _denied_to_another(s: Story) -> Story:
    s.record.about(OTHERS).system(failure=NO_NAME, asked_at="private").trusted(HERE)
    return s


@named_rows(
    ("asked_at", "beside", "network", "said"),
    {
        "the system does not say whom it asks": ("stub", lambda s: s, online(), OPEN),
        "the country denies it": (
            "private",
            lambda s: s.plainly(ResolverKind.NATIONAL, failure=NO_NAME),
            online(),
            "blocked dns_missing sure",
        ),
        "made on the way": (
            "private",
            lambda s: s.plainly(DECOY, failure=NO_NAME),
            online(),
            "blocked dns_missing sure",
        ),
        "another name of it is cut": ("private", _beside(MEDIA, Failure.RESET), online(), "blocked dns_missing likely"),
        "another messenger is silent": (
            "private",
            _beside(OTHERS, Failure.TIMEOUT, Step.TCP),
            online(),
            "blocked dns_missing likely",
        ),
        "a neutral host is silent": ("private", _beside(NEUTRAL, Failure.TIMEOUT, Step.TCP), online(), OPEN),
        "a neutral host is cut": ("private", _beside(NEUTRAL, Failure.RESET), online(), "blocked dns_missing likely"),
        "another messenger is denied: a filter at home may leave out all": (
            "private",
            _denied_to_another,
            online(),
            OPEN,
        ),
        "calls are filtered": (
            "private",
            lambda s: s,
            online(NetworkStatus.ONLINE, NetworkFlag.CALLS_FILTERED),
            "blocked dns_missing likely",
        ),
    },
)
def test_a_home_filter_denies_names(asked_at: str | None, beside: Telling, network: NetworkVerdict, said: str) -> None:
    place: dict[str, Any] = {} if asked_at is None else {"asked_at": asked_at}
    chat = story(CHAT).system(failure=NO_NAME, **place).system(failure=NO_NAME, **place).trusted(HERE)
    case = case_of(beside(chat.answers(origin="trusted")), CHAT, network, MEDIA)
    assert brief(ask(case, "name_missing")) == said


def test_where_nobody_abroad_can_be_asked_a_filter_of_this_home_may_deny_it_too() -> None:
    chat = story(CHAT).system(failure=NO_NAME, asked_at="private").system(failure=NO_NAME, asked_at="private")
    chat.record.about(MEDIA).system(THERE, asked_at="private").answers()
    assert brief(ask(case_of(chat, CHAT, None, MEDIA), "name_missing")) == OPEN


@named_rows(
    ("asked_at", "prior"),
    {"a home may filter both": ("private", Prior.RARE), "no home was asked": ("public", Prior.UNCOMMON)},
)
def test_two_messengers_that_one_home_denies_are_hardly_gone_at_once(asked_at: str, prior: Prior) -> None:
    """Nobody abroad can be asked: what the page names first is the network and a filter of the home."""
    chat = story(CHAT).system(failure=NO_NAME, asked_at=asked_at).system(failure=NO_NAME, asked_at=asked_at)
    chat.record.about(OTHERS).system(failure=NO_NAME, asked_at=asked_at)
    verdict = ask(case_of(chat, CHAT), "name_missing")
    assert verdict is not None
    assert Rival("gone_everywhere", prior) in verdict.diagnosis.standing


@named_rows(
    ("telling", "expected"),
    {
        "on this network": (lambda s: s.one_hop(Failure.REFUSED), "blocked own_filter likely"),
        "beyond the router": (lambda s: s.one_hop(Failure.UNREACHABLE), "blocked dns_forged unsure"),
        "injected as well": (lambda s: s.one_hop(Failure.REFUSED).plainly(DECOY, PRIVATE), "blocked dns_forged sure"),
        "another beside it": (lambda s: s.one_hop(Failure.REFUSED).system("10.99.0.1"), "blocked dns_forged unsure"),
    },
)
def test_an_address_on_this_network_is_the_homes(telling: Telling, expected: str) -> None:
    """A provider's page may have a private address too, but no host of the home has it."""
    led = story(replace(CHAT, addresses=(PRIVATE,))).system(PRIVATE, asked_at="private").trusted(HERE)
    told = telling(led.fails(Step.TCP, Failure.REFUSED, times=2)).answers(HERE, origin="trusted")
    assert brief(ask(case_of(told, CHAT), "led_elsewhere")) == expected


@named_rows(
    ("here", "expected"),
    {
        "on this network": (None, "blocked own_filter likely"),
        "beyond the router": (Failure.UNREACHABLE, "blocked dns_forged unsure"),
    },
)
def test_a_local_host_that_shows_its_own_certificate_is_the_homes(here: Failure | None, expected: str) -> None:
    led = story(replace(CHAT, addresses=(PRIVATE,))).system(PRIVATE, asked_at="private").trusted(HERE)
    told = led.fails(Step.TLS, Failure.CERT_UNTRUSTED, times=2).shown("A filter").one_hop(here)
    told.answers(HERE, origin="trusted")
    assert brief(judge_endpoint(case_of(told, CHAT))) == expected
