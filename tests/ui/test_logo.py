import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.logo import TRAY_SIDES, TrayState, ink, tray_icon
from dialtone.ui.painting.theme import contrast
from ui.examples import ICON

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("side", TRAY_SIDES)
def test_states_differ_in_every_size(side: int) -> None:
    images = [tray_icon(state, ink(BaseColours.LIGHT)).pixmap(QSize(side, side)).toImage() for state in TrayState]
    assert all(image.size() == QSize(side, side) for image in images)
    assert len({bytes(image.constBits()) for image in images}) == len(TrayState)


def test_one_colour_so_that_a_panel_may_tint_it() -> None:
    icon = tray_icon(TrayState.BLOCKED, QColor("#000000"))
    assert icon.isMask()


def test_ink_stands_out_from_its_panel() -> None:
    assert contrast(ink(BaseColours.DARK), QColor("#303030")) > 7
    assert contrast(ink(BaseColours.LIGHT), QColor("#f0f0f0")) > 7


def test_the_application_icon_can_be_drawn() -> None:
    assert not QIcon(str(ICON)).pixmap(QSize(16, 16)).isNull()
