"""What is known of countries is read strictly, and holds no address."""

import hashlib
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from dialtone.model.frozen import replace
from dialtone.model.situation import WHOLE_COUNTRY, SituationSource
from dialtone.store.situation_file import load_situations
from dialtone.store.toml_file import ResourceError
from dialtone.store.wording_file import list_languages
from guidance_lint import situation_complaints
from shipped_catalogue import shipped_catalogue
from situation_rules import load_checked
from store.strict_files import check_refusal, refusal

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
RECORD = tomllib.loads((ROOT / "docs" / "sources" / "situations.toml").read_text())["sources"]
ROW = """country = "RU"
as_of = 2026-11-25
[[rows]]
messenger = "whatsapp"
what = "blocked"
functions = ["messages"]
since = 2026-02-11
since_exact = "day"
confirmed_until = 2026-09-22
confidence = "high"
sources = [{ publisher = "ooni", date = 2026-09-22, address = "sha256:0123456789abcdef", read = true }]
"""
WORDS = """in = "in Russia"
across = "across Russia"
[rows."whatsapp.blocked"]
said = "OONI measured it"
"""
PUBLISHERS = '[ooni]\nkind = "measurement"\nname = "OONI"\n'


def folder(tmp_path: Path, row: str = ROW, words: str = WORDS) -> Path:
    place, english = tmp_path / "situations", tmp_path / "languages" / "en" / "situations"
    place.mkdir()
    english.mkdir(parents=True)
    (place / "RU.toml").write_text(row)
    (place / "publishers.toml").write_text(PUBLISHERS)
    (english / "RU.toml").write_text(words)
    return tmp_path


def test_a_row_is_read(tmp_path: Path) -> None:
    (record,) = load_situations(folder(tmp_path), "en")
    assert (record.country, record.inside, record.as_of) == ("RU", "in Russia", date(2026, 11, 25))
    assert record.rows[0].said == "OONI measured it"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("as_of = 2026-11-25", 'as_of = 2026-11-25\nspoken = ["Russian"]', "spoken"),
        ('what = "blocked"', 'what = "blocked"\nwhy = "politics"', "why"),
        ('what = "blocked"', 'what = "blocked"\nsaid = "OONI said so"', "stands in languages"),
        ('country = "RU"', 'country = "RU"\ninside = "in Russia"', "stands in languages"),
        (", read = true", ", read = false", "none that was read"),
        ("sources = [{", "sources = []\nx = [{", "x"),
        ("date = 2026-09-22", "date = 2026-11-26", "is after as_of"),
        ("confirmed_until = 2026-09-22", "confirmed_until = 2027-09-22", "confirmed_until: 2027-09-22 is after as_of"),
        ("sha256:0123456789abcdef", "https://ooni.org/post", "sources[0].address: https://ooni.org/post is not valid"),
        ('confidence = "high"', 'confidence = "low"', "confidence: low is not valid"),
        ("since = 2026-02-11", "until = 2026-02-11", "since_exact"),
        ("confirmed_until = 2026-09-22", "confirmed_until = 2026-09-23", "confirmed_until: 2026-09-23 is later than"),
        ('since_exact = "day"', 'since_exact = "day"\nuntil = 2026-09-23', "until: 2026-09-23 is later than the"),
        ("date = 2026-09-22, ", "", "none that was read has a day"),
        ('since_exact = "day"', 'since_exact = "day"\nuntil = 2026-09-22\nover = true', "whose last day is not known"),
        ('country = "RU"', 'country = "US"', "country: US is not the name of the file"),
    ],
)
def test_a_wrong_row_is_refused_with_file_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in ROW
    check_refusal("RU.toml", said, load_checked, folder(tmp_path, ROW.replace(old, new)), "en")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("said = ", "also = ", "said"),
        ("measured it", "measured it.", "rows.whatsapp.blocked.said: missing, longer than"),
        ("whatsapp.blocked", "whatsapp.slowed", "rows.whatsapp.blocked is missing in en"),
        ('in = "in Russia"\n', "", "in"),
        ("across = ", "beyond = 1\nacross = ", "beyond"),
    ],
)
def test_wrong_words_are_refused_with_file_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in WORDS
    check_refusal("en/situations/RU.toml", said, load_checked, folder(tmp_path, words=WORDS.replace(old, new)), "en")


