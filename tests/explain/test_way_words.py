"""Ways in words: what is offered instead of what fails, and what may work although nothing is seen to."""

from dialtone.explain.ranking import WayContext
from dialtone.explain.way_words import say_ways
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, NetworkFlag, NetworkStatus
from dialtone.model.way import Way, WayKind
from explain.leads import ONLINE, only_calls_fail
from explain.shipped import CARRIED, blocked, explain, works

BLOCKED = blocked("whatsapp")


def test_of_a_messenger_whose_readers_are_unknown_none_is_named() -> None:
    way = Way(WayKind.WORKS_HERE, messengers=("signal",))
    (words,) = say_ways(explain().sentences, WayContext(), [way], (), [works("signal")])
    assert words.who_reads == ""


def in_doubt(messenger: str, certainty: Confidence = Confidence.UNSURE) -> MessengerVerdict:
    return works(messenger, (FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, (), certainty),))


def steps_after(
    country: str, *beside: MessengerVerdict, whatsapp: MessengerVerdict = BLOCKED, network: NetworkVerdict = ONLINE
) -> tuple[str, ...]:
    return explain(country=country).explain_messenger(whatsapp, network, (), (whatsapp, *beside)).can_do


def test_what_may_work_is_named_where_nothing_is_seen_to_work() -> None:
    """A test of twelve others found six that may work, and the page said "agree on another messenger"."""
    doubted = [in_doubt(messenger) for messenger in ("session", "viber", "max")]
    assert steps_after("RU", *doubted) == ("May work here: Session and Viber. Both of you need the same one.",)
    zalo = in_doubt("zalo", Confidence.LIKELY)  # rare there: no way, but before what is known to be closed
    assert "May work here: Session, Zalo and Viber." in " ".join(steps_after("RU", zalo, *doubted))
    assert "May work here: Session and Facebook Messenger." in " ".join(
        steps_after(
            "IR", in_doubt("facebook_messenger"), in_doubt("session")
        )  # the former is known to be blocked there
    )
    assert steps_after("RU", works("session"), *doubted) == steps_after("RU")
    assert "call or send an SMS" in " ".join(steps_after("RU", blocked("session")))
    slow = works("telegram", (FunctionVerdict(Function.MESSAGES, FunctionStatus.SLOW, (Cause.THROTTLED,)),))
    assert "May work here: Telegram." in " ".join(steps_after("RU", slow, blocked("session")))
    assert "Signal" not in " ".join(steps_after("MM", in_doubt("signal"), in_doubt("viber")))  # punished there


def test_calls_that_were_not_tested_may_work_where_others_are_blocked() -> None:
    unclear = works("signal", (*CARRIED, FunctionVerdict(Function.CALLS, FunctionStatus.UNKNOWN)))
    beside = (works("teams"), works("zoom"), unclear, only_calls_fail("telegram"))
    assert steps_after("AE", *beside, whatsapp=only_calls_fail())[-1] == (
        "Calls may work here in Microsoft Teams and Zoom, but were not tested. Both of you need the same one."
    )
    filtered = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.CALLS_FILTERED,))
    lines = steps_after("AE", *beside, whatsapp=only_calls_fail(), network=filtered)
    assert "call or send an SMS" in lines[-1], "this network stops the first step of any call"
    assert explain(country="AE").list_licensed() >= {"teams", "zoom"}
    assert explain(country="DE").list_licensed() == frozenset()
