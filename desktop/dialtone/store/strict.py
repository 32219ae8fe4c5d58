"""Reading data from outside without trusting it: the errors name the key and the value in one line."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import msgspec

T = TypeVar("T")

_LONGEST_VALUE = 80
_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"^Object contains unknown field `(?P<key>.*)`$", re.DOTALL)
_MISSING = re.compile(r"^Object missing required field `(?P<key>.*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")


class StrictError(ValueError):
    """Data has a wrong shape or value. The text is one line: `key: value is wrong`."""


def convert(raw: object, kind: type[T]) -> T:
    """Return plain data in the shape of `kind`. Raises `StrictError`, which names the key and its wrong value."""
    try:
        return msgspec.convert(raw, kind, builtin_types=(date,))
    except msgspec.ValidationError as error:
        raise StrictError(_one_line(str(error), raw)) from None


def show(value: object) -> str:
    """Return a value for a one-line message: short, and without characters that could forge lines."""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value) if isinstance(value, bool | int | float | str) else repr(value)
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _one_line(message: str, raw: object) -> str:
    match = _AT.match(message)
    what, path = (match["what"], match["path"] or "") if match else (message, "")
    value = _value_at(raw, path)
    unknown, missing = _UNKNOWN.match(what), _MISSING.match(what)
    if unknown and isinstance(value, dict):
        return f"{_key(path, unknown['key'])}: {show(value.get(unknown['key']))} (there is no such key)"
    if missing:
        return f"{_key(path, missing['key'])}: nothing, but it is needed"
    return f"{_key(path)}: {show(value)} is wrong: {_lower(what)}"


def _key(path: str, last: str = "") -> str:
    steps = show(f"{path}.{last}" if last else path)
    return steps.removeprefix(".") or "the whole"


def _lower(what: str) -> str:
    return show(what[:1].lower() + what[1:])


def _value_at(raw: object, path: str) -> object:
    """Return the value that a path of msgspec points at, as deep as it leads."""
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
