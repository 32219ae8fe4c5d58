"""What is asked again: few answers among failures, what came slowly, what was refused."""

from datetime import date
from itertools import chain
from typing import Any

import pytest

from client_hellos import CHROME
from dialtone.engine.plan import Plan
from dialtone.engine.question import Question
from dialtone.engine.state import State, make_initial_state
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Control, Controls, Endpoint, Messenger, StatusPage, TrustedResolver
from dialtone.model.client_hello import ClientHello
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import AddressOrigin, Failure, Function, Place, StatusFormat, Step, Variant, Weight, Wire
from dialtone.probe.endpoint_probe import observe_endpoint
from dialtone.probe.journal import RunningStep
from engine.small_plan import make_messenger, make_plan
from engine.states import QUICK, asks, known, later, names, tried
from named_rows import named_rows
from shipped_catalogue import shipped_catalogue

CATALOGUE = shipped_catalogue()
CENTRES = tuple(Endpoint(f"app/dc{n}", "app", Wire.MTPROTO, 5222, None, (f"192.0.2.{n}",)) for n in range(1, 5))
RESET = Failure.RESET
SITE = Endpoint("app/site", "app", Wire.TLS, 443, "site.example.org")
APP = make_messenger(
    "app",
    *(*CENTRES, SITE),
    functions=(
        FunctionRule(Function.MESSAGES, (tuple(e.id for e in CENTRES),)),
        FunctionRule(Function.WEB, (("app/site",),)),
    ),
)


def _seen(answering: set[str]) -> list[Observation]:
    rows: list[Observation] = []
    for number, endpoint in enumerate(APP.endpoints, 1):
        failure = None if endpoint.id in answering else Failure.TIMEOUT
        if endpoint.wire is Wire.MTPROTO:
            rows += tried(endpoint, Step.MTPROTO, failure, attempt=number, transport="padded")
        else:
            rows += tried(endpoint, Step.TLS, failure, attempt=number)
    return rows


def _again(answering: set[str]) -> list[str]:
    return names(asks("server.luck", known(PLAN, _seen(answering)), APP))


def test_few_answers_among_failures_are_in_doubt() -> None:
    assert _again({"app/dc3"}) == ["app/dc3"]
    assert _again({"app/dc1", "app/dc3"}) == ["app/dc1", "app/dc3"]


def test_most_answers_and_the_only_one_that_was_asked_are_not() -> None:
    assert _again({"app/dc1", "app/dc2", "app/dc3", "app/site"}) == []
    assert _again({"app/site"}) == []
    assert _again(set()) == []


def test_the_same_target_in_the_same_framing() -> None:
    (task,) = asks("server.luck", known(PLAN, _seen({"app/dc3"})), APP)
    target = task.observe.args[0]  # type: ignore[attr-defined]
    assert (str(target), target.transport.value, target.origin.value) == ("192.0.2.3:5222", "padded", "built_in")


@pytest.mark.parametrize(("sent", "asked"), [((3, 3), ["app/relay"]), ((1, 1), []), ((2, 0), [])])
def test_a_relay_that_answered_few_of_its_datagrams_is_in_doubt(sent: tuple[int, int], asked: list[str]) -> None:
    relay = Endpoint("app/relay", "app", Wire.STUN, 3478, "relay.example.org", weight=Weight.RELAYS)
    rows = [
        tried(relay, Step.STUN, failure, attempt=n, sent=k)[-1]
        for n, (k, failure) in enumerate(zip(sent, (None, Failure.TIMEOUT), strict=True), 1)
        if k
    ]
    assert names(asks("server.luck", known(PLAN, rows), replace(APP, endpoints=(relay,), functions=()))) == asked


def _page(identifier: str, weight: Weight = Weight.DECIDES) -> Endpoint:
    messenger = "" if identifier.startswith("control") else identifier.partition("/")[0]
    host = identifier.replace("/", ".") + ".example.org"
    return Endpoint(identifier, messenger, Wire.HTTPS, 443, host, read_bytes=16_384, weight=weight)


PAGE, FILE, OTHER, NEUTRAL = _page("web/page"), _page("web/file", Weight.SPEED), _page("other/page"), _page("control/x")
WEB = make_messenger("web", PAGE, FILE)
ELSEWHERE = make_messenger("other", OTHER)
NEUTRALS = Controls((Control(replace(NEUTRAL, place=Place.FOREIGN)),), (), (), (), (), "example.com")
PLAN = make_plan(WEB, ELSEWHERE, controls=NEUTRALS)


