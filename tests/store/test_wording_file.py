"""Files of words are read strictly: what is wrong is named in one line, with its file and key."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dialtone.store.wording_file import WordingError, languages, load_wording
from resources_copy import copy_resources
from spoken import EXAMPLES

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_resources(tmp_path, "wording", languages=("en",))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def refusal(load: Callable[[], object]) -> str:
    with pytest.raises(WordingError) as caught:
        load()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_ships_is_whole() -> None:
    assert set(EXAMPLES) <= set(languages(RESOURCES))
    english = load_wording(RESOURCES, "en")
    for language in languages(RESOURCES):
        other = load_wording(RESOURCES, language)
        assert set(other.lines) == set(english.lines)


WRONG_WORDING = [
    ("reasons.toml", "controls_answer = ", "controls_anser = ", "saw.controls_answer is missing"),
    ("reasons.toml", "controls_answer = ", 'extra = "x"\ncontrols_answer = ', "saw.extra is not known"),
    ("reasons.toml", "{messenger}", "{name}", " fills in {name}"),
    ("reasons.toml", "{messenger}", "{messenger.upper}", " fills in"),
    ("reasons.toml", "{messenger}", "{messenger!r}", "only plain names"),
    ("reasons.toml", "{messenger}", "{messenger", "saw."),
    ("functions.toml", 'messages = "Messages"', "messages = 3", "Expected"),
    ("reasons.toml", "[saw]", "[sow]", "[sow] is not known"),
    ("reasons.toml", "[saw]", "[saw", "reasons.toml: "),
    ("answers.toml", 'row = { sure = "Works"', 'row = { shure = "Works"', "answer.works.now.row.sure is missing"),
    ("answers.toml", 'row = { sure = "Works"', 'row = { sure = "{x} works"', "answer.works.now.row.sure fills in {x}"),
    ("answers.toml", 'row = { sure = "Works"', "row = { sure = 3", "works.now.row.sure must be one text"),
    ("answers.toml", "[works.now]", "[wroks.now]", "is missing"),
    ("verdicts.toml", '"signal.label.web"', '"signal.label.wub"', "label.wub is not known"),
    ("verdicts.toml", '"signal.label.web"', '"Signal label"', "only.Signal label is not known"),
    ("../language.toml", 'locale = "en_001"', 'date = "d MMMM Q"', "date: d MMMM Q is no pattern of a date"),
    ("../language.toml", 'locale = "en_001"', 'colour = "red"', "colour"),
    ("report.toml", '"written.other" = ', '"written.most" = ', "advice.written.other is missing"),
    ("report.toml", '"written.one" = ', '"written.most" = ', "advice.written.most is not known"),
    ("report.toml", '"written.one" = ', "written = ", "advice.written is not known"),
    ("reasons.toml", 'works = ["', 'works = "', "reasons.toml: "),
    ("network.toml", "online = []", 'online = "x"', "network_can_do.online must be a list of lines"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), WRONG_WORDING)
def test_a_wrong_file_is_named_with_its_key(folder: Path, file: str, old: str, new: str, said: str) -> None:
    change(folder / "languages" / "en" / "wording" / file, old, new)
    message = refusal(lambda: load_wording(folder, "en"))
    assert file.removeprefix("../") in message or "language." in said
    assert said in message


def test_a_missing_family_or_language_is_named(folder: Path) -> None:
    assert "language.toml" in refusal(lambda: load_wording(folder, "xx"))
    (folder / "languages" / "en" / "wording" / "network.toml").unlink()
    assert "[network_banner] is missing" in refusal(lambda: load_wording(folder, "en"))
    assert "nowhere" in refusal(lambda: languages(folder / "nowhere"))


def test_a_family_given_twice_is_refused(folder: Path) -> None:
    place = folder / "languages/en/wording"
    shutil.copy(place / "network.toml", place / "zz.toml")
    assert "given twice" in refusal(lambda: load_wording(folder, "en"))
