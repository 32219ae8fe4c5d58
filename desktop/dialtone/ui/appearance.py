"""The style, palette and screen-reader roles of the whole program."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.control_style import ControlStyle
from dialtone.ui.painting.theme import make_palette, scheme_for
from dialtone.ui.widgets.screen_reader import install_accessible_roles


class Appearance(QObject):
    """Applies one style, the palette for the desktop's scheme and contrast, and the roles for screen readers."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        install_accessible_roles()
        TextTabStops(app)
        app.setStyle(ControlStyle())
        self._app = app
        self._hints = app.styleHints()
        self._original_palette = QPalette(app.palette())
        """The desktop's own: where it states no preference, its background says whether it is light or dark."""
        self._accessibility = self._hints.accessibility()
        self._chosen: BaseColours | None = None
        """The scheme of the settings; None where the desktop decides."""
        self._apply_palette()
        self._hints.colorSchemeChanged.connect(self._apply_palette)
        self._accessibility.contrastPreferenceChanged.connect(self._apply_palette)

    def choose_scheme(self, scheme: str) -> None:
        """Use the `light` or `dark` scheme, also for window frames where the desktop can; empty: the desktop's."""
        chosen = BaseColours.chosen(scheme)
        if chosen is not self._chosen:
            self._chosen = chosen
            self._hints.setColorScheme(
                {
                    None: Qt.ColorScheme.Unknown,
                    BaseColours.LIGHT: Qt.ColorScheme.Light,
                    BaseColours.DARK: Qt.ColorScheme.Dark,
                }[chosen]
            )
        self._apply_palette()

    def _apply_palette(self) -> None:
        scheme = self._chosen or scheme_for(self._hints.colorScheme(), self._original_palette)
        high_contrast = self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast
        colours = make_palette(scheme, strong=high_contrast)
        self._app.setPalette(colours)
        QToolTip.setPalette(colours)  # Qt keeps a separate, yellow palette for tooltips


class TextTabStops(QObject):
    """Makes Tab stop at texts once a screen reader is active, which is looked for at each change of focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self) -> None:
        """Let Tab stop at all texts if a screen reader is active by now."""
        if not QAccessible.isActive():
            return
        self._app.focusChanged.disconnect(self._on_focus_changed)
        from dialtone.ui.widgets.controls import Text  # imported late: the tray alone needs no texts

        for widget in self._app.allWidgets():
            if isinstance(widget, Text):
                widget.let_tab_stop()
