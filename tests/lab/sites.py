"""What each kind of web host answers over HTTP(S)."""

import asyncio
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from lab import mtproto, wanoise
from lab.answers import Answers
from lab.catalog import Host
from lab.httpd import Handler, Request, Response, WebSocket, WebSocketHandler, filler, page, redirect

Kind = Callable[[Host, Request], Response]
"""What a kind of host answers."""


def _json(data: object, status: int = 200) -> Response:
    return Response(status, json.dumps(data).encode(), "application/json")


def _text(body: str, status: int = 200) -> Response:
    return Response(status, body.encode(), "text/plain")


async def _ws_whatsapp(socket: WebSocket) -> None:
    session = wanoise.Session()
    while (message := await socket.recv()) is not None:
        reply = session.feed(message)
        if reply:
            socket.send(reply)


async def _ws_telegram(socket: WebSocket) -> None:
    session = mtproto.Session()
    while (message := await socket.recv()) is not None:
        reply = session.feed(message)
        if reply:
            socket.send(reply)
        if session.failed:
            return


async def _ws_discord_gateway(socket: WebSocket) -> None:
    socket.send_text('{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["[\\"lab\\"]"]}}')
    while await socket.recv() is not None:
        socket.send_text('{"t":null,"s":null,"op":11,"d":null}')


async def _ws_discord_login(socket: WebSocket) -> None:
    socket.send_text('{"op":"hello","heartbeat_interval":41250,"timeout_ms":119982}')
    while await socket.recv() is not None:
        socket.send_text('{"op":"heartbeat_ack"}')


async def _ws_idle(socket: WebSocket) -> None:
    while (message := await socket.recv()) is not None:
        socket.send(message)
        await asyncio.sleep(0)


def _to_https(request: Request) -> Response:
    return redirect(f"https://{request.host}{request.target}")


def _over_tls(kind: Kind) -> Kind:
    """Return the same, which leads to TLS whoever asks in the clear."""
    return lambda host, request: kind(host, request) if request.tls else _to_https(request)


@_over_tls
def _plain_page(host: Host, request: Request) -> Response:
    if request.path in ("/", "/index.html", "/robots.txt", "/favicon.ico"):
        return Response(200, page(host.names[0], host.size))
    return Response(404, page("Not found", 900))


@_over_tls
def _app_page(host: Host, _request: Request) -> Response:
    """Return the handler of a web app: every path shows its page."""
    return Response(200, page(host.names[0], host.size))


def _example(host: Host, _request: Request) -> Response:
    return Response(200, page("Example Domain", host.size))


@_over_tls
def _whatsapp_web(host: Host, request: Request) -> Response:
    if request.path == "/ws/chat":
        return Response(400, b"", websocket=_ws_whatsapp)
    if request.host == "web.whatsapp.com":
        return Response(200, page("WhatsApp Web", host.size))
    return Response(200, page("WhatsApp | Secure and Reliable Free Private Messaging and Calling", host.size))


@_over_tls
def _whatsapp_api(_host: Host, request: Request) -> Response:
    if request.path.startswith("/v2/"):
        return _json({"status": "fail", "reason": "missing_param"})
    return Response(404, b"", "text/plain")


@_over_tls
def _cdn(host: Host, request: Request) -> Response:
    if request.path == "/robots.txt":
        return _text("User-agent: *\nDisallow: /\n")
    return Response(200, host.size, "application/octet-stream", {"Cache-Control": "public, max-age=86400"})


@_over_tls
def _telegram_site(host: Host, request: Request) -> Response:
    path = request.path
    if path == "/img/Telegram200million.png":
        return Response(200, 32_475_000, "image/png")
    if path.startswith(("/dl", "/tlinux", "/img", "/file")):
        return Response(200, 8_000_000, "application/octet-stream")
    if request.host in ("t.me", "telegram.me", "telegram.dog", "tx.me"):
        return Response(200, page("Telegram: Contact", 12_000))
    if path == "/" or request.host == "my.telegram.org":
        return Response(200, page("Telegram Messenger", host.size))
    return Response(200, page("Telegram", 20_000))


