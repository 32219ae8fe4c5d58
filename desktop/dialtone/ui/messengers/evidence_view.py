"""Lines for a technician."""

from dialtone.ui.painting.theme import SPACE_M, Type, fixed_font
from dialtone.ui.widgets.controls import Text


def technical(lines: tuple[str, ...]) -> Text:
    """Lines for someone technical."""
    text = Text("\n".join(lines), Type.CAPTION, dim=True)
    text.setFont(fixed_font(text.font()))
    text.setContentsMargins(0, 0, 0, SPACE_M)
    return text
