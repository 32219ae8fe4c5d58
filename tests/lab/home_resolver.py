"""A resolver of a home, run on the client as a program of its own: it answers some names, and hands on the rest.

Usage: home_resolver.py ADDRESS UPSTREAM ANSWER NAME...; ANSWER is `zero` (0.0.0.0 and ::, Pi-hole's default, "NULL" in
docs.pi-hole.net, FTLDNS blocking modes), `nxdomain` (as resolvers for families deny), or an address.
Its text is handed to the client's Python: the lab's own files cannot be seen there.
"""

import ipaddress
import socket
import struct
import sys
import threading


def name_of(question: bytes) -> tuple[str, int]:
    """Return the name and the type that are asked for."""
    labels, at = [], 12
    while question[at]:
        labels.append(question[at + 1 : at + 1 + question[at]].decode("ascii", "replace"))
        at += 1 + question[at]
    return ".".join(labels).lower(), int(struct.unpack("!H", question[at + 1 : at + 3])[0])


def own_answer(question: bytes, kind: int, answer: str) -> bytes:
    """Return the answer of the filter itself."""
    end = question.index(0, 12) + 5
    addresses = {1: "0.0.0.0", 28: "::"} if answer == "zero" else {1: answer}
    given = addresses.get(kind) if answer != "nxdomain" else None
    head = struct.pack("!2sHHHHH", question[:2], 0x8183 if answer == "nxdomain" else 0x8180, 1, bool(given), 0, 0)
    if not given:
        return head + question[12:end]
    data = ipaddress.ip_address(given).packed
    return head + question[12:end] + struct.pack("!HHHIH", 0xC00C, kind, 1, 2, len(data)) + data


def serve(address: str, upstream: str, answer: str, names: list[str]) -> None:
    """Answer for ever."""
    here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    here.bind((address, 53))

    def one(question: bytes, peer: tuple[str, int]) -> None:
        name, kind = name_of(question)
        if any(name == each or name.endswith("." + each) for each in names):
            here.sendto(own_answer(question, kind, answer), peer)
            return
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(4)
            asking.sendto(question, (upstream, 53))
            here.sendto(asking.recv(4096), peer)

    while True:
        question, peer = here.recvfrom(4096)
        threading.Thread(target=one, args=(question, peer), daemon=True).start()


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
