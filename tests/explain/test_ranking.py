"""The one ranking: which ways come first, how many, and what each says before its steps."""

from datetime import date

import pytest

from dialtone.explain.other_end import OtherEnd
from dialtone.explain.ranking import WayContext, choose_ways, rank_ways
from dialtone.model.frozen import replace
from dialtone.model.help_place import HelpAnswer
from dialtone.model.readers import Readers
from dialtone.model.situation import CountryRecord, Person
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkFlag
from dialtone.model.way import NO_WAYS, Reach, Way, WayKind
from dialtone.store.guidance_file import load_guidance
from explain.leads import ONLINE
from explain.shipped import CARRIED, ORDER, WITH_CALLS, about, blocked, explain, works
from guidance_rules import OF_MESSENGERS
from spoken import RESOURCES

ISSUE = (
    *(WayKind.BOTH_ENDS, WayKind.KNOWN_THERE, WayKind.CALL, WayKind.LICENSED_APP, WayKind.OWN_SWITCH, WayKind.BROWSER),
    *(WayKind.TOOL, WayKind.HELPER, WayKind.VPN),
)
MESSENGERS = {one: about(one) for one in ("signal", "threema", "whatsapp", "max", "telegram")}


def kinds(*ways: Way) -> list[WayKind]:
    return [way.kind for way in choose_ways(ORDER, ways)]


def test_the_order_is_that_of_the_facts() -> None:
    places = [ORDER.rank(kind) for kind in ISSUE]
    assert places == sorted(places)
    seen, worked = ORDER.rank(WayKind.SAME_MESSENGER), ORDER.rank(WayKind.WORKS_HERE)
    assert seen < worked < ORDER.rank(WayKind.CALL) < ORDER.rank(WayKind.SETTING) < ORDER.rank(WayKind.TOOL)
    assert max(WayKind, key=lambda kind: (kind not in NO_WAYS, ORDER.rank(kind))) is WayKind.VPN


def test_at_most_three_ways_are_offered_one_of_each_kind_and_what_is_no_way_after() -> None:
    many = [Way(kind, kind) for kind in (WayKind.CALL, WayKind.TOOL, WayKind.TOOL, WayKind.HELPER, WayKind.VPN)]
    said = kinds(*many, Way(WayKind.NOTE, "a"), Way(WayKind.CLOSING, "b"))
    assert said == [WayKind.CALL, WayKind.TOOL, WayKind.HELPER, WayKind.NOTE, WayKind.CLOSING]


def test_a_vpn_never_comes_first() -> None:
    assert kinds(Way(WayKind.VPN, "vpn")) == []
    assert kinds(Way(WayKind.CALL, "call"), Way(WayKind.VPN, "vpn")) == [WayKind.CALL, WayKind.VPN]


def test_what_a_state_can_read_is_another_way_than_what_is_private() -> None:
    setting = WayContext(ORDER, MESSENGERS)
    found = rank_ways(setting, [works("max"), works("threema"), works("signal")])
    assert [(way.kind, way.messengers) for way in found] == [
        (WayKind.WORKS_HERE, ("signal", "threema")),
        (WayKind.READABLE, ("max",)),
    ]
    assert found[1].openable == ()


@pytest.mark.parametrize(
    ("other", "country", "installed", "kept"),
    [
        ("zalo", "RU", False, True),
        ("zalo", "RU", True, False),
        ("zalo", "VN", False, False),
        ("signal", "RU", False, False),
    ],
)
def test_what_hardly_anybody_here_has_replaces_no_remedy(other: str, country: str, installed: bool, kept: bool) -> None:
    """As it was found: in Russia, Zalo took one of the three ways, and WhatsApp's own proxy was not offered."""
    likely = replace(works(other, (replace(CARRIED[0], confidence=Confidence.LIKELY),)), installed=installed)
    parts = (Function.MESSAGES, Function.MEDIA)
    slow = tuple(FunctionVerdict(part, FunctionStatus.SLOW, (Cause.THROTTLED,)) for part in parts)
    whatsapp = replace(blocked("whatsapp"), status=MessengerStatus.SLOW, causes=(Cause.THROTTLED,), functions=slow)
    ways = explain(country=country).explain_messenger(whatsapp, ONLINE, (), [whatsapp, likely]).ways
    assert (WayKind.HELPER in [way.kind for way in ways]) is kept


