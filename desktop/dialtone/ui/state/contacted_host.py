"""One host that a check may contact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactedHost:
    """One line of the page."""

    group: str
    """The messenger's name, or what the host is for."""
    place: str
    """A name or an address, with its port."""
    reason: str