@_over_tls
def _telegram_web(host: Host, request: Request) -> Response:
    if request.path.endswith((".js", ".wasm", ".css")):
        return Response(200, 900_000, "application/javascript")
    if request.path in ("/", "/k/", "/a/", "/z/", "/k", "/a"):
        return Response(200, page("Telegram Web", host.size))
    return Response(404, page("Not found", 900))


def _telegram_ws(_host: Host, request: Request) -> Response:
    if request.path.startswith("/apiws") or request.path.startswith("/apiw"):
        if request.method == "POST":
            return Response(200, mtproto.answer_message(request.body), "application/octet-stream")
        return Response(404, b"", "text/plain", websocket=_ws_telegram)
    return Response(404, b"", "text/plain")


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


@_over_tls
def _telegram_api(_host: Host, request: Request) -> Response:
    if request.path == "/":
        return redirect("https://core.telegram.org/bots", 302)
    return _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)


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


def _signal_api(_host: Host, request: Request) -> Response:
    if request.path.startswith(("/v1/", "/v2/")) and request.headers.get("upgrade"):
        return Response(401, b"")
    return Response(404, b"", "text/plain")


def _signal_updates(_host: Host, request: Request) -> Response:
    if request.path.endswith((".yml", ".yaml")):
        body = "version: 8.2.0\nfiles:\n  - url: signal-desktop-win-x64-8.2.0.exe\n    size: 150000000\n"
        return Response(200, body.encode(), "text/yaml")
    return Response(404, b"", "text/plain")


def _fixed(answers: dict[str, object]) -> Kind:
    """Return a handler: JSON for the paths that start with a key, the usual page for ``/``, 404 for the rest."""

    def answer(host: Host, request: Request) -> Response:
        for prefix, told in answers.items():
            if request.path.startswith(prefix):
                return _json(told)
        if request.headers.get("upgrade", "").lower() == "websocket":
            return Response(400, b"", websocket=_ws_idle)
        return _plain_page(host, request)

    return answer


def _discord_ws(handler: WebSocketHandler) -> Kind:
    return lambda _host, _request: Response(404, b"", "text/plain", websocket=handler)


@_over_tls
def _api(_host: Host, request: Request) -> Response:
    if request.path == "/":
        return _json({"error": "bad request"}, 400)
    return _json({"error": "not found"}, 404)


@_over_tls
def _ws_host(_host: Host, request: Request) -> Response:
    return Response(404, b"", "text/plain", websocket=_ws_idle)


@_over_tls
def _discord(host: Host, request: Request) -> Response:
    if request.path.startswith("/api/") and request.path.endswith("/gateway"):
        return _json({"url": "wss://gateway.discord.gg"})
    if request.path.startswith("/api/"):
        return _json({"message": "401: Unauthorized", "code": 0}, 401)
    return Response(200, page("Discord", host.size))


@_over_tls
def _matrix(_host: Host, request: Request) -> Response:
    if request.path == "/_matrix/client/versions":
        return _json({"versions": ["v1.11", "v1.12"]})
    return _json({"errcode": "M_UNRECOGNIZED", "error": "Unrecognized request"}, 404)


@_over_tls
def _matrix_site(host: Host, request: Request) -> Response:
    """Return the handler of a domain whose Matrix server is elsewhere: a web site that names it."""
    if request.path == "/.well-known/matrix/client":
        return _json({"m.homeserver": {"base_url": "https://matrix-client.matrix.org"}})
    if request.path in ("/", "/index.html"):
        return Response(200, page("Matrix.org", host.size))
    return Response(404, page("Not found", 900))


_AUTOCONFIG = """<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="letters.example"><domain>letters.example</domain>
<incomingServer type="pop3"><hostname>pop.letters.example</hostname><port>995</port>
<socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer>
<incomingServer type="imap"><hostname>mx7.post-host.example</hostname><port>993</port>
<socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer>
<outgoingServer type="smtp"><hostname>mx7.post-host.example</hostname><port>587</port>
<socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>"""


@_over_tls
def _autoconfig(host: Host, request: Request) -> Response:
    """Return the handler of a mail domain whose servers are elsewhere: `autoconfig.` of it names them."""
    if request.host.startswith("autoconfig.") and request.path == "/mail/config-v1.1.xml":
        return Response(200, _AUTOCONFIG.encode(), "text/xml")
    if request.path in ("/", "/index.html"):
        return Response(200, page("Letters", host.size))
    return Response(404, page("Not found", 900))


