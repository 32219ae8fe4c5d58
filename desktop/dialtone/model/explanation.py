"""Words for people, ready to show: made by `explain/`, shown by `commands/` and `ui/`."""

from msgspec import field

from dialtone.model.answer import UNTESTED_SIGN, Answer
from dialtone.model.frozen import Frozen
from dialtone.model.help_place import HelpTarget


class FunctionWords(Frozen):
    """One function in words: `Photos and files` · `Blocked`."""

    function: str
    """The vocabulary's word, for icons and tests."""
    status: str
    """The vocabulary's word, for shape and colour."""
    label: str
    state: str
    sentence: str
    """One sentence: why, or why it was not tested. May be empty for a function that works."""
    doubtful: bool = False
    """It is said with a doubt: its shape is then hollow."""


class HelpOffer(Frozen):
    """What can be asked on a click: whether the places that the advice names answer here."""

    targets: tuple[HelpTarget, ...] = ()
    """Those that were not asked yet."""
    sees: str = ""
    """Who is asked, and that the provider sees it: to be said before. Empty where nothing is left to ask."""


class Guidance(Frozen):
    """One thing that can help, from data, with its risk first."""

    id: str
    title: str
    risk: str
    steps: tuple[str, ...]
    does_not: str
    cost: str
    links: tuple[tuple[str, str, str], ...]
    """(what it is, address, when it was last opened): official addresses, shown in full, opened only on a click."""
    shown_only: frozenset[str] = frozenset()
    """Addresses of these that nothing opens: an update brought them, and Dialtone does not know their host."""
    note: str = ""
    """How old it is and how many sources it has, in one line. No address of a source."""
    background: tuple[str, ...] = ()
    """Whose words it rests on, and what nobody compared: for who asks. No address of a source."""
    stale: str = ""
    """That it is old, where it is; empty else."""
    operator: str = ""
    """Who runs what the entry speaks of, in a sentence."""
    ahead: bool = False
    """Good to know before anything stops."""
    closing: bool = False
    """A warning that comes last and always keeps its place."""
    action: str = ""
    """The vocabulary's word for what Dialtone itself can do here; empty for nothing."""
    answers: tuple[str, ...] = ()
    """Which of the websites and resolvers that it names answered here, and which did not, where they were asked."""
    reach: HelpOffer = HelpOffer()
    """Of a named tool: whether its own way in answers here, asked on a press; nothing where that is dangerous."""
    seen: tuple[str, ...] = ()
    """Of a named tool: where it was last seen to work or to fail, by whom and when."""
    marks: tuple[str, ...] = ()
    """What a person weighs first, in a few words each: free, how long, what it changes, how risky."""
    cost_in_marks: bool = False
    """The marks say all that `cost` says."""
    risk_level: str = ""
    """The vocabulary's word for how risky it is; empty where it is no way but a warning."""
    stays_here: bool = False
    """It names a tool, and passing that on can be punished: it is in no copy, whatever the person asks for."""
    law: tuple[str, ...] = ()
    """What is known of the law that bears on it, to be read before the first step: in short, then each note."""
    own_risk: str = ""
    """`risk` without the pointer to the law: for where the law stands right above it."""
    asks_places: bool = False
    """It names websites or resolvers that can be asked whether they answer here (`Explanation.help`)."""
    opens: str = ""
    """The vocabulary's word for the page of the system's settings on which it begins; empty for none."""


class WayWords(Frozen):
    """One way to a conversation: what it takes, who can read or hear it and the law come before its steps."""

    kind: str
    """The vocabulary's word (`model/way.py`)."""
    title: str
    marks: tuple[str, ...] = ()
    """What it takes, in a few words each: another person, money, minutes, how risky it is."""
    reads: str = ""
    """Who can read or hear it, in a sentence; empty where it changes nothing."""
    law: str = ""
    """What is known of the law that bears on it, with its day; empty where none does."""
    there: str = ""
    """What is known of it where the other one is, with its day; empty where that was not said."""
    other_line: str = ""
    """That it did not answer on this line and may on the other one, or worked there lately; empty else."""
    guidance: Guidance | None = None
    """Its steps; None for messengers that work here."""
    messenger: str = ""
    """The id of the messenger that a button may open; empty for none."""


class ReachWords(Frozen):
    """Ways to one person, for whom that was asked. Shown, and written nowhere."""

    title: str
    said: tuple[str, ...]
    """What is known to be closed where they are, with its day, and whether calls get through."""
    ways: tuple[WayWords, ...]


