"""The process that checks for the window: the real one, where no packet can leave."""

import os
import shutil

import pytest

from dialtone.checker import Request, make_plan
from dialtone.engine.apart import CheckApart
from dialtone.engine.events import CheckFinished, CheckStarted, Event
from dialtone.parts import checker_command

ALONE = ("unshare", "-n")
"""An empty network of its own."""


def test_a_plan_is_made_for_the_messengers_asked_for() -> None:
    plan = make_plan(Request(("signal",), frozenset({"signal"}), "RU"))
    assert [m.id for m in plan.messengers] == ["signal"]
    assert (plan.installed, plan.country) == (frozenset({"signal"}), "RU")
    assert plan.signal_roots


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not shutil.which(ALONE[0]), reason="needs root and unshare"
)
def test_the_real_process_checks_and_ends() -> None:
    said: list[Event] = []
    request = {"messengers": ["signal"], "installed": [], "country": ""}
    CheckApart([*ALONE, *checker_command()], request).perform(said.append)
    assert isinstance(said[0], CheckStarted)
    last = said[-1]
    assert isinstance(last, CheckFinished)
    assert last.check.network.status == "offline"
    assert [m.messenger for m in last.check.messengers] == ["signal"]
