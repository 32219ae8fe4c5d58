"""The program loads its modules without PySide6's look at their source."""

import subprocess
import sys

PROGRAM = """
import linecache, sys, types
window = types.ModuleType("dialtone.app.window")
window.run_window = lambda *_, **__: 0
sys.modules["dialtone.app.window"] = window
from dialtone.commands.window_or_text import open_window
open_window("en")
import dialtone.ui.window.page_controller
import PySide6.QtSvg
print(*linecache.cache)
"""
"""As a start, but that nothing comes of the window; then what fills it, and more of Qt."""


def test_no_source_is_read() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
