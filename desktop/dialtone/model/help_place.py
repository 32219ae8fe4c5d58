"""The places to which advice sends a person, and whether they answered from this network."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from dialtone.model.frozen import Frozen

SECURE_WEB = 443


class HelpAnswer(StrEnum):
    """The result of probing a place."""

    ANSWERS = "answers"
    NO_ANSWER = "no_answer"
    """Nothing came back, although the network carries other traffic."""
    UNTOLD = "untold"
    """Undetermined: the network or this computer may be the reason, or the server returned an error."""


class Probing(Enum):
    """Whether the places named in the advice of a check were probed."""

    OFFERED = "offered"
    """They were not, and the person may ask for it."""
    DONE = "done"
    NEVER = "never"
    """They cannot be, and nothing else may be tested either: of a saved check, and in the quiet profile."""


class HelpTarget(Frozen):
    """A website, a resolver over HTTPS, or a mailbox, which is never contacted."""

    url: str
    """`https://…` or `mailto:…`."""
    addresses: tuple[str, ...] = ()
    """IP addresses that the advice itself names: no name is looked up then."""
    resolver: bool = False
    """It is queried for the address of a neutral name."""
    front: str = ""
    """The name that the network sees when a tool requests `url` behind it: its own entry point. Empty for all else."""
    tool: str = ""

    @property
    def can_be_probed(self) -> bool:
        """Whether it is a server; a mailbox is not."""
        return not self.url.startswith("mailto:")

    @property
    def host(self) -> str:
        """The server that is looked up and named as SNI: the front, if there is one."""
        return self.front or self.requested_host

    @property
    def requested_host(self) -> str:
        """The server that the encrypted request names: the same one, or the one behind the front."""
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        """The path of the request."""
        return urlsplit(self.url).path or "/"

    @property
    def name(self) -> str:
        """What people call it: the address in the advice, else the host without `www.`."""
        return self.addresses[0] if self.addresses else self.host.removeprefix("www.")


class HelpPlace(Frozen):
    """A place in a piece of advice. Places in consecutive steps are alternatives."""

    step: int
    """The step that names it, counted from 1."""
    target: HelpTarget


class HelpFinding(Frozen):
    """The result for one place that was probed."""

    target: HelpTarget
    answer: HelpAnswer


HelpAnswers = Mapping[HelpTarget, HelpAnswer]
NOTHING_ASKED: HelpAnswers = MappingProxyType({})
