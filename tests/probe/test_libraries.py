"""What only an answer needs is loaded in parts, so that none of them holds up what is asked first."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("load", "there", "not_yet"),
    [
        ("load_sockets", ("wsproto",), ("h2", "dns.message")),
        ("load_pages", ("h2",), ("dns.message",)),
        ("load_names", ("dns.message",), ("h2",)),
        ("load_libraries", ("h11", "h2", "wsproto", "dns", "dns.message"), ()),
    ],
)
def test_a_part(load: str, there: tuple[str, ...], not_yet: tuple[str, ...]) -> None:
    program = (
        "import sys\n"
        "from dialtone.engine import check_run\n"
        f"from dialtone.probe.libraries import {load}\n"
        f"there, not_yet = set({there!r}), set({not_yet!r})\n"
        "before = there & sys.modules.keys()\n"
        f"{load}()\n"
        "print(sorted(before), sorted(there - sys.modules.keys()), sorted(not_yet & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "[] [] []", done.stdout
