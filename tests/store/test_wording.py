"""Files of words are read strictly: what is wrong is named in one line, with its file and key."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dialtone.store.wording import WordingError, languages, load_guidance, load_wording

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("wording", "guidance"):
        shutil.copytree(RESOURCES / name, tmp_path / name)
    return tmp_path


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
    assert languages(RESOURCES) == ("en", "ru")
    english, russian = (load_wording(RESOURCES, language) for language in languages(RESOURCES))
    assert english.language == "en"
    assert set(english.lines) == set(russian.lines)
    advice = [[entry.id for entry in load_guidance(RESOURCES, language)] for language in languages(RESOURCES)]
    assert advice[0] == advice[1]


WRONG_WORDING = [
    ("verdicts.toml", 'works = "Works"', 'wroks = "Works"', "row.works is missing"),
    ("verdicts.toml", 'works = "Works"', 'works = "Works"\nextra = "x"', "row.extra is not known"),
    ("verdicts.toml", '"{messenger} works here."', '"{name} works here."', "headline.works fills in {name}"),
    ("verdicts.toml", '"{messenger} works here."', '"{messenger.upper} works here."', "headline.works fills in"),
    ("verdicts.toml", '"{messenger} works here."', '"{messenger!r} works here."', "only plain names"),
    ("verdicts.toml", '"{messenger} works here."', '"{messenger works here."', "headline.works: "),
    ("verdicts.toml", 'works = "Works"', "works = 3", "Expected"),
    ("verdicts.toml", "[row]", "[raw]", "[raw] is not known"),
    ("verdicts.toml", "[row]", "[row", "verdicts.toml: "),
    ("verdicts.toml", '"signal.label.web"', '"signal.label.wub"', "label.wub is not known"),
    ("verdicts.toml", '"signal.label.web"', '"Signal label"', "only.Signal label is not known"),
    ("reasons.toml", 'works = ["', 'works = "', "reasons.toml: "),
    ("network.toml", "online = []", 'online = "x"', "network_can_do.online must be a list of lines"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), WRONG_WORDING)
def test_a_wrong_file_is_named_with_its_key(folder: Path, file: str, old: str, new: str, said: str) -> None:
    change(folder / "wording" / "en" / file, old, new)
    message = refusal(lambda: load_wording(folder, "en"))
    assert file in message
    assert said in message


def test_a_missing_family_or_language_is_named(folder: Path) -> None:
    (folder / "wording" / "ru" / "network.toml").unlink()
    assert "[network_banner] is missing" in refusal(lambda: load_wording(folder, "ru"))
    assert "is missing" in refusal(lambda: load_wording(folder, "xx"))
    assert "wording" in refusal(lambda: languages(folder / "nowhere"))


def test_a_family_given_twice_is_refused(folder: Path) -> None:
    shutil.copy(folder / "wording/en/network.toml", folder / "wording/en/zz.toml")
    assert "given twice" in refusal(lambda: load_wording(folder, "en"))


WRONG_ADVICE = [
    ('id = "slow-media"', 'id = "slow-medium"', "slow-medium is not the name of the file"),
    ("version = 1", "version = 1\nexpert = true", "expert"),
    ('causes = ["throttled", "frozen"]', 'causes = ["throttled", "magic"]', "magic"),
    ('on_expiry = "warn"', 'on_expiry = "keep"', "keep is neither warn nor hide"),
    ("expires = 2027-02-22", "expires = 2026-11-24", "must be after last_reviewed"),
    ("https://ooni.org", "http://ooni.org", "is not https"),
    ('tag = "MEAS"', 'tag = "WEAK"', "WEAK is not known"),
    ('tag = "MEAS"', 'tag = "MED"', "none is official"),
    ("[text.ru]", "[text.fa]", "text.ru is missing"),
    ('risk = "There is no risk', 'risk = ""\nrisky = "There is no risk', "risky"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG_ADVICE)
def test_wrong_advice_is_refused(folder: Path, old: str, new: str, said: str) -> None:
    change(folder / "guidance" / "slow-media.toml", old, new)
    message = refusal(lambda: load_guidance(folder, "ru"))
    assert "slow-media.toml" in message
    assert said in message


def test_no_source_no_entry(folder: Path) -> None:
    path = folder / "guidance" / "slow-media.toml"
    path.write_text(path.read_text("utf-8").split("[[sources]]")[0] + "sources = []\n", "utf-8")
    assert "slow-media.toml" in refusal(lambda: load_guidance(folder, "en"))
    kept = "[[sources]]".join((RESOURCES / "guidance" / path.name).read_text("utf-8").split("[[sources]]")[:2])
    path.write_text(kept, "utf-8")
    assert "at least 2 are needed" in refusal(lambda: load_guidance(folder, "en"))
