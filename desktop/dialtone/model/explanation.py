"""Words for people, ready to display: made by `explain/`, shown by `commands/` and `ui/`."""

from msgspec import field

from dialtone.model.answer import UNTESTED_SIGN, Answer, CausePlace
from dialtone.model.frozen import Frozen
from dialtone.model.help_place import HelpTarget


class FunctionWords(Frozen):
    """One function in words: `Photos and files` · `Blocked`."""

    status: str
    label: str
    state: str
    sentence: str
    """One sentence: why it fails, or why it was not tested. May be empty for a function that works or is unknown."""
    doubtful: bool = False


class HelpOffer(Frozen):
    """A probe offered on a click: whether the places that the advice names answer here."""

    targets: tuple[HelpTarget, ...] = ()
    """Those not probed yet."""
    sees: str = ""
    """Who is contacted, and that the provider sees it: shown beforehand. Empty where nothing is left to probe."""


class LinkWords(Frozen):
    """An official address, shown in full and opened only on a click."""

    label: str
    url: str
    opened: str = ""
    may_open: bool = True
    """Whether a click opens it. A link that an update brought, to a host unknown to Dialtone, is only shown."""


class Guidance(Frozen):
    """One piece of advice, from data, with its risk first."""

    id: str
    title: str
    risk: str
    """What can go wrong, apart from the law."""
    steps: tuple[str, ...]
    does_not: str
    cost: str
    links: tuple[LinkWords, ...]
    written: str = ""
    """When it was written and from how many sources, in one line. Contains no address of a source."""
    background: tuple[str, ...] = ()
    """Which sources it rests on and which menus nobody compared, for those who ask. Contains no address of a source."""
    stale: str = ""
    """That its review is due, or that it has expired; empty if neither."""
    operator: str = ""
    ahead: bool = False
    """Whether it is good to know at any time, or a mere warning: alone it is no help against what was found."""
    action: str = ""
    """What Dialtone itself can do about it here, as in `EntryFacts.action`; empty for nothing."""
    probe_results: tuple[str, ...] = ()
    """Which of the websites and resolvers that it names answered here and which did not, if they were probed."""
    tool_probe: HelpOffer = HelpOffer()
    """An offer to probe the entry points of the tool that it names; empty without one, or where that is dangerous."""
    sightings: tuple[str, ...] = ()
    """Where the tool that it names was last seen to work or fail, by whom and when."""
    marks: tuple[str, ...] = ()
    """What a person weighs before opening it, in a few words each: cost, minutes, scope, a high risk."""
    cost_in_marks: bool = False
    """Whether the marks say everything that `cost` says."""
    risk_level: str = ""
    """How risky it is, a value of `Risk`; empty for a mere warning."""
    stays_here: bool = False
    """Whether no copy may contain it, whatever the person asks for: it names a tool that it is punished to pass on."""
    law: tuple[str, ...] = ()
    """The law that applies, to be read before the first step: a summary, then each note."""
    asks_places: bool = False
    """Whether it names websites or resolvers, which can be probed."""
    settings_page: str = ""
    """The page of the system settings where it begins, a value of `SystemPage`; empty for none."""
    shown_by_check: bool = False
    """Whether a new check shows if its steps helped: a check sees no browser, no phone, and no proxy of an app."""


class WayWords(Frozen):
    """One way to a conversation, or advice that is no way: cost, readers and the law come before its steps."""

    kind: str
    """A value of `WayKind`."""
    title: str
    marks: tuple[str, ...] = ()
    """What it costs, in a few words each: another person, money, minutes, how risky it is."""
    who_reads: str = ""
    """Who can read or hear it, in a sentence; empty where the way does not change that."""
    law: str = ""
    """The law that applies, with its date; empty where none does."""
    known_there: str = ""
    """What is known about it in the other person's country, with its date; empty where no country was given."""
    other_line: str = ""
    """A sentence that it did not answer on this line and may on another, or worked there lately; else empty."""
    guidance: Guidance | None = None
    """Its steps; None for messengers that work here."""


class ReachWords(Frozen):
    """Ways to one person, where those were requested. Displayed, never written to disk."""

    title: str
    said: tuple[str, ...]
    """What is known to be closed where they are, with its date, and whether calls get through."""
    ways: tuple[WayWords, ...]


