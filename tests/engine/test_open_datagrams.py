"""Neutral hosts that are silent over UDP: left where they are all that is waited for, and can change nothing."""

import anyio
import pytest

from dialtone.engine.open_datagrams import OpenDatagrams
from dialtone.engine.plan import Task
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.open_ends import Judged
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkFlag, NetworkStatus, Step, Wire
from dialtone.probe.clock import RealClock
from dialtone.probe.endpoint_probe import observe_control
from dialtone.probe.journal import Journal

pytestmark = pytest.mark.anyio

QUIC = Endpoint("udp/quic", "", Wire.QUIC, 443, "www.example.com")
SITE = Endpoint("control/site", "", Wire.HTTPS, 443, "www.example.org")
CONTROLS = Controls((), (), (), (QUIC,), (), "example.com")


def _never_matters(_index: AttemptIndex) -> Judged:
    return NetworkVerdict(NetworkStatus.ONLINE), ()


def _matters(index: AttemptIndex) -> Judged:
    """An answer would take a flag away."""
    flags = () if index.answer(QUIC) is not None else (NetworkFlag.UDP_BLOCKED,)
    return NetworkVerdict(NetworkStatus.ONLINE, flags), ()


@pytest.mark.parametrize(
    ("pending", "matters", "left"),
    [(1, False, True), (2, False, False), (1, True, False)],
    ids=["all that is waited for", "something else is pending", "a flag hangs on it"],
)
async def test_they_are_left_where_nothing_hangs_on_them(pending: int, matters: bool, left: bool) -> None:
    journal = Journal(RealClock())
    datagrams, ended = OpenDatagrams(CONTROLS, journal), list[str]()

    async def ask(endpoint: Endpoint, step: Step) -> None:
        with datagrams.observing(Task(observe_control, endpoint)):
            async with journal.attempt("", endpoint.id).step(step, "192.0.2.7:443", 3600.0):
                await anyio.sleep_forever()
        ended.append(endpoint.id)

    async with anyio.create_task_group() as group:
        group.start_soon(ask, QUIC, Step.QUIC)
        group.start_soon(ask, SITE, Step.TLS)
        await anyio.wait_all_tasks_blocked()
        datagrams.note(pending, AttemptIndex(()), _matters if matters else _never_matters)
        await anyio.wait_all_tasks_blocked()
        group.cancel_scope.cancel()
    assert ended == [QUIC.id] * left
