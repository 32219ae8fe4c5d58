"""A recording on the disk: written, read again, refused in one line."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from field.__main__ import main
from field.recording import FORMAT, Answer, Recording, RecordingError, Root, Row, read_recording, write_recording

ROW = Row(id="x/y", wire="https", host="example.org", page=Answer(method="GET", status=200, length=3))
RECORDING = Recording(format=FORMAT, date=dt.date(2026, 12, 1), app_version="0", catalogue_version="1", rows=(ROW, ROW))


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "field" / "a.json"
    write_recording(path, RECORDING)
    assert read_recording(path) == RECORDING
    assert len(path.read_text().splitlines()) == 4


def test_what_is_written_can_be_given_away(tmp_path: Path) -> None:
    """Servers answer from inside providers, and an office's own root has the office's name."""
    near = {"addresses": ("178.66.0.80",), "target": "178.66.0.80:443", "connected_in": 0.0123}
    root = Root(name="Example Ltd Root", list="unknown")
    own = Row(id="x/z", wire="https", chain=("Example Ltd Proxy CA",), root=root)
    path = tmp_path / "a.json"
    write_recording(path, msgspec.structs.replace(RECORDING, rows=(msgspec.structs.replace(ROW, **near), own)))
    text = path.read_text()
    assert "178.66" not in text
    assert "Example Ltd" not in text
    assert [row.connected_in for row in read_recording(path).rows] == [0.01, 0.0]


@pytest.mark.parametrize("text", ["", "{}", '{"format": "other"}', "[1"])
def test_what_is_no_recording_is_one_line(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(RecordingError):
        read_recording(path)
    assert main(["--compare", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
