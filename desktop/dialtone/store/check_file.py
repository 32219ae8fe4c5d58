"""Saved checks, format `dialtone-check/1`: what `--json` prints and `open` reads, as untrusted data.

`docs/check.schema.json` is generated from the tables here; the model documents each key.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, field

from dialtone.model.check import Check, KeptOutcome, OutsideOutcome
from dialtone.model.fact import Fact, FactValue
from dialtone.model.file_fields import Number, RuleId
from dialtone.model.frozen import Frozen, replace
from dialtone.model.trouble import TroubleError, TroubleKind, os_errors_as_trouble
from dialtone.model.verdict import Diagnosis, MessengerVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkDetail,
    NetworkFlag,
    NetworkStatus,
    Step,
    Variant,
)
from dialtone.store.atomic import write_atomically
from dialtone.store.older_words import renew_words
from dialtone.store.own_files import read_capped
from dialtone.store.strict import StrictError, convert, quote

FORMAT: Literal["dialtone-check/1"] = "dialtone-check/1"

LONGEST_TEXT = 4000
LONGEST_NAME = 300
LONGEST_SHOWN = 60
LONGEST_VERSION = 40
"""Maximum characters of each kind of text below; what is longer is shortened on writing, and refused on reading."""
CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters other than tabs and line breaks: they could drive a terminal that displays the file."""
INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""Invisible characters that change how the rest is read: directions, line ends. Persian needs joiners: they stay."""
_END = r"(?!\n)$"  # the end of a text. In Python `$` alone also matches before a line break at the end.

Text = Annotated[str, Meta(max_length=LONGEST_TEXT, pattern=rf"^[^{CONTROLS}]*$")]
Name = Annotated[str, Meta(max_length=LONGEST_NAME, pattern=rf"^[^\x00-\x1f\x7f-\x9f]*{_END}")]
ShownName = Annotated[str, Meta(max_length=LONGEST_SHOWN, pattern=rf"^[^\x00-\x1f\x7f-\x9f{INVISIBLE}]*{_END}")]
"""A name within Dialtone's own sentences: too short for a sentence, and without direction marks."""
Version = Annotated[str, Meta(max_length=LONGEST_VERSION, pattern=f"^[0-9A-Za-z.+:~_-]*{_END}")]
"""The version of an app, of Dialtone, of the catalogue; also the name of a system."""
Whole = Annotated[int, Meta(ge=0, le=2**53)]
Seconds = Annotated[float, Meta(ge=0, le=1_000_000)]
SavedFact = Annotated[int, Meta(ge=-(2**53), le=2**53)] | float | bool | Text | tuple[Text, ...]


class EvidenceTable(Frozen, omit_defaults=True):
    """What a rule found, and the numbers of the observations behind it."""

    kind: EvidenceKind
    observations: tuple[Number, ...]
    rule: RuleId = ""
    program: ShownName = ""


class NetworkTable(Frozen):
    """The state of the network itself."""

    status: NetworkStatus
    flags: tuple[NetworkFlag, ...]
    confidence: Confidence
    round_trip: Seconds
    evidence: tuple[EvidenceTable, ...]
    detail: NetworkDetail | None = field(default=None, name="degree")
    diagnosis: Diagnosis = Diagnosis()


class FunctionVerdictTable(Frozen):
    """One function of a messenger."""

    function: Function
    status: FunctionStatus
    causes: tuple[Cause, ...]
    confidence: Confidence
    why_not: Name
    evidence: tuple[EvidenceTable, ...]
    diagnosis: Diagnosis = Diagnosis()


class OldAppTable(Frozen):
    """The installed app, if it is too old: its version, the first that is not, and why (a wording key)."""

    version: Version
    below: Version
    why: Name


class MessengerVerdictTable(Frozen, rename={"messenger": "id"}):
    """One messenger: the verdict, and its words."""

    messenger: Name
    name: ShownName
    installed: bool
    status: MessengerStatus
    causes: tuple[Cause, ...]
    confidence: Confidence
    headline: Text
    explanation: Text
    guidance: tuple[Name, ...]
    functions: tuple[FunctionVerdictTable, ...]
    evidence: tuple[EvidenceTable, ...]
    why: Name = ""
    note: Name = ""
    old_app: OldAppTable | None = None
    readers: Name = ""
    diagnosis: Diagnosis = Diagnosis()


class ObservationTable(Frozen, omit_defaults=True):
    """One step of one attempt against one target."""

    number: Number
    messenger: Name
    endpoint: Name
    step: Step
    target: Name
    started: Seconds
    seconds: Seconds
    failure: Failure | None
    facts: dict[Name, SavedFact]
    attempt: Number
    variant: Variant
    row: Name = ""


