"""What is asked once more, late in a check, and until when."""

from functools import partial
from typing import cast

import anyio
import pytest
from anyio.abc import SocketStream

from dialtone.engine import share_rows
from dialtone.engine.decide import decide
from dialtone.engine.plan import Plan
from dialtone.engine.question import Question
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.computer import Computer
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits, RetryLimits
from dialtone.model.observation import Observation
from dialtone.model.trust_anchors import RsaKey, ServerKeys
from dialtone.model.vocabulary import AddressOrigin, Failure, Function, Step, Variant, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.endpoint_probe import observe_endpoint
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.target import Target
from engine.small_plan import make_messenger, make_plan
from engine.states import QUICK, asks, known, later, names, tried
from lab import keys
from lab.mtproto import Session
from named_rows import named_rows
from probe.loopback import LoopbackNetwork, resets, serve
from probe.tools import make_tools

CHAT, PAGE, MEDIA = (
    Endpoint(f"app/{name}", "app", Wire.TLS, 443, host)
    for name, host in (("chat", "app.example.org"), ("page", "app.example.org"), ("media", "media.example.org"))
)
CENTRE = Endpoint("app/centre", "app", Wire.MTPROTO, 443, None, ("192.0.2.9",))
APP = make_messenger(
    "app",
    *(MEDIA, PAGE, CHAT, CENTRE),
    functions=(
        FunctionRule(Function.MEDIA, (("app/media",),)),
        FunctionRule(Function.WEB, (("app/page",),)),
        FunctionRule(Function.MESSAGES, (("app/chat",),)),
        FunctionRule(Function.PHONE, (("app/centre",),), platforms=("macos",)),
    ),
)
PLAN = make_plan(APP, controls=Controls((), (), (), (), (), "example.com"))
RESET, SILENT = Failure.RESET, Failure.TIMEOUT


def seen(*tries: tuple[Endpoint, Failure | None], variant: Variant = Variant.APP, first: int = 1) -> list[Observation]:
    rows: list[Observation] = []
    for number, (endpoint, failure) in enumerate(tries, first):
        last = Step.MTPROTO if endpoint.wire is Wire.MTPROTO else Step.TLS
        rows += tried(endpoint, last, failure, attempt=number, variant=variant)
    return rows


def late(rows: list[Observation], plan: Plan = PLAN) -> list[str]:
    return names(asks("late.app_handshake", known(plan, rows), APP))


def shares(rows: list[Observation], plan: Plan = PLAN, *, lossy: bool = False) -> list[str]:
    return names(asks("share", known(plan, rows, line=replace(QUICK, lossy=lossy)), APP))


def test_what_is_kept_open_is_one_of_the_servers() -> None:
    """One that carries messages, of an app that was chosen, and once."""
    socket = replace(CHAT, wire=Wire.WEBSOCKET)
    app = replace(APP, endpoints=(MEDIA, socket))
    rows = seen((MEDIA, None), (CHAT, None))
    rows = [replace(o, step=Step.WEBSOCKET) if o.endpoint == CHAT.id and o.step is Step.TLS else o for o in rows]
    state = known(replace(PLAN, chosen=frozenset({"app"})), rows)
    kept = asks("late.kept", state, app)
    assert names(kept) == [CHAT.id]
    after = later(state, kept, seconds=0.0)
    assert names(asks("late.app_handshake", after, app)) == [MEDIA.id]
    assert asks("late.kept", after, app) == asks("late.kept", known(PLAN, rows), app) == []
    assert asks("late.app_handshake", later(state, kept), app) == [], "all of it at one moment"
    on_lossy_line = replace(after, line=replace(QUICK, lossy=True))
    assert asks("late.app_handshake", on_lossy_line, app) == [], "one is enough there"


@named_rows(
    ("held_open", "answered", "kept"),
    {
        "the socket, though the API is needed first": (True, True, "app/socket"),
        "the first, if no file says which": (False, True, "app/api"),
        "another one, if the socket has not answered": (True, False, "app/api"),
    },
)
def test_what_is_kept_open_is_what_the_app_itself_keeps_open(held_open: bool, answered: bool, kept: str) -> None:
    """Discord's API was kept open and answered, while its socket froze after six seconds: "works, sure"."""
    api = Endpoint("app/api", "app", Wire.HTTPS, 443, "api.example.org")
    socket = Endpoint("app/socket", "app", Wire.WEBSOCKET, 443, "socket.example.org", held_open=held_open)
    app = make_messenger(
        "app", api, socket, functions=(FunctionRule(Function.MESSAGES, (("app/api",), ("app/socket",))),)
    )
    rows = seen((api, None), *[(socket, None)] * answered)
    last = {"app/api": Step.HTTP, "app/socket": Step.WEBSOCKET}
    rows = [replace(o, step=last[o.endpoint]) if o.step is Step.TLS else o for o in rows]
    plan = replace(PLAN, messengers=(app,), chosen=frozenset({"app"}))
    assert names(asks("late.kept", known(plan, rows), app)) == [kept]


