"""Thin wrappers around Linux namespaces, TUN devices and ``ip``.

All namespaces of the lab are *anonymous*: they exist only as long as a file
descriptor or a process refers to them.  When the lab's processes end, for
whatever reason (also SIGKILL), the kernel removes the namespaces and every
interface in them, so nothing can be left behind on the host.
"""

import contextlib
import ctypes
import fcntl
import os
import re
import select
import struct
import subprocess
from collections.abc import Iterable, Iterator, Sequence

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_NOSUID = 0x2
MS_NODEV = 0x4
MS_NOEXEC = 0x8
MS_BIND = 0x1000
MS_REC = 0x4000
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG = 1

_TUNSETIFF = 0x400454CA
_IFF_TUN = 0x0001
_IFF_NO_PI = 0x1000

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    """Raise the system's error if a call has failed."""
    if result != 0:
        err = ctypes.get_errno()
        raise OSError(err, f"{what}: {os.strerror(err)}")


def unshare(flags: int) -> None:
    """Detach the calling process from the given namespaces."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def setns(fd: int, kind: int = CLONE_NEWNET) -> None:
    """Move the calling thread into the namespace behind ``fd``."""
    _check(_libc.setns(ctypes.c_int(fd), ctypes.c_int(kind)), "setns")


def mount(source: str, target: str, fstype: str | None, flags: int = 0, data: str | None = None) -> None:
    """Mount a file system."""
    _check(
        _libc.mount(
            source.encode(),
            target.encode(),
            fstype.encode() if fstype else None,
            ctypes.c_ulong(flags),
            data.encode() if data else None,
        ),
        f"mount {source} on {target}",
    )


def umount_detach(target: str) -> None:
    """umount2(target, MNT_DETACH)."""
    _check(_libc.umount2(target.encode(), MNT_DETACH), f"umount {target}")


def die_with_parent(signum: int) -> None:
    """Ask the kernel to send ``signum`` to this process when its parent ends."""
    _check(_libc.prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signum), 0, 0, 0), "prctl")


def new_netns() -> int:
    """Create an empty network namespace, return a descriptor that keeps it alive."""
    here = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    try:
        unshare(CLONE_NEWNET)
        fd = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        setns(here)
    finally:
        os.close(here)
    return fd


@contextlib.contextmanager
def inside(netns: int) -> Iterator[None]:
    """Run a block of code inside a network namespace (single-threaded callers only)."""
    here = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    try:
        setns(netns)
        try:
            yield
        finally:
            setns(here)
    finally:
        os.close(here)


def open_tun(name: str) -> int:
    """Create a TUN device in the current namespace and return its (non-blocking) descriptor."""
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.ioctl(fd, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TUN | _IFF_NO_PI))
    except OSError:
        os.close(fd)
        raise
    return fd


def ip_batch(commands: Sequence[str]) -> None:
    """Run ``ip`` commands in the current namespace (those that start with ``-6`` after the others)."""
    for family, batch in (
        ([], [line for line in commands if not line.startswith("-6 ")]),
        (["-6"], [line[3:] for line in commands if line.startswith("-6 ")]),
    ):
        if not batch:
            continue
        done = subprocess.run(
            ["ip", *family, "-batch", "-"], input="\n".join(batch).encode() + b"\n", capture_output=True, check=False
        )
        if done.returncode != 0:
            message = done.stderr.decode(errors="replace").strip()
            failed = re.search(r"-:(\d+)", message)
            raise RuntimeError(f"ip {' '.join(family)} {batch[int(failed[1]) - 1 if failed else 0]}: {message}")


def wait_for_end(pids: Iterable[int], seconds: float) -> None:
    """Return as soon as one of these child processes has ended, or after this time."""
    watched: list[int] = []
    try:
        watched.extend(map(os.pidfd_open, pids))
        select.select(watched, [], [], seconds)
    finally:
        for fd in watched:
            os.close(fd)


def sysctl(path: str, value: str | int) -> None:
    """Write ``/proc/sys/<path>`` (``net/...`` belongs to the current namespace)."""
    with open(f"/proc/sys/{path}", "w", encoding="ascii") as handle:
        handle.write(str(value))
