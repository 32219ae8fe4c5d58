"""Which ways to reach a person come first, and the one next step: the same rule on every surface. Pure.

The order is `resources/ways.toml`. A messenger is a way only if this check saw it work, and never if it may be
intercepted on the path; what a person has to obtain first, such as a VPN, never comes first.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum

from dialtone.explain.answers import USABLE_STATES, clauses_of, may_be_offered
from dialtone.explain.guidance_choice import ANOTHER_NETWORK
from dialtone.explain.guidance_words import find_unreachable
from dialtone.explain.joining import group_by
from dialtone.explain.other_end import UNKNOWN_END, OtherEnd
from dialtone.explain.who_reads import readers_of
from dialtone.model.answer import BAD, MAY_FAIL, STOPPED_STATES, Answer, CausePlace, NextStep, State, StepKind
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.readers import NO_STATE, Readers
from dialtone.model.situation import CLOSED_KINDS, Person
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import Confidence, EvidenceKind, Function, FunctionStatus, NetworkFlag
from dialtone.model.way import ANYBODY, NO_WAYS, PLAIN_ORDER, Needs, Reach, Way, WayKind, WayOrder

_SAFEST_FIRST = tuple(Readers)
_UNKNOWN_MINUTES = 1_000  # minutes that advice of unknown length counts as taking
_SIGN_IN_REASONS = frozenset({"captive_portal", "portal_some_open", "network.captive_portal"})
"""Reasons of a clause (`Clause.reason`) for which the network has to be signed in to."""
_TO_BE_OBTAINED = frozenset({Needs.PROGRAM, Needs.PERSON, Needs.VPN})
"""What most people do not have: a way that needs one of these is offered only after another way."""
_UP_TO_PERSON = frozenset({CausePlace.COMPUTER, CausePlace.HOME})
"""Places where waiting changes nothing: only the person can."""
_MAY_CARRY_CALLS = frozenset({FunctionStatus.WORKS, FunctionStatus.NOT_TESTED, None})
"""The statuses of calls that were not tested, or may work; None: of a messenger without a part of its own for them."""


class LastSeen(IntEnum):
    """How a tool was last seen in a country, in the order in which tools are offered."""

    WORKING = 0
    UNSEEN = 1
    FAILING = 2


_UNKNOWN_PERSON = Person(date.max)
"""On the last of all days, everything that is known counts as old."""


class WayContext(Frozen):
    """What the ranking knows besides the check: the catalogue, the person, and whom they want to reach."""

    order: WayOrder = PLAIN_ORDER
    messengers: Mapping[str, Messenger] = {}
    person: Person = _UNKNOWN_PERSON
    reach: Reach = ANYBODY
    end: OtherEnd = UNKNOWN_END
    """What is known about the other person's country."""
    worked_elsewhere: date | None = None
    """The last day on which the messenger that fails here worked on another network, or None."""


def rank_ways(
    context: WayContext,
    verdicts: Sequence[MessengerVerdict],
    entries: Collection[GuidanceEntry] = (),
) -> tuple[Way, ...]:
    """Return all ways, best first, then the advice that is no way. `entries`: the advice that fits the findings."""
    last_seen = {entry.id: find_last_seen(entry, context.person.record.country) for entry in entries}
    unreachable = find_unreachable(entries, context.person.answers)
    by_effort = sorted(
        entries,
        key=lambda entry: (last_seen[entry.id], context.order.rank(entry.kind, entry.id), _rank_effort(entry)),
    )
    advice = [
        Way(
            entry.kind,
            entry.id,
            other_line=entry.id in unreachable,
            worked=context.worked_elsewhere if entry.id == ANOTHER_NETWORK else None,
        )
        for entry in by_effort
        if not (entry.kind is WayKind.CALL and context.end.no_calls is not None)
    ]

    def rank(way: Way) -> tuple[bool, bool, int]:
        # Another network on which it worked comes right after what may repair this one.
        kind = WayKind.SET_RIGHT if way.worked else way.kind
        is_failing = way.other_line or last_seen.get(way.entry) is LastSeen.FAILING
        return way.kind in NO_WAYS, is_failing, context.order.rank(kind)[0]

    return tuple(sorted((*advice, *_make_messenger_ways(context, verdicts)), key=rank))


