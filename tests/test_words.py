"""`./dev words`: where each sentence is shown, and what a language does not say yet."""

from pathlib import Path

import pytest

from dialtone.app.session import Session
from dialtone.store.wording_file import read_language
from gallery.keys import keys_of
from language_texts import SEEN_MOST, count_percent
from resources_copy import copy_resources
from spoken import ALL, WHOLE
from words import RESOURCES, labels, missing, print_all, print_missing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_resources(tmp_path, "wording", "guidance", "situations", "countries.toml", "labels.ts")


@pytest.mark.parametrize("language", WHOLE)
def test_the_languages_that_ship_miss_nothing(language: str) -> None:
    assert not any(missing(RESOURCES, language).values())


def test_a_language_of_its_name_alone_misses_everything_and_what_is_seen_most_comes_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "languages" / "my").mkdir()
    (folder / "languages" / "my" / "language.toml").write_text('name = "မြန်မာ"\ndraft = true\n', encoding="utf-8")
    found = missing(folder, "my")
    assert list(found)[:5] == ["answers", "states", "first steps", "law", "risk"]
    assert all(found.values())
    assert ("answer.works.now.row.sure", "Works") in found["answers"]
    assert sum(key.startswith("guidance/hosts-file") for key, _ in found["first steps"]) > 3
    assert ("AD", "Andorra") in found["country names"]
    named = [one for part in found.values() for one in part]
    assert len({key for key, _ in named}) > 1000
    print_missing(folder, "my")
    assert capsys.readouterr().out.startswith("answers (")


@pytest.mark.parametrize("language", ALL)
def test_a_language_says_how_much_of_it_is_translated(language: str) -> None:
    """Nearly: each new sentence changes that a little."""
    said, counted = read_language(RESOURCES, language).percent, count_percent(RESOURCES, language)
    assert abs(said - counted) < 3
    assert bool(said) is bool(counted)


def test_the_families_that_are_seen_most_exist() -> None:
    assert all(keys_of(family) for families in SEEN_MOST.values() for family in families)


def test_every_label_stands_with_its_part_of_the_window() -> None:
    assert ("Settings", "Settings") in {(context, told) for context, _, told in labels(RESOURCES, "en")}
    assert {told for _, _, told in labels(RESOURCES, "ru")} - {""} != set()


def test_each_sentence_stands_with_where_it_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    print_all(Session("en"), ["signal"])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert len(lines) > 5000
    assert all(line.endswith("]") and "  [" in line for line in lines)
    for surface in ("row", "headline", "band", "picture", "notice", "page", "terminal", "window, Settings"):
        assert any(surface in line.rpartition("  [")[2] for line in lines), surface
