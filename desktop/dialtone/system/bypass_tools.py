"""Running programs that reroute some hosts or change packets: with one of them, not all findings are the provider's."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil

_MAX_PROCESSES = 5000
TOOLS = frozenset(
    {
        # Modify packets in transit: bol-van/zapret and zapret2, ValdikSS/GoodbyeDPI, hufrea/byedpi, xvzc/SpoofDPI.
        *("winws", "winws2", "nfqws", "nfqws2", "tpws", "goodbyedpi", "ciadpi", "byedpi", "spoofdpi", "spoof-dpi"),
        # Route one messenger another way: Flowseal/tg-ws-proxy.
        *("tg-ws-proxy", "tgwsproxy", "tgwsproxy_windows"),
        # Route selected traffic through a server elsewhere: XTLS, v2fly, SagerNet, MetaCubeX, and their interfaces.
        *("xray", "v2ray", "sing-box", "mihomo", "clash", "clash-meta", "clash.meta", "verge-mihomo", "hysteria"),
        *("hysteria2", "nekobox_core", "nekoray_core", "hiddify", "hiddifycli", "ss-local", "sslocal", "naive"),
        "redsocks",
    }
)
"""Program names in lower case, without `.exe`. Source: the releases of these projects, and of 2dust/v2rayN."""


def find_running_tools() -> tuple[str, ...]:
    """Return the known programs running on this computer."""
    return find_tools(_list_program_names())


def find_tools(names: Iterable[str]) -> tuple[str, ...]:
    """Return the known programs among these names, in lower case, without `.exe` and doubles."""
    normalised = {name.lower().removesuffix(".exe") for name in names}
    return tuple(sorted(normalised & TOOLS))


def _list_program_names() -> Iterator[str]:
    """Yield the program names of the running processes: from /proc if it exists, else through psutil."""
    proc = Path("/proc/self/comm")
    if proc.exists():
        yield from _list_program_names_in_proc(proc.parents[1])
        return
    with suppress(psutil.Error, OSError):
        for number, process in enumerate(psutil.process_iter(["name"])):
            if number >= _MAX_PROCESSES:
                return
            yield process.info["name"] or ""


def _list_program_names_in_proc(proc: Path) -> Iterator[str]:
    """Yield the names that the kernel has for processes, of which it keeps at most 15 characters."""
    with suppress(OSError):
        for folder in proc.iterdir():
            if folder.name.isdigit():
                with suppress(OSError):
                    yield (folder / "comm").read_text(encoding="utf-8", errors="replace").strip()
