"""The filled button: what it does after each answer, and whom it opens."""

from datetime import date

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.ranking import WayContext, rank_ways
from dialtone.model.answer import NextStep, StepKind
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.readers import Readers, WhoReads
from dialtone.model.situation import CountryRecord, Situation, SituationKind
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkFlag, NetworkStatus
from explain.leads import BLOCKED, LIKELY, ONLINE, PARTLY, SURE, UNSURE, WORKS, F, S, judged, outage

_DAY = date(2026, 11, 24)


def about(messenger: str, readers: Readers = Readers.NOBODY, reach: int = 1) -> Messenger:
    known = WhoReads(readers, _DAY, ())
    return Messenger(messenger, messenger, messenger[0], "#2f9e58", readers=known, monthly_millions=reach)


def works(confidence: Confidence = SURE) -> MessengerVerdict:
    parts = tuple(FunctionVerdict(part, S.WORKS, (), confidence) for part in (F.MESSAGES, F.MEDIA, F.CALLS))
    return MessengerVerdict("signal", "Signal", WORKS, (), confidence, parts, installed=True)


def blocked(cause: Cause = Cause.NAME_FILTERED) -> MessengerVerdict:
    return judged("whatsapp", BLOCKED, SURE, (F.MESSAGES, S.BLOCKED, cause), (F.MEDIA, S.BLOCKED, cause))


def after(
    english: Explainer,
    *verdicts: MessengerVerdict,
    network: NetworkVerdict = ONLINE,
    messengers: tuple[Messenger, ...] = (about("signal"), about("whatsapp")),
    records: tuple[CountryRecord, ...] = (),
) -> NextStep:
    explainer = Explainer(english.sentences.wording, (), _DAY, "MM", situations=records, messengers=messengers)
    return explainer.answer_about_all(verdicts, network).next_step


def test_the_messenger_that_surely_works_is_opened(english: Explainer) -> None:
    assert after(english, blocked(), works()) == NextStep(StepKind.OPEN, "signal")
    part = replace(works(), functions=(*works().functions[:2], replace(blocked().functions[0], function=F.CALLS)))
    assert after(english, blocked(), replace(part, status=PARTLY)).messenger == "signal"  # its messages surely work


@pytest.mark.parametrize("readers", [Readers.STATE, Readers.UNKNOWN])
def test_what_a_state_can_or_may_read_is_not_opened(english: Explainer, readers: Readers) -> None:
    step = after(english, blocked(), works(), messengers=(about("signal", readers), about("whatsapp")))
    assert step.kind is not StepKind.OPEN


@pytest.mark.parametrize(
    "verdict",
    [
        works(LIKELY),
        works(UNSURE),
        replace(works(), installed=False),
        replace(
            works(), functions=(*works().functions, FunctionVerdict(F.WEB, S.BLOCKED, (Cause.CERTIFICATE_SWAPPED,)))
        ),
        replace(works(), messenger="nobody_knows"),
    ],
)
def test_what_is_doubted_absent_or_not_safe_is_not_opened(english: Explainer, verdict: MessengerVerdict) -> None:
    assert after(english, blocked(), verdict).kind is not StepKind.OPEN


def test_nothing_is_opened_where_having_it_is_a_danger(english: Explainer) -> None:
    row = Situation("signal", SituationKind.PUNISHED, (), _DAY, "high", ())
    for record in (
        CountryRecord("MM", _DAY, (), searched=True),
        CountryRecord("MM", _DAY, (), punished=True),
        CountryRecord("MM", _DAY, (row,)),
    ):
        assert after(english, blocked(), works(), records=(record,)).kind is StepKind.CHECK_AGAIN
    other = CountryRecord("MM", _DAY, (replace(row, messenger="viber"),))
    assert after(english, blocked(), works(), records=(other,)).kind is StepKind.OPEN


def test_who_may_be_opened_comes_in_the_order_of_who_can_read() -> None:
    shown = {"signal": about("signal"), "viber": about("viber", Readers.COMPANY, 900), "wire": about("wire", reach=9)}
    verdicts = [replace(works(), messenger=one) for one in ("viber", "signal", "wire")]
    assert rank_ways(WayContext(messengers=shown), verdicts)[0].openable == ("wire", "signal", "viber")


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [
        (blocked(), StepKind.TELL_ME),
        (outage(), StepKind.TELL_ME),
        (blocked(Cause.THIS_COMPUTER), StepKind.CHECK_AGAIN),  # waiting changes nothing there
        (blocked(Cause.OWN_FILTER), StepKind.CHECK_AGAIN),
        (blocked(Cause.CERTIFICATE_SWAPPED), StepKind.CHECK_AGAIN),  # it has not gone: it is not safe
        (MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.UNKNOWN), StepKind.CHECK_AGAIN),
        (works(), StepKind.CHECK_AGAIN),
        (judged("whatsapp", PARTLY, SURE, (F.MESSAGES, S.WORKS), (F.CALLS, S.BLOCKED)), StepKind.CHECK_AGAIN),
    ],
)
def test_where_nobody_is_opened(english: Explainer, verdict: MessengerVerdict, kind: StepKind) -> None:
    assert after(english, verdict).kind is kind


def test_what_is_down_is_waited_for_even_where_another_works(english: Explainer) -> None:
    down = replace(outage(), messenger="whatsapp")
    assert after(english, down, works()) == NextStep(StepKind.TELL_ME)


def test_a_sign_in_page_is_opened_first(english: Explainer) -> None:
    portal = NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL)
    unknown = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.UNKNOWN, (Cause.CAPTIVE_PORTAL,))
    assert after(english, unknown, network=portal).kind is StepKind.SIGN_IN
    assert after(english, unknown).kind is StepKind.SIGN_IN


def test_the_network_opens_nobody_where_it_listens(english: Explainer) -> None:
    listens = NetworkVerdict(NetworkStatus.INTERCEPTED)
    assert after(english, works(), network=listens).kind is StepKind.CHECK_AGAIN
    clock = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.CLOCK_WRONG,))
    unknown = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.UNKNOWN)
    assert after(english, unknown, works(), network=clock).kind is StepKind.CHECK_AGAIN


def test_the_page_of_a_messenger_has_the_same_step(english: Explainer) -> None:
    explainer = Explainer(english.sentences.wording, (), _DAY, messengers=(about("signal"), about("whatsapp")))
    assert explainer.answer(blocked(), ONLINE, (blocked(), works())).next_step == NextStep(StepKind.OPEN, "signal")
    assert explainer.answer(works(), ONLINE, (blocked(), works())).next_step == NextStep()
