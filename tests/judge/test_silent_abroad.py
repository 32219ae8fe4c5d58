"""A service of one country: silence of its servers may be meant for everybody abroad."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import Computer
from dialtone.model.function_rule import FunctionRule
from dialtone.model.vocabulary import Failure, Function, FunctionStatus, MessengerStatus, NetworkStatus, Step
from judge.factory import STEPS, Record, https, online, real_catalogue, small_ground

CHAT = https()
RULE = FunctionRule(Function.MESSAGES, ((CHAT.id,),))


def judge(record: Record, *home: str) -> MessengerStatus:
    messenger = Messenger("app", "App", "A", "#000000", endpoints=(CHAT,), functions=(RULE,), home=home)
    verdicts = judge_messengers(
        (messenger,), AttemptIndex(record.observations), online(), small_ground(), Computer("linux"), frozenset()
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


@pytest.mark.parametrize(
    ("seconds", "where"), [(0.002, "nearby"), (0.04, "the server's own distance")], ids=["near", "far"]
)
def test_its_refusal_is_neither_a_block_nor_an_outage(seconds: float, where: str) -> None:
    record = Record()
    told = record.about(CHAT)
    told.system(told.home).fails(Step.TCP, Failure.REFUSED, times=2, seconds=seconds)
    assert judge(record, "IR") is MessengerStatus.UNKNOWN, where


def test_names_that_nobody_abroad_knows_are_no_outage_of_it() -> None:
    record = Record()
    gone = Failure.NO_SUCH_NAME
    record.about(CHAT).system(failure=gone).system(failure=gone).trusted(failure=gone)
    assert judge(record) is MessengerStatus.DOWN
    assert judge(record, "IR") is MessengerStatus.UNKNOWN


def test_what_accepts_and_says_nothing_abroad_is_no_outage_of_it() -> None:
    record = Record()
    told = record.about(CHAT)
    told.system(told.home).fails(Step.TLS, Failure.TIMEOUT, times=2, delivered=True).neutral_name(Failure.TIMEOUT)
    assert judge(record) is MessengerStatus.DOWN
    assert judge(record, "IR") is MessengerStatus.UNKNOWN


ON_THE_LIST = frozenset(
    {"ya.ru", "rutube.ru", "dzen.ru", "2gis.ru", "www.ozon.ru", "m.vk.ru", "api.vk.ru", "id.vk.ru", "max.ru"}
)
"""Some of the 908 names of hxehex/russia-mobile-internet-whitelist@a4a6e98 whitelist.txt, 2026-05-17.

Not on it: vk.com, vk.ru, mail.ru, ok.ru, api.vk.com.
"""


def test_a_strict_white_list_of_russia_is_one_although_two_sites_abroad_are_on_it() -> None:
    controls = real_catalogue().controls
    record = Record()
    sites = [c.endpoint for c in controls.sites if not c.countries or "RU" in c.countries]
    open_here = ON_THE_LIST | {"www.microsoft.com", "www.mozilla.org"}
    for endpoint in (*sites, *controls.anchors, *controls.udp):
        told = record.about(endpoint)
        if endpoint.host:
            told.system(told.home)
        if endpoint.host in open_here:
            told.answers()
        else:
            told.fails(STEPS[endpoint.wire][0], Failure.TIMEOUT, times=2)
    assert (
        judge_network(AttemptIndex(record.observations), controls, Computer("linux")).status
        is NetworkStatus.WHITELIST_MODE
    )


def test_vk_is_asked_by_its_names_on_the_white_list_first() -> None:
    vk = real_catalogue().messenger("vk_messenger")
    assert vk is not None
    hosts = {e.id: e.host for e in vk.endpoints}
    firsts = {hosts[rule.needs[0][0]] for rule in vk.functions if rule.function in (Function.MESSAGES, Function.LOGIN)}
    assert firsts <= ON_THE_LIST


EITAAS_NAMES = frozenset(
    f"{name}.eitaa.{domain}"
    for domain, names in {
        "ir": ("hasan", "bagher", "sajad", "sadegh", "kazem", "armita", "majid", "hosna", "mostafa", "alireza"),
        "com": ("armita", "majid", "hosna", "mostafa", "alireza", "web"),
    }.items()
    for name in names
)
"""The names that exist, by the lists of servers in ten open clients on GitHub (read 2026-11-25)."""


def test_eitaa_that_answers_nobody_abroad_is_not_called_down() -> None:
    eitaa = real_catalogue().messenger("eitaa")
    assert eitaa is not None
    record = Record()
    for endpoint in eitaa.endpoints:
        told = record.about(endpoint)
        if endpoint.host in EITAAS_NAMES:
            told.system(told.home).fails(Step.TCP, Failure.TIMEOUT, times=2)
        else:
            gone = Failure.NO_SUCH_NAME
            told.system(failure=gone).system(failure=gone).trusted(failure=gone)
    verdict = judge_messengers(
        (eitaa,), AttemptIndex(record.observations), online(), small_ground(), Computer("linux"), frozenset()
    )[0]
    assert verdict.status is MessengerStatus.UNKNOWN
    assert {f.status for f in verdict.functions} <= {FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED}
