"""Which endpoints wait for a moment, and are asked only where what came first leaves a doubt."""

from collections.abc import Callable

import anyio

from dialtone.engine.concurrency import comes, comes_while_busy
from dialtone.engine.plan import Plan, Turn, own_page
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import foreign_controls_answer, home_answers, nothing_abroad_answers, page_is_as_expected
from dialtone.probe.line_pace import LinePace


class Turns:
    """Decides, while a check runs, what of the later turns is asked at all."""

    def __init__(self, plan: Plan, pace: LinePace, index: Callable[[], AttemptIndex]) -> None:
        self._controls, self._limits = plan.catalogue.controls, plan.limits.check
        self._own_page = own_page(plan)
        self._pace, self._index = pace, index
        self._foreign_fine, self._home_fine = anyio.Event(), anyio.Event()
        self._page_fine, self._page_known = anyio.Event(), anyio.Event()
        self._decided, self._doubt = anyio.Event(), False

    def note(self, pending: set[str]) -> None:
        """Look at what was observed since; `pending` are the ids of neutral endpoints that are still asked."""
        index = self._index()
        if not self._foreign_fine.is_set() and foreign_controls_answer(index, self._controls):
            self._foreign_fine.set()
        if not self._home_fine.is_set() and home_answers(index, self._controls):
            self._home_fine.set()
        if self._own_page is not None and self._own_page.id not in pending and not self._page_known.is_set():
            self._note_page(page_is_as_expected(index, self._own_page))

    def _note_page(self, as_expected: bool) -> None:
        if as_expected and self._foreign_fine.is_set():
            self._page_fine.set()
        if self._page_fine.is_set() or not as_expected:
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
        if await comes_while_busy(self._foreign_fine, self._pace, self._limits):
            return False
        if turn is Turn.RESERVE:
            return True
        return not await comes(self._home_fine, self._limits.home_first) and nothing_abroad_answers(
            self._index(), self._controls
        )
