"""Colours, spacing and type: defined once per scheme, asked for by name.

Widgets ask `colours_of(self.palette())`, so a change of scheme reaches everything that paints through Qt's own
palette change, and no theme object has to be kept.
"""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

from dialtone.model.frozen import Frozen
from dialtone.ui.painting.base_colours import HAIRLINE, PAGE, WINDOW, BaseColours

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = 4, 8, 12, 16, 24, 32
RADIUS = 8
TARGET = 32
"""The least height of anything that can be clicked."""
LEAST_CONTRAST = 4.5


class Type(Enum):
    """The type scale, relative to the system's font."""

    CAPTION = 0.85
    BODY = 1.0
    TITLE = 1.3
    HEADLINE = 1.6


_ASKED = frozenset({"checking", "ready"})


class Colours(Frozen):
    """All colours of one scheme. Status colours are keyed by the vocabulary's words."""

    scheme: BaseColours
    window: QColor
    """Behind the list and the header."""
    page: QColor
    """Behind reading text."""
    raised: QColor
    """Cards on the page."""
    hairline: QColor
    outline: QColor
    """The edge of a control."""
    text: QColor
    dim: QColor
    accent: QColor
    on_accent: QColor
    hover: QColor
    selected: QColor
    link: QColor
    status: Mapping[str, QColor]

    @property
    def tile(self) -> QColor:
        """A tile on the page: an edge in light, raised in dark."""
        return self.page if self.scheme is BaseColours.LIGHT else self.raised

    @property
    def bar(self) -> QColor:
        """What stands for the network in a drawing."""
        return mixed(self.text, self.page, 0.07)

    def of_status(self, status: str) -> QColor:
        """Return the colour of a status; what is asked, or about to be, has the accent, and what is unknown is grey."""
        return self.accent if status in _ASKED else self.status.get(status, self.status["not_tested"])

    def tint(self, status: str) -> QColor:
        """Return a faint tint of a status colour, for chips and notices."""
        return mixed(self.of_status(status), self.page, 0.10 if self.scheme is BaseColours.LIGHT else 0.16)


def _statuses(works: str, amber: str, red: str, down: str, grey: str, quiet: str) -> Mapping[str, QColor]:
    return MappingProxyType(
        {
            "works": QColor(works),
            "partly": QColor(amber),
            "slow": QColor(amber),
            "readable": QColor(amber),
            "blocked": QColor(red),
            "down": QColor(down),
            "unknown": QColor(grey),
            "not_tested": QColor(quiet),
        }
    )


_LIGHT = Colours(
    scheme=BaseColours.LIGHT,
    window=QColor(WINDOW[BaseColours.LIGHT]),
    page=QColor(PAGE[BaseColours.LIGHT]),
    raised=QColor("#f7f8fa"),
    hairline=QColor(HAIRLINE[BaseColours.LIGHT]),
    outline=QColor("#858d9c"),
    text=QColor("#1a1e27"),
    dim=QColor("#525a69"),
    accent=QColor("#3a55c5"),
    on_accent=QColor("#ffffff"),
    hover=QColor("#e9ecf2"),
    selected=QColor("#e0e6fa"),
    link=QColor("#3049b4"),
    status=_statuses("#137138", "#9f5100", "#bf2720", "#456292", "#5c626e", "#5c626e"),
)
_DARK = Colours(
    scheme=BaseColours.DARK,
    window=QColor(WINDOW[BaseColours.DARK]),
    page=QColor(PAGE[BaseColours.DARK]),
    raised=QColor("#282c33"),
    hairline=QColor(HAIRLINE[BaseColours.DARK]),
    outline=QColor("#767f8e"),
    text=QColor("#e9ebf0"),
    dim=QColor("#b4bbc7"),
    accent=QColor("#91a6ff"),
    on_accent=QColor("#10152b"),
    hover=QColor("#262a31"),
    selected=QColor("#2d3550"),
    link=QColor("#a6b7ff"),
    status=_statuses("#63cd89", "#e8b95c", "#ff938a", "#9db9e0", "#b0b7c2", "#b0b7c2"),
)


