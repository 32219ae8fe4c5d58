"""What apps trust in addition to the public roots."""

from collections.abc import Mapping

from msgspec import field

from dialtone.model.catalogue import Pins
from dialtone.model.frozen import Frozen
from dialtone.model.public_trust import ListedRoots
from dialtone.model.server_keys import ServerKeys


class TrustAnchors(Frozen):
    """The roots, pins and keys that are not the system's own."""

    signal_roots: tuple[bytes, ...] = ()
    """DER."""
    national_roots: tuple[bytes, ...] = ()
    """DER."""
    listed: ListedRoots = field(default_factory=ListedRoots)
    pins: Mapping[str, Pins] = field(default_factory=dict)
    """The pins that servers of pinned trust must match, by endpoint id."""
    keys: ServerKeys = field(default_factory=ServerKeys)
