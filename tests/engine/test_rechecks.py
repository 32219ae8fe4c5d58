"""What is asked again: few answers among failures, what came slowly, what was refused."""

from datetime import date

import pytest

from client_hellos import CHROME
from dialtone.engine.early_rechecks import EarlyRechecks
from dialtone.engine.name_rechecks import cut_recheck, silence_recheck, sni_recheck
from dialtone.engine.plan import Plan, Task, make_context
from dialtone.engine.rechecks import (
    app_hello_check,
    doubt_recheck,
    informing_look,
    port_recheck,
    status_page_check,
)
from dialtone.engine.refusal_rechecks import early_refusal_recheck, refusal_recheck
from dialtone.engine.speed_rechecks import SpeedRecheck
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import (
    Catalogue,
    Control,
    Controls,
    Endpoint,
    Messenger,
    StatusPage,
    TrustedResolver,
)
from dialtone.model.client_hello import ClientHello
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Function, Place, StatusFormat, Step, Variant, Weight, Wire
from dialtone.probe.clock import RealClock
from dialtone.probe.endpoint_probe import observe_endpoint
from engine.simulated import SimulatedNetwork

CENTRES = tuple(Endpoint(f"app/dc{n}", "app", Wire.MTPROTO, 443, None, (f"192.0.2.{n}",)) for n in range(1, 5))
RESET = Failure.RESET
SITE = Endpoint("app/site", "app", Wire.TLS, 443, "site.example.org")
APP = Messenger(
    "app",
    "App",
    "A",
    "#000000",
    endpoints=(*CENTRES, SITE),
    functions=(
        FunctionRule(Function.MESSAGES, (tuple(e.id for e in CENTRES),)),
        FunctionRule(Function.WEB, (("app/site",),)),
    ),
)


def _seen(answering: set[str]) -> list[Observation]:
    """One try for each endpoint, on another port than the first."""
    rows: list[Observation] = []
    for number, endpoint in enumerate(APP.endpoints, 1):
        failure = None if endpoint.id in answering else Failure.TIMEOUT
        address = endpoint.addresses[0] if endpoint.addresses else "192.0.2.99"
        target, attempt = f"{address}:5222", number
        step, facts = Step.TLS, Facts({Fact.SNI: "x"})
        if endpoint.wire is Wire.MTPROTO:
            step, facts = Step.MTPROTO, {Fact.FRAMING: "padded"}
        origin: Facts = {Fact.FROM: "built_in"}
        rows.append(Observation(2 * number, "app", endpoint.id, Step.TCP, target, 0.0, 0.1, None, origin, attempt))
        rows.append(Observation(2 * number + 1, "app", endpoint.id, step, target, 0.1, 0.1, failure, facts, attempt))
    return rows


def _again(answering: set[str]) -> list[str]:
    return [task.endpoint.id for task in doubt_recheck(APP, AttemptIndex(_seen(answering)))]


def test_few_answers_among_failures_are_in_doubt() -> None:
    assert _again({"app/dc3"}) == ["app/dc3"]
    assert _again({"app/dc1", "app/dc3"}) == ["app/dc1", "app/dc3"]


def test_most_answers_and_the_only_one_that_was_asked_are_not() -> None:
    assert _again({"app/dc1", "app/dc2", "app/dc3", "app/site"}) == []
    assert _again({"app/site"}) == []
    assert _again(set()) == []


def test_the_same_target_in_the_same_framing() -> None:
    (task,) = doubt_recheck(APP, AttemptIndex(_seen({"app/dc3"})))
    target = task.observe.args[0]  # type: ignore[attr-defined]
    assert (str(target), target.transport.value, target.origin.value) == ("192.0.2.3:5222", "padded", "built_in")


def _page(identifier: str, weight: Weight = Weight.DECIDES) -> Endpoint:
    messenger = "" if identifier.startswith("control") else identifier.partition("/")[0]
    host = identifier.replace("/", ".") + ".example.org"
    return Endpoint(identifier, messenger, Wire.HTTPS, 443, host, read_bytes=16_384, weight=weight)


