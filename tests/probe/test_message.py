"""Reading DNS messages."""

import base64
import struct

import dns.message
import dns.rcode
import dns.rrset
import pytest

from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Failure
from dialtone.probe.dns.addresses import note_addresses
from dialtone.probe.dns.message import question, read_answer
from dialtone.probe.failure import ProbeError


def _answer(*records: str, rcode: dns.rcode.Rcode = dns.rcode.NOERROR) -> bytes:
    message = dns.message.make_response(dns.message.make_query("chat.test.", "A", id=0))
    message.set_rcode(rcode)
    for record in records:
        name, kind, data = record.split()
        message.answer.append(dns.rrset.from_text(name, 60, "IN", kind, data))
    return message.to_wire()


def _fails(wire: bytes) -> Failure:
    with pytest.raises(ProbeError) as caught:
        read_answer(wire)
    return caught.value.failure


def test_the_question_is_one_plain_query_with_number_zero() -> None:
    text = question("chat.test")
    asked = dns.message.from_wire(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    assert (asked.id, str(asked.question[0]), asked.edns) == (0, "chat.test. IN A", -1)
    assert "=" not in text


def test_addresses_of_both_kinds_in_their_order() -> None:
    wire = _answer("chat.test. A 10.0.0.2", "chat.test. A 10.0.0.1", "chat.test. AAAA 2001:db8::1")
    assert read_answer(wire) == ("10.0.0.2", "10.0.0.1", "2001:db8::1")


def test_a_chain_of_aliases_is_followed() -> None:
    wire = _answer("chat.test. CNAME edge.test.", "edge.test. CNAME pop.test.", "pop.test. A 10.0.0.3")
    assert read_answer(wire) == ("10.0.0.3",)


def test_of_thousands_of_addresses_the_first_are_kept_and_all_are_counted() -> None:
    many = tuple(f"10.0.{number // 250}.{number % 250}" for number in range(3_500))
    facts: Facts = {}
    assert note_addresses(many, facts) == many[:50]
    assert facts == {Fact.ADDRESSES: many[:50], Fact.ADDRESSES_IN_ALL: 3_500}
    facts = {}
    assert note_addresses(many[:50], facts) == many[:50]
    assert facts == {Fact.ADDRESSES: many[:50]}


@pytest.mark.parametrize(
    ("wire", "failure"),
    [
        (_answer(rcode=dns.rcode.NXDOMAIN), Failure.NO_SUCH_NAME),
        (_answer(rcode=dns.rcode.SERVFAIL), Failure.DNS_FAILED),
        (_answer(rcode=dns.rcode.REFUSED), Failure.DNS_FAILED),
        (_answer(), Failure.NO_ADDRESS),
        (_answer("chat.test. CNAME edge.test."), Failure.NO_ADDRESS),
        (_answer("chat.test. A 10.0.0.1")[:-2], Failure.BAD_ANSWER),
        (_answer("chat.test. A 10.0.0.1") + b"\0", Failure.BAD_ANSWER),
        (b"", Failure.BAD_ANSWER),
        (b"<html>blocked</html>", Failure.BAD_ANSWER),
        # The name of a record points at itself.
        (struct.pack("!6H", 0, 0x8180, 0, 1, 0, 0) + b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 0, 4) + b"abcd",
         Failure.BAD_ANSWER),
        # 65 535 records are promised, none comes.
        (struct.pack("!6H", 0, 0x8180, 0, 0xFFFF, 0, 0), Failure.BAD_ANSWER),
    ],
)  # fmt: skip
def test_what_is_no_address(wire: bytes, failure: Failure) -> None:
    assert _fails(wire) is failure


def test_an_echoed_question_is_no_answer() -> None:
    assert _fails(dns.message.make_query("chat.test.", "A", id=0).to_wire()) is Failure.BAD_ANSWER


def test_an_answer_about_another_kind_of_network_is_no_address() -> None:
    """Class CH has A records too, and they hold no addresses of ours."""
    message = dns.message.make_response(dns.message.make_query("chat.test.", "A", "CH", id=0))
    message.answer.append(dns.rrset.from_text("chat.test.", 60, "CH", "A", "edge.test. 127"))
    assert _fails(message.to_wire()) in (Failure.NO_ADDRESS, Failure.BAD_ANSWER)