def test_a_key_that_english_lacks_is_missed_in_the_english_file(tmp_path: Path) -> None:
    place = folder(tmp_path, words=WORDS.replace("whatsapp.blocked", "whatsapp.slowed"))
    message = refusal(ResourceError, load_checked, place, "ru")
    assert message == "languages/en/situations/RU.toml: rows.whatsapp.blocked is missing in en"


def test_two_rows_of_a_kind_are_told_apart_by_their_beginning(tmp_path: Path) -> None:
    again = ROW[ROW.index("[[rows]]") :].replace("2026-02-11", "2026-04-01")
    words = WORDS.replace("whatsapp.blocked", "whatsapp.blocked.2026-02-11")
    words += '[rows."whatsapp.blocked.2026-04-01"]\nsaid = "OONI measured it again"\n'
    (record,) = load_situations(folder(tmp_path, ROW + again, words), "en")
    assert [row.said for row in record.rows] == ["OONI measured it", "OONI measured it again"]


@pytest.mark.parametrize("language", list_languages(RESOURCES))
def test_what_came_with_dialtone_can_be_read(language: str) -> None:
    records = load_checked(RESOURCES, language)
    known = {messenger.id for messenger in shipped_catalogue().messengers}
    assert len(records) >= 32
    for record in records:
        for row in record.rows:
            assert row.messenger in known | {WHOLE_COUNTRY}, (record.country, row.messenger)


def test_the_program_ships_no_address_and_the_record_holds_each() -> None:
    """A copy on a disk that is seized holds no link to a publisher; whoever reviews a row finds it in the record."""
    shipped = "".join(path.read_text("utf-8") for path in (RESOURCES / "situations").glob("*.toml"))
    words = "".join(path.read_text("utf-8") for path in RESOURCES.glob("languages/*/situations/*.toml"))
    assert not re.search(r"https?:|www\.", shipped + words)
    hashes = {one["hash"] for one in RECORD}
    assert set(re.findall(r"sha256:[0-9a-f]{16}", shipped)) <= hashes
    for one in RECORD:
        assert one["hash"] == "sha256:" + hashlib.sha256(one["address"].encode()).hexdigest()[:16]


def test_the_day_of_a_source_is_its_own_and_not_that_of_its_reading() -> None:
    assert list(situation_complaints(load_situations(RESOURCES, "en"), RECORD)) == []
    source = SituationSource("OONI", "sha256:0123456789abcdef", read=True, date=date(2026, 9, 22))
    record = load_situations(RESOURCES, "en")[0]
    row = replace(record.rows[0], sources=(source,))
    known = (replace(record, rows=(row,)),)
    entry = {"hash": source.address, "address": "https://ooni.org", "date": source.date, "read": date(2026, 11, 25)}
    assert list(situation_complaints(known, [entry])) == []
    (other_day,) = situation_complaints(known, [entry | {"date": date(2026, 9, 21)}])
    assert "the record has another day" in other_day
    (reading,) = situation_complaints(known, [entry | {"read": source.date}])
    assert "its day is that of its reading" in reading


def test_no_publisher_is_shipped_where_naming_it_is_dangerous() -> None:
    for one in RECORD:
        for country in one.get("not_shipped_in", []):
            assert one["hash"] not in (RESOURCES / "situations" / f"{country}.toml").read_text()


REPORT = """
[[reported]]
messenger = "whatsapp"
reported_for = 2027-04-01
sources = [{ publisher = "ooni", date = 2026-11-20, address = "sha256:0123456789abcdef", read = true }]
"""


def test_a_report_for_a_day_to_come_is_read(tmp_path: Path) -> None:
    (record,) = load_situations(folder(tmp_path, ROW + REPORT), "en")
    (report,) = record.reported
    assert (report.messenger, report.reported_for, report.sources[0].publisher) == (
        "whatsapp",
        date(2027, 4, 1),
        "OONI",
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", read = true", ", read = false", "none that was read"),
        ("reported_for = 2027-04-01", "reported_for = 2026-11-20", "is not after what sources[1] wrote"),
        ("date = 2026-11-20", "date = 2026-11-26", "is after as_of"),
        ("date = 2026-11-20, ", "", "sources[1].date: a report has one"),
        ('messenger = "whatsapp"', 'messenger = "*"', "reported[0].messenger: * is not valid"),
        ("reported_for = 2027-04-01", "", "reported_for"),
    ],
)
def test_a_wrong_report_is_refused_with_file_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in REPORT
    check_refusal("RU.toml", said, load_checked, folder(tmp_path, ROW + REPORT.replace(old, new)), "en")
