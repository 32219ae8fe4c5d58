"""What goes together on a line, and that nothing but the painting knows of it."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.ui.widgets.controls import Text, with_no_break_spaces
from ui.own_widgets import keep_widget


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It works here, as it did there.", "It works here, as it did~there."),
        ("Checked just now", "Checked just now"),
        ("Откройте настройки и найдите это там", "Откройте настройки и~найдите это~там"),
        ("Он видит, к кому идут запросы, и к другим", "Он~видит, к~кому идут запросы, и~к~другим"),
        ("Что-то в этой сети мешает", "Что-то в~этой сети~мешает"),
        ("Начните с семнадцатибуквенных, а они о чём угодно", "Начните с семнадцатибуквенных, а~они о~чём~угодно"),
        ("شبکه و کامپیوتر شما کار می‌کند", "شبکه و~کامپیوتر شما کار~می‌کند"),
        ("one two three four five\nanother line", "one two three four~five\nanother line"),
        (
            "ends with a word that is too long for incomprehensibilities",
            "ends with a word that is too long for incomprehensibilities",
        ),
    ],
)
def test_short_words_go_with_the_next_and_the_last_two_together(text: str, shown: str) -> None:
    assert with_no_break_spaces(text) == shown.replace("~", "\N{NO-BREAK SPACE}")


def test_no_word_stands_alone_on_the_last_line(qtbot: QtBot) -> None:
    said = "Asked over an encrypted connection, other DNS services gave the true addresses, and the app answered there."
    label = keep_widget(qtbot, Text(said))
    metrics = QFontMetrics(label.font())
    wide = metrics.horizontalAdvance(said.rsplit(" ", 1)[0]) + 2  # all but the last word has room on a line
    flags = int(Qt.TextFlag.TextWordWrap)
    ground = QRect(0, 0, wide, 1000)
    alone = metrics.boundingRect(ground, flags, said), metrics.boundingRect(ground, flags, QLabel.text(label))
    assert alone[0].height() == alone[1].height() == label.heightForWidth(wide)
    assert alone[1].width() < alone[0].width()  # a word more went to the second line


def test_what_is_read_and_copied_has_ordinary_spaces(qtbot: QtBot) -> None:
    label = keep_widget(qtbot, Text("Asked over an encrypted connection it answered there."))
    assert label.text() == label.accessibleName() == "Asked over an encrypted connection it answered there."
    assert "\N{NO-BREAK SPACE}" in QLabel.text(label)
    label.setText("Works")
    assert (label.text(), QLabel.text(label), label.accessibleName()) == ("Works", "Works", "")