def test_on_a_line_without_room_all_of_it_is_asked_at_one_calm_moment() -> None:
    """What is asked of one server is no reason to leave the others out."""
    page = replace(PAGE, wire=Wire.HTTPS)
    rule = replace(APP.functions[1], speed=(page.id,))
    app = replace(APP, endpoints=(MEDIA, page, CHAT), functions=(APP.functions[0], rule, APP.functions[2]))
    rows = seen((MEDIA, None), (CHAT, None), (page, None))
    heads = [replace(o, number=99, step=Step.HTTP) for o in rows if o.endpoint == page.id and o.step is Step.TLS]
    plan = replace(PLAN, messengers=(app,), chosen=frozenset({"app"}))
    state = replace(known(plan, [*rows, *heads], line=replace(QUICK, has_capacity=False)), news=frozenset({"app"}))
    late_rows_asked = [question.row for question in decide(state).started.values()]
    assert late_rows_asked == ["late.body", "late.app_handshake"]


@pytest.mark.parametrize(
    ("quick", "row", "asked"), [(True, "share", 1), (False, "share", 0), (True, "server.first", 0)]
)
def test_once_each_server_was_heard_nothing_is_awaited(quick: bool, row: str, asked: int) -> None:
    busy = Question(row, MEDIA, observe_endpoint)
    state = replace(known(PLAN, seen((CHAT, None))), queue=(busy,), line=replace(QUICK, has_capacity=quick))
    assert len(asks("late.app_handshake", state, APP)) == asked


@pytest.mark.parametrize(("speed", "asked"), [((), 1), ((PAGE.id,), 0)])
def test_a_handshake_is_enough_to_be_heard_but_where_a_body_will_be_sent(speed: tuple[str, ...], asked: int) -> None:
    page = replace(PAGE, wire=Wire.HTTPS)
    app = replace(APP, endpoints=(page, CHAT), functions=(replace(APP.functions[1], speed=speed), APP.functions[2]))
    plan, busy = replace(PLAN, messengers=(app,)), Question("server.first", page, observe_endpoint)
    state = replace(known(plan, seen((CHAT, None), (page, None))), queue=(busy,))
    assert len(asks("late.app_handshake", state, app)) == asked


@pytest.mark.parametrize(("media_answers", "asked"), [(True, ["app/media"]), (False, [])])
def test_of_pages_that_may_get_a_body_only_the_one_that_gets_it_must_answer(
    media_answers: bool, asked: list[str]
) -> None:
    media, page = replace(MEDIA, wire=Wire.HTTPS), replace(PAGE, wire=Wire.HTTPS)
    functions = (replace(APP.functions[0], speed=(media.id,)), replace(APP.functions[1], speed=(page.id,)))
    app = replace(APP, endpoints=(media, page), functions=functions)
    rows = seen((media, None), (page, None))
    head = [replace(o, number=99, step=Step.HTTP) for o in rows if o.endpoint == media.id and o.step is Step.TLS]
    busy = tuple(Question("server.first", e, observe_endpoint) for e in (media, page))
    state = replace(known(replace(PLAN, messengers=(app,)), [*rows, *head * media_answers]), queue=busy)
    assert names(asks("late.body", state, app)) == asked


@pytest.mark.parametrize("chat_answers", [False, True])
def test_a_body_waits_for_its_own_server_alone_and_leaves_the_connection_to_keep_its_place(chat_answers: bool) -> None:
    page, chat = replace(PAGE, wire=Wire.HTTPS), replace(CHAT, wire=Wire.HTTPS)
    functions = (replace(APP.functions[1], speed=(page.id,)), APP.functions[2])
    app = replace(APP, endpoints=(page, chat, CENTRE), functions=functions)
    rows = seen((page, None), (chat, None), (CENTRE, None))
    answered = (page, *[chat] * chat_answers)
    last_steps = [o for e in answered for o in rows if o.endpoint == e.id and o.step is Step.TLS]
    heads = [replace(o, number=o.number + 5, step=Step.HTTP) for o in last_steps]
    busy = Question("server.first", chat, observe_endpoint)
    plan = replace(PLAN, messengers=(app,), chosen=frozenset({"app"}))
    state = replace(known(plan, [*rows, *heads]), queue=(busy,))
    body = asks("late.body", state, app)
    assert names(body) == [page.id]
    kept = asks("late.kept", later(state, body), app)
    assert names(kept) == [chat.id] * chat_answers
    assert asks("late.app_handshake", later(later(state, body), kept, seconds=0.0), app) == [], "two in all"


