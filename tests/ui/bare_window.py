"""A window over a controller of its own, without the program around them: a test says what they show."""

from collections.abc import Callable
from pathlib import Path

from dialtone.store.settings import Settings
from dialtone.ui.painting.app_icon import make_app_icon
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import ScreenState
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.state.window_inputs import LoadedContent, Services, StartupInputs
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.page_context import PageContext
from ui.examples import ICONS, RESOURCES
from ui.world import World


def make_bare_window(
    content: LoadedContent | None = None, settings: Settings | None = None, *, first_run: bool = False
) -> MainWindow:
    """Nothing is loaded or stored, and there are no languages to choose from."""
    made = settings or Settings(first_run_done=not first_run)
    controller = make_controller(CheckRunner(), made, _load_nothing, resources=Path("nowhere"))
    window = MainWindow(make_app_icon(ICONS), controller)
    if content is not None:
        window.controller.use_content(content)
    return window


def make_context(content: LoadedContent) -> PageContext:
    """A context for pages that are shown without a window around them."""
    return PageContext(World().services(), make_bare_window(content))


def _load_nothing(*_asked: object) -> LoadedContent:
    raise AssertionError("nothing is loaded")


def make_controller(
    runner: CheckRunner, settings: Settings, load: Callable[..., LoadedContent], *, resources: Path = RESOURCES
) -> CheckController:
    """A controller that stores nothing."""
    return CheckController(StartupInputs(resources, settings, lambda _kept: None, load, no_services), runner)


def no_services() -> Services:
    raise AssertionError("only the pages of the menu use services")


def show(window: MainWindow, state: ScreenState, watch_list: WatchList) -> None:
    """Show this state, with this list instead of that of the settings."""
    controller = window.controller
    assert controller.content is not None
    controller.state, rows = state, controller.screen.rows
    controller.screen = Presenter(controller.content, state, watch_list).make_screen(rows)
    window.show_screen()
    controller.shown.emit()
