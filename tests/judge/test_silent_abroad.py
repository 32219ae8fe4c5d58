"""A service of one country: silence of its servers may be meant for everybody abroad."""

from collections.abc import Callable

from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network.control_results import ControlResults
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import Computer
from dialtone.model.endpoint import FunctionRule
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Failure, Function, FunctionStatus, MessengerStatus, NetworkStatus, Step
from judge.factory import STEPS, Record, Story, https, online, small_ground
from judge.neutral_hosts import judge_record
from named_rows import named_rows
from shipped_catalogue import shipped_catalogue, shipped_messenger

CHAT = https()
RULE = FunctionRule(Function.MESSAGES, ((CHAT.id,),))


TIMEOUT, REFUSED, GONE = Failure.TIMEOUT, Failure.REFUSED, Failure.NO_SUCH_NAME


def judged(messenger: Messenger, record: Record) -> MessengerVerdict:
    index, ground = record.index, small_ground()
    (verdict,) = judge_messengers((messenger,), ControlResults(index, ground), online(), Computer("linux"), frozenset())
    return verdict


def found(told: Story) -> Story:
    return told.system(told.home)


@named_rows(
    ("telling", "anywhere", "at_home"),
    {
        "a name that is cut off": (
            lambda s: found(s).fails(Step.TLS, Failure.RESET, times=2).neutral_name(),
            "blocked",
            "blocked",
        ),
        "a refusal nearby": (lambda s: found(s).fails(Step.TCP, REFUSED, times=2, seconds=0.002), "blocked", "unknown"),
        "a refusal from its own distance": (lambda s: found(s).fails(Step.TCP, REFUSED, times=2), "unknown", "unknown"),
        "names that nobody abroad knows": (
            lambda s: s.system(failure=GONE).system(failure=GONE).trusted(failure=GONE),
            "down",
            "unknown",
        ),
        "it accepts and says nothing": (
            lambda s: found(s).fails(Step.TLS, TIMEOUT, times=2, delivered=True).neutral_name(TIMEOUT),
            "down",
            "unknown",
        ),
    },
)
def test_what_a_one_country_service_does_abroad(telling: Callable[[Story], Story], anywhere: str, at_home: str) -> None:
    record = telling(Record().about(CHAT)).record
    for home, status in (((), anywhere), (("IR",), at_home)):
        app = Messenger("app", "App", "A", "#000000", endpoints=(CHAT,), functions=(RULE,), home=home)
        assert judged(app, record).status == status


ON_THE_LIST = frozenset(
    {"ya.ru", "rutube.ru", "dzen.ru", "2gis.ru", "www.ozon.ru", "m.vk.ru", "api.vk.ru", "id.vk.ru", "max.ru"}
)
"""Some of the 908 names of hxehex/russia-mobile-internet-whitelist@a4a6e98 whitelist.txt, 2026-05-17.

Not on it: vk.com, vk.ru, mail.ru, ok.ru, api.vk.com.
"""


def test_a_strict_white_list_of_russia_is_one_although_two_sites_abroad_are_on_it() -> None:
    controls = shipped_catalogue().controls
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
    assert judge_record(record, controls).status is NetworkStatus.WHITELIST_MODE


def test_vk_is_asked_by_its_names_on_the_white_list_first() -> None:
    vk = shipped_messenger("vk_messenger")
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
    eitaa = shipped_messenger("eitaa")
    record = Record()
    for endpoint in eitaa.endpoints:
        told = record.about(endpoint)
        if endpoint.host in EITAAS_NAMES:
            told.system(told.home).fails(Step.TCP, Failure.TIMEOUT, times=2)
        else:
            told.system(failure=GONE).system(failure=GONE).trusted(failure=GONE)
    verdict = judged(eitaa, record)
    assert verdict.status is MessengerStatus.UNKNOWN
    assert {f.status for f in verdict.functions} <= {FunctionStatus.UNKNOWN, FunctionStatus.NOT_TESTED}
