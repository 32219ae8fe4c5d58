"""`dialtone try` against real proxies in the lab: working, slow, lying and dead ones of each kind are told apart."""

import json
import re
import sys
from typing import Any, NamedTuple

import jsonschema
import pytest

from end_to_end.conftest import PROGRAM, REPOSITORY, InLab
from lab.mtproxy import MASK, SECRET
from lab.proxies import PASSWORD, USER, WRONG_SECRET

pytestmark = pytest.mark.lab

_DRESS = MASK.encode().hex()
_TG = {"plain": SECRET.hex(), "padded": "dd" + SECRET.hex(), "dressed": "ee" + SECRET.hex() + _DRESS}
_WRONG = {
    "plain": WRONG_SECRET.hex(),
    "padded": "dd" + WRONG_SECRET.hex(),
    "dressed": "ee" + WRONG_SECRET.hex() + _DRESS,
}


class Case(NamedTuple):
    """A link, what `dialtone try` must say of it, and for whom it is tried."""

    link: str
    outcome: str
    options: tuple[str, ...] = ()


def _telegram(kind: str, port: int, secrets: dict[str, str] = _TG, form: str = "tg://proxy") -> str:
    return f"{form}?server={kind}.tg-gate.net&port={port}&secret={secrets[kind]}"


CASES: dict[str, Case] = {
    **{f"mtproto {kind} works": Case(_telegram(kind, 443), "works") for kind in _TG},
    **{f"mtproto {kind} slow": Case(_telegram(kind, 8443), "slow") for kind in _TG},
    **{f"mtproto {kind} lies": Case(_telegram(kind, 2053), "lies") for kind in _TG},
    **{f"mtproto {kind} dead": Case(_telegram(kind, 9), "dead") for kind in _TG},
    "mtproto plain wrong secret": Case(_telegram("plain", 443, _WRONG), "silent"),
    "mtproto padded wrong secret": Case(_telegram("padded", 443, _WRONG), "silent"),
    "mtproto dressed wrong secret": Case(_telegram("dressed", 443, _WRONG), "wrong_secret"),
    "mtproto dressed only a site": Case(_telegram("dressed", 2083), "wrong_secret"),
    "mtproto dressed cut off": Case(_telegram("dressed", 2087), "cannot_reach"),
    "mtproto dressed ends in order": Case(_telegram("dressed", 2089), "hello_unanswered"),
    "mtproto dressed ends behind the door": Case(_telegram("dressed", 2091), "cannot_reach"),
    "mtproto no such name": Case(f"t.me/proxy?server=gone.tg-gate.net&port=443&secret={_TG['plain']}", "no_name"),
    "mtproto no such address": Case(f"tg://proxy?server=94.131.20.99&port=443&secret={_TG['plain']}", "dead"),
    "mtproto with a false data centre": Case(_telegram("plain", 2083), "lies"),
    "mtproto with keys that nobody knows": Case(_telegram("plain", 2087), "unproved"),
    "mtproto with half a data centre": Case(_telegram("plain", 2096), "unproved"),
    "mtproto dressed with a false data centre": Case(_telegram("dressed", 2096), "lies"),
    "socks with a false data centre": Case("tg://socks?server=socks.openway.org&port=1086", "lies"),
    "socks works for telegram": Case("https://t.me/socks?server=socks.openway.org&port=1080", "works"),
    "socks works for all": Case("socks5://185.232.71.21:1080", "works"),
    "socks slow": Case("socks5://socks.openway.org:1081", "slow", ("--for", "telegram")),
    "socks lies": Case("socks5://socks.openway.org:1082", "lies"),
    "socks wants a password": Case("tg://socks?server=socks.openway.org&port=1083", "refuses"),
    "socks with a wrong password": Case(f"socks5://{USER}:x@socks.openway.org:1083", "refuses", ("--for", "signal")),
    "socks with its password": Case(f"socks5://{USER}:{PASSWORD}@socks.openway.org:1083", "works", ("--for", "signal")),
    "socks cut off": Case("socks5://socks.openway.org:1084", "cannot_reach", ("--for", "whatsapp")),
    "socks forbids": Case("socks5://socks.openway.org:1087", "forbids", ("--for", "whatsapp")),
    "socks lets in and hangs": Case("socks5://socks.openway.org:1088", "cannot_reach", ("--for", "whatsapp")),
    "connect forbids names": Case("http://web.openway.org:3133", "forbids", ("--for", "signal")),
    "mtproto dressed long ago": Case(_telegram("dressed", 2093), "wrong_secret"),
    "mtproto dressed long ago, asked so": Case(_telegram("dressed", 2093), "older_hello", ("--older-hello",)),
    "mtproto dressed with its letters": Case(
        f"tg://proxy?server=dressed.tg-gate.net&port=2095&secret=ee{SECRET.hex()}{b'WWW.Wikipedia.org'.hex()}", "works"
    ),
    "mtproto dressed with other letters": Case(_telegram("dressed", 2095), "wrong_secret"),
    "socks mute": Case("socks5://socks.openway.org:1085", "silent", ("--for", "whatsapp")),
    "socks dead": Case("socks5://socks.openway.org:9", "dead", ("--for", "whatsapp")),
    "connect works for all": Case("http://web.openway.org:3128", "works"),
    "connect slow": Case("http://web.openway.org:3129", "slow", ("--for", "signal")),
    "connect lies": Case("http://web.openway.org:3130", "lies"),
    "connect wants a password": Case("http://web.openway.org:3131", "refuses", ("--for", "telegram")),
    "connect with its password": Case(f"http://{USER}:{PASSWORD}@web.openway.org:3131", "works", ("--for", "telegram")),
    "connect cut off": Case("http://web.openway.org:3132", "cannot_reach", ("--for", "telegram")),
    "connect is a web site": Case("http://www.wikipedia.org:80", "forbids", ("--for", "telegram")),
    "connect dead": Case("http://web.openway.org:9", "dead", ("--for", "telegram")),
    "signal works": Case("https://signal.tube/#signal.openway.org", "works"),
    "signal slow": Case("sgnl://signal.tube/#signal.openway.org:8443", "slow"),
    "signal lies": Case("signal.tube/#signal.openway.org:2053", "lies"),
    "signal cut off": Case("signal.tube/#signal.openway.org:2083", "cannot_reach"),
    "signal set up long ago": Case("signal.tube/#signal.openway.org:2087", "cannot_reach"),
    "signal with a homemade certificate": Case("signal.tube/#signal2.openway.org", "bad_certificate"),
    "signal dead": Case("signal.tube/#signal.openway.org:9", "dead"),
    "whatsapp works": Case("https://wa.me/proxy?host=wa.openway.org&chatPort=443&mediaPort=587&chatTLS=true", "works"),
    "whatsapp works without TLS": Case("wa2.openway.org", "works"),
    "whatsapp works on 80": Case("wa.openway.org:80", "works"),
    "whatsapp slow": Case("wa.openway.org:8443", "slow"),
    "whatsapp lies": Case("https://wa.me/proxy?host=wa.openway.org&chatPort=2053&chatTLS=true", "lies"),
    "whatsapp lies without TLS": Case("https://wa.me/proxy?host=wa.openway.org&chatPort=2083&chatTLS=false", "lies"),
    "whatsapp with keys that nobody knows": Case(
        "https://wa.me/proxy?host=wa.openway.org&chatPort=2096&chatTLS=false", "unproved"
    ),
    "whatsapp with borrowed papers": Case("https://wa.me/proxy?host=wa.openway.org&chatPort=2087&chatTLS=true", "lies"),
    "whatsapp dead": Case("wa.openway.org:9", "dead"),
}

