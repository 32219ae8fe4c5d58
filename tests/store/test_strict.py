"""Data from outside becomes a noun, or one line that names the key and its value."""

from datetime import date

import msgspec
import pytest

from dialtone.model.frozen import Frozen
from dialtone.store.strict import StrictError, add_keys, convert, copy_fields, list_tables


class Bird(Frozen):
    name: str
    seen: date | None = None


def test_a_part_of_a_file_is_named_by_its_key() -> None:
    assert convert({"name": "Parrot"}, Bird, "birds[0]") == Bird("Parrot")
    with pytest.raises(StrictError, match=r"^birds\[0\]\.colour: red \(there is no such key\)$"):
        convert({"name": "Parrot", "colour": "red"}, Bird, "birds[0]")
    with pytest.raises(StrictError, match=r"^birds\[0\]: 3 is wrong"):
        convert(3, Bird, "birds[0]")


def test_a_day_is_text_only_where_the_format_has_no_days() -> None:
    assert convert({"name": "Crow", "seen": "2026-11-30"}, Bird, dates_as_text=True).seen == date(2026, 11, 30)
    with pytest.raises(StrictError, match="seen"):
        convert({"name": "Crow", "seen": "2026-11-30"}, Bird)


def test_what_its_place_says_a_table_may_not_say() -> None:
    table: dict[str, object] = {"seen": date(2026, 11, 30)}
    with pytest.raises(StrictError, match=r"^birds\[0\]\.seen: 2026-11-30 \(there is no such key\)$"):
        add_keys(table, "birds[0]", seen=None)
    add_keys(table, "birds[0]", name="Crow")
    assert convert(table, Bird) == Bird("Crow", date(2026, 11, 30))


def test_only_tables_of_a_list_are_completed() -> None:
    first: dict[str, object] = {"name": "Crow"}
    assert list(list_tables({"birds": [3, first]}, "birds")) == [("birds[1]", first)]
    assert list(list_tables({"birds": "crow"}, "birds")) == list(list_tables({}, "birds")) == []


# From tables to the model: by the names of the fields, and a forgotten one is an error, not its default


class Door(Frozen):
    id: str
    port: int = 443
    house: str = ""


class DoorTable(msgspec.Struct, frozen=True):
    id: str
    port: int
    house: str = ""


def test_fields_of_the_same_name_are_copied_both_ways() -> None:
    assert copy_fields(Door, DoorTable("front", 80, "red")) == Door("front", 80, "red")
    assert copy_fields(DoorTable, Door("front", 80, "red")) == DoorTable("front", 80, "red")


def test_a_value_that_is_given_takes_the_place_of_a_copy() -> None:
    assert copy_fields(Door, DoorTable("front", 80), id="red/front") == Door("red/front", 80)
    assert copy_fields(Door, DoorTable("front", 80), omitting=("port",), port=25) == Door("front", 25)


class TableWithoutHouse(msgspec.Struct, frozen=True):
    id: str
    port: int


def test_a_field_of_the_model_without_a_key_in_the_table_is_an_error() -> None:
    with pytest.raises(TypeError, match="TableWithoutHouse into Door: house"):
        copy_fields(Door, TableWithoutHouse("front", 80))
    assert copy_fields(Door, TableWithoutHouse("front", 80), house="red") == Door("front", 80, "red")


class TableWithColour(DoorTable, frozen=True):
    colour: str = ""


def test_a_key_of_the_table_without_a_field_in_the_model_is_an_error() -> None:
    with pytest.raises(TypeError, match="TableWithColour into Door: colour"):
        copy_fields(Door, TableWithColour("front", 80))
    assert copy_fields(Door, TableWithColour("front", 80), omitting=("colour",)) == Door("front", 80)


def test_a_value_for_what_is_no_field_is_an_error() -> None:
    with pytest.raises(TypeError, match="DoorTable into Door: colour"):
        copy_fields(Door, DoorTable("front", 80), colour="red")
