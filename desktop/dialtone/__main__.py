"""The program. Only here may an exception end as a line instead of a traceback."""

import gc
import sys

_INTERRUPTED = 130


def main() -> int:
    """Run the program; return its exit code. An interruption (ctrl-C) at any moment ends it without a traceback."""
    gc.disable()  # while modules are loaded there is no garbage; `cli` turns it on again
    try:
        from dialtone.cli import run  # inside, so that ctrl-C during the imports is caught as well

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        if "PySide6" not in sys.modules:  # Qt's objects must be destroyed in order
            gc.freeze()  # the process ends now: Python need not search all objects for garbage before


if __name__ == "__main__":
    sys.exit(main())
