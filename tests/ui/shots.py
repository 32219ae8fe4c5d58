"""Pictures of the window for people to look at: every scene in three languages, both schemes, two scale factors.

Run by `./dev shots [PART OF A NAME]` on a screen (Xvfb does). Nothing is compared; the pictures go to artefacts/shots,
and beside them a contact sheet per scene, with all its variants on one picture.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "tests")]

from dialtone.explain.card_rows import make_card  # noqa: E402
from dialtone.ui.appearance import Appearance  # noqa: E402
from dialtone.ui.launch import name_application  # noqa: E402
from dialtone.ui.painting.app_icon import make_app_icon  # noqa: E402
from dialtone.ui.painting.base_colours import BaseColours  # noqa: E402
from dialtone.ui.painting.card_font import read_card_font  # noqa: E402
from dialtone.ui.painting.card_layout import CardShape  # noqa: E402
from dialtone.ui.painting.card_picture import paint_card  # noqa: E402
from dialtone.ui.painting.theme import colours, make_palette  # noqa: E402
from dialtone.ui.painting.tray_icon import TRAY_SIDES, TrayLook, TrayState, make_tray_icon  # noqa: E402
from dialtone.ui.state.languages import Translations  # noqa: E402
from dialtone.ui.state.presenter import Presenter  # noqa: E402
from dialtone.ui.window.actions import WindowActions  # noqa: E402
from dialtone.ui.window.tray import Tray  # noqa: E402
from spoken import EXAMPLES  # noqa: E402
from typefaces import only_own_fonts  # noqa: E402
from ui import examples  # noqa: E402
from ui.examples import ICONS, RESOURCES  # noqa: E402
from ui.scenes import SCENES  # noqa: E402
from ui.window_fixture import USUAL, WATCHED, Scene, done, make_content, make_window_fixture, settle  # noqa: E402

LANGUAGES = EXAMPLES
SCALES = ("1", "2")
FONT_FAMILY, FONT_POINTS = "Noto Sans", 10
FOLDER = ROOT / "artefacts" / "shots"
_COLUMN, _GAP = 640, 10


def window_picture(scene: Scene, language: str) -> QPixmap:
    fixture = make_window_fixture(language, first_run=scene.first_run)
    window = fixture.window
    window.resize(scene.size)
    window.show()
    settle(window)
    looked_at = scene.prepare(fixture) or window
    settle(window)
    picture = looked_at.grab()
    if looked_at is not window:
        looked_at.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return picture


def menu_picture(language: str, scheme: BaseColours) -> QPixmap:
    what = make_content(language)
    actions = WindowActions()
    tray = Tray(actions)
    state = done(examples.check())
    actions.show_state(state, USUAL, may_open_pages=True)
    actions.pause.setVisible(True)
    rows = [row for row in Presenter(what, state, USUAL).make_rows() if row.id in WATCHED]
    tray.show_state(state, rows)
    tray.menu.popup(QApplication.primaryScreen().availableGeometry().topLeft())
    settle(tray.menu)
    picture = tray.menu.grab()
    tray.menu.close()
    tray.close()
    return picture


def card_picture(language: str, shape: CardShape) -> QPixmap:
    what, check = make_content(language), examples.check()
    shown = [m for m in what.messengers if m.id in WATCHED]
    card = make_card(check.messengers, check.network, what.words, shown, date(2026, 11, 24))
    return QPixmap.fromImage(paint_card(card, shape))


def icons_picture(scheme: BaseColours) -> QPixmap:
    """Every tray state in every size, and the application icon, as they are and four times as large."""
    states = list(TrayState)
    picture = QPixmap(60 + len(TRAY_SIDES) * 190, 60 + (len(states) + 1) * 140 + 60)
    picture.fill(QColor("#2b2e34") if scheme is BaseColours.DARK else QColor("#eceef1"))
    painter = QPainter(picture)
    painter.setPen(colours(scheme).text)
    y = 20
    for state in states:
        x = 20
        for side in TRAY_SIDES:
            pixmap = make_tray_icon(TrayLook(state)).pixmap(QSize(side, side), 1.0)
            painter.drawPixmap(x, y, pixmap)
            large = pixmap.toImage().scaled(side * 4, side * 4, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(x + 40, y, large)
            x += 190
        painter.drawText(x - 30, y + 20, state.value)
        y += 140
    x = 20
    icon = make_app_icon(ICONS)
    for side in (16, 20, 22, 24, 32, 48):
        pixmap = icon.pixmap(QSize(side, side), 1.0)
        painter.drawPixmap(x, y, pixmap)
        painter.drawImage(x + side + 6, y, pixmap.toImage().scaled(side * 4, side * 4))
        x += side * 5 + 24
    painter.end()
    return picture


def pictures(app: QApplication, scale: str, only: str) -> Iterator[tuple[str, QPixmap]]:
    translations = Translations(RESOURCES / "languages")
    read_card_font(RESOURCES / "fonts")
    for language in LANGUAGES:
        if not translations.use(language):
            sys.exit(f"resources/languages/{language}/labels.qm is not built")
        for scheme in BaseColours:
            app.setPalette(make_palette(scheme))
            ending = f"{language}-{scheme.value}-{scale}x"
            for scene in SCENES:
                if only in scene.name:
                    yield f"{scene.name}-{ending}", window_picture(scene, language)
            if only in "tray-menu":
                yield f"tray-menu-{ending}", menu_picture(language, scheme)
            if scale != "1":
                continue
            for shape in CardShape if only in "card" and scheme is BaseColours.LIGHT else ():
                yield f"card-{shape.name.lower()}-{ending}", card_picture(language, shape)
            if language == "en":
                yield from strong_pictures(app, scheme, only)
            if language == "en" and only in "icons":
                yield f"icons-{scheme.value}", icons_picture(scheme)


def strong_pictures(app: QApplication, scheme: BaseColours, only: str) -> Iterator[tuple[str, QPixmap]]:
    """A few scenes for those who asked for more contrast."""
    app.setPalette(make_palette(scheme, strong=True))
    for scene in SCENES:
        name = f"strong-{scene.name}"
        if scene.name in ("results", "settings", "share") and only in name:
            yield f"{name}-{scheme.value}", window_picture(scene, "en")
    app.setPalette(make_palette(scheme))


def contact_sheet(scene: str) -> None:
    """All variants of a scene on one picture: a column per language, a row per scheme and scale."""
    endings = [f"{scheme.value}-{scale}x" for scheme in BaseColours for scale in SCALES]
    grid = [[FOLDER / f"{scene}-{language}-{ending}.png" for language in LANGUAGES] for ending in endings]
    images = [[_small(QImage(str(file))) for file in line if file.exists()] for line in grid]
    heights = [max((image.height() for image in line), default=-_GAP) for line in images]
    sheet = QImage(3 * (_COLUMN + _GAP) + _GAP, sum(heights) + _GAP * (len(heights) + 1), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#8a8f99"))
    painter = QPainter(sheet)
    top = _GAP
    for line, height in zip(images, heights, strict=True):
        for column, image in enumerate(line):
            left = _GAP + column * (_COLUMN + _GAP)
            painter.drawImage(QRect(left, top, image.width(), image.height()), image)
        top += height + _GAP
    painter.end()
    sheet.save(str(FOLDER / f"sheet-{scene}.png"))


def _small(image: QImage) -> QImage:
    return image.scaledToWidth(min(_COLUMN, image.width()), Qt.TransformationMode.SmoothTransformation)


def take(scale: str, only: str) -> None:
    app = QApplication([])
    name_application(app)
    Appearance(app)
    app.setFont(QFont(FONT_FAMILY, FONT_POINTS))
    for name, picture in pictures(app, scale, only):
        picture.save(str(FOLDER / f"{name}.png"))


def main(arguments: list[str]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    if arguments[:1] == ["--scale"]:
        take(arguments[1], arguments[2])
        return 0
    only = arguments[0] if arguments else ""
    here = [sys.executable, str(Path(__file__)), "--scale"]
    with TemporaryDirectory() as folder, only_own_fonts(Path(folder)):
        environments = [{**os.environ, "QT_SCALE_FACTOR": scale} for scale in SCALES]
        shots = [[*here, scale, only] for scale in SCALES]
        running = [subprocess.Popen(shot, env=env) for shot, env in zip(shots, environments, strict=True)]
        codes = [process.wait() for process in running]
    if any(codes):
        return 1
    cards = [f"card-{shape.name.lower()}" for shape in CardShape]
    for scene in [*(scene.name for scene in SCENES), "tray-menu", *cards]:
        if only in scene:
            contact_sheet(scene)
    sys.stdout.write(f"{FOLDER}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
