"""A service of one country: silence of its servers may be meant for everybody abroad."""

from dialtone.judge.check import judge_messengers
from dialtone.model.catalogue import FunctionRule, Messenger
from dialtone.model.computer import Computer
from dialtone.model.vocabulary import Failure, Function, MessengerStatus, Step
from judge.factory import Record, https, online, small_ground

CHAT = https()
RULE = FunctionRule(Function.MESSAGES, ((CHAT.id,),))


def judge(record: Record, *home: str) -> MessengerStatus:
    messenger = Messenger("app", "App", "A", "#000000", endpoints=(CHAT,), functions=(RULE,), home=home)
    verdicts = judge_messengers(
        (messenger,), record.observations, online(), small_ground(), Computer("linux"), frozenset()
    )
    return verdicts[0].status


def silent(step: Step, failure: Failure) -> Record:
    record = Record()
    told = record.about(CHAT)
    told.system(told.home).fails(step, failure, times=2)
    if step is not Step.TCP:
        told.neutral_name()
    return record


def test_its_silence_is_not_called_a_block() -> None:
    record = silent(Step.TCP, Failure.TIMEOUT)
    assert judge(record) is MessengerStatus.BLOCKED
    assert judge(record, "IR") is MessengerStatus.UNKNOWN


def test_a_name_that_is_cut_off_is_one_everywhere() -> None:
    record = silent(Step.TLS, Failure.RESET)
    assert judge(record, "IR") is MessengerStatus.BLOCKED
