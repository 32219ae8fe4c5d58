"""What `dialtone genuine FILE` says of a file that tells nothing, and of one that cannot be read."""

from pathlib import Path

import pytest

from dialtone.cli import run
from named_rows import named_rows


@named_rows(
    ("content", "code", "said"),
    {"a text": (b"no program", 0, "cannot check signatures"), "not there": (None, 2, "could not read it")},
)
def test_a_file_that_tells_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: int, said: str
) -> None:
    file = tmp_path / "setup.bin"
    if content is not None:
        file.write_bytes(content)
    assert run(["genuine", "--lang", "en", str(file)]) == code
    assert said in " ".join(capsys.readouterr().out.split())
