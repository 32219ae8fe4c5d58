"""How resolvers answer: the system's for all names, and who changes the answers for a messenger's."""

from collections.abc import Callable

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.resolvers import SystemNames
from dialtone.judge.rules import judge_endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.observation import Observation
from dialtone.model.verdict import EndpointVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkStatus,
    Step,
    Variant,
)
from judge.factory import HERE, THERE, Story, case_of, check_case_of, https, online, story
from named_rows import named_rows

CHAT = https()
NO_SUCH_NAME = Failure.NO_SUCH_NAME
Telling = Callable[[Story], Story]


@named_rows(
    ("telling", "changed"),
    {
        "led to this computer": (lambda s: s.system("127.0.0.1"), True),
        "led there by its own file": (lambda s: s.system("127.0.0.1", hosts_file=True), False),
        "led elsewhere by its search list": (
            lambda s: s.system("10.20.0.80", search_list=True).fails(Step.TCP, Failure.TIMEOUT),
            False,
        ),
        "a server at home that answers": (lambda s: s.system("10.1.2.3").answers("10.1.2.3"), False),
        "a name that others know": (lambda s: s.system(failure=NO_SUCH_NAME).trusted(HERE), True),
        "that name at a filter of one's own": (
            lambda s: s.system(failure=NO_SUCH_NAME, asked_at="filter").trusted(HERE),
            False,
        ),
        "a name that nobody knows": (lambda s: s.system(failure=NO_SUCH_NAME), False),
    },
)
def test_which_answers_were_changed(telling: Telling, changed: bool) -> None:
    observations = telling(story(CHAT)).observations
    assert bool(SystemNames(AttemptIndex(observations)).find_changed()) is changed
    assert bool(check_case_of(observations, online()).interference) is changed


def test_a_denied_name_is_no_interference_where_no_name_is_found() -> None:
    observations = story(CHAT).system(failure=NO_SUCH_NAME).trusted(HERE).observations
    assert not check_case_of(observations, online(NetworkStatus.DNS_DOWN)).interference


PRIVATE, OTHER_VIEW = "10.10.34.36", "157.240.20.1"
NO_NAME, TIMEOUT = Failure.NO_SUCH_NAME, Failure.TIMEOUT
FORGED, NATIONALLY = EvidenceKind.NAME_FORGED_ON_THE_WAY, EvidenceKind.NAME_MISSING_NATIONALLY


def plain(
    told: Story,
    kind: str,
    *addresses: str,
    failure: Failure | None = None,
    transport: str = "udp",
    second: tuple[str, ...] = (),
    variant: Variant = Variant.APP,
) -> Story:
    """Tell what somebody said in the clear."""
    known: Facts = {Fact.RESOLVER: kind, Fact.TRANSPORT: transport, Fact.KIND: kind}
    known |= {Fact.SECOND_ANSWER: second} if second else {}
    known |= {Fact.ADDRESSES: addresses} if addresses else {}
    target, attempt = f"{CHAT.host}@{transport}:192.0.2.53", told.record.attempt()
    step = Observation(0, CHAT.messenger, CHAT.id, Step.DNS, target, 0, 0.01, failure, known, attempt, variant)
    told.record.write(step)
    return told


def denied() -> Story:
    return story(CHAT).system(failure=NO_NAME, family=4).system(failure=NO_NAME, family=4)


def missing() -> Story:
    """The system denies the name; an encrypted resolver knows it, and there the messenger is."""
    return denied().trusted(THERE).answers(THERE, origin="trusted")


def wrong() -> Story:
    """The system gives an address where somebody else is."""
    told = story(CHAT).system(HERE).fails(Step.TLS, Failure.CERT_NAME, HERE, times=2)
    return told.trusted(THERE).answers(THERE, origin="trusted")


def judge_names(told: Story) -> EndpointVerdict:
    return judge_endpoint(case_of(told, CHAT))


def denied_at_home(told: Story) -> Story:
    return plain(told, "national", failure=NO_NAME)