PAGE, FILE, OTHER, NEUTRAL = _page("web/page"), _page("web/file", Weight.SPEED), _page("other/page"), _page("control/x")
WEB = Messenger("web", "Web", "W", "#000000", endpoints=(PAGE, FILE))
ELSEWHERE = Messenger("other", "Other", "O", "#000000", endpoints=(OTHER,))
NEUTRALS = Controls((Control(replace(NEUTRAL, place=Place.FOREIGN)),), (), (), (), (), "example.com")
PLAN = Plan(
    Catalogue("2026-11-24", (WEB, ELSEWHERE), NEUTRALS), (WEB, ELSEWHERE), Computer("linux"), frozenset(), "0", ()
)


def _read(endpoint: Endpoint, seconds: float, failure: Failure | None = None, lag: float = 0.0) -> list[Observation]:
    facts: Facts = {Fact.BYTES: 16_384, Fact.FLOW_SECONDS: seconds, Fact.LAG: lag}
    messenger, target = endpoint.messenger, "192.0.2.1:443"
    return [Observation(n, messenger, endpoint.id, Step.FLOW, target, 0, 1, failure, facts, n) for n in (1, 2)]


def test_what_came_slowly_is_read_twice_more_and_with_it_the_further_pages() -> None:
    closer = SpeedRecheck(PLAN)
    rounds = [[t.endpoint.id for t in closer.work(PAGE, AttemptIndex(_read(PAGE, 2.0)))] for _ in range(4)]
    assert rounds == [["web/page", "web/file"], ["web/page"], [], []]
    assert [t.endpoint.id for t in closer.work(FILE, AttemptIndex(_read(FILE, 2.0)))] == ["web/file"], "the second time"
    assert closer.work(FILE, AttemptIndex(_read(FILE, 2.0))) == []


def test_what_a_busy_computer_read_late_is_read_more_often() -> None:
    closer = SpeedRecheck(PLAN)
    rounds = [len(closer.work(OTHER, AttemptIndex(_read(OTHER, 2.0, lag=1.9)))) for _ in range(6)]
    assert rounds == [1, 1, 1, 1, 0, 0]


def test_what_stopped_sends_for_the_further_pages_and_once_for_pages_at_home_beside_it() -> None:
    closer = SpeedRecheck(PLAN)
    further, beside = closer.work(PAGE, AttemptIndex(_read(PAGE, 0.1, Failure.STALLED)))
    assert (further.endpoint, further.observe) == (FILE, observe_endpoint)
    assert (beside.endpoint.id, beside.endpoint.read_bytes, beside.observe is observe_endpoint) == (
        PAGE.id,
        65_536,
        False,
    )
    assert closer.work(FILE, AttemptIndex(_read(FILE, 0.1, Failure.STALLED))) == []


SCRIPT = replace(FILE, id="web/script", named_by="web/page", path="/files/")
NAMING = replace(WEB, endpoints=(PAGE, SCRIPT, FILE))
NAMED = replace(PLAN, messengers=(NAMING,), catalogue=replace(PLAN.catalogue, messengers=(NAMING,)))


def _ends(endpoint: Endpoint, size: int, **facts: str | bool) -> AttemptIndex:
    told: Facts = {Fact.BYTES: size, Fact.FLOW_SECONDS: 0.1, **{Fact(key): value for key, value in facts.items()}}
    return AttemptIndex([Observation(1, "web", endpoint.id, Step.FLOW, "192.0.2.1:443", 0, 1, None, told, 1)])


def test_the_file_that_a_page_names_is_read_once() -> None:
    closer = SpeedRecheck(NAMED)
    (task,) = closer.work(PAGE, _ends(PAGE, 1_400, named_path="/files/b.js"))
    assert (task.endpoint.id, task.endpoint.path, task.observe) == ("web/script", "/files/b.js", observe_endpoint)
    assert closer.work(PAGE, _ends(PAGE, 1_400, named_path="/files/b.js")) == []


def test_a_page_that_is_too_short_sends_for_a_longer_one_whose_path_is_known() -> None:
    closer = SpeedRecheck(NAMED)
    (task,) = closer.work(PAGE, _ends(PAGE, 1_542, complete=True))
    assert (task.endpoint, task.observe) == (FILE, observe_endpoint)
    assert closer.work(FILE, _ends(FILE, 600, complete=True)) == [], "there is no other"


