"""A first run on a screen of another size, in a process of its own: where the window is, and where Start is in it.

Usage: python first_window.py LANGUAGE [LEFT TOP WIDTH HEIGHT]; prints JSON. Lengths are as the desktop scales them.
"""

import json
import sys

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from dialtone.ui.appearance import Appearance
from dialtone.ui.state.languages import Translations
from dialtone.ui.window.frame import Frame
from ui.bare_window import make_bare_window
from ui.examples import RESOURCES
from ui.window_fixture import settle


def numbers(rect: QRect) -> tuple[int, int, int, int]:
    return rect.x(), rect.y(), rect.width(), rect.height()


def main() -> None:
    app = QApplication([])
    Appearance(app)
    Translations(RESOURCES / "languages").use(sys.argv[1])
    frame = Frame()
    if sys.argv[2:]:
        left, top, width, height = (int(number) for number in sys.argv[2:])
        frame.restore_geometry((left, top, width, height))
    window = make_bare_window(first_run=True)
    frame.fill(window)
    frame.show()
    settle(frame)
    assert window.start_page is not None
    start = window.start_page.start_button
    seen = QRect(start.mapToGlobal(QPoint()), start.size())
    clipped = start.visibleRegion().boundingRect().size() != start.size()
    print(
        json.dumps(
            {
                "screen": numbers(frame.screen().availableGeometry()),
                "window": numbers(frame.geometry()),
                "start": numbers(seen),
                "whole": not clipped,
            }
        )
    )


if __name__ == "__main__":
    main()
