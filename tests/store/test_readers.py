"""What the catalogue says of who can read along rests on sources that were read, and ships no address."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from catalogue_rules import load_checked
from dialtone.model.readers import Readers
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.catalogue_file import load_catalogue
from store.strict_files import GROUND, check_refusal

ROOT = Path(__file__).parents[2]
CATALOGUE = load_catalogue(ROOT / "resources" / "catalogue")
RECORD = tomllib.loads((ROOT / "docs" / "sources" / "readers.toml").read_text())["sources"]
PARROT = """
name = "Parrot"
letter = "P"
hue = "#11aa22"
untested = "no_server"
reach = 3

[readers]
messages = "state"
calls = "company"
checked = 2026-11-25

[[readers.sources]]
publisher = "Citizen Lab"
dated = "2020-05"
address = "sha256:0123456789abcdef"
read = true
"""


def load(folder: Path, text: str) -> None:
    (folder / "ground.toml").write_text(GROUND)
    (folder / "parrot.toml").write_text(text)
    load_checked(folder)


def test_it_is_read(tmp_path: Path) -> None:
    load(tmp_path, PARROT)
    (parrot,) = load_catalogue(tmp_path).messengers
    assert parrot.readers is not None
    assert (parrot.readers.messages, parrot.readers.calls, parrot.monthly_millions) == (
        Readers.STATE,
        Readers.COMPANY,
        3,
    )
    assert parrot.readers.sources[0].dated == "2020-05"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"state"', '"police"', "readers.messages"),
        ("checked = 2026-11-25", "", "checked"),
        ("read = true", "read = false", "none that was read"),
        ('dated = "2020-05"', 'dated = "May 2020"', "readers.sources[0].dated: May 2020 is not valid"),
        ("sha256:0123456789abcdef", "https://citizenlab.ca", "sources[0].address: https://citizenlab.ca is not valid"),
        ('"Citizen Lab"', '" "', "readers.sources[0].publisher:   is not valid"),
        ("reach = 3", "reach = -3", "reach: -3"),
        ('calls = "company"', 'calls = "company"\nwhy = "x"', "why"),
    ],
)
def test_a_wrong_value_is_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PARROT
    check_refusal("parrot.toml", said, load, tmp_path, PARROT.replace(old, new))


def test_every_messenger_that_exists_says_who_can_read_along() -> None:
    silent = [m.id for m in CATALOGUE.messengers if m.readers is None]
    assert silent == [m.id for m in CATALOGUE.messengers if m.untested is MessengerStatus.RETIRED]


def test_each_source_is_in_the_record() -> None:
    known = {entry["hash"]: entry for entry in RECORD}
    for entry in RECORD:
        assert entry["hash"] == "sha256:" + hashlib.sha256(entry["address"].encode()).hexdigest()[:16]
    shipped = {(m.id, source.address) for m in CATALOGUE.messengers if m.readers for source in m.readers.sources}
    clocks = [(m.id, one) for m in CATALOGUE.messengers for one in m.lock_outs]
    shipped |= {(messenger, source.address) for messenger, one in clocks for source in one.sources}
    assert shipped == {(messenger, entry["hash"]) for entry in RECORD for messenger in entry["messengers"]}
    assert all(known[address]["title"] for _, address in shipped)
