"""Whether a chain that the system verified with its own roots leads to a public root."""

from binascii import Error, a2b_base64
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256

import certifi
from cryptography import x509

from dialtone.model.trust_anchors import ListedRoots
from dialtone.probe.protocols.certificate_pins import Roots, leads_to

_BEGIN, _END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"


class PublicRoots:
    """Lists of public roots, to tell a public root from one that was installed on this computer."""

    def __init__(self, listed: ListedRoots) -> None:
        with open(certifi.where(), "rb") as handle:
            self._mozillas = Roots(_decode(handle.read()))
        self._retired = Roots(listed.certificates)
        self._fingerprints = listed.fingerprints
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
