"""Reads external data without trusting it: errors give the key and the value in one line."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

import msgspec

T = TypeVar("T")

_LONGEST_VALUE = 80
_MESSAGE = re.compile(r"^(?P<reason>.*?)(?: - at `\$(?P<path>.*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<key>.*)`$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `(?P<key>.*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
"""Parts of msgspec's error messages: the whole, two reasons, and a step of the path, which is a key or an index."""


class StrictError(ValueError):
    """Data has a wrong shape or value. The text is one line: `key: value is not valid`."""


def convert(raw: object, kind: type[T], table_key: str = "", *, dates_as_text: bool = False) -> T:
    """Return plain data in the shape of `kind`. Raises `StrictError` with the key and its wrong value.

    `table_key`: the key of `raw` in its file, for errors. `dates_as_text`: its format has no type for dates, as JSON.
    """
    try:
        return msgspec.convert(raw, kind, builtin_types=() if dates_as_text else (date,))
    except msgspec.ValidationError as error:
        raise StrictError(_describe(str(error), raw, table_key)) from None


def list_tables(raw: Mapping[str, object], key: str) -> list[tuple[str, dict[str, object]]]:
    """Return the tables in a list, each with its key: `endpoints[0]`. Other items are left for `convert` to refuse."""
    tables = raw.get(key)
    items = enumerate(tables if isinstance(tables, list) else ())
    return [(f"{key}[{number}]", item) for number, item in items if isinstance(item, dict)]


def add_keys(table: dict[str, object], table_key: str, **values: object) -> None:
    """Add keys to a table, in place, that follow from where it is in the files. Raises `StrictError` if it has them."""
    for key in values:
        if key in table:
            raise StrictError(f"{_join_key(table_key, key)}: {quote(table[key])} (unknown key)")
    table.update(values)


def quote(value: object) -> str:
    """Return a value for a one-line message: short, and without characters that could fake lines."""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value) if isinstance(value, bool | int | float | str) else repr(value)
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _describe(message: str, raw: object, table_key: str) -> str:
    """Return an error of msgspec as one line: the key, its value, and why it is wrong."""
    match = _MESSAGE.match(message)
    reason, path = (match["reason"], match["path"] or "") if match else (message, "")
    value = _value_at(raw, path)
    unknown = _UNKNOWN.match(reason)
    if unknown and isinstance(value, dict):
        wrong_key = _join_key(table_key + path, unknown["key"])
        return f"{wrong_key}: {quote(value.get(unknown['key']))} (unknown key)"
    if missing := _MISSING.match(reason):
        return f"{_join_key(table_key + path, missing['key'])}: missing"
    return f"{_join_key(table_key + path)}: {quote(value)} is not valid: {quote(reason[:1].lower() + reason[1:])}"


def _join_key(path: str, last: str = "") -> str:
    """Return a path of keys for a message, with `last` at its end; `the whole file` for an empty path."""
    steps = quote(f"{path}.{last}" if last else path)
    return steps.removeprefix(".") or "the whole file"


def _value_at(raw: object, path: str) -> object:
    """Return the value at a path from msgspec, or the innermost one around it if the path cannot be followed."""
    value = raw
    for step in _steps(path):
        try:
            value = value[step]  # type: ignore[index]  # a value that cannot be indexed ends the walk below
        except (KeyError, IndexError, TypeError):
            break
    return value


def _steps(path: str) -> Iterator[str | int]:
    for name, index in _STEP.findall(path):
        yield int(index) if index else name
