"""Data from outside becomes a noun, or one line that names the key and its value."""

from datetime import date

import pytest

from dialtone.model.frozen import Frozen
from dialtone.store.strict import StrictError, add_keys, convert, list_tables


class Bird(Frozen):
    name: str
    seen: date | None = None


def test_a_part_of_a_file_is_named_by_its_key() -> None:
    assert convert({"name": "Parrot"}, Bird, "birds[0]") == Bird("Parrot")
    with pytest.raises(StrictError, match=r"^birds\[0\]\.colour: red \(unknown key\)$"):
        convert({"name": "Parrot", "colour": "red"}, Bird, "birds[0]")
    with pytest.raises(StrictError, match=r"^birds\[0\]: 3 is not valid"):
        convert(3, Bird, "birds[0]")


def test_a_day_is_text_only_where_the_format_has_no_days() -> None:
    assert convert({"name": "Crow", "seen": "2026-11-30"}, Bird, dates_as_text=True).seen == date(2026, 11, 30)
    with pytest.raises(StrictError, match="seen"):
        convert({"name": "Crow", "seen": "2026-11-30"}, Bird)


def test_what_its_place_says_a_table_may_not_say() -> None:
    table: dict[str, object] = {"seen": date(2026, 11, 30)}
    with pytest.raises(StrictError, match=r"^birds\[0\]\.seen: 2026-11-30 \(unknown key\)$"):
        add_keys(table, "birds[0]", seen=None)
    add_keys(table, "birds[0]", name="Crow")
    assert convert(table, Bird) == Bird("Crow", date(2026, 11, 30))


def test_only_tables_of_a_list_are_completed() -> None:
    first: dict[str, object] = {"name": "Crow"}
    assert list_tables({"birds": [3, first]}, "birds") == [("birds[1]", first)]
    assert list_tables({"birds": "crow"}, "birds") == list_tables({}, "birds") == []
