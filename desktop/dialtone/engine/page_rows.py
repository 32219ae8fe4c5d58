"""Pages that are read again because they came slowly or stopped, beside neutral pages, and further pages with them.

The docstring of a row says when it asks, then, after the colon, what: docs/timing.md shows the first part.
"""

from collections.abc import Iterator
from functools import partial

from dialtone.engine.plan import Plan, is_near
from dialtone.engine.question import Question
from dialtone.engine.state import State
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import (
    came_slowly,
    cannot_be_slow,
    fastest_reading,
    is_settled,
    named_file,
    slow_readings,
    stopped,
    was_too_short,
)
from dialtone.judge.readings import pages
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact, number_of
from dialtone.model.frozen import replace
from dialtone.model.thresholds import REPEATED
from dialtone.model.vocabulary import Place, Step, Variant, Weight
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.endpoint_probe import observe_control, observe_endpoint
from dialtone.probe.journal import RunningStep
from dialtone.probe.paired_probes import read_with_controls

READS = frozenset({"page.again", "page.early", "page.domestic"})
"""Rows whose readings must not compete with each other for the line."""
_READING_ROWS = ("page.again", "page.early", "page.further")
_PAGE_ROWS = (*_READING_ROWS, "page.file")


def slow_pages(state: State, after: float) -> list[str]:
    """Return the endpoints whose page has clearly come slowly for `after` seconds, and is still coming.

    A page that no longer comes may have stopped, which is a different question.
    """
    return [
        s.endpoint
        for s in state.steps
        if s.step is Step.FLOW and s.variant is Variant.APP and _is_slow(state, s, after)
    ]


def _is_slow(state: State, reading: RunningStep, after: float) -> bool:
    """Return whether a page has come at a low rate for `after` seconds, and its last data is recent.

    The time in which this computer was late to read is not counted: it says nothing about the line.
    """
    limits, took = state.limits.slow, state.now - reading.started
    line_seconds = took - number_of(reading.facts, Fact.LAG)
    received, last_received = number_of(reading.facts, Fact.BYTES), number_of(reading.facts, Fact.FLOW_SECONDS)
    return line_seconds >= after and 0 < received <= limits.rate * line_seconds and took - last_received <= limits.fresh


def odd_pages(state: State) -> list[str]:
    """Return the slow pages that nothing explains: none in a quiet check, and none where the line is slow for all."""
    line = state.line
    if state.plan.quiet or line.odd_silence is None or line.narrow or line.makes_all_wait:
        return []
    return slow_pages(state, line.odd_silence)


def neutral_pages(state: State) -> Iterator[Question]:
    """Every handshake was slow, and a page comes slowly: two neutral pages, a moment apart, before any is read again.

    Not where connections share a full line: there pages are read one at a time, and the line itself is the baseline.
    """
    line, limits = state.line, state.limits
    if state.plan.quiet or not line.makes_all_wait or line.shared or state.has_asked("page.neutral", ""):
        return
    slow = set(slow_pages(state, limits.slow.neutral_after))
    if slow.isdisjoint(e.id for m in state.plan.messengers for e in m.endpoints):
        return
    _, ordinary = _readable_sites(state)
    answering_first = sorted(ordinary, key=lambda e: state.index.answer(e) is None)  # some have not answered yet
    for nth, page in enumerate(answering_first[: limits.retries.pages_abroad]):
        yield Question("page.neutral", page, observe_control, not_before=state.now + nth * limits.slow.apart)


def domestic_page(state: State) -> Iterator[Question]:
    """All that is abroad is slow, the handshakes or every page of several ordinary sites: read one page at home.

    It tells a narrow line from one on which only what is abroad is slowed. Not while connections share a full line, nor
    where no country was named: a page of another country is abroad as well.
    """
    if not state.plan.country or state.line.filled or state.has_asked("page.home", ""):
        return
    if state.line.narrow or _all_come_slowly(state):
        for page in pages_at_home(state.plan)[:1]:
            size = min(page.read_bytes, state.limits.retries.home_bytes)
            yield Question("page.home", replace(page, read_bytes=size), observe_control)


def _all_come_slowly(state: State) -> bool:
    """Return whether several ordinary sites were or are being read, and each came slowly so far."""
    _, ordinary = _readable_sites(state)
    slow = slow_pages(state, state.limits.slow.neutral_after)
    read = [e for e in ordinary if e.id in slow or pages(state.index.of(e))]
    return len(read) >= REPEATED and all(e.id in slow or came_slowly(state.index, e) for e in read)