def test_a_page_that_is_long_enough_sends_for_nothing() -> None:
    assert SpeedRecheck(NAMED).work(PAGE, _ends(PAGE, 32_768)) == []
    assert SpeedRecheck(NAMED).work(PAGE, _ends(PAGE, 24_000, complete=True)) == []


def test_a_slow_file_is_read_as_often_as_a_page() -> None:
    closer = SpeedRecheck(NAMED)
    (task,) = closer.work(PAGE, _ends(PAGE, 1_400, named_path="/files/b.js"))
    slow = AttemptIndex(_read(task.endpoint, 2.0))
    rounds = [[(t.endpoint.id, t.endpoint.path) for t in closer.work(task.endpoint, slow)] for _ in range(3)]
    assert rounds == [[("web/script", "/files/b.js"), ("web/file", "/")], [("web/script", "/files/b.js")], []]


def test_what_came_as_it_should_and_what_is_neutral_is_not_read_again() -> None:
    closer = SpeedRecheck(PLAN)
    assert closer.work(PAGE, AttemptIndex(_read(PAGE, 0.1))) == []
    assert closer.work(NEUTRAL, AttemptIndex(_read(NEUTRAL, 2.0))) == []
    assert [t.endpoint.id for t in closer.work(OTHER, AttemptIndex(_read(OTHER, 2.0)))] == ["other/page"]


NOTHING_YET = AttemptIndex(())


def test_what_comes_slowly_is_read_again_before_it_has_ended_and_half_a_second_later_once_more() -> None:
    closer = SpeedRecheck(PLAN)
    rounds = [[t.endpoint.id for t in closer.early("web/page", now, NOTHING_YET)] for now in (1.2, 1.6, 1.8, 2.4)]
    assert rounds == [["web/page", "web/file"], [], ["web/page", "web/file"], []]
    assert all(t.endpoint.read_bytes == 65_536 for t in SpeedRecheck(PLAN).early("web/page", 1.2, NOTHING_YET))
    assert closer.work(PAGE, AttemptIndex(_read(PAGE, 2.0))) == [], "the first reading has ended, all follows already"
    assert closer.work(FILE, AttemptIndex(_read(FILE, 2.0))) == []


def test_a_first_reading_that_ends_between_leaves_the_second_further_one() -> None:
    closer = SpeedRecheck(PLAN)
    closer.early("web/page", 1.2, NOTHING_YET)
    (again,) = closer.work(PAGE, AttemptIndex(_read(PAGE, 2.0)))
    assert again.endpoint.id == "web/page"


def test_what_is_read_again_already_begins_nothing_more_by_being_slow_and_what_is_neutral_never() -> None:
    closer = SpeedRecheck(PLAN)
    closer.early("web/page", 1.2, NOTHING_YET)
    assert closer.early("web/file", 1.9, NOTHING_YET) == []
    assert closer.early("control/x", 1.9, NOTHING_YET) == []


def test_a_file_that_comes_slowly_is_read_again_where_the_page_says_it_lies() -> None:
    closer = SpeedRecheck(NAMED)
    closer.work(PAGE, _ends(PAGE, 1_400, named_path="/files/b.js"))
    found = [(t.endpoint.id, t.endpoint.path) for t in closer.early("web/script", 1.0, _ends(PAGE, 1_400))]
    assert found == [("web/script", "/files/b.js"), ("web/file", "/")]


ANCHORS = tuple(
    Endpoint(f"anchor/foreign-{n}", "", Wire.TCP, 443, None, (f"192.0.2.{n}",), place=Place.FOREIGN) for n in (1, 2)
)


def _connects(endpoint: Endpoint, *failures: Failure | None) -> list[Observation]:
    target = "192.0.2.9:443"
    origin: Facts = {Fact.FROM: "system"}
    return [
        Observation(n, endpoint.messenger, endpoint.id, Step.TCP, target, 0, 0.1, failure, origin, 100 + n)
        for n, failure in enumerate(failures)
    ]


