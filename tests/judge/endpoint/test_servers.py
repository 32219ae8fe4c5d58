"""A messenger's servers: how far they are, whether all of them refuse whoever asks from here, and who changes names."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.attempts import AttemptIndex, block_of
from dialtone.judge.endpoint.servers import Distances
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact, Facts, FactValue
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.observation import Observation
from dialtone.model.verdict import EndpointVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    Step,
    Variant,
    Wire,
)
from judge.factory import HERE, NO_CONTROLS, THERE, Record, Story, case_of, https, online, small_ground, story
from named_rows import named_rows

API = replace(https("app/api", "api.example.org"), expect_text="ok")
CHAT, FILES = https("app/chat"), https("app/files", "files.example.org")
SOCKET = replace(https("app/socket", "socket.example.org"), wire=Wire.WEBSOCKET)
NOISE = replace(https("app/noise", "noise.example.org"), wire=Wire.WHATSAPP_NOISE)
ALL = (API, CHAT, FILES, SOCKET, NOISE)


@pytest.mark.parametrize(
    ("connects", "nearest", "farthest"),
    [((), 0.1, 0.1), ((0.04,), 0.04, 0.1), ((0.3,), 0.1, 0.3), ((0.04, 0.9), 0.04, 0.1), ((0.3, 0.9), 0.3, 0.3)],
    ids=["nothing connected", "one near", "one far, or read late", "near, and one read late", "far, and one read late"],
)
def test_a_connection_that_was_read_late_moves_no_server(
    connects: tuple[float, ...], nearest: float, farthest: float
) -> None:
    distances = Distances({block_of(THERE): connects}, abroad=0.1)
    assert (distances.nearest(THERE), distances.farthest(THERE)) == (nearest, farthest)


def judge(
    record: Record, *home: str, network: NetworkVerdict | None = None, functions: tuple[FunctionRule, ...] = ()
) -> str:
    seen = {o.endpoint for o in record.observations}
    endpoints = tuple(e for e in ALL if e.id in seen)
    functions = functions or (FunctionRule(Function.MESSAGES, tuple((e.id,) for e in endpoints)),)
    messenger = Messenger("app", "App", "A", "#000000", endpoints=endpoints, functions=functions, home=home)
    verdict = judge_messengers(
        (messenger,),
        AttemptIndex(record.observations),
        network or online(),
        small_ground(),
        Computer("linux"),
        frozenset(),
    )[0]
    assert verdict.status in (MessengerStatus.WORKS, MessengerStatus.UNKNOWN)
    refuses = Cause.SERVICE_REFUSES in verdict.causes
    return f"{verdict.status.value}{' refuses' * refuses} {verdict.confidence.value}"


def told(*answers: tuple[Endpoint, Mapping[str, FactValue]]) -> Record:
    record = Record()
    for endpoint, facts in answers:
        about = record.about(endpoint)
        about.system(about.home).answers(**facts)  # type: ignore[arg-type]
    return record


NO: Mapping[str, FactValue] = {"status": 403, "text_as_expected": False}


@named_rows(("make", "said"), {
"all of them": (lambda: told((API, NO), (CHAT, {"status": 403}), (FILES, {"status": 403})), "unknown refuses likely"),
"by law, in its own words": (lambda: told((CHAT, {"status": 451})), "unknown refuses likely"),
"one of two serves": (lambda: told((API, NO), (CHAT, {"status": 200})), "works likely"),
"what a healthy one says is not known": (
    lambda: told((CHAT, {"status": 403}), (FILES, {"status": 403})),
    "works likely",
),
"a riddle for browsers": (lambda: told((API, {**NO, "challenge": True}), (CHAT, {"status": 403})), "works likely"),
"too many questions": (lambda: told((API, {**NO, "status": 429}), (CHAT, {"status": 429})), "unknown refuses likely"),
"the app's own connection opens": (lambda: told((API, NO), (SOCKET, {"status": 101})), "works likely"),
"the app's own greeting is answered": (lambda: told((API, NO), (NOISE, {})), "works likely"),
"with certificates of public roots": (lambda: told((API, {**NO, "mozilla": True})), "unknown refuses likely"),
})  # fmt: skip
def test_who_refuses(make: Callable[[], Record], said: str) -> None:
    assert judge(make()) == said


PARTS = (
    FunctionRule(Function.MESSAGES, ((CHAT.id,),)),
    FunctionRule(Function.WEB, ((CHAT.id,), (FILES.id,))),
    FunctionRule(Function.LOGIN, ((API.id,),)),
)


@named_rows(("files", "said"), {
"each of its own pages": (403, "unknown refuses unsure"),
"a guard against bots at one of them": (200, "works likely"),
})  # fmt: skip
def test_a_host_that_only_signs_people_in_says_nothing_of_what_they_open_then(files: int, said: str) -> None:
    """Google Chat and Meet refuse in regions under sanctions; accounts.google.com is that of all its services."""
    record = told((API, {"status": 200}), (CHAT, {"status": 403}), (FILES, {"status": files}))
    assert judge(record, functions=PARTS) == said


def test_a_service_of_one_country_refuses_abroad_without_a_witness() -> None:
    assert judge(told((CHAT, {"status": 403})), "IR") == "unknown refuses unsure"


def test_without_controls_it_is_not_said() -> None:
    assert judge(told((API, NO), (CHAT, {"status": 403})), network=NO_CONTROLS) == "works likely"


def test_a_socket_that_is_refused_too_changes_nothing() -> None:
    record = told((API, NO))
    about = record.about(SOCKET)
    about.system(about.home).fails(Step.WEBSOCKET, Failure.BAD_ANSWER, times=2, status=403)
    assert judge(record) == "unknown refuses likely"


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


def test_evidence_rests_on_what_was_heard() -> None:
    told = plain(missing(), "decoy", HERE)
    (evidence,) = [e for e in judge_names(told).evidence if e.kind is FORGED]
    assert evidence.observations == (told.observations[-1].number,)


@pytest.mark.parametrize("proves", [False, True])
def test_a_plain_answer_is_a_witness_only_where_the_messenger_proves_itself(*, proves: bool) -> None:
    """Nobody encrypted could be asked: a plain answer alone never makes a name missing."""
    told = plain(denied(), "public", THERE, transport="tcp")
    verdict = judge_names(told.answers(THERE, origin="plain") if proves else told)
    cause = Cause.DNS_MISSING if proves else Cause.UNEXPLAINED
    assert (verdict.status is FunctionStatus.BLOCKED, verdict.causes) == (proves, (cause,))


@pytest.mark.parametrize("failure", [Failure.CERT_NAME, TIMEOUT])
def test_a_plain_address_that_fails_says_nothing(failure: Failure) -> None:
    told = missing().fails(Step.TLS, failure, OTHER_VIEW, origin="plain", times=3)
    assert judge_names(told) == judge_names(missing())


@pytest.mark.parametrize("origin", ["plain", "built_in"])
def test_a_private_address_is_forged_where_the_messenger_answers_elsewhere(origin: str) -> None:
    told = story(CHAT).system(PRIVATE).fails(Step.TCP, TIMEOUT, PRIVATE, times=3).answers(THERE, origin=origin)
    assert judge_names(told).causes == (Cause.DNS_FORGED,)


def test_a_dead_public_address_beside_one_that_answers_accuses_nobody() -> None:
    told = story(CHAT).system(HERE).fails(Step.TCP, TIMEOUT, HERE, times=3).answers(THERE, origin="plain")
    verdict = judge_names(told)
    assert (verdict.status, verdict.causes) == (FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,))
    assert [e.rule for e in verdict.evidence] == ["another_site_answers"] * 2