_PAGES = ("page.early", "page.again", "page.further", "page.file", "page.domestic")


def _rounds(row: str, state: State, messenger: Messenger) -> tuple[list[list[str]], State]:
    rounds = [names(asks(row, state, messenger))]
    while rounds[-1]:
        state = later(state, asks(row, state, messenger))
        rounds.append(names(asks(row, state, messenger)))
    return rounds, state


def _read(endpoint: Endpoint, seconds: float, failure: Failure | None = None, lag: float = 0.0) -> list[Observation]:
    ends = (tried(endpoint, Step.FLOW, failure, attempt=n, bytes=16_384, flow_seconds=seconds, lag=lag) for n in (1, 2))
    return [steps[-1] for steps in ends]


def test_what_came_slowly_is_read_twice_more_and_with_it_the_further_pages() -> None:
    rounds, state = _rounds("page.again", known(PLAN, _read(PAGE, 2.0)), WEB)
    assert rounds == [["web/page", "web/file"], ["web/page"], []]
    state = replace(state, index=AttemptIndex([*_read(PAGE, 2.0), *_read(FILE, 2.0)]))
    assert _rounds("page.again", state, WEB)[0] == [["web/file"], []], "the second time"


def test_what_a_busy_computer_read_late_is_read_more_often() -> None:
    rounds, _ = _rounds("page.again", known(PLAN, _read(OTHER, 2.0, lag=1.9)), ELSEWHERE)
    assert [len(each) for each in rounds] == [1, 1, 1, 1, 0]


def test_what_stopped_sends_for_the_further_pages_and_once_for_pages_at_home_beside_it() -> None:
    state = known(PLAN, _read(PAGE, 0.1, Failure.STALLED))
    (further,) = asks("page.further", state, WEB)
    assert (further.endpoint, further.observe) == (FILE, observe_endpoint)
    (beside,) = asks("page.domestic", state, WEB)
    assert (beside.endpoint.id, beside.endpoint.read_bytes) == (PAGE.id, 65_536)
    assert asks("page.again", state, WEB) == asks("page.file", state, WEB) == []
    state = replace(later(state, [further, beside]), index=AttemptIndex(_read(FILE, 0.1, Failure.STALLED)))
    assert asks("page.further", state, WEB) == asks("page.domestic", state, WEB) == []


SCRIPT = replace(FILE, id="web/script", named_by="web/page", path="/files/")
NAMING = replace(WEB, endpoints=(PAGE, SCRIPT, FILE))
NAMED = replace(PLAN, messengers=(NAMING,), catalogue=replace(PLAN.catalogue, messengers=(NAMING,)))


def _ends(endpoint: Endpoint, size: int, **facts: Any) -> AttemptIndex:
    return AttemptIndex(tried(endpoint, Step.FLOW, bytes=size, flow_seconds=0.1, **facts))


def test_the_file_that_a_page_names_is_read_once() -> None:
    state = known(NAMED, _ends(PAGE, 1_400, named_path="/files/b.js"))
    (task,) = asks("page.file", state, NAMING)
    assert (task.endpoint.id, task.endpoint.path, task.observe) == ("web/script", "/files/b.js", observe_endpoint)
    assert asks("page.file", later(state, [task]), NAMING) == []


def test_a_file_is_not_read_where_the_page_came_from_no_address_that_the_app_gets() -> None:
    named = _ends(PAGE, 1_400, named_path="/files/b.js")
    elsewhere = [replace(o, facts={**o.facts, Fact.FROM: AddressOrigin.TRUSTED.value}) for o in named.steps]
    assert asks("page.file", known(NAMED, elsewhere), NAMING) == []


def test_a_page_that_is_too_short_sends_for_a_longer_one_whose_path_is_known() -> None:
    state = known(NAMED, _ends(PAGE, 1_542, complete=True))
    (task,) = asks("page.file", state, NAMING)
    assert (task.endpoint, task.observe) == (FILE, observe_endpoint)
    state = replace(later(state, [task]), index=_ends(FILE, 600, complete=True))
    assert asks("page.file", state, NAMING) == [], "there is no other"


