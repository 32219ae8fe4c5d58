from pytestqt.qtbot import QtBot

from dialtone.ui.widgets.notice_bar import OutcomeBar
from ui.own_widgets import keep_widget


def test_a_sentence_that_is_part_of_an_offered_one_is_shown_too(qtbot: QtBot) -> None:
    bar = keep_widget(qtbot, OutcomeBar())
    bar.say("Signal was removed.", "Undo", lambda: None)
    bar.say("Signal")
    assert bar.label.text() == "Signal was removed.\nSignal"
    bar.say("Signal was removed.")
    assert bar.label.text() == "Signal was removed."


def test_a_retracted_sentence_leaves_the_others_that_the_button_is_about(qtbot: QtBot) -> None:
    bar = keep_widget(qtbot, OutcomeBar())

    def undo() -> None:
        pass

    for sentence in ("Signal was removed.", "Element was removed."):
        bar.say(sentence, "Undo", undo)
    bar.retract("Signal was removed.")
    assert (bar.label.text(), bar.isHidden()) == ("Element was removed.", False)
    bar.retract("Element was removed.")
    assert bar.isHidden()
