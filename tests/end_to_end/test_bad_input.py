"""Whatever goes wrong around a check ends with one clear line and the right exit code, never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

INTERRUPTED = Path(__file__).with_name("interrupted.py")
#: Every packet to WhatsApp and Telegram vanishes: a check takes as long as it may.
BLACK_HOLE = "meta-ip-drop+telegram-ip-drop"


@pytest.mark.lab
def test_ctrl_c_in_the_middle_of_a_check(in_lab: Callable[..., Any]) -> None:
    done = in_lab(BLACK_HOLE, ["python", str(INTERRUPTED), "0", "dialtone", "check", "--json", "whatsapp", "telegram"])
    assert done.exit_code == 0, done.stderr
    story = json.loads(done.stdout)
    assert story["talked"], story
    assert story["exit_code"] == 130, story
    assert "Traceback" not in story["stderr"], story["stderr"]
    assert story["stdout"] == "", "half a check is no check"


@pytest.mark.lab
def test_ctrl_c_while_connections_are_kept_open_leaves_the_answer(in_lab: Callable[..., Any]) -> None:
    command = ["dialtone", "check", "--json", "--keep-open", "whatsapp", "telegram"]
    done = in_lab("whatsapp-dns-nxdomain", ["python", str(INTERRUPTED), "6", *command])
    story = json.loads(done.stdout)
    assert story["seconds"] < 3, story
    statuses = {one["id"]: one["status"] for one in json.loads(story["stdout"])["messengers"]}
    assert statuses == {"whatsapp": "blocked", "telegram": "works"}


@pytest.mark.lab
@pytest.mark.parametrize("form", ["--json", "--lang=en"])
@pytest.mark.parametrize("shell", ["dialtone check {} telegram >&-", "dialtone check {} telegram | true"])
def test_nobody_reads_standard_output(form: str, shell: str, in_lab: Callable[..., Any]) -> None:
    done = in_lab("clean", ["sh", "-c", shell.format(form)])
    for word in ("Traceback", "Exception ignored", "BrokenPipeError", "Bad file descriptor"):
        assert word not in done.stderr, done.stderr


@pytest.mark.lab
def test_no_home_directory_to_write_to(in_lab: Callable[..., Any]) -> None:
    nowhere = [f"{name}=/proc/nowhere" for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")]
    done = in_lab("clean", ["env", *nowhere, "dialtone", "check", "--json", "telegram"])
    assert done.exit_code == 0, done.stderr
    assert done.json["messengers"][0]["status"] == "works"
    assert "Traceback" not in done.stderr, done.stderr
