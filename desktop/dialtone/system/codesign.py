"""Who signed a macOS application, according to Apple's own tool, which only reads. Unavailable on other systems."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from dialtone.model.maker import Origin, OriginGap, OriginKind

_TOOL = "/usr/bin/codesign"
_SECONDS = 60.0
_TEAM = re.compile(r"^TeamIdentifier=([A-Z0-9]{10})$", re.MULTILINE)
_APPLES_CHAIN = "=anchor apple generic"
_CHANGED = re.compile(r"a sealed resource is missing or invalid|invalid signature|code or signature have been modified")
_UNSIGNED = re.compile(r"code object is not signed at all")
_KINDS = (".app", ".dmg")

Run = Callable[[Sequence[str]], tuple[int, str]]
"""Runs a program; returns its exit code and its whole output."""


def is_for_codesign(path: Path) -> bool:
    """Return whether Apple's tool can examine a file here."""
    return sys.platform == "darwin" and path.suffix.lower() in _KINDS


def run_tool(command: Sequence[str]) -> tuple[int, str]:
    """Run a tool of Apple's that only reads; return its exit code, or -1 if it did not run, and its whole output."""
    try:
        process = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - Apple's, by path
    except (OSError, subprocess.SubprocessError):
        return -1, ""
    return process.returncode, (process.stdout + process.stderr).decode("utf-8", "replace")


def find_codesign_origin(path: Path, run: Run = run_tool) -> Origin:
    """Return the Apple developer team that signed an application.

    `-dv` shows a name without verification; `--verify` verifies. Apple signs App Store applications on behalf of the
    team, so the team comes from the signature and the chain from Apple's root. No team: it was re-signed locally.
    """
    _, description = run([_TOOL, "-dv", "--verbose=2", str(path)])
    code, verified = run([_TOOL, "--verify", "--strict", f"-R{_APPLES_CHAIN}", str(path)])
    team = _TEAM.search(description)
    name = team[1] if team is not None else ""
    if code == 0 and name:
        return Origin(OriginKind.TEAM, name)
    if _UNSIGNED.search(description + verified):
        return Origin(gap=OriginGap.UNSIGNED)
    if code < 0:
        return Origin(gap=OriginGap.UNREADABLE)
    if _CHANGED.search(verified):
        return Origin(OriginKind.TEAM, name, OriginGap.CHANGED)
    return Origin(OriginKind.TEAM, name, OriginGap.UNKNOWN_ROOT)
