"""What the window asks of the process that checks arrives there as it was asked."""

import msgspec
import pytest

from dialtone.engine.requests import CheckRequest, ProxyTestRequest, decode_request, encode_request
from dialtone.model.computer import OldApp

OLD = OldApp("7.1", "7.2", "old_version")


@pytest.mark.parametrize(
    "request_",
    [
        CheckRequest(()),
        CheckRequest(("signal", "delta"), frozenset({"signal"}), "RU", {"delta": "chat.example.org"}, {"signal": OLD}),
    ],
)
def test_a_request_for_a_check_survives_the_way(request_: CheckRequest) -> None:
    line = encode_request(request_)
    assert decode_request(line, CheckRequest) == request_
    assert line.count(b"\n") == 1


@pytest.mark.parametrize(
    "request_",
    [
        ProxyTestRequest("socks5://192.0.2.1:1080"),
        ProxyTestRequest("tg://proxy\n?", "signal", frozenset({"signal"}), "RU", {"delta": "chat.example.org"}),
    ],
)
def test_a_request_for_a_proxy_test_survives_the_way(request_: ProxyTestRequest) -> None:
    line = encode_request(request_)
    assert decode_request(line, ProxyTestRequest) == request_
    assert line.count(b"\n") == 1


@pytest.mark.parametrize("line", [b"", b"[]\n", b'{"messengers": "signal"}\n', b'{"link": "x"}\n'])
def test_what_is_no_request_for_a_check_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode_request(line, CheckRequest)
