"""The first start in a real window with a mouse: the page beside the band is that of the worst messenger."""

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


def test_the_first_start_opens_the_worst(in_lab: InLab) -> None:
    path = f"PYTHONPATH={REPOSITORY / 'tests'}"
    done = in_lab("whatsapp-dns-nxdomain", ["env", path, sys.executable, "-m", "end_to_end.first_start"], limit=600)
    assert done.exit_code == 0, done.stderr
    told = done.json
    assert told["band"].startswith("WhatsApp is blocked here.")
    assert told["page"] == ["WhatsApp", "WhatsApp is blocked on this network."]
    assert told["marked"] == ["Result", "WhatsApp"]
