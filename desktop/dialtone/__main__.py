"""The program. Only here may an exception end as a line instead of a traceback."""

import sys

_INTERRUPTED = 130


def main() -> int:
    """Start, and turn an interruption at any moment into an orderly end."""
    try:
        from dialtone.cli import run  # inside, so that ctrl-C during the imports is caught as well

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
