"""Limits that a process sets for itself before it reads what a stranger made."""

import sys


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
