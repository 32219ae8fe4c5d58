"""Unpack what the bundle holds packed: `loosen.py BUNDLE`. An AppImage packs all of it together, which is smaller."""

import gzip
import sys
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_GZIP = b"\x1f\x8b"


def loosen(bundle: Path) -> None:
    """Unpack the words of the languages and Python's own library; the program reads both either way."""
    for path in (bundle / "_internal/dialtone/_resources/languages").rglob("*.toml"):
        data = path.read_bytes()
        if data.startswith(_GZIP):
            path.write_bytes(gzip.decompress(data))
    library = bundle / "_internal/base_library.zip"
    with ZipFile(library) as packed:
        parts = [(name, packed.read(name)) for name in packed.namelist()]
    with ZipFile(library, "w", ZIP_STORED) as stored:
        for name, data in parts:
            stored.writestr(ZipInfo(name), data)


if __name__ == "__main__":
    loosen(Path(sys.argv[1]))