@pytest.mark.parametrize(("country", "first"), [("RU", "discord"), ("VN", "zalo")])
def test_privacy_that_must_be_switched_on_does_not_lead_where_few_have_it(country: str, first: str) -> None:
    """In Moscow the first messenger that was named instead of WhatsApp was Zalo, of Vietnam."""
    words = explain(country=country)
    answer = words.explain_messenger(blocked("whatsapp"), ONLINE, (), [works("zalo"), works("discord")])
    title = next(way.title for way in answer.ways if way.kind == WayKind.WORKS_HERE)
    names = sorted(("Zalo", "Discord"), key=title.index)
    assert names[0].casefold() == first


def test_for_a_call_only_what_carries_calls_is_named() -> None:
    setting = WayContext(ORDER, MESSENGERS, reach=Reach(call=True))
    (way,) = rank_ways(setting, [works("signal"), works("threema", WITH_CALLS)])
    assert way.messengers == ("threema",)


def test_what_is_closed_at_the_other_end_is_no_way_and_what_they_have_comes_first() -> None:
    closed = OtherEnd(closed_there=frozenset({"whatsapp"}))
    setting = WayContext(ORDER, MESSENGERS, reach=Reach("RU", ("threema",)), end=closed)
    ways = rank_ways(setting, [works("whatsapp"), works("signal"), works("threema")])
    assert [(way.kind, way.messengers) for way in ways] == [
        (WayKind.WORKS_HERE, ("threema",)),
        (WayKind.NO_WORD, ("signal",)),
    ]
    known = WayContext(ORDER, MESSENGERS, reach=Reach("KZ"), end=OtherEnd(open_there=frozenset({"max"})))
    assert [way.kind for way in rank_ways(known, [works("signal"), works("max")])] == [
        WayKind.KNOWN_THERE,
        WayKind.NO_WORD,
    ]


def test_a_line_that_was_sent_decides_no_button() -> None:
    """Nobody has verified it: the filled button is worked out without it."""
    sent = WayContext(ORDER, MESSENGERS, reach=Reach(works_there=("threema",)))
    assert rank_ways(sent, [works("signal"), works("threema")])[0].messengers == ("threema",)
    plain = rank_ways(WayContext(ORDER, MESSENGERS), [works("signal"), works("threema")])
    assert plain[0].messengers == ("signal", "threema")
    assert "Reach" in repr(Reach("RU", ("signal",)))
    assert "RU" not in repr(Reach("RU", ("signal",)))


@pytest.mark.parametrize("country", ["", "RU", "IR", "AE", "CN", "MM", "DE"])
@pytest.mark.parametrize("messenger", ["whatsapp", "telegram", "signal"])
def test_each_way_says_what_it_takes_and_who_can_read_it_before_its_steps(messenger: str, country: str) -> None:
    beside = (blocked(messenger), works("threema"), works("max"))
    words = explain("en", country).explain_messenger(beside[0], ONLINE, (), beside)
    ways = [way for way in words.ways if way.kind not in NO_WAYS]
    assert 0 < len(ways) <= ORDER.most
    for way in ways:
        assert way.title
        assert way.who_reads
        assert way.kind in OF_MESSENGERS or way.guidance is not None
        if way.guidance is not None and way.guidance.law:
            assert way.law, way.kind


def test_what_gave_no_answer_on_this_line_is_for_the_other_one() -> None:
    explainer = explain("en", "RU")
    verdict = blocked("telegram")
    targets = explainer.explain_messenger(verdict, ONLINE).help.targets
    refused = explainer.with_answers(dict.fromkeys(targets, HelpAnswer.NO_ANSWER))
    ways = refused.explain_messenger(verdict, ONLINE).ways
    lines = [way.other_line for way in ways if way.kind not in NO_WAYS]
    assert lines == sorted(lines), "it comes after what may work here"


