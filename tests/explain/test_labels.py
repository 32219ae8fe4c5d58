"""The labels of the window keep the same rules as the sentences, in every language."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from dialtone.store.wording_file import list_languages
from explain.word_rules import problems, said
from spoken import RESOURCES

DATE = "d MMMM yyyy"  # a pattern, and no words
WRITTEN = "ru"  # English labels stand in the code; every file of another language has them as the source


def labels(language: str) -> Iterator[str]:
    name = WRITTEN if language == "en" else language
    for message in ET.parse(RESOURCES / "languages" / name / "labels.ts").getroot().iter("message"):  # noqa: S314
        if (message.findtext("source") or "") == DATE:
            continue
        told = message.find("translation")
        if language == "en":
            yield message.findtext("source") or ""
        elif told is not None:
            forms = [form.text for form in told.iter("numerusform")] or [told.text]
            yield from (text for text in forms if text)


@pytest.mark.parametrize("language", list_languages(RESOURCES))
def test_every_label_keeps_the_rules_of_the_words(language: str) -> None:
    texts = list(labels(language))
    assert len(texts) > 200
    assert [problem for text in texts for problem in said(text, language)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Try the the proxy"),
        ("en", "Dialtone’s page"),
        ("en", "Wait..."),
        ("en", "Ask the maker of it"),
        ("ru", "Проверить еще раз"),
        ("ru", 'Нажмите "Отмена"'),
        ("ru", "Откройте «Настройки"),
        ("ru", "Прокси - это сервер"),
        ("fa", "دوباره می کند"),
        ("fa", "صبر كنيد"),
        ("fa", "پیام , تماس,"),
        ("fa", "تا 5 دقیقه"),
    ],
)
def test_a_breach_is_found(language: str, text: str) -> None:
    assert list(problems(text, language))
