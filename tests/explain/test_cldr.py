"""Plurals, lists, numbers and dates, by the Unicode CLDR, compared with Babel's."""

import re
from datetime import date
from pathlib import Path

import pytest
from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list

from dialtone.explain.cldr import date_of, digits_of, list_of, plural_of
from dialtone.explain.direction import runs_right_to_left
from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import replace
from dialtone.model.wording import PLURALS
from dialtone.store.wording_file import list_languages, load_wording, read_language
from explain.cldr_forms import forms_of
from resources_copy import copy_resources

RESOURCES = Path(__file__).parents[2] / "resources"
DAY = date(2026, 11, 29)


def sentences(language: str) -> Sentences:
    return Sentences(load_wording(RESOURCES, language))


@pytest.mark.parametrize(
    ("language", "listed", "day", "month", "number"),
    [
        ("en", "a, b and c", "29 November 2026", "November 2026", "1.5"),
        ("ru", "a, b и c", "29 ноября 2026 года", "ноября 2026 года", "1,5"),
        ("zh", "a、b 和 c", "2026年11月29日", "2026年11月", "1.5"),
        ("fa", "a، b، و c", "۸ آذر ۱۴۰۵ (۲۹ نوامبر ۲۰۲۶)", "آبان–آذر ۱۴۰۵ (نوامبر ۲۰۲۶)", "۱٫۵"),
    ],
)
def test_a_language_lists_dates_and_counts_as_it_does(
    language: str, listed: str, day: str, month: str, number: str
) -> None:
    words = sentences(language)
    bare = words.list_of(["a", "b", "c"]).translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069")))
    assert (bare, words.date(DAY), words.month(DAY), words.decimal(1.5)) == (listed, day, month, number)


def test_persian_months_are_joined_to_their_year() -> None:
    words = sentences("fa")
    assert words.date(date(2026, 1, 5)) == "۱۵ دی ۱۴۰۴ (۵ ژانویهٔ ۲۰۲۶)"
    assert words.month(date(2026, 5, 1)) == "اردیبهشت–خرداد ۱۴۰۵ (مهٔ ۲۰۲۶)"
    assert words.month(date(2026, 8, 1)) == "مرداد–شهریور ۱۴۰۵ (اوت ۲۰۲۶)"


def test_persian_texts_write_months_in_both_calendars_in_the_one_form() -> None:
    season = re.compile(r"(بهار|تابستان|پاییز|زمستان) [۰-۹]{4} \(\S+ [۰-۹]{4}\)")
    files = list((RESOURCES / "languages" / "fa").rglob("*.toml"))
    assert not {path.name: found[0] for path in files if (found := season.search(path.read_text("utf-8")))}


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 минуту"), (2, "2 минуты"), (5, "5 минут"), (11, "11 минут"), (21, "21 минуту"), (22, "22 минуты")],
)
def test_a_russian_number_is_followed_by_its_own_form(count: int, said: str) -> None:
    words = sentences("ru")
    assert said in words.say_counted(count, "notice.gone.minutes", minutes=count)
    assert "по 21 источнику" in words.say_counted(21, "advice.written", amount=21, date=words.date(DAY))


def test_a_form_that_is_not_given_is_said_as_the_other_one() -> None:
    wording = load_wording(RESOURCES, "ru")
    without = {key: text for key, text in wording.sentences.items() if key != "notice.gone.minutes.few"}
    words = Sentences(replace(wording, sentences=without))
    assert words.say_counted(2, "notice.gone.minutes", minutes=2) == "Связи не было 2 минут."


@pytest.mark.parametrize("language", list_languages(RESOURCES))
def test_a_language_gives_no_form_that_it_does_not_have(language: str) -> None:
    wording = load_wording(RESOURCES, language)
    for key in (key for key in wording.sentences if key.endswith(".other")):
        given = {form for form in PLURALS if f"{key.removesuffix('other')}{form}" in wording.sentences}
        assert given <= {*wording.forms.plurals, "other"}, key


SAID_OTHERWISE = {"ru": {"date", "month"}, "ur": {"date"}, "vi": {"date"}, "fa": {"months"}}
"""Russian spells out the year, since its abbreviation ends with a full stop; Persian joins a month to its year."""


@pytest.mark.parametrize("language", list_languages(RESOURCES))
def test_a_language_has_its_rows_of_the_cldr(language: str) -> None:
    properties = read_language(RESOURCES, language)
    rows = forms_of(properties.locale or language)
    differ = {name for name in rows.__struct_fields__ if getattr(rows, name) != getattr(properties.forms, name)}
    assert differ == SAID_OTHERWISE.get(language, set())


@pytest.mark.parametrize("locale", ["en_001", "ru", "fa", "ar", "tr", "zh", "vi", "my", "pl", "lt", "cy", "sl", "he"])
def test_rows_are_followed_as_babel_does(locale: str) -> None:
    known, forms = Locale.parse(locale), forms_of(locale)
    assert [plural_of(forms, count) for count in (*range(240), 10**6)] == [
        known.plural_form(count) for count in (*range(240), 10**6)
    ]
    for words in ("ab", "abc", "abcd", "abcde"):
        assert list_of(forms, words) == format_list(words, locale=known)
    for day in (date(2026, month, 9) for month in range(1, 13)):
        assert date_of(forms, forms.date, day) == format_date(day, "long", known)


def test_digits_are_those_of_the_language() -> None:
    assert "".join(map(chr, digits_of(forms_of("my")).values())) == "၀၁၂၃၄၅၆၇၈၉"
    assert [runs_right_to_left(name) for name in ("العربية", "اردو", "Türkçe", "中文")] == [True, True, False, False]


def test_a_language_that_gives_no_rows_has_the_forms_of_english(tmp_path: Path) -> None:
    folder = copy_resources(tmp_path)
    language = folder / "languages" / "xx"
    (language / "wording").mkdir(parents=True)
    (language / "language.toml").write_text('name = "x"\ndraft = true\n', encoding="utf-8")
    assert Sentences(load_wording(folder, "xx")).date(DAY) == "29 November 2026"