def test_a_page_that_is_long_enough_sends_for_nothing() -> None:
    for ended in (_ends(PAGE, 32_768), _ends(PAGE, 24_000, complete=True)):
        assert not [row for row in _PAGES if asks(row, known(NAMED, ended), NAMING)]


def test_a_slow_file_is_read_as_often_as_a_page() -> None:
    named = _ends(PAGE, 1_400, named_path="/files/b.js")
    (task,) = asks("page.file", known(NAMED, named), NAMING)
    slow = [*named.steps, *(replace(o, number=10 + o.number, attempt=10 + o.attempt) for o in _read(SCRIPT, 2.0))]
    state = later(known(NAMED, slow), [task])
    first = asks("page.again", state, NAMING)
    assert [(q.endpoint.id, q.endpoint.path) for q in first] == [("web/script", "/files/b.js"), ("web/file", "/")]
    assert _rounds("page.again", state, NAMING)[0][1:] == [["web/script"], []]


def test_what_came_as_it_should_and_what_is_neutral_is_not_read_again() -> None:
    seen = [*_read(PAGE, 0.1), *_read(NEUTRAL, 2.0), *_read(OTHER, 2.0)]
    assert asks("page.again", known(PLAN, seen), WEB) == []
    assert names(asks("page.again", known(PLAN, seen), ELSEWHERE)) == ["other/page"]


def _coming(page: Endpoint, state: State) -> State:
    facts: Facts = {Fact.BYTES: 8_000, Fact.FLOW_SECONDS: 2.0}
    step = RunningStep(page.id, Step.FLOW, "192.0.2.1:443", state.now - 2.0, Variant.APP, facts, page.messenger)
    return replace(state, running_steps=(step,))


def test_what_comes_slowly_is_read_again_before_it_has_ended_and_half_a_second_later_once_more() -> None:
    state = _coming(PAGE, known(PLAN))
    first = asks("page.early", state, WEB)
    assert names(first) == ["web/page", "web/file"]
    assert all(q.endpoint.read_bytes == 65_536 for q in first)
    beside = [page for q in first for page in q.observe.args[0]]  # type: ignore[attr-defined]
    assert {(page.id, page.read_bytes) for page in beside} == {("control/x", 16_384)}, "it shows how fast the line is"
    soon = _coming(PAGE, later(state, first, seconds=0.4))
    assert asks("page.early", soon, WEB) == []
    second = asks("page.early", replace(soon, now=soon.now + 0.2), WEB)
    assert names(second) == ["web/page", "web/file"]
    third = _coming(PAGE, later(soon, second))
    assert asks("page.early", third, WEB) == []
    ended = replace(third, running_steps=(), index=AttemptIndex([*_read(PAGE, 2.0), *_read(FILE, 2.0)]))
    assert asks("page.again", ended, WEB) == [], "the first reading has ended, all follows already"


def test_a_first_reading_that_ends_between_leaves_the_second_further_one() -> None:
    state = _coming(PAGE, known(PLAN))
    ended = later(replace(state, index=AttemptIndex(_read(PAGE, 2.0))), asks("page.early", state, WEB))
    assert names(asks("page.again", ended, WEB)) == ["web/page"]


def test_what_is_read_again_already_begins_nothing_more_by_being_slow_and_what_is_neutral_never() -> None:
    state = _coming(PAGE, known(PLAN))
    begun = later(state, asks("page.early", state, WEB), seconds=0.4)
    assert asks("page.early", _coming(FILE, begun), WEB) == []
    assert asks("page.early", _coming(NEUTRAL, begun), WEB) == []


def test_a_file_that_comes_slowly_is_read_again_where_the_page_says_it_lies() -> None:
    state = known(NAMED, _ends(PAGE, 1_400, named_path="/files/b.js"))
    asked = later(state, asks("page.file", state, NAMING))
    found = [(q.endpoint.id, q.endpoint.path) for q in asks("page.early", _coming(SCRIPT, asked), NAMING)]
    assert found == [("web/script", "/files/b.js"), ("web/file", "/")]


ANCHORS = tuple(
    Endpoint(f"anchor/foreign-{n}", "", Wire.TCP, 443, None, (f"192.0.2.{n}",), place=Place.FOREIGN) for n in (1, 2)
)


