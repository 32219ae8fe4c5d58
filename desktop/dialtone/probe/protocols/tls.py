"""The TLS step: one verified handshake, and what the certificate says."""

import os
import ssl
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any

import anyio
from anyio.abc import ByteStream
from anyio.streams.tls import TLSAttribute, TLSStream
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtensionOID

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.limits import StepLimits
from dialtone.model.trust_anchors import TrustAnchors
from dialtone.model.untrusted_text import sanitize
from dialtone.model.vocabulary import Failure, Trust
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.certificate_pins import PublicRoots, Roots, check_pins, leads_to, parse_certificates

WEB = ("h2", "http/1.1")  # what a browser offers
SOCKET = ("http/1.1",)  # what can carry a WebSocket
_ENCODING_DER = 2  # _ssl.ENCODING_DER
_FINGERPRINT_DIGITS = 32  # that are recorded, half of them: enough to tell certificates apart
_TIMESTAMPS = ExtensionOID.PRECERT_SIGNED_CERTIFICATE_TIMESTAMPS
# Where Linux distributions keep the system store; a frozen Python only looks where its build system had it.
_STORES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
)


class Contexts:
    """TLS contexts of one check. Making one takes milliseconds, so each kind is made once."""

    def __init__(
        self,
        trust: TrustAnchors = TrustAnchors(),  # noqa: B008  # frozen and empty
        system_limit: float = StepLimits().system_store,
    ) -> None:
        self._trust = trust
        self.system_limit = system_limit
        self._made: dict[tuple[object, ...], ssl.SSLContext] = {}
        self._public: PublicRoots | None = None

    def verified(self, trust: Trust, protocols: tuple[str, ...] = WEB) -> ssl.SSLContext:
        """Return the context that accepts what the messenger's own app accepts, and offers `protocols` (ALPN).

        Pinned trust is checked after the handshake: see `verify_pins`.
        """
        return self._get(trust, protocols)

    def _get(
        self, trust: Trust | None, protocols: tuple[str, ...], newest: ssl.TLSVersion | None = None
    ) -> ssl.SSLContext:
        key = (trust, protocols, newest)
        if key not in self._made:
            context = _make_context(trust, self._trust)
            self._made[key] = context
            if newest is not None:
                context.maximum_version = newest
            if protocols:
                context.set_alpn_protocols(list(protocols))
        return self._made[key]

    def load(self) -> None:
        """Create the contexts that nearly every check uses."""
        self.verified(Trust.PUBLIC)
        self.verified(Trust.PUBLIC, SOCKET)

    def verify_pins(self, endpoint: Endpoint, tls: TLSStream) -> None:
        """Check the certificates of a server with pinned trust. Raises `ProbeError` if they do not match."""
        if endpoint.trust is Trust.PINNED:
            check_pins(presented_chain(tls), self._trust.pins[endpoint.id])

    def unverified(self) -> ssl.SSLContext:
        """Return the context that accepts anything, to see whether any host answers, and with what certificate."""
        return self._get(None, WEB)

    def other_shape(self, trust: Trust) -> ssl.SSLContext:
        """Return a context whose ClientHello has a different shape and size: TLS 1.2, HTTP/1.1."""
        return self._get(trust, SOCKET, ssl.TLSVersion.TLSv1_2)

    def public(self) -> PublicRoots:
        """Return the lists of public roots, as a second opinion."""
        if self._public is None:
            self._public = PublicRoots(self._trust.public_root_lists)
        return self._public

    def is_national(self, chain: list[x509.Certificate]) -> bool:
        """Return whether a chain that is already verified leads to the national root."""
        return leads_to(chain, Roots(self._trust.national_roots))


def _make_context(trust: Trust | None, anchors: TrustAnchors) -> ssl.SSLContext:
    """Make a context with the roots of `trust`. With pins, or no trust at all, the handshake verifies nothing."""
    uses_system = trust in (Trust.PUBLIC, Trust.NATIONAL)
    context = _make_system_context() if uses_system else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if trust in (Trust.PINNED, None):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    roots = {Trust.SIGNAL: anchors.signal_roots, Trust.NATIONAL: anchors.national_roots, None: ()}
    for root in roots.get(trust, ()):
        context.load_verify_locations(cadata=root)
    return context


def _make_system_context() -> ssl.SSLContext:
    """Make a context that trusts the roots of the operating system's store."""
    if sys.platform in ("win32", "darwin"):
        import truststore  # imported here, as only these systems need it

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_default_verify_paths()
    paths = ssl.get_default_verify_paths()
    if not (paths.cafile or (paths.capath and os.listdir(paths.capath))):
        context.load_verify_locations(_find_ca_bundle())
    return context


def _find_ca_bundle() -> str:
    """Return the file with the system's roots where Python's own default has none; certifi's if there is no such."""
    import certifi  # imported here, as hardly any system needs it

    return next((path for path in _STORES if os.path.isfile(path)), certifi.where())


def _system_roots(context: ssl.SSLContext) -> Iterable[bytes]:
    """Return the roots that the system trusts, in DER; none on macOS, which does not reveal them."""
    if sys.platform == "win32":
        return [root for root, encoding, _ in ssl.enum_certificates("ROOT") if encoding == "x509_asn"]
    return () if _asks_system(context) else context.get_ca_certs(binary_form=True)


