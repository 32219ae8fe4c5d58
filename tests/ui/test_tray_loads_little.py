"""What rests in the tray loads no library that only a check, a page or another language needs; a window no page."""

import os
import subprocess
import sys
from pathlib import Path

from named_rows import named_rows

NOT_NEEDED = (
    "PySide6.QtNetwork",
    "_hashlib",
    "anyio",
    "asyncio",
    "babel",
    "certifi",
    "configparser",
    "cryptography",
    "dns",
    "email",
    "h11",
    "h2",
    "http",
    "httpx",
    "logging.handlers",
    "persiantools",
    "pickle",
    "plistlib",
    "psutil",
    "segno",
    "ssl",
    "truststore",
    "zxingcpp",
    "dialtone.ui.messengers",
    "dialtone.ui.pages",
    "dialtone.ui.widgets.controls",
    "dialtone.ui.window.main_window",
    "dialtone.ui.window.page_controller",
)
"""Each was 1 to 16 MB for as long as the program ran."""
NOT_BEFORE_A_PRESS = (
    "_csv",
    "_hashlib",
    "configparser",
    "plistlib",
    "segno",
    "zxingcpp",
    "dialtone.explain.card_rows",
    "dialtone.explain.proxy_test_words",
    "dialtone.store.check_file",
    "dialtone.store.exports",
    "dialtone.ui.pages.about_page",
    "dialtone.ui.pages.advice_page",
    "dialtone.ui.pages.country_page",
    "dialtone.ui.pages.hosts_page",
    "dialtone.ui.window.proxy_test_page",
    "dialtone.ui.window.report_page",
    "dialtone.ui.window.share_page",
    "dialtone.ui.pages.start_page",
    "dialtone.ui.painting.card_picture",
)
"""All of them were 2 MB in each window, and 20 ms of its start."""
PROGRAM = """
import sys
from datetime import date
from PySide6.QtWidgets import QApplication
app = QApplication(["dialtone"])
from dialtone.app.window_services import make_startup_inputs
from dialtone.ui import application
from dialtone.ui.window import desktop_state
from dialtone.ui.window.frame import Frame
class OnDesktop:
    platformName = staticmethod(lambda: "xcb")
desktop_state.QGuiApplication = OnDesktop
application.tray_is_there = lambda: True
frame = Frame()
running = application.ApplicationController(app, frame, make_startup_inputs(None))
running.check_controller.loaded.connect(app.quit)
running.begin(hidden=sys.argv[1] == "hidden")
app.exec()
content = running.check_controller.content
assert content is not None
print(*(name for name in sys.argv[2:] if name in sys.modules))
assert "2026" in content.words.sentences.date(date(2026, 11, 28))
print(*(name for name in ("persiantools", "babel") if name in sys.modules))
from PySide6 import QtWidgets
print(*(name for name in ("QWizard", "QMdiArea") if name in vars(QtWidgets)))  # PySide6 loads classes at first use
running.close()
"""


@named_rows(("begun", "not_needed"), {"in the tray": ("hidden", NOT_NEEDED), "a window": ("shown", NOT_BEFORE_A_PRESS)})
def test_what_nobody_asked_for_is_not_loaded(tmp_path: Path, begun: str, not_needed: tuple[str, ...]) -> None:
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
    settings = tmp_path / "config" / "dialtone" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"first_run_done": true, "language": "en"}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, begun, *not_needed],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