def test_a_tool_that_was_last_seen_to_fail_in_the_country_comes_after_all_else() -> None:
    entries = [entry for entry in load_guidance(RESOURCES, "en") if entry.id in ("amnezia", "vpn-you-trust")]
    for country, first in (("RU", "vpn-you-trust"), ("", "amnezia")):
        person = Person(date(2026, 11, 29), country, records=(CountryRecord(country, date(2026, 11, 29)),))
        assert rank_ways(WayContext(ORDER, MESSENGERS, person), (), entries)[0].entry == first


def test_the_button_opens_what_the_page_names_first() -> None:
    """Where calls alone fail, only what carries calls is a way: for the button, the page and the terminal alike."""
    fails = FunctionVerdict(Function.CALLS, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,))
    silent = replace(works("whatsapp", (*CARRIED, fails)), status=MessengerStatus.PARTLY, causes=fails.causes)
    signal, threema = (replace(one, installed=True) for one in (works("signal"), works("threema", WITH_CALLS)))
    for verdict, beside, opened in (
        (silent, (silent, signal), ""),
        (silent, (silent, signal, threema), "threema"),
        (blocked("whatsapp"), (blocked("whatsapp"), signal, threema), "threema"),
        (blocked("whatsapp"), (blocked("whatsapp"), signal), "signal"),
    ):
        named = explain().explain_messenger(verdict, ONLINE, (), beside).ways
        button = explain().answer(verdict, ONLINE, beside).next_step
        title = " ".join(way.title for way in named if way.guidance is None)
        first = min((name for name in ("Signal", "Threema") if name in title), key=title.index, default="")
        assert (first.lower(), button.messenger) == (opened, opened)
        assert verdict.messenger not in " ".join(way.title for way in named)


def test_readers_of_a_way_are_those_of_the_catalogue() -> None:
    beside = (blocked("telegram"), works("signal"))
    (way, call, *_) = explain().explain_messenger(beside[0], ONLINE, (), beside).ways
    assert way.who_reads == "In Signal: private messages."
    assert call.who_reads == "The phone company and the state can hear a normal phone call and read an SMS."
    known = about("signal").readers
    assert known is not None
    assert known.messages is Readers.NOBODY


WORKED = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "On 24 November 2026 it worked on another network that you used."),
        ("ru", "В другой сети, которой вы пользовались, 24 ноября 2026 года мессенджер работал."),
        ("fa", "در ۳ آذر ۱۴۰۵ (۲۴ نوامبر ۲۰۲۶) با اینترنت دیگری که استفاده کردید کار می‌کرد."),
    ],
)
def test_where_it_worked_on_another_network_that_comes_before_all_other_advice(language: str, said: str) -> None:
    verdict = blocked("whatsapp")
    ways = explain(language).explain_messenger(verdict, ONLINE, worked_elsewhere=WORKED).ways
    assert ways[0].guidance is not None
    assert ways[0].guidance.id == "another-network"
    assert ways[0].other_line.strip("\u200f") == said
    plain = explain(language).explain_messenger(verdict, ONLINE).ways
    assert "another-network" not in [way.guidance.id for way in plain if way.guidance]


def test_what_sets_this_line_right_comes_before_another_network() -> None:
    entries = [one for one in load_guidance(RESOURCES, "en") if one.id in ("another-network", "wrong-clock", "amnezia")]
    ways = rank_ways(WayContext(ORDER, MESSENGERS, worked_elsewhere=WORKED), (), entries)
    assert [way.entry for way in ways] == ["wrong-clock", "another-network", "amnezia"]


@pytest.mark.parametrize(
    ("country", "verdict", "network"),
    [
        ("RU", blocked("whatsapp"), ONLINE),
        ("", blocked("whatsapp"), replace(ONLINE, flags=(NetworkFlag.VPN,))),
        ("", works("whatsapp"), ONLINE),
    ],
)
def test_another_network_is_no_way_where_all_are_closed_a_vpn_is_on_or_it_works(
    country: str, verdict: MessengerVerdict, network: NetworkVerdict
) -> None:
    ways = explain("en", country).explain_messenger(verdict, network, worked_elsewhere=WORKED).ways
    assert not [way for way in ways if way.kind is WayKind.OTHER_LINE]
