"""The workflows of the public CI, as far as they can be looked at without a runner: none has run them yet."""

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_action_is_pinned_to_what_was_looked_at(file: Path) -> None:
    """A tag can be moved to another commit; the hash cannot."""
    used = re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))
    assert used
    assert not [line for line in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_nobody_may_write_but_who_makes_the_draft(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "\npermissions:\n  contents: read\n" in text
    jobs = re.split(r"\n  (?=[\w-]+:\n)", text[text.index("\njobs:\n") :])
    writers = [job for job in jobs if ": write" in job]
    assert [job.partition(":")[0] for job in writers] == (["publish"] if file.stem == "release" else [])
    assert not [job for job in writers if "pip install" in job or "./dev" in job]
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_the_commands_are_those_that_people_type() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    said = subprocess.run([PROJECT / "dev", "help"], capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"^  (\w+) ", said, re.MULTILINE))
    assert set(re.findall(r"\./dev (\w+)", text)) <= known
    kinds = set(re.findall(r"\./dev package ([\w ]+)", text))
    assert {kind for line in kinds for kind in line.split()} == {"deb", "appimage", "rpm", "windows", "macos"}
    for script in re.findall(r"(packaging/[\w/]+\.(?:sh|ps1))", text):
        assert (PROJECT / script).is_file(), script