def test_what_failed_once_was_heard_and_its_repetition_is_not_waited_for() -> None:
    busy = Question("server.first", MEDIA, observe_endpoint)
    rows = seen((CHAT, None), (MEDIA, Failure.TIMEOUT))
    state = replace(known(PLAN, rows), queue=(busy,))
    assert names(asks("late.app_handshake", state, APP)) == [CHAT.id]


def test_two_servers_are_greeted_once_more_that_of_messages_first() -> None:
    assert late(seen((MEDIA, None), (PAGE, None), (CHAT, None))) == ["app/chat", "app/media"]
    assert late(seen((CHAT, None), (PAGE, None))) == ["app/chat"], "one name, one server"
    assert late(seen((CENTRE, None))) == [], "nothing on this system needs it"
    assert late(seen((CENTRE, None)), replace(PLAN, computer=Computer("macos"))) == ["app/centre"]


def test_what_was_cut_off_already_needs_no_late_look() -> None:
    assert late(seen((CHAT, None), (MEDIA, None), (MEDIA, RESET))) == []
    assert late(seen((CHAT, RESET), (CHAT, RESET))) == []


def test_of_many_messengers_some_are_looked_at_late() -> None:
    limits = Limits(retries=RetryLimits(late_messengers=0))
    assert late(seen((CHAT, None)), replace(PLAN, limits=limits)) == []


@named_rows(
    ("tries", "asked"),
    {
        "cut once: wherever the same is said": (
            [(CHAT, None), (CHAT, RESET), (MEDIA, None)],
            ["app/chat", "app/media"],
        ),
        "the same name at its sister": ([(CHAT, None), (PAGE, RESET)], ["app/chat"]),
        "its sister was never asked": ([(PAGE, None), (PAGE, RESET)], ["app/page"]),
        "silent each time, beside one that is not": (
            [(PAGE, None), (PAGE, RESET), (MEDIA, SILENT), (MEDIA, SILENT)],
            ["app/media", "app/page"],
        ),
        "that of messages first": ([(CHAT, SILENT), (MEDIA, None), (MEDIA, RESET)], ["app/chat", "app/media"]),
        "another server, always cut: that is no share": ([(CHAT, None), (MEDIA, RESET), (MEDIA, RESET)], []),
        "nothing was cut": ([(CHAT, None), (MEDIA, None)], []),
        "nothing passed": ([(CHAT, RESET), (CHAT, RESET), (MEDIA, RESET)], []),
        "known already": ([(CHAT, None)] * 5 + [(CHAT, RESET)] * 5, []),
    },
)
def test_a_share_is_measured_where_some_pass(tries: list[tuple[Endpoint, Failure | None]], asked: list[str]) -> None:
    assert shares(seen(*tries)) == asked


def test_where_cuts_are_silent_one_round_makes_enough_tries_at_every_server() -> None:
    rows = seen((CHAT, None), (CHAT, SILENT), (MEDIA, None))
    tries = {q.endpoint.id: cast(partial[object], q.observe).args[1] for q in asks("share", known(PLAN, rows), APP)}
    assert tries == {"app/chat": 6, "app/media": 7}
    assert shares(rows, lossy=True) == [], "silence is no cut there"


@pytest.mark.parametrize(("times", "asked"), [(5, ["app/media", "app/page"]), (6, ["app/page"])])
def test_what_failed_six_more_times_is_not_tried_again(times: int, asked: list[str]) -> None:
    tried = seen((PAGE, None), (PAGE, RESET), (MEDIA, SILENT), (MEDIA, SILENT))
    assert shares([*tried, *seen(*[(MEDIA, SILENT)] * times, variant=Variant.AGAIN, first=10)]) == asked


def test_a_share_is_measured_where_some_meet_a_strangers_certificate() -> None:
    swapped = Failure.CERT_UNTRUSTED
    assert shares(seen((CHAT, swapped), (CHAT, None), (MEDIA, None))) == ["app/chat", "app/media"]
    assert shares(seen((CHAT, swapped), (CHAT, swapped), (MEDIA, None))) == []


