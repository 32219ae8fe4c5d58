"""An app that finds its servers without the system's resolver: where the lookup fails, and nowhere else."""

from collections.abc import Callable

from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, FunctionStatus, Step
from judge.factory import HERE, THERE, Story, brief, case_of, https, story
from named_rows import named_rows
from shipped_catalogue import shipped_messenger

CHAT = replace(https(), addresses=(THERE,), names_fallback=("google", "built_in"))
BUILT_IN = replace(CHAT, names_fallback=("built_in",))
KEPT = replace(CHAT, addresses=(), names_fallback=("built_in", "cache"))
OTHER_RESOLVER = replace(CHAT, names_fallback=("cloudflare",))
ABROAD = "trusted"
NO_NAME, TIMEOUT, RESET = Failure.NO_SUCH_NAME, Failure.TIMEOUT, Failure.RESET
FILTERED, OPEN = "blocked name_filtered likely", "unknown unexplained unsure"

Telling = Callable[[Story], Story]


@named_rows(
    ("endpoint", "telling", "said"),
    {
        "beside a false one": (
            replace(BUILT_IN, names_fallback=("built_in", "beside")),
            lambda s: s.system("10.0.0.1").fails(Step.TCP, TIMEOUT, "10.0.0.1", times=2).trusted(THERE)
            .answers(THERE, origin="trusted"),
            "works likely",
        ),
        "not beside a true one": (
            replace(BUILT_IN, names_fallback=("built_in", "beside")),
            lambda s: s.system(THERE).fails(Step.TCP, TIMEOUT, THERE, times=2).trusted(THERE, HERE)
            .answers(HERE, origin="trusted"),
            "unknown unexplained unsure",
        ),
        "one that it may have kept": (
            KEPT, lambda s: s.system(failure=NO_NAME).trusted(HERE).answers(HERE, origin="trusted"), "works unsure",
        ),
        "a resolver that it does not ask": (
            OTHER_RESOLVER,
            lambda s: s.system(failure=NO_NAME, asked_at="public").trusted(HERE).answers(HERE, origin="trusted"),
            "blocked dns_missing likely",
        ),
        "forged is believed": (
            CHAT,
            lambda s: s.system("10.0.0.1", asked_at="public").fails(Step.TCP, TIMEOUT, "10.0.0.1", times=2)
            .trusted(THERE).answers(THERE, origin="trusted"),
            "blocked dns_forged sure",
        ),
        "and nothing answers there": (
            CHAT,
            lambda s: s.system(failure=NO_NAME).trusted(THERE).fails(Step.TCP, TIMEOUT, THERE, times=2, origin=ABROAD),
            "blocked dns_missing likely",
        ),
    },
)  # fmt: skip
def test_where_the_app_looks(endpoint: Endpoint, telling: Telling, said: str) -> None:
    assert brief(judge_endpoint(case_of(telling(story(endpoint)), endpoint))) == said


def test_signals_messages_pass_without_their_name() -> None:
    signal = shipped_messenger("signal")
    chat = next(e for e in signal.endpoints if e.id == "signal/grpc-chat")
    told = story(chat).system(failure=NO_NAME).answers(chat.addresses[0], origin="built_in")
    assert judge_endpoint(case_of(told, chat)).status is FunctionStatus.WORKS


def _unnamed(s: Story, failure: Failure = TIMEOUT, **facts: bool) -> Story:
    told = s.system(failure=TIMEOUT).fails(Step.TLS, failure, THERE, times=2, origin="built_in", **facts)
    return told.neutral_name()


@named_rows(
    ("endpoint", "telling", "said"),
    {
        "and at servers of others": (
            BUILT_IN,
            lambda s: _unnamed(s, RESET).name_elsewhere(RESET).neutral_elsewhere(None),
            FILTERED,
        ),
        "the server was told and says nothing": (BUILT_IN, lambda s: _unnamed(s, delivered=True), OPEN),
        "the name passes in another first message": (
            BUILT_IN,
            lambda s: _unnamed(s, delivered=False).other_hello(),
            OPEN,
        ),
        "an app that does not go there": (OTHER_RESOLVER, lambda s: _unnamed(s, delivered=False), OPEN),
    },
)
def test_a_name_that_is_cut_at_built_in_addresses(endpoint: Endpoint, telling: Telling, said: str) -> None:
    """A resolver that is silent about Signal, beside a filter of its name, was called no more than unexplained."""
    assert brief(judge_endpoint(case_of(telling(story(endpoint)), endpoint))) == said
