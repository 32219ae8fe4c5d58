"""A resolver of a home, run on the client as a program of its own: it answers some questions, and hands on the rest.

Usage: home_resolver.py ADDRESS UPSTREAM HOW NAME...

With names it is a filter, and HOW is what it answers for these: `zero` (0.0.0.0 and ::, Pi-hole's default, "NULL" in
docs.pi-hole.net, FTLDNS blocking modes), `nxdomain` (as resolvers for families deny), or an address.

Without names it is honest and odd, and HOW is `old` (it answers FORMERR to whoever adds EDNS and NOTIMP to any question
but for A, AAAA and PTR, as old routers do), `limit-N` (it says nothing beyond N questions of one second, as AdGuard
Home does, whose default is 20), `once` (the first question for a name is answered by SERVFAIL, as where the way to the
name's own servers is slow, and later ones from what was learnt since), `dead` (SERVFAIL to everything, as where it
reaches nobody), or `tcp` (over UDP it says that every answer is too long, as BIND's rate limit with "slip" does, and
answers over TCP).

Its text is handed to the client's Python: the lab's own files cannot be seen there.
"""

import socket
import sys
import threading
import time

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
from dns.rdatatype import AAAA, PTR, A


class Resolver:
    """What is special about the resolver, and what it remembers of the questions so far."""

    def __init__(self, how: str, names: list[str]) -> None:
        self.how = how
        self.names = names
        self.limit = int(how.removeprefix("limit-")) if how.startswith("limit-") else 0
        self.known: set[str] = set()
        self.second = 0
        self.asked = 0

    def answer(self, question: dns.message.Message) -> dns.message.Message | None:
        """Return its own answer to a question; None if it has none."""
        asked = question.question[0]
        name = asked.name.to_text(omit_final_dot=True).lower()
        answer = dns.message.make_response(question, recursion_available=True)
        answer.use_edns(False)
        if any(name == each or name.endswith(f".{each}") for each in self.names):
            addresses = {A: "0.0.0.0", AAAA: "::"} if self.how == "zero" else {A: self.how}
            if self.how == "nxdomain":
                answer.set_rcode(dns.rcode.NXDOMAIN)
            elif asked.rdtype in addresses:
                answer.answer.append(dns.rrset.from_text(asked.name, 2, "IN", asked.rdtype, addresses[asked.rdtype]))
        elif self.how == "old" and question.edns >= 0:
            answer.set_rcode(dns.rcode.FORMERR)
        elif self.how == "old" and asked.rdtype not in (A, AAAA, PTR):
            answer.set_rcode(dns.rcode.NOTIMP)
        elif self.how == "tcp":
            answer.flags |= dns.flags.TC
        elif self.how == "dead" or (self.how == "once" and f"{name} {asked.rdtype}" not in self.known):
            answer.set_rcode(dns.rcode.SERVFAIL)
        else:
            return None
        self.known.add(f"{name} {asked.rdtype}")
        return answer

    def is_over_limit(self) -> bool:
        """Return whether this question is one more than it answers in a second."""
        now = int(time.monotonic())
        self.asked = self.asked + 1 if now == self.second else 1
        self.second = now
        return 0 < self.limit < self.asked


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


def serve(address: str, upstream: str, how: str, *names: str) -> None:
    """Answer for ever."""
    here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    here.bind((address, 53))
    if how == "tcp":
        threading.Thread(target=serve_tcp, args=(address, upstream), daemon=True).start()
    resolver = Resolver(how, list(names))

    def hand_on(question: bytes, peer: tuple[str, int]) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(4)
            asking.sendto(question, (upstream, 53))
            here.sendto(asking.recv(4096), peer)

    while True:
        question, peer = here.recvfrom(4096)
        if own := resolver.answer(dns.message.from_wire(question)):
            here.sendto(own.to_wire(), peer)
        elif not resolver.is_over_limit():
            threading.Thread(target=hand_on, args=(question, peer), daemon=True).start()


if __name__ == "__main__":
    serve(*sys.argv[1:])
