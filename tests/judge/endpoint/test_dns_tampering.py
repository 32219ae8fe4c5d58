"""Who tampers with a name, and where: evidence beside the verdict."""

import pytest

from dialtone.judge.rules import judge_endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.observation import Observation
from dialtone.model.verdict import EndpointVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step, Variant
from judge.factory import HERE, THERE, Story, case_of, https, story
from named_rows import named_rows

CHAT = https()
PRIVATE, OTHER_VIEW = "10.10.34.36", "157.240.20.1"
FORGED = EvidenceKind.NAME_FORGED_ON_THE_WAY
NATIONALLY = EvidenceKind.NAME_MISSING_NATIONALLY
_CLOSER = (FORGED, NATIONALLY)


def _plain(
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
    if second:
        known[Fact.SECOND_ANSWER] = second
    if addresses:
        known[Fact.ADDRESSES] = addresses
    target = f"{CHAT.host}@{transport}:192.0.2.53"
    attempt = told.record.attempt()
    told.record.write(
        Observation(0, CHAT.messenger, CHAT.id, Step.DNS, target, 0, 0.01, failure, known, attempt, variant)
    )
    return told


def _missing() -> Story:
    """The system denies the name; an encrypted resolver knows it, and there the messenger is."""
    denied = story(CHAT).system(failure=Failure.NO_SUCH_NAME, family=4).system(failure=Failure.NO_SUCH_NAME, family=4)
    return denied.trusted(THERE).answers(THERE, origin="trusted")


def _wrong() -> Story:
    """The system gives an address where somebody else is."""
    told = story(CHAT).system(HERE).fails(Step.TLS, Failure.CERT_NAME, HERE, times=2)
    return told.trusted(THERE).answers(THERE, origin="trusted")


def _judge(told: Story) -> EndpointVerdict:
    return judge_endpoint(case_of(told, CHAT))


def _closer(told: Story) -> list[EvidenceKind]:
    return [e.kind for e in _judge(told).evidence[1:] if e.kind in _CLOSER]


def test_without_a_closer_look_nothing_is_said() -> None:
    assert _closer(_missing()) == []
    assert _closer(_wrong()) == []


@pytest.mark.parametrize("failure", [None, Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, Failure.DNS_FAILED])
def test_a_decoy_that_answers(failure: Failure | None) -> None:
    told = _plain(_missing(), "decoy", *([HERE] if failure is None else []), failure=failure)
    assert _closer(told) == [FORGED]


def test_what_answers_within_one_hop_may_be_a_filter_of_this_home() -> None:
    """AdGuard on this computer led all queries to itself: "the network says so, sure. We ruled out this computer"."""

    def asked_beyond(told: Story) -> Story:
        return _plain(_plain(told, "decoy", failure=Failure.NO_SUCH_NAME), "public", failure=Failure.NO_SUCH_NAME)

    def asked_within(told: Story, failure: Failure) -> EndpointVerdict:
        return _judge(_plain(asked_beyond(told), "decoy", failure=failure, variant=Variant.ONE_HOP))

    beyond = _judge(asked_beyond(_missing()))
    assert (beyond.causes, beyond.confidence) == ((Cause.DNS_MISSING,), Confidence.SURE)
    assert asked_within(_missing(), Failure.TIMEOUT) == beyond
    here = asked_within(_missing(), Failure.NO_SUCH_NAME)
    assert (here.status, here.confidence) == (FunctionStatus.UNKNOWN, Confidence.UNSURE)
    assert FORGED not in [e.kind for e in here.evidence]
    zero = story(CHAT).system("0.0.0.0").trusted(THERE).answers(THERE, origin="trusted")
    zeroed = asked_within(zero, Failure.NO_SUCH_NAME)
    assert (zeroed.causes, zeroed.confidence) == ((Cause.OWN_FILTER,), Confidence.UNSURE)


@pytest.mark.parametrize("failure", [Failure.TIMEOUT, Failure.UNREACHABLE, Failure.REFUSED, Failure.NOT_IN_TIME])
def test_a_decoy_that_does_not_answer(failure: Failure) -> None:
    assert _closer(_plain(_missing(), "decoy", failure=failure)) == []


@named_rows(
    ("addresses", "failure", "second"),
    {
        "nowhere": ((PRIVATE,), None, ()),
        "denied": ((), Failure.NO_SUCH_NAME, ()),
        "no address": ((), Failure.NO_ADDRESS, ()),
        "raced": ((THERE,), None, (OTHER_VIEW,)),
        "denied and raced": ((), Failure.NO_SUCH_NAME, (THERE,)),
    },
)
def test_a_resolver_abroad_that_cannot_have_said_it(
    addresses: tuple[str, ...], failure: Failure | None, second: tuple[str, ...]
) -> None:
    told = _plain(_missing(), "public", *addresses, failure=failure, second=second)
    told = _plain(told, "national", failure=Failure.NO_SUCH_NAME)
    assert _closer(told) == [FORGED], "where answers are forged on the way, nobody's word is their own"


def test_the_same_wrong_address_from_abroad() -> None:
    assert _closer(_plain(_wrong(), "public", HERE)) == [FORGED]


def test_another_place_of_a_large_service_is_no_forgery() -> None:
    assert _closer(_plain(_wrong(), "public", OTHER_VIEW)) == []


@pytest.mark.parametrize("failure", [Failure.TIMEOUT, Failure.DNS_FAILED, Failure.RESET, Failure.BAD_ANSWER])
def test_a_resolver_abroad_in_trouble_shows_nothing(failure: Failure) -> None:
    assert _closer(_plain(_missing(), "public", failure=failure)) == []


def test_missing_at_the_provider_alone() -> None:
    told = _plain(_missing(), "public", OTHER_VIEW)
    assert _closer(_plain(told, "national", OTHER_VIEW)) == []


def test_missing_in_the_whole_country() -> None:
    told = _plain(_missing(), "public", OTHER_VIEW)
    assert _closer(_plain(told, "national", failure=Failure.NO_SUCH_NAME)) == [NATIONALLY]


def test_where_the_country_denies_it_too_no_filter_at_home_does() -> None:
    told = _plain(_plain(_missing(), "public", OTHER_VIEW), "national", failure=Failure.NO_SUCH_NAME)
    before, after = _judge(_missing()), _judge(told)
    assert (before.status, before.causes) == (after.status, after.causes)
    assert (before.confidence, after.confidence) == (Confidence.LIKELY, Confidence.SURE)
    assert set(before.evidence) < set(after.evidence)


def test_evidence_rests_on_what_was_heard() -> None:
    told = _plain(_missing(), "decoy", HERE)
    (evidence,) = [e for e in _judge(told).evidence if e.kind is FORGED]
    assert evidence.observations == (told.observations[-1].number,)


def test_plain_answers_are_no_witness() -> None:
    """Nobody encrypted could be asked: a plain answer alone never makes a name missing."""
    told = story(CHAT).system(failure=Failure.NO_SUCH_NAME, family=4).system(failure=Failure.NO_SUCH_NAME, family=4)
    assert _judge(_plain(told, "public", THERE, transport="tcp")).status is FunctionStatus.UNKNOWN


def test_a_plain_address_that_proves_itself_is_a_witness() -> None:
    told = story(CHAT).system(failure=Failure.NO_SUCH_NAME, family=4).system(failure=Failure.NO_SUCH_NAME, family=4)
    told = _plain(told, "public", THERE, transport="tcp").answers(THERE, origin="plain")
    verdict = _judge(told)
    assert (verdict.status, verdict.causes) == (FunctionStatus.BLOCKED, (Cause.DNS_MISSING,))
    assert _closer(told) == []


@pytest.mark.parametrize("failure", [Failure.CERT_NAME, Failure.RESET, Failure.TIMEOUT])
def test_a_plain_address_that_fails_says_nothing(failure: Failure) -> None:
    told = _missing().fails(Step.TLS, failure, OTHER_VIEW, origin="plain", times=3)
    assert _judge(told) == _judge(_missing())


def test_a_denied_name_behind_a_proved_address_is_forged_over_udp_alone() -> None:
    told = story(CHAT).system(failure=Failure.NO_SUCH_NAME, family=4).system(failure=Failure.NO_SUCH_NAME, family=4)
    told = _plain(told, "public", failure=Failure.NO_SUCH_NAME)
    told = _plain(told, "public", THERE, transport="tcp").answers(THERE, origin="plain")
    assert _closer(told) == [FORGED]


@pytest.mark.parametrize("origin", ["plain", "built_in"])
def test_a_private_address_is_forged_where_the_messenger_answers_elsewhere(origin: str) -> None:
    told = story(CHAT).system(PRIVATE).fails(Step.TCP, Failure.TIMEOUT, PRIVATE, times=3).answers(THERE, origin=origin)
    assert _judge(told).causes == (Cause.DNS_FORGED,)


@pytest.mark.parametrize("origin", ["built_in", "trusted", "plain"])
def test_a_dead_public_address_beside_one_that_answers_accuses_nobody(origin: str) -> None:
    told = story(CHAT).system(HERE).fails(Step.TCP, Failure.TIMEOUT, HERE, times=3).answers(THERE, origin=origin)
    verdict = _judge(told)
    assert (verdict.status, verdict.causes) == (FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,))
    assert [e.rule for e in verdict.evidence] == ["another_site_answers"] * 2
