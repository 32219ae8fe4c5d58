"""Runs this program again for one task that should not share the memory of this process."""

import subprocess

from dialtone.system.own_command import own_command

_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows opens a console for each program that is started, unless this flag is set."""


def run_apart(task: str, data: bytes, seconds: float) -> bytes:
    """Return what this program writes when started with `task` as its argument and `data` on standard input.

    Other users of the computer can see arguments, but not the pipe. Raises `OSError` if it cannot be started, and
    `subprocess.SubprocessError` if it fails or takes longer than `seconds`.
    """
    process = subprocess.run(  # noqa: S603 - our own program, by its own path
        [*own_command(), task],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=True,
        creationflags=_NO_CONSOLE,
    )
    return process.stdout