def test_those_that_only_refuse_are_asked_calmly_beside_one_neutral_address() -> None:
    plan = replace(PLAN, catalogue=replace(PLAN.catalogue, controls=replace(NEUTRALS, anchors=ANCHORS)))
    refused = _connects(PAGE, Failure.REFUSED, Failure.RESET)
    (task,) = refusal_recheck(plan, WEB, AttemptIndex([*refused, *_connects(FILE, Failure.REFUSED, None)]))
    assert task.endpoint == PAGE
    assert task.observe.args[0] == [ANCHORS[0]]  # type: ignore[attr-defined]
    assert (
        refusal_recheck(
            plan, WEB, AttemptIndex([*_connects(PAGE, Failure.REFUSED, Failure.TIMEOUT), *_connects(FILE, None)])
        )
        == []
    )


def test_where_there_is_no_way_it_is_asked_again_as_long_as_anybody_answers() -> None:
    no_way = _connects(PAGE, Failure.UNREACHABLE)
    assert refusal_recheck(PLAN, WEB, AttemptIndex(no_way)) == []
    assert [task.endpoint for task in refusal_recheck(PLAN, WEB, AttemptIndex([*no_way, *_connects(FILE, None)]))] == [
        PAGE
    ]


REACHED = tuple(replace(anchor, operator=anchor.id) for anchor in ANCHORS)
QUICK_PLAN = replace(PLAN, catalogue=replace(PLAN.catalogue, controls=replace(NEUTRALS, anchors=REACHED)))


def _refusals(seconds: float, *, times: int) -> AttemptIndex:
    """Two neutral hosts abroad are 40 ms away; a page is refused again and again, by somebody so near."""
    far: Facts = {Fact.FROM: "built_in", Fact.ROUND_TRIP: 0.04}
    own: Facts = {Fact.FROM: "system"}
    rows = [
        Observation(n, "", e.id, Step.TCP, f"{e.addresses[0]}:443", 0, 0.04, None, far, n)
        for n, e in enumerate(REACHED)
    ]
    refused = [
        Observation(n, "web", PAGE.id, Step.TCP, "198.51.100.9:443", 0, seconds, Failure.REFUSED, own, n)
        for n in range(10, 10 + times)
    ]
    return AttemptIndex([*rows, *refused])


@pytest.mark.parametrize(("seconds", "times", "again"), [(0.01, 6, 0), (0.018, 6, 1), (0.04, 6, 1), (0.01, 5, 1)])
def test_who_plainly_refused_from_nearby_is_not_asked_again(seconds: float, times: int, again: int) -> None:
    """Nobody waits for a calm moment where no server can have been so quick, and chance is ruled out."""
    index = _refusals(seconds, times=times)
    assert len(refusal_recheck(QUICK_PLAN, WEB, index)) == again
    assert len(early_refusal_recheck(QUICK_PLAN, WEB, index)) == again


def test_where_connections_stand_too_soon_for_all_a_refusal_tells_no_distance() -> None:
    """A guard on this computer answers for everybody: how soon it refuses says nothing of who else does."""
    sites = [replace(NEUTRAL, id=f"control/{n}", place=Place.FOREIGN) for n in range(3)]
    controls = replace(NEUTRALS, sites=tuple(map(Control, sites)), anchors=REACHED)
    plan = replace(QUICK_PLAN, catalogue=replace(PLAN.catalogue, controls=controls))
    near: Facts = {Fact.FROM: "system"}
    rows = [
        Observation(0, "", e.id, step, "192.0.2.7:443", 0, seconds, None, near, 20 + n)
        for n, e in enumerate(sites)
        for step, seconds in ((Step.TCP, 0.001), (Step.TLS, 0.05))
    ]
    index = _refusals(0.01, times=6)
    assert refusal_recheck(plan, WEB, index) == []
    assert len(refusal_recheck(plan, WEB, AttemptIndex([*index.steps, *rows]))) == 1


def test_a_refusal_is_asked_again_early_once_it_was_repeated() -> None:
    assert early_refusal_recheck(QUICK_PLAN, WEB, _refusals(0.02, times=1)) == []
    (task,) = early_refusal_recheck(QUICK_PLAN, WEB, _refusals(0.02, times=2))
    assert (task.endpoint, task.observe.keywords) == (PAGE, {"times": 1})  # type: ignore[attr-defined]


