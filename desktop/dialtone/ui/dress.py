"""One look for the whole program, and one way to be read aloud."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from dialtone.ui.painting.theme import palette, scheme_for
from dialtone.ui.widgets.reading_focus import ReadingFocus
from dialtone.ui.widgets.spoken_roles import install_spoken_roles

_NATIVE_STYLES = frozenset({"macos", "windows11"})


def dress(app: QApplication) -> None:
    """One look: Fusion where Qt has no native style of its own, and our palette for what the desktop asks for.

    And one way to be read aloud.
    """
    install_spoken_roles()
    ReadingFocus(app)
    if app.style().name().lower() not in _NATIVE_STYLES:
        app.setStyle("Fusion")
    hints = app.styleHints()
    bare = QPalette(app.palette())
    contrast = hints.accessibility()

    def follow() -> None:
        strong = contrast.contrastPreference() is Qt.ContrastPreference.HighContrast
        wanted = palette(scheme_for(hints.colorScheme(), bare), strong=strong)
        app.setPalette(wanted)
        QToolTip.setPalette(wanted)  # Qt keeps one of its own for them, and that is yellow

    follow()
    hints.colorSchemeChanged.connect(follow)
    contrast.contrastPreferenceChanged.connect(follow)