class Explanation(Frozen):
    """A messenger's verdict in words."""

    messenger: str
    name: str
    status: str
    state: str
    """The short state for a list row: `Blocked here`, `Works, calls do not`."""
    headline: str
    """The answer in one sentence: its first clause."""
    summary: str
    """Who is affected and how certain it is: one or two sentences."""
    observed: tuple[str, ...]
    """What was observed, a sentence for each kind of evidence."""
    means: tuple[str, ...]
    can_do: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    """What was left untested, and what cannot be known from here."""
    functions: tuple[FunctionWords, ...]
    details: tuple[str, ...]
    """For technical readers: one line per observation, in order."""
    answer: Answer

    # Beside the answer

    other_clauses: str = ""
    """The other clauses of the answer, a sentence each."""
    where: str = ""
    """Where on the path the trouble is, in a sentence; empty where it is not in one place."""
    through_vpn: tuple[str, ...] = ()
    """What this verdict leaves out because a VPN is on: calls, names, IPv6; one sentence each."""
    old_app: str = ""
    danger: str = ""
    """What people in the country are punished for in this messenger; empty where no such report is known."""
    differs: str = ""
    """How the measurement and public knowledge disagree, in a sentence; else empty."""
    reported: str = ""
    """What is reported for a future day, unconfirmed; empty where nothing is."""
    when_checked: str = ""
    """For a saved check: when and where it was made, shown before the answer."""
    saved: bool = False
    """Whether it is about a saved check. The advice applies only where the trouble persists."""

    # What can be done

    ways: tuple[WayWords, ...] = ()
    """What to prepare for a reported block, then the ways, best first, then the advice that is no way."""
    will_not_help: tuple[str, ...] = ()
    """What costs an evening or an account and does not help; empty where the network blocks nothing."""
    help: HelpOffer = field(default_factory=HelpOffer)
    ask_country: str = ""
    """A question for a person who chose no country, where a country is known to matter; else empty."""
    law_in_short: str = ""

    # Who can read along

    readers: str = ""
    """Who can read along, a value of `Readers`; empty if no source was read."""
    who_reads: str = ""

    @property
    def guidance(self) -> tuple[Guidance, ...]:
        """All its advice, in the order of `ways`."""
        return tuple(way.guidance for way in self.ways if way.guidance is not None)

    @property
    def doubtful(self) -> bool:
        """Whether its row is in doubt. The shape is hollow then."""
        return self.answer.first.doubtful

    @property
    def parts_differ(self) -> bool:
        """Whether its functions differ in state. If they do not, the headline covers them."""
        return len({function.status for function in self.functions} - {UNTESTED_SIGN}) > 1


class NetworkWords(Frozen):
    """The network in words. `banner` is empty where there is nothing to report."""

    headline: str
    banner: str
    can_do: tuple[str, ...]
    flags: tuple[str, ...]
    sees_outside: str = ""
    """Where a VPN is on: what the provider sees of a check past it, shown before such a check."""
    known_until: str = ""
    """A sentence that nothing newer than some month is known about the person's country; empty where something is."""
    cannot_tell: tuple[str, ...] = ()
    """Other possible explanations of the same observations."""


class OutsideRow(Frozen):
    """One messenger on both sides of a VPN, in words."""

    messenger: str
    name: str
    line: str
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

    name: str
    outcome: str
    headline: str
    means: str
    through: str
    """Through which address, and how long it took; empty where nothing came through."""


class ProxyTestWords(Frozen):
    """A test of a proxy in words."""

    sees: tuple[str, ...]
    """What the proxy's owner could see: shown before the test."""
    results: tuple[ProxyResultWords, ...]
    of_each: tuple[ProxyResultWords, ...]
    """One for each messenger, in the order of the test's results: for programs."""
    can_do: tuple[str, ...]
    limits: tuple[str, ...]
    """What a success does not prove; empty where nothing came through."""
    offers_older_hello: bool = False
    """A disguised proxy may answer the hello of older apps: the person may try that, for one more connection."""


class KnownRow(Frozen):
    """One thing that is known, in words."""

    when: str
    said: tuple[str, ...]
    sources: str
    """Publishers and dates. No addresses: a copied page may be kept on a disk that is searched."""


class KnownMessenger(Frozen):
    """What is known about one messenger, the newest first."""

    name: str
    rows: tuple[KnownRow, ...]


class PhoneAdvice(Frozen):
    """Advice to read out to someone in another country on the phone, since they may not be able to install anything."""

    title: str
    said: tuple[str, ...]
    """At most five points. None names a tool."""
    note: str
    """For the person who tells it: that it may also be sent in writing, or why it should only be said."""
    may_be_passed_on: bool
    """Whether it may be sent in writing; False where a written copy could harm the person there."""


class CountryWords(Frozen):
    """Everything known about one country, in words."""

    title: str
    lead: str
    """How old it is, and that none of it was measured here."""
    messengers: tuple[KnownMessenger, ...]
    reported: tuple[str, ...] = ()
    """What is reported for future days, unconfirmed: by whom and when; removed once the day has passed."""


# The picture to share. It has no field for what must not leave the computer: address, provider, network, hour.


class CardRow(Frozen):
    """One messenger on the card, or the number of messengers without a row of their own."""

    name: str
    letter: str
    hue: str
    shape: str
    """The word for its sign, colour and line (`shape_of` in `explain/who_reads.py`)."""
    state: str
    """Whether it works, in a few words, with a caution where a government can read along."""
    doubtful: bool = False
    place: CausePlace = CausePlace.UNKNOWN
    """Where its line is interrupted."""


class Card(Frozen):
    """A result in words, for people who did not see the check."""

    language: str
    heading: str
    """Whose network it is, the day, and the country only where the person chose to show it."""
    answer: str
    line: str
    """What works although the answer names trouble; where all works, what could not be determined. May be empty."""
    status: str
    """The word for the worst of the answer, which sets colour and tone. Green only if nothing is in doubt."""
    doubtful: bool
    rows: tuple[CardRow, ...]
    """The worst first."""
    rest: tuple[CardRow, ...]
    """The rows that replace the last 1, 2, … rows where those do not fit, in that order."""
    me: str
    network: str
    """Where the lines start, and what they pass through."""
    scan: str
    """What the QR code on the picture is for, where there is one."""
    footer: str = ""
    """Who ran the check; empty where sharing that is risky, as is the address then."""
    invite: str = ""
    address: str = ""
    """Where the reader gets Dialtone, as the publisher of this copy states it, and what to do there."""
