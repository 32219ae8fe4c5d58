"""What carries a function of a messenger, where that was read, and when the function counts as working."""

from datetime import date
from typing import Literal

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Function, Platform

UNPUBLISHED: Literal["none published"] = "none published"
"""The `source` of a function where nobody has published which servers the app uses for it."""


class FunctionRule(Frozen):
    """What carries a function. It counts as working where in every group at least one endpoint works."""

    function: Function
    needs: tuple[tuple[str, ...], ...]
    """Groups of endpoint ids. Empty: not tested, and `why_not` says why (a wording key)."""
    speed: tuple[str, ...] = ()
    """Endpoints whose slowness or freezing counts for this function, and nothing else of them."""
    depends_on: Function | None = None
    """A function without which this one cannot begin (calls are set up through messages)."""
    platforms: tuple[Platform, ...] = ()
    """Empty for all."""
    why_not: str = ""
    relays: tuple[str, ...] = ()
    """For calls that cannot be tested: relays of the messenger whose silence counts, and whose answer does not."""
    begins_with_stun: bool = False
    """Calls that begin with STUN, whatever else they may try: a filter of STUN stops them, or makes them hard."""
    source: str = ""
    """Where it was read that the app itself uses these servers: `owner/repository@commit path`, or `UNPUBLISHED`."""
    dated: date | None = None
    """The day of that source; None where it has none."""
    second: str = ""
    """An independent second source: another client, an operator's firewall guide, a published capture."""
    second_dated: date | None = None
    doubt: str = ""
    """Why this may not be all that carries it: in what two sources differ, or what only a signed-in app is told."""

    @property
    def unpublished(self) -> bool:
        """Whether nobody has published which servers carry this."""
        return self.source == UNPUBLISHED