def _named_plan(site: Endpoint) -> tuple[Plan, Messenger]:
    messenger = replace(APP, endpoints=(site,), functions=(FunctionRule(Function.WEB, ((site.id,),)),))
    resolver = TrustedResolver("r", "r.test", ("192.0.2.1",), "/q", "made up", date(2026, 11, 24), ("192.0.2.2",))
    controls = replace(NEUTRALS, resolvers=(resolver,))
    return replace(PLAN, catalogue=replace(PLAN.catalogue, controls=controls)), messenger


def _shakes(*tries: tuple[Variant, Failure | None]) -> AttemptIndex:
    """Each of these tries at the site ends in its handshake."""
    rows = list[Observation]()
    for attempt, (variant, end) in enumerate(tries, 1):
        for step, outcome in ((Step.TCP, None), (Step.TLS, end)):
            number, where, facts = len(rows) + 1, "192.0.2.99:443", Facts({Fact.FROM: "system"})
            rows.append(Observation(number, "app", SITE.id, step, where, 0, 0.1, outcome, facts, attempt, variant))
    return AttemptIndex(rows)


def _asks(tasks: list[Task]) -> list[str]:
    return [task.observe.func.__name__ for task in tasks]  # type: ignore[attr-defined]


def _named(failure: Failure | None, *, of_person: bool = False, neutral: Failure | None = None) -> list[str]:
    """Two tries with the name end in the same way; then a neutral name at the same address."""
    plan, messenger = _named_plan(replace(SITE, of_person=of_person))
    index = _shakes((Variant.APP, failure), (Variant.APP, failure), (Variant.NEUTRAL_NAME, neutral))
    return _asks(sni_recheck(plan, messenger, index))


@pytest.mark.parametrize(
    ("neutral", "silent", "shown"), [(None, SITE.id, 1), (Failure.TIMEOUT, SITE.id, 0), (None, "app/other", 0)]
)
def test_a_silent_name_is_shown_elsewhere_once_a_neutral_one_was_answered(
    neutral: Failure | None, silent: str, shown: int
) -> None:
    plan, messenger = _named_plan(SITE)
    tasks = silence_recheck(plan, messenger, _shakes((Variant.NEUTRAL_NAME, neutral)), {silent})
    assert _asks(tasks) == ["show_name_elsewhere"] * shown
    assert [task.endpoint for task in tasks] == [SITE] * shown


def test_a_name_is_shown_elsewhere_once() -> None:
    plan, messenger = _named_plan(SITE)
    seen = _shakes((Variant.NAME_ELSEWHERE, Failure.TIMEOUT), (Variant.NEUTRAL_NAME, None), *[(Variant.APP, RESET)] * 2)
    assert silence_recheck(plan, messenger, seen, {SITE.id}) == []
    assert _asks(sni_recheck(plan, messenger, seen)) == ["retry_after_burst"]


def test_a_name_that_dies_is_shown_elsewhere_and_what_ended_it_is_asked_again() -> None:
    assert _named(Failure.RESET) == ["show_name_elsewhere", "retry_after_burst"]
    assert _named(Failure.TIMEOUT) == ["show_name_elsewhere"]


def test_what_ended_it_is_asked_again_where_it_ended() -> None:
    """The system's address is forged and silent: asking there would tell nothing, and take two silences more."""
    plan, messenger = _named_plan(SITE)
    ended = _shakes((Variant.APP, RESET), (Variant.APP, RESET), (Variant.NEUTRAL_NAME, None)).steps
    facts, silent = Facts({Fact.FROM: "system"}), Failure.TIMEOUT
    forged = Observation(90, "app", SITE.id, Step.TCP, "192.0.2.1:443", 0, 1.6, silent, facts, attempt=90)
    _, again = sni_recheck(plan, messenger, AttemptIndex((forged, *ended)))
    assert str(again.observe.keywords["at"]) == "192.0.2.99:443"  # type: ignore[attr-defined]


