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