class OutsideTable(Frozen, omit_defaults=True):
    """The check past a VPN: its outcome, and what was found, which counts only if the outcome is `answered`."""

    outcome: OutsideOutcome
    check: "CheckTable | None" = None


class CheckTable(Frozen, omit_defaults=True):
    """Everything measured and judged in one run of Dialtone."""

    format: Literal["dialtone-check/1"]
    app_version: Version
    catalogue_version: Version
    started_at: Annotated[datetime, Meta(tz=True)]
    seconds: Seconds
    bytes_sent: Whole
    bytes_received: Whole
    platform: Version
    network: NetworkTable
    messengers: Annotated[tuple[MessengerVerdictTable, ...], Meta(max_length=500)]
    observations: Annotated[tuple[ObservationTable, ...], Meta(max_length=50_000)]
    outside: OutsideTable | None = None
    kept: KeptOutcome = KeptOutcome.NOT_NEEDED


LARGEST_FILE = 5_000_000  # in bytes

Words = Callable[[MessengerVerdict], tuple[str, str, tuple[str, ...]]]
"""Returns a verdict's headline, its explanation and the ids of its guidance."""

_UNWRITABLE = re.compile(f"[{CONTROLS}\ud800-\udfff]")
"""Control characters, and lone surrogates, which UTF-8 cannot hold."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_NOT_IN_VERSIONS = re.compile("[^0-9A-Za-z.+:~_-]")
_FACTS = frozenset(Fact)
_YEARS = range(1971, 2999)  # in other years the date cannot be shown in every time zone on every system


def encode_check(check: Check, words: Words, readers: Callable[[str], str] = lambda _: "") -> dict[str, object]:
    """Return the check as plain data, ready for JSON. `readers`: who can read along, by messenger id."""
    return to_plain(_make_document(check, words, readers), CheckTable)


def _make_document(check: Check, words: Words, readers: Callable[[str], str]) -> dict[str, Any]:
    """Return the fields of a check, without microseconds, and what its file adds: the words about each messenger."""
    document: dict[str, Any] = msgspec.to_builtins(check)
    document |= {"format": FORMAT, "started_at": check.started_at.astimezone(UTC).replace(microsecond=0)}
    for verdict, table in zip(check.messengers, document["messengers"], strict=True):
        headline, explanation, guidance = words(verdict)
        table |= {"headline": headline, "explanation": explanation, "guidance": guidance}
        table |= {"id": table.pop("messenger"), "readers": readers(verdict.messenger)}
    if check.outside is not None and check.outside.check is not None:
        document["outside"]["check"] = _make_document(check.outside.check, words, readers)
    return document


def to_plain(document: Mapping[str, object], table: type[Frozen]) -> dict[str, object]:
    """Return a document as its table has it, ready for JSON: with its keys in that order, and texts that it accepts."""
    plain: dict[str, object] = msgspec.json.decode(msgspec.json.encode(convert(_clean("", document), table)))
    return plain


def to_json(document: Mapping[str, object]) -> str:
    """Return the text of an encoded check, for a file or for standard output; compact if it would be too large to read.

    Raises `TroubleError` if it is too large even so.
    """
    compact = msgspec.json.encode(document)
    indented = msgspec.json.format(compact, indent=1)
    text = indented if len(indented) < LARGEST_FILE else compact
    if len(text) >= LARGEST_FILE:  # a line break follows in a file
        raise TroubleError(TroubleKind.TOO_LARGE)
    return text.decode()


def save_check(path: Path, document: Mapping[str, object]) -> None:
    """Write an encoded check to a file. Raises `TroubleError`."""
    write_atomically(path, (to_json(document) + "\n").encode())


def load_check(path: Path) -> Check:
    """Read a saved check from a file of unknown origin. Raises `TroubleError`."""
    with os_errors_as_trouble(path, TroubleKind.NOT_READ):
        return decode_check(read_capped(path, LARGEST_FILE), path)


def decode_check(data: bytes, place: object = "") -> Check:
    """Return the check that the bytes hold. `place`: where they come from, for errors. Raises `TroubleError`."""
    if len(data) > LARGEST_FILE:
        raise TroubleError(TroubleKind.TOO_LARGE, place)
    try:
        # PowerShell 5.1 redirects as UTF-16 (Microsoft, about_Character_Encoding), and editors of Windows add a mark.
        raw = msgspec.json.decode(data.decode(json.detect_encoding(data)))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TroubleError(TroubleKind.NOT_A_CHECK, place, f"this is not JSON ({quote(str(error))})") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise TroubleError(_find_format_trouble(raw), place, f"format: {FORMAT} is needed")
    renew_words(raw)
    try:
        table = convert(raw, CheckTable)
        for side in _list_sides(table):
            _check_consistency(side)
    except StrictError as error:
        raise TroubleError(TroubleKind.CHECK_DAMAGED, place, error) from None
    return msgspec.convert(_neutralise(table), Check, from_attributes=True)


def _find_format_trouble(raw: object) -> TroubleKind:
    file_format = raw.get("format") if isinstance(raw, dict) else None
    is_check = isinstance(file_format, str) and file_format.startswith(FORMAT.rpartition("/")[0] + "/")
    return TroubleKind.CHECK_NEWER if is_check else TroubleKind.NOT_A_CHECK


def _list_sides(table: CheckTable) -> tuple[CheckTable, ...]:
    """Return the check and the one past a VPN. Raises `StrictError` if that one has another side itself."""
    outside_check = table.outside.check if table.outside is not None else None
    if outside_check is None:
        return (table,)
    if outside_check.outside is not None:
        raise StrictError("outside: must not have an outside of its own")
    return table, outside_check


def _check_consistency(table: CheckTable) -> None:
    """Check what no type states: the year, unique numbers and ids, existing observations. Raises `StrictError`."""
    if table.started_at.year not in _YEARS:
        raise StrictError(f"started_at: {quote(table.started_at)} is not a plausible time for a check")
    numbers = {o.number for o in table.observations}
    if len(numbers) < len(table.observations):
        raise StrictError("observations: duplicate number")
    if len({m.messenger for m in table.messengers}) < len(table.messengers):
        raise StrictError("messengers: duplicate id")
    of_messengers = [m.evidence for m in table.messengers]
    of_functions = [f.evidence for m in table.messengers for f in m.functions]
    for evidence in chain(table.network.evidence, *of_messengers, *of_functions):
        if unknown := set(evidence.observations) - numbers:
            raise StrictError(f"evidence {evidence.kind}: refers to unknown observation {min(unknown)}")


def _neutralise(table: CheckTable) -> CheckTable:
    """Return a check as read, in UTC, without facts of other versions, and with invisible characters made visible."""
    outside = table.outside
    if outside is not None and outside.check is not None:
        outside = replace(outside, check=_neutralise(outside.check))
    observations = tuple(
        replace(
            o,
            target=_INVISIBLE.sub("�", o.target),
            facts={key: _show_invisible(value) for key, value in o.facts.items() if key in _FACTS},
        )
        for o in table.observations
    )
    return replace(table, started_at=table.started_at.astimezone(UTC), observations=observations, outside=outside)


def _show_invisible(value: FactValue) -> FactValue:
    if isinstance(value, tuple):
        return tuple(_INVISIBLE.sub("�", text) for text in value)
    return _INVISIBLE.sub("�", value) if isinstance(value, str) else value


# Texts as the tables accept them: a visible mark for each character that they refuse, and the rest cut off


def _clean(key: str, value: Any) -> Any:
    """Return the value of a key in a document with its texts as the tables accept them, and without infinite facts."""
    if isinstance(value, str):
        return _CLEANED.get(key, _clean_name)(value)
    if isinstance(value, list | tuple):
        return [_clean(key, item) for item in value]
    if not isinstance(value, dict):
        return value
    if key == "facts":
        finite = {fact: item for fact, item in value.items() if not isinstance(item, float) or math.isfinite(item)}
        return {fact: _clean("fact", item) for fact, item in finite.items()}
    return {inner: _clean(inner, item) for inner, item in value.items()}


def _clean_text(value: str) -> str:
    return _UNWRITABLE.sub("�", value)[:LONGEST_TEXT]


def _clean_name(value: str) -> str:
    return _clean_text(value).replace("\n", " ").replace("\t", " ")[:LONGEST_NAME]


def _clean_shown_name(value: str) -> str:
    return _INVISIBLE.sub("", _clean_name(value))[:LONGEST_SHOWN]


def _clean_version(value: str) -> str:
    return _NOT_IN_VERSIONS.sub("_", value)[:LONGEST_VERSION]


_CLEANED: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("headline", "explanation", "fact", "sees", "can_do", "limits"), _clean_text),
    **dict.fromkeys(("name", "program"), _clean_shown_name),
    **dict.fromkeys(("app_version", "catalogue_version", "platform", "version", "below"), _clean_version),
}
"""By key; all other texts are names."""
