"""What an endpoint's attempts tell beside its messenger's: which of them count, and what stopped them."""

from dialtone.model.vocabulary import Failure, Step, Variant
from judge.factory import THERE, case_of, connected, having, https, online, story

CHAT = https()


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
