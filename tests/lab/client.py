"""Running a command as the user's machine: namespaces, mounts, environment."""

import contextlib
import grp
import os
import select
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lab import netns

#: System CA bundles the client's bundle is mounted over (where they exist).
SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/ssl/cert.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/usr/lib/ssl/cert.pem",
)
HOSTNAME = "pc"
_PROGRAMS_START = 0.4
"""Seconds that programs beside the command get before it begins, at least."""
_PROGRAMS_LONGEST = 60.0
"""Seconds that those get which have not begun by then: this computer may be busy."""


@dataclass
class ClientConfig:
    """How the command sees its machine."""

    netns: int
    #: Files the command may see: resolv.conf, hosts, nsswitch.conf, os-bundle.pem, ...
    files: Path
    #: Directories replaced by empty ones (the lab itself, so that a judged program runs blind).
    hide: Sequence[Path] = ()
    #: Further files to cover with a bundle: (file, bundle name in ``files``).
    covers: Sequence[tuple[str, str]] = ()
    #: The group of the command, where it is another than the user's own.
    group: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    #: Programs that run beside the command: a line of a shell each.
    programs: Sequence[str] = ()
    #: A file into which the command's memory (kilobytes) and processor time (seconds) are written, if any.
    usage: int = -1


def client_environment(files: Path, base: Mapping[str, str]) -> dict[str, str]:
    """Return the caller's environment without proxies, with the lab's trust settings."""
    env = {k: v for k, v in base.items() if not k.lower().endswith("_proxy") and not k.startswith("LAB_")}
    bundle = str(files / "os-bundle.pem")
    home = files / "home"
    for name in [name for name in env if name.startswith("XDG_") or name == "PYTHONPATH"]:
        del env[name]
    env.update(
        {
            # a home that is thrown away: nothing of the real one is seen or changed
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            # programs of the environment the lab runs in come first: `dialtone`, `python`
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), base.get("PATH", os.defpath)]),
            "SSL_CERT_FILE": bundle,
            "SSL_CERT_DIR": str(files / "no-certs"),
            "REQUESTS_CA_BUNDLE": bundle,
            "CURL_CA_BUNDLE": bundle,
            "NODE_EXTRA_CA_CERTS": bundle,
            "LAB_PUBLIC_CA": str(files / "public-roots.pem"),
            "LAB_SIGNAL_CA": str(files / "signal-ca.pem"),
            "LAB_STATE_CA": str(files / "state-ca.pem"),
        }
    )
    return env


def _prepare_mounts(config: ClientConfig, new_pid_ns: bool) -> None:
    """Put the client's files over the system's, and empty folders over what the command may not see."""
    netns.mount("none", "/", None, netns.MS_REC | netns.MS_PRIVATE)
    files = config.files
    for name in ("resolv.conf", "hosts", "nsswitch.conf"):
        target = os.path.realpath(f"/etc/{name}")
        if os.path.exists(target):
            netns.mount(str(files / name), target, None, netns.MS_BIND)
    done: set[str] = set()
    for path, bundle in [(p, "os-bundle.pem") for p in SYSTEM_BUNDLES] + list(config.covers):
        target = os.path.realpath(path)
        if os.path.isfile(target) and target not in done:
            done.add(target)
            netns.mount(str(files / bundle), target, None, netns.MS_BIND)
    for directory in config.hide:
        if directory.is_dir():
            netns.mount("none", str(directory), "tmpfs", netns.MS_NOSUID | netns.MS_NODEV, "size=4k,mode=755")
    with contextlib.suppress(OSError):
        netns.umount_detach("/sys")
    with contextlib.suppress(OSError):
        netns.mount("sysfs", "/sys", "sysfs", netns.MS_NOSUID | netns.MS_NODEV | netns.MS_NOEXEC)
        netns.mount("cgroup2", "/sys/fs/cgroup", "cgroup2", netns.MS_NOSUID | netns.MS_NODEV | netns.MS_NOEXEC)
    if new_pid_ns:
        netns.mount("proc", "/proc", "proc", netns.MS_NOSUID | netns.MS_NODEV | netns.MS_NOEXEC)


def _exec(config: ClientConfig, command: Sequence[str]) -> None:
    """Become the command, in the last child."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    env = dict(config.env)
    try:
        if config.group:
            os.setgid(grp.getgrnam(config.group).gr_gid)
        os.execvpe(command[0], list(command), env)
    except (OSError, KeyError) as error:
        print(f"lab: cannot run {command[0]}: {error}", file=sys.stderr)
        sys.stderr.flush()
        os._exit(127)


def _exit_code(status: int) -> int:
    """Return the code of a process as a shell has it: 128 and more for one that a signal ended."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _start_beside(config: ClientConfig, line: str) -> int:
    """Start a program beside the command; it ends with the namespace. Return its number."""
    if number := os.fork():
        return number
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    with contextlib.suppress(OSError):
        os.execvpe("/bin/bash", ["/bin/bash", "-c", line], dict(config.env))
    os._exit(127)


def _have_begun(beside: Mapping[int, str]) -> bool:
    """Return whether the shells have become the programs that they `exec`, and the own nameserver listens."""
    own = Path("/proc/self/cmdline").read_bytes()
    for number, line in beside.items():
        with contextlib.suppress(OSError):  # it has ended
            words = Path(f"/proc/{number}/cmdline").read_bytes()
            if "exec " in line and (words == own or words.startswith(b"/bin/bash\0")):
                return False
    return _own_nameservers() <= _listening(53)


