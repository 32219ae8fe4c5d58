"""A menu of one make with the rest of the window. Where Qt has a native style the menu is the system's own."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from dialtone.ui.painting.control_style import has_own_menus
from dialtone.ui.painting.round_corners import cut_corners, make_round
from dialtone.ui.painting.theme import SPACE_XS


class Menu(QMenu):
    """Qt's own menu, with its keyboard, its roles and its submenus; the style paints it, its corners are round."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        if has_own_menus():
            make_round(self)
            self.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_XS, SPACE_XS)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the corners round."""
        super().resizeEvent(event)
        if has_own_menus():
            cut_corners(self)
