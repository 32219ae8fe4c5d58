"""The schemes and the background of a page, separate from all other colours: the first frame needs only these."""

from enum import Enum


class BaseColours(Enum):
    """The colour schemes."""

    LIGHT = "light"
    DARK = "dark"

    @classmethod
    def chosen(cls, setting: str) -> "BaseColours | None":
        """Return the scheme chosen in the settings; None if the system decides."""
        return next((scheme for scheme in cls if scheme.value == setting), None)


PAGE = {BaseColours.LIGHT: "#ffffff", BaseColours.DARK: "#202329"}
"""The background of text."""
