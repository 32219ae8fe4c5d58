"""The first start in a real window with a mouse: the answer and the first tile are those of the worst messenger."""

import os
import sys
from pathlib import Path

import pytest

from end_to_end.conftest import REPOSITORY, InLab
from end_to_end.screen import is_missing

_LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi-bus-launcher"))
_MISSING = is_missing() or ("" if any(one.exists() for one in _LAUNCHERS) else "at-spi2-core")
pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(bool(_MISSING) and not os.environ.get("CI"), reason=f"not installed: {_MISSING}"),
]


def test_the_first_start_answers_with_the_worst(in_lab: InLab) -> None:
    path = f"PYTHONPATH={REPOSITORY / 'tests'}"
    done = in_lab("whatsapp-dns-nxdomain", ["env", path, sys.executable, "-m", "end_to_end.first_start"], limit=600)
    assert done.exit_code == 0, done.stderr
    told = done.json
    assert told["answer"] == "WhatsApp is blocked here."
    assert [name.partition(",")[0] for name in told["tiles"]] == ["WhatsApp", "Telegram", "Signal"]
    assert told["tiles"][0] == "WhatsApp, Blocked"
    assert told["lines"] == "You, This network"
