"""Which ways to reach a person come first, and the one next step: the same rule on every surface. Pure.

The order is `resources/ways.toml`. A messenger is a way only if this check saw it work, and never if it may be
intercepted on the path; a VPN never comes first. A report that something is open at the other end counts for 90 days; a
report that it is closed stays, with its month. "No report" is never "open".
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from dialtone.explain.answers import clauses_of, is_offered, was_tested
from dialtone.explain.guidance_choice import ANOTHER_NETWORK
from dialtone.explain.person import Person, find_record
from dialtone.explain.who_reads import readers_of
from dialtone.model.answer import BAD, STOPPED_STATES, Answer, CausePlace, NextStep, State, StepKind
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.readers import NO_STATE, Readers
from dialtone.model.situation import (
    CLOSED_KINDS,
    NO_COUNTRY,
    OPEN_KINDS,
    WHOLE_COUNTRY,
    Accounts,
    BothCountries,
    CountryRecord,
    NoCalls,
    SituationKind,
    is_old,
)
from dialtone.model.status_groups import BROKEN, CARRIES
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Confidence, Function, FunctionStatus
from dialtone.model.way import ANYBODY, NO_WAYS, PLAIN_ORDER, Reach, Way, WayKind, WayOrder

_SAFEST_FIRST = tuple(Readers)
_WORKED, _UNSEEN, _FAILED = range(3)
"""How a tool was last seen in a country: the values of `last_seen`, by which tools are sorted."""
_UNKNOWN_MINUTES = 1_000
"""Minutes that advice of unknown length counts as taking."""
_SIGN_IN = frozenset({"captive_portal", "portal_some_open", "network.captive_portal"})
_IN_OWN_HANDS = frozenset({CausePlace.COMPUTER, CausePlace.HOME})
"""Places where waiting changes nothing: the person has to."""
_HELD_UP_THERE = CLOSED_KINDS | {SituationKind.SLOWED, SituationKind.CALLS_BLOCKED, SituationKind.SHUTDOWN}


class OtherEnd(Frozen):
    """What is known about the other person's country, for what is wanted."""

    record: CountryRecord = NO_COUNTRY
    open_there: frozenset[str] = frozenset()
    """Recently reported to work there."""
    closed_there: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    """Once known to work at both ends, without recent reports."""
    accounts: tuple[Accounts, ...] = ()
    """Who may register."""
    no_calls: NoCalls | None = None

    def closes(self, messenger: str) -> bool:
        """Return whether it is known not to work there; nothing works where the internet is cut."""
        return not self.closed_there.isdisjoint((messenger, WHOLE_COUNTRY))


UNKNOWN_END = OtherEnd()


class WayContext(Frozen):
    """What the ranking knows besides the check: the catalogue, the person's country, and whom they want to reach."""

    order: WayOrder = PLAIN_ORDER
    messengers: Mapping[str, Messenger] = {}
    record: CountryRecord = NO_COUNTRY
    """The record of the person's own country."""
    reach: Reach = ANYBODY
    end: OtherEnd = UNKNOWN_END
    """What is known about the other person's country."""
    worked_elsewhere: date | None = None
    """The last day on which the messenger that fails here worked on another network, or None."""


def rank_ways(
    context: WayContext,
    verdicts: Sequence[MessengerVerdict],
    entries: Iterable[GuidanceEntry] = (),
    out_of_reach: Collection[str] = (),
) -> tuple[Way, ...]:
    """Return all ways, best first, then the advice that is no way.

    `entries`: the advice that fits the findings. `out_of_reach`: the ids of entries whose places did not answer here.
    """
    country = context.record.country
    advice = sorted(
        entries,
        key=lambda entry: (last_seen(entry, country), context.order.place(entry.kind, entry.id), _rank_effort(entry)),
    )
    ways = [
        Way(
            entry.kind,
            entry.id,
            other_line=entry.id in out_of_reach,
            worked=context.worked_elsewhere if entry.id == ANOTHER_NETWORK else None,
        )
        for entry in advice
    ]
    if context.end.no_calls is not None:
        ways = [way for way in ways if way.kind is not WayKind.CALL]
    ways += _make_messenger_ways(context, verdicts)

    failed = {*out_of_reach, *(entry.id for entry in advice if last_seen(entry, country) == _FAILED)}

    def rank(way: Way) -> tuple[bool, bool, int]:
        """Return the sort key of a way, the smallest for the first."""
        # it worked there: only what may repair this line comes first
        kind = WayKind.SET_RIGHT if way.worked else way.kind
        return way.kind in NO_WAYS, way.entry in failed, context.order.place(kind)[0]

    return tuple(sorted(ways, key=rank))


