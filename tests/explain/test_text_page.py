"""A page of text for the terminal: width, indents, gaps and columns."""

from dialtone.explain.explainer import Explainer
from dialtone.explain.text_page import STRONG, TextPage

SENTENCE = "Signal works here, and photos do too, but calls were not tested."


def test_paragraphs_are_wrapped_to_the_width_and_indented(english: Explainer) -> None:
    page = TextPage(english.sentences, colour=False, width=40)
    page.add_text(SENTENCE, indent=4)
    lines = page.text().splitlines()
    assert " ".join(line.strip() for line in lines) == SENTENCE
    assert all(line.startswith("    ") and len(line) <= 40 for line in lines)


def test_a_page_is_neither_too_narrow_nor_too_wide_to_read(english: Explainer) -> None:
    for width, columns in ((10, 40), (60, 60), (500, 100)):
        assert TextPage(english.sentences, colour=False, width=width).width == columns


def test_what_is_kept_on_one_line_can_be_copied(english: Explainer) -> None:
    page = TextPage(english.sentences, colour=False, width=40)
    page.add_text("To see how others do, type: dialtone\N{NO-BREAK SPACE}check\N{NO-BREAK SPACE}--all")
    assert page.text().splitlines() == ["To see how others do, type:", "dialtone check --all"]


def test_one_empty_line_stands_between_parts_and_none_around_them(english: Explainer) -> None:
    page = TextPage(english.sentences, colour=False, width=80)
    page.add_gap()
    page.add_line("one")
    page.add_gap()
    page.add_gap()
    page.add_line("two")
    page.add_gap()
    assert page.text() == "one\n\ntwo\n"


def test_styles_take_no_room_in_a_column(english: Explainer) -> None:
    plain, styled = (
        TextPage(english.sentences, colour=colour, width=80).pad_name("Signal", 10) for colour in (False, True)
    )
    assert plain == "Signal    "
    assert styled == f"\x1b[{STRONG}mSignal\x1b[0m    "
