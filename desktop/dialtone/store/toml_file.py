"""Reads Dialtone's own TOML files: decoded strictly into structs, whose types state what a field may hold."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import rtoml

from dialtone.store.own_files import read_packed
from dialtone.store.strict import StrictError, convert, quote

T = TypeVar("T")


class ResourceError(Exception):
    """A file of Dialtone's own cannot be used. The text is one line: `file: key: value is not valid`."""


@contextmanager
def name_file_in_errors(file: object) -> Iterator[None]:
    """Turn a `StrictError` in the block into a `ResourceError` that names the file."""
    try:
        yield
    except StrictError as error:
        raise ResourceError(f"{file}: {error}") from None


def refuse_first(file: object, problems: Iterable[str]) -> None:
    """Raise `ResourceError` for the first problem of a file, if there is any."""
    first = next(iter(problems), None)
    if first is not None:
        raise ResourceError(f"{file}: {first}")


def read_resource(path: Path) -> bytes:
    """Return the bytes of a file shipped with Dialtone, unpacked. Raises `ResourceError`."""
    try:
        return read_packed(path)
    except OSError as error:
        raise ResourceError(f"{path}: the file cannot be read ({error.strerror})") from None


def read_table(path: Path) -> dict[str, object]:
    """Return the contents of a TOML file as plain data. Raises `ResourceError`."""
    data = read_resource(path)
    try:
        return rtoml.loads(data.decode())
    except UnicodeDecodeError:
        raise ResourceError(f"{path}: the file is not UTF-8 text") from None
    except (rtoml.TomlParsingError, RecursionError) as error:
        raise ResourceError(f"{path}: this is not TOML ({quote(str(error))})") from None


def read_toml(path: Path, kind: type[T]) -> T:
    """Return a TOML file in the shape of `kind`. Raises `ResourceError`."""
    raw = read_table(path)
    with name_file_in_errors(path):
        return convert(raw, kind)
