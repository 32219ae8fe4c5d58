"""What runs beside a check, on the thread that waits for it."""

import errno
import sys

import anyio
import pytest

from dialtone.app.terminal_runs import run_to_end


async def _wait_for(event: list[str]) -> str:
    while not event:  # noqa: ASYNC110 - the other side is another thread
        await anyio.sleep(0.01)
    return event[0]


def test_something_runs_beside_it_and_it_still_ends() -> None:
    """Both run at once: the one waits for the other."""
    done, before = list[str](), sys.getswitchinterval()
    assert run_to_end(_wait_for, done, meanwhile=lambda: done.append("loaded")) == "loaded"
    assert sys.getswitchinterval() == before


def test_what_fails_beside_it_ends_it() -> None:
    def fail() -> None:
        raise ValueError("half a file")

    with pytest.raises(ValueError, match="half a file"):
        run_to_end(anyio.sleep_forever, meanwhile=fail)


def test_what_finds_no_file_descriptor_left_beside_it_ends_nothing() -> None:
    """A check may hold all of them for a moment. What cannot be loaded then is loaded when it is needed."""

    def load() -> None:
        raise OSError(errno.EMFILE, "Too many open files", "check_file.py")

    assert run_to_end(_wait_for, ["checked"], meanwhile=load) == "checked"