def test_a_name_that_dies_is_shown_elsewhere_at_once_if_nothing_is_needed_more() -> None:
    plan, messenger = _named_plan(SITE)
    cut = _shakes((Variant.APP, RESET), (Variant.APP, RESET), (Variant.NEUTRAL_NAME, None))
    assert _asks(cut_recheck(plan, messenger, cut)) == ["show_name_elsewhere"]
    first = Endpoint("app/chat", "app", Wire.TLS, 443, "chat.example.org")
    rules = (FunctionRule(Function.MESSAGES, ((first.id,),)), *messenger.functions)
    assert cut_recheck(plan, replace(messenger, endpoints=(first, SITE), functions=rules), cut) == [], "not heard yet"
    assert cut_recheck(plan, messenger, _shakes((Variant.APP, RESET), (Variant.NEUTRAL_NAME, None))) == []
    assert cut_recheck(plan, messenger, _shakes((Variant.APP, None))) == [], "it was answered"


DIED = ((Variant.APP, RESET), (Variant.APP, RESET), (Variant.NEUTRAL_NAME, None))


@pytest.mark.parametrize(
    ("tries", "asks"),
    [
        (DIED, ["show_name_elsewhere"]),
        (DIED[:1], []),
        (((Variant.APP, Failure.TIMEOUT), (Variant.APP, Failure.TIMEOUT), (Variant.NEUTRAL_NAME, None)), []),
    ],
    ids=["it died", "it was cut once", "silence is looked at by its length"],
)
def test_a_name_that_is_cut_is_shown_elsewhere_at_once(
    tries: tuple[tuple[Variant, Failure | None], ...], asks: list[str]
) -> None:
    plan, messenger = _named_plan(SITE)
    tools = make_context(plan, SimulatedNetwork(), RealClock())
    early = EarlyRechecks(plan, tools, lambda: AttemptIndex(tools.journal.observations))
    assert early.work([messenger]) == [], "nothing was observed yet"
    tools.journal.observations.extend(_shakes(*tries).steps)
    assert _asks(early.work([messenger])) == asks
    assert early.work([messenger]) == [], "there is no news"
    if asks:
        tools.journal.observations.extend(_shakes((Variant.APP, RESET)).steps)
        assert early.work([messenger]) == [], "one name is shown, once"


def test_a_name_that_nothing_outlived_is_shown_elsewhere() -> None:
    """The address may be punished for it."""
    assert _named(Failure.RESET, neutral=Failure.RESET) == ["show_name_elsewhere"]
    assert _named(Failure.TIMEOUT, neutral=Failure.TIMEOUT) == ["show_name_elsewhere"]


def test_other_names_are_shown_to_nobody() -> None:
    """What lives, what answers with somebody's certificate, and what is a person's own."""
    assert _named(None) == []
    assert _named(Failure.CERT_NAME) == []
    assert _named(Failure.RESET, of_person=True) == []


def _witness(name: str, port: int) -> Endpoint:
    return Endpoint(f"port/{name}", "", Wire.TLS, port, f"{name}.example.org")


WITNESSES = (_witness("mail-1", 993), _witness("mail-2", 993), _witness("push", 5228))


def _asked(port: int, *, failure: Failure | None = Failure.TIMEOUT, seen: tuple[Endpoint, ...] = ()) -> list[str]:
    endpoint = Endpoint("mail/in", "mail", Wire.IMAP, port, "mail.example.org")
    messenger = Messenger("mail", "Mail", "M", "#000000", endpoints=(endpoint,))
    catalogue = replace(PLAN.catalogue, controls=replace(NEUTRALS, port_witnesses=WITNESSES))
    rows = [Observation(1, "mail", "mail/in", Step.TCP, f"192.0.2.1:{port}", 0, 1, failure, {}, 1)]
    rows += [Observation(9, "", w.id, Step.TCP, f"192.0.2.9:{w.port}", 0, 1, None, {}, 9) for w in seen]
    (*tasks,) = port_recheck(replace(PLAN, catalogue=catalogue), messenger, AttemptIndex(rows))
    assert {task.endpoint.id for task in tasks} <= {"mail/in"}
    return [w.id for task in tasks for w in task.observe.args[0]]  # type: ignore[attr-defined]


