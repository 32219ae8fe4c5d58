"""A window with everything around it, and the states that it can be in, for the scenes of the pictures.

The checks shown are made up or saved; nothing is measured and nothing is sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from dialtone.app.contacted_hosts import list_neutral_hosts
from dialtone.engine.events import CheckStarted, MessengerJudged, NetworkJudged, Progressed
from dialtone.engine.requests import Request
from dialtone.explain.explainer import Explainer
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence, MessengerStatus
from dialtone.model.wording import Wording
from dialtone.store.check_file import load_check
from dialtone.store.guidance_file import load_guidance
from dialtone.store.language_words import load_country_names
from dialtone.store.settings import Settings
from dialtone.store.situation_file import load_reach, load_situations, load_way_order
from dialtone.store.wording_file import load_wording
from dialtone.ui.state.check_runner import Run
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after, with_check
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.state.window_inputs import LoadedContent, ThisComputer
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.page_context import PageContext
from dialtone.ui.window.page_controller import PageController
from shipped_catalogue import shipped_catalogue
from ui import examples
from ui.bare_window import make_bare_window, show
from ui.examples import RESOURCES
from ui.world import Kept, World

SAVED = Path(__file__).resolve().parents[1] / "judge" / "checks"
WATCHED = ("whatsapp", "telegram", "signal")
WITH_OTHERS = (*WATCHED, "element", "briar", "skype")
WITH_VIBER = (*WATCHED, "viber")
USUAL, OTHERS = WatchList(WATCHED, WATCHED), WatchList(WATCHED, WITH_OTHERS)
OWN_SERVER = WatchList((*WATCHED, "element"), WITH_OTHERS, {"element": "matrix.example.org"})
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@dataclass
class WindowFixture:
    """A window with everything around it."""

    window: MainWindow
    page_controller: PageController
    content: LoadedContent
    world: World

    def show(self, state: ScreenState, watch_list: WatchList = USUAL) -> None:
        """Show a state."""
        show(self.window, state, watch_list)

    @property
    def state(self) -> ScreenState:
        """The shown state."""
        return self.window.controller.state


@dataclass(frozen=True)
class Scene:
    """One picture: a window brought into a state; the widget to look at is what `prepare` returns, else the window."""

    name: str
    size: QSize
    prepare: Callable[[WindowFixture], QWidget | None]
    first_run: bool = False


@cache
def make_content(
    language: str, country: str = "RU", *, load: Callable[[Path, str], Wording] = load_wording
) -> LoadedContent:
    words = Explainer(
        load(RESOURCES, language),
        load_guidance(RESOURCES, language),
        date(2026, 11, 24),
        country,
        situations=load_situations(RESOURCES, language),
        messengers=shipped_catalogue().messengers,
        order=load_way_order(RESOURCES),
        countries=load_reach(RESOURCES, language),
    )
    return LoadedContent(
        messengers=shipped_catalogue().messengers,
        computer=ThisComputer(installed=frozenset(WITH_OTHERS)),
        words=words,
        names={m.id: m.name_in(language) for m in shipped_catalogue().messengers},
        make_run=never_begun,
        country=country,
        countries=load_country_names(RESOURCES, language),
        neutral_hosts=list_neutral_hosts(words, shipped_catalogue().controls),
    )


def never_begun(_request: Request) -> Run:
    """Begin nothing: no check is ever run for a picture, and no proxy tried."""
    raise AssertionError("a picture checks nothing")


def _memories() -> Iterable[HistoryRecord]:
    """Two months in which WhatsApp stopped, Telegram became slow, and Signal was away for a week."""
    works, slow, blocked, unknown = (
        MessengerStatus.WORKS,
        MessengerStatus.SLOW,
        MessengerStatus.BLOCKED,
        MessengerStatus.UNKNOWN,
    )
    for back in range(24 * 52, -1, -3):
        days = back // 24
        if days in (33, 34, 11):
            continue  # the computer was off
        for name, status in (
            ("whatsapp", blocked if days < 19 else unknown if days == 19 else works),
            ("telegram", slow if days < 9 or 22 <= days < 26 else works),
            ("signal", blocked if 24 <= days < 31 else works),
        ):
            doubt = Confidence.UNSURE if name == "telegram" and days < 4 else Confidence.SURE
            yield HistoryRecord(NOW - timedelta(hours=back), 1, name, status, confidence=doubt)


def make_window_fixture(
    language: str, *, first_run: bool = False, country: str = "RU", load: Callable[[Path, str], Wording] = load_wording
) -> WindowFixture:
    """Build a window as the program does. `load`: what reads the sentences."""
    what, settings = make_content(language, country, load=load), Settings(muted=("telegram",), watch_minutes=60)
    window = make_bare_window(settings=replace(settings, first_run_done=not first_run))
    window.resize(800, 600)  # as it opens
    world = World(now=NOW, history=Kept(records=list(_memories())))
    page_controller = PageController(PageContext(world.services(), window), RESOURCES / "fonts")
    window.controller.use_content(what)
    return WindowFixture(window, page_controller, what, world)


def done(check: Check) -> ScreenState:
    state = with_check(ScreenState(), check, Phase.DONE)
    return replace(state, checked_at=datetime.now(UTC) - timedelta(minutes=2))


def checking() -> ScreenState:
    state = done(examples.check())
    for event in (
        CheckStarted(WATCHED, datetime.now(UTC)),
        Progressed(14, 31),
        NetworkJudged(examples.check().network),
        MessengerJudged(examples.signal_works()),
    ):
        state = state_after(state, event)
    return state


def saved(name: str) -> ScreenState:
    return done(load_check(SAVED / f"{name}.json"))


def with_others() -> ScreenState:
    """The usual three, and what cannot be tested without more."""
    verdicts = [examples.whatsapp_blocked(), examples.telegram_partly(), examples.signal_works()]
    for messenger in ("briar", "element", "skype"):
        about = next(m for m in shipped_catalogue().messengers if m.id == messenger)
        status = about.untested or MessengerStatus.NEEDS_SERVER
        verdicts.append(MessengerVerdict(messenger, about.name, status, installed=True, why=about.why_untested))
    return done(examples.check(*verdicts))


def settle(widget: QWidget) -> None:
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    widget.repaint()
