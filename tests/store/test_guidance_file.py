"""Advice is read strictly: what is wrong is named in one line, with its file and key."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from dialtone.model.guidance import Action
from dialtone.store.guidance_file import load_guidance
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages
from guidance_rules import load_checked
from lab.remedy_kinds import Remedy
from resources_copy import copy_resources
from store.strict_files import change, check_refusal, refusal

RESOURCES = Path(__file__).parents[2] / "resources"
FEWEST_ENTRIES = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_resources(tmp_path, "guidance", languages=("en", "ru"))


def test_every_language_has_the_same_advice() -> None:
    first, *others = (load_checked(RESOURCES, language) for language in list_languages(RESOURCES))
    assert len(first) >= FEWEST_ENTRIES
    for other in others:
        assert [entry.id for entry in other] == [entry.id for entry in first]
        assert all(bool(a.operator) is bool(b.operator) for a, b in zip(first, other, strict=True))


WRONG_ADVICE = [
    ('id = "slow-media"', 'id = "slow-medium"', "slow-medium is not the name of the file"),
    ("version = 3", "version = 3\nexpert = true", "expert"),
    ('causes = ["throttled", "frozen"]', 'causes = ["throttled", "magic"]', "magic"),
    ('on_expiry = "warn"', 'on_expiry = "keep"', "on_expiry: keep is not valid"),
    ("expires = 2027-02-22", "expires = 2026-11-24", "must be after written"),
    ("[when]", '[[links]]\nurl = "http://ooni.org"\n\n[when]', "links[0].url: http://ooni.org is not valid"),
    ('tag = "MEAS"', 'tag = "WEAK"', ".tag: WEAK is not valid"),
    ('tag = "MEAS"', 'tag = "MED"', "none is official"),
    ("last_reviewed = 2026-09-02", "last_reviewed = 2026-11-24", "is not the day of the newest source that was read"),
    ("last_reviewed = 2026-09-02\n", "", "is not the day of the newest source that was read, 2026-09-02"),
    ("date = 2026-09-02", "date = 2026-12-02", "last_reviewed"),
    ("written = 2026-11-24", 'written = 2026-09-01\nmenus = "compared"', "sources[2].date: 2026-09-02 is after"),
    ("read = true", "read = false", "was not read, so nobody knows its day"),
    ('tag = "MEAS"', 'tag = "KNOW"', "is general knowledge, and nobody read it"),
    ('address = "sha256:', 'address = "https:', ".address: https:"),
    ('on_expiry = "warn"', 'on_expiry = "warn"\nmenus = "old"', "menus: old is not valid"),
    ("version = 3", "version = 0", "version: 0 is not valid: expected `int` >= 1"),
    ("review_every_days = 90", "review_every_days = 91", "review_every_days: 91"),
    ("review_every_days = 90", "review_every_days = 0", "review_every_days: 0"),
    ('kind = "own_switch"', 'kind = "shelf"', "a shelf entry has none"),
    ('kind = "own_switch"', 'kind = "works_here"', "works_here is no advice"),
    ("[when]", '[when]\nplatforms = ["beos"]', "when.platforms[0]: beos is not valid"),
    ("[when]", '[when]\ncountries = ["Russia"]', "when.countries[0]: Russia is not valid"),
    ("version = 3", 'version = 3\nstep_countries = ["", "Russia"]', "step_countries[1]: Russia is not valid"),
    ("version = 3", 'version = 3\nstep_countries = ["RU"]', "step_countries: some step must be for all of them"),
    ("version = 3", f"version = 3\nstep_countries = {[''] * 8}", "step_countries: there are fewer steps"),
    ("[when]", '[when]\nflags = ["moon"]', "moon"),
    ("version = 3", 'version = 3\nsystems = ["beos"]', "systems[0]: beos is not valid"),
    ("[when]", '[[places]]\nstep = 1\nurl = "http://ooni.org"\n\n[when]', "places[0].url: http://ooni.org is not"),
    ("version = 3", 'version = 3\nlaw_of = "slow-media"', "law_of: slow-media has no legal notes"),
]


TOR, LAW = 'url = "https://www.torproject.org/download"', "as_of = 2025-07-31"
WRONG_LINKS_AND_NOTES = [
    ("tor-browser.toml", TOR, f"{TOR}\nchecked = 2027-11-25", "is after written"),
    ("tor-browser.toml", TOR, f'{TOR}\nwhat = "Tor"', "stands in languages"),
    ("vpn-you-trust.toml", LAW, f"{LAW}\nexpires = 2026-12-24", "expires"),
    ("vpn-you-trust.toml", LAW, f'{LAW}\ntext = "No."', "what a person reads stands in"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"), [*(("slow-media.toml", *row) for row in WRONG_ADVICE), *WRONG_LINKS_AND_NOTES]
)
def test_wrong_advice_is_refused(folder: Path, file: str, old: str, new: str, said: str) -> None:
    change(folder / "guidance" / file, old, new)
    check_refusal(file, said, load_checked, folder, "ru")


def test_a_publisher_without_a_name_is_refused(folder: Path) -> None:
    change(folder / "guidance" / "slow-media.toml", 'publisher = "ooni"', 'publisher = "nobody"')
    said = refusal(ResourceError, load_guidance, folder, "ru")
    assert said == "guidance/slow-media.toml: nobody is not in publishers.toml"


WRONG_WORDS = [
    ("en", 'cost = "Free."', 'cost = "Free."\n\n[local.Russia]\nrisk = "Slow"', "country: Russia is not two capital"),
    ("en", 'cost = "Free."', 'cost = "Free."\n\n[local.RU]\nsteps = ["Slow"]', "steps"),
    ("ru", "\ncost = ", '\noperator = "OONI."\ncost = ', "operator is not a known key: en lacks it"),
    ("en", 'cost = "Free."', "", "cost"),
    ("en", 'cost = "Free."', 'cost = ""', "cost: empty in one language and not in the other"),
    ("ru", "\ncost = ", "\ncost = 5  # ", "cost must be a text, as in en"),
    ("en", '  "Turn off automatic download of photos and video.",\n', "", "steps: 3 items, but 2 in en"),
    ("en", 'risk = "A photo may', 'risky = "A photo may', "risk"),
    ("en", 'cost = "Free."', 'cost = "Free."\n\n[links]\n"https://ooni.org" = "OONI"', "links.https://ooni.org is"),
    ("en", 'cost = "Free."', 'cost = "Free."\n\n[law]\n"RU.2026-01-01" = "no."', "law.RU.2026-01-01 is not a known"),
]


@pytest.mark.parametrize(("language", "old", "new", "said"), WRONG_WORDS)
def test_wrong_words_are_refused(folder: Path, language: str, old: str, new: str, said: str) -> None:
    change(folder / "languages" / language / "guidance" / "slow-media.toml", old, new)
    check_refusal("slow-media.toml", said, load_checked, folder, "ru")


def test_what_english_does_not_say_is_refused(folder: Path) -> None:
    change(folder / "languages/en/guidance/vpn-you-trust.toml", '"RU.2025-07-31"', '"RU.2025-08-31"')
    assert "law.RU.2025-07-31 is not a known key" in refusal(ResourceError, load_checked, folder, "ru")
    assert "law.RU.2025-07-31 is missing" in refusal(ResourceError, load_checked, folder, "en")
    change(folder / "languages/ru/guidance/vpn-you-trust.toml", '"RU.2025-07-31"', '"RU.2025-08-31"')
    message = refusal(ResourceError, load_checked, folder, "ru")
    assert message.startswith("languages/en/guidance/vpn-you-trust.toml: law.RU."), "it is English that lacks the key"
    (folder / "languages/en/guidance/slow-media.toml").unlink()
    assert "en/guidance/slow-media.toml" in refusal(ResourceError, load_checked, folder, "ru")


def test_no_source_no_entry(folder: Path) -> None:
    path = folder / "guidance" / "slow-media.toml"
    path.write_text(path.read_text("utf-8").split("[[sources]]")[0] + "sources = []\n", "utf-8")
    assert "slow-media.toml" in refusal(ResourceError, load_checked, folder, "en")
    kept = "[[sources]]".join((RESOURCES / "guidance" / path.name).read_text("utf-8").split("[[sources]]")[:2])
    path.write_text(kept.replace("last_reviewed = 2026-09-02", "last_reviewed = 2025-09-08"), "utf-8")
    assert "at least 2 are needed" in refusal(ResourceError, load_checked, folder, "en")


PROMISES_NO_WAY = {
    "beware-of-fakes", "calls-licensed-apps", "closed-service", "discord-voice", "facetime-other-way", "files-blocked",
    "max-both-sides", "ordinary-call", "own-server", "provider-notice", "signal-relay-calls", "slow-media",
    "state-root-certificate", "state-root-certificate-kazakhstan", "without-server",
}  # fmt: skip
"""Advice that says what is so, or speaks of calls alone."""


def test_whatever_promises_a_way_names_it() -> None:
    for entry in load_guidance(RESOURCES, "en"):
        promises_none = Remedy(entry.remedy) is Remedy.NONE
        assert promises_none is (entry.reference_only or entry.id in PROMISES_NO_WAY), entry.id


def test_a_proxy_can_be_tried_wherever_one_is_advised() -> None:
    proxies = {Remedy.TELEGRAM_PROXY, Remedy.SIGNAL_RELAY, Remedy.WHATSAPP_PHONE_PROXY}
    for entry in load_guidance(RESOURCES, "en"):
        assert (entry.remedy in proxies) is (entry.action is Action.TRY_PROXY), entry.id


RECORD = tomllib.loads((RESOURCES.parent / "docs" / "sources" / "guidance.toml").read_text("utf-8"))["sources"]


def test_no_address_of_a_source_is_shipped_and_the_record_holds_each() -> None:
    """A copy on a disk that is seized holds no link to a publisher. Official addresses to be opened stay: `links`."""
    shipped = [path.read_text("utf-8") for path in (RESOURCES / "guidance").glob("*.toml")]
    sources = "".join(part for text in shipped for part in text.split("[[links]]")[0].split("[[sources]]")[1:])
    assert "sha256:" in sources
    assert not re.search(r"https?:|www\.", sources)
    hashes = {one["hash"]: one for one in RECORD}
    assert len(hashes) == len(RECORD)
    assert set(re.findall(r"sha256:[0-9a-f]{16}", "".join(shipped))) == {
        key for key, one in hashes.items() if not one.get("not_shipped")
    }
    for one in RECORD:
        assert one["hash"] == "sha256:" + hashlib.sha256(one["address"].encode()).hexdigest()[:16]


OUTLAWED = (
    r"meduza|moscow ?times|\bsvoboda|rfe/?rl|radio free|radio europe|hrw|human rights watch|the ?bell|iran ?intl|"
    r"iran international|irrawaddy|independent mon|أوروبا الحرة|اروپای آزاد|ایراوادی|إيراوادي|伊洛瓦底|自由欧洲"
)


def test_no_publisher_is_shipped_whose_name_is_a_danger() -> None:
    """Copied, seized or shown, their names can be held against a reader in Russia, Belarus, Iran or Myanmar.

    As it was found: the advice kept to it, and the pages of Myanmar and Turkmenistan named two of them.
    """
    folders = ("guidance", "situations", "languages/*/guidance", "languages/*/situations")
    files = [path for folder in folders for path in RESOURCES.glob(f"{folder}/*.toml")]
    for path in (*files, *RESOURCES.glob("languages/*/publishers.toml")):
        assert not re.search(OUTLAWED, path.read_text("utf-8"), re.IGNORECASE), path.name


def test_shared_publishers_have_one_name() -> None:
    advice, situations = (
        tomllib.loads((RESOURCES / folder / "publishers.toml").read_text("utf-8"))
        for folder in ("guidance", "situations")
    )
    assert all(advice[key] == situations[key] for key in set(advice) & set(situations))


def test_a_day_of_the_record_is_the_day_that_is_shown() -> None:
    days = {one["hash"]: (one.get("date"), bool(one["read"])) for one in RECORD}
    for entry in load_guidance(RESOURCES, "en"):
        for source in entry.sources:
            if source.address:
                assert days[source.address] == (source.date, source.read), entry.id
