"""Who made an app, in words: three answers, a row only for another's program, no alarm without a reason."""

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.makers import say_app_maker, say_file_maker, say_makers
from dialtone.model.maker import AppMaker, LinkHandler, Maker, MakersOfApps, Origin, OriginGap, OriginKind
from explain.word_rules import problems
from gallery.makers import every_maker

FORK = AppMaker("telegram", "AyuGram", Maker.OTHER, Origin(gap=OriginGap.COPIED), "AyuGram", own_program=True)
UNSIGNED = AppMaker("telegram", "Telegram", Maker.UNKNOWN, Origin(gap=OriginGap.UNSIGNED))
DEBIAN = AppMaker("telegram", "Telegram", Maker.OTHER, Origin(OriginKind.DISTRIBUTION, "Debian"), "Debian")


def test_what_is_said_of_makers_keeps_the_rules(explainer: Explainer) -> None:
    language = explainer.sentences.language
    said = [text for _, texts in every_maker(explainer.sentences) for text in texts]
    assert len(said) > 20
    assert not {problem for text in said for problem in problems(text, language)}


def test_only_a_program_of_others_stands_in_the_row(explainer: Explainer) -> None:
    sentences = explainer.sentences
    for quiet in (UNSIGNED, DEBIAN):
        words = say_makers(sentences, MakersOfApps((quiet,)), "telegram", "Telegram")
        assert (words.row, words.warnings, len(words.lines)) == ("", (), 1)
    words = say_makers(sentences, MakersOfApps((UNSIGNED, FORK)), "telegram", "Telegram")
    assert "AyuGram" in words.row
    assert "Telegram" in words.row
    assert (len(words.warnings), len(words.lines)) == (1, 1)
    assert say_makers(sentences, MakersOfApps((FORK,)), "signal", "Signal").row == ""


def test_a_stranger_that_opens_links_stands_in_the_row(explainer: Explainer) -> None:
    found = MakersOfApps((), (LinkHandler("telegram", "Fast Telegram"),))
    words = say_makers(explainer.sentences, found, "telegram", "Telegram")
    assert "Fast Telegram" in words.row
    assert "Fast Telegram" in words.warnings[0]


@pytest.mark.parametrize(
    ("kind", "publisher", "messenger", "gap"),
    [
        (OriginKind.AUTHENTICODE, "Acme", "Telegram", "maker.unknown_signer"),
        (OriginKind.FLATHUB, "Acme", "Telegram", "maker_gap.other_source"),
        (OriginKind.AUTHENTICODE, "Acme", "", "maker.unknown_signer_file"),
        (OriginKind.AUTHENTICODE, "", "", "maker_gap.other_source"),
    ],
)
def test_an_unknown_signer_is_named(
    english: Explainer, kind: OriginKind, publisher: str, messenger: str, gap: str
) -> None:
    app = AppMaker("telegram", "Telegram", Maker.UNKNOWN, Origin(kind, publisher))
    reason = english.sentences.say(gap, place=publisher, messenger=messenger)
    assert reason in say_app_maker(english.sentences, app, messenger)


def test_a_changed_file_is_warned_of(explainer: Explainer) -> None:
    changed = AppMaker(
        "", "x.exe", Maker.UNKNOWN, Origin(OriginKind.AUTHENTICODE, "Telegram FZ-LLC", OriginGap.CHANGED)
    )
    first, last = say_file_maker(explainer.sentences, changed)
    assert explainer.sentences.say("maker_gap.changed") in first
    assert last == explainer.sentences.say("maker.file_advice")
