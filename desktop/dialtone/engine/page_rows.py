"""Pages that are read again because they came slowly or stopped, beside neutral pages, and further pages with them."""

from collections.abc import Iterator, Sequence
from functools import partial

from dialtone.engine.plan import Plan, is_abroad_or_home
from dialtone.engine.question import CONTROLS, Question
from dialtone.engine.server_rows import find_app_answer
from dialtone.engine.state import State
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import (
    count_slow_readings,
    find_fastest_rate,
    find_named_file,
    page_came_fast_once,
    page_came_slowly,
    page_is_too_short,
    page_kept_up_or_is_far,
    page_stopped,
)
from dialtone.judge.readings import pages
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact, number_of
from dialtone.model.frozen import replace
from dialtone.model.thresholds import REPEATED
from dialtone.model.vocabulary import Place, Step, Variant, Weight
from dialtone.probe.context import ProbeContext
from dialtone.probe.endpoint_probe import observe_control, observe_endpoint
from dialtone.probe.journal import RunningStep
from dialtone.probe.paired_probes import read_with_controls

REREADS = frozenset({"page.again", "page.early", "page.domestic"})
"""Rows whose readings must not compete with each other for the line."""
_COUNTED_READINGS = ("page.again", "page.early", "page.further")
"""Rows whose readings of a page count towards the limit of its readings."""
_LATER_READINGS = (*_COUNTED_READINGS, "page.file")  # all rows that read a page after the first questions


def list_slow_pages(state: State, after: float) -> list[str]:
    """Return the endpoints whose page has clearly come slowly for `after` seconds, and is still coming."""
    first_readings = (s for s in state.running_steps if s.step is Step.FLOW and s.variant is Variant.APP)
    return [reading.endpoint for reading in first_readings if _comes_slowly(state, reading, after)]


def _comes_slowly(state: State, reading: RunningStep, after: float) -> bool:
    """Return whether a page has come at a low rate for `after` seconds, without this computer's own delays."""
    limits, facts = state.limits.slow, reading.facts
    seconds = state.now - reading.started
    line_seconds = seconds - number_of(facts, Fact.LAG)
    is_low_rate = 0 < number_of(facts, Fact.BYTES) <= limits.rate * line_seconds
    is_recent = seconds - number_of(facts, Fact.FLOW_SECONDS) <= limits.fresh
    return line_seconds >= after and is_low_rate and is_recent


def list_odd_pages(state: State) -> list[str]:
    """Return the slow pages that nothing explains: none in a quiet check, and none where the line is slow for all."""
    line = state.line
    if state.plan.is_quiet or line.odd_silence is None or line.narrow or line.makes_all_wait:
        return []
    return list_slow_pages(state, line.odd_silence)


def ask_neutral_pages(state: State) -> Iterator[Question]:
    """Read two neutral pages, a moment apart, if every handshake was slow and a page comes slowly.

    They are read before any page is read again. Where connections share a full line, the line itself is the baseline.
    """
    line, limits = state.line, state.limits
    if state.plan.is_quiet or not line.makes_all_wait or line.shared or state.has_asked("page.neutral", CONTROLS):
        return
    slow = set(list_slow_pages(state, limits.slow.neutral_after))
    if slow.isdisjoint(e.id for m in state.plan.messengers for e in m.endpoints):
        return
    answering_first = sorted(_list_ordinary_sites(state), key=lambda e: state.index.answer(e) is None)
    for nth, page in enumerate(answering_first[: limits.retries.pages_abroad]):
        yield Question("page.neutral", page, observe_control, not_before=state.now + nth * limits.slow.apart)


def ask_domestic_page(state: State) -> Iterator[Question]:
    """Read one page at home, if all that is abroad is slow, the handshakes or every page of several ordinary sites.

    It tells a narrow line from one on which only what is abroad is slowed.
    """
    if not state.plan.country or state.line.filled or state.has_asked("page.home", CONTROLS):
        return
    if state.line.narrow or _all_come_slowly(state):
        for page in list_domestic_pages(state.plan)[:1]:
            size = min(page.read_bytes, state.limits.retries.home_bytes)
            yield Question("page.home", replace(page, read_bytes=size), observe_control)


def _all_come_slowly(state: State) -> bool:
    """Return whether several ordinary sites were read, and the page of each came slowly or comes slowly so far."""
    slow = list_slow_pages(state, state.limits.slow.neutral_after)
    read = [e for e in _list_ordinary_sites(state) if e.id in slow or pages(state.index.attempts_at(e))]
    return len(read) >= REPEATED and all(e.id in slow or page_came_slowly(state.index, e) for e in read)


def ask_slow_pages_early(state: State, messenger: Messenger) -> Iterator[Question]:
    """Read slow and unread pages beside neutral ones, and again half a second later, if a page comes slowly so far.

    Two moments are less likely to be bad than one. Each reading has its own neutral pages beside it.
    """
    odd = list_odd_pages(state)
    for page in messenger.endpoints:
        if page.id in odd:
            slow_page = _with_named_path(state, messenger, page)
            for page_to_read in _list_early_readings(state, messenger, page):
                if state.times_asked(page_to_read, *_COUNTED_READINGS) < state.limits.retries.read:
                    yield _make_question("page.early", state, messenger, slow_page, page_to_read)


