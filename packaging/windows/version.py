"""What Windows shows under Properties, Details: `version.py OUT` writes the resource for PyInstaller."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from dialtone import __version__

TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0,
                    date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Dialtone"),
      StringStruct("FileDescription", "Dialtone"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "dialtone"),
      StringStruct("LegalCopyright", "GPL-3.0-or-later"),
      StringStruct("ProductName", "Dialtone"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0])]),
  ],
)
"""


def numbers(text: str) -> tuple[int, int, int, int]:
    """Windows wants four numbers: `0.2.0rc1` is 0.2.0.0."""
    first = [int(n) for n in re.findall(r"\d+", re.split(r"[a-z+-]", text)[0])][:4]
    filled = [*first, 0, 0, 0, 0]
    return filled[0], filled[1], filled[2], filled[3]


def main(out: Path) -> None:
    """Write it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(TEMPLATE.format(numbers=numbers(__version__), version=__version__), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--print"]:
        print(__version__)
    elif sys.argv[1:] == ["--numbers"]:
        print(".".join(str(number) for number in numbers(__version__)))
    else:
        main(Path(sys.argv[1]))
