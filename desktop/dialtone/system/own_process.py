"""What this process changes of itself: its environment, the memory that it holds, and its limits."""

import sys
from collections.abc import MutableMapping
from contextlib import suppress

_LIBRARIES = "LD_LIBRARY_PATH"
_OURS = "_PYI_"


def restore_environment(environ: MutableMapping[str, str]) -> None:
    """Put back what was there before PyInstaller's bootloader, as its manual says ("LD_LIBRARY_PATH considerations").

    A browser that is opened from here would else load our libraries. The system's loader has read the variable already.
    """
    before = environ.pop(f"{_LIBRARIES}_ORIG", None)
    if before is not None:
        environ[_LIBRARIES] = before
    else:
        environ.pop(_LIBRARIES, None)
    for name in [name for name in environ if name.startswith(_OURS)]:
        del environ[name]


def limit_this_process(memory: int, seconds: int) -> None:
    """Let this process take no more memory (bytes, as addresses) and processor time than this, and write no file.

    Windows knows no such limits for a process by itself: there the one who started it has to end it.
    """
    if sys.platform == "win32":
        return
    import resource  # Windows lacks it

    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0)):
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (least, least))
        except (OSError, ValueError):  # macOS refuses some of them
            continue


def give_back() -> None:
    """Let go of what can be, in a millisecond or two. glibc keeps what lies between pieces in use (malloc_trim(3))."""
    if sys.platform == "linux":
        import ctypes  # after the first paint

        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
