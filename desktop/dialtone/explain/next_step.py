"""The one next step: what the filled button does. Never a VPN, a proxy, another DNS or a phone call. Pure."""

from collections.abc import Mapping, Sequence

from dialtone.explain.answers import clauses_of, is_offered
from dialtone.explain.who_reads import readers_of
from dialtone.model.answer import BAD, Answer, Place, State, Step, StepKind
from dialtone.model.catalogue import Messenger
from dialtone.model.readers import Readers
from dialtone.model.situation import CountryRecord, Known
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence

_SAFEST_FIRST = (Readers.NOBODY, Readers.IF_SWITCHED_ON, Readers.SERVER_OWNER, Readers.COMPANY)
"""Where it is unclear who can read, a state may."""
_SIGN_IN = frozenset({"captive_portal", "portal_some_open", "network.captive_portal"})
_STAYS = frozenset({Place.COMPUTER, Place.HOME})
"""Where waiting changes nothing."""


def next_step(answer: Answer, openable: Sequence[str] = ()) -> Step:
    """Return the next step. `openable`: the messengers that may be opened, the best first (`may_be_opened`)."""
    first, place = answer.first, answer.why.place if answer.why is not None else Place.UNKNOWN
    if first.reason in _SIGN_IN:
        return Step(StepKind.SIGN_IN)
    if first.state is State.DOWN:
        return Step(StepKind.TELL_ME)
    if first.state not in BAD or (first.state is State.NOT_SAFE and not first.about):
        return Step()
    other = next((one for one in openable if one not in first.about), "")
    if other:
        return Step(StepKind.OPEN, other)
    return Step() if answer.still_works or place in _STAYS else Step(StepKind.TELL_ME)


def may_be_opened(
    verdicts: Sequence[MessengerVerdict], messengers: Mapping[str, Messenger], record: CountryRecord | None
) -> tuple[str, ...]:
    """Return who may be opened in place of what fails, those first that nobody else can read.

    Only what is installed and surely carries messages, safely, and what no state can read; nothing where devices are
    searched or use is punished in the named country.
    """
    if record is not None and record.wants_quiet:
        return ()

    punished = {row.messenger for row in record.rows if row.what is Known.PUNISHED} if record is not None else set()
    works = [messengers.get(one.messenger) for one in verdicts if one.installed and _surely_works(one)]
    ranks = {readers: rank for rank, readers in enumerate(_SAFEST_FIRST)}
    safe = [one for one in works if one is not None and readers_of(one) in ranks and one.id not in punished]
    return tuple(one.id for one in sorted(safe, key=lambda one: (ranks[Readers(readers_of(one))], -one.reach)))


def _surely_works(verdict: MessengerVerdict) -> bool:
    clauses = clauses_of(verdict)
    sure = any(is_offered(one) and one.certainty is Confidence.SURE for one in clauses)
    return sure and clauses[0].state is not State.NOT_SAFE
