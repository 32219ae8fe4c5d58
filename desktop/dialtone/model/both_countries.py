"""What is publicly known of reaching one country from another: which messengers work at both ends, and calls."""

from datetime import date

from dialtone.model.frozen import Frozen
from dialtone.model.situation import SituationSource


class Pair(Frozen):
    """Two countries with many families apart."""

    ends: tuple[str, str]
    messages: tuple[str, ...] = ()
    """The ids of the messengers that carry messages at both ends, best first."""
    calls: tuple[str, ...] = ()
    """Those that carry calls."""
    phone: bool = True
    """No where ordinary calls are known to fail."""
    as_of: date | None = None
    """The day of the newest dated word; None where it is general knowledge."""


class Accounts(Frozen):
    """Who may register with a messenger at all."""

    messenger: str
    countries: tuple[str, ...]
    """Whose phone numbers it takes."""
    as_of: date
    said: str
    sources: tuple[SituationSource, ...]


class NoCalls(Frozen):
    """That ordinary calls between two countries are known to fail."""

    ends: tuple[str, str]
    as_of: date
    said: str
    sources: tuple[SituationSource, ...]


class BothCountries(Frozen):
    """All that is known of reaching one country from another."""

    pairs: tuple[Pair, ...] = ()
    accounts: tuple[Accounts, ...] = ()
    no_calls: tuple[NoCalls, ...] = ()

    def pair(self, here: str, there: str) -> Pair | None:
        """Return what is known of two countries, in whichever order; None where nothing is."""
        return next((pair for pair in self.pairs if set(pair.ends) == {here, there}), None)


NOTHING_KNOWN = BothCountries()