def test_neutral_servers_are_asked_on_a_port_that_looks_closed() -> None:
    assert _asked(993) == ["port/mail-1", "port/mail-2"]
    assert _asked(4443) == ["port/mail-1", "port/mail-2", "port/push"]
    assert _asked(993, seen=WITNESSES[:1]) == ["port/mail-2"]


def test_no_neutral_server_is_asked_where_the_port_is_the_webs_or_answers() -> None:
    assert _asked(443) == []
    assert _asked(993, failure=None) == []


def test_the_status_page_is_read_only_where_something_got_no_answer() -> None:
    page = Endpoint("app/status", "app", Wire.HTTPS, 443, "status.example.org")
    app = replace(APP, endpoints=CENTRES, status=StatusPage(page, StatusFormat.STATUSPAGE))
    assert [t.endpoint for t in status_page_check(app, AttemptIndex(_seen({"app/dc1"})))] == [page]
    assert status_page_check(app, AttemptIndex(_seen({e.id for e in APP.endpoints}))) == []
    assert status_page_check(APP, AttemptIndex(_seen(set()))) == []


@pytest.mark.parametrize(
    ("hello", "tries", "sent"),
    [
        (CHROME, ((Variant.APP, None),), 1),
        (None, ((Variant.APP, None),), 0),
        (CHROME, (), 0),
        (CHROME, ((Variant.APP, RESET), (Variant.APP, None)), 0),
        (CHROME, ((Variant.APP, None), (Variant.APP_HELLO, None)), 0),
    ],
    ids=["ours was answered", "no profile", "nothing was tried", "ours was cut", "it was sent"],
)
def test_the_apps_own_client_hello_is_sent_once_where_ours_was_answered(
    hello: ClientHello | None, tries: tuple[tuple[Variant, Failure | None], ...], sent: int
) -> None:
    tasks = app_hello_check(replace(SITE, hello=hello), _shakes(*tries))
    assert [(str(t.observe.args[0]), t.endpoint.hello) for t in tasks] == [("192.0.2.99:443", None)] * sent  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("failure", "asked"),
    [(Failure.TIMEOUT, 0), (Failure.DNS_FAILED, 0), (Failure.NO_SUCH_NAME, 1)],
    ids=["silent", "out of order", "denied"],
)
def test_of_a_resolver_that_says_nothing_no_further_name_is_asked(failure: Failure, asked: int) -> None:
    """Its silence takes six seconds, and nothing rests on what only informs."""
    further = Endpoint("app/contacts", "app", Wire.TLS, 443, "contacts.example.org", weight=Weight.INFORMS)
    messenger = replace(APP, endpoints=(SITE, further))
    rows = [Observation(1, "app", SITE.id, Step.DNS, "site.example.org@system", 0, 6.0, failure, {}, 1)]
    assert len(informing_look(messenger, AttemptIndex(rows))) == asked


@pytest.mark.parametrize(("failure", "asked"), [(None, 0), (Failure.NO_ADDRESS, 0), (RESET, 1), (Failure.TIMEOUT, 1)])
def test_what_only_informs_is_asked_once_something_has_failed(failure: Failure | None, asked: int) -> None:
    """Once, and not where only the other family of addresses is missing."""
    further = Endpoint("app/contacts", "app", Wire.TLS, 443, "contacts.example.org", weight=Weight.INFORMS)
    messenger = replace(APP, endpoints=(SITE, further))
    rows = [Observation(1, "app", SITE.id, Step.TLS, "192.0.2.99:443", 0, 0.1, failure, {}, 1)]
    tasks = informing_look(messenger, AttemptIndex(rows))
    assert [t.endpoint for t in informing_look(messenger, AttemptIndex(()), {SITE.id})] == [further], "so far silent"
    assert informing_look(messenger, AttemptIndex(()), {further.id, "other/site"}) == []
    assert [task.endpoint for task in tasks] == [further] * asked
    seen = Observation(2, "app", further.id, Step.TLS, "192.0.2.98:443", 0, 0.1, failure, {}, 2)
    assert informing_look(messenger, AttemptIndex([*rows, seen])) == []
