"""Which answers of the system's resolver the network changed."""

from collections.abc import Callable

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.resolvers import SystemNames
from dialtone.model.vocabulary import Failure, NetworkStatus, Step
from judge.factory import HERE, Story, check_case_of, https, online, story
from named_rows import named_rows

CHAT = https()
NO_SUCH_NAME = Failure.NO_SUCH_NAME
Telling = Callable[[Story], Story]


@named_rows(
    ("telling", "changed"),
    {
        "led to this computer": (lambda s: s.system("127.0.0.1"), True),
        "led there by its own file": (lambda s: s.system("127.0.0.1", hosts_file=True), False),
        "led elsewhere by its search list": (
            lambda s: s.system("10.20.0.80", search_list=True).fails(Step.TCP, Failure.TIMEOUT),
            False,
        ),
        "a server at home that answers": (lambda s: s.system("10.1.2.3").answers("10.1.2.3"), False),
        "a name that others know": (lambda s: s.system(failure=NO_SUCH_NAME).trusted(HERE), True),
        "that name at a filter of one's own": (
            lambda s: s.system(failure=NO_SUCH_NAME, asked_at="filter").trusted(HERE),
            False,
        ),
        "a name that nobody knows": (lambda s: s.system(failure=NO_SUCH_NAME), False),
    },
)
def test_which_answers_were_changed(telling: Telling, changed: bool) -> None:
    observations = telling(story(CHAT)).observations
    assert bool(SystemNames(AttemptIndex(observations)).find_changed()) is changed
    assert bool(check_case_of(observations, online()).interference) is changed


def test_a_denied_name_is_no_interference_where_no_name_is_found() -> None:
    observations = story(CHAT).system(failure=NO_SUCH_NAME).trusted(HERE).observations
    assert not check_case_of(observations, online(NetworkStatus.DNS_DOWN)).interference
