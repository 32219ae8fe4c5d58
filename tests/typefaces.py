"""The fonts of the tests: the only ones that a test's programs see, whatever the computer has."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).with_name("fonts")
WIDEST = "DejaVu Sans"
FAMILIES = (WIDEST, "Noto Sans", "Vazirmatn")
"""In the order in which they are asked for a letter that a font has not."""

_VARIABLE = "FONTCONFIG_FILE"
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last">{families}</edit>
  </match>
  <match target="pattern">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>true</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
"""


@contextmanager
def only_own_fonts(folder: Path) -> Iterator[None]:
    """Let every program that starts from here see these fonts alone; what says so is written into `folder`.

    Fontconfig, which Qt asks on Linux, reads the file that this variable names in place of the system's.
    """
    before = os.environ.get(_VARIABLE)
    file = folder / "fonts.conf"
    families = "".join(f"<string>{family}</string>" for family in FAMILIES)
    said = _CONFIGURATION.format(fonts=FOLDER, cache=folder / "cache", families=families)
    file.write_text(said, encoding="utf-8")
    os.environ[_VARIABLE] = str(file)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
