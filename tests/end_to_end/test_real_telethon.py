"""Telethon, a client of Telegram that others wrote, in the lab: where it can agree on a key, Dialtone says `works`.

It sends the older form of `req_DH_params`, which real servers still take.
"""

from pathlib import Path

import pytest

from end_to_end.conftest import PROGRAM, REPOSITORY, InLab
from end_to_end.real_environment import python_with

pytestmark = pytest.mark.lab

_CLIENT = """
import asyncio, collections, logging, sys, tomllib
from telethon.crypto import rsa
from telethon.network import ConnectionTcpObfuscated, MTProtoPlainSender, authenticator
logs = collections.defaultdict(logging.getLogger)
async def agree(address):
    connection = ConnectionTcpObfuscated(address, 443, 2, loggers=logs)
    await connection.connect(timeout=120)
    key, _ = await asyncio.wait_for(authenticator.do_authentication(MTProtoPlainSender(connection, loggers=logs)), 120)
    await connection.disconnect()
    return len(key.key)
rsa._server_keys.clear()  # the lab names two of them beside its own, and has not their private halves
for pem in tomllib.load(open(sys.argv[1], "rb"))["telegram"]:
    rsa.add_key(pem.strip(), old=False)
try:
    print("agreed", asyncio.run(agree(sys.argv[2])))
except Exception as error:
    print("failed", type(error).__name__)
"""


@pytest.fixture(scope="module")
def telethon() -> Path:
    """Return the Python that has Telethon."""
    return python_with("telethon==1.45.0")


@pytest.mark.parametrize(
    ("network", "agrees"), [("clean", True), ("telegram-mtproto-dpi", False), ("telegram-ip-drop", False)]
)
def test_dialtone_says_where_telethon_gets_through(in_lab: InLab, telethon: Path, network: str, agrees: bool) -> None:
    keys = REPOSITORY / "resources" / "roots" / "keys.toml"
    client = in_lab(network, [str(telethon), "-c", _CLIENT, str(keys), "149.154.167.51"])
    assert client.stdout.startswith("agreed 256" if agrees else "failed"), client.stdout + client.stderr
    answer = in_lab(network, [str(PROGRAM), "check", "telegram", "--json"])
    (telegram,) = answer.json["messengers"]
    messages = next(f for f in telegram["functions"] if f["function"] == "messages")
    assert messages["status"] == ("works" if agrees else "blocked")
