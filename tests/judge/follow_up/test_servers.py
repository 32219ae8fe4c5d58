"""Which servers look filtered in a check that still runs."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import is_name_cut
from dialtone.model.vocabulary import Failure, Step
from judge.factory import https, story

CHAT = https()


def test_which_names_look_filtered() -> None:
    for failure in (Failure.RESET, Failure.TIMEOUT, Failure.CLOSED, Failure.ALERT):
        assert is_name_cut(
            AttemptIndex(story(CHAT).fails(Step.TLS, failure, times=2).neutral_name().observations), CHAT
        )
    assert not is_name_cut(AttemptIndex(story(CHAT).fails(Step.TLS, Failure.RESET).neutral_name().observations), CHAT)
    assert not is_name_cut(
        AttemptIndex(story(CHAT).fails(Step.TLS, Failure.RESET, times=2).neutral_name(Failure.TIMEOUT).observations),
        CHAT,
    )
    assert not is_name_cut(
        AttemptIndex(story(CHAT).fails(Step.TCP, Failure.TIMEOUT, times=2).neutral_name().observations), CHAT
    )
