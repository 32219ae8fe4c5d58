"""What a language lacks is said in English and marked; figures and lists are as each language writes them."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause, MessengerStatus
from dialtone.model.wording import IN_ENGLISH, PLURALS, UNSPOKEN
from dialtone.store.content import load_content
from dialtone.store.guidance_file import load_guidance
from dialtone.store.language_words import load_country_names
from dialtone.store.situation_file import load_situations
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages, load_wording, read_language
from explain.leads import ONLINE, SURE, F, S, judged
from explain.shipped import law_of
from gallery.verdicts import gallery
from resources_copy import copy_resources
from spoken import RESOURCES, WHOLE
from wording_rules import load_checked

RLM, FSI, PDI = "\u200f", "\u2068", "\u2069"
BLOCKED = judged("signal", MessengerStatus.BLOCKED, SURE, (F.MESSAGES, S.BLOCKED, Cause.NAME_FILTERED))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_resources(tmp_path, "wording", "guidance", "situations", "countries.toml")


def drop(path: Path, pattern: str) -> None:
    text, count = re.subn(pattern, "", path.read_text("utf-8"), flags=re.MULTILINE)
    assert count
    path.write_text(text, "utf-8")


def explainer(folder: Path, language: str) -> Explainer:
    return Explainer(load_wording(folder, language), load_guidance(folder, language), date(2026, 11, 24), "RU")


@pytest.mark.parametrize("language", WHOLE)
def test_the_languages_that_ship_lack_nothing(language: str) -> None:
    assert load_wording(RESOURCES, language).borrowed == frozenset()
    assert not any(entry.title.startswith(IN_ENGLISH) for entry in load_guidance(RESOURCES, language))
    assert not any(one.name.startswith(IN_ENGLISH) for one in load_country_names(RESOURCES, language))
    records = load_situations(RESOURCES, language)
    assert not any(IN_ENGLISH in f"{record.inside}{record.across}{record.rows}" for record in records)


def test_a_missing_sentence_is_said_in_english_and_marked(folder: Path) -> None:
    drop(folder / "languages/ru/wording/verdicts.toml", r"^blocked = .*\n")
    for language in ("ru", "fa"):
        drop(folder / f"languages/{language}/wording/report.toml", r"^no_messenger = .*\n")
    russian, persian = (explainer(folder, language).sentences for language in ("ru", "fa"))
    assert "summary.blocked" in russian.wording.borrowed
    assert russian.say("summary.blocked").startswith("[en] ")
    assert russian.say("cli.no_messenger", text="x") == "[en] No messenger is called x."
    assert persian.say("cli.no_messenger", text="x") == f"{RLM}{FSI}[en] No messenger is called {FSI}x{PDI}.{PDI}"
    assert not russian.say("cli.listed_messenger").startswith("[en]")


def test_a_missing_file_or_list_or_plural_form_stops_nothing(folder: Path) -> None:
    (folder / "languages/ru/wording/network.toml").unlink()
    drop(folder / "languages/ru/wording/reasons.toml", r"^dns_missing = \[(?:[^\]]|\n)*?\]\n")
    drop(folder / "languages/ru/wording/report.toml", r'^"written\.other" = .*\n')
    sentences = explainer(folder, "ru").sentences
    assert sentences.lines("network_can_do.offline")[0].startswith("[en] ")
    assert sentences.say("network_banner.offline").startswith("[en] ")
    written = sentences.say_counted(2, "advice.written", amount=2, date=sentences.date(date(2026, 11, 24)))
    assert written == "[en] Written on 24 ноября 2026 года, from 2 sources."
    assert sentences.say_counted(1, "advice.written", amount=1, date="").startswith("Написано")


def test_its_own_words_for_one_messenger_are_not_marked(folder: Path) -> None:
    drop(folder / "languages/ru/wording/functions.toml", r"^web = .*\n")
    sentences = explainer(folder, "ru").sentences
    own = next(key for key in sentences.wording.sentences if re.fullmatch(r"only\.\w+\.label\.web", key))
    assert sentences.say("label.web").startswith("[en] ")
    assert not sentences.say("label.web", about=own.split(".")[1]).startswith("[en]")


@pytest.mark.parametrize("language", ["ru", "fa"])
def test_a_language_of_its_name_alone_says_everything_in_english(folder: Path, language: str) -> None:
    name = load_wording(folder, language).sentences["language.name"]
    shutil.rmtree(place := folder / "languages" / language)
    place.mkdir()
    (place / "language.toml").write_text(f'name = "{name}"\ndraft = true\n', "utf-8")
    bare = explainer(folder, language)
    words = bare.explain_messenger(BLOCKED, ONLINE)
    for text in (words.headline, words.summary, words.guidance[0].title, *words.guidance[0].steps):
        assert "[en] " in text
    assert gallery(bare, "signal", "Signal")
    assert bare.sentences.say("answer.part_number.messages") in ("one", "many")
    assert all(key not in bare.sentences.say(key) for key in UNSPOKEN)
    assert load_country_names(folder, language)[0].name == "[en] Afghanistan"


def test_advice_in_english_is_isolated_where_reading_runs_right_to_left(folder: Path) -> None:
    (folder / "languages/fa/guidance/encrypted-dns-windows.toml").unlink()
    entry = next(one for one in load_guidance(folder, "fa") if one.id == "encrypted-dns-windows")
    sentences = explainer(folder, "fa").sentences
    assert all(step.startswith(IN_ENGLISH) for step in entry.steps)
    for text in (entry.title, *entry.steps):
        assert sentences.lay_out(text) == f"{RLM}{FSI}{text}{PDI}"


def test_what_is_known_of_a_country_is_told_in_english_too(folder: Path) -> None:
    drop(folder / "languages/fa/situations/RU.toml", r"^(said|also) = .*\n")
    (record,) = (one for one in load_situations(folder, "fa") if one.country == "RU")
    assert all(row.said.startswith(IN_ENGLISH) for row in record.rows)
    assert not record.inside.startswith(IN_ENGLISH)


def test_a_malformed_file_is_still_refused_and_so_is_a_language_without_a_name(folder: Path) -> None:
    path = folder / "languages/ru/wording/verdicts.toml"
    path.write_text(path.read_text("utf-8").replace("[summary]", "[summary]\nwroks = 3", 1), "utf-8")
    with pytest.raises(ResourceError, match=r"verdicts\.toml: "):
        load_wording(folder, "ru")
    drop(folder / "languages/fa/language.toml", r"^name = .*\n")
    with pytest.raises(ResourceError, match=r"language\.toml: .*name"):
        load_wording(folder, "fa")


def test_no_language_has_a_sentence_that_english_lacks(folder: Path) -> None:
    """Which sentences English needs is held by `test_every_sentence.py`."""
    drop(folder / "languages/en/wording/report.toml", r"^no_messenger = .*\n")
    with pytest.raises(ResourceError, match=r"cli\.no_messenger is not known"):
        load_checked(folder, "ru")


@pytest.mark.parametrize("language", WHOLE)
def test_beside_the_law_and_the_risk_of_a_draft_stands_english(language: str, tmp_path: Path) -> None:
    """Nobody who grew up with the language has read it: what harms a person who is misled is said twice."""
    known = load_content(RESOURCES, tmp_path, language).guidance
    english = {entry.id: entry for entry in load_guidance(RESOURCES, "en")}
    draft = read_language(RESOURCES, language).draft
    assert draft or language == "en" or len(read_language(RESOURCES, language).readers) > 1
    for entry in known:
        notes = zip(entry.legal, english[entry.id].legal, strict=True)
        for said, source in ((entry.risk, english[entry.id].risk), *((own.text, other.text) for own, other in notes)):
            assert said.endswith(f" {FSI}{IN_ENGLISH}{source}{PDI}") is (draft and bool(said))
    shown = Explainer(load_wording(RESOURCES, language), known, date(2026, 11, 24), "RU").explain_messenger(
        BLOCKED, ONLINE
    )
    marked = [text for text in (*law_of(shown), *(advice.risk for advice in shown.guidance)) if IN_ENGLISH in text]
    assert bool(marked) is draft
    assert all(text.count(FSI) >= text.count(f"{FSI}{IN_ENGLISH}") > 0 for text in marked)


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
def test_each_language_lists_dates_and_counts(language: str, listed: str, day: str, month: str, number: str) -> None:
    words = sentences(language)
    bare = words.list_of(["a", "b", "c"]).translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069")))
    assert (bare, words.date(DAY), words.month(DAY), words.decimal(1.5)) == (listed, day, month, number)


def test_persian_months_are_joined_to_their_year() -> None:
    words = sentences("fa")
    assert words.date(date(2026, 1, 5)) == "۱۵ دی ۱۴۰۴ (۵ ژانویهٔ ۲۰۲۶)"
    assert words.month(date(2026, 5, 1)) == "اردیبهشت–خرداد ۱۴۰۵ (مهٔ ۲۰۲۶)"
    assert words.month(date(2026, 8, 1)) == "مرداد–شهریور ۱۴۰۵ (اوت ۲۰۲۶)"


def test_persian_texts_write_months_in_both_calendars_in_the_one_form() -> None:
    """A season is no month: "spring (March)" began in winter."""
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


def test_a_language_that_gives_no_rows_has_the_forms_of_english(tmp_path: Path) -> None:
    folder = copy_resources(tmp_path)
    language = folder / "languages" / "xx"
    (language / "wording").mkdir(parents=True)
    (language / "language.toml").write_text('name = "x"\ndraft = true\n', encoding="utf-8")
    assert Sentences(load_wording(folder, "xx")).date(DAY) == "29 November 2026"
