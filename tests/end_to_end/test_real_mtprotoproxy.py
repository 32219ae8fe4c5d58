"""mtprotoproxy of 2019, from PyPI, on this computer: its FakeTLS knows the first message of then, and not today's.

Nothing in Debian or on PyPI knows today's: mtg, telemt and mtprotoproxy since November 2025 are built from source.
"""

from pathlib import Path

import pytest

from end_to_end.conftest import PROGRAM, InLab
from end_to_end.real_environment import python_with
from lab.mtproxy import MASK, SECRET
from named_rows import named_rows

pytestmark = pytest.mark.lab

_PORT = 4443
_DISGUISED = "ee" + SECRET.hex() + MASK.encode().hex()
_CONFIG = f"""
PORT, USERS, TLS_DOMAIN = {_PORT}, {{"ira": "{SECRET.hex()}"}}, "{MASK}"
USE_MIDDLE_PROXY = False
LISTEN_ADDR_IPV4, LISTEN_ADDR_IPV6 = "127.0.0.1", ""
"""
# Python 3.10 took the argument `loop` away, which the program still gives.
_START = """
import asyncio, runpy, sys
start = asyncio.start_server
asyncio.start_server = lambda *a, loop=None, **k: start(*a, **k)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
# Once it listens it still asks the site that it hides behind for the length of its certificates.
_SCRIPT = f"""
started=$1; program=$2; shift 2
"$started" -c "$START" "$program" "$CONFIG" >&2 &
for _ in {{1..1200}}; do (exec 3<>/dev/tcp/127.0.0.1/{_PORT}) 2>/dev/null && break; sleep 0.1; done
sleep 3
"$@"
kill %1
"""


@pytest.fixture(scope="module")
def python() -> Path:
    """Return the Python that has the program."""
    return python_with("mtprotoproxy==1.0.6")


@named_rows(
    ("secret", "options", "outcome"),
    {
        "disguised": (_DISGUISED, [], "wrong_secret"),
        "disguised-older-hello": (_DISGUISED, ["--older-hello"], "older_hello"),
        "padded": ("dd" + SECRET.hex(), [], "works"),
        "plain": (SECRET.hex(), [], "works"),
    },
)
def test_an_old_proxy(
    in_lab: InLab, tmp_path: Path, python: Path, secret: str, options: list[str], outcome: str
) -> None:
    config = tmp_path / "config.py"
    config.write_text(_CONFIG)
    program = python.with_name("mtprotoproxy.py")
    link = f"tg://proxy?server=127.0.0.1&port={_PORT}&secret={secret}"
    command = ["env", f"START={_START}", f"CONFIG={config}", "bash", "-c", _SCRIPT, "bash", str(python), str(program)]
    answer = in_lab("clean", [*command, str(PROGRAM), "try", link, "--own-network", "--json", *options])
    assert answer.json["outcome"] == outcome
