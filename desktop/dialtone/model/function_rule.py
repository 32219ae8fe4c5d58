"""The endpoints that carry a function of a messenger, their source, and when the function counts as working."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Function, Platform

UNPUBLISHED: Literal["none published"] = "none published"
"""The `source` of a function where nobody has published which servers the app uses for it."""


class FunctionRule(Frozen):
    """The endpoints that carry a function. It works if at least one endpoint in every group works."""

    function: Function
    needs: tuple[Annotated[tuple[str, ...], Meta(min_length=1)], ...]
    """Groups of endpoint ids. Empty: not tested, and `why_not` gives the reason (a wording key)."""
    speed: tuple[str, ...] = ()
    """Endpoints of which only slowness or freezing counts for this function."""
    depends_on: Function | None = None
    """A function without which this one cannot start (calls are set up through messages)."""
    platforms: tuple[Platform, ...] = ()
    """Empty for all."""
    why_not: str = ""
    relays: tuple[str, ...] = ()
    """For calls that cannot be tested: relays of the messenger whose silence counts, but whose answer does not."""
    begins_with_stun: bool = False
    """Calls that start with STUN, whatever else they may try: a STUN filter stops or hampers them."""
    each_serves_some: bool = False
    """Each server of a group serves some accounts or files alone: that one answers says nothing of the others'."""
    source: str = ""
    """Where it is documented that the app uses these servers: `owner/repository@commit path`, or `UNPUBLISHED`."""
    dated: date | None = None
    second: str = ""
    """An independent second source: another client, an operator's firewall guide, a published capture."""
    second_dated: date | None = None
    doubt: str = ""
    """Why this list may be incomplete: where two sources differ, or what only a signed-in app is told."""

    @property
    def unpublished(self) -> bool:
        """Whether nobody has published which servers carry this."""
        return self.source == UNPUBLISHED
