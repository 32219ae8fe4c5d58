"""DNS messages: dnspython encodes and decodes them, Dialtone transports them."""

import base64
import secrets

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

MAX_BYTES = 4096  # of an answer; with two addresses it has about a hundred


def make_query(name: str, kind: str = "A", *, identifier: int | None = None) -> dns.message.Message:
    """Make a query for records of one kind, with a random id unless it is given."""
    identifier = secrets.randbelow(1 << 16) if identifier is None else identifier
    return dns.message.make_query(name, kind, use_edns=False, id=identifier)


def question(name: str, *, ipv6: bool = False) -> str:
    """Encode a query for the `dns=` parameter (RFC 8484, which asks for id 0)."""
    query = make_query(name, "AAAA" if ipv6 else "A", identifier=0)
    return base64.urlsafe_b64encode(query.to_wire()).rstrip(b"=").decode("ascii")


def read_message(wire: bytes) -> dns.message.Message:
    """Decode an answer. Raises `ProbeError` for anything else."""
    try:
        message = dns.message.from_wire(wire)
    except (dns.exception.DNSException, ValueError, UnicodeError):
        raise ProbeError(Failure.BAD_ANSWER) from None
    if not message.flags & dns.flags.QR:
        raise ProbeError(Failure.BAD_ANSWER)  # our own question, echoed
    return message


def read_answer(wire: bytes) -> tuple[str, ...]:
    """Return the addresses of an answer. Raises `ProbeError`, as `addresses_of` does, and if it is malformed."""
    return addresses_of(read_message(wire))


def addresses_of(message: dns.message.Message) -> tuple[str, ...]:
    """Return the addresses of an answer. Raises `ProbeError` for a missing name or address and a failing resolver."""
    if message.rcode() == dns.rcode.NXDOMAIN:
        raise ProbeError(Failure.NO_SUCH_NAME)
    if message.rcode() != dns.rcode.NOERROR:
        raise ProbeError(Failure.DNS_FAILED)
    addresses = tuple(
        str(record.address)
        for section in message.answer
        if section.rdclass == dns.rdataclass.IN and section.rdtype in (dns.rdatatype.A, dns.rdatatype.AAAA)
        for record in section
    )
    if not addresses:
        raise ProbeError(Failure.NO_ADDRESS)
    return addresses