def test_what_failed_only_when_it_was_said_again_counts() -> None:
    rows = seen((CHAT, None), (MEDIA, None)) + seen((CHAT, RESET), variant=Variant.AGAIN, first=9)
    assert shares(rows) == ["app/chat", "app/media"]


def _context(net: LoopbackNetwork) -> ProbeContext:
    public = keys.telegram().public_numbers
    return make_tools(net, keys=ServerKeys((RsaKey(public.n, public.e),), ()))


class EveryOther:
    """A data centre, and a filter before it that cuts every other connection."""

    def __init__(self) -> None:
        self._met = 0

    async def __call__(self, stream: SocketStream) -> None:
        self._met += 1
        if self._met % 2:
            await resets(stream)
            return
        session = Session()
        while True:
            await stream.send(session.feed(await stream.receive()))


async def _ask_until_known(plan: Plan, tools: ProbeContext, endpoint: Endpoint) -> None:
    state = known(plan, tools.journal.observations)
    while asked := [q for q in asks("share", state, APP) if q.endpoint.id == endpoint.id]:
        await asked[0].observe(tools, endpoint)
        state = later(replace(state, index=state.index.up_to(tools.journal.observations)), asked)


async def test_a_share_is_asked_for_until_it_is_known() -> None:
    net = LoopbackNetwork()
    tools, plan = _context(net), replace(PLAN, computer=Computer("macos"))
    target = Target("192.0.2.9", 443, AddressOrigin.BUILT_IN, transport=Transport.INTERMEDIATE)
    async with serve(EveryOther()) as net.routes["192.0.2.9", 443]:
        for _ in range(2):
            await attempt(tools, CENTRE, target)
        await _ask_until_known(plan, tools, CENTRE)
    tries = AttemptIndex(tools.journal.observations).attempts_at(CENTRE, Variant.AGAIN)
    passed = [t for t in tries if t.failure is None]
    assert 6 <= len(tries) <= RetryLimits().share_tries
    assert 0 < len(passed) < len(tries)


async def test_what_never_passes_is_not_asked_for_long() -> None:
    net = LoopbackNetwork()
    tools, plan = _context(net), replace(PLAN, computer=Computer("macos"))
    rows = seen((CHAT, None), (CHAT, RESET), (MEDIA, SILENT))
    assert shares(rows, plan) == [CHAT.id, MEDIA.id]
    tools.journal.observations.extend(rows)
    async with serve(resets) as net.routes["192.0.2.99", 443]:
        await _ask_until_known(plan, tools, MEDIA)
    tries = AttemptIndex(tools.journal.observations).attempts_at(MEDIA, Variant.AGAIN)
    assert 3 <= len(tries) <= 6


@pytest.mark.parametrize(("failure", "first_round"), [(SILENT, 6), (RESET, 3)])
async def test_what_is_silent_is_asked_for_more_at_once(
    monkeypatch: pytest.MonkeyPatch, failure: Failure, first_round: int
) -> None:
    """Each round of silence takes as long as one try; a round of resets takes next to nothing."""
    known = list[int]()

    async def fail(tools: ProbeContext, endpoint: Endpoint, _target: Target, *, whole: bool) -> None:
        so_far = AttemptIndex(tools.journal.observations).attempts_at(endpoint, Variant.AGAIN)
        known.append(len(so_far))
        number = 100 + len(known)
        await anyio.lowlevel.checkpoint()
        rows = seen((endpoint, failure), variant=Variant.AGAIN, first=number)
        tools.journal.observations.extend(rows)

    monkeypatch.setattr(share_rows, "attempt_again", fail)
    net = LoopbackNetwork()
    net.routes["192.0.2.99", 443] = ConnectionRefusedError(111, "")
    tools, rows = _context(net), seen((CHAT, None), (CHAT, failure))
    tools.journal.observations.extend(rows)
    await _ask_until_known(PLAN, tools, CHAT)
    assert known.count(0) == first_round
    assert len(known) <= RetryLimits().share_tries


async def test_a_late_look_is_one_more_greeting() -> None:
    net = LoopbackNetwork()
    tools, plan = _context(net), replace(PLAN, computer=Computer("macos"))
    (question,) = asks("late.app_handshake", known(plan, seen((CENTRE, None))), APP)
    async with serve(resets) as net.routes["192.0.2.9", 443]:
        await question.observe(tools, CENTRE)
    assert {o.variant for o in tools.journal.observations} == {Variant.AGAIN}
