"""Files of words are read strictly: what is wrong is named in one line, with its file and key."""

import shutil
from pathlib import Path

import pytest

from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages, load_wording
from resources_copy import copy_resources
from spoken import EXAMPLES
from store.strict_files import change, refusal
from wording_rules import load_checked

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_resources(tmp_path, "wording", languages=("en", "ru"))


def test_what_ships_is_whole() -> None:
    assert set(EXAMPLES) <= set(list_languages(RESOURCES))
    english = load_wording(RESOURCES, "en")
    for language in list_languages(RESOURCES):
        other = load_checked(RESOURCES, language)
        assert set(other.lines) == set(english.lines)


WRONG_WORDING = [
    ("reasons.toml", "controls_answer = ", "controls_anser = ", "saw.controls_anser is not known"),
    ("reasons.toml", "controls_answer = ", 'extra = "x"\ncontrols_answer = ', "saw.extra is not known"),
    ("reasons.toml", "{messenger}", "{name}", " fills in {name}"),
    ("reasons.toml", "{messenger}", "{messenger.upper}", " fills in"),
    ("reasons.toml", "{messenger}", "{messenger!r}", "only plain names"),
    ("reasons.toml", "{messenger}", "{messenger", "saw."),
    ("functions.toml", 'messages = "Сообщения"', "messages = 3", "expected"),
    ("reasons.toml", "[saw]", "[sow]", "sow.nothing_answers is not known"),
    ("reasons.toml", "[saw]", "[saw", "reasons.toml: "),
    ("answers.toml", "row = { sure = ", "row = { shure = ", "row.shure is not known"),
    ("answers.toml", "row = { sure = ", "raw = { sure = ", "raw.sure is not known"),
    ("answers.toml", 'row = { sure = "', 'row = { sure = "{x} ', "row.sure fills in {x}"),
    ("answers.toml", 'row = { sure = "', 'row = { x = 3, sure = "', "row.x must be one text"),
    ("answers.toml", "[works.now]", "[wroks.now]", "answer.wroks.now.row.sure is not known"),
    ("verdicts.toml", '"signal.label.web"', '"signal.label.wub"', "label.wub is not known"),
    ("verdicts.toml", '"signal.label.web"', '"Signal label"', "only.Signal label is not known"),
    ("../language.toml", 'date = "', 'date = "Q ', "is no pattern of a date"),
    ("../language.toml", "mod 10 in 1", "modulo 10 in 1", "is no part of a plural rule"),
    ("../language.toml", '"января", ', "", "the months, are not whole"),
    ("../language.toml", "percent = 100", 'colour = "red"', "colour"),
    ("report.toml", '"written.one" = ', '"written.most" = ', "advice.written.most is not known"),
    ("report.toml", '"written.one" = ', "written = ", "advice.written is not known"),
    ("reasons.toml", 'works = ["', 'works = "', "reasons.toml: "),
    ("network.toml", "online = []", 'online = "x"', "network_can_do.online must be a list of lines"),
    ("network.toml", 'offline = "', 'offline = ["x"]\nonline = "', "network_banner.offline must be one text"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), WRONG_WORDING)
def test_a_wrong_file_is_named_with_its_key(folder: Path, file: str, old: str, new: str, said: str) -> None:
    change(folder / "languages" / "ru" / "wording" / file, old, new)
    message = refusal(ResourceError, load_checked, folder, "ru")
    assert file.removeprefix("../") in message or "language." in said
    assert said in message


def test_english_is_read_as_strictly(folder: Path) -> None:
    change(folder / "languages/en/wording/reasons.toml", "{messenger}", "{messenger!r}")
    assert "only plain names" in refusal(ResourceError, load_checked, folder, "en")


def test_a_missing_language_is_named(folder: Path) -> None:
    assert "language.toml" in refusal(ResourceError, load_checked, folder, "xx")
    assert refusal(ResourceError, list_languages, folder / "nowhere").startswith("languages: No such file")


def test_a_family_given_twice_is_refused(folder: Path) -> None:
    place = folder / "languages/en/wording"
    shutil.copy(place / "network.toml", place / "zz.toml")
    assert "given twice" in refusal(ResourceError, load_checked, folder, "en")
