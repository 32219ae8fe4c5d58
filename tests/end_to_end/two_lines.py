"""Somebody asks "Is it my connection?" and changes the network while Dialtone runs.

Played inside the lab, without a screen.

The window, its process and the packets are real; the address is taken as a system takes it behind a phone. Tells as
JSON what was on the page.

Usage: python -m end_to_end.two_lines ADDRESS GATEWAY
"""

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

_LIMIT, _LOOK_AGAIN = 90, 0.01
_WATCHED = ("whatsapp", "signal")


def until(app: QApplication, holds: Callable[[], bool], what: str) -> None:
    """Let the program run until something holds."""
    end = time.monotonic() + _LIMIT
    while not holds():
        if time.monotonic() > end:
            sys.exit(f"never: {what}")
        app.processEvents()
        select.select([], [], [], _LOOK_AGAIN)


def go_behind_the_phone(address: str, gateway: str) -> None:
    """Take the address that a phone gives."""
    for line in (
        "addr flush dev eth0 scope global",
        f"addr add {address}/28 dev eth0",
        f"route add default via {gateway} dev eth0",
    ):
        subprocess.run(["ip", *line.split()], check=True)


def make_home(folder: Path) -> None:
    """A home of somebody who has pressed Start some day."""
    for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
        os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
    settings = folder / "config" / "dialtone"
    settings.mkdir(parents=True)
    said = {"first_run_done": True, "language": "en", "messengers_added": list(_WATCHED)}
    (settings / "settings.json").write_text(json.dumps(said), encoding="utf-8")


def play(app: QApplication, address: str, gateway: str) -> dict[str, object]:
    """Check at home, ask, change the network, check again, and look at the history."""
    from dialtone.app.window_services import make_startup_inputs
    from dialtone.ui.application import ApplicationController
    from dialtone.ui.state.screen_state import Phase
    from dialtone.ui.widgets.box_items import BoxRowView
    from dialtone.ui.widgets.controls import Button, Text
    from dialtone.ui.widgets.item_view import ItemPage
    from dialtone.ui.window.frame import Frame
    from dialtone.ui.window.network_comparison_page import CHECK

    frame = Frame()
    running = ApplicationController(app, frame, make_startup_inputs(None))
    controller = running.check_controller
    running.begin()
    frame.show()
    window = running.window
    assert window is not None
    until(app, lambda: controller.content is not None, "loaded")
    controller.check()
    until(app, lambda: controller.state.phase is Phase.DONE, "the first check")

    def statuses() -> dict[str, str]:
        assert controller.state.check is not None
        return {one.messenger: one.status for one in controller.state.check.messengers}

    told: dict[str, object] = {"at_home": statuses()}
    window.open_messenger("whatsapp")
    app.processEvents()
    next(one.head for one in window.detail.findChildren(BoxRowView) if one.head.text() == "Why").click()
    offer = next(b for b in window.detail.findChildren(Button) if b.text() == "Is it my connection?")
    offer.click()
    page = window.page_stack.page
    assert isinstance(page, ItemPage)
    told["may_ask_at_home"] = page.has_control(CHECK)
    go_behind_the_phone(address, gateway)
    until(app, lambda: page.has_control(CHECK), "the other network is noticed")
    page.control(CHECK).click()

    def said() -> list[str]:
        return [text.text() for text in page.findChildren(Text)]

    until(app, lambda: not page.has_control(CHECK) and "Checking on this network…" not in said(), "the comparison")
    told["behind_the_phone"] = statuses()
    told["compared"] = said()
    window.window_actions.history.trigger()
    page_of_history = window.page_stack.page
    assert page_of_history is not None

    def history() -> list[str]:
        return [text.text() for text in page_of_history.findChildren(Text)]

    until(app, lambda: any("worked on network" in text for text in history()), "the history compares")
    told["history"] = history()
    running.close()
    return told


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        make_home(Path(folder))
        told = play(QApplication(["dialtone"]), *sys.argv[1:])
    print(json.dumps(told), flush=True)
    os._exit(0)  # as the program does: nothing is waited for
