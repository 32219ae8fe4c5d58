"""Whether a chain that the system verified with its own roots leads to a public root."""

import logging
import re
import warnings
from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import sha256

import certifi
from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning

from dialtone.model.trust_anchors import ListedRoots
from dialtone.probe.protocols.certificate_pins import RootsByName, by_name, leads_to

log = logging.getLogger(__name__)

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


class PublicRoots:
    """Lists of public roots, to tell a public root from one that was installed on this computer."""

    def __init__(self, listed: ListedRoots) -> None:
        with open(certifi.where(), "rb") as handle:
            self._mozillas = by_name(_read_roots(_PEM.findall(handle.read())))
        self._listed = listed
        self._seen, self._systems = 0, by_name(())

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
            listed_roots = (root for root in roots if sha256(root).digest() in self._listed.fingerprints)
            self._seen, self._systems = len(roots), by_name(_read_roots(listed_roots))
        return leads_to(chain, self._systems)

    @cached_property
    def _retired(self) -> RootsByName:
        return by_name(_read_roots(self._listed.certificates))


def _read_roots(roots: Iterable[bytes]) -> list[x509.Certificate]:
    """Read roots in PEM or DER, without warnings; skip those that the library rejects.

    Six of Mozilla's have the serial number 0, which RFC 5280 forbids; `cryptography` warns that it will reject them.
    """
    read = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for root in roots:
            try:
                pem = root.startswith(b"-----")
                read.append(x509.load_pem_x509_certificate(root) if pem else x509.load_der_x509_certificate(root))
            except (ValueError, x509.InvalidVersion):
                log.info("a public root cannot be read")
    return read
