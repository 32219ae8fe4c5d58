"""From tables to the model: by the names of the fields, and a forgotten one is an error, not its default."""

import msgspec
import pytest

from dialtone.model.frozen import Frozen
from dialtone.store.strict import copy_fields


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
