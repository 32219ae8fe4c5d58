"""What the rules about a function are told of it: its pages, and how well its servers are known."""

from dialtone.judge.findings import functions
from dialtone.judge.findings.function_case import FunctionCase
from dialtone.model.endpoint import FunctionRule
from dialtone.model.verdict import EndpointVerdict
from dialtone.model.vocabulary import Cause, Function, FunctionStatus
from judge.factory import online
from named_rows import named_rows

QUICK = EndpointVerdict(FunctionStatus.WORKS, timed=True)
SLOWED = EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,), timed=True)
CASE = FunctionCase(online(), None, ())


@named_rows(
    ("pages", "slow"),
    {"all": ((SLOWED, SLOWED), True), "not one": ((SLOWED, SLOWED, QUICK), False), "the only one": ((SLOWED,), False)},
)
def test_its_pages_are_slow_if_several_are_and_none_quick(pages: tuple[EndpointVerdict, ...], *, slow: bool) -> None:
    assert functions.pages_are_slow(FunctionCase(online(), None, pages)) is slow


def test_how_well_its_servers_are_known() -> None:
    assert functions.entries_are_old(FunctionCase(online(), None, (), rests_on_old_entries=True))
    in_doubt = FunctionRule(Function.CALLS, (), doubt="made up")
    assert functions.servers_in_doubt(FunctionCase(online(), None, (), rule=in_doubt))
    assert not functions.servers_in_doubt(CASE)
    assert not functions.servers_unpublished(CASE)