def _connects(endpoint: Endpoint, *failures: Failure | None) -> list[Observation]:
    return [o for n, failure in enumerate(failures, 100) for o in tried(endpoint, Step.TCP, failure, attempt=n)]


def test_those_that_only_refuse_are_asked_calmly_beside_one_neutral_address() -> None:
    plan = replace(PLAN, catalogue=replace(PLAN.catalogue, controls=replace(NEUTRALS, anchors=ANCHORS)))
    refused = _connects(PAGE, Failure.REFUSED, Failure.RESET)
    state = known(plan, [*refused, *_connects(FILE, Failure.REFUSED, None)])
    (task,) = asks("server.refused", state, WEB)
    assert task.endpoint == PAGE
    assert task.observe.args[0] == (ANCHORS[0],)  # type: ignore[attr-defined]
    assert asks("server.refused", later(state, [task]), WEB) == [], "once"
    mixed = [*_connects(PAGE, Failure.REFUSED, Failure.TIMEOUT), *_connects(FILE, None)]
    assert asks("server.refused", known(plan, mixed), WEB) == []


def test_what_only_informs_is_not_asked_again_where_it_refuses() -> None:
    """No verdict rests on it, and a messenger's word would wait for it."""
    informs = replace(WEB, endpoints=(replace(PAGE, weight=Weight.INFORMS), FILE))
    state = known(PLAN, [*_connects(PAGE, Failure.REFUSED, Failure.RESET), *_connects(FILE, None)])
    assert asks("server.refused", state, informs) == []


def test_where_there_is_no_way_it_is_asked_again_as_long_as_anybody_answers() -> None:
    no_way = _connects(PAGE, Failure.UNREACHABLE)
    assert asks("server.refused", known(PLAN, no_way), WEB) == []
    assert names(asks("server.refused", known(PLAN, [*no_way, *_connects(FILE, None)]), WEB)) == [PAGE.id]


REACHED = tuple(replace(anchor, operator=anchor.id) for anchor in ANCHORS)
QUICK_PLAN = replace(PLAN, catalogue=replace(PLAN.catalogue, controls=replace(NEUTRALS, anchors=REACHED)))


def _refusals(seconds: float, *, times: int) -> AttemptIndex:
    rows = [o for n, e in enumerate(REACHED) for o in tried(e, Step.TCP, attempt=n, seconds=0.04, round_trip=0.04)]
    for n in range(10, 10 + times):
        rows += tried(PAGE, Step.TCP, Failure.REFUSED, attempt=n, seconds=seconds)
    return AttemptIndex(rows)


@pytest.mark.parametrize(("seconds", "times", "again"), [(0.01, 6, 0), (0.018, 6, 1), (0.04, 6, 1), (0.01, 5, 1)])
def test_who_plainly_refused_from_nearby_is_not_asked_again(seconds: float, times: int, again: int) -> None:
    """Nobody waits for a calm moment where no server can have been so quick, and chance is ruled out."""
    state = known(QUICK_PLAN, _refusals(seconds, times=times))
    assert len(asks("server.refused", state, WEB)) == again


def _resets_of_noise(*seconds: float) -> AttemptIndex:
    """Return what a check observes whose every first message to WhatsApp is reset, after these seconds."""
    rows = list(_refusals(0.0, times=0).steps)
    for n, after in enumerate(seconds, 10):
        rows += tried(CHAT, Step.NOISE, RESET, attempt=n, seconds=after, round_trip=0.04)
    return AttemptIndex(rows)


CHAT = Endpoint("web/chat", "web", Wire.WHATSAPP_NOISE, 5222, "chat.example.org")
WITH_CHAT = replace(WEB, endpoints=(*WEB.endpoints, CHAT))


@named_rows(
    ("seconds", "again"),
    {
        "all read late": ([0.027] * 6, [CHAT.id]),
        "one read in time": ([0.01, *[0.027] * 5], [CHAT.id]),
        "two read in time": ([0.01, 0.01, *[0.027] * 4], []),
        "never asked": ([], []),
    },
)
def test_resets_that_a_busy_computer_read_late_are_asked_again_in_calm(seconds: list[float], again: list[str]) -> None:
    """A device nearby had sent all of them within 8 ms, and read late they were blamed on the server as well."""
    state = known(QUICK_PLAN, _resets_of_noise(*seconds))
    assert names(asks("server.refused", state, WITH_CHAT)) == again


