"""Who made a file that was sent or downloaded: it is read, never run. No network is used."""

from pathlib import Path

from dialtone.model.maker import Origin, OriginGap
from dialtone.system.authenticode import find_authenticode_origin, may_be_signed
from dialtone.system.codesign import find_codesign_origin, is_for_codesign
from dialtone.system.quiet_files import path_exists, read_start


def find_file_origin(path: Path) -> Origin:
    """Return who signed a program or an installer, as far as this system can tell."""
    if not path_exists(path):
        return Origin(gap=OriginGap.UNREADABLE)
    if is_for_codesign(path):
        return find_codesign_origin(path)
    start = read_start(path, 16)
    if may_be_signed(start):
        return find_authenticode_origin(path)
    return Origin(gap=OriginGap.NOT_A_PROGRAM if start else OriginGap.UNREADABLE)