def _list_early_readings(state: State, messenger: Messenger, page: Endpoint) -> list[Endpoint]:
    """Return the pages to read now because `page` comes slowly.

    At first they are that page and the unread ones. A while later they are that page and the ones that were read early.
    """
    times = state.asked.get(("page.early", page.id), ())
    if times:
        if state.now - times[0] < state.limits.slow.apart:
            return []
        return [page, *(e for e in messenger.endpoints if e != page and state.times_asked(e, "page.early"))]
    if state.times_asked(page, *_COUNTED_READINGS):
        return []
    return [page, *_list_unread_pages(state, messenger)]


def ask_slow_pages_again(state: State, messenger: Messenger) -> Iterator[Question]:
    """Read slow pages beside neutral ones until the cause is settled, and unread pages once, if a page came slowly."""
    for page in _list_read_pages(state, messenger):
        if not _is_slow_still(state, page):
            continue
        once_more = [page] if state.times_asked(page, *_COUNTED_READINGS) < _max_readings(state, page) else []
        for page_to_read in (*once_more, *_list_unread_pages(state, messenger)):
            yield _make_question("page.again", state, messenger, page, page_to_read)


def _is_slow_still(state: State, page: Endpoint) -> bool:
    """Return whether a page came slowly, and neither kept up with a neutral page since nor is far away."""
    return page_came_slowly(state.index, page) and not page_kept_up_or_is_far(state.index, state.controls, page)


def _max_readings(state: State, page: Endpoint) -> int:
    """Return how often a slow page may be read again: `read` times, less or more often in two cases.

    Less often once a reading came about as fast as a neutral page: then only a doubt remains. More often if too few
    readings count as slow, as on a busy computer, and no early reading of the page is still open.
    """
    retries = state.limits.retries
    if page_came_fast_once(state.index, state.controls, page):
        return retries.read_not_slow
    is_read_early = any(q.row == "page.early" and q.endpoint.id == page.id for q in state.open_questions)
    lacks_slow_readings = count_slow_readings(state.index, page) < retries.read
    return retries.read_in_doubt if lacks_slow_readings and not is_read_early else retries.read


def is_still_wanted(state: State, question: Question) -> bool:
    """Return whether a question is still worth asking: unless its slow page has since kept up, or is far away."""
    return question.because is None or not page_kept_up_or_is_far(state.index, state.controls, question.because)


def may_read_again(state: State) -> bool:
    """Return whether one more page may be read again now.

    A few are read at once, but one at a time on a shared line. All wait for the neutral pages, though not for long.
    """
    limits = state.limits
    reading = sum(r.question.row in REREADS for r in state.running.values())
    if reading >= (1 if state.line.shared else limits.retries.read_at_once):
        return False
    # the neutral pages may show that no page need be read again
    began = state.first_asked.get(("page.neutral", CONTROLS), 0.0)
    neutral_is_open = any(q.row == "page.neutral" for q in state.open_questions)
    return not neutral_is_open or state.now >= began + limits.slow.neutral_longest


def ask_further_pages(state: State, messenger: Messenger) -> Iterator[Question]:
    """Read the messenger's further pages, if a page stopped."""
    if _list_stopped_pages(state, messenger):
        yield from (Question("page.further", e, observe_endpoint) for e in _list_unread_pages(state, messenger))


def ask_named_files(state: State, messenger: Messenger) -> Iterator[Question]:
    """Read a named file, or a longer page, if a page came well and names a file, or is too short to time.

    A page that came only from addresses that the app does not get says nothing about how fast files come to the app.
    """
    for page in _list_read_pages(state, messenger):
        is_for_app = find_app_answer(page, state.index) is not None
        if not is_for_app or page_stopped(state.index, page) or _is_slow_still(state, page):
            continue
        unread = _list_unread_pages(state, messenger)
        files = [e for e in unread if e.named_by == page.id]
        wanted = files or (unread[:1] if page_is_too_short(state.index, page) else [])
        yield from (Question("page.file", e, observe_endpoint) for e in wanted)


def ask_stopped_page(state: State, messenger: Messenger) -> Iterator[Question]:
    """Read the first stopped page again beside domestic pages, if a page stopped early.

    A filter of foreign traffic would not stop domestic pages, and any page that goes on shows that the line is up.
    """
    if state.has_asked("page.domestic", messenger.id):
        return
    for page in _list_stopped_pages(state, messenger)[:1]:
        controls = (*list_domestic_pages(state.plan), *_choose_pair_abroad(state, page))
        read = partial(read_with_controls, controls, _list_answering_targets(state))
        yield Question("page.domestic", _lengthen_reading(page, state.plan), read)


