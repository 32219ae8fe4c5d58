"""A resolver of a home that is honest and odd, run on the client as a program of its own (as home_resolver.py is).

Usage: odd_resolver.py ADDRESS UPSTREAM HOW, where HOW is ``old`` (it answers FORMERR to whoever adds EDNS and NOTIMP to
any question but for A, AAAA and PTR, as old routers do), ``limit-N`` (it says nothing beyond N questions of one second,
as AdGuard Home does, whose default is 20), ``once`` (the first question for a name is answered by SERVFAIL, as where
the way to the name's own servers is slow, and later ones from what was learnt since), ``dead`` (SERVFAIL to everything,
as where it reaches nobody), or ``tcp`` (over UDP it says that every answer is too long, as BIND's rate limit with
"slip" does, and answers over TCP). It listens on UDP, and with ``tcp`` on TCP as well.
"""

import socket
import struct
import sys
import threading
import time

FORMERR, SERVFAIL, NOTIMP = 1, 2, 4
TRUNCATED = 0x0200


def refusal(question: bytes, code: int) -> bytes:
    """Return an answer that holds the question and a code, or another flag, alone."""
    end = question.index(0, 12) + 5
    return question[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, 0, 0, 0) + question[12:end]


def pass_on(source: socket.socket, sink: socket.socket) -> None:
    """Pass on what one connection says to another, until its end."""
    while said := source.recv(4096):
        sink.sendall(said)
    sink.shutdown(socket.SHUT_WR)


def serve_tcp(address: str, upstream: str) -> None:
    """Answer over TCP for ever, by handing each connection on."""
    with socket.create_server((address, 53)) as door:
        while True:
            caller, _ = door.accept()
            above = socket.create_connection((upstream, 53))
            for ends in ((caller, above), (above, caller)):
                threading.Thread(target=pass_on, args=ends, daemon=True).start()


def serve(address: str, upstream: str, how: str) -> None:
    """Answer for ever."""
    here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    here.bind((address, 53))
    if how == "tcp":
        threading.Thread(target=serve_tcp, args=(address, upstream), daemon=True).start()
    known: set[bytes] = set()
    second, asked = 0, 0

    def hand_on(question: bytes, peer: tuple[str, int]) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(4)
            asking.sendto(question, (upstream, 53))
            here.sendto(asking.recv(4096), peer)

    while True:
        question, peer = here.recvfrom(4096)
        end = question.index(0, 12)
        name, kind = question[12:end].lower(), struct.unpack_from("!H", question, end + 1)[0]
        if how == "old" and question[10:12] != b"\0\0":
            here.sendto(refusal(question, FORMERR), peer)
        elif how == "old" and kind not in (1, 12, 28):
            here.sendto(refusal(question, NOTIMP), peer)
        elif how == "tcp":
            here.sendto(refusal(question, TRUNCATED), peer)
        elif how == "dead":
            here.sendto(refusal(question, SERVFAIL), peer)
        elif how == "once" and name + bytes([kind % 256]) not in known:
            known.add(name + bytes([kind % 256]))
            here.sendto(refusal(question, SERVFAIL), peer)
        else:
            now = int(time.monotonic())
            second, asked = now, asked + 1 if now == second else 1
            if how.startswith("limit-") and asked > int(how.removeprefix("limit-")):
                continue
            threading.Thread(target=hand_on, args=(question, peer), daemon=True).start()


if __name__ == "__main__":
    serve(*sys.argv[1:4])
