"""What the window asks of the process that checks arrives there as it was asked."""

import msgspec
import pytest

from dialtone.engine.requests import (
    CheckRequest,
    HelpRequest,
    ProxyTestRequest,
    Request,
    decode_request,
    encode_request,
)
from dialtone.model.computer import OldApp
from dialtone.model.help_place import HelpTarget

OLD = OldApp("7.1", "7.2", "old_version")


@pytest.mark.parametrize(
    "request_",
    [
        CheckRequest(()),
        CheckRequest(("signal", "delta"), frozenset({"signal"}), "RU", {"delta": "chat.example.org"}, {"signal": OLD}),
        ProxyTestRequest("socks5://192.0.2.1:1080"),
        ProxyTestRequest("tg://proxy\n?", "signal", frozenset({"signal"}), "RU", {"delta": "chat.example.org"}),
        HelpRequest((HelpTarget("https://example.org/", ("192.0.2.1",)),), "RU"),
    ],
)
def test_a_request_arrives_as_it_was_sent(request_: Request) -> None:
    line = encode_request(request_)
    assert decode_request(line) == request_
    assert line.count(b"\n") == 1


@pytest.mark.parametrize(
    "line", [b"", b"[]\n", b'{"messengers": "signal"}\n', b'{"type": "CheckRequest", "link": "x"}\n']
)
def test_what_is_no_request_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode_request(line)
