"""Finding the messengers of the whole catalogue, beside a bare look at every file that it may have to open."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.table import Row
from dialtone.system.installed import find_installed
from dialtone.system.linux import Linux
from shipped_catalogue import shipped_catalogue

ENVIRON = {"HOME": "/home/x", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
PACKAGES, ENTRIES, FLATPAKS, SNAPS, COMMANDS = 3000, 400, 60, 40, 2500
STANZA = (
    "Package: package-{number}\nStatus: install ok installed\nPriority: optional\nSection: libs\nInstalled-Size: 123\n"
    "Maintainer: Somebody <somebody@example.org>\nArchitecture: amd64\nMulti-Arch: same\nVersion: 1.2.{number}-1\n"
    "Depends: libc6 (>= 2.38), libgcc-s1 (>= 3.0), libstdc++6 (>= 13.1), zlib1g (>= 1:1.1.4)\n"
    "Description: something of a length that descriptions have\n" + " one more line of a description\n" * 12 + "\n"
)
TRANSLATED = "".join(f"Name[{letter}{second}]=Name\n" for letter in "abcdefgh" for second in "abcdefgh")


def finding_rows(times: int) -> list[Row]:
    """A full desktop made of files: many packages, entries, Flatpaks, Snaps and commands, none of them a messenger."""
    messengers = shipped_catalogue().messengers
    with tempfile.TemporaryDirectory(prefix="dialtone-bench-") as folder:
        root = Path(folder)
        build(root)
        floor = median(times, lambda: read_all(root))
        ours = median(times, lambda: find_installed(messengers, Linux(root, ENVIRON)))
    here = median(times, lambda: find_installed(messengers, Linux(Path("/"), os.environ)))
    return [
        Row(f"finding {len(messengers)} messengers, a full desktop", "ms", ours, floor, 150),
        Row("finding them on this computer", "ms", here, None, 150),
    ]


def median(times: int, work: Callable[[], object]) -> float:
    """Milliseconds, after one turn that fills the system's caches."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def build(root: Path) -> None:
    """Write the desktop."""
    write(root / "var/lib/dpkg/status", "".join(STANZA.format(number=number) for number in range(PACKAGES)))
    for number in range(ENTRIES):
        text = f"[Desktop Entry]\nType=Application\nName=App {number}\n{TRANSLATED}Exec=/usr/bin/app-{number} %U\n"
        write(root / f"usr/share/applications/org.example.App{number}.desktop", text + "\n[Desktop Action x]\nName=x\n")
    for number in range(FLATPAKS):
        write(root / f"var/lib/flatpak/app/org.example.Flat{number}/current/active/metadata", "")
    for number in range(SNAPS):
        write(root / f"snap/snap{number}/current/meta/snap.yaml", "version: 1\n")
    for number in range(COMMANDS):
        write(root / f"usr/bin/app-{number}", "")


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def read_all(root: Path) -> int:
    """One walk over the same folders that reads every list and entry, and understands nothing."""
    size = len((root / "var/lib/dpkg/status").read_bytes())
    for folder in ("usr/share/applications", "var/lib/flatpak/app", "snap", "usr/bin"):
        with os.scandir(root / folder) as entries:
            for entry in entries:
                if entry.name.endswith(".desktop"):
                    size += len(Path(entry.path).read_bytes())
                elif not entry.is_file():
                    size += os.path.exists(entry.path + "/current")
    return size