def test_where_connections_stand_too_soon_for_all_a_refusal_tells_no_distance() -> None:
    """A guard on this computer answers for everybody: how soon it refuses says nothing of who else does."""
    sites = [replace(NEUTRAL, id=f"control/{n}", place=Place.FOREIGN) for n in range(3)]
    controls = replace(NEUTRALS, sites=tuple(map(Control, sites)), anchors=REACHED)
    plan = replace(QUICK_PLAN, catalogue=replace(PLAN.catalogue, controls=controls))
    rows = [
        replace(o, seconds=0.001 if o.step is Step.TCP else 0.05)
        for n, e in enumerate(sites, 20)
        for o in tried(e, attempt=n)
    ]
    index = _refusals(0.01, times=6)
    assert asks("server.refused", known(plan, index), WEB) == []
    assert len(asks("server.refused", known(plan, [*index.steps, *rows]), WEB)) == 1


def _named_plan(site: Endpoint) -> tuple[Plan, Messenger]:
    messenger = replace(APP, endpoints=(site,), functions=(FunctionRule(Function.WEB, ((site.id,),)),))
    resolver = TrustedResolver("r", "r.test", ("192.0.2.1",), "/q", "made up", date(2026, 11, 24), ("192.0.2.2",))
    controls = replace(NEUTRALS, resolvers=(resolver,))
    return replace(PLAN, catalogue=replace(PLAN.catalogue, controls=controls)), messenger


def _shakes(*tries: tuple[Variant, Failure | None]) -> AttemptIndex:
    ends = [tried(SITE, Step.TLS, end, attempt=n, variant=variant) for n, (variant, end) in enumerate(tries, 1)]
    return AttemptIndex(chain.from_iterable(ends))


def _silent(endpoint: Endpoint) -> tuple[RunningStep, ...]:
    return (RunningStep(endpoint.id, Step.TLS, "192.0.2.99:443", 8.0, Variant.APP, {}, endpoint.messenger),)


def _named(failure: Failure | None, *, of_person: bool = False, neutral: Failure | None = None) -> list[str]:
    plan, messenger = _named_plan(replace(SITE, of_person=of_person))
    index = _shakes((Variant.APP, failure), (Variant.APP, failure), (Variant.NEUTRAL_NAME, neutral))
    return [question.row for question in asks("name.elsewhere_calm", known(plan, index), messenger)]


@pytest.mark.parametrize(
    ("neutral", "silent", "shown"), [(None, SITE.id, 1), (Failure.TIMEOUT, SITE.id, 0), (None, "app/other", 0)]
)
def test_a_silent_name_is_shown_elsewhere_after_a_neutral_one(neutral: Failure | None, silent: str, shown: int) -> None:
    plan, messenger = _named_plan(SITE)
    state = known(plan, _shakes((Variant.NEUTRAL_NAME, neutral)), steps=_silent(replace(SITE, id=silent)))
    assert names(asks("name.elsewhere", state, messenger)) == [SITE.id] * shown
    assert asks("name.elsewhere", replace(state, line=replace(QUICK, odd_silence=None)), messenger) == []


@pytest.mark.parametrize(("step", "since", "shown"), [(Step.TCP, 9.4, 1), (Step.TLS, 9.4, 1), (Step.TCP, 9.6, 0)])
def test_a_silent_name_is_shown_elsewhere_beside_a_silent_neutral_one(step: Step, since: float, shown: int) -> None:
    """Nobody waits until both have timed out: the address may be punished for the name."""
    plan, messenger = _named_plan(SITE)
    neutral = RunningStep(SITE.id, step, "192.0.2.99:443", since, Variant.NEUTRAL_NAME, {}, "app")
    assert names(asks("name.elsewhere", known(plan, steps=(*_silent(SITE), neutral)), messenger)) == [SITE.id] * shown


