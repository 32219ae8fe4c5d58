"""What this process changes about itself, and what starts it again."""

import os
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path

_LIBRARIES = "LD_LIBRARY_PATH"


def restore_environment(environ: MutableMapping[str, str]) -> None:
    """Restore the variables that PyInstaller's bootloader replaced, in place.

    Otherwise a browser opened from here would load our libraries. This process does not need them any more: the
    system's loader has read them. Source: PyInstaller's manual, "LD_LIBRARY_PATH considerations".
    """
    original = environ.pop(f"{_LIBRARIES}_ORIG", None)
    if original is not None:
        environ[_LIBRARIES] = original
    else:
        environ.pop(_LIBRARIES, None)
    for name in [name for name in environ if name.startswith("_PYI_")]:
        del environ[name]


def limit_this_process(memory: int, seconds: int) -> None:
    """Limit this process to `memory` bytes of address space and `seconds` of processor time, and to no files written.

    A Windows process has no such limits of its own: there the parent has to end it.
    """
    if sys.platform == "win32":
        return
    import resource  # Windows lacks it

    limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: seconds, resource.RLIMIT_FSIZE: 0}
    for kind, limit in limits.items():
        _, hard = resource.getrlimit(kind)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(kind, (allowed, allowed))
        except (OSError, ValueError):  # macOS refuses some of them
            continue


def release_memory() -> None:
    """Return free memory to the system, within a millisecond or two: glibc keeps it between used chunks."""
    if sys.platform == "linux":
        import ctypes  # after first paint

        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)  # malloc_trim(3)


def own_command() -> tuple[str, ...]:
    """Return the command that starts this program while this process runs: for an AppImage, the mounted program."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-P", "-m", "dialtone")


def lasting_command(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the command that starts this program later too: for an AppImage, its file."""
    image = environ.get("APPIMAGE", "")
    mounted = environ.get("APPDIR", "")
    # A program started from an AppImage inherits both variables, but is not in that AppImage's folder itself.
    is_in_image = image and mounted and Path(sys.executable).is_relative_to(mounted)
    return (image,) if is_in_image else own_command()


def find_own_package(environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return the form in which this program can be passed on: a package's file, or the folder of the frozen program.

    None if it runs from the sources, or was installed with pip.
    """
    if not getattr(sys, "frozen", False):
        return None
    program = Path(lasting_command(environ)[0]).resolve()
    if program.suffix.lower() == ".appimage":
        return program
    folder = program.parent
    is_in_bundle = folder.parent.name == "Contents"  # as in `Dialtone.app/Contents/MacOS/`
    return folder.parents[1] if is_in_bundle else folder
