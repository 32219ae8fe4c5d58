"""Pictures of the window for people to look at: every scene in both languages, both schemes, two scale factors.

Run by `./dev shots` on a screen (Xvfb does). Nothing is compared; the pictures go to artefacts/shots, and a contact
sheet per scene beside them. The checks shown are made up here; nothing is measured and nothing is sent.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "tests")]

from dialtone.engine.events import CheckCancelled, CheckStarted, MessengerJudged, NetworkJudged, Progressed  # noqa: E402
from dialtone.explain.explanation import Explainer  # noqa: E402
from dialtone.model.check import Check  # noqa: E402
from dialtone.store.guidance import load_guidance  # noqa: E402
from dialtone.store.wording import load_wording  # noqa: E402
from dialtone.ui.application import dress  # noqa: E402
from dialtone.ui.bridge import Run  # noqa: E402
from dialtone.ui.disclosure import Disclosure  # noqa: E402
from dialtone.ui.grounds import Scheme  # noqa: E402
from dialtone.ui.library import Library  # noqa: E402
from dialtone.ui.mark import TRAY_SIDES, TrayState, ink, tray_icon  # noqa: E402
from dialtone.ui.opening import name_application  # noqa: E402
from dialtone.ui.presenter import Presenter  # noqa: E402
from dialtone.ui.screen_state import Phase, ScreenState, after, finished  # noqa: E402
from dialtone.ui.theme import colours, palette  # noqa: E402
from dialtone.ui.translate import Translations  # noqa: E402
from dialtone.ui.tray import Tray  # noqa: E402
from dialtone.ui.window import MainWindow  # noqa: E402
from ui import examples  # noqa: E402
from ui.examples import ICON, RESOURCES  # noqa: E402

SCALES = ("1", "2")
FONT_POINTS = 10
WATCHED = ("whatsapp", "telegram", "signal")


@dataclass(frozen=True)
class Scene:
    """One picture: a window, brought into a state."""

    name: str
    size: QSize
    prepare: Callable[[MainWindow, Library], None]
    first_run: bool = False


def library(language: str) -> Library:
    words = Explainer(load_wording(RESOURCES, language), load_guidance(RESOURCES, language), date(2026, 11, 24), "RU")
    return Library(
        messengers=examples.MESSENGERS,
        installed=frozenset(WATCHED),
        words=words,
        names={m.id: m.name for m in examples.MESSENGERS},
        run_for=_never,
    )


def _never(_ids: tuple[str, ...], _servers: Mapping[str, str]) -> Callable[[], Run]:
    """No check is ever run for a picture."""
    raise AssertionError("a picture checks nothing")


def done(check: Check) -> ScreenState:
    state = finished(ScreenState(), check, Phase.DONE)
    return replace(state, checked_at=datetime.now(UTC) - timedelta(minutes=2))


def checking() -> ScreenState:
    state = done(examples.check())
    verdict = examples.signal_works()
    for event in (
        CheckStarted(WATCHED, datetime.now(UTC)),
        Progressed(14, 31),
        NetworkJudged(examples.check().network),
        MessengerJudged(verdict),
    ):
        state = after(state, event)
    return state


def show(
    state: Callable[[], ScreenState], messenger: str = "", watched: tuple[str, ...] = WATCHED
) -> Callable[..., None]:
    def prepare(window: MainWindow, what: Library) -> None:
        window.show_library(what)
        window.show_state(state(), watched)
        if messenger:
            window.open_messenger(messenger)

    return prepare


def bottom(prepare: Callable[[MainWindow, Library], None]) -> Callable[[MainWindow, Library], None]:
    def scrolled(window: MainWindow, what: Library) -> None:
        prepare(window, what)
        settle(window)
        for disclosure in window.detail.findChildren(Disclosure):
            disclosure.head.setChecked(True)
        settle(window)
        bar = window.detail._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    return scrolled


WIDE, NARROW, TALL = QSize(960, 640), QSize(720, 560), QSize(960, 1100)
SCENES = (
    Scene("first-run", WIDE, lambda _window, _library: None, first_run=True),
    Scene("results", WIDE, show(lambda: done(examples.check()), "whatsapp")),
    Scene("partly", WIDE, show(lambda: done(examples.check()), "telegram")),
    Scene("works", WIDE, show(lambda: done(examples.check()), "signal")),
    Scene("checking", WIDE, show(checking, "whatsapp")),
    Scene("offline", WIDE, show(lambda: done(examples.offline()), "whatsapp")),
    Scene("vpn", WIDE, show(lambda: done(examples.over_vpn()), "signal")),
    Scene("page", TALL, bottom(show(lambda: done(examples.check()), "whatsapp"))),
    Scene("not-checked", WIDE, show(lambda: after(done(examples.check()), CheckCancelled()), "viber")),
    Scene("nothing-found", WIDE, show(lambda: replace(ScreenState(), phase=Phase.IDLE), watched=())),
    Scene("narrow-list", NARROW, show(lambda: done(examples.check()))),
    Scene("narrow-page", NARROW, show(lambda: done(examples.check()), "whatsapp")),
)


def settle(widget: QWidget) -> None:
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    widget.repaint()


def window_picture(scene: Scene, language: str) -> QPixmap:
    window = MainWindow(ICON, first_run=scene.first_run)
    window.resize(scene.size)
    window.show()
    settle(window)
    scene.prepare(window, library(language))
    settle(window)
    window.panes._motion.setCurrentTime(10_000)
    settle(window)
    picture = window.grab()
    window.close()
    window.deleteLater()
    return picture


def menu_picture(language: str, scheme: Scheme) -> QPixmap:
    what = library(language)
    tray = Tray(ink(scheme))
    state = done(examples.check())
    rows = [row for row in Presenter(what).rows(state, WATCHED) if row.id in WATCHED]
    tray.show_state(state, rows)
    tray.menu.popup(QApplication.primaryScreen().availableGeometry().topLeft())
    settle(tray.menu)
    picture = tray.menu.grab()
    tray.menu.close()
    tray.close()
    return picture


def icons_picture(scheme: Scheme) -> QPixmap:
    """Every tray state in every size, and the application icon, as they are and four times as large."""
    states = list(TrayState)
    picture = QPixmap(60 + len(TRAY_SIDES) * 190, 60 + (len(states) + 1) * 140)
    picture.fill(QColor("#2b2e34") if scheme is Scheme.DARK else QColor("#eceef1"))
    painter = QPainter(picture)
    painter.setPen(colours(scheme).text)
    y = 20
    for state in states:
        x = 20
        for side in TRAY_SIDES:
            pixmap = tray_icon(state, ink(scheme)).pixmap(QSize(side, side), 1.0)
            painter.drawPixmap(x, y, pixmap)
            large = pixmap.toImage().scaled(side * 4, side * 4, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(x + 40, y, large)
            x += 190
        painter.drawText(x - 30, y + 20, state.value)
        y += 140
    x = 20
    for side in (16, 22, 32, 48, 128):
        painter.drawPixmap(x, y, QIcon(str(ICON)).pixmap(QSize(side, side), 1.0))
        x += side + 30
    painter.end()
    return picture


def pictures(app: QApplication, scale: str) -> Iterator[tuple[str, QPixmap]]:
    translations = Translations(RESOURCES / "translations")
    for language in ("en", "ru", "fa"):
        if not translations.use(language):
            sys.exit(f"resources/translations/{language}.qm is not built")
        for scheme in Scheme:
            app.setPalette(palette(scheme))
            ending = f"{language}-{scheme.value}-{scale}x"
            for scene in SCENES:
                yield f"{scene.name}-{ending}", window_picture(scene, language)
            yield f"tray-menu-{ending}", menu_picture(language, scheme)
            if language == "en" and scale == "1":
                yield f"icons-{scheme.value}", icons_picture(scheme)


def contact_sheet(files: list[Path], to: Path) -> None:
    """All variants of one scene side by side, small."""
    width, gap = 960, 12
    images = [QImage(str(file)) for file in files]
    small = [i.scaledToWidth(min(width, i.width()), Qt.TransformationMode.SmoothTransformation) for i in images]
    heights = [max((i.height() for i in small[row : row + 2]), default=0) for row in range(0, len(small), 2)]
    sheet = QImage(2 * width + 3 * gap, sum(heights) + gap * (len(heights) + 1), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#8a8f99"))
    painter = QPainter(sheet)
    for number, image in enumerate(small):
        row, column = divmod(number, 2)
        place = QRect(gap + column * (width + gap), gap + sum(heights[:row]) + gap * row, image.width(), image.height())
        painter.drawImage(place, image)
    painter.end()
    sheet.save(str(to))


def take(folder: Path, scale: str, only: str) -> None:
    app = QApplication([])
    name_application(app)
    dress(app)
    font = QFont(app.font())
    font.setPointSize(FONT_POINTS)
    app.setFont(font)
    for name, picture in pictures(app, scale):
        if only in name:
            picture.save(str(folder / f"{name}.png"))


def main(arguments: list[str]) -> int:
    folder = ROOT / "artefacts" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    if arguments[:1] == ["--scale"]:
        take(folder, arguments[1], arguments[2] if len(arguments) > 2 else "")
        return 0
    only = arguments[0] if arguments else ""
    for scale in SCALES:
        environment = {**os.environ, "QT_SCALE_FACTOR": scale}
        here = [sys.executable, str(Path(__file__)), "--scale", scale, only]
        outcome = subprocess.run(here, env=environment, check=False)
        if outcome.returncode:
            return outcome.returncode
    app = QApplication.instance() or QApplication([])
    for scene in [*(scene.name for scene in SCENES), "tray-menu"]:
        files = sorted(folder.glob(f"{scene}-??-*-?x.png"))
        if files:
            contact_sheet(files, folder / f"sheet-{scene}.png")
    del app
    sys.stdout.write(f"{folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
