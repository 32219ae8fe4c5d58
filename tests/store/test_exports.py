"""A report holds the check, the note and the log, and nothing else."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

from dialtone.store.check_file import decode_check
from dialtone.store.exports import pack_report
from judge.saved import CHECKS

DOCUMENT = json.loads((CHECKS / "clean.json").read_bytes())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_report_can_be_opened_again(tmp_path: Path) -> None:
    (tmp_path / "dialtone.log").write_bytes(b"a line\n")
    (tmp_path / "dialtone-checks.log").write_bytes(b"what went wrong in a check\n")
    made = parts(pack_report(DOCUMENT, "  WhatsApp works here!  ", tmp_path))
    assert set(made) == {"check.json", "note.txt", "dialtone.log", "dialtone-checks.log"}
    assert decode_check(made["check.json"]).messengers
    assert made["note.txt"] == b"WhatsApp works here!\n"


def test_without_a_log_there_is_none_and_a_long_note_is_cut(tmp_path: Path) -> None:
    made = parts(pack_report(DOCUMENT, "x" * 100_000, tmp_path))
    assert set(made) == {"check.json", "note.txt"}
    assert len(made["note.txt"]) == 4001