def _gstatic(_host: Host, request: Request) -> Response:
    if request.path in ("/generate_204", "/gen_204"):
        return Response(204, b"")
    return Response(404, page("Error 404 (Not Found)!!1", 1561))


def _google(host: Host, request: Request) -> Response:
    if request.path in ("/generate_204", "/gen_204"):
        return Response(204, b"")
    return Response(200, page("Google", host.size))


def _msft(_host: Host, request: Request) -> Response:
    if request.path == "/connecttest.txt":
        return _text("Microsoft Connect Test")
    if request.path == "/ncsi.txt":
        return _text("Microsoft NCSI")
    if request.path == "/redirect":
        return redirect("http://go.microsoft.com/fwlink/?LinkID=219472&clcid=0x409", 302)
    return Response(404, b"")


_APPLE_OK = b"<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"


def _apple(host: Host, request: Request) -> Response:
    if request.host == "captive.apple.com" or request.path in (
        "/library/test/success.html",
        "/hotspot-detect.html",
    ):
        return Response(200, _APPLE_OK, "text/html")
    if not request.tls:
        return _to_https(request)
    return Response(200, page("Apple", host.size))


def _firefox(_host: Host, request: Request) -> Response:
    if request.path == "/success.txt":
        return _text("success\n")
    if request.path in ("/canonical.html", "/"):
        return Response(
            200, b'<meta http-equiv="refresh" content="0;url=https://support.mozilla.org/kb/captive-portal"/>'
        )
    return Response(404, b"")


def _linux_check(_host: Host, request: Request) -> Response:
    bodies = {
        "nmcheck.gnome.org": "NetworkManager is online\n",
        "network-test.debian.org": "NetworkManager is online\n",
        "fedoraproject.org": "OK",
        "conncheck.opensuse.org": "NetworkManager is online",
    }
    if request.host in bodies:
        return _text(bodies[request.host])
    if request.host == "connectivity-check.ubuntu.com":
        return Response(204, b"", headers={"X-NetworkManager-Status": "online"})
    return _text("This domain is used for connectivity checking (captive portal detection).\n")


def _plain_http(_host: Host, _request: Request) -> Response:
    return Response(200, page("NeverSSL - Connecting...", 4000))


@_over_tls
def _status(_host: Host, request: Request) -> Response:
    if request.path.endswith(".json"):
        return _json({"status": {"indicator": "none", "description": "All Systems Operational"}})
    return Response(200, page("Status", 8000))


def admits(request: Request) -> Response:
    """Return a status page during an outage, in either form."""
    if request.path.startswith("/api/v2.0.0/"):
        outage = {"id": 1, "type": "outage", "status": "active", "services": ["Messaging"], "notes": []}
        return _json({"status": "active", "active_incidents": [outage]})
    return _json({"status": {"indicator": "major", "description": "Partial System Outage"}})


def _trace(request: Request, public_ip: str, country: str) -> Response:
    lines = {
        "fl": "20f1",
        "h": request.host,
        "ip": public_ip,
        "visit_scheme": "https" if request.tls else "http",
        "colo": "FRA",
        "http": request.version.lower(),
        "loc": country,
        "tls": "TLSv1.3" if request.tls else "off",
        "warp": "off",
    }
    return _text("".join(f"{k}={v}\n" for k, v in lines.items()))


def _cloudflare(host: Host, request: Request) -> Response:
    if request.path == "/generate_204":
        return Response(204, b"")
    if request.host == "speed.cloudflare.com" and request.path == "/__down":
        return Response(200, min(int(request.query.get("bytes", "0") or 0), 50_000_000), "application/octet-stream")
    if request.host == "speed.cloudflare.com" and request.path == "/__up":
        return Response(200, b"")
    if not request.tls:
        return _to_https(request)
    return Response(200, page("Cloudflare", host.size))


_TELL_IN_JSON = ("ip-api.com", "ipwho.is", "api.ip.sb", "api.myip.com", "ipapi.co")
_TELL_WITH_A_LINE = ("icanhazip.com", "ipv4.icanhazip.com", "checkip.amazonaws.com")


