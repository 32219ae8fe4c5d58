"""What the catalogue has not been held against the world for half a year makes no block certain, and no alarm."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialtone.judge.function_verdicts import CheckDay, FunctionCase, JudgedEndpoints, check_day, judge_function
from dialtone.judge.messenger_verdicts import judge_messenger
from dialtone.judge.rejudge import judge_again
from dialtone.model.catalogue import Catalogue, Messenger
from dialtone.model.check import Check
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Function, FunctionStatus, MessengerStatus
from judge.factory import AS_SURE_AS, https, judged_endpoint, online
from judge.saved import CHECKS, saved_checks
from named_rows import named_rows
from shipped_catalogue import shipped_catalogue

TODAY, YOUNG, OLD = date(2026, 11, 25), date(2026, 8, 1), date(2026, 5, 28)
WHEN = CheckDay(TODAY, TODAY)


def found(
    status: FunctionStatus,
    kind: EvidenceKind,
    number: int,
    *causes: Cause,
    confidence: Confidence = Confidence.SURE,
    rule: str = "",
) -> EndpointVerdict:
    return judged_endpoint(status, causes, confidence, (Evidence(kind, (number,), rule),))


LIKELY = Confidence.LIKELY
CUT = found(FunctionStatus.BLOCKED, EvidenceKind.NAME_CUT, 1, Cause.NAME_FILTERED)
GONE = found(
    FunctionStatus.DOWN,
    EvidenceKind.SERVER_TROUBLE,
    1,
    Cause.SERVICE_DOWN,
    confidence=LIKELY,
    rule="name_gone_everywhere",
)
WORKS = found(FunctionStatus.WORKS, EvidenceKind.GREETING_ANSWERED, 2)
NOW_AND_THEN = found(FunctionStatus.SLOW, EvidenceKind.SOME_ATTEMPTS_FAIL, 3, Cause.UNEXPLAINED, confidence=LIKELY)
SLOW = found(FunctionStatus.SLOW, EvidenceKind.SLOWER_THAN_CONTROL, 4, Cause.THROTTLED)
CHAT, OTHER = https("app/chat"), https("app/other", "other.example.org")
RULE = FunctionRule(Function.MESSAGES, (("app/chat", "app/other"),))


def judged(
    verdict: EndpointVerdict, *, chat: date | None, other: date | None, when: CheckDay | None = WHEN
) -> tuple[str, str, bool]:
    endpoints = (replace(CHAT, last_good=chat), replace(OTHER, last_good=other))
    app = Messenger("app", "App", "A", "#000000", endpoints=endpoints, functions=(RULE,))
    found = {"app/chat": verdict, "app/other": verdict}
    told = judge_messenger(JudgedEndpoints(app, found, day=when), online(), "linux", installed=False)
    return told.status, told.confidence, "catalogue_old" in {rival.id for rival in told.diagnosis.standing}


@named_rows(
    ("group", "said"),
    {
        "none works": ((CUT, CUT, CUT, NOW_AND_THEN), ("blocked", "likely")),
        "one works": ((CUT, CUT, CUT, NOW_AND_THEN, WORKS), ("works", "sure")),
        "one works slowly": ((CUT, CUT, CUT, NOW_AND_THEN, SLOW), ("slow", "sure")),
        "one was lucky": ((NOW_AND_THEN, NOW_AND_THEN, WORKS), ("slow", "likely")),
    },
)
def test_a_server_that_answers_each_time_counts_though_most_are_blocked_and_one_passes_now_and_then(
    group: tuple[EndpointVerdict, ...], said: tuple[str, str]
) -> None:
    verdicts = {f"app/{number}": verdict for number, verdict in enumerate(group)}
    messages = judge_function(FunctionRule(Function.MESSAGES, (tuple(verdicts),)), verdicts)
    assert (messages.status, messages.confidence) == said


def test_half_a_year_is_the_limit() -> None:
    edge = TODAY - timedelta(days=180)
    assert judged(CUT, chat=edge, other=edge) == ("blocked", "sure", False)
    assert judged(CUT, chat=edge - timedelta(days=1), other=edge - timedelta(days=1))[1] == "likely"


def test_what_has_no_day_is_as_old_as_the_catalogue() -> None:
    later = check_day(date(2027, 11, 25), "2026-11-25")
    assert judged(CUT, chat=None, other=None, when=later) == ("blocked", "likely", True)
    assert check_day(TODAY, "no day") == WHEN


def test_what_an_old_entry_does_to_other_verdicts() -> None:
    assert judged(GONE, chat=YOUNG, other=YOUNG) == ("down", "likely", False)
    assert judged(GONE, chat=OLD, other=OLD) == ("unknown", "unsure", True), "it may have been given up"
    assert judged(WORKS, chat=OLD, other=OLD) == ("works", "sure", False)
    admitted = found(FunctionStatus.DOWN, EvidenceKind.SERVICE_ADMITS, 3, Cause.SERVICE_DOWN)
    assert judged(admitted, chat=OLD, other=OLD) == ("down", "sure", False)


def test_only_servers_that_say_so_for_sure_count() -> None:
    endpoints = (replace(CHAT, last_good=OLD), replace(OTHER, last_good=YOUNG))
    verdicts = {"app/chat": CUT, "app/other": replace(CUT, diagnosis=AS_SURE_AS[Confidence.LIKELY])}
    app = Messenger("app", "App", "A", "#000000", endpoints=endpoints, functions=(RULE,))
    found = JudgedEndpoints(app, verdicts, day=WHEN)
    told = judge_messenger(found, online(), "linux", installed=False)
    assert (told.status, told.confidence) == (MessengerStatus.BLOCKED, Confidence.LIKELY)
    assert FunctionCase(RULE, found, online()).rests_on_old_entries


def test_a_persons_own_server_is_where_the_person_says() -> None:
    assert not WHEN.is_old(replace(CHAT, last_good=OLD, of_person=True))
    assert WHEN.is_old(replace(CHAT, last_good=OLD))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.mark.parametrize("name", sorted(path.stem for path in CHECKS.glob("*.json")))
def test_a_year_later_the_same_is_said_and_less_surely(name: str, catalogue: Catalogue) -> None:
    """Nobody has updated the program: what works still does, what fails is no longer certain, and nothing new fails."""
    check: Check = saved_checks()[name]
    today = judge_again(replace(check, started_at=datetime(2026, 11, 25, tzinfo=UTC)), catalogue)
    later = judge_again(replace(check, started_at=datetime(2027, 11, 25, tzinfo=UTC)), catalogue)
    assert later.network == today.network
    for new, old in zip(later.messengers, today.messengers, strict=True):
        gone = old.status is MessengerStatus.DOWN and new.status is MessengerStatus.UNKNOWN
        assert (new.status, new.causes) == (old.status, old.causes) or gone, new.messenger
        for function in new.functions:
            from_network = {EvidenceKind.MOST_ABROAD_SILENT, EvidenceKind.STOPS_EARLY, EvidenceKind.SERVICE_ADMITS}
            if function.status in BROKEN and not from_network & {e.kind for e in function.evidence}:
                assert function.confidence is not Confidence.SURE, (new.messenger, function.function)
