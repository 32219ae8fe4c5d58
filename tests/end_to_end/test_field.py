"""Recording in the lab: an open line is recorded and compared; elsewhere it says what is wrong, or writes nothing."""

import os
import re
import sys
from pathlib import Path

import pytest

from end_to_end.conftest import REPOSITORY, InLab
from field.recording import read_recording

pytestmark = pytest.mark.lab
_ENVIRONMENT = f"PYTHONPATH={REPOSITORY / 'tests'}"
PLANTED = {
    "signal/grpc-chat": "did not answer (tls: reset)",
    "signal/turn": "did not answer (stun: timeout)",
    "whatsapp/noise-g": "did not answer (tcp: timeout)",
    "whatsapp/media": "says 404, and 403 is healthy",
    "discord/api": "did not answer (http: http_error)",
    "slack/media": "did not answer (tcp: refused)",
    "line/chat": "its chain ends at",
    "viber/account": "did not answer (tls: cert_expired)",
    "telegram/web-page": "its page is 1200 bytes long",
    "kakaotalk/booking": "did not answer (dns: no address)",
    "telegram/dc3": "did not answer (tcp: timeout)",
}
"""What has to be said of each difference that the rehearsal's network plants, by the endpoint."""


def _command(out: Path) -> list[str]:
    return ["env", _ENVIRONMENT, sys.executable, "-m", "field", "--only", "signal", "--out", str(out)]


def test_an_open_line_is_recorded(in_lab: InLab, tmp_path: Path) -> None:
    out = tmp_path / "field.json"
    answer = in_lab("clean", _command(out))
    assert os.path.exists(out), answer.stderr
    rows = {row.id: row for row in read_recording(out).rows}
    chat, control = rows["signal/grpc-chat"], rows["control/wikipedia"]
    assert chat.root is not None
    assert chat.root.list == "signal"
    assert control.root is not None
    assert control.root.list == "mozilla"
    assert control.long_enough
    assert not any(row.failure for row in rows.values() if row.id.startswith("signal/"))


def test_what_is_cut_contradicts(in_lab: InLab, tmp_path: Path) -> None:
    answer = in_lab("signal-sni-rst", _command(tmp_path / "field.json"))
    assert answer.exit_code == 1
    assert "CONTRADICTS  signal/grpc-chat: did not answer (tls: reset)" in answer.stdout


def _of(out: Path) -> list[str]:
    messengers = dict.fromkeys(endpoint.partition("/")[0] for endpoint in PLANTED)
    only = [word for messenger in messengers for word in ("--only", messenger)]
    return ["env", _ENVIRONMENT, sys.executable, "-m", "field", *only, "--out", str(out)]


def test_the_rehearsal_finds_every_planted_difference(in_lab: InLab, tmp_path: Path) -> None:
    out = tmp_path / "field.json"
    answer = in_lab("field-rehearsal", _of(out))
    said = [line for line in answer.stdout.splitlines() if line.startswith("CONTRADICTS")]
    assert not [one for one in PLANTED.items() if not any(f" {one[0]}: {one[1]}" in line for line in said)], said
    assert not re.findall(r"\b\d+\.\d+\.\d+\.\d+\b", out.read_text(encoding="utf-8"))


def test_on_an_open_line_nothing_contradicts(in_lab: InLab, tmp_path: Path) -> None:
    """Pages that are not read for their speed were called too short, eight of them, so that a real one drowned."""
    answer = in_lab("clean", _of(tmp_path / "field.json"))
    assert "CONTRADICTS" not in answer.stdout
    assert answer.exit_code == 0


def test_a_page_that_names_a_server_is_read_once(in_lab: InLab, tmp_path: Path) -> None:
    """It was read a second time, further, and the whole run ended there."""
    out = tmp_path / "field.json"
    answer = in_lab("clean", [*_command(out)[:-2], "--only", "rubika", "--out", str(out)])
    assert os.path.exists(out), answer.stderr
    assert {row.failure for row in read_recording(out).rows if row.id.startswith("rubika/")} == {""}


def test_on_a_dead_line_nothing_is_written(in_lab: InLab, tmp_path: Path) -> None:
    out = tmp_path / "field.json"
    answer = in_lab("offline-link-down", _command(out))
    assert answer.exit_code == 3
    assert not out.exists()
    assert "nothing was written" in answer.stderr
