"""The program. Only here may an exception end as a line instead of a traceback."""

# Nothing here that takes time to load: until `main` runs, an interruption ends with Python's own traceback.
import gc
import os
import sys

_INTERRUPTED = 130


def main() -> int:
    """Run the program; return its exit code. An interruption (ctrl-C) at any moment ends it without a traceback."""
    gc.disable()  # while modules are loaded there is no garbage; `cli` turns it on again
    try:
        if getattr(sys, "frozen", False):
            from dialtone.system.own_process import restore_environment  # imported here, to catch ctrl-C

            restore_environment(os.environ)
        from dialtone.cli import run  # imported here, to catch ctrl-C while it loads

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - with Python's own exit code of 1 a bug would say that a messenger fails
        from dialtone.commands.unexpected import report_unexpected  # imported here: rarely needed

        code = report_unexpected(error)
    if "PySide6" not in sys.modules:  # Qt's objects must be destroyed in order
        _end_process(code)
    return code


def _end_process(code: int) -> None:
    """End the process without destroying each object first, which takes Python 8 ms; nothing waits to be written."""
    from contextlib import suppress  # imported here: needed only at the end

    with suppress(OSError, AttributeError):  # a program without a console has no streams
        sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
