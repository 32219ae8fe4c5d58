"""A picture is read in a process of its own, which has limits; what goes wrong there is a line, and no more."""

import subprocess
import sys
from pathlib import Path

import pytest

from dialtone.app import separate_process
from dialtone.app.received_lines import read_received_text
from dialtone.app.separate_process import LARGEST_PICTURE, read_picture_apart
from dialtone.cli import run
from dialtone.model.result_line import LineFault
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.result_line_text import ResultLineError
from ui.pictures import picture_of, saved

LINE = "dialtone1 2026-11-29 signal+ telegram+-? whatsapp- 980C"


def test_a_picture_is_read_by_a_process_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "friend.jpg").write_bytes(saved(picture_of(LINE), "JPG", 50))
    assert run(["compare", "--lang", "en", str(tmp_path / "friend.jpg")]) == 0
    assert "WhatsApp: blocked for 1 of 1." in capsys.readouterr().out


def test_a_picture_without_a_line_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "friend.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(["compare", "--lang", "en", str(tmp_path / "friend.png")]) == 2
    assert "No QR code could be read in this picture." in capsys.readouterr().err


def test_an_address_is_not_opened_and_said_to_be_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("dialtone.app.received_lines.read_picture_apart", lambda _: "https://example.org/")
    (tmp_path / "friend.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ResultLineError) as refused:
        read_received_text(tmp_path / "friend.png")
    assert refused.value.fault is LineFault.ADDRESS


@pytest.mark.parametrize(
    "command",
    [("false",), ("sleep", "30"), ("head", "-c", "10000000", "/dev/zero"), ("/nowhere/at/all",)],
    ids=["fails", "takes too long", "says too much", "does not start"],
)
def test_a_process_that_misbehaves_is_ended(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separate_process, "_PICTURE_SECONDS", 0.3)
    monkeypatch.setattr("dialtone.app.separate_process.own_command", lambda: command)
    monkeypatch.setattr(separate_process, "PICTURE_READER", command[-1])
    assert len(read_picture_apart(b"")) <= 10_000


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such limits, or refuse some of them")
def test_the_process_is_limited_before_it_decodes_anything() -> None:
    code = (
        "import resource\n"
        "from dialtone.app.separate_process import serve_picture\n"
        "from dialtone.ui.painting import qr_reader\n"
        "kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)\n"
        "qr_reader.read_qr_texts = lambda _: [str(resource.getrlimit(kind)[0]) for kind in kinds]\n"
        "serve_picture()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=True)
    assert done.stdout.split() == [b"800000000", b"10", b"0"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "large.png", "wb") as file:
        file.truncate(LARGEST_PICTURE + 1)
    with pytest.raises(TroubleError) as refused:
        read_received_text(tmp_path / "large.png")
    assert refused.value.kind is TroubleKind.TOO_LARGE
