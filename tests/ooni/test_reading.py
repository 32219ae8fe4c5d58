"""Files of published measurements: every form they come in, and one line for what cannot be read."""

import gzip
import json
from pathlib import Path

import pytest

from ooni.__main__ import main
from ooni.reading import Broken, Measurement, read_bytes
from ooni.samples import centres, joined, measurement

WHOLE = dict(measurement("telegram", "0.3.1", {**joined(centres(None)), "telegram_tcp_blocking": False}).raw)
LINE = json.dumps(WHOLE).encode()


def _kinds(data: bytes) -> list[str]:
    return [one.test if isinstance(one, Measurement) else "broken" for one in read_bytes(data, "x")]


@pytest.mark.parametrize(
    "data",
    [
        LINE,
        LINE + b"\n",
        b"\xef\xbb\xbf" + LINE,
        gzip.compress(LINE + b"\n"),
        json.dumps([WHOLE]).encode(),
        json.dumps(WHOLE, indent=1).encode(),
        json.dumps({"results": [WHOLE], "metadata": {}}).encode(),
        json.dumps({"format": "json", "content": WHOLE}).encode(),
        json.dumps({"anomaly": False, "raw_measurement": json.dumps(WHOLE)}).encode(),
    ],
)
def test_the_forms_of_a_file(data: bytes) -> None:
    assert _kinds(data) == ["telegram"]


@pytest.mark.parametrize(
    "line",
    [
        *(b"{", b"null", b"12", b'"x"', b"{}", b"\xff\xfe", b"[" * 100_000),
        b'{"test_name": "web_connectivity", "test_keys": {}}',
        b'{"test_name": "telegram", "test_keys": null}',
        b'{"raw_measurement": "{"}',
    ],
)
def test_a_broken_line_is_one_line_and_the_next_is_read(line: bytes) -> None:
    assert _kinds(LINE + b"\n" + line + b"\n\n" + LINE) == ["telegram", "broken", "telegram"]
    for one in read_bytes(line + b"\n" + LINE, "x"):
        if isinstance(one, Broken):
            assert "\n" not in one.why
            assert len(one.why) < 300


def test_a_cut_file_is_read_as_far_as_it_goes() -> None:
    lines = b"\n".join([LINE] * 300)
    found = _kinds(gzip.compress(lines)[:-200])
    assert found[0] == "broken"
    assert "telegram" in found


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "some.jsonl"
    path.write_bytes(LINE + b"\nnonsense\n")
    assert main([str(path)]) == 1
    out, err = capsys.readouterr()
    assert "1 measurements, 1 unreadable" in out
    assert err.count("\n") == 1
    assert main(["--json", str(path)]) == 1
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["test"] == "telegram"
    assert "broken" in second
    assert main([str(tmp_path / "none")]) == 2
    assert "Traceback" not in capsys.readouterr().err
