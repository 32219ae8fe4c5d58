"""Measurements out of files: JSON lines, gzip, arrays, answers of OONI's API. What cannot be read is one line."""

import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = ("whatsapp", "telegram", "signal")
_GZIP = b"\x1f\x8b"
_LISTS = ("results", "measurements", "data")


class UnreadableFileError(Exception):
    """A file cannot be opened at all. The text is one line."""


@dataclass(frozen=True, slots=True)
class Broken:
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of one of OONI's tests. Nothing in it is trusted to be there, or to be of the right kind."""

    place: str
    raw: Mapping[str, Any]

    @property
    def test(self) -> str:
        return self.text("test_name")

    @property
    def keys(self) -> Mapping[str, Any]:
        found = self.raw.get("test_keys")
        return found if isinstance(found, Mapping) else {}

    def text(self, key: str) -> str:
        found = self.raw.get(key)
        return found if isinstance(found, str) else ""

    def entries(self, key: str) -> tuple[Mapping[str, Any], ...]:
        found = self.keys.get(key)
        return tuple(one for one in found if isinstance(one, Mapping)) if isinstance(found, list) else ()

    @property
    def where(self) -> str:
        """The country and the network."""
        asn = self.raw.get("probe_asn")
        network = f"AS{asn}" if isinstance(asn, int) else asn
        return " ".join(part for part in (self.text("probe_cc"), network) if isinstance(part, str) and part) or "ZZ AS0"

    @property
    def when(self) -> str:
        """When it was made, in UTC, as far as that is said."""
        return self.text("measurement_start_time") or self.text("test_start_time") or "at an unknown time"


def read_file(path: str) -> Iterator[Measurement | Broken]:
    """Yield what is in a file; `-` is standard input. Raises `UnreadableFileError`."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path}: the file cannot be read ({error.strerror})") from None
    yield from read_bytes(data, path)


def read_bytes(data: bytes, name: str) -> Iterator[Measurement | Broken]:
    if data.startswith(_GZIP):
        data, cut = _unpack(data)
        if cut:
            yield Broken(name, f"the gzip data is cut off or damaged ({cut}); what came before is read")
    text = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _read_lines(text, name)
    else:
        yield from _read_value(whole, name)


def _unpack(data: bytes) -> tuple[bytes, str]:
    """Return the bytes of a gzip file as far as they can be had, and what is wrong with the rest."""
    try:
        return gzip.decompress(data), ""
    except (OSError, EOFError, zlib.error) as error:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            return unpacker.decompress(data), str(error)
        except zlib.error:
            return b"", str(error)


def _read_lines(text: str, name: str) -> Iterator[Measurement | Broken]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            value = json.loads(line)
        except ValueError as error:
            yield Broken(place, f"this is not JSON ({error})")
        except RecursionError:
            yield Broken(place, "this is not JSON (nested too deeply)")
        else:
            yield from _read_value(value, place)


def _read_value(value: object, place: str) -> Iterator[Measurement | Broken]:
    if isinstance(value, list):
        for number, one in enumerate(value, start=1):
            yield from _read_value(one, f"{place}[{number}]")
    elif not isinstance(value, dict):
        yield Broken(place, f"this is no measurement, but {_kind(value)}")
    elif isinstance(raw := value.get("raw_measurement"), str | dict):  # the API's `measurement_meta?full=true`
        yield from _unwrapped(raw, place)
    elif isinstance(content := value.get("content"), dict) and "test_keys" not in value:  # as it is submitted
        yield from _read_value(content, place)
    elif "test_keys" not in value and (key := next((k for k in _LISTS if isinstance(value.get(k), list)), "")):
        yield from _read_value(value[key], place)
    else:
        yield _checked(value, place)


def _unwrapped(raw: str | dict[str, object], place: str) -> Iterator[Measurement | Broken]:
    if isinstance(raw, dict):
        yield from _read_value(raw, place)
        return
    try:
        yield from _read_value(json.loads(raw), place)
    except (ValueError, RecursionError):
        yield Broken(place, "the raw measurement in it is not JSON")


def _checked(value: dict[str, Any], place: str) -> Measurement | Broken:
    if not isinstance(value.get("test_name"), str):
        return Broken(place, "it does not say which test it is of (test_name)")
    if value["test_name"] not in TESTS:
        return Broken(place, f"the test {value['test_name'][:40]!r} is none of {', '.join(TESTS)}")
    if not isinstance(value.get("test_keys"), dict):
        return Broken(place, "it holds no results (test_keys)")
    return Measurement(place, value)


def _kind(value: object) -> str:
    return {str: "a text", int: "a number", float: "a number", bool: "yes or no"}.get(type(value), "nothing")
