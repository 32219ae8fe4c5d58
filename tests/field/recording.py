"""A recording: a row for every endpoint and control, as a file of JSON."""

import datetime as dt
from pathlib import Path
from typing import Literal

import msgspec

FORMAT: Literal["dialtone-field/1"] = "dialtone-field/1"
LONG_ENOUGH = 32_768
"""Bytes that must be read of a page to see it slowed or frozen: freezes come after 16 KB, or after 25 packets."""


class RecordingError(Exception):
    """A file is no recording. The text is one line."""


class Root(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a chain ends."""

    name: str
    """The name of the root, or of the issuer that is missing, as a person would read it."""
    list: Literal["mozilla", "signal", "national", "unknown"]
    """The list that holds it. ``unknown``: none of those that this program has."""
    sha256: str = ""
    """Of the root, where it is in a list."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came back to one request over HTTP."""

    method: Literal["GET", "HEAD"]
    status: int = 0
    """0: none came."""
    length: int = 0
    """Bytes of the body that were read."""
    whole: bool = False
    """The body ended there."""
    seconds: float = 0.0
    failure: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One endpoint or control."""

    id: str
    wire: str
    host: str = ""
    path: str = ""
    addresses: tuple[str, ...] = ()
    """What the system's resolver said, or those built in."""
    target: str = ""
    """The address and port that were asked."""
    network: int | None = None
    """The number of the network (AS) that the address is in, as far as a table says."""
    operator: str = ""
    country: str = ""
    """Where the address is registered, as far as a table says."""
    connected_in: float = 0.0
    """Seconds for the connection."""
    failure: str = ""
    """The step and how it failed; empty where the greeting was answered."""
    head: Answer | None = None
    """As Dialtone asks for it."""
    page: Answer | None = None
    """The same path by GET, read as far as it goes."""
    text_as_expected: bool | None = None
    """Whether the text was there that the catalogue names; None where it names none, or nothing was read."""
    chain: tuple[str, ...] = ()
    """The issuers that the server showed, its own certificate's first."""
    root: Root | None = None

    @property
    def long_enough(self) -> bool:
        """Whether the page shows slowing and freezing."""
        return self.page is not None and self.page.length >= LONG_ENOUGH


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the command."""

    format: Literal["dialtone-field/1"]
    date: dt.date
    app_version: str
    catalogue_version: str
    rows: tuple[Row, ...]


def _given_away(row: Row) -> Row:
    """Return a row without what tells whose line it was: addresses, which stand near, and issuers on no public list."""
    own = row.root is not None and row.root.list == "unknown"
    root = Root(name="", list="unknown") if own else row.root
    near = round(row.connected_in, 2)
    return msgspec.structs.replace(
        row, addresses=(), target="", connected_in=near, chain=() if own else row.chain, root=root
    )


def write_recording(path: Path, recording: Recording) -> None:
    """Write a recording that can be given away, one row a line: so that two of them can be compared."""
    head = msgspec.json.encode(msgspec.structs.replace(recording, rows=()))
    rows = ",\n  ".join(msgspec.json.encode(_given_away(row)).decode() for row in recording.rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head.decode().removesuffix("[]}") + f"[\n  {rows}\n]}}\n", encoding="utf-8")


def read_recording(path: Path) -> Recording:
    """Read a recording. Raises `RecordingError`."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Recording)
    except OSError as error:
        raise RecordingError(f"{path}: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise RecordingError(f"{path}: {error}") from None