def choose_ways(order: WayOrder, ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return the ways to offer: the best few of each kind, at most `order.most`, then the advice that is no way."""
    chosen: list[Way] = []  # the first is never a VPN, which must not lead
    for way in ways:
        is_kind_full = sum(earlier.kind is way.kind for earlier in chosen) >= order.row(way.kind).most
        is_list_full = way.kind not in NO_WAYS and len(chosen) >= order.most
        is_leading_vpn = way.kind is WayKind.VPN and not chosen
        if not (is_kind_full or is_list_full or is_leading_vpn):
            chosen.append(way)
    return tuple(chosen)


def last_seen(entry: GuidanceEntry, country: str) -> int:
    """Return how a tool was last seen in a country, as a sort key: to work, not at all, or to fail."""
    reports = (
        [sighting.worked for sighting in entry.tool.seen if sighting.country == country]
        if entry.tool is not None
        else []
    )
    return _UNSEEN if not reports else _WORKED if reports[0] else _FAILED


def _rank_effort(entry: GuidanceEntry) -> tuple[bool, int, str]:
    """Return the sort key of an entry's effort, the least first."""
    marks = entry.marks
    return marks is None or not marks.free, marks.minutes if marks and marks.minutes else _UNKNOWN_MINUTES, entry.id


def _make_messenger_ways(context: WayContext, verdicts: Sequence[MessengerVerdict]) -> list[Way]:
    """Return the messengers that work here, by kind; probable ones are named only if none certainly works."""
    part = Function.CALLS if context.reach.call else Function.MESSAGES
    certainties = {
        verdict.messenger: _find_certainty(verdict, part)
        for verdict in verdicts
        if not context.end.closes(verdict.messenger)
    }
    best_certainty = next(
        (degree for degree in (Confidence.SURE, Confidence.LIKELY) if degree in certainties.values()), None
    )
    if best_certainty is None:
        return []
    working = (verdict for verdict in verdicts if certainties.get(verdict.messenger) is best_certainty)
    kinds: dict[WayKind, list[MessengerVerdict]] = {}
    for verdict in sorted(working, key=lambda verdict: _rank_messenger(context, verdict)):
        kinds.setdefault(_choose_kind(context, verdict, best_certainty), []).append(verdict)
    return [
        Way(
            kind,
            messengers=tuple(verdict.messenger for verdict in group),
            likely=best_certainty is Confidence.LIKELY,
            openable=tuple(
                verdict.messenger
                for verdict in group
                if best_certainty is Confidence.SURE and _may_be_opened(context, verdict)
            ),
        )
        for kind, group in kinds.items()
    ]


def _choose_kind(context: WayContext, verdict: MessengerVerdict, certainty: Confidence) -> WayKind:
    """Return how a working messenger is offered: by what is known of the other end, else by who can read it."""
    if verdict.messenger in context.reach.works_there and certainty is Confidence.SURE:
        return WayKind.BOTH_ENDS
    if verdict.messenger in context.end.open_there:
        return WayKind.KNOWN_THERE
    if context.reach.country and verdict.messenger not in context.end.listed.union(context.reach.uses):
        return WayKind.NO_WORD
    return WayKind.READABLE if _readers_of(context, verdict) is Readers.STATE else WayKind.WORKS_HERE


def _rank_messenger(context: WayContext, verdict: MessengerVerdict) -> tuple[bool, bool, int, bool, int, str]:
    """Return the sort key of a messenger that works, the smallest for the best.

    In this order: used by the other person, not punished, read by the fewest, calls work, widely used, name.
    """
    messenger = context.messengers.get(verdict.messenger)
    return (
        bool(context.reach.uses) and verdict.messenger not in context.reach.uses,
        is_using_punished(context.record, verdict.messenger),
        _SAFEST_FIRST.index(_readers_of(context, verdict)),
        not calls_work(verdict),
        -(messenger.reach if messenger else 0),
        verdict.name,
    )


def _readers_of(context: WayContext, verdict: MessengerVerdict) -> Readers:
    return Readers(readers_of(context.messengers.get(verdict.messenger)) or Readers.UNKNOWN)


def _may_be_opened(context: WayContext, verdict: MessengerVerdict) -> bool:
    """Return whether a button may open it: it is installed, no state can read it, and having it is not dangerous."""
    is_safe = _readers_of(context, verdict) in NO_STATE and not is_using_punished(context.record, verdict.messenger)
    return verdict.installed and is_safe and not context.record.wants_quiet


def is_using_punished(record: CountryRecord, messenger: str) -> bool:
    """Return whether people in a country are punished for what they read or write in a messenger."""
    return any(row.messenger == messenger and row.what is SituationKind.PUNISHED for row in record.rows)


def fails(verdict: MessengerVerdict) -> bool:
    """Return whether a person cannot reach anybody with this messenger here, or not safely."""
    of_no_use = STOPPED_STATES | {State.NOT_SAFE}
    return any(clause.has_messages and clause.state in of_no_use for clause in clauses_of(verdict))


def others_fail(verdict: MessengerVerdict, beside: Iterable[MessengerVerdict], reach: Reach) -> bool:
    """Return whether other messengers were tested, and each was found not to carry what is wanted."""
    part = Function.CALLS if reach.call else Function.MESSAGES
    others = [other for other in beside if other.messenger != verdict.messenger and was_tested(other)]
    return bool(others) and all(fails(other) or _is_broken(other.function(part)) for other in others)


def _is_broken(function: FunctionVerdict | None) -> bool:
    return function is not None and function.status in BROKEN


def certainty_of_messages(verdict: MessengerVerdict) -> Confidence | None:
    """Return how certainly messages work here; None if they do not, may not, or may be intercepted."""
    clauses = clauses_of(verdict)
    certainties = (clause.certainty for clause in clauses if is_offered(clause))
    return None if any(clause.state is State.NOT_SAFE for clause in clauses) else next(certainties, None)


def _find_certainty(verdict: MessengerVerdict, part: Function) -> Confidence | None:
    """Return how sure it is that messages work and, for another part, calls as well; None if they do not."""
    messages = certainty_of_messages(verdict)
    if part is Function.MESSAGES or messages is None:
        return messages
    calls = verdict.function(Function.CALLS)
    calls_work_here = (
        calls is not None and calls.status is FunctionStatus.WORKS and calls.confidence is not Confidence.UNSURE
    )
    return calls.confidence if calls is not None and calls_work_here else None


def calls_work(verdict: MessengerVerdict) -> bool:
    """Return whether calls certainly work here."""
    return _find_certainty(verdict, Function.CALLS) is Confidence.SURE


def has_untested_others(
    verdicts: Sequence[MessengerVerdict], network: NetworkVerdict, messengers: Mapping[str, Messenger]
) -> bool:
    """Return whether something does not work here and further testable messengers were not tested."""
    if network.status not in CARRIES or not any(map(fails, verdicts)):
        return False
    tested = {verdict.messenger for verdict in verdicts}
    return any(messenger.untested is None and messenger.id not in tested for messenger in messengers.values())


def next_step(answer: Answer, ways: Iterable[Way] = ()) -> NextStep:
    """Return the next step. `ways`: all ways, best first, of which it opens the first one allowed."""
    clause, place = answer.first, answer.why.place if answer.why is not None else CausePlace.UNKNOWN
    if clause.reason in _SIGN_IN:
        return NextStep(StepKind.SIGN_IN)
    if clause.state is State.DOWN:
        return NextStep(StepKind.TELL_ME)
    if clause.state not in BAD or (clause.state is State.NOT_SAFE and not clause.about):
        return NextStep()
    openable = next((messenger for way in ways for messenger in way.openable if messenger not in clause.about), "")
    if openable:
        return NextStep(StepKind.OPEN, openable)
    may_wait = place not in _IN_OWN_HANDS and clause.state is not State.NOT_SAFE  # what is not safe has not gone away
    return NextStep(StepKind.TELL_ME) if may_wait and not answer.still_works else NextStep()


def other_end(facts: BothCountries, person: Person, reach: Reach) -> OtherEnd:
    """Return what is known about whom the person wants to reach; nothing if no country was chosen for them."""
    if not reach.country:
        return UNKNOWN_END
    here, today = person.country, person.today
    record, pair = find_record(person.records, reach.country), facts.pair(here, reach.country)
    part = Function.CALLS if reach.call else Function.MESSAGES
    going_on = [row for row in record.rows if row.goes_on and part in row.functions]
    both_countries = {code for code in (here, reach.country) if code}
    refused = {row.messenger for row in facts.accounts if not both_countries <= {*row.countries}}
    return OtherEnd(
        record,
        frozenset(
            row.messenger for row in going_on if row.what in OPEN_KINDS and not is_old(row.confirmed_until, today)
        ),
        frozenset(row.messenger for row in going_on if row.what in _HELD_UP_THERE) | refused,
        frozenset((pair.calls if reach.call else pair.messages) if pair is not None else ()),
        tuple(row for row in facts.accounts if row.messenger not in refused),
        next((row for row in facts.no_calls if set(row.ends) == {here, reach.country}), None),
    )
