"""`dialtone content update` against mirrors in the lab: true, old, changed, endless, empty and dead ones."""

import json
import sys
import zipfile
from pathlib import Path

import pytest

from end_to_end.conftest import InLab
from store.content_maker import TOOL, Maker

pytestmark = pytest.mark.lab

_RUN = """
import contextlib, io, json, sys
from dialtone.commands import own_copy
from dialtone.cli import run
root, mirrors = json.loads(sys.argv[1])
asked = []
for number, mirror in enumerate(mirrors):
    if number:
        own_copy.read_trusted_root = lambda _resources: root.encode()
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run(["content", "mirror", mirror])
        out.truncate(out.seek(0))
        code = run(["--lang", "en", "content", "update"])
        run(["content", "mirror", mirror, "--forget"])
    asked.append([code, out.getvalue().splitlines(), err.getvalue().splitlines()])
print(json.dumps(asked))
"""


def _unpack(bundle: Path, to: Path) -> Path:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(to)
    return to


def test_mirrors(in_lab: InLab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    TOOL.make_keys(tmp_path / "keys", 3, 2)
    maker, folder = Maker(tmp_path, tmp_path / "state"), tmp_path / "mirrors"
    first = maker.make(1, "2027-01-02")
    _unpack(first, folder / "first")
    _unpack(maker.make(2, "2027-02-02"), folder / "second")
    changed = _unpack(maker.make(3, "2027-03-02"), folder / "changed")
    (target,) = (changed / "targets").iterdir()
    target.write_bytes(target.read_bytes()[:-1] + b"!")
    endless = _unpack(first, folder / "endless")
    (endless / "metadata" / "timestamp.json").write_bytes(bytes(30_000_000))
    monkeypatch.setenv("LAB_MIRRORS", str(folder))
    names = ("first", "first", "first", "second", "first", "changed", "endless", "empty")
    mirrors = [f"https://{name}.mirrors.example.net/dialtone/" for name in names]
    dead = ["https://gone.mirrors.example.net/", "https://first.mirrors.example.net:9/"]
    command = [sys.executable, "-c", _RUN, json.dumps([maker.root.decode(), [*mirrors, *dead]])]
    answer = in_lab("clean", command)
    assert answer.exit_code == 0, answer.stderr
    told: list[tuple[int, list[str], list[str]]] = json.loads(answer.stdout)
    assert [code for code, _, _ in told] == [2, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    assert told[0][2] == ["dialtone: This copy of Dialtone cannot check who signed an update, so it installs none."]
    said = [line for _, lines, _ in told[1:] for line in lines if ".mirrors.example.net: " in line]
    said_by = [line.replace(".mirrors.example.net", "").partition(" (")[0] for line in said]
    assert said_by == [
        "first: its catalogue and advice are no newer than yours",
        "first: This update is older than one that you already installed.",
        "changed: This update is damaged or was changed. Get it again.",
        "endless: This update is damaged or was changed. Get it again.",
        "empty: No update was found there.",
        "gone: no such name",
        "first: connection refused",
    ]
    assert not [line for _, _, errors in told[1:] for line in errors]
