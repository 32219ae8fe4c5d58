"""What this process changes about itself: its environment, its memory, and its limits."""

import sys
from collections.abc import MutableMapping
from contextlib import suppress

_LIBRARIES = "LD_LIBRARY_PATH"
_OURS = "_PYI_"


def restore_environment(environ: MutableMapping[str, str]) -> None:
    """Restore what PyInstaller's bootloader replaced, as its manual says ("LD_LIBRARY_PATH considerations").

    Otherwise a browser opened from here would load our libraries. The system's loader has read the variable already.
    """
    original = environ.pop(f"{_LIBRARIES}_ORIG", None)
    if original is not None:
        environ[_LIBRARIES] = original
    else:
        environ.pop(_LIBRARIES, None)
    for name in [name for name in environ if name.startswith(_OURS)]:
        del environ[name]


def limit_this_process(memory: int, seconds: int) -> None:
    """Limit this process to so much memory (bytes of address space) and processor time; it may write no file.

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
    """Release memory, within a millisecond or two. glibc keeps free memory between used chunks (malloc_trim(3))."""
    if sys.platform == "linux":
        import ctypes  # after first paint

        with suppress(OSError, AttributeError):  # a different C library
            ctypes.CDLL(None).malloc_trim(0)
