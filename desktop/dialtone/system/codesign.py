"""Who signed a macOS application, according to Apple's own tool, which only reads. Unavailable on other systems."""

import re
import sys
from pathlib import Path

from dialtone.model.maker import Origin, OriginGap, OriginKind
from dialtone.system.system_tool import Run, run_tool

_TOOL = "/usr/bin/codesign"
_TEAM = re.compile(r"^TeamIdentifier=([A-Z0-9]{10})$", re.MULTILINE)
_APPLES_CHAIN = "=anchor apple generic"
_CHANGED = re.compile(r"a sealed resource is missing or invalid|invalid signature|code or signature have been modified")
_UNSIGNED = re.compile(r"code object is not signed at all")
_KINDS = (".app", ".dmg")


def is_for_codesign(path: Path) -> bool:
    """Return whether Apple's tool can examine a file here."""
    return sys.platform == "darwin" and path.suffix.lower() in _KINDS


def find_codesign_origin(path: Path, run: Run = run_tool) -> Origin:
    """Return the Apple developer team that signed an application. `run` is replaced in tests.

    `-dv` shows the team without verification, and `--verify` verifies the rest: Apple signs App Store applications on
    behalf of the team, so only the signature names it. Without a team, the application was re-signed locally.
    """
    _, description = run([_TOOL, "-dv", "--verbose=2", str(path)])
    code, verification = run([_TOOL, "--verify", "--strict", f"-R{_APPLES_CHAIN}", str(path)])
    team = _TEAM.search(description)
    name = team[1] if team is not None else ""
    if code == 0 and name:
        return Origin(OriginKind.TEAM, name)
    if _UNSIGNED.search(description + verification):
        return Origin(gap=OriginGap.UNSIGNED)
    if code < 0:
        return Origin(gap=OriginGap.UNREADABLE)
    if _CHANGED.search(verification):
        return Origin(OriginKind.TEAM, name, OriginGap.CHANGED)
    return Origin(OriginKind.TEAM, name, OriginGap.UNKNOWN_ROOT)
