"""Servers that answer the greeting and are somebody else's, met directly and behind a proxy."""

import struct
from collections.abc import Awaitable, Callable

import anyio
import pytest
from anyio.abc import ByteStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.shared_state import ProofRegistry
from dialtone.probe.target import Target
from lab import keys, mtproto, wanoise
from lab.mtproto import Session as Telegram
from named_rows import named_rows
from probe.conftest import ProbeRun
from probe.loopback import is_silent, serve

Seen = Callable[..., list[Observation]]
Make = Callable[..., Endpoint]
Handler = Callable[[ByteStream], Awaitable[None]]
TARGET = Target("10.0.0.1", 443, AddressOrigin.BUILT_IN, transport=Transport.INTERMEDIATE)
STRANGER = keys.Signer("somebody else")
_NONCE = slice(4 + 4 + 20 + 4, 4 + 4 + 20 + 4 + 16)
"""Where it stands: the mark of the framing, a length, the head of a message without a key, a constructor."""


class FakeCentre:
    """A data centre that answers `resPQ`, names the keys it likes, and then does something else."""

    def __init__(self, then: Handler, fingerprints: tuple[int, ...] = ()) -> None:
        self._then = then
        self._fingerprints = fingerprints

    async def __call__(self, stream: ByteStream) -> None:
        heard = await stream.receive()
        nonce = heard[_NONCE]  # noise follows it
        await stream.send(_frame(mtproto.res_pq(nonce, self._fingerprints)))
        await self._then(stream)


async def _hangs_up(stream: ByteStream) -> None:
    await stream.receive()


def _says(answer: Callable[[bytes], bytes]) -> Handler:
    async def handle(stream: ByteStream) -> None:
        question = (await stream.receive())[4:]
        await stream.send(_frame(answer(question)))
        await stream.receive()

    return handle


def _frame(message: bytes) -> bytes:
    return struct.pack("<I", len(message)) + message


@named_rows(
    ("server", "failure", "said"),
    {
        "noise": (FakeCentre(_says(mtproto.false_answer)), Failure.BAD_ANSWER, None),
        "closed": (FakeCentre(_hangs_up), Failure.CLOSED, None),
        "other keys": (FakeCentre(_hangs_up, (1, 2)), Failure.BAD_ANSWER, "unknown_key"),
        "an error": (FakeCentre(_says(lambda _: struct.pack("<i", -404))), Failure.BAD_ANSWER, "declined"),
    },
)
async def test_a_false_data_centre(run: ProbeRun, server: Handler, failure: Failure, said: str | None) -> None:
    assert await run.meet(server, run.endpoint(Wire.MTPROTO, host=None), TARGET) == (Step.PROOF, failure)
    assert run.seen(Step.MTPROTO)[0].facts[Fact.ANSWER] == "resPQ"
    assert run.seen(Step.PROOF)[0].facts.get(Fact.PROOF) == said


@pytest.mark.usefixtures("brisk")
async def test_a_data_centre_that_falls_silent(run: ProbeRun) -> None:
    assert await run.meet(FakeCentre(is_silent), run.endpoint(Wire.MTPROTO, host=None), TARGET) == (
        Step.PROOF,
        Failure.TIMEOUT,
    )


async def test_an_error_instead_of_the_greeting_is_no_proof(run: ProbeRun) -> None:
    async def server(stream: ByteStream) -> None:
        await stream.receive()
        await stream.send(_frame(struct.pack("<i", -429)))

    async with serve(server) as run.net.routes["10.0.0.1", 443]:
        failed = await attempt(run.tools, run.endpoint(Wire.MTPROTO, host=None), TARGET)
    assert failed is not None
    assert (failed.step, run.seen(Step.PROOF)[0].facts[Fact.PROOF]) == (Step.PROOF, "declined")


@pytest.mark.parametrize(
    ("chain", "said"),
    [(wanoise.chain(STRANGER, bytes(32)), "unknown_key"), (wanoise.chain(keys.whatsapp_root(), bytes(32)), None)],
    ids=["another root", "borrowed"],
)
async def test_a_false_whatsapp(run: ProbeRun, chain: bytes, said: str | None) -> None:
    async def server(stream: ByteStream) -> None:
        await stream.send(wanoise.Session(chain).feed(await stream.receive()))

    assert await run.meet(server, run.endpoint(Wire.WHATSAPP_NOISE), TARGET) == (Step.PROOF, Failure.BAD_ANSWER)
    assert run.seen(Step.PROOF)[0].facts.get(Fact.PROOF) == said


async def _telegram(stream: ByteStream) -> None:
    session = Telegram()
    while True:
        await stream.send(session.feed(await stream.receive()))


@pytest.mark.parametrize(("each", "proofs"), [(False, 1), (True, 3)])
async def test_one_proof_is_enough_for_a_messenger_unless_each_is_asked(run: ProbeRun, each: bool, proofs: int) -> None:
    tools = replace(run.tools, proofs=ProofRegistry(each=each))
    async with serve(_telegram) as run.net.routes["10.0.0.1", 443], anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(attempt, tools, run.endpoint(Wire.MTPROTO, host=None), TARGET)
    assert len(run.seen(Step.MTPROTO)) == 3
    assert [o.failure for o in run.seen(Step.PROOF)] == [None] * proofs


async def test_a_centre_with_keys_of_its_own_waits_for_another_to_vouch(run: ProbeRun) -> None:
    usual = run.endpoint(Wire.MTPROTO, host=None)
    media = replace(usual, data_centre=203)
    elsewhere = replace(TARGET, address="10.0.0.2")
    async with (
        serve(_telegram) as run.net.routes["10.0.0.1", 443],
        serve(FakeCentre(is_silent, (1, 2))) as run.net.routes["10.0.0.2", 443],
    ):
        results: list[object] = []

        async def ask(endpoint: Endpoint, target: Target) -> None:
            results.append(await attempt(run.tools, endpoint, target))

        async with anyio.create_task_group() as group:
            group.start_soon(ask, media, elsewhere)
            await anyio.wait_all_tasks_blocked()
            group.start_soon(ask, usual, TARGET)
    assert results == [None, None]
    assert len(run.seen(Step.PROOF)) == 1


@pytest.mark.usefixtures("brisk")
async def test_where_nobody_vouches_its_strange_keys_are_no_proof(run: ProbeRun) -> None:
    media = replace(run.endpoint(Wire.MTPROTO, host=None), data_centre=203)
    async with serve(FakeCentre(is_silent, (1, 2))) as run.net.routes["10.0.0.1", 443]:
        failed = await attempt(run.tools, media, TARGET)
    assert failed is not None
    assert (failed.step, run.seen(Step.PROOF)[0].facts[Fact.PROOF]) == (Step.PROOF, "unknown_key")


async def test_where_the_first_proof_fails_each_server_needs_its_own(run: ProbeRun) -> None:
    other = replace(TARGET, address="10.0.0.2")
    endpoint = run.endpoint(Wire.MTPROTO, host=None)
    async with (
        serve(FakeCentre(_hangs_up)) as run.net.routes["10.0.0.1", 443],
        serve(_telegram) as run.net.routes["10.0.0.2", 443],
    ):
        assert await attempt(run.tools, endpoint, TARGET) is not None
        assert await attempt(run.tools, endpoint, other) is None
        assert await attempt(run.tools, endpoint, TARGET) is None  # the true one has vouched
    assert [o.failure for o in run.seen(Step.PROOF)] == [Failure.CLOSED, None]
