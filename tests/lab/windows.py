"""The installed program for Windows, under Wine, beside the program for Linux: `./dev lab windows SETUP.EXE`.

Wine is no Windows: it reads late, and does not tell what became of packets. Where the program says another thing than
on Linux in the same network, it is less sure for having read late, or `REASONS` holds why.
"""

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lab.runner import REPOSITORY

NETWORKS = ("clean", "captive-portal", "whatsapp-dns-nxdomain", "signal-sni-rst", "russia-2026", "emirates-2026")
LESS_SURE = "the same, less sure: Wine reads late and counts no packets"
_UNTOLD = "Wine has no TCP_INFO: that STUN over TCP was sent again in vain is not seen, so calls could not be told"
_EMIRATES = (
    "network",
    *("whatsapp", "whatsapp messages", "whatsapp calls", "whatsapp web", "whatsapp phone"),
    *("telegram", "telegram messages", "telegram calls", "telegram web", "signal media", "signal web"),
)
REASONS: Mapping[tuple[str, str], str] = {("emirates-2026", what): _UNTOLD for what in _EMIRATES}
"""By network and what is judged: why the program says something else under Wine."""
_BUSY = "computer_busy"
_CERTAINTY = ("unsure", "likely", "sure")

_WINE = REPOSITORY / "packaging" / "windows" / "wine.sh"
_PREFIX = REPOSITORY / "build" / "wine-lab"
_INSTALL = '. "$0"; wine_prefix "$1"; wine "$2" /S; stop_wine'
_RUN = '. "$0"; exec wine "$@"'


@contextmanager
def install(setup: Path) -> Iterator[Path]:
    """Install the program in a Wine prefix of its own, removed at the end; yield its folder."""
    shutil.rmtree(_PREFIX, ignore_errors=True)
    try:
        subprocess.run(["sh", "-ec", _INSTALL, _WINE, _PREFIX, setup], check=True)
        (program,) = _PREFIX.glob("drive_c/users/*/AppData/Local/Programs/Dialtone/dialtone-cli.exe")
        yield program.parent
    finally:
        shutil.rmtree(_PREFIX, ignore_errors=True)


def make_command(folder: Path) -> list[str]:
    """Return the command that runs the program for the terminal under Wine."""
    return ["sh", "-c", _RUN, str(_WINE), str(folder / "dialtone-cli.exe")]


def make_environment() -> dict[str, str]:
    """Return what Wine must be told: no screen, and where the program is installed."""
    return {"WINEPREFIX": str(_PREFIX), "DISPLAY": ""}


def list_verdicts(answer: Mapping[str, Any]) -> dict[str, str]:
    """Return what a check says of the network, of each messenger and of each function: status, causes, certainty."""
    network = answer["network"]
    said = {"network": _join_words(network, network["flags"])}
    for messenger in answer["messengers"]:
        said[messenger["id"]] = _join_words(messenger, messenger["causes"])
        for each in messenger["functions"]:
            said[f"{messenger['id']} {each['function']}"] = _join_words(each, each["causes"])
    return said


def _join_words(verdict: Mapping[str, Any], causes: Sequence[str]) -> str:
    return " ".join((verdict["status"], *causes, verdict["confidence"]))


def make_table(rows: Sequence[tuple[str, Mapping[str, str], Mapping[str, str]]]) -> tuple[str, int]:
    """Return a line for each word that differs, and how many of them have no reason.

    `rows`: a network, what the program for Linux said there, and what that for Windows said.
    """
    out, unexplained = ["| network | what | Linux | Windows, under Wine | why |", "|---|---|---|---|---|"], 0
    for network, linux, windows in rows:
        differing = [what for what in dict.fromkeys((*linux, *windows)) if linux.get(what) != windows.get(what)]
        if not differing:
            out.append(f"| {network} | all {len(linux)} words | the same | the same | |")
        for what in differing:
            less_sure = _is_less_sure(linux.get(what, ""), windows.get(what, ""))
            why = LESS_SURE if less_sure else REASONS.get((network, what), "")
            unexplained += not why
            out.append(
                f"| {network} | {what} | {linux.get(what, '')} | {windows.get(what, '')} | {why or 'NOT KNOWN'} |"
            )
    return "\n".join(out), unexplained


def _is_less_sure(linux: str, windows: str) -> bool:
    """Return whether both say the same, but for a busy computer, and Windows' program is not the surer one."""
    (*said, sure), (*found, less) = (linux.split() or [""], [word for word in windows.split() if word != _BUSY] or [""])
    known = sure in _CERTAINTY and less in _CERTAINTY
    return said == found and known and _CERTAINTY.index(less) <= _CERTAINTY.index(sure)
