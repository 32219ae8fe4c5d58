"""Saved checks, format `dialtone-check/1`: what `--json` prints and `open` reads, as untrusted data.

`docs/check.schema.json` is generated from the tables here; the model documents each key.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from dialtone.model.check import Check, KeptOutcome, OutsideOutcome
from dialtone.model.fact import Fact, FactValue
from dialtone.model.file_fields import Number, RuleId
from dialtone.model.frozen import Frozen, replace
from dialtone.model.observation import Observation
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of
from dialtone.model.verdict import Diagnosis, Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Degree,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
    Variant,
)
from dialtone.store.atomic import write_atomically
from dialtone.store.capped_file import FileTooLargeError, read_capped
from dialtone.store.older_words import renew_words
from dialtone.store.strict import StrictError, convert, copy_fields, quote

FORMAT: Literal["dialtone-check/1"] = "dialtone-check/1"

LONGEST_TEXT, LONGEST_NAME, LONGEST_SHOWN, LONGEST_VERSION = 4000, 300, 60, 40
"""Maximum characters of each kind of text below; `check_file.py` shortens what is longer."""
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
    degree: Degree | None = None
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


class CheckFileError(TroubleError):
    """A file is not a saved check."""


def encode_check(check: Check, words: Words, readers: Callable[[str], str] = lambda _: "") -> dict[str, object]:
    """Return the check as plain data, ready for JSON. `readers`: who can read along, by messenger id."""
    plain: dict[str, object] = msgspec.json.decode(msgspec.json.encode(_encode_table(check, words, readers)))
    return plain


def _encode_table(check: Check, words: Words, readers: Callable[[str], str]) -> CheckTable:
    """Return a check as the table of its file, with any check made past a VPN inside it, without microseconds."""
    outside = check.outside
    outside_check = None if outside is None or outside.check is None else _encode_table(outside.check, words, readers)
    return copy_fields(
        CheckTable,
        check,
        format=FORMAT,
        app_version=_clean_version(check.app_version),
        catalogue_version=_clean_version(check.catalogue_version),
        started_at=check.started_at.astimezone(UTC).replace(microsecond=0),
        platform=_clean_version(check.platform),
        network=encode_network(check.network),
        messengers=tuple(_encode_messenger(m, words(m), readers(m.messenger)) for m in check.messengers),
        observations=tuple(encode_observation(o) for o in check.observations),
        outside=outside and OutsideTable(outside.outcome, outside_check),
    )


def to_json(document: Mapping[str, object]) -> str:
    """Return the text of an encoded check, for a file or for standard output."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode()


def save_check(path: Path, document: Mapping[str, object]) -> None:
    """Write an encoded check to a file. Raises `WriteError`."""
    write_atomically(path, (to_json(document) + "\n").encode())


def load_check(path: Path) -> Check:
    """Read a saved check from a file of unknown origin. Raises `CheckFileError`."""
    try:
        return decode_check(read_capped(path, LARGEST_FILE))
    except OSError as error:
        raise CheckFileError(kind_of(error, TroubleKind.NOT_READ), path, error.strerror) from None
    except FileTooLargeError as error:
        raise CheckFileError(TroubleKind.TOO_LARGE, path, error) from None
    except CheckFileError as error:
        raise CheckFileError(error.kind, path, error.detail) from None


def decode_check(data: bytes) -> Check:
    """Return the check that the bytes hold. Raises `CheckFileError`."""
    if len(data) > LARGEST_FILE:
        raise CheckFileError(TroubleKind.TOO_LARGE)
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CheckFileError(TroubleKind.NOT_A_CHECK, detail=f"this is not JSON ({quote(str(error))})") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise CheckFileError(_find_format_trouble(raw), detail=f"format: {FORMAT} is needed")
    renew_words(raw)
    try:
        table = convert(raw, CheckTable)
        for side in _list_sides(table):
            _check_references(side)
    except StrictError as error:
        raise CheckFileError(TroubleKind.CHECK_DAMAGED, detail=error) from None
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
        raise StrictError("outside: it has an outside of its own")
    return table, outside_check


def _check_references(table: CheckTable) -> None:
    """Check the year, unique numbers and ids, and that evidence refers to observations. Raises `StrictError`."""
    if table.started_at.year not in _YEARS:
        raise StrictError(f"started_at: {quote(table.started_at)} is no time of a check")
    numbers = [o.number for o in table.observations]
    existing = frozenset(numbers)
    if len(existing) != len(numbers):
        raise StrictError("observations: a number is there twice")
    if len({m.messenger for m in table.messengers}) != len(table.messengers):
        raise StrictError("messengers: an id is there twice")
    for evidence in _list_evidence(table):
        for number in evidence.observations:
            if number not in existing:
                raise StrictError(f"evidence {evidence.kind}: {number} is no observation of this check")