def choose_ways(order: WayOrder, ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return the best few ways of each kind, at most `order.most`, then the advice that is no way.

    `ways`: ranked, the best first. What has to be obtained first is offered only after another way: having such a
    program may be punished, and the first way is the one that people try.
    """
    chosen: list[Way] = []
    for way in ways:
        row = order.row(way.kind)
        is_kind_full = sum(earlier.kind is way.kind for earlier in chosen) >= row.most
        is_list_full = way.kind not in NO_WAYS and len(chosen) >= order.most
        is_out_of_reach = row.needs in _TO_BE_OBTAINED and not chosen
        if not (is_kind_full or is_list_full or is_out_of_reach):
            chosen.append(way)
    return tuple(chosen)


def find_last_seen(entry: GuidanceEntry, country: str) -> LastSeen:
    """Return how the tool of an entry was last seen in a country; an entry without a tool counts as unseen."""
    sightings = entry.tool.seen if entry.tool is not None else ()
    newest = next((sighting for sighting in sightings if sighting.country == country), None)
    if newest is None:
        return LastSeen.UNSEEN
    return LastSeen.WORKING if newest.worked else LastSeen.FAILING


def _rank_effort(entry: GuidanceEntry) -> tuple[bool, int, str]:
    """Return the sort key of an entry, smallest for the least effort: free ones first, then by minutes."""
    if entry.marks is None:
        return True, _UNKNOWN_MINUTES, entry.id
    return not entry.marks.free, entry.marks.minutes or _UNKNOWN_MINUTES, entry.id


def _make_messenger_ways(context: WayContext, verdicts: Sequence[MessengerVerdict]) -> list[Way]:
    """Return the messengers that work here, one way for each kind; likely ones only if none surely works."""
    certainty, working = _find_working(context, verdicts)
    is_sure = certainty is Confidence.SURE
    best_first = sorted(working, key=lambda verdict: _rank_messenger(context, verdict))
    by_kind = group_by(best_first, lambda verdict: _choose_kind(context, verdict, certainty))
    return [
        Way(
            kind,
            messengers=tuple(verdict.messenger for verdict in group),
            likely=not is_sure,
            openable=tuple(v.messenger for v in group if is_sure and _may_be_opened(context, v)),
        )
        for kind, group in by_kind.items()
    ]


def _find_working(
    context: WayContext, verdicts: Sequence[MessengerVerdict]
) -> tuple[Confidence, list[MessengerVerdict]]:
    """Return the messengers that surely work for what is wanted, if there are any, else those that likely do.

    Those known to be closed at the other end are left out, those that people are punished for unless the person named
    them, and likely ones that hardly anybody in the country has: they are only worth a try. The certainty is returned
    with them.
    """
    open_there = [
        verdict
        for verdict in verdicts
        if not context.end.is_closed(verdict.messenger) and not _is_punished_and_new(context, verdict)
    ]
    by_certainty = group_by(open_there, _certainty_of_calls if context.reach.call else certainty_of_messages)
    if surely_working := by_certainty.get(Confidence.SURE):
        return Confidence.SURE, surely_working
    likely_working = by_certainty.get(Confidence.LIKELY, ())
    return Confidence.LIKELY, [verdict for verdict in likely_working if not _is_hardly_used_here(context, verdict)]


def _is_punished_and_new(context: WayContext, verdict: MessengerVerdict) -> bool:
    """Return whether people in the person's country are punished for a messenger that this person did not name."""
    is_punished = context.person.record.find_punished(verdict.messenger) is not None
    return is_punished and verdict.messenger not in context.reach.uses


def find_worth_trying(
    context: WayContext, verdicts: Iterable[MessengerVerdict], network: NetworkVerdict
) -> list[MessengerVerdict]:
    """Return the messengers that may carry what is wanted, best first, for when none is seen to do so.

    Their messages work, if only perhaps or slowly; for a call, theirs work or were not tested, and not all are stopped.
    None that a state can read, that is punished, or that is closed at the other end is named.
    """
    if context.reach.call and _stops_all_calls(network):
        return []

    def may_carry(verdict: MessengerVerdict) -> bool:
        messages_pass = any(clause.state in USABLE_STATES and clause.has_messages for clause in clauses_of(verdict))
        calls_are_ruled_out = context.reach.call and verdict.status_of(Function.CALLS) not in _MAY_CARRY_CALLS
        is_closed = context.end.is_closed(verdict.messenger)
        return messages_pass and not (fails_here(verdict) or calls_are_ruled_out or is_closed)

    closed_here = {row.messenger for row in context.person.record.rows if row.goes_on and row.what in CLOSED_KINDS}

    def rank(verdict: MessengerVerdict) -> tuple[bool, bool, tuple[object, ...]]:
        is_known_closed = verdict.messenger in closed_here
        return is_known_closed, _is_hardly_used_here(context, verdict), _rank_messenger(context, verdict)

    suggested = [verdict for verdict in verdicts if may_carry(verdict) and _is_safe_to_suggest(context, verdict)]
    return sorted(suggested, key=rank)


def _choose_kind(context: WayContext, verdict: MessengerVerdict, certainty: Confidence) -> WayKind:
    """Return the kind of way of a working messenger: by what is known of the other end, else by who can read it."""
    if verdict.messenger in context.reach.works_there and certainty is Confidence.SURE:
        return WayKind.BOTH_ENDS
    if verdict.messenger in context.end.open_there:
        return WayKind.KNOWN_THERE
    if context.reach.country and verdict.messenger not in context.end.listed.union(context.reach.uses):
        return WayKind.NO_WORD
    return WayKind.READABLE if _readers_of(context, verdict) is Readers.STATE else WayKind.WORKS_HERE


def _rank_messenger(context: WayContext, verdict: MessengerVerdict) -> tuple[bool, bool, int, bool, bool, int, str]:
    """Return the sort key of a messenger, smallest for the best.

    In this order: used by the person, not punished, read by the fewest, used here, calls work, widely used, name.
    """
    messenger = context.messengers.get(verdict.messenger)
    readers = _readers_of(context, verdict)
    is_new_here = _is_hardly_used_here(context, verdict)
    if is_new_here and readers is Readers.IF_SWITCHED_ON:
        readers = Readers.COMPANY  # two people to whom the app is new have to find the switch
    return (
        bool(context.reach.uses) and verdict.messenger not in context.reach.uses,
        context.person.record.find_punished(verdict.messenger) is not None,
        _SAFEST_FIRST.index(readers),
        is_new_here,
        not calls_work(verdict),
        -(messenger.monthly_millions if messenger else 0),
        verdict.name,
    )


def _readers_of(context: WayContext, verdict: MessengerVerdict) -> Readers:
    return Readers(readers_of(context.messengers.get(verdict.messenger)) or Readers.UNKNOWN)


def _is_hardly_used_here(context: WayContext, verdict: MessengerVerdict) -> bool:
    """Return whether a messenger is used in other countries, but hardly in the person's own, nor on this computer.

    Never true if the person uses it, or named a country to reach: then what helps is what the other person has.
    """
    messenger = context.messengers.get(verdict.messenger)
    country = context.person.record.country
    if messenger is None or not country or context.reach.country or verdict.messenger in context.reach.uses:
        return False
    used_in = (*messenger.home, *messenger.used_in)
    return bool(used_in) and country not in used_in and not verdict.installed


def _may_be_opened(context: WayContext, verdict: MessengerVerdict) -> bool:
    """Return whether a button may open it: it is installed, no state can read it, and having it is not dangerous."""
    return verdict.installed and _is_safe_to_suggest(context, verdict) and not context.person.record.wants_quiet


def _is_safe_to_suggest(context: WayContext, verdict: MessengerVerdict) -> bool:
    """Return whether no state can read a messenger, and nobody is punished for it in the person's country."""
    is_punished = context.person.record.find_punished(verdict.messenger) is not None
    return _readers_of(context, verdict) in NO_STATE and not is_punished


def fails_here(verdict: MessengerVerdict) -> bool:
    """Return whether a person cannot reach anybody with this messenger here, or not safely."""
    unusable_states = STOPPED_STATES | {State.NOT_SAFE}
    return any(clause.has_messages and clause.state in unusable_states for clause in clauses_of(verdict))


def may_fail_here(verdict: MessengerVerdict) -> bool:
    """Return whether all or a part of a messenger, such as its calls, fails or may fail here."""
    return clauses_of(verdict)[0].state in MAY_FAIL


def _stops_all_calls(network: NetworkVerdict) -> bool:
    """Return whether a network stops the first step of any call, so that no messenger can be expected to carry one."""
    spares_some = shows(network, EvidenceKind.STUN_FILTERED_FOR_MOST)
    filters_all = NetworkFlag.CALLS_FILTERED in network.flags and not spares_some
    return filters_all or NetworkFlag.UDP_BLOCKED in network.flags


def certainty_of_messages(verdict: MessengerVerdict) -> Confidence | None:
    """Return how sure it is that messages work here; None if they do not, may not, or may be intercepted."""
    clauses = clauses_of(verdict)
    if any(clause.state is State.NOT_SAFE for clause in clauses):
        return None
    return next((clause.certainty for clause in clauses if may_be_offered(clause)), None)


def _certainty_of_calls(verdict: MessengerVerdict) -> Confidence | None:
    """Return how sure it is that calls work here together with messages; None if they do not, or only perhaps."""
    calls = verdict.function(Function.CALLS)
    if calls is None or calls.status is not FunctionStatus.WORKS or certainty_of_messages(verdict) is None:
        return None
    return calls.confidence if calls.confidence is not Confidence.UNSURE else None


def calls_work(verdict: MessengerVerdict) -> bool:
    """Return whether messages and calls surely work here."""
    return _certainty_of_calls(verdict) is Confidence.SURE


def next_step(answer: Answer, ways: Iterable[Way] = ()) -> NextStep:
    """Return the next step, by default to check again. `ways`: the best first; it opens the first messenger it may."""
    clause = answer.first
    is_intercepted = clause.state is State.NOT_SAFE
    if clause.reason in _SIGN_IN_REASONS:
        return NextStep(StepKind.SIGN_IN)
    if clause.state is State.DOWN:  # only its operator can repair it: the person waits
        return NextStep(StepKind.TELL_ME)
    is_everything_intercepted = is_intercepted and not clause.about  # then no messenger is safe to open
    if clause.state not in BAD or is_everything_intercepted:
        return NextStep()
    openable = (messenger for way in ways for messenger in way.openable if messenger not in clause.about)
    if (best := next(openable, None)) is not None:
        return NextStep(StepKind.OPEN, best)
    # Waiting helps neither against a cause at home nor against interception.
    is_up_to_person = answer.why is not None and answer.why.place in _UP_TO_PERSON
    is_waiting_futile = is_up_to_person or is_intercepted or answer.still_works
    return NextStep() if is_waiting_futile else NextStep(StepKind.TELL_ME)


def reach_of(answer: Answer) -> Reach:
    """Return what is wanted where only calls are in trouble: a call; else anything."""
    parts_in_trouble = {clause.parts for clause in answer.clauses if clause.state in BAD}
    return Reach(call=True) if parts_in_trouble == {(Function.CALLS,)} else ANYBODY
