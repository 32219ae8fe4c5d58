"""A fresh Debian in a folder, a person who lives in it, and a screen: what `upgrade.py` looks at packages in."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
BARE = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
    "SSL_CERT_FILE": BUNDLE,
    "DEBIAN_FRONTEND": "noninteractive",
}
_PATIENCE = 300.0
"""Seconds: a computer that is busy with other things takes its time."""
_FIRST_SCREEN = 500
_ENTER = """
root=$1; shift
for file in resolv.conf hosts nsswitch.conf; do
    [ -e "$root/etc/$file" ] && mount --bind "/etc/$file" "$root/etc/$file"
done
mount -t proc proc "$root/proc"
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
exec chroot "$root" "$@"
"""


class BrokenRoomError(Exception):
    """Something is not as it must be; the text says what."""


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, codes: Sequence[int] = (0,)) -> str:
    """Run to the end; return what it said on standard output."""
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, errors="replace", timeout=1800, check=False
    )
    if done.returncode not in codes:
        raise BrokenRoomError(
            f"{' '.join(command)} ended with {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}"
        )
    return done.stdout


def until(what: str, look: Callable[[], bool], still: Callable[[], bool] = lambda: True) -> None:
    """Look until it is so. Raises `BrokenRoomError` where it never is, or what should bring it has ended."""
    end = time.monotonic() + _PATIENCE
    while not look():
        if time.monotonic() > end or not still():
            raise BrokenRoomError(what)
        subprocess.run(["sleep", "0.5"], check=True)


@dataclass(frozen=True)
class Room:
    """The folder, the screen's name, and where pictures go."""

    root: Path
    display: str
    pictures: Path

    @property
    def home(self) -> Path:
        """The person's own folder, seen from outside."""
        return self.root / "home/person"

    def inside(self, *command: str, codes: Sequence[int] = (0,)) -> str:
        """Run as the administrator of the room."""
        return run(["chroot", str(self.root), *command], {**BARE, "HOME": "/root"}, codes)

    def person(self, *command: str, codes: Sequence[int] = (0,)) -> str:
        """Run as the person, on this computer's network."""
        return self.inside(*_as_person(), *command, codes=codes)

    def in_lab(self, network: str, inside: Path, *command: str) -> list[str]:
        """Return the command that runs another as the person in one of the lab's networks.

        `inside` is the folder with certifi and `dialtone/_resources`: the lab puts its own roots over those that
        came along.
        """
        covers = [f"{self.root}{BUNDLE}=os", *_covered(inside)]
        options = [word for one in covers for word in ("--cover", one)]
        enter = ["sh", "-euc", _ENTER, "enter", str(self.root), *_as_person(f"DISPLAY={self.display}"), *command]
        lab = [sys.executable, "-m", "lab", "run", "--quiet", "--timeout", "600", *options, network]
        return [*lab, "--", "env", "-i", *(f"{name}={value}" for name, value in BARE.items()), *enter]

    def picture(self, name: str) -> Path:
        """Take a picture of the screen."""
        file = self.pictures / f"{name}.png"
        run(["import", "-window", "root", str(file)], {**os.environ, "DISPLAY": self.display})
        return file


def _as_person(*more: str) -> list[str]:
    become = ["setpriv", "--reuid=person", "--regid=person", "--clear-groups", "--inh-caps=-all"]
    return [*become, "env", "HOME=/home/person", "USER=person", "PATH=/home/person/.local/bin:/usr/bin:/bin", *more]


def _covered(inside: Path) -> Iterator[str]:
    """What the lab covers of a package, as its option `--cover` names it."""
    sys.path.insert(0, str(PROJECT / "tests"))
    from lab.runner import BUNDLES, list_package_covers

    kinds = {file: kind for kind, file in BUNDLES.items()}
    yield from (f"{path}={kinds[bundle]}" for path, bundle in list_package_covers(inside))


@contextmanager
def screen() -> Iterator[str]:
    """An X server without a monitor, and a window manager; its name, with a number that nobody counts up to."""
    with ExitStack() as ends:
        reading, writing = os.pipe()
        number = f":{_FIRST_SCREEN + os.getpid() % _FIRST_SCREEN}"
        server = subprocess.Popen(
            ["Xvfb", number, "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-ac"],
            pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        ends.callback(server.wait)
        ends.callback(server.kill)
        os.close(writing)
        with os.fdopen(reading) as said:
            display = f":{said.readline().strip()}"
        manager = subprocess.Popen(
            ["openbox"], env={**os.environ, "DISPLAY": display}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        ends.callback(manager.wait)
        ends.callback(manager.kill)
        yield display


def mounted_in(place: Path) -> bool:
    """Whether something is mounted there or below: removing the folder would reach what lies outside."""
    lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    return any(Path(line.split()[4]).is_relative_to(place) for line in lines)


@contextmanager
def fresh(suite: str, pictures: Path) -> Iterator[Room]:
    """A fresh Debian of that suite with a person in it; all of it is gone at the end."""
    root = PROJECT / f"build/room-{suite}"
    mounted = [root / place for place in ("dev", "proc")]

    def leave() -> None:
        for place in mounted:
            while mounted_in(place):
                run(["umount", "-l", str(place)])
        if mounted_in(root):
            raise BrokenRoomError(f"something is mounted in {root}; it stays")
        shutil.rmtree(root, ignore_errors=True)

    leave()
    pictures.mkdir(parents=True, exist_ok=True)
    with screen() as display, ExitStack() as ends:
        ends.callback(leave)
        run([str(PROJECT / "packaging/linux/root.sh"), suite, str(root)])
        for place in mounted:
            place.mkdir(parents=True, exist_ok=True)
        for place in reversed(mounted):
            run(["mount", "--bind", f"/{place.relative_to(root)}", str(place)])
        room = Room(root, display, pictures)
        room.inside("useradd", "-m", "person")
        room.inside("apt-get", "update", "-qq")
        yield room
