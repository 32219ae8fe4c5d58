"""From verdicts to answers: each answer's clauses, the worst first, and the order of messengers. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache

from dialtone.explain.evidence import (
    INTERMITTENT_CAUSES,
    controls_answered,
    detour_of,
    inspector_of,
    is_not_safe,
    may_be_an_outage,
    network_reason,
    place_of,
    proxy_path_key,
    shows_wrong_clock,
)
from dialtone.explain.joining import group_by
from dialtone.model.answer import BAD, STOPPED_STATES, Answer, Clause, State, Why, severity
from dialtone.model.frozen import replace
from dialtone.model.readers import Readers
from dialtone.model.status_groups import ANSWERS, IN_THE_NETWORK, UNTESTABLE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    least_sure,
)

_BLOCKING_CAUSES = IN_THE_NETWORK - {Cause.CERTIFICATE_SWAPPED}
"""A messenger whose certificate is swapped is not blocked but not safe."""
_REASON_KEYS: Mapping[tuple[State, Cause | None], str] = {
    (State.BLOCKED, Cause.THROTTLED): "throttled",
    (State.BLOCKED, Cause.FROZEN): "frozen",
    (State.FAILS, Cause.OWN_FILTER): "own_filter",
    (State.FAILS, Cause.WHITELIST_MODE): "whitelist_mode",
    (State.UNKNOWN, Cause.SERVICE_REFUSES): "service_refuses",
    (State.UNKNOWN, Cause.OFFLINE): "network.offline",
    (State.UNKNOWN, Cause.CAPTIVE_PORTAL): "network.captive_portal",
    (State.UNKNOWN, Cause.DNS_DOWN): "network.dns_down",
}
"""Reasons that are stated with the state itself; any other cause is given below, as the explanation."""
_MAIN_USES = frozenset({Function.MESSAGES, Function.MEDIA, Function.CALLS})
"""The main uses of a messenger: it is mentioned if one of these was not tested."""
_NOTHING_TO_TEST = frozenset({"same_way_as_messages", "no_web_version"})
"""Values of `why_not` of parts that have no servers of their own."""

_JUDGED_BY_MESSENGER = frozenset({NetworkStatus.ONLINE, NetworkStatus.UNSTABLE})
"""On these networks the answer is about messengers; on all others it is about the network."""
_NETWORK_STATES = {NetworkStatus.INTERCEPTED: State.NOT_SAFE, NetworkStatus.WHITELIST_MODE: State.FAILS}
"""Any other network makes the state of messengers unknown."""
USABLE_STATES = frozenset({State.WORKS, State.SLOW, State.UNEVEN})
"""States of a part through which people still reach one another."""
_ON_THIS_COMPUTER = """
all_is_forbidden antivirus clock_wrong computer_busy dialtone_alone hosts_file own_filter own_firewall proxy_dead
search_list this_computer tunnel_dead vpn_resolver
"""
LOCAL_RIVALS = frozenset(_ON_THIS_COMPUTER.split())
"""Rivals on this computer or at home: while one stands, nobody is told that the fault lies elsewhere."""
_AT_THE_SERVICE = """
certificate_expired gone_everywhere host_of_many_down name_servers_dead one_place_down one_site_down operator_down
outage_reported passing_trouble persons_server_off refused_here refuses_for_now refuses_itself server_drops_some
server_had_enough server_hangs_up server_mixed_up server_refuses_its_name server_stops service_down service_hangs
service_overloaded whole_service_down
"""
SERVICE_RIVALS = frozenset(_AT_THE_SERVICE.split())
"""Rivals at the service: while one stands, nobody is told that the service has no fault."""


def answer_of(verdict: MessengerVerdict, network: NetworkVerdict) -> Answer:
    """Return the answer about one messenger: its clauses, the cause of the worst one, and what still works."""
    clauses = clauses_of(verdict)
    return Answer(
        clauses,
        why=_find_why(verdict, network, clauses[0]),
        still_works=tuple(filter(may_be_offered, clauses)),
        through_vpn=NetworkFlag.VPN in network.flags,
    )


def answer_about_network(network: NetworkVerdict) -> Clause | None:
    """Return the clause about the network if no messenger can be judged on it, or the clock is wrong; else None."""
    clause = network_clause(network)
    if network.status not in _JUDGED_BY_MESSENGER:
        return clause
    if NetworkFlag.CLOCK_WRONG in network.flags:
        return replace(clause, certainty=Confidence.SURE, reason="clock_wrong")
    return None


def network_clause(network: NetworkVerdict) -> Clause:
    """Return the clause about the network itself, whether or not it is the answer."""
    state = _NETWORK_STATES.get(network.status, State.UNKNOWN)
    return Clause(state, network.confidence, reason=network_reason(network), program=inspector_of(network))


def _join_answers(answers: Sequence[Answer], network: Clause | None) -> Answer:
    """Return one answer for all messengers, the worst first, and for the network if it adds anything to them.

    Without any, the answer is that nothing was tested. Where all connections are intercepted, it offers nothing.
    """
    clauses = _join_messengers(answer.first for answer in answers)
    if network is not None:
        clauses = _add_network(clauses, network)
    if not clauses:
        return Answer((Clause(State.UNTESTED),))
    worst = clauses[0]
    if worst is network:
        if worst.state is State.NOT_SAFE:
            return Answer(tuple(clause for clause in clauses if clause.state is not State.WORKS))
        return Answer(tuple(clauses), still_works=tuple(_join_working(answers)))
    why = next(answer.why for answer in answers if answer.first.about[0] == worst.about[0])
    still_works = _join_working(answers) if worst.state in BAD else []
    return Answer(tuple(clauses), why, still_works=tuple(still_works))


def _add_network(clauses: list[Clause], network: Clause) -> list[Clause]:
    """Return clauses about messengers with that about the network in place of those that it explains.

    If the state of the network is unknown and it explains none of the clauses, it is not added.
    """
    unexplained = [clause for clause in clauses if not _is_explained(clause, network)]
    if network.state is State.UNKNOWN and clauses and unexplained == clauses:
        return clauses
    return sorted((network, *unexplained), key=severity)


def _join_working(answers: Sequence[Answer]) -> list[Clause]:
    """Return the messengers that work by their first clause; without any, what still works of the others."""
    working = _join_messengers(answer.first for answer in answers if may_be_offered(answer.first))
    return working or _join_messengers(clause for answer in answers for clause in answer.still_works)


def may_be_offered(clause: Clause) -> bool:
    """Return whether a person may be told to use what a clause is about: messages work there, and not only perhaps."""
    return clause.state is State.WORKS and clause.has_messages and clause.certainty is not Confidence.UNSURE


def state_of(function: FunctionVerdict) -> State:
    """Return the state of one part. "Blocked" is said only of the network, and only if that is at least likely."""
    if is_not_safe(function):
        return State.NOT_SAFE
    if function.status is FunctionStatus.BLOCKED:
        is_network = function.first_cause in _BLOCKING_CAUSES and function.confidence is not Confidence.UNSURE
        return State.BLOCKED if is_network else State.FAILS
    if function.status is FunctionStatus.SLOW:
        return State.UNEVEN if function.first_cause in INTERMITTENT_CAUSES else State.SLOW
    return State.UNTESTED if function.status is FunctionStatus.NOT_TESTED else State(function.status.value)


def clause_of(function: FunctionVerdict, verdict: MessengerVerdict) -> Clause:
    """Return the clause about one part of a messenger."""
    state = state_of(function)
    reason = _find_reason_key(function, state, verdict)
    # These states were observed, or claim nothing: they are in doubt only together with a reason.
    is_certain = state in (State.UNKNOWN, State.UNTESTED, State.UNEVEN) and not reason
    certainty = Confidence.SURE if is_certain else function.confidence
    return Clause(state, certainty, (verdict.messenger,), (function.function,), reason)


@lru_cache(maxsize=64)
def clauses_of(verdict: MessengerVerdict) -> tuple[Clause, ...]:
    """Return the clauses about a messenger, the worst first: one for each state and reason, and at least one.

    A clause without parts is about the whole messenger. It is the only one if all parts share it, or if messages fail
    and no other part is usable. If messages are not safe, the first clause is about the whole messenger too, and no
    other one says that something works.
    """
    if not was_tested(verdict):
        return (_clause_of_untested(verdict),)
    first, *others = sorted(_join_parts(verdict), key=severity)
    about_whole = replace(first, parts=())
    if not others:
        return (about_whole,)
    if not first.has_messages:
        return (first, *others)
    if first.state is State.NOT_SAFE:
        return (about_whole, *(clause for clause in others if clause.state is not State.WORKS))
    if first.state in STOPPED_STATES and not any(clause.state in USABLE_STATES for clause in others):
        return (about_whole,)
    return (first, *others)


def _clause_of_untested(verdict: MessengerVerdict) -> Clause:
    """Return the clause about a messenger that was not tested, with the reason if it is known."""
    reason = verdict.status.value
    if verdict.status is MessengerStatus.NOT_TESTED:
        working = [f.function for f in verdict.functions if f.status is FunctionStatus.WORKS]
        reason = "only_site" if working == [Function.WEB] else ""
    return Clause(State.UNTESTED, about=(verdict.messenger,), reason=reason)


def _join_parts(verdict: MessengerVerdict) -> list[Clause]:
    """Return a clause for all parts in the same state for the same reason, as certain as the least certain of them.

    Parts that work are joined only with others that work as certainly.
    """
    joined = []
    for group in group_by((clause_of(f, verdict) for f in _list_mentioned(verdict)), _key_within_messenger).values():
        named = {part for clause in group for part in clause.parts}
        parts = tuple(part for part in Function if part in named)
        joined.append(replace(group[0], parts=parts, certainty=least_sure(clause.certainty for clause in group)))
    return joined


def _list_mentioned(verdict: MessengerVerdict) -> list[FunctionVerdict]:
    """Return the verdicts on the functions that clauses mention; without any, that on the messenger as its messages."""
    mentioned = [function for function in verdict.functions if _is_mentioned(function)]
    if mentioned:
        return mentioned
    is_partly = verdict.status is MessengerStatus.PARTLY
    status = FunctionStatus.SLOW if is_partly else FunctionStatus(verdict.status.value)
    return [FunctionVerdict(Function.MESSAGES, status, verdict.causes, verdict.confidence, verdict.evidence)]


def _is_mentioned(function: FunctionVerdict) -> bool:
    """Return whether a clause mentions a function: if it was tested, or is a main use that has servers to test."""
    if function.status is not FunctionStatus.NOT_TESTED:
        return True
    return function.function in _MAIN_USES and function.why_not not in _NOTHING_TO_TEST


def _key_within_messenger(clause: Clause) -> Clause:
    """Return what joined clauses about parts of a messenger have in common: `_join_parts` states the rule."""
    certainty = clause.certainty if clause.state is State.WORKS else Confidence.SURE
    return replace(clause, parts=(), certainty=certainty)


def _key_across_messengers(clause: Clause) -> Clause:
    """Return what joined clauses about messengers have in common.

    Parts beside messages make no difference; where messages work, nor does it that only some parts do.
    """
    parts = clause.parts
    if clause.has_messages and parts:
        parts = () if clause.state is State.WORKS else (Function.MESSAGES,)
    return replace(clause, about=(), parts=parts)


def _join_messengers(clauses: Iterable[Clause]) -> list[Clause]:
    """Return one clause for each group of messengers in the same state, the worst first.

    If only some parts of one of them work, the clause is about those parts.
    """
    joined = []
    for group in group_by(sorted(clauses, key=severity), _key_across_messengers).values():
        most_limited = next((clause for clause in group if clause.parts), group[0])
        messengers = tuple(messenger for clause in group for messenger in clause.about)
        joined.append(replace(most_limited, about=messengers))
    return joined


def _is_explained(clause: Clause, network: Clause) -> bool:
    """Return whether a clause about messengers is no worse than that about the network, and may be due to it.

    It may be due to it if its reason is the network or the clock, or if messengers are unknown or not safe.
    """
    if severity(clause) < severity(network):
        return False
    if clause.state in (State.UNKNOWN, State.NOT_SAFE):
        return True
    return clause.reason.startswith("network.") or clause.reason in ("whitelist_mode", "clock_wrong")


def _find_reason_key(function: FunctionVerdict, state: State, verdict: MessengerVerdict) -> str:
    """Return the key of the reason that is stated with the state of a function; empty for none."""
    cause = function.first_cause
    if state is State.FAILS and cause is Cause.THIS_COMPUTER:
        kinds = {item.kind for item in (*function.evidence, *verdict.evidence)}
        return "clock_wrong" if shows_wrong_clock(kinds) else "this_computer"
    path_key = proxy_path_key(verdict) if state is State.UNKNOWN else ""
    return path_key or _REASON_KEYS.get((state, cause), "")


def _find_why(verdict: MessengerVerdict, network: NetworkVerdict, first_clause: Clause) -> Why | None:
    """Return the cause of the first clause, and what is ruled out as the cause; None without trouble or cause."""
    functions = [f for f in verdict.functions if f.function in first_clause.parts]
    cause = next((cause for f in functions for cause in f.causes), verdict.first_cause)
    if first_clause.state not in BAD or cause is None:
        return None
    certainty = _certainty_of_cause(verdict, first_clause)
    diagnoses = [verdict.diagnosis, *(f.diagnosis for f in functions)]
    rivals = {rival.id for diagnosis in diagnoses for rival in diagnosis.standing}
    is_in_network = cause in IN_THE_NETWORK and certainty is not Confidence.UNSURE
    not_this_computer = is_in_network and _is_computer_cleared(verdict, network, rivals)
    not_the_service = not_this_computer and _is_service_cleared(verdict, certainty, rivals)
    return Why(place_of(cause), certainty, not_this_computer, not_the_service)


def _is_computer_cleared(verdict: MessengerVerdict, network: NetworkVerdict, rivals: Set[str]) -> bool:
    """Return whether nothing on this computer or at home can be what stops a messenger.

    Traffic must take no detour, neutral sites must have answered, and no explanation that remains (`rivals`, by id) may
    lie here. A swapped certificate never clears the computer: a program on it can swap certificates too.
    """
    if detour_of(network) is not None or not controls_answered(verdict, network):
        return False
    if Cause.CERTIFICATE_SWAPPED in verdict.causes:
        return False
    return rivals.isdisjoint(LOCAL_RIVALS)


def _is_service_cleared(verdict: MessengerVerdict, certainty: Confidence, rivals: Set[str]) -> bool:
    """Return whether neither a cause nor an explanation that remains lies at the service, nor can it be an outage."""
    if Cause.SERVICE_DOWN in verdict.causes or may_be_an_outage(verdict.causes, certainty):
        return False
    return rivals.isdisjoint(SERVICE_RIVALS)


def with_leading_cause(verdict: MessengerVerdict, answer: Answer) -> MessengerVerdict:
    """Return the verdict for the text below the answer: the cause of its first clause comes first.

    Its status is "partly" if it contradicts the clause: the text must not call unknown what the headline calls blocked.
    Without trouble in the first clause, the verdict is unchanged.
    """
    first_clause = answer.first
    if first_clause.state not in BAD:
        return verdict
    leading_causes = [f.causes[0] for f in verdict.functions if f.function in first_clause.parts and f.causes]
    causes = tuple(dict.fromkeys((*leading_causes, *verdict.causes)))
    status = MessengerStatus.PARTLY if _contradicts_status(first_clause, verdict.status) else verdict.status
    return replace(verdict, status=status, causes=causes, confidence=_certainty_of_cause(verdict, first_clause))


def _contradicts_status(trouble: Clause, status: MessengerStatus) -> bool:
    """Return whether the status of a messenger says something else than a clause about trouble with it.

    Any trouble contradicts "unknown", any but an outage contradicts "down", and what is not safe contradicts "works".
    That only a part is not safe contradicts every status.
    """
    if status is MessengerStatus.UNKNOWN:
        return True
    if status is MessengerStatus.DOWN and trouble.state is not State.DOWN:
        return True
    return trouble.state is State.NOT_SAFE and (bool(trouble.parts) or status in ANSWERS)


def _certainty_of_cause(verdict: MessengerVerdict, first_clause: Clause) -> Confidence:
    """Return how sure the cause of a clause is: as sure as the clause.

    If the state is uneven, it is as sure as the verdict: the state was observed, but its cause was not.
    """
    return verdict.confidence if first_clause.state is State.UNEVEN else first_clause.certainty


def was_tested(verdict: MessengerVerdict) -> bool:
    """Return whether a messenger was tested: the others are left out of an answer about many."""
    return verdict.status not in UNTESTABLE and verdict.status is not MessengerStatus.NOT_TESTED


def answer_about_all(verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
    """Return the answer about all tested messengers; if only one was tested, the full answer about it."""
    answers = [answer_of(verdict, network) for verdict in verdicts if was_tested(verdict)]
    joint = _join_answers(answers, answer_about_network(network))
    if len(answers) == 1 and joint.first == answers[0].first:
        return answers[0]
    return replace(joint, through_vpn=NetworkFlag.VPN in network.flags)


def without_readable(answer: Answer, readers_of: Callable[[str], str]) -> Answer:
    """Return the answer without what it says to work of messengers that a state can read.

    Those of the first clause are exempt: a person who uses nothing else is told what works of it. `readers_of`: returns
    the value of `Readers` for the id of a messenger.
    """

    def may_be_named(messenger: str) -> bool:
        return messenger in answer.first.about or readers_of(messenger) != Readers.STATE

    return replace(
        answer,
        clauses=_leave_out_working(answer.clauses, may_be_named),
        still_works=_leave_out_working(answer.still_works, may_be_named),
    )


def _leave_out_working(clauses: Iterable[Clause], may_be_named: Callable[[str], bool]) -> tuple[Clause, ...]:
    """Return clauses, those on what works only about messengers that may be named, and not at all without any."""
    kept = []
    for clause in clauses:
        if clause.state is not State.WORKS:
            kept.append(clause)
        elif named := tuple(filter(may_be_named, clause.about)):
            kept.append(replace(clause, about=named))
    return tuple(kept)


def sort_by_attention(
    verdicts: Sequence[MessengerVerdict], count_users: Callable[[str], int] = lambda _: 0
) -> tuple[MessengerVerdict, ...]:
    """Return verdicts sorted by what a person needs to see first.

    Installed messengers come first, the worst of them at the top; then the others, those that work at the top, because
    people look for what works. If none is installed, the worst of all is at the top. Untestable messengers come last.
    `count_users`: among equals, more widely used ones come first.
    """
    some_installed = any(verdict.installed for verdict in verdicts)

    def rank(verdict: MessengerVerdict) -> tuple[bool, bool, bool, tuple[int, bool, bool, int], int]:
        clause = clauses_of(verdict)[0]
        is_untestable = verdict.status in UNTESTABLE
        is_of_no_use = some_installed and not verdict.installed and clause.state is not State.WORKS
        return is_untestable, not verdict.installed, is_of_no_use, severity(clause), -count_users(verdict.messenger)

    return tuple(sorted(verdicts, key=rank))
