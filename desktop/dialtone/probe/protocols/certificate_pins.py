"""What vouches for a certificate besides the system: a pinned fingerprint, or a root of a list."""

import warnings
from binascii import Error, a2b_base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.utils import CryptographyDeprecationWarning

from dialtone.model.trust_anchors import Pins, PublicRootLists
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_BEGIN, _END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
_MAX_SENT = 12  # most certificates to examine: a real chain has up to six


def check_pins(chain: Sequence[x509.Certificate], pins: Pins) -> None:
    """Check that the chain belongs to the pinned server. Raises `ProbeError`.

    Either the server's own certificate is pinned, or one that vouches for it. It is not enough that the chain contains
    the pinned one, as any host can send a public certificate: each must have signed the one before it.
    """
    if chain and _fingerprint(chain[0]) in pins.leaf_sha256:
        return
    for signed, signer in pairwise(chain):
        if not has_signed(signer, signed):
            break
        if _fingerprint(signer) in pins.ca_sha256:
            return
    raise ProbeError(Failure.CERT_UNTRUSTED)


class Roots:
    """Roots in DER, of which only those are parsed whose name is looked for: Mozilla's list has about 140."""

    def __init__(self, roots: Iterable[bytes] = ()) -> None:
        self._roots = tuple(roots)
        self._by_name: dict[bytes, list[x509.Certificate]] = {}

    def named(self, name: bytes) -> Sequence[x509.Certificate]:
        """Return the roots in which a name, in DER, occurs, as their own or their issuer's."""
        if name not in self._by_name:
            self._by_name[name] = parse_certificates(root for root in self._roots if name in root)
        return self._by_name[name]


def parse_certificates(encoded: Iterable[bytes]) -> list[x509.Certificate]:
    """Parse certificates in DER, without warnings; leave out those that are unreadable.

    Six of Mozilla's roots have the serial number 0, which RFC 5280 forbids: `cryptography` warns that it will reject
    them.
    """
    certificates = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for der in encoded:
            with suppress(ValueError, TypeError, x509.InvalidVersion):  # TypeError: a BIT STRING in a name
                certificate = x509.load_der_x509_certificate(der)
                certificate.issuer, certificate.subject, certificate.fingerprint(hashes.SHA256())  # parsed lazily
                certificates.append(certificate)
    return certificates


def leads_to(chain: Sequence[x509.Certificate], roots: Roots) -> bool:
    """Return whether the server's own certificate, the first of the chain, leads to one of these roots.

    Mere presence in the chain proves nothing: each certificate must have been signed by the next on the way to the
    root. They may come in any order, and superfluous ones are allowed (RFC 8446, 4.4.2).
    """
    to_follow, unused = list(chain[:1]), [sent for sent in chain[1:_MAX_SENT] if may_sign(sent)]
    while to_follow:
        certificate = to_follow.pop()
        if any(has_signed(root, certificate) for root in roots.named(certificate.issuer.public_bytes())):
            return True
        signers = [candidate for candidate in unused if has_signed(candidate, certificate)]
        to_follow += signers
        unused = [candidate for candidate in unused if candidate not in signers]
    return False


def _fingerprint(certificate: x509.Certificate) -> bytes:
    return certificate.fingerprint(hashes.SHA256())


def has_signed(signer: x509.Certificate, signed: x509.Certificate) -> bool:
    """Return whether a certificate is signed with another's key, and names it as the issuer."""
    try:
        signed.verify_directly_issued_by(signer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def may_sign(certificate: x509.Certificate) -> bool:
    """Return whether a certificate is a CA's: a server's may not sign others (RFC 5280, 4.2.1.9)."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return False


class PublicRoots:
    """Lists of public roots, to tell a public root from one that was installed on this computer."""

    def __init__(self, lists: PublicRootLists) -> None:
        import certifi  # imported here: loaded while handshakes are under way

        with open(certifi.where(), "rb") as handle:
            self._mozillas = Roots(_decode(handle.read()))
        self._retired = Roots(lists.retired)
        self._fingerprints = lists.fingerprints
        self._seen, self._systems = 0, Roots()

    def accept(self, chain: list[x509.Certificate]) -> bool:
        """Return whether a chain leads to a root on Mozilla's current list (certifi)."""
        return leads_to(chain, self._mozillas)

    def accept_elsewhere(self, chain: list[x509.Certificate], systems: Callable[[], Iterable[bytes]]) -> bool:
        """Return whether a chain leads to a root that Mozilla once listed, or that is on another system's list.

        Only fingerprints of the latter are known: they are looked for among this system's own roots, in DER.
        """
        if leads_to(chain, self._retired):
            return True
        roots = tuple(systems())
        if len(roots) != self._seen:  # a store that is a directory is read gradually
            self._seen = len(roots)
            self._systems = Roots(root for root in roots if sha256(root).digest() in self._fingerprints)
        return leads_to(chain, self._systems)


def _decode(pem: bytes) -> Iterator[bytes]:
    """Yield the certificates of a PEM file in DER, except those that are not base64."""
    for block in pem.split(_END)[:-1]:
        with suppress(Error):
            yield a2b_base64(block.partition(_BEGIN)[2])
