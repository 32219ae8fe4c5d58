"""Figures, lists, dates and plurals by the rows of the CLDR that each language has."""

from datetime import date

import pytest
from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list

from dialtone.explain.cldr import date_of, digits_of, list_of, plural_of
from dialtone.explain.direction import runs_right_to_left
from dialtone.store.wording_file import list_languages, read_language
from explain.cldr_forms import forms_of
from spoken import RESOURCES

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
