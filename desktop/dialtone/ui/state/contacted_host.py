"""One host that a check may contact."""

from dialtone.model.frozen import Frozen


class ContactedHost(Frozen):
    """One line of the page."""

    group: str
    """The messenger's name, or what the host is for."""
    place: str
    """A name or an address, with its port."""
    reason: str
