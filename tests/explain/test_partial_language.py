"""A language that only keeps a person safe: shown in part, and the rest in marked English. Burmese is an example."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import rtoml

from dialtone.explain.explainer import Explainer
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus
from dialtone.model.wording import IN_ENGLISH
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import load_wording, read_language
from language_texts import SEEN_MOST, count_percent
from resources_copy import copy_resources
from words import missing

NAME, OFFLINE = "မြန်မာ", "ဤကွန်ပျူတာတွင် အင်တာနက် မရှိပါ။"
ADVICE = "no-internet"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = copy_resources(
        tmp_path, "wording", "guidance", "situations", "countries.toml", "labels.ts", languages=("en", "ru")
    )
    burmese = copied / "languages" / "my"
    (burmese / "wording").mkdir(parents=True)
    (burmese / "language.toml").write_text(f'name = "{NAME}"\ndraft = true\n', "utf-8")
    (burmese / "wording" / "network.toml").write_text(f'[network_banner]\noffline = "{OFFLINE}"\n', "utf-8")
    return copied


def test_what_is_there_is_said_and_the_rest_is_marked_english(folder: Path) -> None:
    words = Explainer(load_wording(folder, "my"), load_guidance(folder, "my"), date(2026, 11, 24), "MM")
    network = words.explain_network(NetworkVerdict(NetworkStatus.OFFLINE))
    assert network.banner == OFFLINE
    assert network.can_do
    assert all(text.startswith(IN_ENGLISH) for text in network.can_do)
    assert ("network_banner.offline", OFFLINE) not in missing(folder, "my")["states"]


def test_it_is_not_offered_before_its_safety_texts_are_whole(folder: Path) -> None:
    assert count_percent(folder, "my") == 0
    assert not read_language(folder, "my").is_offered


def test_with_its_safety_texts_alone_it_is_offered_with_how_much_there_is(folder: Path) -> None:
    """English stands for them here: what counts is that they are there."""
    english, burmese = folder / "languages/en", folder / "languages/my"
    shutil.copytree(english / "guidance", burmese / "guidance")
    families = {family for those in SEEN_MOST.values() for family in those}
    for path in english.glob("wording/*.toml"):
        if path.name == "answers.toml":
            shutil.copy(path, burmese / "wording")
            continue
        kept = {name: table for name, table in rtoml.load(path).items() if name in families}
        law = {key: said for key, said in rtoml.load(path).get("advice", {}).items() if key.startswith("law")}
        (burmese / "wording" / path.name).write_text(rtoml.dumps(kept | ({"advice": law} if law else {})), "utf-8")
    with (burmese / "language.toml").open("a", encoding="utf-8") as file:
        file.write(f"percent = {count_percent(folder, 'my')}\n")
    offered = read_language(folder, "my")
    assert offered.is_offered
    assert 0 < offered.percent < 100
    assert offered.label == f"{NAME} · {offered.percent} %"
    assert offered.draft
    lacking = {heading for heading, found in missing(folder, "my").items() if found}
    assert lacking == {"other sentences", "countries", "country names", "labels"}
