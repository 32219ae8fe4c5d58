"""Advice is read strictly: what is wrong is named in one line, with its file and key."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dialtone.model.guidance import Action, Remedy
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import WordingError, languages

RESOURCES = Path(__file__).parents[2] / "resources"
FEWEST_ENTRIES = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(RESOURCES / "guidance", tmp_path / "guidance")
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


def test_every_language_has_the_same_advice() -> None:
    first, *others = (load_guidance(RESOURCES, language) for language in languages(RESOURCES))
    assert len(first) >= FEWEST_ENTRIES
    for other in others:
        assert [entry.id for entry in other] == [entry.id for entry in first]
        assert all(bool(a.operator) is bool(b.operator) for a, b in zip(first, other, strict=True))


WRONG_ADVICE = [
    ('id = "slow-media"', 'id = "slow-medium"', "slow-medium is not the name of the file"),
    ("version = 1", "version = 1\nexpert = true", "expert"),
    ('causes = ["throttled", "frozen"]', 'causes = ["throttled", "magic"]', "magic"),
    ('on_expiry = "warn"', 'on_expiry = "keep"', "keep is neither warn nor hide"),
    ("expires = 2027-02-22", "expires = 2026-11-24", "must be after last_reviewed"),
    ("https://ooni.org", "http://ooni.org", "is not https"),
    ('tag = "MEAS"', 'tag = "WEAK"', "WEAK is not known"),
    ('tag = "MEAS"', 'tag = "MED"', "none is official"),
    ("[text.ru]", "[text.xx]", "text.ru is missing"),
    ("version = 1", "version = 0", "version: 0 is not 1 or more"),
    ("review_every_days = 90", "review_every_days = 91", "review_every_days: 91"),
    ("review_every_days = 90", "review_every_days = 0", "review_every_days: 0"),
    ("version = 1", 'version = 1\nremedy = "magic"', "magic"),
    ("[when]", "shelf = true\n\n[when]", "a shelf entry has none"),
    ("[when]", '[when]\nplatforms = ["beos"]', "when.platforms: beos is not known"),
    ("[when]", '[when]\ncountries = ["Russia"]', "country: Russia is not two capital letters"),
    ("[when]", '[when]\nflags = ["moon"]', "moon"),
    (
        "[when]",
        '[[links]]\nwhat = { ru = "OONI" }\nurl = "https://ooni.org"\nchecked = 2026-11-25\n\n[when]',
        "after last",
    ),
    ('cost = "Free."', 'cost = ""', "text.en: no cost"),
    (
        'cost = "Free."',
        'cost = "Free."\noperator = "OONI."',
        "text.ru.operator: given in one language and not in another",
    ),
    ('  "Turn off automatic download of photos and video.",\n', "", "text.ru.steps: 3, but 2 in en"),
    ("version = 1", 'version = 1\nlaw_of = "slow-media"', "law_of: slow-media has no legal notes"),
    ('risk = "There is no risk', 'risk = ""\nrisky = "There is no risk', "risky"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG_ADVICE)
def test_wrong_advice_is_refused(folder: Path, old: str, new: str, said: str) -> None:
    change(folder / "guidance" / "slow-media.toml", old, new)
    message = refusal(lambda: load_guidance(folder, "ru"))
    assert "slow-media.toml" in message
    assert said in message


WRONG_LAWS = [
    ("reassures_until = 2026-12-24\n", "", "a reassurance has a last day, a warning has none"),
    ('text.en = "courts', 'expires = 2026-12-24\ntext.en = "courts', "expires"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG_LAWS)
def test_a_wrong_note_about_the_law_is_refused(folder: Path, old: str, new: str, said: str) -> None:
    change(folder / "guidance" / "vpn-you-trust.toml", old, new)
    message = refusal(lambda: load_guidance(folder, "ru"))
    assert "vpn-you-trust.toml" in message
    assert said in message


def test_no_source_no_entry(folder: Path) -> None:
    path = folder / "guidance" / "slow-media.toml"
    path.write_text(path.read_text("utf-8").split("[[sources]]")[0] + "sources = []\n", "utf-8")
    assert "slow-media.toml" in refusal(lambda: load_guidance(folder, "en"))
    kept = "[[sources]]".join((RESOURCES / "guidance" / path.name).read_text("utf-8").split("[[sources]]")[:2])
    path.write_text(kept, "utf-8")
    assert "at least 2 are needed" in refusal(lambda: load_guidance(folder, "en"))


def test_what_was_withdrawn_is_left_out(folder: Path) -> None:
    change(folder / "guidance" / "slow-media.toml", "version = 1", "version = 2\nwithdrawn = 2026-11-25")
    assert "slow-media" not in [entry.id for entry in load_guidance(folder, "ru")]


PROMISES_NO_WAY = {
    "beware-of-fakes", "calls-licensed-apps", "closed-service", "discord-voice", "facetime-other-way", "max-both-sides",
    "ordinary-call", "own-server", "provider-notice", "signal-relay-calls", "slow-media", "state-root-certificate",
    "state-root-certificate-kazakhstan", "viber-own-proxy", "without-server",
}  # fmt: skip
"""Advice that says what is so, or speaks of calls alone; Viber's helper address nobody could try."""


def test_whatever_promises_a_way_names_it() -> None:
    for entry in load_guidance(RESOURCES, "en"):
        told = entry.remedy is Remedy.NONE
        assert told is (entry.shelf or entry.id in PROMISES_NO_WAY), entry.id


def test_a_proxy_can_be_tried_wherever_one_is_advised() -> None:
    proxies = {Remedy.TELEGRAM_PROXY, Remedy.SIGNAL_RELAY, Remedy.WHATSAPP_PHONE_PROXY}
    for entry in load_guidance(RESOURCES, "en"):
        assert (entry.remedy in proxies) is (entry.action is Action.TRY_PROXY), entry.id


def test_nothing_claims_to_be_reviewed_in_the_future_of_its_sources() -> None:
    for entry in load_guidance(RESOURCES, "en"):
        assert entry.last_reviewed >= date(2026, 11, 24), entry.id
        assert all(note.as_of <= entry.last_reviewed for note in entry.legal), entry.id
