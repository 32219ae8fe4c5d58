"""Lays out what a Linux package installs: `tree.py BUNDLE ROOT` puts the bundle and all beside it below ROOT/usr.

The pictures of the icon come from build/icons (packaging/icons.py), or from a third argument. The same tree goes into
the .deb, the .rpm and the AppImage.
"""

import gzip
import os
import shutil
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

from publisher import APPLICATION_ID, __version__, fill  # noqa: E402 - found by the line above

APP = APPLICATION_ID
SIDES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def day() -> str:
    """The day of the sources: `SOURCE_DATE_EPOCH`, else today."""
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    return time.strftime("%Y-%m-%d", time.gmtime(moment))


def lay_out(bundle: Path, root: Path, pictures: Path) -> None:
    """Copy and fill in everything; all files are for everybody to read."""
    os.umask(0o022)
    share = root / "usr/share"
    shutil.copytree(bundle, root / "usr/lib/dialtone", symlinks=True)
    for path in (root / "usr/lib/dialtone").rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(0o755 if path.name == "dialtone" and path.parent.name == "dialtone" else 0o644)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/dialtone").symlink_to("../lib/dialtone/dialtone")
    _put(share / f"applications/{APP}.desktop", _filled(HERE / "dialtone.desktop"))
    _put(share / f"mime/packages/{APP}.xml", _filled(HERE / "dialtone.mime.xml"))
    _put(share / f"metainfo/{APP}.metainfo.xml", _filled(HERE / "dialtone.metainfo.xml"))
    _put(share / "bash-completion/completions/dialtone", (HERE / "dialtone.bash").read_text())
    page = share / "man/man1/dialtone.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(gzip.compress(_filled(HERE / "dialtone.1").encode(), 9, mtime=0))
    icons = share / "icons/hicolor"
    _copy(PROJECT / "resources/icons/dialtone.svg", icons / f"scalable/apps/{APP}.svg")
    for side in SIDES:
        _copy(pictures / f"png/icon-{side}.png", icons / f"{side}x{side}/apps/{APP}.png")


def _filled(template: Path) -> str:
    return fill(template.read_text()).replace("@VERSION@", __version__).replace("@DATE@", day())


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]), Path(sys.argv[2]), Path([*sys.argv, PROJECT / "build/icons"][3]))