def test_of_several_silent_names_the_most_needed_is_shown_elsewhere() -> None:
    plan, messenger = _named_plan(SITE)
    first = Endpoint("app/chat", "app", Wire.TLS, 443, "chat.example.org")
    rules = (FunctionRule(Function.MESSAGES, ((first.id,),)), *messenger.functions)
    more = replace(messenger, endpoints=(first, SITE), functions=rules)
    silent = (*_silent(first), *_silent(SITE))
    neutral = [
        RunningStep(e.id, Step.TCP, "192.0.2.99:443", 9.0, Variant.NEUTRAL_NAME, {}, "app") for e in (SITE, first)
    ]
    assert asks("name.elsewhere", known(plan, steps=(*silent, neutral[0])), more) == []
    assert names(asks("name.elsewhere", known(plan, steps=(*silent, *neutral)), more)) == [first.id]


def test_a_name_is_shown_elsewhere_once() -> None:
    plan, messenger = _named_plan(SITE)
    seen = _shakes((Variant.NEUTRAL_NAME, None), *[(Variant.APP, RESET)] * 2)
    state = known(plan, seen, steps=_silent(SITE))
    (shown,) = asks("name.elsewhere", state, messenger)
    assert asks("name.elsewhere", later(state, [shown]), messenger) == []
    assert asks("name.elsewhere_calm", later(state, [shown]), messenger) == []


@pytest.mark.parametrize("failure", [Failure.RESET, Failure.TIMEOUT])
def test_a_name_that_dies_is_shown_elsewhere(failure: Failure) -> None:
    assert _named(failure) == ["name.elsewhere_calm"]


def test_a_name_that_dies_is_shown_elsewhere_at_once_if_nothing_is_needed_more() -> None:
    plan, messenger = _named_plan(SITE)
    cut = _shakes((Variant.APP, RESET), (Variant.APP, RESET), (Variant.NEUTRAL_NAME, None))
    assert names(asks("name.elsewhere", known(plan, cut), messenger)) == [SITE.id]
    first = Endpoint("app/chat", "app", Wire.TLS, 443, "chat.example.org")
    rules = (FunctionRule(Function.MESSAGES, ((first.id,),)), *messenger.functions)
    more = replace(messenger, endpoints=(first, SITE), functions=rules)
    assert asks("name.elsewhere", known(plan, cut), more) == [], "not heard yet"
    once = _shakes((Variant.APP, RESET), (Variant.NEUTRAL_NAME, None))
    assert asks("name.elsewhere", known(plan, once), messenger) == []
    assert asks("name.elsewhere", known(plan, _shakes((Variant.APP, None))), messenger) == [], "it was answered"
    silent = [(Variant.APP, Failure.TIMEOUT)] * 2
    looked = known(plan, _shakes(*silent, (Variant.NEUTRAL_NAME, None)))
    assert asks("name.elsewhere", looked, messenger) == [], "silence is looked at by its length"


def test_a_name_that_nothing_outlived_is_shown_elsewhere() -> None:
    """The address may be punished for it."""
    assert _named(Failure.RESET, neutral=Failure.RESET) == ["name.elsewhere_calm"]
    assert _named(Failure.TIMEOUT, neutral=Failure.TIMEOUT) == ["name.elsewhere_calm"]


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
    messenger = make_messenger("mail", endpoint)
    catalogue = replace(PLAN.catalogue, controls=replace(NEUTRALS, port_witnesses=WITNESSES))
    rows = [Observation(1, "mail", "mail/in", Step.TCP, f"192.0.2.1:{port}", 0, 1, failure, {}, 1)]
    rows += [Observation(9, "", w.id, Step.TCP, f"192.0.2.9:{w.port}", 0, 1, None, {}, 9) for w in seen]
    tasks = asks("control.port", known(replace(PLAN, catalogue=catalogue), rows), messenger)
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
    app = replace(APP, endpoints=CENTRES, status_page=StatusPage(page, StatusFormat.STATUSPAGE))
    failing = known(PLAN, _seen({"app/dc1"}))
    assert [q.endpoint for q in asks("server.status", failing, app)] == [page]
    assert asks("server.status", later(failing, asks("server.status", failing, app)), app) == [], "once"
    assert asks("server.status", known(PLAN, _seen({e.id for e in APP.endpoints})), app) == []
    assert asks("server.status", known(PLAN, _seen(set())), APP) == []


def test_a_server_was_heard_once_its_first_question_ended_and_not_with_any_other() -> None:
    """Its name, shown elsewhere, ends while its own handshake is still silent: no reason for another ClientHello."""
    first, other = (Question(row, SITE, observe_endpoint) for row in ("server.first", "name.elsewhere"))
    state = make_initial_state(PLAN, [first], seed=1)
    for question in (first, other):
        state = state.after_asking(question).after_starting(question)
    after_other = state.after_end(1)
    assert after_other.first_pending == {SITE.id}
    assert not after_other.after_end(0).first_pending