def slow_pages_so_far(state: State, messenger: Messenger) -> Iterator[Question]:
    """A page comes slowly so far: that page and the further ones, and the same again half a second later.

    Two moments are less likely to be bad than one. Each reading has its own neutral pages beside it.
    """
    odd = odd_pages(state)
    for page in messenger.endpoints:
        if page.id not in odd:
            continue
        times = state.asked.get(("page.early", page.id), ())
        if times:
            if state.now - times[0] < state.limits.slow.apart:
                continue
            to_read = [page, *(e for e in messenger.endpoints if e != page and state.times_asked(e, "page.early"))]
        elif state.times_asked(page, *_READING_ROWS):
            continue
        else:
            to_read = [page, *_unread_pages(state, messenger)]
        slow_page = _with_path(state, messenger, page)
        for page_to_read in to_read:
            if state.times_asked(page_to_read, *_READING_ROWS) < state.limits.retries.read:
                yield _reading_question("page.early", state, messenger, slow_page, page_to_read)


def slow_pages_again(state: State, messenger: Messenger) -> Iterator[Question]:
    """A page came slowly: that page beside simultaneous neutral ones, until that settles it, and the further pages."""
    for page in _pages_read(state, messenger):
        if not _is_slow_still(state, page):
            continue
        once_more = [page] if state.times_asked(page, *_READING_ROWS) < _most_readings(state, page) else []
        for page_to_read in (*once_more, *_unread_pages(state, messenger)):
            yield _reading_question("page.again", state, messenger, page, page_to_read)


def _is_slow_still(state: State, page: Endpoint) -> bool:
    """Return whether a page came slowly, and further readings could still show that it is not slowed."""
    return came_slowly(state.index, page) and not is_settled(state.index, state.controls, page)


def _most_readings(state: State, page: Endpoint) -> int:
    """Return how often a page is read again: more often if this computer was too busy for a conclusion."""
    retries = state.limits.retries
    if cannot_be_slow(state.index, state.controls, page):
        return retries.read_not_slow
    early = any(q.row == "page.early" and q.endpoint.id == page.id for q in state.open())
    doubtful = slow_readings(state.index, page) < retries.read and not early
    return retries.read_in_doubt if doubtful else retries.read


def is_wanted(state: State, question: Question) -> bool:
    """Return whether it is still undecided whether a page is slowed: later readings may have settled it."""
    return question.because is None or not is_settled(state.index, state.controls, question.because)


def may_read_again(state: State) -> bool:
    """Return whether one more page may be read again: a few at once, but one at a time on a shared line.

    Wait for the neutral pages that serve as a baseline for all, as they may make it unnecessary.
    """
    limits = state.limits
    reading = sum(r.question.row in READS for r in state.running.values())
    if reading >= (1 if state.line.shared else limits.retries.read_at_once):
        return False
    began = state.asked_of.get(("page.neutral", ""), 0.0)
    neutral = any(q.row == "page.neutral" for q in state.open())
    return not neutral or state.now >= began + limits.slow.neutral_longest


def further_pages(state: State, messenger: Messenger) -> Iterator[Question]:
    """A page stopped: the messenger's further pages."""
    for page in _pages_read(state, messenger):
        if stopped(state.index, page) and not _is_slow_still(state, page):
            yield from (Question("page.further", e, observe_endpoint) for e in _unread_pages(state, messenger))


def named_files(state: State, messenger: Messenger) -> Iterator[Question]:
    """A page came well and names a file, or is too short to time: that file, or a longer page."""
    for page in _pages_read(state, messenger):
        if stopped(state.index, page) or _is_slow_still(state, page):
            continue
        unread = _unread_pages(state, messenger)
        files = [e for e in unread if e.named_by == page.id]
        wanted = files or (unread[:1] if was_too_short(state.index, page) else [])
        yield from (Question("page.file", e, observe_endpoint) for e in wanted)


def stopped_page(state: State, messenger: Messenger) -> Iterator[Question]:
    """A page stopped early: that page beside pages of the country that was named, or of Russia where none was.

    No filter of foreign traffic would stop those at home. Wherever they are, one that goes on shows that the line does.
    If its hosting company has a control, beside that as well.
    """
    if state.has_asked("page.domestic", messenger.id):
        return
    for page in _pages_read(state, messenger):
        if stopped(state.index, page) and not _is_slow_still(state, page):
            ordinary, of_host = _controls_for(state, page)
            abroad = (*ordinary[:1], *of_host[-1:]) if of_host else ()
            controls = (*pages_at_home(state.plan), *abroad)
            read = partial(read_with_controls, controls, _answering_targets(state))
            yield Question("page.domestic", _read_in_full(page, state.plan), read)
            return


