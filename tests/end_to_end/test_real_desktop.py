"""A panel and a server of notices that others wrote: Xfce's panel, which holds icons on the bus, and dunst."""

import os
import shutil
import sys

import pytest

from end_to_end.conftest import REPOSITORY, InLab
from end_to_end.screen import is_missing

_MISSING = is_missing() or ", ".join(name for name in ("xfce4-panel", "dunst") if shutil.which(name) is None)
pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(bool(_MISSING) and not os.environ.get("CI"), reason=f"not installed: {_MISSING}"),
]


def play(in_lab: InLab, story: str) -> object:
    path = f"PYTHONPATH={REPOSITORY / 'tests'}"
    done = in_lab("clean", ["env", path, sys.executable, "-m", "end_to_end.desktop_stories", story], limit=600)
    assert done.exit_code == 0, done.stderr
    return done.json


def test_the_icon_on_a_panel(in_lab: InLab) -> None:
    assert play(in_lab, "panel") == {
        "on the dark panel it stands out": True,
        "on the light panel it stands out": True,
        "a press opens it": True,
        "Quit in its menu ends it": 0,
    }


def test_notices_without_a_tray(in_lab: InLab) -> None:
    assert play(in_lab, "notices") == {
        "shown": ["Dialtone: stopped", "Dialtone: is back", "Dialtone: stopped"],
        "its picture shows the state": True,
        "what is missed of its icon": [],
        "the second is in the place of the first": True,
        "the third beside it": True,
        "opened": ["open signal", "open telegram"],
        "then none is left": True,
    }
