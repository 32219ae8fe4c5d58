"""What an AppImage holds unpacked, so that all of it is packed together."""

import gzip
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

PROJECT = Path(__file__).resolve().parents[2]


def test_what_the_bundle_holds_packed_is_unpacked_and_the_same(tmp_path: Path) -> None:
    words = tmp_path / "_internal/dialtone/_resources/languages/fa/wording/plain.toml"
    words.parent.mkdir(parents=True)
    words.write_bytes(gzip.compress(b'one = "word"\n'))
    bare = words.with_name("bare.toml")
    bare.write_bytes(b"two = 2\n")
    library = tmp_path / "_internal/base_library.zip"
    with ZipFile(library, "w", ZIP_DEFLATED) as packed:
        packed.writestr("codecs.pyc", bytes(9_000))
    subprocess.run([sys.executable, PROJECT / "packaging/appimage/loosen.py", tmp_path], check=True)
    assert (words.read_bytes(), bare.read_bytes()) == (b'one = "word"\n', b"two = 2\n")
    with ZipFile(library) as stored:
        assert stored.read("codecs.pyc") == bytes(9_000)
        assert stored.infolist()[0].compress_type == ZIP_STORED
