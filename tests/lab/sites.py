"""What each kind of web host answers over HTTP(S)."""

import asyncio
import json
import os
import time
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from lab import mtproto, wanoise
from lab.answers import Answers
from lab.catalog import Host
from lab.httpd import Handler, Request, Response, WebSocket, WebSocketHandler, filler, page, redirect

Kind = Callable[[Host, Request], Response]
"""What a kind of host answers."""


def _json(data: object, status: int = 200) -> Response:
    return Response(status, json.dumps(data).encode(), "application/json")


def _converse(begin: Callable[[], wanoise.Session | mtproto.Session]) -> WebSocketHandler:
    """Return what speaks a messenger's protocol over a WebSocket, until that fails."""

    async def serve(socket: WebSocket) -> None:
        session = begin()
        while not session.failed and (message := await socket.recv()) is not None:
            if reply := session.feed(message):
                socket.send(reply)

    return serve


def _recite(first: str, again: str) -> WebSocketHandler:
    """Return what greets over a WebSocket, and answers each message alike."""

    async def serve(socket: WebSocket) -> None:
        socket.send_text(first)
        while await socket.recv() is not None:
            socket.send_text(again)

    return serve


async def _ws_idle(socket: WebSocket) -> None:
    while (message := await socket.recv()) is not None:
        socket.send(message)
        await asyncio.sleep(0)


def _to_https(request: Request) -> Response:
    return redirect(f"https://{request.host}{request.target}")


def _telegram_ws(_host: Host, request: Request) -> Response:
    if not request.path.startswith("/apiw"):
        return Response(404, b"", "text/plain")
    if request.method == "POST":
        return Response(200, mtproto.answer_message(request.body), "application/octet-stream")
    return Response(404, b"", "text/plain", websocket=_converse(mtproto.Session))


def telegram_dc(request: Request) -> Response:
    """Answer HTTP as Telegram's data centres do on their chat ports."""
    if request.method == "POST" and request.path.startswith("/api"):
        return Response(
            200, mtproto.answer_message(request.body), "application/octet-stream", {"Connection": "keep-alive"}
        )
    if request.method == "OPTIONS":
        return Response(200, b"", headers={"Access-Control-Allow-Origin": "*"})
    if request.method == "GET":
        return Response(404, b"", "text/plain")
    return Response(501, b"<html><head><title>501 Not Implemented</title></head></html>")


def _signal_chat(_host: Host, request: Request) -> Response:
    if not request.tls:
        return Response(404, b"")
    if request.path.startswith("/v1/websocket"):
        response = Response(400, b"", websocket=_ws_idle)
    elif request.path == "/v1/keepalive":
        response = Response(200, b"", "text/plain")
    elif request.path.startswith(("/v1/", "/v2/")):
        response = _json({"code": 401, "message": "HTTP 401 Unauthorized"}, 401)
    else:
        response = _json({"code": 404, "message": "HTTP 404 Not Found"}, 404)
    response.headers["X-Signal-Timestamp"] = str(int(time.time() * 1000))
    return response