def _whoami(request: Request, public_ip: str, country: str) -> Response:
    """Return a handler that tells who asks, by the address: here, or at the far end of a VPN."""
    asn, org, city = (
        ("AS12389", "PJSC Rostelecom", "Moscow")
        if country == "RU"
        else ("AS60781", "LeaseWeb Netherlands B.V.", "Amsterdam")
    )
    if "json" not in request.target and request.host not in _TELL_IN_JSON:
        return _text(public_ip + ("\n" if request.host in _TELL_WITH_A_LINE else ""))
    place = dict.fromkeys(("country", "countryCode", "country_code"), country)
    owner = {"org": f"{asn} {org}", "isp": org, "as": f"{asn} {org}", "asn": asn}
    return _json({"ip": public_ip, "query": public_ip, "status": "success", **place, "city": city, **owner})


def _mirror(_host: Host, request: Request) -> Response:
    """Mirrors of updates: each name is a folder of the one that the test has made (LAB_MIRRORS)."""
    folder = Path(os.environ.get("LAB_MIRRORS", os.devnull))
    file = folder.joinpath(request.host.split(".")[0], *request.path.split("/")[2:])
    if ".." in request.path or not file.is_file():
        return Response(404, b"")
    return Response(200, file.read_bytes(), "application/octet-stream")


_KINDS: dict[str, Kind] = {
    "cloudflare": _cloudflare,
    "doh": _cloudflare,
    "mirror": _mirror,
    "site": _plain_page,
    "app": _app_page,
    "example": _example,
    "whatsapp-web": _whatsapp_web,
    "whatsapp-api": _whatsapp_api,
    "cdn": _cdn,
    "telegram-site": _telegram_site,
    "telegram-web": _telegram_web,
    "telegram-ws": _telegram_ws,
    "telegram-dc": lambda _host, request: telegram_dc(request),
    "telegram-api": _telegram_api,
    "signal-chat": _signal_chat,
    "signal-api": _signal_api,
    "signal-grpc": _signal_grpc,
    "api": _api,
    "ws": _ws_host,
    "matrix": _matrix,
    "matrix-site": _matrix_site,
    "autoconfig": _autoconfig,
    "gstatic": _gstatic,
    "google": _google,
    "msft-connecttest": _msft,
    "apple-captive": _apple,
    "firefox-portal": _firefox,
    "discord-gateway": _discord_ws(_ws_discord_gateway),
    "discord-login": _discord_ws(_ws_discord_login),
    "signal-updates": _signal_updates,
    "slack": _fixed({"/api/api.test": {"ok": True, "args": {}}, "/api/": {"ok": False, "error": "not_authed"}}),
    "mattermost": _fixed({"/api/v4/system/ping": {"status": "OK"}}),
    "rocketchat": _fixed({"/api/info": {"version": "8.1.0", "success": True}}),
    "rubika": _fixed(
        {"/": {"status": "OK", "data": {"API": {"64": "https://messengerg2c64.iranlms.ir"}, "default_api": "64"}}}
    ),
    "jami": _fixed(
        {"/node/info": {"ipv4": {"good": 120}}, "/name/": {"error": "name not found"}, "/bootstrapList": []}
    ),
    "session-seed": _fixed({"/json_rpc": {"result": {"service_node_states": [{"public_ip": "144.76.164.202"}]}}}),
    "discord": _discord,
    "linux-check": _linux_check,
    "plain-http": _plain_http,
    "status": _status,
    "slack-status": _fixed({"/api/v2.0.0/current": {"status": "ok", "active_incidents": []}}),
}


def handler_for(host: Host, public_ip: str, country: str, answers: Answers) -> Handler:
    """Return the HTTP behaviour of a host: what is noted of a path, else what its kind answers."""

    def handle(request: Request) -> Response:
        noted = None
        if request.tls and request.headers.get("upgrade", "").lower() != "websocket":
            noted = answers.answer(request.method, request.host, request.path, request.headers)
        if noted is not None:
            body = (noted.text.encode() + filler(noted.length))[: noted.length] if noted.text else noted.length
            return Response(noted.status, body, noted.content_type, dict(noted.headers))
        if request.path == "/cdn-cgi/trace" and host.page in ("whoami", "cloudflare", "doh"):
            return _trace(request, public_ip, country)
        if host.page == "whoami":
            return _whoami(request, public_ip, country)
        return _KINDS[host.page](host, request)

    return handle
