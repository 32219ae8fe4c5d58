"""The structure of a saved check, format `dialtone-check/1`: what `--json` prints and `open` reads.

`docs/check.schema.json` is generated from these tables; the model documents each key.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from dialtone.model.check import KeptOutcome, OutsideOutcome
from dialtone.model.file_fields import Number, RuleId
from dialtone.model.frozen import Frozen
from dialtone.model.verdict import Diagnosis
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

FORMAT: Literal["dialtone-check/1"] = "dialtone-check/1"

LONGEST_TEXT, LONGEST_NAME, LONGEST_SHOWN, LONGEST_VERSION = 4000, 300, 60, 40
"""Maximum characters of each kind of text below; `check_file.py` shortens what is longer."""
CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters other than tabs and line breaks: they could drive a terminal that displays the file."""
INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""Invisible characters that change how the rest is read: directions, line ends. Persian needs joiners: they stay."""
_END = r"(?!\n)$"
"""The end of a text. In Python `$` alone also matches before a line break at the end."""

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
