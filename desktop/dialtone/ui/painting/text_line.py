"""One line of text in its place on the card."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from dialtone.model.frozen import Frozen
from dialtone.ui.painting.outlined_text import text_width


class Line(Frozen):
    """A line that starts at `x`, its capital letters centred on `middle`."""

    text: str
    x: float
    middle: float
    pixels: float
    bold: bool = False

    @property
    def width(self) -> float:
        """How wide it is; 0 for no text."""
        return text_width(self.text, self.pixels, bold=self.bold) if self.text else 0.0

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Below its lowest letters."""
        return self.middle + self.pixels * 0.62

    @property
    def box(self) -> QRectF:
        """Return the ground it covers, with what hangs below the line."""
        return QRectF(self.x, self.middle - self.pixels * 0.5, self.width, self.pixels * 1.1)


def stack(
    texts: Sequence[str], x: float, top: float, pixels: float, leading: float, *, bold: bool = False
) -> tuple[Line, ...]:
    """Return lines one below the other. `leading`: their distance as a share of their size."""
    step = pixels * leading
    return tuple(Line(text, x, top + (place + 0.5) * step, pixels, bold) for place, text in enumerate(texts))
