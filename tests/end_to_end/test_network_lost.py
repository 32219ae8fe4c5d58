"""An answer belongs to its network, in a real window: the line goes, the window is hidden and opened, another comes."""

import os
import sys
from pathlib import Path

import pytest

from end_to_end.conftest import REPOSITORY, InLab
from end_to_end.screen import is_missing
from lab.catalog import PHONE_CLIENT_V4, PHONE_GATEWAY_V4

_LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi-bus-launcher"))
_MISSING = is_missing() or ("" if any(one.exists() for one in _LAUNCHERS) else "at-spi2-core")
pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(bool(_MISSING) and not os.environ.get("CI"), reason=f"not installed: {_MISSING}"),
]


def test_on_another_network_an_answer_is_grey(in_lab: InLab) -> None:
    """Nobody watches, so no check is made for that, and nothing is sent."""
    path = f"PYTHONPATH={REPOSITORY / 'tests'}"
    story = [sys.executable, "-m", "end_to_end.network_lost", PHONE_CLIENT_V4, PHONE_GATEWAY_V4, "en", "light"]
    done = in_lab("home-and-phone", ["env", path, *story], limit=600)
    assert done.exit_code == 0, done.stderr
    assert done.json == {
        "language": "en",
        "lost, said": True,
        "elsewhere, said": True,
        "no check meanwhile": True,
        "checked there": True,
    }