def _own_nameservers() -> set[str]:
    """Return the nameservers that are addresses of this machine."""
    lines = Path("/etc/resolv.conf").read_text(encoding="ascii").splitlines()
    named = {words[1] for line in lines if len(words := line.split()) > 1 and words[0] == "nameserver"}
    return {address for address in named if ":" not in address and _is_own(address)}


def _is_own(address: str) -> bool:
    """Return whether this machine has an address."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        try:
            tried.bind((address, 0))
        except OSError:
            return False
    return True


def _listening(port: int) -> set[str]:
    """Return where datagrams to a port are taken (proc_net(5): hexadecimal, in this machine's order)."""
    rows = [line.split()[1] for line in Path("/proc/net/udp").read_text(encoding="ascii").splitlines()[1:]]
    places = (row.split(":") for row in rows)
    return {socket.inet_ntoa(int(host, 16).to_bytes(4, sys.byteorder)) for host, at in places if int(at, 16) == port}


def _init(config: ClientConfig, command: Sequence[str]) -> int:
    """PID 1 of the client: start the command, reap orphans, return the command's code."""
    beside = {_start_beside(config, line): line for line in config.programs}
    if beside:
        select.select((), (), (), _PROGRAMS_START)
        end = time.monotonic() + _PROGRAMS_LONGEST
        while not _have_begun(beside) and time.monotonic() < end:
            select.select((), (), (), 0.02)
    child = os.fork()
    if child == 0:
        _exec(config, command)

    def forward(number: int, _frame: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, number)

    signal.signal(signal.SIGTERM, forward)
    signal.signal(signal.SIGHUP, forward)
    while True:
        pid, status, used = os.wait4(-1, 0)
        if pid == child:
            if config.usage >= 0:
                os.write(config.usage, f"{used.ru_maxrss} {used.ru_utime + used.ru_stime}".encode())
            return _exit_code(status)


def run_in_client(
    config: ClientConfig,
    command: Sequence[str],
    *,
    timeout: float | None,
    new_pid_ns: bool = True,
    redirect: tuple[int, int] | None = None,
) -> tuple[int, bool]:
    """Run a command in the client; returns (exit code, timed out).

    With ``new_pid_ns`` the command gets a PID namespace of its own, and
    everything it leaves behind is killed with it.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    outer = os.fork()
    if outer == 0:
        code = 126
        try:
            netns.die_with_parent(signal.SIGKILL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            if redirect:
                os.dup2(redirect[0], 1)
                os.dup2(redirect[1], 2)
            netns.setns(config.netns)
            flags = netns.CLONE_NEWNS | netns.CLONE_NEWUTS
            netns.unshare(flags | (netns.CLONE_NEWPID if new_pid_ns else 0))
            socket.sethostname(HOSTNAME)
            init = os.fork()
            if init == 0:
                try:
                    netns.die_with_parent(signal.SIGKILL)
                    _prepare_mounts(config, new_pid_ns)
                    code = _init(config, command)
                except BaseException as error:  # noqa: BLE001 - a forked child must not unwind
                    print(f"lab: client set-up failed: {error!r}", file=sys.stderr)
                    sys.stderr.flush()
                os._exit(code)
            signal.signal(signal.SIGTERM, lambda n, f: os.kill(init, n))
            _, status = os.waitpid(init, 0)
            code = _exit_code(status)
        except BaseException as error:  # noqa: BLE001
            print(f"lab: client set-up failed: {error!r}", file=sys.stderr)
            sys.stderr.flush()
        os._exit(code)
    try:
        return _wait(outer, timeout)
    except BaseException:
        with contextlib.suppress(OSError):
            os.kill(outer, signal.SIGKILL)
            os.waitpid(outer, 0)
        raise


@contextlib.contextmanager
def _count_signals() -> Iterator[Counter[int]]:
    """Count SIGINT and SIGTERM while a command runs (main thread only)."""
    seen: Counter[int] = Counter()
    old: dict[int, Any] = {}

    def note(number: int, _frame: object) -> None:
        seen[number] += 1

    with contextlib.suppress(ValueError):  # not the main thread: leave signals alone
        for number in (signal.SIGINT, signal.SIGTERM):
            old[number] = signal.signal(number, note)
    try:
        yield seen
    finally:
        for changed, handler in old.items():
            signal.signal(changed, handler)


def _wait(pid: int, timeout: float | None) -> tuple[int, bool]:
    """Wait for the command.

    A terminal's SIGINT reaches the command by itself (same process group).
    If it does not end within 5 s of it, or gets a second one, it is killed.
    SIGTERM and the time limit: SIGTERM to the command, SIGKILL 3 s later.
    """
    deadline = time.monotonic() + timeout if timeout else None
    kill_at: float | None = None
    timed_out = False
    with _count_signals() as seen:
        while True:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                code = _exit_code(status)
                if timed_out:
                    return 124, True
                return (130 if seen[signal.SIGINT] and code == 137 else code), False
            now = time.monotonic()
            if kill_at is None:
                timed_out = deadline is not None and now > deadline
                if timed_out or seen[signal.SIGTERM]:
                    os.kill(pid, signal.SIGTERM)
                    kill_at = now + 3
                elif seen[signal.SIGINT]:
                    kill_at = now + 5
            elif now > kill_at or seen[signal.SIGINT] > 1:
                os.kill(pid, signal.SIGKILL)
            netns.wait_for_end([pid], 0.02)