HOSTILE: dict[str, Case] = {
    **{
        f"{kind} without an end": Case(link, "lies", options)
        for kind, link, options in (
            ("socks", "socks5://hostile.openway.org:1080", ("--for", "telegram")),
            ("connect", "http://hostile.openway.org:3128", ("--for", "signal")),
            ("signal", "signal.tube/#hostile.openway.org:4430", ()),
            ("whatsapp", "https://wa.me/proxy?host=hostile.openway.org&chatPort=5220&chatTLS=false", ()),
            ("whatsapp in TLS", "https://wa.me/proxy?host=hostile.openway.org&chatPort=5223&chatTLS=true", ()),
            ("mtproto", f"tg://proxy?server=hostile.openway.org&port=2050&secret={_TG['plain']}", ()),
            ("dressed", f"tg://proxy?server=hostile.openway.org&port=2060&secret={_TG['dressed']}", ()),
        )
    },
    **{
        f"{kind} with our own words": Case(link, "lies", options)
        for kind, link, options in (
            ("socks", "socks5://hostile.openway.org:1082", ("--for", "telegram")),
            ("connect", "http://hostile.openway.org:3130", ("--for", "signal")),
            ("whatsapp", "https://wa.me/proxy?host=hostile.openway.org&chatPort=5222&chatTLS=false", ()),
            ("mtproto", f"tg://proxy?server=hostile.openway.org&port=2052&secret={_TG['plain']}", ()),
        )
    },
    "mtproto that sends a byte now and then": Case(  # deciphered it is any byte, and some are no length
        f"tg://proxy?server=hostile.openway.org&port=2051&secret={_TG['plain']}", "silent|lies"
    ),
    "connect that sends a byte now and then": Case("http://hostile.openway.org:3129", "silent", ("--for", "signal")),
    "signal that sends a byte now and then": Case("signal.tube/#hostile.openway.org:4431", "cannot_reach"),
    "a general one whose name leads nowhere": Case("http://ira:80@gone.openway.org:90", "no_name"),
}
"""Whatever they send, and for how long they send it: one clear answer, within a bounded time."""

