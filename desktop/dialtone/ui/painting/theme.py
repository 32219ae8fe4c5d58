"""Colours, spacing and type.

Widgets look colours up with `colours_of(self.palette())`: a change of scheme reaches them by Qt's palette change, and
no theme object is needed.
"""

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

from dialtone.model.frozen import Frozen
from dialtone.ui.painting.base_colours import PAGE, BaseColours

RADIUS, TILE_RADIUS = 8, 12
TARGET = 32  # the least height of anything that can be clicked
LEAST_CONTRAST = 4.5  # the least contrast of text (WCAG 2, level AA)
_TARGET_GROWTH = 0.55  # how much of the growth of a font is added to the height of a control: its margins stay
_LIGHT_SHARE = 0.63
"""The share of the light tone in a colour for any background: 3:1 contrast on a light and on a dark panel."""
_DISABLED_SHARE = 0.7  # the share of the colour of dim text in the text of a disabled control
TEXT, TITLE = 1, 3
"""The type scale, in points added to the system's font: text, and the titles above it. An answer has its own sizes."""
_ACCENTED = frozenset({"checking", "ready"})  # what is shown instead of a status before there is one


class Space:
    """The distances between parts of a page, in pixels."""

    XS, S, M, L, XL = 4, 8, 12, 16, 24


class Colours(Frozen):
    """All colours of one scheme."""

    scheme: BaseColours
    window: QColor
    """The background of the list and the header."""
    page: QColor  # the background of text
    raised: QColor  # cards on the page
    hairline: QColor  # the lines between parts of a page
    outline: QColor  # the edge of a control
    text: QColor
    dim: QColor  # text that is less important
    accent: QColor
    on_accent: QColor  # text on the accent
    hover: QColor  # the background of a control under the mouse
    selected: QColor
    """The background of a control that is pressed, and of what was just done."""
    link: QColor
    bar: QColor  # what stands for a network in a drawing
    status: Mapping[str, QColor]  # by the vocabulary's word

    @property
    def tile(self) -> QColor:
        """A tile on the page: only an edge in the light scheme, raised in the dark one."""
        return self.page if self.scheme is BaseColours.LIGHT else self.raised

    def of_status(self, status: str) -> QColor:
        """Return the colour of a status: the accent for `checking` and `ready`, grey for any other word."""
        return self.accent if status in _ACCENTED else self.status.get(status, self.status["not_tested"])

    def tint(self, status: str) -> QColor:
        """Return a faint tint of a status colour, for the background of answers and notices."""
        return mix(self.of_status(status), self.page, 0.10 if self.scheme is BaseColours.LIGHT else 0.16)


_AMBER = ("#9f5100", "#e8b95c", "#5c2e00", "#ffd68a")
_GREY = ("#5c626e", "#b0b7c2", "#2c313b", "#e3e6ec")
"""Light, dark, and both again with more contrast, as in both tables."""
_STATUSES: Mapping[str, tuple[str, ...]] = {
    "works": ("#137138", "#63cd89", "#06421c", "#86f2ad"),
    "partly": _AMBER,
    "slow": _AMBER,
    "readable": _AMBER,
    "blocked": ("#bf2720", "#ff938a", "#820a05", "#ffc0ba"),
    "down": ("#456292", "#9db9e0", "#1d355f", "#cfdfff"),
    "unknown": _GREY,
    "not_tested": _GREY,
}
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "window": ("#f3f4f7", "#191b20", "#fffffe", "#000001"),
    "page": (PAGE[BaseColours.LIGHT], PAGE[BaseColours.DARK], "#ffffff", "#000000"),
    "raised": ("#f7f8fa", "#282c33", "#ffffff", "#000000"),
    "hairline": ("#e1e4ea", "#343942", "#3d4452", "#a9b1be"),
    "outline": ("#858d9c", "#767f8e", "#000000", "#ffffff"),
    "text": ("#1a1e27", "#e9ebf0", "#000000", "#ffffff"),
    "dim": ("#525a69", "#b4bbc7", "#272c36", "#e3e6ec"),
    "accent": ("#3a55c5", "#91a6ff", "#13298f", "#b9c6ff"),
    "on_accent": ("#ffffff", "#10152b", "#ffffff", "#000000"),
    "hover": ("#e9ecf2", "#262a31", "#e6e9f0", "#22252c"),
    "selected": ("#e0e6fa", "#2d3550", "#ccd7fb", "#25336b"),
    "link": ("#3049b4", "#a6b7ff", "#13298f", "#c9d3ff"),
    "bar": ("#e9ecf2", "#2b3038", "#e6e9f0", "#22252c"),
}


