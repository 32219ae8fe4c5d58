"""Which endpoints wait for a moment, and are asked only where what came first leaves a doubt."""

from collections.abc import Callable

import anyio

from dialtone.engine.concurrency import comes, comes_while_busy
from dialtone.engine.plan import Plan, Turn, is_near, own_page
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import foreign_controls_answer, home_answers, nothing_abroad_answers, page_is_as_expected
from dialtone.model.vocabulary import Place
from dialtone.probe.line_pace import LinePace


class Turns:
    """Decides, while a check runs, what of the later turns is asked at all."""

    def __init__(self, plan: Plan, pace: LinePace, index: Callable[[], AttemptIndex]) -> None:
        self._controls, self._limits = plan.catalogue.controls, plan.limits.check
        self._own_page = own_page(plan)
        self._pace, self._index = pace, index
        near = [c for c in self._controls.sites if is_near(c, plan.country)]
        self._near = frozenset(c.endpoint.id for c in near)
        self._first = frozenset(c.endpoint.id for c in near if c.place is Place.FOREIGN and not c.reserve)
        self._foreign_fine, self._foreign_known = anyio.Event(), anyio.Event()
        self._home_fine, self._home_known = anyio.Event(), anyio.Event()
        """Fine: enough of them answer. Known: so it is, or all of them are done, and no moment need be waited for."""
        self._page_fine, self._page_known = anyio.Event(), anyio.Event()
        self._decided, self._doubt = anyio.Event(), False

    def note(self, pending: set[str]) -> None:
        """Look at what was observed since; `pending` are the ids of neutral endpoints that are still asked."""
        index = self._index()
        if not self._foreign_fine.is_set() and foreign_controls_answer(index, self._controls):
            self._foreign_fine.set()
        if not self._home_fine.is_set() and home_answers(index, self._controls):
            self._home_fine.set()
        if self._foreign_fine.is_set() or pending.isdisjoint(self._first):
            self._foreign_known.set()
        if self._home_fine.is_set() or pending.isdisjoint(self._near):
            self._home_known.set()
        if self._own_page is not None and self._own_page.id not in pending and not self._page_known.is_set():
            self._note_page(page_is_as_expected(index, self._own_page))

    def _note_page(self, as_expected: bool) -> None:
        if as_expected and self._foreign_fine.is_set():
            self._page_fine.set()
        if self._page_fine.is_set() or not as_expected or self._foreign_known.is_set():
            self._page_known.set()

    def decide(self, *, doubt: bool) -> None:
        """All that was to be asked is: say whether it leaves anything open."""
        self._doubt = doubt
        self._decided.set()

    async def wants(self, turn: Turn) -> bool:
        """Wait a moment for what comes first; return whether it leaves a doubt."""
        if turn is Turn.FIRST:
            return True
        if turn is Turn.IN_DOUBT:
            await self._decided.wait()
            return self._doubt
        if turn is Turn.FURTHER_PAGE:
            await comes_while_busy(self._page_known, self._pace, self._limits)
            return not self._page_fine.is_set()
        await comes_while_busy(self._foreign_known, self._pace, self._limits)
        if turn is Turn.RESERVE or self._foreign_fine.is_set():
            return not self._foreign_fine.is_set()
        await comes(self._home_known, self._limits.home_first)
        return not self._home_fine.is_set() and nothing_abroad_answers(self._index(), self._controls)