@named_rows(
    ("told", "closer"),
    {
        "missing, and nobody was asked": (missing(), []),
        "wrong, and nobody was asked": (wrong(), []),
        "a decoy gives an address": (plain(missing(), "decoy", HERE), [FORGED]),
        "a decoy denies it": (plain(missing(), "decoy", failure=NO_NAME), [FORGED]),
        "a decoy has no address": (plain(missing(), "decoy", failure=Failure.NO_ADDRESS), [FORGED]),
        "a decoy errs": (plain(missing(), "decoy", failure=Failure.DNS_FAILED), [FORGED]),
        "a decoy is silent": (plain(missing(), "decoy", failure=TIMEOUT), []),
        "a decoy refuses": (plain(missing(), "decoy", failure=Failure.REFUSED), []),
        "a decoy was not asked in time": (plain(missing(), "decoy", failure=Failure.NOT_IN_TIME), []),
        "one abroad leads nowhere": (denied_at_home(plain(missing(), "public", PRIVATE)), [FORGED]),
        "one abroad denies it": (denied_at_home(plain(missing(), "public", failure=NO_NAME)), [FORGED]),
        "one abroad has no address": (denied_at_home(plain(missing(), "public", failure=Failure.NO_ADDRESS)), [FORGED]),
        "one abroad is raced": (denied_at_home(plain(missing(), "public", THERE, second=(OTHER_VIEW,))), [FORGED]),
        "one abroad gives the same wrong address": (plain(wrong(), "public", HERE), [FORGED]),
        "one abroad knows another place of a large service": (plain(wrong(), "public", OTHER_VIEW), []),
        "one abroad is silent": (plain(missing(), "public", failure=TIMEOUT), []),
        "one abroad errs": (plain(missing(), "public", failure=Failure.DNS_FAILED), []),
        "the country knows it": (plain(plain(missing(), "public", OTHER_VIEW), "national", OTHER_VIEW), []),
        "the country denies it": (denied_at_home(plain(missing(), "public", OTHER_VIEW)), [NATIONALLY]),
        "a plain address that proves itself is a witness": (
            plain(denied(), "public", THERE, transport="tcp").answers(THERE, origin="plain"),
            [],
        ),
        "and what is denied over UDP is forged": (
            plain(plain(denied(), "public", failure=NO_NAME), "public", THERE, transport="tcp").answers(
                THERE, origin="plain"
            ),
            [FORGED],
        ),
    },
)
def test_who_changes_a_name(told: Story, closer: list[EvidenceKind]) -> None:
    """Where answers are forged on the way, nobody's word is their own."""
    assert [e.kind for e in judge_names(told).evidence[1:] if e.kind in (FORGED, NATIONALLY)] == closer


def test_what_answers_within_one_hop_may_be_a_filter_of_this_home() -> None:
    """AdGuard on this computer led all queries to itself: "the network says so, sure. We ruled out this computer"."""

    def asked_beyond(told: Story) -> Story:
        return plain(plain(told, "decoy", failure=NO_NAME), "public", failure=NO_NAME)

    def asked_within(told: Story, failure: Failure) -> EndpointVerdict:
        return judge_names(plain(asked_beyond(told), "decoy", failure=failure, variant=Variant.ONE_HOP))

    beyond = judge_names(asked_beyond(missing()))
    assert (beyond.causes, beyond.confidence) == ((Cause.DNS_MISSING,), Confidence.SURE)
    assert asked_within(missing(), TIMEOUT) == beyond
    here = asked_within(missing(), NO_NAME)
    assert (here.status, here.confidence) == (FunctionStatus.UNKNOWN, Confidence.UNSURE)
    assert FORGED not in [e.kind for e in here.evidence]
    zero = story(CHAT).system("0.0.0.0").trusted(THERE).answers(THERE, origin="trusted")
    zeroed = asked_within(zero, NO_NAME)
    assert (zeroed.causes, zeroed.confidence) == ((Cause.OWN_FILTER,), Confidence.UNSURE)


def test_where_the_country_denies_it_too_no_filter_at_home_does() -> None:
    before = judge_names(missing())
    after = judge_names(denied_at_home(plain(missing(), "public", OTHER_VIEW)))
    assert (before.status, before.causes) == (after.status, after.causes)
    assert (before.confidence, after.confidence) == (Confidence.LIKELY, Confidence.SURE)
    assert set(before.evidence) < set(after.evidence)


@pytest.mark.parametrize("proves", [False, True])
def test_a_plain_answer_is_a_witness_only_where_the_messenger_proves_itself(*, proves: bool) -> None:
    """Nobody encrypted could be asked: a plain answer alone never makes a name missing."""
    told = plain(denied(), "public", THERE, transport="tcp")
    verdict = judge_names(told.answers(THERE, origin="plain") if proves else told)
    cause = Cause.DNS_MISSING if proves else Cause.UNEXPLAINED
    assert (verdict.status is FunctionStatus.BLOCKED, verdict.causes) == (proves, (cause,))


def test_resets_of_lookups_over_tcp_are_kept_beside_answers_on_the_path() -> None:
    answered = plain(missing(), "decoy", OTHER_VIEW)
    reset = plain(answered, "public", failure=Failure.RESET, transport="tcp")
    assert case_of(reset, CHAT).messenger.tampering.reset == (reset.record.observations[-1].number,)
    refused = plain(missing(), "public", failure=Failure.RESET, transport="tcp")
    assert case_of(refused, CHAT).messenger.tampering.reset == ()
