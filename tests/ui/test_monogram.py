"""Every messenger's sign can be read, in both schemes and as small as in a menu."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from dialtone.model.catalogue import Messenger
from dialtone.store.catalogue_file import load_catalogue
from dialtone.ui.painting.monogram import find_monogram_colours, paint_monogram
from dialtone.ui.painting.theme import LEAST_CONTRAST, contrast
from ui.pictures import painted

MESSENGERS = load_catalogue(Path(__file__).resolve().parents[2] / "resources" / "catalogue").messengers


@pytest.mark.parametrize("hue", sorted({m.hue for m in MESSENGERS} | {"", "nonsense", "#ffffff", "#000000"}))
def test_the_letter_can_be_read_on_the_hue(hue: str) -> None:
    ground, ink = find_monogram_colours(hue)
    assert contrast(ink, ground) >= LEAST_CONTRAST


def test_no_two_messengers_have_the_same_sign() -> None:
    signs = [(m.letter, find_monogram_colours(m.hue)[0].name()) for m in MESSENGERS]
    assert sorted(set(signs)) == sorted(signs)


@pytest.mark.parametrize("found", MESSENGERS, ids=lambda m: m.id)
def test_the_smallest_sign_still_has_a_letter(qtbot: QtBot, found: Messenger) -> None:
    square = QRectF(0, 0, 16, 16)
    image = painted(16, lambda painter: paint_monogram(painter, square, found.letter, found.hue, QFont()))
    ground, _ = find_monogram_colours(found.hue)
    inside = [image.pixelColor(x, y) for x in range(2, 14) for y in range(2, 14)]
    assert sum(contrast(pixel, ground) > 2 for pixel in inside) >= 12
