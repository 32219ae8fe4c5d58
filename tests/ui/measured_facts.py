"""Measured facts of the window: how many presses, how far down, how large, how well to be read; as a table.

    xvfb-run .venv/bin/python tests/ui/measured_facts.py

docs/visual.md holds the table. Presses are made with the mouse on the real widgets, with the checks and words of the
pictures (`./dev shots`); nothing is measured in seconds, and nothing is sent.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QScrollArea, QWidget

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "tests")]

from dialtone.model.status_groups import WORST_FIRST  # noqa: E402
from dialtone.store.guidance_file import load_guidance  # noqa: E402
from dialtone.ui.appearance import Appearance  # noqa: E402
from dialtone.ui.launch import name_application  # noqa: E402
from dialtone.ui.painting.base_colours import BaseColours  # noqa: E402
from dialtone.ui.painting.theme import colours, contrast  # noqa: E402
from dialtone.ui.state.languages import Translations  # noqa: E402
from dialtone.ui.widgets.box_items import BoxHead, BoxRowView  # noqa: E402
from dialtone.ui.widgets.controls import Text  # noqa: E402
from dialtone.ui.window.frame import Frame  # noqa: E402
from dialtone.ui.window.history_page import HistoryPage  # noqa: E402
from dialtone.ui.window.proxy_test_page import (  # noqa: E402
    LINK,
    PASTE,
    TRY,
    ProxyTestPage,
)
from dialtone.ui.window.share_page import COPY, SharePage  # noqa: E402
from spoken import EXAMPLES  # noqa: E402
from typefaces import only_own_fonts  # noqa: E402
from ui import examples  # noqa: E402
from ui.examples import RESOURCES  # noqa: E402
from ui.scenes import PROXY, SCENES, WIDE, nothing_here  # noqa: E402
from ui.window_fixture import WindowFixture, done, make_window_fixture, settle  # noqa: E402

LANGUAGES = EXAMPLES
POINTS = (10, 12, 14, 16, 18, 20, 22, 24, 26, 28)
INSIDE = "--inside"


class Hand:
    """Presses what can be seen, and counts."""

    def __init__(self) -> None:
        self.presses = 0

    def press(self, widget: QWidget) -> None:
        """Press the middle of a widget."""
        if not widget.isVisible():
            sys.exit(f"cannot be pressed, since it is not seen: {widget}")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, widget.rect().center())
        settle(widget.window())
        self.presses += 1


def opened(language: str = "en", *, first_run: bool = False) -> WindowFixture:
    """A window at the size that it opens with."""
    fixture = make_window_fixture(language, first_run=first_run)
    fixture.window.resize(WIDE)
    fixture.window.show()
    if not first_run:
        fixture.show(done(examples.check()))
        fixture.window.open_messenger("whatsapp")
    settle(fixture.window)
    return fixture


def presses_to_begin(*, found: bool) -> int:
    """How many until the first check runs, with messengers on this computer, and without."""
    fixture, hand, begun = opened(first_run=True), Hand(), []
    page = fixture.window.start_page
    assert page is not None
    page.agreed.connect(lambda: begun.append(True))
    if not found:
        nothing_here(fixture)
        settle(fixture.window)
        hand.press(page.choices.tiles_by_id["whatsapp"])
    hand.press(page.start_button)
    if not begun:
        sys.exit("Start did not begin a check")
    return hand.presses


def presses_to_copy() -> tuple[int, int]:
    """How many until the answer is on the clipboard as text, and how many lines that are."""
    fixture, hand = opened(), Hand()
    hand.press(fixture.window.page_stack.header.menu_button)
    fixture.window.menu.actions()[0].trigger()
    fixture.window.menu.close()
    return hand.presses + 1, len(QGuiApplication.clipboard().text().splitlines())


def presses_to_copy_the_picture() -> int:
    """How many until the picture is on the clipboard."""
    fixture, hand = opened(), Hand()
    fixture.window.window_actions.share.setEnabled(True)
    fixture.window.window_actions.share.triggered.connect(fixture.page_controller.show_share)
    hand.press(fixture.window.page_stack.header.share_button)
    settle(fixture.window)
    page = fixture.window.page_stack.page
    assert isinstance(page, SharePage)
    hand.press(page.control(COPY))
    if QGuiApplication.clipboard().image().isNull():
        sys.exit("no picture is on the clipboard")
    return hand.presses


def presses_to_try_a_proxy() -> int:
    """How many until a copied link is tried: the menu, its line, Paste, Try."""
    fixture, hand = opened(), Hand()
    tried: list[str] = []
    QGuiApplication.clipboard().setText(PROXY)
    actions = fixture.window.window_actions
    hand.press(fixture.window.page_stack.header.menu_button)
    menu = fixture.window.menu
    place = menu.actionGeometry(actions.proxy_test).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    hand.presses += 1
    settle(fixture.window)
    page = fixture.window.page_stack.page
    assert isinstance(page, ProxyTestPage)
    hand.press(page.control(PASTE))
    page.acted.disconnect()  # nothing is sent
    page.acted.connect(lambda key, _value: tried.append(page.control(LINK).text()) if key == TRY else None)
    hand.press(page.control(TRY))
    if tried != [PROXY]:
        sys.exit("the link was not tried")
    return hand.presses


def presses_to_forget() -> int:
    """How many until the history is deleted."""
    fixture, hand, forgot = opened(), Hand(), []
    fixture.window.show_result()
    settle(fixture.window)
    hand.press(fixture.window.result.history_button)
    page = fixture.window.page_stack.page
    assert isinstance(page, HistoryPage)
    page.changed.connect(lambda: forgot.append(True))
    for key in ("deletion", "forget"):
        hand.press(page.control(key))
        settle(fixture.window)
    if not forgot:
        sys.exit("the history was not forgotten")
    return hand.presses


def stops(top: QWidget) -> list[QWidget]:
    """Return where Tab stops."""
    found, widget = [], top.nextInFocusChain()
    while widget is not top and widget is not None:
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def focus_stops() -> tuple[int, int, int]:
    """How many on the page of a result; without a name; called a check box though nothing is ticked there."""
    found = stops(opened().window)
    told = [QAccessible.queryAccessibleInterface(one) for one in found]
    nameless = [one for one in told if not one.text(QAccessible.Text.Name)]
    boxes = (QAccessible.Role.CheckBox, QAccessible.Role.RadioButton)
    wrong = [one for one, as_told in zip(found, told, strict=True) if as_told.role() in boxes and not _is_ticked(one)]
    return len(found), len(nameless), len(wrong)


def _is_ticked(widget: QWidget) -> bool:
    return isinstance(widget, (QCheckBox, QRadioButton)) or (isinstance(widget, BoxHead) and widget.is_switch)


def least_contrast() -> float:
    """Return the least contrast of anything that is read, on everything that it stands on."""
    return min(contrast(ink, ground) for ink, ground in _inks())


def _inks() -> Iterator[tuple[QColor, QColor]]:
    for scheme in BaseColours:
        look = colours(scheme)
        states = [str(status) for status in WORST_FIRST]
        grounds = (look.window, look.page, look.raised, look.hover, look.selected)
        for ink in (look.text, look.dim, look.link, *(look.of_status(state) for state in states)):
            for ground in grounds:
                yield ink, ground
        for state in states:
            yield look.of_status(state), look.tint(state)
            yield look.text, look.tint(state)
        yield look.on_accent, look.accent


def first_step(language: str) -> int:
    """Return how far down the first step of the advice begins, in the window as it opens."""
    window = opened(language).window
    way = next(one for one in window.detail.findChildren(BoxRowView) if one.head.objectName().startswith("way "))
    way.head.click()
    settle(window)
    advice = {f"way {entry.id}": entry for entry in load_guidance(RESOURCES, language)}[way.head.objectName()]
    step = next(text for text in way.findChildren(Text) if advice.steps[0] in text.text())
    return step.mapTo(window, QPoint(0, 0)).y()


def first_help(language: str) -> int:
    """Return how far down the sentence begins that names what works here in its place."""
    window = opened(language).window
    row = next(one for one in window.detail.findChildren(BoxRowView) if one.head.objectName() == "instead")
    return row.mapTo(window, QPoint(0, 0)).y()


def is_cut(app: QApplication, points: int) -> bool:
    """Whether a page at the size of the first window has to be dragged sideways with letters of this size."""
    app.setFont(QFont("Noto Sans", points))
    cut = False
    for scene in SCENES:
        if scene.name in ("first-run", "results", "partly", "history", "settings"):
            fixture = make_window_fixture("ru", first_run=scene.first_run)
            fixture.window.resize(WIDE)
            fixture.window.show()
            scene.prepare(fixture)
            settle(fixture.window)
            areas = [area for area in fixture.window.findChildren(QScrollArea) if area.isVisible()]
            shown = [(area, inside) for area in areas if (inside := area.widget()) is not None]
            cut |= any(inside.minimumSizeHint().width() > area.viewport().width() for area, inside in shown)
            fixture.window.close()
    return cut


def table(app: QApplication) -> Iterator[tuple[str, str]]:
    """Yield what was measured, and its value."""
    translations = Translations(RESOURCES / "languages")
    helps, downs = [], []
    for language in LANGUAGES:
        translations.use(language)
        helps.append(f"{language} {first_help(language)}")
        downs.append(f"{language} {first_step(language)}")
    translations.use("en")
    stopped, nameless, wrong = focus_stops()
    copy, lines = presses_to_copy()
    yield "presses to the first answer, where a messenger is installed", str(presses_to_begin(found=True))
    yield "the same for WhatsApp where nothing is installed", str(presses_to_begin(found=False))
    yield "presses to the help", "0: the answer's button does it; what works in its place stands in the second row"
    yield "presses to copy the answer as text; its lines", f"{copy}; {lines}"
    yield "presses to copy the picture", str(presses_to_copy_the_picture())
    yield "presses to try a proxy whose link was copied", str(presses_to_try_a_proxy())
    yield "presses to delete the history, which can be undone", str(presses_to_forget())
    yield "focus stops beside a result; without a name; with a wrong role", f"{stopped}; {nameless}; {wrong}"
    yield "least contrast of what is read", f"{least_contrast():.2f}"
    yield "what works here begins at 960×640 at", ", ".join(helps)
    yield "first step of advice at 960×640 begins at, once opened", ", ".join(downs)
    whole = [points for points in POINTS if not is_cut(app, points)]
    yield "largest letters at 960×640 without dragging a page sideways", f"{whole[-1]} points of {POINTS[-1]} tried"
    app.setFont(QFont("Noto Sans", 10))
    least = Frame().minimumSize()
    yield "smallest window", f"{least.width()}×{least.height()}"


def main() -> int:
    """Print the table."""
    if INSIDE not in sys.argv:
        with TemporaryDirectory() as folder, only_own_fonts(Path(folder)):
            # In a process of its own: fonts are read when it starts.
            return subprocess.run([sys.executable, __file__, INSIDE], check=False).returncode
    app = QApplication([])
    name_application(app)
    Appearance(app)
    app.setFont(QFont("Noto Sans", 10))
    sys.stdout.write("| what | value |\n|---|---|\n")
    for what, value in table(app):
        sys.stdout.write(f"| {what} | {value} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
