"""The program. Only here may an exception end as a line instead of a traceback."""

import gc
import sys

_INTERRUPTED = 130


def main() -> int:
    """Start, and turn an interruption at any moment into an orderly end."""
    gc.disable()  # while modules are loaded there is no garbage; `cli` says from when on there may be
    try:
        from dialtone.cli import run  # inside, so that ctrl-C during the imports is caught as well

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        if "PySide6" not in sys.modules:  # its objects end in an order of their own
            gc.freeze()  # everything ends now: nobody need look through it for garbage first


if __name__ == "__main__":
    sys.exit(main())
