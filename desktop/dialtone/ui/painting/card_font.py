"""The fonts of the card, which are bundled for equal letters on every computer. Text is painted as outlines."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPainterPath, QTextLayout

from dialtone.model.frozen import Frozen, replace

FAMILY = "Dialtone Card"
FAMILIES = (FAMILY, f"{FAMILY} Han")  # a letter that neither has is taken from the system's fonts
_RLM = "\N{RIGHT-TO-LEFT MARK}"
_NO_BREAK = "\N{NO-BREAK SPACE}"
_SHORT_WORD = re.compile(r"(?<!\S)(\w{1,2}) (?=\S)")
"""Short words that must not be left at the end of a line: «с», «и», "a", «و»."""
_BLANK_IN_CHINESE = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uff5e]) (?=[\u3001-\u9fff\uff01-\uff5e])")
"""The blank that joining two wrapped lines puts between two Chinese letters."""
ELLIPSIS = "…"
_NARROWING_PIXELS = 4.0  # how closely the narrowest width is found in which a text has no more lines
_DESCENT = 0.62  # how far a line reaches below the middle of its capital letters, in its size
_FILES = ("card-regular.ttf", "card-bold.ttf", "card-han-regular.otf")


class CardFontError(Exception):
    """The font cannot be read. The message is one line."""


def get_painting_application() -> QGuiApplication:
    """Return the application object that painting text needs; if none exists, one that needs no screen."""
    running = QGuiApplication.instance()
    return running if isinstance(running, QGuiApplication) else QGuiApplication(["dialtone", "-platform", "offscreen"])


def read_card_font(folder: Path) -> None:
    """Register the card's fonts with Qt. Needs an application object. Raises `CardFontError`."""
    if FAMILY in QFontDatabase.families():
        return
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise CardFontError(f"{folder / name}: not a font")


def can_write(text: str) -> bool:
    """Return whether the card's and the system's fonts have all letters of a text. The card's must be loaded."""
    metrics = QFontMetricsF(make_font(12))
    return all(metrics.inFontUcs4(ord(letter)) for letter in text if letter.isprintable())


def make_font(pixels: float, *, bold: bool = False) -> QFont:
    """Return the card's font in a size of pixels, which is rounded."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def make_outline(text: str, pixels: float, *, bold: bool = False, mirrored: bool = False) -> QPainterPath:
    """Return a line as one outline, with its baseline at the origin. `mirrored`: it is read from the right."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # joined letters overlap: the odd-even rule would leave holes
    path.addText(QPointF(0, 0), make_font(pixels, bold=bold), (_RLM if mirrored else "") + text)
    return path


def text_width(text: str, pixels: float, *, bold: bool = False) -> float:
    """Return the width of a line, in pixels."""
    return QFontMetricsF(make_font(pixels, bold=bold)).horizontalAdvance(text)


def wrap(text: str, pixels: float, width: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text wrapped to this width. A word wider than that stays whole, in a line of its own."""
    unbroken = _SHORT_WORD.sub(rf"\1{_NO_BREAK}", text)
    layout = QTextLayout(unbroken, make_font(pixels, bold=bold))
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(unbroken[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines


def wrap_balanced(text: str, pixels: float, width: float, *, bold: bool = False) -> list[str]:
    """Return the text in as few lines as possible, of about equal length: no word is left alone on the last one."""
    lines = wrap(text, pixels, width, bold=bold)
    # bisects for the narrowest width that needs no more lines
    too_narrow = 0.0
    wide_enough = width
    while len(lines) > 1 and wide_enough - too_narrow > _NARROWING_PIXELS:
        middle = (too_narrow + wide_enough) / 2
        narrower = wrap(text, pixels, middle, bold=bold)
        fits = all(text_width(line, pixels, bold=bold) <= middle for line in narrower) and len(narrower) == len(lines)
        too_narrow, wide_enough = (too_narrow, middle) if fits else (middle, wide_enough)
    return wrap(text, pixels, wide_enough, bold=bold)


def wrap_at_most(max_lines: int, text: str, pixels: float, width: float, *, bold: bool = False) -> list[str]:
    """Return the text in at most this number of lines; an ellipsis marks what was left out."""
    lines = wrap(text, pixels, width, bold=bold)
    if len(lines) <= max_lines:
        lines = wrap_balanced(text, pixels, width, bold=bold)
    else:
        rest = " ".join(lines[max_lines - 1 :])
        lines[max_lines - 1 :] = [_BLANK_IN_CHINESE.sub("", rest)]
    metrics = QFontMetricsF(make_font(pixels, bold=bold))
    # one pixel more, so that what was wrapped to this width is not elided
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width + 1) for line in lines]


class Line(Frozen):
    """A line that starts at `x`, its capital letters centred on `middle`."""

    text: str
    x: float
    middle: float
    pixels: float
    bold: bool = False

    @property
    def width(self) -> float:
        """The width; 0 for no text."""
        return text_width(self.text, self.pixels, bold=self.bold) if self.text else 0.0

    @property
    def end(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y below its descenders."""
        return self.middle + self.pixels * _DESCENT


def fit_text(text: str, sizes: Iterable[tuple[float, int]], width: float, *, bold: bool = False) -> tuple[Line, ...]:
    """Return a text as lines in the first size in which it fits; in the last, it is elided if it is too long.

    The lines are not placed yet: `stack` does that. `sizes`: each in pixels, with the most lines in that size.
    """
    for pixels, max_lines in sizes:
        texts = wrap_at_most(max_lines, text, pixels, width, bold=bold)
        if not any(line.endswith(ELLIPSIS) for line in texts):
            break
    return tuple(Line(line, 0, 0, pixels, bold) for line in texts)


def stack(
    lines: Sequence[Line], x: float, top: float, leading: float, *, width: float | None = None
) -> tuple[Line, ...]:
    """Return lines, moved to be stacked from `top` on, at `x` or centred in the `width` after it.

    `leading`: the height of a line, as a multiple of its size.
    """
    stacked = []
    for line in lines:
        height = line.pixels * leading
        start = x if width is None else x + (width - line.width) / 2
        stacked.append(replace(line, x=start, middle=top + height / 2))
        top += height
    return tuple(stacked)