async def secure(
    stream: ByteStream, contexts: Contexts, name: str, context: ssl.SSLContext, trust: Trust, facts: Facts
) -> TLSStream:
    """Shake hands with `name` as SNI; note the version, what the certificate says, and which lists have its root.

    Raises `ssl.SSLError`, and `ProbeError` if the system does not verify the certificate in time.
    """
    facts[Fact.SNI] = name
    try:
        tls = await _handshake(stream, name, context, contexts.system_limit)
    except ssl.SSLError as error:
        facts[Fact.REASON] = str(getattr(error, "reason", None) or "")[:60].lower()  # truststore's errors have none
        raise
    facts[Fact.VERSION] = tls.extra(TLSAttribute.tls_version)
    if alpn := tls.extra(TLSAttribute.alpn_protocol, None):
        facts[Fact.ALPN] = alpn
    chain = presented_chain(tls)
    if chain:
        _note_certificate(chain[0], facts)
    if trust in (Trust.PUBLIC, Trust.NATIONAL) and context.verify_mode is ssl.CERT_REQUIRED:
        is_listed = contexts.public().accept(chain)
        facts[Fact.MOZILLA] = is_listed
        if trust is Trust.NATIONAL or not is_listed:
            facts[Fact.NATIONAL] = contexts.is_national(chain)
        if not is_listed:
            facts[Fact.LISTED] = contexts.public().accept_elsewhere(chain, partial(_system_roots, context))
    elif chain and _is_logged(chain[0]):
        facts[Fact.LOGGED] = True
    return tls


def _note_certificate(certificate: x509.Certificate, facts: Facts) -> None:
    """Note who issued a certificate, and the beginning of its fingerprint."""
    issuer = issuer_name(certificate)
    facts[Fact.ISSUER] = issuer
    organization = _attribute(certificate, x509.NameOID.ORGANIZATION_NAME)
    if organization and organization != issuer:
        facts[Fact.ISSUER_ORGANIZATION] = organization
    facts[Fact.CERTIFICATE] = certificate.fingerprint(hashes.SHA256()).hex()[:_FINGERPRINT_DIGITS]


def _is_logged(certificate: x509.Certificate) -> bool:
    """Return whether a certificate carries timestamps of logs. They are not verified: that takes the logs' keys."""
    try:
        return any(extension.oid == _TIMESTAMPS for extension in certificate.extensions)
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return False


async def _handshake(stream: ByteStream, name: str, context: ssl.SSLContext, system_limit: float) -> TLSStream:
    """Shake hands; where the system verifies certificates itself, ask it afterwards (ADR 18). Raises `ssl.SSLError`."""
    if not _asks_system(context):
        return await TLSStream.wrap(stream, hostname=name, ssl_context=context, standard_compatible=False)
    deferred: Any = _DeferredVerification(context)
    tls = await TLSStream.wrap(stream, hostname=name, ssl_context=deferred, standard_compatible=False)
    await _ask_system(tls.extra(TLSAttribute.ssl_object), system_limit)
    return tls


def _asks_system(context: ssl.SSLContext) -> bool:
    """Return whether a context is truststore's, a subclass of `ssl.SSLContext` whose objects ask the system."""
    return type(context) is not ssl.SSLContext


class _DeferredVerification:
    """A context that asks the system after the handshake: Windows and macOS may block while they fetch certificates.

    The class of its `SSLObject`s has a `do_handshake` that asks the system once the handshake is done. The one without
    the question takes its place until the handshake is over.
    """

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context

    def wrap_bio(self, *arguments: Any) -> ssl.SSLObject:
        tls = self._context.wrap_bio(*arguments)
        tls.do_handshake = partial(ssl.SSLObject.do_handshake, tls)  # type: ignore[method-assign]  # of this one object
        return tls


async def _ask_system(finished: ssl.SSLObject, limit: float) -> None:
    """Ask the system about a finished handshake, in a thread, within its own limit. Raises `ProbeError`."""
    with anyio.move_on_after(limit, shield=True):
        # The handshake is done, so doing it again asks the system but sends nothing.
        await anyio.to_thread.run_sync(type(finished).do_handshake, finished, abandon_on_cancel=True)
        return
    raise ProbeError(Failure.NOT_IN_TIME)


def presented_chain(tls: TLSStream) -> list[x509.Certificate]:
    """Return the readable certificates that the peer sent, its own first; empty if that is missing or malformed."""
    ssl_object: Any = tls.extra(TLSAttribute.ssl_object)
    inner = ssl_object if hasattr(ssl_object, "get_unverified_chain") else ssl_object._sslobj
    raw = inner.get_unverified_chain() or ()
    # Before Python 3.13 there is no public API for the chain, but CPython's internal type of certificate.
    encoded = [c if isinstance(c, bytes) else c.public_bytes(_ENCODING_DER) for c in raw]
    own = parse_certificates(encoded[:1])
    return [*own, *parse_certificates(encoded[1:])] if own else []


def library_version() -> str:
    """Return the name and version of the TLS library: a package can bundle an old one."""
    return ssl.OPENSSL_VERSION


def issuer_name(certificate: x509.Certificate) -> str:
    """Return the issuer's name as a person would read it; empty if it has none."""
    common = _attribute(certificate, x509.NameOID.COMMON_NAME)
    return common or _attribute(certificate, x509.NameOID.ORGANIZATION_NAME)


def _attribute(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    return next((sanitize(str(attribute.value)) for attribute in certificate.issuer.get_attributes_for_oid(oid)), "")