_STRONG_LIGHT = Colours(
    scheme=BaseColours.LIGHT,
    window=QColor("#fffffe"),
    page=QColor("#ffffff"),
    raised=QColor("#ffffff"),
    hairline=QColor("#3d4452"),
    outline=QColor("#000000"),
    text=QColor("#000000"),
    dim=QColor("#272c36"),
    accent=QColor("#13298f"),
    on_accent=QColor("#ffffff"),
    hover=QColor("#e6e9f0"),
    selected=QColor("#ccd7fb"),
    link=QColor("#13298f"),
    status=_statuses("#06421c", "#5c2e00", "#820a05", "#1d355f", "#2c313b", "#2c313b"),
)
_STRONG_DARK = Colours(
    scheme=BaseColours.DARK,
    window=QColor("#000001"),
    page=QColor("#000000"),
    raised=QColor("#000000"),
    hairline=QColor("#a9b1be"),
    outline=QColor("#ffffff"),
    text=QColor("#ffffff"),
    dim=QColor("#e3e6ec"),
    accent=QColor("#b9c6ff"),
    on_accent=QColor("#000000"),
    hover=QColor("#22252c"),
    selected=QColor("#25336b"),
    link=QColor("#c9d3ff"),
    status=_statuses("#86f2ad", "#ffd68a", "#ffc0ba", "#cfdfff", "#e3e6ec", "#e3e6ec"),
)
_BY_WINDOW = MappingProxyType({c.window.rgb(): c for c in (_LIGHT, _DARK, _STRONG_LIGHT, _STRONG_DARK)})


def colours(scheme: BaseColours, *, strong: bool = False) -> Colours:
    """The colours of a scheme. `strong`: with more contrast."""
    if strong:
        return _STRONG_DARK if scheme is BaseColours.DARK else _STRONG_LIGHT
    return _DARK if scheme is BaseColours.DARK else _LIGHT


def scheme_of(palette: QPalette) -> BaseColours:
    """The scheme that a palette belongs to, told by its background."""
    return BaseColours.DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else BaseColours.LIGHT


def colours_of(palette: QPalette) -> Colours:
    """The colours that fit what a widget is shown in, told by its background too."""
    return _BY_WINDOW.get(palette.color(QPalette.ColorRole.Window).rgb()) or colours(scheme_of(palette))


def scheme_for(preference: Qt.ColorScheme, palette: QPalette) -> BaseColours:
    """What the desktop asks for; where it does not say, what its own palette looks like."""
    if preference is Qt.ColorScheme.Unknown:
        return scheme_of(palette)
    return BaseColours.DARK if preference is Qt.ColorScheme.Dark else BaseColours.LIGHT


@lru_cache(maxsize=4)
def palette(scheme: BaseColours, *, strong: bool = False) -> QPalette:
    """A whole palette, so that native widgets stand on the same ground as painted ones."""
    c = colours(scheme, strong=strong)
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, c.window),
        (role.WindowText, c.text),
        (role.Base, c.page),
        (role.AlternateBase, c.raised),
        (role.Text, c.text),
        (role.Button, c.window),
        (role.ButtonText, c.text),
        (role.BrightText, c.on_accent),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.dim),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.Accent, c.accent),
        (role.Link, c.link),
        (role.LinkVisited, c.link),
        (role.Light, c.page),
        (role.Midlight, c.hairline),
        (role.Mid, c.outline),
        (role.Dark, c.outline),
        (role.Shadow, c.outline),
    ):
        made.setColor(which, colour)
    for which in (role.Text, role.ButtonText, role.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, which, mixed(c.dim, c.window, 0.7))
    return made


def type_font(base: QFont, kind: Type, *, strong: bool = False) -> QFont:
    """The system's font in one size of the scale."""
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * kind.value)
    else:
        font.setPixelSize(round(base.pixelSize() * kind.value))
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def larger(base: QFont, points: float, *, strong: bool = False) -> QFont:
    """The system's font, larger by these points."""
    font = QFont(base)
    font.setPointSizeF(QFontInfo(base).pointSizeF() + points)
    font.setWeight(QFont.Weight.DemiBold if strong else base.weight())
    return font


def grown(length: int, font: QFont, letters: float) -> int:
    """A length for letters of the usual size; where they are large, this many of their heights."""
    return max(length, round(letters * QFontInfo(font).pixelSize()))


def fixed_font(base: QFont) -> QFont:
    """The system's monospaced font, a little smaller than the text around it."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(max(base.pointSizeF(), 1.0) * Type.CAPTION.value)
    return font


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """`share` of a colour, the rest of the ground under it."""
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    )


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, as the accessibility guidelines (WCAG 2) define it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def margins(leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """The margins as the program reads now; `leading` is the side where lines begin."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QMargins(trailing, top, leading, bottom)
    return QMargins(leading, top, trailing, bottom)
