"""The background colours, separate from all others: the first frame needs only these."""

from enum import Enum


class BaseColours(Enum):
    """The colour schemes."""

    LIGHT = "light"
    DARK = "dark"

    @classmethod
    def chosen(cls, setting: str) -> "BaseColours | None":
        """Return the scheme chosen in the settings; None if the system decides."""
        return next((scheme for scheme in cls if scheme.value == setting), None)


WINDOW = {BaseColours.LIGHT: "#f3f4f7", BaseColours.DARK: "#191b20"}
"""The background of the list and the header."""
PAGE = {BaseColours.LIGHT: "#ffffff", BaseColours.DARK: "#202329"}
"""The background of text."""
HAIRLINE = {BaseColours.LIGHT: "#e1e4ea", BaseColours.DARK: "#343942"}
"""The lines between parts of a page."""
