"""The answer of a check, worked out once and rendered by every surface, so that no two surfaces can disagree."""

from enum import StrEnum

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Confidence, Function


class State(StrEnum):
    """The state of a messenger, of some of its parts, or of the network; the worst first.

    Colour, sign, sorting and grouping use this order and no other.
    """

    NOT_SAFE = "not_safe"
    """Another host answers in its place, or a third party can read along."""
    BLOCKED = "blocked"
    """The network stops it, at least probably."""
    DOWN = "down"
    FAILS = "fails"
    """It does not work, for another or an unknown reason."""
    SLOW = "slow"
    UNEVEN = "uneven"
    """Some attempts pass and some do not."""
    UNKNOWN = "unknown"
    WORKS = "works"
    UNTESTED = "untested"


WORST_STATES = tuple(State)
BAD = frozenset({State.NOT_SAFE, State.BLOCKED, State.DOWN, State.FAILS, State.SLOW, State.UNEVEN})
"""The states that a person must be told about."""
MAY_FAIL = BAD | {State.UNKNOWN}
"""The states in which another messenger is worth a try: it fails, or may fail."""
STOPPED_STATES = frozenset({State.BLOCKED, State.DOWN, State.FAILS})
CLAIM_NOTHING = frozenset({State.UNKNOWN, State.UNTESTED})
UNTESTED_SIGN = "not_tested"
_SIGNS = {State.NOT_SAFE: "blocked", State.FAILS: "blocked", State.UNEVEN: "partly", State.UNTESTED: UNTESTED_SIGN}


class Clause(Frozen):
    """One statement of an answer, as certain as the least certain of the parts it is about."""

    state: State
    certainty: Confidence = Confidence.SURE
    about: tuple[str, ...] = ()
    """The ids of the messengers; empty for the network."""
    parts: tuple[Function, ...] = ()
    """The parts it is about; empty for all of the messenger."""
    reason: str = ""
    """The reason given with the state, as a key of the grammar: `throttled`, `network.offline`; empty for none."""
    program: str = ""
    """The known program that inspects secure connections, by its usual name."""

    @property
    def doubtful(self) -> bool:
        """Whether the statement is in doubt: its shape is then hollow."""
        return self.state not in CLAIM_NOTHING and self.certainty is not Confidence.SURE

    @property
    def has_messages(self) -> bool:
        """Whether it is about the messages, or about all of a messenger."""
        return not self.parts or Function.MESSAGES in self.parts

    @property
    def status_word(self) -> str:
        """The word for shape and colour; trouble with only a part is `partly`, whatever the trouble.

        What works gets no tick as long as that is unsure.
        """
        if not self.has_messages and self.state in BAD - {State.NOT_SAFE}:
            return "partly"
        if self.state is State.WORKS and self.certainty is Confidence.UNSURE:
            return "unknown"
        return _SIGNS.get(self.state, self.state.value)


class CausePlace(StrEnum):
    """Where the cause lies, as far as a check can tell."""

    COMPUTER = "computer"
    HOME = "home"
    NETWORK = "network"
    """The network here, or the provider behind it."""
    HOSTING = "hosting"
    SERVICE = "service"
    UNKNOWN = "unknown"


class Why(Frozen):
    """The cause of the trouble in the first clause."""

    place: CausePlace
    certainty: Confidence
    not_this_computer: bool = False
    """Neutral sites answered in the same minute, nothing on this computer redirects traffic, and no explanation that
    remains lies on this computer or at home."""
    not_the_service: bool = False
    """This computer is cleared, and no cause and no explanation that remains lies at the service."""

    @property
    def doubtful(self) -> bool:
        """Whether the cause is in doubt. That something comes and goes was observed, but its cause was not."""
        return self.certainty is not Confidence.SURE


class StepKind(StrEnum):
    """What the one filled button does."""

    CHECK_AGAIN = "check_again"
    SIGN_IN = "sign_in"
    OPEN = "open"
    """Open a messenger that surely works here."""
    TELL_ME = "tell_me"
    HELP = "help"
    """Open the page of what fails, with what helps. Only the page of the whole answer offers it."""


class NextStep(Frozen):
    """The next step to offer."""

    kind: StepKind = StepKind.CHECK_AGAIN
    messenger: str = ""


class Answer(Frozen):
    """What a check found about one messenger, the network, or everything that was tested."""

    clauses: tuple[Clause, ...]
    """The worst first; never empty. A surface shows as many as it likes, from the front; it chooses nothing else."""
    why: Why | None = None
    """None where the first clause reports no trouble, or where the cause is unknown."""
    next_step: NextStep = NextStep()
    still_works: tuple[Clause, ...] = ()
    """What works despite the trouble, best first; never what only may work."""
    through_vpn: bool = False
    """A VPN carried the check: the answer holds for the VPN, not for the network here."""

    @property
    def first(self) -> Clause:
        """The clause that every surface shows."""
        return self.clauses[0]

    @property
    def is_about_network(self) -> bool:
        """Whether it is about the network, on which no messenger can work."""
        return not self.first.about and self.first.state is not State.UNTESTED


def severity(clause: Clause) -> tuple[int, bool, bool, int]:
    """Return the sort key of a clause, the smallest for the worst.

    Sorted by state; within a state the network, then messages, then other parts; certain before doubtful. Other parts
    whose state is unknown rank no worse than working messages.
    """
    minor = clause.state is State.UNKNOWN and not clause.has_messages
    state = WORST_STATES.index(State.UNTESTED if minor else clause.state)
    return state, bool(clause.about), not clause.has_messages, clause.certainty.doubt
