"""Trusted resolvers: which one is kept, and what is asked of it."""

from collections.abc import Awaitable, Callable
from datetime import date

import anyio
import pytest
from anyio.abc import ByteStream, SocketStream

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.control_results import ControlResults
from dialtone.model.catalogue import TrustedResolver
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Step
from dialtone.probe.dns.doh import TrustedLookups, interleave_addresses
from dialtone.probe.protocols.http import Conversation
from judge.factory import small_ground
from probe.conftest import ProbeRun
from probe.doh_server import Resolver
from probe.loopback import is_silent, named, secured, serve


def _resolver(name: str, address: str) -> TrustedResolver:
    return TrustedResolver(name, f"{name}.test", (address,), "/dns-query", "made up", date(2026, 11, 24))


FIRST, SECOND = _resolver("first", "10.1.0.1"), _resolver("second", "10.2.0.1")


async def test_nothing_is_sent_before_the_first_question(run: ProbeRun) -> None:
    lookups = TrustedLookups(run.tools, [FIRST])
    await lookups.aclose()
    assert run.net.connected == []


async def test_all_names_share_one_line(run: ProbeRun) -> None:
    resolver = Resolver()
    lookups = TrustedLookups(run.tools, [FIRST, SECOND])
    async with serve(secured(run.authorities.public.serve("first.test"), resolver)) as run.net.routes["10.1.0.1", 443]:
        answers: list[tuple[str, ...]] = []

        async def ask(number: int) -> None:
            answers.append(await lookups.ask(named("chat.test", f"chat/{number}")))

        async with anyio.create_task_group() as group:
            for number in range(5):
                group.start_soon(ask, number)
        await lookups.aclose()
    assert answers == [("10.0.0.9",)] * 5
    assert run.net.connected == [("10.1.0.1", 443)]
    assert len(resolver.requests) == 5
    assert resolver.requests[0].startswith(b"GET /dns-query?dns=AAABAAABAAAAAAAABGNoYXQEdGVzdAAAAQAB HTTP/1.1\r\n")
    assert b"user-agent" not in b"".join(resolver.requests).lower(), "a resolver is told of no program"
    assert {(o.target, o.facts[Fact.RESOLVER]) for o in run.seen(Step.DNS)} == {("chat.test@first", "first")}


@pytest.mark.parametrize("route", [None, ConnectionRefusedError(111, "")], ids=["silent", "refused"])
@pytest.mark.usefixtures("brisk")
async def test_where_the_first_is_dead_the_second_answers(run: ProbeRun, route: Exception | None) -> None:
    if route is not None:
        run.net.routes["10.1.0.1", 443] = route
    lookups = TrustedLookups(run.tools, [FIRST, SECOND])
    async with serve(secured(run.authorities.public.serve("second.test"), Resolver())) as run.net.routes[
        "10.2.0.1", 443
    ]:
        with anyio.fail_after(2):
            assert await lookups.ask(named("chat.test")) == ("10.0.0.9",)
        await lookups.aclose()
    assert run.net.connected == [("10.1.0.1", 443), ("10.2.0.1", 443)]


async def test_a_resolver_has_more_than_one_address(run: ProbeRun) -> None:
    twice = replace(FIRST, addresses=("10.1.0.1", "10.1.0.2"))
    run.net.routes["10.1.0.1", 443] = ConnectionRefusedError(111, "")
    lookups = TrustedLookups(run.tools, [twice])
    async with serve(secured(run.authorities.public.serve("first.test"), Resolver())) as run.net.routes[
        "10.1.0.2", 443
    ]:
        assert await lookups.ask(named("chat.test")) == ("10.0.0.9",)
        await lookups.aclose()
    assert run.net.connected == [("10.1.0.1", 443), ("10.1.0.2", 443)]


def test_every_resolver_is_tried_before_a_second_address_of_any() -> None:
    """On a computer without IPv6 the first IPv4 address is the first one."""
    three = replace(FIRST, addresses=("2001:db8::1", "10.1.0.1", "10.1.0.2"))
    assert [a for _, a in interleave_addresses([three, SECOND], has_ipv6=False)] == ["10.1.0.1", "10.2.0.1", "10.1.0.2"]
    assert interleave_addresses([three, SECOND], has_ipv6=True)[:2] == [(three, "2001:db8::1"), (SECOND, "10.2.0.1")]


async def test_the_next_address_does_not_wait_until_silence_has_run_out(run: ProbeRun) -> None:
    twice = replace(FIRST, addresses=("10.1.0.1", "10.1.0.2"))
    lookups = TrustedLookups(run.tools, [twice])
    async with (
        serve(is_silent) as run.net.routes["10.1.0.1", 443],
        serve(secured(run.authorities.public.serve("first.test"), Resolver())) as run.net.routes["10.1.0.2", 443],
    ):
        with anyio.fail_after(0.7 * run.tools.timeouts.limit):
            assert await lookups.ask(named("chat.test")) == ("10.0.0.9",)
        await lookups.aclose()


