"""What a recording says against the catalogue, and against what the lab takes for true."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dialtone.model.catalogue import Catalogue, Endpoint
from dialtone.model.thresholds import RATE_BYTES
from dialtone.model.vocabulary import Place, Trust, Weight, Wire
from field.measuring import all_endpoints
from field.recording import LONG_ENOUGH, Answer, Recording, Row

_REFUSED = 400
_SERVER_ERROR = 500
_TOO_FAR_OFF = 0.25
"""A recorded length may differ from the lab's by this share before that is said."""


_ACCESS = 4.0
"""Milliseconds that the lab's line takes each way (`Link.access_ms`)."""
_TIMES = 5.0
"""A server so many times further, or nearer, than in the lab is worth a look: it depends on where the line is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit."""

    row: str
    said: str
    contradicts: bool
    """It must be mended before a release; else it is worth a look."""


def against_catalogue(recording: Recording, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Compare with what the catalogue claims."""
    endpoints = {e.id: e for e in all_endpoints(catalogue)}
    found: list[Finding] = []
    for row in recording.rows:
        endpoint = endpoints.get(row.id)
        if endpoint is None:
            found.append(Finding(row.id, "is in the recording and not in this catalogue", contradicts=False))
        else:
            found += _of_row(row, endpoint, _countries(catalogue, row.id))
    missing = endpoints.keys() - {row.id for row in recording.rows}
    if missing and len(recording.rows) > 1:
        found.append(Finding("-", f"{len(missing)} endpoints of this catalogue were not recorded", contradicts=False))
    return tuple(found)


def _countries(catalogue: Catalogue, identifier: str) -> tuple[str, ...]:
    control = next((c for c in catalogue.controls.sites if c.endpoint.id == identifier), None)
    return control.countries if control is not None and control.place is Place.DOMESTIC else ()


def _of_row(row: Row, endpoint: Endpoint, home: tuple[str, ...]) -> Iterator[Finding]:
    decides = endpoint.weight is not Weight.INFORMS
    if row.failure:
        yield Finding(row.id, f"did not answer ({row.failure})", contradicts=decides)
        return
    for answer in (row.head, row.page):
        if answer is not None and answer.status >= _SERVER_ERROR:
            yield Finding(
                row.id, f"says {answer.status} to {answer.method}: no sign of trouble here", contradicts=decides
            )
    if _is_for_speed(endpoint) and (row.page is None or row.page.length < RATE_BYTES):
        yield Finding(
            row.id, f"its page is {_length(row.page)}: too short to see it slowed or frozen", contradicts=True
        )
    if endpoint.expect_status is not None and row.head is not None and row.head.status != endpoint.expect_status:
        yield Finding(row.id, f"says {row.head.status}, and {endpoint.expect_status} is expected", contradicts=True)
    if endpoint.healthy and row.head is not None and _REFUSED <= row.head.status != endpoint.healthy:
        said = f"says {row.head.status}, and {endpoint.healthy} is healthy"
        yield Finding(row.id, said, contradicts=decides)
    if row.text_as_expected is False:
        yield Finding(row.id, f"its answer does not hold {endpoint.expect_text!r}", contradicts=True)
    yield from _of_root(row, endpoint)
    if home and row.country and row.country not in home:
        yield Finding(row.id, f"is a site at home in {', '.join(home)} and stands in {row.country}", contradicts=True)
    known = {a for a in endpoint.addresses if endpoint.host}
    if known and row.addresses and not known & set(row.addresses):
        yield Finding(row.id, "none of its built-in addresses is what its name leads to now", contradicts=False)


def _is_for_speed(endpoint: Endpoint) -> bool:
    """A page that is read for its speed; where it names a file, that file is, and the page no further than its name."""
    return bool(endpoint.read_bytes) and not endpoint.file_prefix


def _of_root(row: Row, endpoint: Endpoint) -> Iterator[Finding]:
    if row.root is None or endpoint.trust is Trust.PINNED:
        return
    wanted = {Trust.SIGNAL: ("signal",), Trust.NATIONAL: ("national", "mozilla")}.get(endpoint.trust, ("mozilla",))
    if row.root.list not in wanted:
        yield Finding(row.id, f"its chain ends at {row.root.name!r} ({row.root.list})", contradicts=True)


def _length(page: Answer | None) -> str:
    return "not there" if page is None or not page.status else f"{page.length} bytes long (status {page.status})"


def against_lab(recording: Recording, answers: Any) -> tuple[Finding, ...]:
    """Compare with the lab's file of answers: what was recorded before must hold, what was assumed may be replaced."""
    found: list[Finding] = []
    for row in recording.rows:
        page = row.page
        if page is None or row.failure or not row.host:
            continue
        for known in _noted(answers, row):
            firm = known.kind == "recorded"
            if known.status != _plain(page.status):
                said = f"says {page.status} to GET; the lab has {known.status} ({known.kind} {known.date})"
                found.append(Finding(row.id, said, contradicts=firm))
            elif page.whole and abs(known.length - page.length) > _TOO_FAR_OFF * max(known.length, page.length, 1_000):
                said = f"is {page.length} bytes long; the lab has {known.length} ({known.kind} {known.date})"
                found.append(Finding(row.id, said, contradicts=firm and min(known.length, page.length) < LONG_ENOUGH))
    return (*found, *_of_operators(recording, answers))


def _plain(status: int) -> int:
    """Return the status without the range that is asked for: 206 is the 200 of a part."""
    return 200 if status == 206 else status


def _noted(answers: Any, row: Row) -> list[Any]:
    """Return the row that answers what a browser asks: of several, the one that needs most of its headers."""
    rows = [a for a in getattr(answers, "answers", ()) if (a.host, a.path, a.method) == (row.host, row.path, "GET")]
    return [max(rows, key=lambda a: len(getattr(a, "needs", ())))] if rows else []


def _of_operators(recording: Recording, answers: Any) -> Iterator[Finding]:
    """Yield addresses that stand in another network, or elsewhere, than the lab says of their operator."""
    from lab.catalog import HOSTS  # inside: where a recording is made, the lab may not be there

    owners = {name: host.owner for host in HOSTS for name in host.names}
    numbers = {owner: o.network for owner, o in getattr(answers, "operators", {}).items() if o.network}
    for row in recording.rows:
        number = numbers.get(owners.get(row.host, ""))
        if row.network is not None and number is not None and row.network != number:
            owner = owners[row.host]
            yield Finding(row.id, f"is in AS{row.network}; the lab has {owner} (AS{number})", contradicts=False)
        address = row.target.rpartition(":")[0].strip("[]")
        far = answers.one_way_ms(address, owners.get(row.host, "")) if address and row.connected_in else None
        if far is not None and not 1 / _TIMES <= row.connected_in / (2 * (far + _ACCESS) / 1000) <= _TIMES:
            taken, assumed = round(row.connected_in * 1000), round(2 * (far + _ACCESS))
            yield Finding(row.id, f"is {taken} ms away; the lab has {assumed} ms", contradicts=False)


def as_rows(recording: Recording, source: str) -> str:
    """Return a recording as rows of the lab's answers.toml: each replaces the assumption about its host and path."""
    pages = [row for row in recording.rows if row.host and row.page is not None and row.page.status]
    return "\n".join(_as_row(row, row.page, recording, source) for row in pages if row.page is not None)


def _as_row(row: Row, page: Answer, recording: Recording, source: str) -> str:
    note = "" if page.whole else " (the length is what was read; there is more)"
    needs = 'needs = ["sec-fetch-site", "sec-fetch-mode"]\n' if row.wire == Wire.HTTPS else ""
    return (
        f'[[answers]]\nhost = "{row.host}"\npath = "{row.path}"\n{needs}status = {_plain(page.status)}\n'
        f'length = {page.length}\nkind = "recorded"\ndate = "{recording.date}"\nsource = "{source}{note}"\n'
    )


def table(recording: Recording, catalogue: Catalogue, findings: Iterable[Finding]) -> str:
    """Return a line for every endpoint: what the catalogue expects, what answered, and whether that fits."""
    endpoints = {e.id: e for e in all_endpoints(catalogue)}
    marks = {f.row: "note" for f in findings} | {f.row: "WRONG" for f in findings if f.contradicts}
    lines = [("endpoint", "the catalogue expects", "answered", "")]
    lines += [
        (row.id, _expects(endpoints[row.id]), _answered(row), marks.get(row.id, "ok"))
        for row in recording.rows
        if row.id in endpoints
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    return "".join("  ".join([*map(str.ljust, line, widths), line[3]]).rstrip() + "\n" for line in lines)


def _expects(endpoint: Endpoint) -> str:
    status = endpoint.expect_status or endpoint.healthy
    parts = [f"{endpoint.wire} {endpoint.host or 'built-in addresses'}:{endpoint.port}"]
    parts += [str(status)] * bool(status)
    parts += [f"{RATE_BYTES} bytes"] * _is_for_speed(endpoint)
    parts += [endpoint.trust] * (endpoint.trust is not Trust.PUBLIC)
    return ", ".join(parts)


def _answered(row: Row) -> str:
    if row.failure:
        return row.failure
    parts = [f"{row.head.method} {row.head.status}"] if row.head is not None else ["its greeting"]
    parts += [f"{row.page.length} bytes"] if row.page is not None and row.page.length else []
    parts += [row.root.name or row.root.list] if row.root is not None else []
    return ", ".join(parts)


def render(findings: Iterable[Finding]) -> str:
    """Return the findings as lines, contradictions first."""
    ordered = sorted(findings, key=lambda f: (not f.contradicts, f.row))
    return "".join(f"{'CONTRADICTS' if f.contradicts else 'note       '}  {f.row}: {f.said}\n" for f in ordered)
