"""Where a piece of advice sends a person, and whether that answered from this network."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from dialtone.model.frozen import Frozen

SECURE_WEB = 443
_MAIL = "mailto:"


class HelpAnswer(StrEnum):
    """What came back when a place was asked."""

    ANSWERS = "answers"
    NO_ANSWER = "no_answer"
    """Nothing came back, though the network carries other things."""
    UNTOLD = "untold"
    """It could not be told: the network or this computer may be the reason, or the server answered with an error."""


class HelpTarget(Frozen):
    """A website, a resolver over HTTPS, or a mailbox, which is never asked."""

    url: str
    """`https://…` or `mailto:…`."""
    addresses: tuple[str, ...] = ()
    """IP addresses that the advice itself names: then no name is looked up."""
    resolver: bool = False
    """It is asked for the address of a neutral name."""
    front: str = ""
    """The name that the network sees, behind which a tool asks for `url`: its own way in. Empty for all else."""
    tool: str = ""
    """What the tool is called."""

    @property
    def is_asked(self) -> bool:
        """Whether it can be asked at all."""
        return not self.url.startswith(_MAIL)

    @property
    def host(self) -> str:
        """The name of the server that is looked up and shown."""
        return self.front or self.asked

    @property
    def asked(self) -> str:
        """Who is asked for the page: the same server, or the one behind the front."""
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        """What is asked for there."""
        return urlsplit(self.url).path or "/"

    @property
    def name(self) -> str:
        """What people call it: the address that the advice names, else the host without its `www.`."""
        return self.addresses[0] if self.addresses else self.host.removeprefix("www.")


class HelpPlace(Frozen):
    """A place in a piece of advice. Places in steps that follow each other stand for one another."""

    step: int
    """The step that names it, counted from 1."""
    target: HelpTarget


class HelpFinding(Frozen):
    """One place that was asked."""

    target: HelpTarget
    answer: HelpAnswer


HelpAnswers = Mapping[HelpTarget, HelpAnswer]
NOTHING_ASKED: HelpAnswers = MappingProxyType({})