class Explanation(Frozen):
    """A messenger's verdict in words."""

    messenger: str
    name: str
    """The name in the reader's language."""
    status: str
    """The vocabulary's word."""
    state: str
    """The short state for a list row: `Blocked here`, `Works, calls do not`."""
    headline: str
    """The answer in one sentence: its first clause."""
    summary: str
    """Who is affected and how sure it is: one or two sentences."""
    saw: tuple[str, ...]
    means: tuple[str, ...]
    can_do: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    functions: tuple[FunctionWords, ...]
    guidance: tuple[Guidance, ...]
    details: tuple[str, ...]
    """For someone technical: one line per observation, in order."""
    answer: Answer
    """What the words say."""
    ways: tuple[WayWords, ...] = ()
    """What to do for a conversation, best first, at most three. What `guidance` has beside them is no way."""
    also: str = ""
    """The other clauses of the answer, a sentence each."""
    then: str = ""
    """Of a saved check: when and where that was, to be said before the answer."""
    through_vpn: tuple[str, ...] = ()
    """What the VPN that is on leaves out of it: calls, names, IPv6; one sentence each."""
    old_app: str = ""
    """One or two sentences where the installed app is too old; whatever the verdict."""
    differs: str = ""
    """Where what was found and what is publicly known differ, in a sentence; else empty."""
    will_not_help: tuple[str, ...] = ()
    """What costs an evening or an account and changes nothing; empty where the network blocks nothing."""
    reported: str = ""
    """What is reported for a day to come, and not confirmed; empty where nothing is."""
    readers: str = ""
    """The vocabulary's word for who can read along; empty where no source was read."""
    mark: str = ""
    """The same in a few words, for every row."""
    shape: str = ""
    """The vocabulary's word for the shape and the colour of its row (`who_reads.shape_of`)."""
    doubtful: bool = False
    """Its row is said with a doubt: its shape is then hollow."""
    who_reads: str = ""
    """The same in sentences, with who says so and the day on which that was looked up."""
    ask_country: str = ""
    """A question for a person who named no country, where one is known to matter; else empty."""
    law: tuple[str, ...] = ()
    """What is known of the law that bears on the advice, said once above it; empty where none does."""
    law_in_short: str = ""
    """The note that bears on most of the advice, with its day; empty where no law of the country is known."""
    help: HelpOffer = field(default_factory=HelpOffer)
    where: str = ""
    """Where on the way to it the trouble lies, in a sentence; empty where that is not one place."""
    saved: bool = False
    """It is told of a saved check: what can be done is for where it is still so."""

    @property
    def parts_differ(self) -> bool:
        """Whether its parts fare differently: where not, the headline has said it."""
        return len({one.status for one in self.functions} - {UNTESTED_SIGN}) > 1


class WholeAnswer(Frozen):
    """A whole check in one line."""

    sentence: str
    status: str
    """The vocabulary's word for the worst in it, for shape and colour."""
    doubtful: bool = False
    """Even the worst in it is said with a doubt."""
    about_network: bool = False
    """It tells of the network, on which no messenger can work."""


class NetworkWords(Frozen):
    """The network in words. `banner` is empty where there is nothing to say."""

    status: str
    headline: str
    banner: str
    can_do: tuple[str, ...]
    flags: tuple[str, ...]
    """One sentence per flag."""
    sees_outside: str = ""
    """Where a VPN is on: what the provider sees of a check past it, to be said before one."""
    known_until: str = ""
    """That nothing newer than some month is known of the person's country; empty where something is."""
    cannot_tell: tuple[str, ...] = ()
    """What else would explain the same."""


class OutsideRow(Frozen):
    """One messenger on both sides of a VPN, in words."""

    messenger: str
    name: str
    line: str
    """Both answers in one line."""
    sentence: str
    """What follows for messages; empty where nothing does."""


class OutsideWords(Frozen):
    """Both sides of a VPN in words."""

    title: str
    why_not: str
    """Why there is no answer past the VPN; empty where there is one."""
    rows: tuple[OutsideRow, ...] = ()


class ProxyResultWords(Frozen):
    """One messenger through a proxy, in words."""

    messenger: str
    name: str
    outcome: str
    """The vocabulary's word, for shape and colour."""
    headline: str
    """The answer in one sentence."""
    means: str
    through: str
    """By way of which address, and how long it took; empty where nothing came through."""


class ProxyTestWords(Frozen):
    """A test of a proxy in words."""

    title: str
    sees: tuple[str, ...]
    """What the proxy's owner could see: to be said before anything is tried."""
    results: tuple[ProxyResultWords, ...]
    """One for each messenger."""
    joined: tuple[ProxyResultWords, ...]
    """The same for people: what is said of several is said once."""
    can_do: tuple[str, ...]
    limits: tuple[str, ...]
    """What a success does not say; empty where nothing came through."""
    offers_older_hello: bool = False
    """A disguised proxy may answer the hello of older apps: a person may ask for that, at the price of a connection."""


class KnownRow(Frozen):
    """One thing that is known, in words."""

    when: str
    """What it was and since when: `Blocked since 11 February 2026`."""
    said: tuple[str, ...]
    """Who announced or measured what."""
    sources: str
    """Publishers and days. No addresses: a copied page may lie on a disk that is searched."""


class KnownMessenger(Frozen):
    """What is known of one messenger, the newest first."""

    name: str
    rows: tuple[KnownRow, ...]


class ForThem(Frozen):
    """What to tell a person inside a country on the phone, where they can install nothing."""

    title: str
    said: tuple[str, ...]
    """At most five pieces. None names a tool."""
    note: str
    """Whether it may be passed on in writing, and why not."""
    may_be_passed_on: bool


class CountryWords(Frozen):
    """All that is known of one country, in words."""

    title: str
    lead: str
    """How old it is, and that nothing of it was measured here."""
    messengers: tuple[KnownMessenger, ...]
    reported: tuple[str, ...] = ()
    """What is reported for days to come, and not confirmed: by whom, when; no more once the day has passed."""