def _pages_read(state: State, messenger: Messenger) -> Iterator[Endpoint]:
    """Yield the pages of a messenger that were read and are not being read now, with the paths that were learnt."""
    read = [e for e in messenger.endpoints if any(t.find(Step.FLOW) for t in state.index.of(e))]
    if not read:
        return
    open_now = {q.endpoint.id for q in state.open_of(messenger.id) if not q.proxied and q.row != "page.early"}
    yield from (_with_path(state, messenger, e) for e in read if e.id not in open_now)


def _reading_question(row: str, state: State, messenger: Messenger, slow: Endpoint, page: Endpoint) -> Question:
    """Return the question that reads a page beside the neutral pages that suit the slow one."""
    ordinary, of_host = _controls_for(state, slow)
    read = partial(_read_with_others, (*ordinary, *of_host), _answering_targets(state))
    whole_page = _read_in_full(_with_path(state, messenger, page), state.plan)
    return Question(row, whole_page, read, because=slow)


def _answering_targets(state: State) -> frozenset[str]:
    """Return the targets at which a page was answered: of a server's addresses in IPv4 and IPv6, one may be silent."""
    return frozenset(o.target for o in state.index.steps if o.step is Step.HTTP and o.ok)


async def _read_with_others(
    others: tuple[Endpoint, ...], answering: frozenset[str], tools: ProbeContext, names: Lookups, endpoint: Endpoint
) -> None:
    """Read a page beside others. On a shared line, read it alone, and beside one other if it came slowly again."""
    if not tools.pace.is_shared:
        await read_with_controls(others, answering, tools, names, endpoint)
        return
    for controls in ((), others[:1]):
        fastest = fastest_reading(AttemptIndex(tools.journal.observations), endpoint)
        if fastest and tools.pace.is_slower_than_line(fastest):
            await read_with_controls(controls, answering, tools, names, endpoint)


def _unread_pages(state: State, messenger: Messenger) -> list[Endpoint]:
    """Return the messenger's further pages that have not been read yet and whose paths are known."""
    unread = [e for e in messenger.endpoints if e.weight is Weight.SPEED and not state.times_asked(e, *_PAGE_ROWS)]
    return [e for e in (_with_path(state, messenger, each) for each in unread) if e.path]


def _with_path(state: State, messenger: Messenger, page: Endpoint) -> Endpoint:
    """Return a page with the path that another page names for it, or an empty path if none is named."""
    if not page.named_by:
        return page
    naming = next((e for e in messenger.endpoints if e.id == page.named_by), None)
    return replace(page, path=named_file(state.index, naming) if naming is not None else "")


def _controls_for(state: State, page: Endpoint) -> tuple[list[Endpoint], list[Endpoint]]:
    """Return the neutral pages to read beside a page: of ordinary sites abroad, and of its own hosting company.

    Ordinary sites that answered are preferred. The company is known if all addresses at which the page was asked for
    are its: its other pages are slow too where the company is slowed rather than the messenger.
    """
    readable, ordinary = _readable_sites(state)
    answering = [e for e in ordinary if state.index.answer(e) is not None] or ordinary
    asked = state.index.of(page)
    hosts = {o.id for o in state.controls.operators if asked and all(o.has(t.address) for t in asked)}
    of_host = [e for e in readable if e.cdn and e.operator in hosts]
    return answering[: state.limits.retries.pages_abroad], of_host


def _readable_sites(state: State) -> tuple[list[Endpoint], list[Endpoint]]:
    """Return the sites abroad that have a page to read; then those of them that are not on a CDN."""
    sites = state.controls.sites
    readable = [c.endpoint for c in sites if c.endpoint.read_bytes and c.place is Place.FOREIGN]
    return readable, [e for e in readable if not e.cdn]


def _read_in_full(page: Endpoint, plan: Plan) -> Endpoint:
    """Return a page to be read as far as second readings go: the further, the less its first round trips count.

    The app's own ClientHello is sent only after the first reading.
    """
    return replace(page, read_bytes=max(page.read_bytes, plan.limits.retries.reread_bytes), hello=None)


def pages_at_home(plan: Plan) -> tuple[Endpoint, ...]:
    """Return some domestic sites, to be read as far as the speed controls abroad."""
    sites = plan.catalogue.controls.sites
    size = max((c.endpoint.read_bytes for c in sites), default=0)
    near = (c.endpoint for c in sites if c.place is Place.DOMESTIC and is_near(c, plan.country))
    return tuple(replace(e, read_bytes=size) for e in near)[: plan.limits.retries.pages_at_home] if size else ()