# The client of the lab sees no file of the lab: what to run comes as an argument, what came of it goes to the output.
# The program is loaded once and forked for each link.
_RUN = """
import contextlib, io, json, multiprocessing, sys
import dialtone.commands.dispatch, dialtone.commands.try_proxy
from dialtone.cli import run
def one(item):
    name, (link, _, options) = item
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["try", link, "--json", *options])
    return name, [code, out.getvalue(), err.getvalue()]
with multiprocessing.get_context("fork").Pool(6, maxtasksperchild=1) as pool:
    print(json.dumps(dict(pool.imap_unordered(one, json.loads(sys.argv[1]).items(), chunksize=1))))
"""


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((REPOSITORY / "docs" / "trial.schema.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("cases", [CASES, HOSTILE], ids=["usual", "hostile"])
def test_proxies_are_told_apart(in_lab: InLab, schema: dict[str, Any], cases: dict[str, Case]) -> None:
    """One lab for many: what was said of each, and whether anything of the secrets came out again."""
    answer = in_lab("clean", [sys.executable, "-c", _RUN, json.dumps(cases)])
    assert answer.exit_code == 0, answer.stderr
    wrong = []
    for name, (code, out, err) in answer.json.items():
        case = cases[name]
        if not out:
            wrong.append(f"{name}: {code} {err}")
            continue
        document = json.loads(out)
        jsonschema.validate(document, schema)
        if document["outcome"] not in case.outcome.split("|") or code != (0 if case.outcome == "works" else 1):
            wrong.append(f"{name}: {document['outcome']} ({code}) instead of {case.outcome}")
        if "Traceback" in err:
            wrong.append(f"{name}: {err}")
        assert not re.search(f"{SECRET.hex()}|{WRONG_SECRET.hex()}|{PASSWORD}", out + err), name
    assert not wrong, "\n".join(wrong)


def test_a_clock_some_seconds_off_is_not_the_proxys_fault(in_lab: InLab) -> None:
    """The apps ask servers for the time before they dress: what works for them is no wrong secret here."""
    answer = in_lab("clock-seconds-behind", [str(PROGRAM), "try", _telegram("dressed", 443), "--json"])
    assert (answer.exit_code, answer.json["outcome"]) == (0, "works"), answer.stderr


def test_a_disguise_that_the_network_filters_is_not_the_proxys_fault(in_lab: InLab) -> None:
    answer = in_lab("proxy-disguise-reset", [str(PROGRAM), "try", _telegram("dressed", 443), "--json"])
    assert answer.json["outcome"] == "hello_unanswered"
    (said,) = answer.json["messengers"]
    assert said["explanation"].startswith("Your network may be filtering how it disguises itself")


def test_where_there_is_no_network_nothing_is_said_of_the_proxy(in_lab: InLab) -> None:
    answer = in_lab("offline-no-route", [str(PROGRAM), "try", _telegram("plain", 443), "--json"])
    assert (answer.exit_code, answer.json["outcome"]) == (3, "network_unusable")