def _list_evidence(table: CheckTable) -> Iterable[EvidenceTable]:
    yield from table.network.evidence
    for messenger in table.messengers:
        yield from messenger.evidence
        for function in messenger.functions:
            yield from function.evidence


def encode_network(network: NetworkVerdict) -> NetworkTable:
    """Return the state of the network as a table."""
    return copy_fields(NetworkTable, network, evidence=_encode_evidence(network.evidence))


def _encode_messenger(
    verdict: MessengerVerdict, words: tuple[str, str, tuple[str, ...]], readers: str
) -> MessengerVerdictTable:
    """Return a verdict as it is stored. `words`: headline, explanation, and the ids of the advice."""
    headline, explanation, guidance = words
    old_app = verdict.old_app
    return copy_fields(
        MessengerVerdictTable,
        verdict,
        messenger=_clean_name(verdict.messenger),
        name=_clean_shown_name(verdict.name),
        headline=_clean_text(headline),
        explanation=_clean_text(explanation),
        guidance=tuple(_clean_name(entry) for entry in guidance),
        functions=tuple(_encode_function(f) for f in verdict.functions),
        evidence=_encode_evidence(verdict.evidence),
        why=_clean_name(verdict.why),
        note=_clean_name(verdict.note),
        readers=_clean_name(readers),
        old_app=old_app
        and OldAppTable(_clean_version(old_app.version), _clean_version(old_app.below), _clean_name(old_app.why)),
    )


def _encode_function(verdict: FunctionVerdict) -> FunctionVerdictTable:
    evidence = _encode_evidence(verdict.evidence)
    return copy_fields(FunctionVerdictTable, verdict, why_not=_clean_name(verdict.why_not), evidence=evidence)


def _encode_evidence(evidence: Iterable[Evidence]) -> tuple[EvidenceTable, ...]:
    return tuple(copy_fields(EvidenceTable, e, program=_clean_shown_name(e.program)) for e in evidence)


def encode_observation(observation: Observation) -> ObservationTable:
    """Return one step as a table, with control characters from the network removed."""
    return copy_fields(
        ObservationTable,
        observation,
        messenger=_clean_name(observation.messenger),
        endpoint=_clean_name(observation.endpoint),
        target=_clean_name(observation.target),
        facts={fact: _map_texts(_clean_text, value) for fact, value in observation.facts.items() if _is_finite(value)},
    )


def _is_finite(value: FactValue) -> bool:
    """Return whether JSON can hold a fact: it has no infinity, and a fact needs a value."""
    return not isinstance(value, float) or math.isfinite(value)


def _map_texts(change: Callable[[str], str], value: FactValue) -> FactValue:
    if isinstance(value, tuple):
        return tuple(map(change, value))
    return change(value) if isinstance(value, str) else value


# Texts as the tables accept them: a visible mark for each character that they refuse, and the rest cut off


def _clean_text(value: str) -> str:
    return _UNWRITABLE.sub("�", value)[:LONGEST_TEXT]


def _clean_name(value: str) -> str:
    return _clean_text(value).replace("\n", " ").replace("\t", " ")[:LONGEST_NAME]


def _clean_shown_name(value: str) -> str:
    return _INVISIBLE.sub("", _clean_name(value))[:LONGEST_SHOWN]


def _clean_version(value: str) -> str:
    return _NOT_IN_VERSIONS.sub("_", value)[:LONGEST_VERSION]


def _neutralise(table: CheckTable) -> CheckTable:
    """Return a check as read, in UTC, without facts of other versions, and with invisible characters made visible."""
    outside = table.outside
    if outside is not None and outside.check is not None:
        outside = replace(outside, check=_neutralise(outside.check))
    observations = tuple(
        replace(
            o,
            target=_show_invisible(o.target),
            facts={key: _map_texts(_show_invisible, value) for key, value in o.facts.items() if key in _FACTS},
        )
        for o in table.observations
    )
    return replace(table, started_at=table.started_at.astimezone(UTC), observations=observations, outside=outside)


def _show_invisible(value: str) -> str:
    return _INVISIBLE.sub("�", value)
