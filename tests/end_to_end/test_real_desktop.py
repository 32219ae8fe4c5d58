"""A panel and a server of notices that others wrote: Xfce's panel, which holds icons on the bus, and dunst."""

import shutil

from end_to_end.conftest import Play, skipped_without
from end_to_end.screen import is_missing

_MISSING = is_missing() or ", ".join(name for name in ("xfce4-panel", "dunst") if shutil.which(name) is None)
pytestmark = skipped_without(_MISSING)


def test_the_icon_on_a_panel(play: Play) -> None:
    assert play("clean", "desktop_stories", "panel", limit=600) == {
        "on the dark panel it stands out": True,
        "on the light panel it stands out": True,
        "a press opens it": True,
        "Quit in its menu ends it": 0,
    }


def test_notices_without_a_tray(play: Play) -> None:
    assert play("clean", "desktop_stories", "notices", limit=600) == {
        "shown": ["Dialtone: stopped", "Dialtone: is back", "Dialtone: stopped"],
        "its picture shows the state": True,
        "what is missed of its icon": [],
        "the second is in the place of the first": True,
        "the third beside it": True,
        "opened": ["open signal", "open telegram"],
        "then none is left": True,
    }
