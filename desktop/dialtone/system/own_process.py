"""What this process changes about itself: its environment, its memory, and its limits."""

import sys
from collections.abc import MutableMapping
from contextlib import suppress

_LIBRARIES = "LD_LIBRARY_PATH"
_PYINSTALLER_PREFIX = "_PYI_"


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
    for name in [name for name in environ if name.startswith(_PYINSTALLER_PREFIX)]:
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
