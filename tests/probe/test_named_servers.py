"""Who asks a server that another one names waits for its name, and not for ever."""

import socket
from collections.abc import Callable

import anyio
import pytest

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Step, Wire
from dialtone.probe.endpoint_probe import observe_endpoint
from named_rows import named_rows
from probe.autoconfig_pages import autoconfig
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import says, secured, serve

pytestmark = pytest.mark.usefixtures("brisk")

Make = Callable[..., Endpoint]
_LIST = b'{"m.identity_server": {"base_url": "https://id.test"}, "m.homeserver": {"base_url": "https://hs.chat.test/"}}'
_EXPRESSION = r'"m\.homeserver"\s*:\s*\{[^{}]*?"base_url"\s*:\s*"([^"]{1,300})"'


def _pair(make_endpoint: Make) -> tuple[Endpoint, Endpoint]:
    naming = replace(make_endpoint(Wire.HTTPS), id="chat/naming", names_server=_EXPRESSION)
    return naming, replace(make_endpoint(Wire.HTTPS), id="chat/named", server_by=("chat/naming",))


@pytest.mark.parametrize(
    ("body", "asked"), [(_LIST, "hs.chat.test"), (b"{}", HOST), (b'{"m.homeserver": {"base_url": "//x"}}', HOST)]
)
async def test_the_server_that_is_named_is_asked(run: ProbeRun, body: bytes, asked: str) -> None:
    naming, named = _pair(run.endpoint)
    for host in (HOST, "hs.chat.test"):
        run.net.names[host, socket.AF_INET] = ("10.0.0.1",)
    answer = says(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
    async with (
        serve(secured(run.authorities.public.serve(), answer)) as run.net.routes["10.0.0.1", 443],
        anyio.create_task_group() as group,
    ):
        for endpoint in (named, naming):
            group.start_soon(observe_endpoint, run.tools, endpoint)
    assert {o.facts[Fact.SNI] for o in run.seen(Step.TLS) if o.endpoint == named.id} == {asked}


@named_rows(
    ("body", "nth", "asked"),
    {
        "named": (autoconfig(("imap", "imap.elsewhere.test", 143, "STARTTLS")), 0, "10.0.0.2:143"),
        "the second": (
            autoconfig(("imap", "%EMAILDOMAIN%", 993, "SSL"), ("imap", "imap.elsewhere.test", 993, "SSL")),
            1,
            "10.0.0.2:993",
        ),
        "a guess too many": (autoconfig(("imap", "imap.elsewhere.test", 993, "SSL")), 1, None),
        "another protocol": (autoconfig(("smtp", "imap.elsewhere.test", 465, "SSL")), 1, "10.0.0.1:993"),
        "none named": (b"<html>welcome</html>", 2, "10.0.0.1:993"),
    },
)
async def test_a_mail_domain_names_its_servers(run: ProbeRun, body: bytes, nth: int, asked: str | None) -> None:
    naming = replace(run.endpoint(Wire.HTTPS), id="chat/naming", names_server="autoconfig")
    mail = replace(run.endpoint(Wire.IMAP), id="chat/mail", server_by=("chat/none", naming.id), nth=nth, port=993)
    run.tools.named.note_asked(replace(naming, id="chat/none"))
    run.net.names["imap.elsewhere.test", socket.AF_INET] = ("10.0.0.2",)
    for port in (143, 993):
        run.net.routes["10.0.0.1", port] = run.net.routes["10.0.0.2", port] = ConnectionRefusedError()
    answer = says(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
    async with (
        serve(secured(run.authorities.public.serve(), answer)) as run.net.routes["10.0.0.1", 443],
        anyio.create_task_group() as group,
    ):
        for endpoint in (mail, naming):
            group.start_soon(observe_endpoint, run.tools, endpoint)
    assert {o.target for o in run.seen(Step.TCP) if o.endpoint == mail.id} == ({asked} if asked else set())


async def test_without_an_answer_the_usual_server_is_asked(run: ProbeRun) -> None:
    run.net.routes["10.0.0.1", 443] = ConnectionRefusedError()
    _, named = _pair(run.endpoint)
    await observe_endpoint(run.tools, named)
    assert {o.target for o in run.seen(Step.TCP)} == {"10.0.0.1:443"}