async def test_an_address_of_the_new_kind_is_noted_as_one(run: ProbeRun) -> None:
    """By its brackets the judge knows which kind of address leads out: on a line with IPv6 alone only that one does."""
    lookups = TrustedLookups(
        replace(run.tools, computer=Computer("linux", has_ipv6=True)), [replace(FIRST, addresses=("2001:db8::1",))]
    )
    async with serve(secured(run.authorities.public.serve("first.test"), Resolver())) as run.net.routes[
        "2001:db8::1", 443
    ]:
        await lookups.ask(named("chat.test"))
        await lookups.aclose()
    assert {o.target for o in run.seen() if o.step is not Step.DNS} == {"[2001:db8::1]:443"}
    assert ControlResults(AttemptIndex(run.seen()), small_ground()).families == frozenset({6})


async def test_a_line_that_died_is_replaced_once(run: ProbeRun) -> None:
    lookups = TrustedLookups(run.tools, [FIRST])
    dying = secured(run.authorities.public.serve("first.test"), Resolver(last=True))
    async with serve(dying) as run.net.routes["10.1.0.1", 443]:
        answers = [await lookups.ask(named("chat.test")) for _ in range(4)]
        await lookups.aclose()
    assert answers == [("10.0.0.9",), ("10.0.0.9",), (), ()]
    assert run.net.connected == [("10.1.0.1", 443)] * 2


async def test_a_resolver_that_cannot_prove_itself_is_not_asked(run: ProbeRun) -> None:
    liar = Resolver()
    lookups = TrustedLookups(run.tools, [FIRST])
    async with serve(secured(run.authorities.signal.serve("first.test"), liar)) as run.net.routes["10.1.0.1", 443]:
        assert await lookups.ask(named("chat.test")) == ()
    assert liar.requests == []
    assert [o.failure for o in run.seen(Step.TLS)] == [Failure.CERT_UNTRUSTED]


@pytest.mark.usefixtures("brisk")
async def test_where_nobody_answers_nobody_is_asked_twice(run: ProbeRun) -> None:
    lookups = TrustedLookups(run.tools, [FIRST, SECOND])
    for _ in range(2):
        assert await lookups.ask(named("chat.test")) == ()
    assert len(run.net.connected) == 2
    await lookups.aclose()


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"],
    ids=["refusal", "page"],
)
async def test_an_answer_that_is_none(run: ProbeRun, answer: bytes) -> None:
    async def reply(stream: ByteStream) -> None:
        await stream.receive()
        await stream.send(answer)

    handler: Callable[[ByteStream], Awaitable[None]] = reply
    lookups = TrustedLookups(run.tools, [FIRST])
    async with serve(secured(run.authorities.public.serve("first.test"), handler)) as run.net.routes["10.1.0.1", 443]:
        assert await lookups.ask(named("chat.test")) == ()
        await lookups.aclose()
    assert [o.failure for o in run.seen(Step.DNS)] == [Failure.BAD_ANSWER]


@pytest.mark.usefixtures("brisk")
async def test_where_its_name_is_cut_a_resolver_is_asked_without_it(run: ProbeRun) -> None:
    """Some filters cut the names of resolvers. The best known have certificates for their addresses."""
    genuine = secured(run.authorities.public.serve("10.1.0.1"), Resolver())
    hellos: list[bytes] = []

    async def filtered(stream: SocketStream) -> None:
        if hellos:
            await genuine(stream)
        else:
            hellos.append(await stream.receive())

    lookups = TrustedLookups(run.tools, [FIRST])
    async with serve(filtered) as run.net.routes["10.1.0.1", 443]:
        assert await lookups.ask(named("chat.test")) == ("10.0.0.9",)
        await lookups.aclose()
    assert b"first.test" in hellos[0]
    assert [o.facts[Fact.SNI] for o in run.seen(Step.TLS)] == ["first.test", "10.1.0.1"]


@pytest.mark.parametrize(("needs", "closed"), [(0.08, True), (0.12, False)])
async def test_closing_the_connection_takes_a_tenth_of_a_second_at_most(
    run: ProbeRun, monkeypatch: pytest.MonkeyPatch, needs: float, closed: bool
) -> None:
    ended, really_close = list[bool](), Conversation.aclose

    async def close(conversation: Conversation) -> None:
        try:
            await anyio.sleep(needs)
            ended.append(True)
        finally:
            with anyio.CancelScope(shield=True):
                await really_close(conversation)

    monkeypatch.setattr(Conversation, "aclose", close)
    lookups = TrustedLookups(run.tools, [FIRST])
    async with serve(secured(run.authorities.public.serve("first.test"), Resolver())) as run.net.routes[
        "10.1.0.1", 443
    ]:
        await lookups.ask(named("chat.test"))
        await lookups.aclose()
    assert bool(ended) is closed
