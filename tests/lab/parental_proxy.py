"""A program for parents, run on the client: a proxy that passes everything on but connections to some names.

Usage: parental_proxy.py PORT NAME..., where whoever asks for one of the names, or for one below it, is answered by 403.
"""

import contextlib
import socket
import sys
import threading

_HEAD_END = b"\r\n\r\n"
_END = "Content-Length: 0\r\nConnection: close\r\n\r\n"


def pass_on(source: socket.socket, sink: socket.socket) -> None:
    """Pass on what one connection says to another, until its end."""
    with contextlib.suppress(OSError):
        while said := source.recv(65536):
            sink.sendall(said)
        sink.shutdown(socket.SHUT_WR)


def serve(caller: socket.socket, refused: list[str]) -> None:
    """Answer one connection."""
    head = b""
    while _HEAD_END not in head:
        more = caller.recv(4096)
        if not more:
            caller.close()
            return
        head += more
    method, target = head.split(b" ")[:2]
    plain = method != b"CONNECT"
    place = target.decode().split("/")[2] if plain else target.decode()
    host, _, port = place.rpartition(":") if ":" in place else (place, "", "80")
    host = host.strip("[]")
    if any(host == name or host.endswith(f".{name}") for name in refused):
        caller.sendall(f"HTTP/1.1 403 Forbidden\r\nServer: FamilyGuard\r\n{_END}".encode())
        caller.close()
        return
    try:
        server = socket.create_connection((host, int(port)), 10)
    except OSError:
        caller.sendall(f"HTTP/1.1 502 Bad Gateway\r\n{_END}".encode())
        caller.close()
        return
    server.settimeout(None)
    if plain:
        server.sendall(head)
    else:
        caller.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    threading.Thread(target=pass_on, args=(caller, server), daemon=True).start()
    pass_on(server, caller)


def main() -> None:
    """Serve for ever."""
    port, *refused = sys.argv[1:]
    with socket.create_server(("127.0.0.1", int(port))) as listener:
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0], refused), daemon=True).start()


if __name__ == "__main__":
    main()
