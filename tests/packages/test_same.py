"""Two packages of the same files are the same to the last byte, wherever and whenever they are packed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
COMMITTED = 1_795_600_800
"""25 November 2026."""


def _built(place: Path, order: int) -> Path:
    """What packaging/linux/build.sh lays out, in small; `order` is that in which its files were written."""
    bundle = place / "tree/usr/lib/dialtone"
    bundle.mkdir(parents=True)
    for name in ("dialtone", "b.so", "a.so", "ü.toml")[::order]:
        (bundle / name).write_text(name * 1000, encoding="utf-8")
        os.utime(bundle / name, (COMMITTED + 1000 * order + 5000,) * 2)  # written after the commit, at another time
    (place / "tree/usr/bin").mkdir()
    (place / "tree/usr/bin/dialtone").symlink_to("../lib/dialtone/dialtone")
    (place / "depends").write_text("libc6 (>= 2.35)\n")
    return place


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("dpkg-deb"), reason="a .deb is packed by dpkg-deb"
)
def test_a_deb_tells_nothing_of_where_and_when_it_was_packed(tmp_path: Path) -> None:
    packed = []
    for place, order, time_zone, mask in (("a", 1, "UTC", 0o022), ("another place", -1, "Asia/Tehran", 0o077)):
        built = _built(tmp_path / place, order)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(COMMITTED), "TZ": time_zone, "XZ_LEVEL": "1"}
        command = [PROJECT / "packaging/linux/deb.sh", built, built / "out"]
        subprocess.run(command, env=environment, umask=mask, check=True, capture_output=True)
        (made,) = (built / "out").glob("*.deb")
        packed.append(made.read_bytes())
    assert packed[0] == packed[1]
