"""What a recording says against catalogue and lab, and what it does not."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from dialtone.model.frozen import replace
from field.contradictions import against_catalogue, against_lab, as_rows, table
from field.recording import FORMAT, Answer, Recording, Root, Row
from lab.answers import Operator, load_answers
from shipped_catalogue import shipped_catalogue

CATALOGUE = shipped_catalogue()
FINE = Row(
    id="control/wikipedia",
    wire="https",
    host="www.wikipedia.org",
    path="/",
    addresses=("185.15.59.224",),
    target="185.15.59.224:443",
    head=Answer(method="HEAD", status=200),
    page=Answer(method="GET", status=206, length=90_000, whole=True),
    chain=("E7",),
    root=Root(name="ISRG Root X1", list="mozilla"),
)


def _recording(*rows: Row) -> Recording:
    return Recording(
        format=FORMAT, date=dt.date(2026, 12, 1), app_version="0", catalogue_version=CATALOGUE.version, rows=rows
    )


def _said(row: Row) -> list[str]:
    return [f.said for f in against_catalogue(_recording(row), CATALOGUE) if f.contradicts]


def test_what_fits_is_not_mentioned() -> None:
    assert against_catalogue(_recording(FINE), CATALOGUE) == ()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"failure": "tls: reset"}, "did not answer"),
        ({"head": Answer(method="HEAD", status=503)}, "503 to HEAD"),
        ({"page": Answer(method="GET", status=200, length=1_542, whole=True)}, "1542 bytes"),
        ({"root": Root(name="Odd Root", list="unknown")}, "Odd Root"),
        ({"text_as_expected": False}, "does not hold"),
    ],
)
def test_what_contradicts(change: dict[str, Any], word: str) -> None:
    (said,) = _said(msgspec.structs.replace(FINE, **change))
    assert word in said


def test_what_a_healthy_server_says_is_expected_and_any_success_is_fine() -> None:
    """The status of the healthy was recorded beside it; nothing compared the two."""
    media = next(m for m in CATALOGUE.messengers if m.id == "whatsapp").endpoints[4]
    row = Row(id=media.id, wire="https", host="mmg.whatsapp.net", head=Answer(method="HEAD", status=404))
    assert _said(row) == ["says 404, and 403 is healthy"]
    for status in (403, 200):
        assert not _said(msgspec.structs.replace(row, head=Answer(method="HEAD", status=status)))


def test_a_page_that_only_names_a_file_may_be_short() -> None:
    """WhatsApp's page is read no further than to the name of its script, and was called too short."""
    page = next(e for m in CATALOGUE.messengers for e in m.endpoints if e.file_prefix)
    assert not _said(msgspec.structs.replace(FINE, id=page.id, page=Answer(method="GET", status=206, length=1_369)))


def test_every_endpoint_has_a_line_that_says_what_was_expected() -> None:
    silent = msgspec.structs.replace(FINE, id="signal/grpc-chat", wire="https", failure="tls: reset", root=None)
    recording = _recording(FINE, silent)
    lines = table(recording, CATALOGUE, against_catalogue(recording, CATALOGUE)).splitlines()
    assert lines[1].split()[-1] == "ok"
    assert "https www.wikipedia.org:443, 12000 bytes" in lines[1]
    assert "HEAD 200, 90000 bytes, ISRG Root X1" in lines[1]
    assert lines[2].split()[-3:] == ["tls:", "reset", "WRONG"]
    assert "415, signal" in lines[2]


def test_a_site_at_home_stands_at_home() -> None:
    home = next(c for c in CATALOGUE.controls.sites if c.countries == ("RU",))
    row = msgspec.structs.replace(FINE, id=home.endpoint.id, host=home.endpoint.host or "", country="US")
    assert any("stands in US" in said for said in _said(row))
    assert not _said(msgspec.structs.replace(row, country="RU"))


def test_signals_own_root_is_wanted_where_signal_is() -> None:
    row = msgspec.structs.replace(FINE, id="signal/grpc-chat", host="grpc.chat.signal.org")
    assert any("mozilla" in said for said in _said(row))
    assert not _said(msgspec.structs.replace(row, root=Root(name="Signal Messenger", list="signal")))


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the lab's answers."""

    host: str = "www.wikipedia.org"
    path: str = "/"
    method: str = "GET"
    status: int = 200
    length: int = 90_000
    kind: str = "recorded"
    date: str = "2026-11-25"
    needs: tuple[str, ...] = ()


class _Answers(msgspec.Struct, frozen=True):
    answers: tuple[_Known, ...]
    operators: dict[str, Operator] = {}

    def one_way_ms(self, _address: str, _owner: str) -> float | None:
        """Milliseconds to an address."""
        return 2.0


def test_a_server_that_is_elsewhere_is_noted() -> None:
    row = msgspec.structs.replace(FINE, connected_in=0.2)
    (found,) = against_lab(_recording(row), _Answers(()))
    assert (found.said, found.contradicts) == ("is 200 ms away; the lab has 12 ms", False)


@pytest.mark.parametrize(
    ("known", "contradicts"),
    [
        (_Known(), None),
        (_Known(status=400), True),
        (_Known(status=400, kind="assumed"), False),
        (_Known(length=1_542), True),
        (_Known(length=60_000), False),
        (_Known(length=1_542, kind="assumed"), False),
        (_Known(host="other.example"), None),
    ],
)
def test_against_the_lab(known: _Known, contradicts: bool | None) -> None:
    """What was recorded before must hold; an assumption may be replaced."""
    found = against_lab(_recording(FINE), _Answers((known,)))
    assert [f.contradicts for f in found] == ([] if contradicts is None else [contradicts])


def test_an_operator_in_another_network_is_noted() -> None:
    row = msgspec.structs.replace(FINE, host="web.whatsapp.com", network=64_500)
    (found,) = against_lab(_recording(row), load_answers())[-1:]
    assert "AS64500" in found.said
    assert not found.contradicts


def test_a_recording_as_rows_of_the_lab() -> None:
    text = as_rows(_recording(FINE, msgspec.structs.replace(FINE, page=None)), "./dev field")
    rows = msgspec.toml.decode(text)["answers"]
    assert [(row["host"], row["status"], row["length"], row["kind"]) for row in rows] == [
        ("www.wikipedia.org", 200, 90_000, "recorded")
    ]


def test_another_catalogue_is_told() -> None:
    smaller = replace(CATALOGUE, messengers=())
    row = msgspec.structs.replace(FINE, id="whatsapp/web-page", host="web.whatsapp.com")
    (found,) = against_catalogue(_recording(row), smaller)
    assert not found.contradicts