def _signal_grpc(_host: Host, _request: Request) -> Response:
    """gRPC-Java's answer to what is no gRPC (``respondWithHttpError``): a head and a body, whatever the method."""
    message = "Content-Type is missing from the request"
    headers = {"grpc-status": "13", "grpc-message": message}
    return Response(415, message.encode(), "text/plain; charset=utf-8", headers, body_for_head=True)


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer of a kind of host; its fields are described at the head of `sites.toml`."""

    path: str = "*"
    host: str = "*"
    upgrade: bool = False
    clear: bool = False
    status: int = 200
    json: object = None
    text: str = ""
    page: str | None = None
    file: bool = False
    size: int = 0
    type: str = ""
    headers: dict[str, str] = {}
    to: str = ""
    socket: str = ""

    def fits(self, request: Request) -> bool:
        """Return whether it answers a request."""
        wanted = (self.path, request.path), (self.host, request.host)
        fitting = all(any(fnmatchcase(said, one) for one in patterns.split()) for patterns, said in wanted)
        return fitting and (not self.upgrade or bool(request.headers.get("upgrade")))

    def answer(self, host: Host, request: Request) -> Response:
        """Return what a host says."""
        if not request.tls and not self.clear:
            return _to_https(request)
        if self.to:
            return redirect(self.to, self.status)
        body: bytes | int = self.text.encode()
        kind = self.type or ("text/plain" if self.text else "text/html; charset=utf-8")
        if self.json is not None:
            body, kind = json.dumps(self.json).encode(), "application/json"
        elif self.page is not None:
            body = page(self.page or host.names[0], self.size or host.size)
        elif self.file:
            body, kind = self.size or host.size, self.type or "application/octet-stream"
        return Response(self.status, body, kind, dict(self.headers), _SOCKETS.get(self.socket))


_SOCKETS: Mapping[str, WebSocketHandler] = {
    "idle": _ws_idle,
    "whatsapp": _converse(wanoise.Session),
    "discord-gateway": _recite(
        '{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["[\\"lab\\"]"]}}',
        '{"t":null,"s":null,"op":11,"d":null}',
    ),
    "discord-login": _recite('{"op":"hello","heartbeat_interval":41250,"timeout_ms":119982}', '{"op":"heartbeat_ack"}'),
}
_ROWS = msgspec.toml.decode(Path(__file__).with_name("sites.toml").read_bytes(), type=dict[str, tuple[Row, ...]])


def _answer_by_table(host: Host, request: Request) -> Response:
    """Return what the first fitting row says of the host's kind, or of any site."""
    rows = (*_ROWS[host.page], *_ROWS["site"])
    return next(row for row in rows if row.fits(request)).answer(host, request)


def admits(request: Request) -> Response:
    """Return a status page during an outage, in either form."""
    if request.path.startswith("/api/v2.0.0/"):
        outage = {"id": 1, "type": "outage", "status": "active", "services": ["Messaging"], "notes": []}
        return _json({"status": "active", "active_incidents": [outage]})
    return _json({"status": {"indicator": "major", "description": "Partial System Outage"}})


def _cloudflare(host: Host, request: Request) -> Response:
    if request.path == "/generate_204":
        return Response(204, b"")
    if request.host == "speed.cloudflare.com" and request.path == "/__down":
        return Response(200, min(int(request.query.get("bytes", "0") or 0), 50_000_000), "application/octet-stream")
    if not request.tls:
        return _to_https(request)
    return Response(200, page("Cloudflare", host.size))


def _mirror(_host: Host, request: Request) -> Response:
    """Mirrors of updates: each name is a folder of the one that the test has made (LAB_MIRRORS)."""
    folder = Path(os.environ.get("LAB_MIRRORS", os.devnull))
    file = folder.joinpath(request.host.split(".")[0], *request.path.split("/")[2:])
    if ".." in request.path or not file.is_file():
        return Response(404, b"")
    return Response(200, file.read_bytes(), "application/octet-stream")


_COMPUTED: dict[str, Kind] = {
    "cloudflare": _cloudflare,
    "doh": _cloudflare,
    "mirror": _mirror,
    "telegram-ws": _telegram_ws,
    "telegram-dc": lambda _host, request: telegram_dc(request),
    "signal-chat": _signal_chat,
    "signal-grpc": _signal_grpc,
}


def handler_for(host: Host, public_ip: str, answers: Answers) -> Handler:
    """Return the HTTP behaviour of a host: what is noted of a path, else what its kind answers.

    `public_ip`: what the client's address is told to be by those who tell it.
    """

    def handle(request: Request) -> Response:
        noted = None
        if request.tls and request.headers.get("upgrade", "").lower() != "websocket":
            noted = answers.answer(request.method, request.host, request.path, request.headers)
        if noted is not None:
            body = (noted.text.encode() + filler(noted.length))[: noted.length] if noted.text else noted.length
            return Response(noted.status, body, noted.content_type, dict(noted.headers))
        if host.page == "whoami":
            return Response(200, public_ip.encode(), "text/plain")
        return _COMPUTED.get(host.page, _answer_by_table)(host, request)

    return handle