@cache
def colours(scheme: BaseColours, *, strong: bool = False) -> Colours:
    """Return the colours of a scheme. `strong`: with more contrast."""
    column = (2 if strong else 0) + (scheme is BaseColours.DARK)
    status = {word: QColor(tones[column]) for word, tones in _STATUSES.items()}
    others = {name: QColor(tones[column]) for name, tones in _OTHERS.items()}
    return Colours(scheme=scheme, status=status, **others)


def on_any_ground(status: str) -> QColor:
    """Return the colour of a status on an unknown background: between its light and its dark tone."""
    light, dark = (colours(scheme).of_status(status) for scheme in (BaseColours.LIGHT, BaseColours.DARK))
    return QColor(mix(light, dark, _LIGHT_SHARE).rgb())


def scheme_of(palette: QPalette) -> BaseColours:
    """Return the scheme of a palette, by its background."""
    return BaseColours.DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else BaseColours.LIGHT


def colours_of(palette: QPalette) -> Colours:
    """Return the colours of the scheme of a widget's palette; for a foreign palette, of the scheme as light or dark."""
    scheme = scheme_of(palette)
    window = palette.color(QPalette.ColorRole.Window)
    return colours(scheme, strong=window.rgb() == colours(scheme, strong=True).window.rgb())


def scheme_for(preference: Qt.ColorScheme, palette: QPalette) -> BaseColours:
    """Return the desktop's preferred scheme; without a preference, the scheme of its palette."""
    if preference is Qt.ColorScheme.Unknown:
        return scheme_of(palette)
    return BaseColours.DARK if preference is Qt.ColorScheme.Dark else BaseColours.LIGHT


@cache
def make_palette(scheme: BaseColours, *, strong: bool = False) -> QPalette:
    """Return a whole palette, so that native widgets match painted ones."""
    c = colours(scheme, strong=strong)
    role = QPalette.ColorRole
    qt_palette = QPalette()
    for colour, roles in (
        (c.window, (role.Window, role.Button)),
        (c.page, (role.Base, role.Light)),
        (c.raised, (role.AlternateBase, role.ToolTipBase)),
        (c.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (c.dim, (role.PlaceholderText,)),
        (c.accent, (role.Highlight, role.Accent)),
        (c.on_accent, (role.HighlightedText, role.BrightText)),
        (c.link, (role.Link, role.LinkVisited)),
        (c.hairline, (role.Midlight,)),
        (c.outline, (role.Mid, role.Dark, role.Shadow)),
    ):
        for coloured in roles:
            qt_palette.setColor(coloured, colour)
    for coloured in (role.Text, role.ButtonText, role.WindowText):
        qt_palette.setColor(QPalette.ColorGroup.Disabled, coloured, mix(c.dim, c.window, _DISABLED_SHARE))
    return qt_palette


def enlarge(base: QFont, points: float, *, strong: bool = False) -> QFont:
    """Return a font that is larger than `base` by these points. `strong`: semibold."""
    font = QFont(base)
    font.setPointSizeF(QFontInfo(base).pointSizeF() + points)
    font.setWeight(QFont.Weight.DemiBold if strong else base.weight())
    return font


def scale_to_font(length: int, font: QFont, heights: float) -> int:
    """Return `length` in pixels, or `heights` font heights if that is more, as with a large font."""
    return max(length, round(heights * QFontInfo(font).pixelSize()))


def target_height(height: int, font: QFont) -> int:
    """Return the height of a control in pixels; it grows more slowly than the font. `height`: at 10 points."""
    return round(height * (1 + _TARGET_GROWTH * (QFontInfo(font).pointSizeF() / 10 - 1)))


def make_fixed_font(base: QFont) -> QFont:
    """Return the system's monospaced font, a little smaller than the text around it."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QFontInfo(base).pointSizeF() - TEXT)
    return font


def mix(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return a mixture of a colour and the background under it. `share`: of the colour, from 0 to 1."""
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    )


def contrast(colour: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2)."""
    brighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1 (WCAG 2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def margins(leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """Return the margins in the window's reading direction; `leading` is the side where lines begin."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QMargins(trailing, top, leading, bottom)
    return QMargins(leading, top, trailing, bottom)
