import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from dialtone.model.status_groups import WORST_FIRST
from dialtone.ui.painting.status_shapes import paint_glyph
from ui.pictures import painted

pytestmark = pytest.mark.usefixtures("qapp")


def picture(status: str, *, hollow: bool = False) -> QImage:
    square, ink, ground = QRectF(0, 0, 20, 20), QColor("#000000"), QColor("#ffffff")
    return painted(20, lambda painter: paint_glyph(painter, square, status, ink, ground, hollow=hollow))


def test_shapes_differ_without_any_colour() -> None:
    """Whoever cannot tell red from green reads the shape."""
    seen = [bytes(picture(status).constBits()) for status in (*WORST_FIRST, "not_tested", "offline")]
    assert len(set(seen)) == len(seen)


CLAIMS = ("works", "partly", "slow", "blocked", "down", "readable")


def test_what_is_said_with_a_doubt_does_not_look_certain() -> None:
    """A likely block was as fully red as a sure one."""
    hollow = [bytes(picture(status, hollow=True).constBits()) for status in CLAIMS]
    sure = [bytes(picture(status).constBits()) for status in CLAIMS]
    assert len({*hollow, *sure}) == 2 * len(CLAIMS)


def test_what_claims_nothing_has_one_shape() -> None:
    for status in ("unknown", "not_tested"):
        assert picture(status, hollow=True) == picture(status)


def test_an_unknown_word_is_the_quiet_outline() -> None:
    assert picture("needs_server") == picture("not_tested")