@named_rows(
    ("hello", "tries", "sent"),
    {
        "ours was answered": (CHROME, ((Variant.APP, None),), 1),
        "no profile": (None, ((Variant.APP, None),), 0),
        "nothing was tried": (CHROME, (), 0),
        "ours was cut": (CHROME, ((Variant.APP, RESET), (Variant.APP, None)), 0),
    },
)
def test_the_apps_own_client_hello_is_sent_once_where_ours_was_answered(
    hello: ClientHello | None, tries: tuple[tuple[Variant, Failure | None], ...], sent: int
) -> None:
    app, state = replace(APP, endpoints=(replace(SITE, hello=hello),)), known(PLAN, _shakes(*tries))
    tasks = asks("app_handshake.browser", state, app)
    assert asks("app_handshake.browser", later(state, tasks), app) == []
    assert (
        asks("app_handshake.browser", replace(state, queue=(Question("server.first", SITE, observe_endpoint),)), app)
        == []
    ), "it is still asked"
    assert [(str(t.observe.args[0]), t.endpoint.hello) for t in tasks] == [("192.0.2.99:443", None)] * sent  # type: ignore[attr-defined]


FURTHER = Endpoint("app/contacts", "app", Wire.TLS, 443, "contacts.example.org", weight=Weight.INFORMS)


@named_rows(
    ("failure", "asked"),
    {"silent": (Failure.TIMEOUT, 0), "out of order": (Failure.DNS_FAILED, 0), "denied": (Failure.NO_SUCH_NAME, 1)},
)
def test_of_a_resolver_that_says_nothing_no_further_name_is_asked(failure: Failure, asked: int) -> None:
    """Its silence takes six seconds, and nothing rests on what only informs."""
    messenger = replace(APP, endpoints=(SITE, FURTHER))
    rows = [Observation(1, "app", SITE.id, Step.DNS, "site.example.org@system", 0, 6.0, failure, {}, 1)]
    assert len(asks("server.informs", known(PLAN, rows), messenger)) == asked


@pytest.mark.parametrize(("failure", "asked"), [(None, 0), (Failure.NO_ADDRESS, 0), (RESET, 1), (Failure.TIMEOUT, 1)])
def test_what_only_informs_is_asked_once_something_has_failed(failure: Failure | None, asked: int) -> None:
    """Once, and not where only the other family of addresses is missing."""
    messenger = replace(APP, endpoints=(SITE, FURTHER))
    rows = [Observation(1, "app", SITE.id, Step.TLS, "192.0.2.99:443", 0, 0.1, failure, {}, 1)]
    state = known(PLAN, rows)
    assert [q.endpoint for q in asks("server.informs", state, messenger)] == [FURTHER] * asked
    assert [q.endpoint for q in asks("server.informs", known(PLAN, steps=_silent(SITE)), messenger)] == [FURTHER]
    assert asks("server.informs", known(PLAN, steps=_silent(FURTHER)), messenger) == []
    assert asks("server.informs", later(state, asks("server.informs", state, messenger)), messenger) == []


def test_what_only_informs_is_not_asked_while_another_server_may_answer() -> None:
    """Nor once one has: any answer shows that the messenger lives."""
    second = Endpoint("app/second", "app", Wire.TLS, 443, "second.example.org")
    messenger = replace(APP, endpoints=(SITE, second, FURTHER))
    row = Observation(1, "app", SITE.id, Step.TLS, "192.0.2.99:443", 0, 0.1, RESET, {}, 1)
    state = known(PLAN, [row])
    assert names(asks("server.informs", state, messenger)) == [FURTHER.id]
    awaited = replace(state, queue=tuple(Question("server.first", e, observe_endpoint) for e in (SITE, second)))
    assert asks("server.informs", awaited, messenger) == []
    assert names(asks("server.informs", replace(awaited, running_steps=_silent(second)), messenger)) == [FURTHER.id]
    answer = replace(row, number=2, endpoint=second.id, attempt=2, failure=None)
    assert asks("server.informs", known(PLAN, [row, answer]), messenger) == []
