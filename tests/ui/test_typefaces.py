"""The computer's own fonts are out of sight: what fits is the same everywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from typefaces import FAMILIES, WIDEST

_SEEN = """
import json, sys
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication
application = QGuiApplication(sys.argv)
asked = (QGuiApplication.font(), QFont("A font of nobody"), QFont("Nimbus Sans"))
print(json.dumps([sorted(QFontDatabase.families()), [QFontInfo(font).family() for font in asked]]))
"""
_GENERIC = {"Monospace", "Sans Serif", "Serif"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS ask no fontconfig")
def test_a_program_sees_our_fonts_alone(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    odd = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "card-regular.ttf"
    (fonts / odd.name).write_bytes(odd.read_bytes())  # where a person puts fonts
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", _SEEN], env=environment, capture_output=True, text=True, check=True)
    families, chosen = json.loads(done.stdout)
    assert set(families) - _GENERIC == set(FAMILIES)
    assert chosen == [WIDEST] * 3
