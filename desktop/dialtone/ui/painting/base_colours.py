"""The colours of the bare ground, apart from all others: the first frame needs these and nothing else."""

from enum import Enum


class BaseColours(Enum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"

    @classmethod
    def chosen(cls, word: str) -> "BaseColours | None":
        """Return what a person chose in the settings; None where the system decides."""
        return next((scheme for scheme in cls if scheme.value == word), None)


WINDOW = {BaseColours.LIGHT: "#f3f4f7", BaseColours.DARK: "#191b20"}
"""Behind the list and the header."""
PAGE = {BaseColours.LIGHT: "#ffffff", BaseColours.DARK: "#202329"}
"""Behind reading text."""
HAIRLINE = {BaseColours.LIGHT: "#e1e4ea", BaseColours.DARK: "#343942"}

NARROW = 800
"""Below this width list and page are shown one at a time."""
_LEAST_PAGE = 26
"""And where the page beside the list would be narrower than this, in units of the height of the letters (em)."""


def is_narrow(width: int, listed: int, letters: int) -> bool:
    """Return whether a window of this width has no room for a page beside the list. `letters`: their size in pixels."""
    return width < NARROW or width - listed < _LEAST_PAGE * letters


def list_width(width: int) -> int:
    """How much of a wide window the list takes."""
    return max(320, min(round(width * 0.36), 400))