def _choose_pair_abroad(state: State, page: Endpoint) -> Sequence[Endpoint]:
    """Return a neutral page of this page's hosting company and an ordinary one; none if the company has none.

    If the company's page stops as well and the ordinary one does not, the company is filtered and not this page alone.
    One of each shows that.
    """
    of_host = _list_sites_of_host(state, page)
    return (*_choose_ordinary_sites(state)[:1], of_host[0]) if of_host else ()


def _list_stopped_pages(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the pages that stopped early and did not only come slowly."""
    read = _list_read_pages(state, messenger)
    return [page for page in read if page_stopped(state.index, page) and not _is_slow_still(state, page)]


def _list_read_pages(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the messenger's pages that were read and about which no question is open, except early readings."""
    read = [e for e in messenger.endpoints if any(t.find(Step.FLOW) for t in state.index.attempts_at(e))]
    if not read:
        return []
    open_now = {q.endpoint.id for q in state.list_open_about(messenger.id) if not q.proxied and q.row != "page.early"}
    return [_with_named_path(state, messenger, e) for e in read if e.id not in open_now]


def _make_question(row: str, state: State, messenger: Messenger, slow: Endpoint, page: Endpoint) -> Question:
    beside = (*_choose_ordinary_sites(state), *_list_sites_of_host(state, slow))
    read = partial(_read_as_line_allows, beside, _list_answering_targets(state))
    page_to_read = _lengthen_reading(_with_named_path(state, messenger, page), state.plan)
    return Question(row, page_to_read, read, because=slow)


def _list_answering_targets(state: State) -> frozenset[str]:
    """Return the targets at which a page was answered: of a server's addresses in IPv4 and IPv6, one may be silent."""
    return frozenset(o.target for o in state.index.steps if o.step is Step.HTTP and o.ok)


async def _read_as_line_allows(
    controls: tuple[Endpoint, ...], preferred: frozenset[str], tools: ProbeContext, endpoint: Endpoint
) -> None:
    """Read a page beside its controls; on a shared line alone, then beside one, while it is slower than the line."""
    if not tools.pace.is_shared:
        await read_with_controls(controls, preferred, tools, endpoint)
        return
    for few_controls in ((), controls[:1]):
        fastest = find_fastest_rate(AttemptIndex(tools.journal.observations), endpoint)
        if fastest and tools.pace.is_slower_than_line(fastest):
            await read_with_controls(few_controls, preferred, tools, endpoint)


def _list_unread_pages(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the pages that serve only to time the messenger, were not read yet, and have a known path."""
    unread = [e for e in messenger.endpoints if e.weight is Weight.SPEED and not state.times_asked(e, *_LATER_READINGS)]
    return [page for page in (_with_named_path(state, messenger, e) for e in unread) if page.path]


def _with_named_path(state: State, messenger: Messenger, page: Endpoint) -> Endpoint:
    """Return a page with the path that another page names for it, or an empty path if none is named."""
    if not page.named_by:
        return page
    naming = next((e for e in messenger.endpoints if e.id == page.named_by), None)
    return replace(page, path=find_named_file(state.index, naming) if naming is not None else "")


def _choose_ordinary_sites(state: State) -> list[Endpoint]:
    """Return the pages of ordinary sites abroad to read beside a page: those that answered, if any did."""
    ordinary = _list_ordinary_sites(state)
    answering = [e for e in ordinary if state.index.answer(e) is not None] or ordinary
    return answering[: state.limits.retries.pages_abroad]


def _list_sites_of_host(state: State, page: Endpoint) -> list[Endpoint]:
    """Return the neutral pages of a page's hosting company, which are slow as well if that company is slowed.

    The company is known if it owns all addresses at which the page was requested.
    """
    asked = state.index.attempts_at(page)
    hosts = {o.id for o in state.controls.operators if asked and all(o.has(t.address) for t in asked)}
    return [e for e in _list_readable_sites(state) if e.cdn and e.operator in hosts]


def _list_ordinary_sites(state: State) -> list[Endpoint]:
    return [e for e in _list_readable_sites(state) if not e.cdn]


def _list_readable_sites(state: State) -> list[Endpoint]:
    return [c.endpoint for c in state.controls.sites if c.endpoint.read_bytes and c.place is Place.FOREIGN]


def _lengthen_reading(page: Endpoint, plan: Plan) -> Endpoint:
    """Return a page that is read as far as any second reading, so that its first round trips count for less."""
    # The app's own ClientHello is sent only after the first reading.
    return replace(page, read_bytes=max(page.read_bytes, plan.limits.retries.reread_bytes), hello=None)


def list_domestic_pages(plan: Plan) -> tuple[Endpoint, ...]:
    """Return some domestic sites, to be read as far as the speed controls abroad; none if those have no page."""
    sites = plan.catalogue.controls.sites
    size = max((c.endpoint.read_bytes for c in sites), default=0)
    near = (c.endpoint for c in sites if c.place is Place.DOMESTIC and is_abroad_or_home(c, plan.country))
    return tuple(replace(e, read_bytes=size) for e in near)[: plan.limits.retries.pages_at_home] if size else ()
