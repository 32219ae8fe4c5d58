"""The scenes of `./dev shots`: the window, brought into every state there is, and its pages and dialogs.

The checks shown are made up or saved; nothing is measured and nothing is sent.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from dialtone.engine.events import CheckCancelled, CheckStarted, MessengerJudged, NetworkJudged, Progressed
from dialtone.explain.explanation import Explainer
from dialtone.model.catalogue import Catalogue
from dialtone.model.check import Check
from dialtone.model.history import Memory
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus
from dialtone.parts import neutral_hosts
from dialtone.store.catalogue import load_catalogue
from dialtone.store.check_file import load_check
from dialtone.store.guidance import load_guidance
from dialtone.store.settings import Settings
from dialtone.store.wording import load_wording
from dialtone.ui.add_dialog import AddDialog
from dialtone.ui.bridge import Run
from dialtone.ui.disclosure import Disclosure
from dialtone.ui.header import Place
from dialtone.ui.library import Library
from dialtone.ui.listing import Listing
from dialtone.ui.rooms import Rooms
from dialtone.ui.screen_state import Phase, ScreenState, after, finished
from dialtone.ui.share_dialog import ShareDialog
from dialtone.ui.window import MainWindow
from ui import examples
from ui.examples import ICON, RESOURCES
from ui.test_watcher import Kept, World

SAVED = Path(__file__).resolve().parents[1] / "judge" / "checks"
WATCHED = ("whatsapp", "telegram", "signal")
WITH_OTHERS = (*WATCHED, "element", "briar", "skype")
WITH_VIBER = (*WATCHED, "viber")
USUAL, OTHERS = Listing(WATCHED, WATCHED), Listing(WATCHED, WITH_OTHERS)
OWN_SERVER = Listing((*WATCHED, "element"), WITH_OTHERS, {"element": "matrix.example.org"})
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@dataclass
class Stage:
    """A window with everything around it."""

    window: MainWindow
    rooms: Rooms
    library: Library
    state: ScreenState
    """Told to the rooms too: Share asks for the check in it."""

    def show(self, state: ScreenState, listing: Listing = USUAL) -> None:
        """Show a state."""
        self.state = state
        self.window.show_state(state, listing)


@dataclass(frozen=True)
class Scene:
    """One picture: a stage, brought into a state; the widget to look at is what `prepare` gives, else the window."""

    name: str
    size: QSize
    prepare: Callable[[Stage], QWidget | None]
    first_run: bool = False


@cache
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES / "catalogue")


@cache
def library(language: str) -> Library:
    words = Explainer(load_wording(RESOURCES, language), load_guidance(RESOURCES, language), date(2026, 11, 24), "RU")
    return Library(
        messengers=catalogue().messengers,
        installed=frozenset(WITH_OTHERS),
        words=words,
        names={m.id: m.name_in(language) for m in catalogue().messengers},
        run_for=_never,
        neutral_hosts=neutral_hosts(words, catalogue().ground),
    )


def _never(_ids: tuple[str, ...], _servers: Mapping[str, str]) -> Callable[[], Run]:
    """No check is ever run for a picture."""
    raise AssertionError("a picture checks nothing")


class MadeUp(Kept):
    """Two months in which WhatsApp stopped, Telegram became slow, and Signal was away for a week."""

    def read(self, since: datetime | None = None) -> tuple[Memory, ...]:
        return tuple(_memories())


def _memories() -> Iterable[Memory]:
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
            yield Memory(NOW - timedelta(hours=back), 1, name, status)


def set_stage(language: str, *, first_run: bool = False) -> Stage:
    """Build a window as the program does."""
    window = MainWindow(ICON, first_run=first_run, country="RU" if first_run else "")
    what = library(language)
    world = World(now=NOW, history=MadeUp())
    stage: Stage

    def check() -> Check | None:
        return stage.state.check

    rooms = Rooms(world.extras(), RESOURCES / "fonts", Settings, lambda: what, check, window, window.places)
    stage = Stage(window, rooms, what, ScreenState())
    window.show_library(what)
    return stage


def done(check: Check) -> ScreenState:
    state = finished(ScreenState(), check, Phase.DONE)
    return replace(state, checked_at=datetime.now(UTC) - timedelta(minutes=2))


def checking() -> ScreenState:
    state = done(examples.check())
    for event in (
        CheckStarted(WATCHED, datetime.now(UTC)),
        Progressed(14, 31),
        NetworkJudged(examples.check().network),
        MessengerJudged(examples.signal_works()),
    ):
        state = after(state, event)
    return state


def saved(name: str) -> ScreenState:
    return done(load_check(SAVED / f"{name}.json"))


def with_others() -> ScreenState:
    """The usual three, and what cannot be tested without more."""
    verdicts = [examples.whatsapp_blocked(), examples.telegram_partly(), examples.signal_works()]
    for messenger in ("briar", "element", "skype"):
        about = next(m for m in catalogue().messengers if m.id == messenger)
        status = about.untested or MessengerStatus.NEEDS_SERVER
        verdicts.append(MessengerVerdict(messenger, about.name, status, installed=True, why=about.why))
    return done(examples.check(*verdicts))


def result(
    state: Callable[[], ScreenState],
    messenger: str = "",
    listing: Listing = USUAL,
) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        stage.show(state(), listing)
        if messenger:
            stage.window.open_messenger(messenger)

    return prepare


def bottom(prepare: Callable[[Stage], None]) -> Callable[[Stage], None]:
    def scrolled(stage: Stage) -> None:
        prepare(stage)
        settle(stage.window)
        for disclosure in stage.window.detail.findChildren(Disclosure):
            disclosure.head.setChecked(True)
        settle(stage.window)
        bar = stage.window.detail._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    return scrolled


def place(where: Place) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        stage.show(done(examples.check()))
        stage.window.places.open(where)

    return prepare


def hosts(stage: Stage) -> None:
    stage.show(done(examples.check()))
    stage.rooms.show_hosts()
    tree = stage.window.places.page.tree  # type: ignore[union-attr]
    tree.expandItem(tree.topLevelItem(1))


def share(stage: Stage) -> QWidget:
    stage.show(with_others(), OTHERS)
    stage.rooms.share()
    return stage.window.findChildren(ShareDialog)[-1]


def add(stage: Stage) -> QWidget:
    stage.show(done(examples.check()))
    dialog = stage.window.open_adding()
    assert isinstance(dialog, AddDialog)
    return dialog


WIDE, NARROW, TALL = QSize(960, 640), QSize(720, 560), QSize(960, 1100)
SCENES = (
    Scene("first-run", WIDE, lambda _stage: None, first_run=True),
    Scene("results", WIDE, result(lambda: done(examples.check()), "whatsapp")),
    Scene("partly", WIDE, result(lambda: done(examples.check()), "telegram")),
    Scene("works", WIDE, result(lambda: done(examples.check()), "signal")),
    Scene("checking", WIDE, result(checking, "whatsapp")),
    Scene("cancelled", WIDE, result(lambda: after(checking(), CheckCancelled()), "whatsapp")),
    Scene("offline", WIDE, result(lambda: done(examples.offline()), "whatsapp")),
    Scene("vpn", WIDE, result(lambda: done(examples.over_vpn()), "signal")),
    Scene("white-list", WIDE, result(lambda: saved("whitelist-mode"), "whatsapp")),
    Scene("own-server", WIDE, result(with_others, "element", OWN_SERVER)),
    Scene("retired", WIDE, result(with_others, "skype", OTHERS)),
    Scene("page", TALL, bottom(result(lambda: done(examples.check()), "whatsapp"))),
    Scene("not-checked", WIDE, result(lambda: done(examples.check()), "viber", Listing(WITH_VIBER, WITH_VIBER))),
    Scene("nothing-found", WIDE, result(lambda: replace(ScreenState(), phase=Phase.IDLE), listing=Listing())),
    Scene("narrow-list", NARROW, result(lambda: done(examples.check()))),
    Scene("narrow-page", NARROW, result(lambda: done(examples.check()), "whatsapp")),
    Scene("history", WIDE, place(Place.HISTORY)),
    Scene("settings", QSize(960, 860), place(Place.SETTINGS)),
    Scene("hosts", WIDE, hosts),
    Scene("share", WIDE, share),
    Scene("add", WIDE, add),
)


def settle(widget: QWidget) -> None:
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    widget.repaint()
