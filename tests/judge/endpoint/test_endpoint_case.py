"""What is gathered of a messenger and of an endpoint: which attempts count as its own, and what its names lead to."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.endpoint.messenger_case import MessengerCase
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import CheckCase
from dialtone.model.catalogue import Control
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Step, Variant
from judge.factory import THERE, Record, app_of, case_of, connected, having, https, online, small_ground, story

CHAT = https()


@pytest.mark.parametrize(
    ("country", "row", "at_home"),
    [
        ("RU", "page.home", True),
        ("RU", "control.home", True),
        ("RU", "page.domestic", False),
        ("IR", "page.home", False),
    ],
)
def test_a_service_is_at_home_in_the_country_that_was_named(country: str, row: str, *, at_home: bool) -> None:
    """Where none was named, Russia's sites are asked under other rows, and tell nothing of where the person is."""
    site = Control(https("control/home", "home.example.org"), countries=(country,))
    record = Record()
    record.asked_by(row).about(site.endpoint).answers()
    check = CheckCase(
        ControlResults(AttemptIndex(record.observations), replace(small_ground(), sites=(site,))), online(), "linux"
    )
    service = MessengerCase(app_of(CHAT, home=("RU",)), check)
    assert service.at_home is at_home
    assert service.serves_one_country


RESET, TIMEOUT = Failure.RESET, Failure.TIMEOUT


def test_an_address_learnt_in_the_clear_counts_where_the_messenger_answers() -> None:
    told = story(CHAT).fails(Step.TLS, RESET, THERE, origin="plain")
    assert not case_of(told, CHAT).other_attempts
    assert len(case_of(told.answers(THERE, origin="plain"), CHAT).other_attempts) == 1


def test_silence_while_the_line_was_dead_for_all_is_no_attempt() -> None:
    told = story(CHAT).fails(Step.TCP, TIMEOUT, times=2)
    told.record.about(CHAT).in_small_packets(TIMEOUT)
    dead = having(gaps=(connected(2.0, -1, 5),))
    case = case_of(told, CHAT, results=dead)
    assert (len(case.all_attempts), len(case.own_attempts), len(case.attempts(Variant.SMALL_PACKETS))) == (2, 0, 0)
    assert len(case_of(told, CHAT).attempts(Variant.SMALL_PACKETS)) == 1


def test_the_deepest_attempts_say_what_stopped_them() -> None:
    told = story(CHAT).fails(Step.TCP, TIMEOUT).fails(Step.TLS, RESET, times=2)
    assert [t.last.step for t in case_of(told, CHAT).deepest_failures] == [Step.TLS, Step.TLS]


def test_an_answer_came_from_nearby_where_it_was_sooner_than_half_the_way() -> None:
    told = story(CHAT).fails(Step.TLS, RESET, times=2, seconds=0.001)
    case = case_of(told, CHAT, online(round_trip=0.1))
    assert case.if_from_nearby(case.own_attempts)
    assert not case.if_from_nearby(case.own_attempts[:1]), "once may be chance"
    local = having(case.control_results, connects_are_local=True)
    assert not case_of(told, CHAT, online(round_trip=0.1), results=local).if_from_nearby(case.own_attempts)
