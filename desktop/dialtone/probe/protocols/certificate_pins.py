"""Servers with self-signed certificates: they are identified by a fingerprint, as in their apps."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes

from dialtone.model.catalogue import Pins
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_MOST_SENT = 12
"""Certificates that are looked at: a real chain has up to six."""


def check_pins(chain: Sequence[x509.Certificate], pins: Pins) -> None:
    """Check that the chain belongs to the server that is pinned. Raises `ProbeError`.

    Either the server's own certificate is pinned, or one that vouches for it. That the chain contains the pinned one
    is not enough: a public certificate can be sent by any host. Each must have signed the one before it.
    """
    if chain and _fingerprint(chain[0]) in pins.leaf_sha256:
        return
    for signed, signer in pairwise(chain):
        if not has_signed(signer, signed):
            break
        if _fingerprint(signer) in pins.ca_sha256:
            return
    raise ProbeError(Failure.CERT_UNTRUSTED)


RootsByName = Mapping[bytes, Sequence[x509.Certificate]]
"""Roots by their subject's DER: reading a name takes 40 µs, and Mozilla's list has some 140."""


def by_name(roots: Iterable[x509.Certificate]) -> RootsByName:
    """Sort roots by their name, as `leads_to` looks for them."""
    found: dict[bytes, list[x509.Certificate]] = {}
    for root in roots:
        found.setdefault(root.subject.public_bytes(), []).append(root)
    return found


def leads_to(chain: Sequence[x509.Certificate], roots: RootsByName) -> bool:
    """Return whether the server's own certificate, the first of the chain, hangs on one of these roots.

    What else is sent along vouches for nothing: each certificate must have been signed by the next on the way to the
    root. They come in any order, and needless ones are allowed (RFC 8446, 4.4.2).
    """
    way, others = list(chain[:1]), [one for one in chain[1:_MOST_SENT] if may_sign(one)]
    for certificate in way:
        if any(has_signed(root, certificate) for root in roots.get(certificate.issuer.public_bytes(), ())):
            return True
        signers = [one for one in others if has_signed(one, certificate)]
        way += signers
        others = [one for one in others if one not in signers]
    return False


def _fingerprint(certificate: x509.Certificate) -> bytes:
    return certificate.fingerprint(hashes.SHA256())


def has_signed(signer: x509.Certificate, signed: x509.Certificate) -> bool:
    """Return whether a certificate bears the signature of another's key, and its name as the issuer."""
    try:
        signed.verify_directly_issued_by(signer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def may_sign(certificate: x509.Certificate) -> bool:
    """Return whether a certificate is an authority's: a server's may sign no other (RFC 5280, 4.2.1.9)."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return False
