"""What is publicly known about a messenger in the person's country, shown with the measurement. It changes no verdict.

Only if the person chose the country and no VPN is on: through a VPN a check shows another country's network.
"""

from collections.abc import Iterable
from datetime import date

from dialtone.explain.evidence import About, is_not_safe
from dialtone.explain.joining import as_sentences, join_texts
from dialtone.explain.sentences import Sentences, grade_keys
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.situation import (
    CLOSED_KINDS,
    OPEN_KINDS,
    WHOLE_COUNTRY,
    CountryRecord,
    Person,
    Situation,
    SituationKind,
    find_record,
    is_old,
)
from dialtone.model.status_groups import BROKEN, IN_THE_NETWORK, IN_TROUBLE, TAMPERED_NAMES, TROUBLE_HERE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)

_NO_HINDRANCE = OPEN_KINDS | {SituationKind.PUNISHED}  # kinds that do not stop a messenger from working
_WHOLE_COUNTRY_KINDS = frozenset({SituationKind.BLOCKED, SituationKind.SLOWED, SituationKind.CALLS_BLOCKED})
"""Kinds that are stated for the whole country, not for some of its networks."""
_BEHIND_THE_NAME = frozenset({Cause.ADDRESS_BLOCKED, Cause.NAME_FILTERED, Cause.PROTOCOL_FILTERED})
"""Obstacles behind a tampered name: resolving the name elsewhere does not suffice then."""


def with_public_knowledge(about: About, words: Explanation, person: Person) -> Explanation:
    """Return the explanation with what is known about the country, or asking for it, and what will not help."""
    record = person.record
    situation = find_situation(record, about.verdict, about.network)
    words = replace(
        words,
        will_not_help=list_useless_steps(about, situation, record),
        ask_country=about.say("known.ask_country") if _may_depend_on_country(about, person) else "",
    )
    if situation is not None:
        words = with_situation(about, words, record, situation, person.today)
    elif (episode := find_episode(record, about.verdict, about.network)) is not None:
        words = replace(words, differs=about.say("known.before", inside=record.inside, text=episode.said))
    if about.network.status is NetworkStatus.WHITELIST_MODE:
        # The advice to try home internet would open other messengers, but not one that is restricted everywhere.
        restriction = find_restriction(record, about.verdict, about.network)
        if restriction is not None:
            words = replace(words, differs=_say_row(about, record, restriction, person.today, "alone"))
    return words


def _may_depend_on_country(about: About, person: Person) -> bool:
    """Return whether the person chose no country, and a known restriction in some country looks like what was seen."""
    if person.country or about.verdict.status is MessengerStatus.WORKS:
        return False
    known = (find_situation(record, about.verdict, about.network) for record in person.records)
    return any(row is not None and row.what not in _NO_HINDRANCE for row in known)


def say_warning(sentences: Sentences, records: Iterable[CountryRecord], country: str, quiet_key: str = "") -> str:
    """Return that people are searched or punished in a country; without a country, that they are in some.

    Empty for a country where neither is known. `quiet_key`: of the sentence that follows; empty for none.
    """
    record = find_record(records, country)
    if country and not record.wants_quiet:
        return ""
    risks = {(True, True): "both", (True, False): "searched", (False, True): "punished"}
    key = risks[record.searched, record.punished] if country else "somewhere"
    return join_texts((sentences.say(f"known.at_risk.{key}", inside=record.inside), sentences.say(quiet_key)))


def say_danger(sentences: Sentences, record: CountryRecord, messenger: str, name: str) -> str:
    """Return what people in the country are punished for in a messenger, whether or not it works; else empty."""
    row = record.find_punished(messenger)
    if row is None:
        return ""
    return sentences.say("known.punished", messenger=name, text=as_sentences((row.said, row.also)))


def find_situation(record: CountryRecord, verdict: MessengerVerdict, network: NetworkVerdict) -> Situation | None:
    """Return the first row of a country that matches the measurement; None if none does, or with a VPN on."""
    if NetworkFlag.VPN in network.flags:
        return None
    going_on = (row for row in record.rows if row.goes_on)
    if network.status is NetworkStatus.WHITELIST_MODE:
        matching = (row for row in going_on if row.what is SituationKind.WHITE_LIST and row.messenger == WHOLE_COUNTRY)
    else:
        matching = (row for row in going_on if row.messenger == verdict.messenger and _matches(row, verdict))
    return next(matching, None)


def find_episode(record: CountryRecord, verdict: MessengerVerdict, network: NetworkVerdict) -> Situation | None:
    """Return the newest past episode in which the same was seen: slowed again, or blocked again; else None."""
    if NetworkFlag.VPN in network.flags or network.status is not NetworkStatus.ONLINE:
        return None
    same_kinds = CLOSED_KINDS | {SituationKind.CALLS_BLOCKED, SituationKind.WEB_BLOCKED}
    if verdict.status is MessengerStatus.SLOW:
        same_kinds = frozenset({SituationKind.SLOWED})
    past = (row for row in record.rows if not row.goes_on and row.messenger == verdict.messenger)
    episodes = (row for row in past if row.what in same_kinds and _matches(row, verdict))
    return max(episodes, key=lambda row: row.since or date.min, default=None)


def find_restriction(record: CountryRecord, verdict: MessengerVerdict, network: NetworkVerdict) -> Situation | None:
    """Return the restriction across the country of a function in trouble here; None without one, or with a VPN on."""
    if NetworkFlag.VPN in network.flags:
        return None
    troubled = _find_troubled(verdict)
    going_on = (row for row in record.rows if row.goes_on and row.messenger == verdict.messenger)
    restrictions = (row for row in going_on if row.what in _WHOLE_COUNTRY_KINDS)
    return next((row for row in restrictions if troubled & set(row.functions)), None)


def _matches(row: Situation, verdict: MessengerVerdict) -> bool:
    """Return whether a row is about what was measured: a restriction, or that it works although it is closed."""
    if verdict.status is MessengerStatus.WORKS:
        return row.what in CLOSED_KINDS
    if any(map(is_not_safe, verdict.functions)) and row.what is not SituationKind.INTERCEPTED:
        return False  # a known block must not be shown above a danger, nor rule out the computer as its cause
    is_in_network = verdict.first_cause in IN_THE_NETWORK
    if row.what in _NO_HINDRANCE:
        return row.what is SituationKind.OPEN and verdict.status is MessengerStatus.BLOCKED and is_in_network
    return verdict.status in TROUBLE_HERE and is_in_network and bool(_find_troubled(verdict) & set(row.functions))


def _find_troubled(verdict: MessengerVerdict) -> set[Function]:
    return {f.function for f in verdict.functions if f.status in IN_TROUBLE}


def with_situation(about: About, words: Explanation, record: CountryRecord, row: Situation, today: date) -> Explanation:
    """Return the explanation with what is known added: that others are blocked too, who reported it, and when.

    A row that contradicts the measurement is told in `differs` instead.
    """
    if about.verdict.status is MessengerStatus.WORKS:
        shown = "known.not_shown" if about.verdict.confidence is Confidence.UNSURE else "known.not_seen"
        return replace(words, differs=join_texts((_say_row(about, record, row, today, "alone"), about.say(shown))))
    if row.what in _NO_HINDRANCE:
        return replace(words, differs=_say_row(about, record, row, today, "open_but_fails"))
    # An authority said that it decided: then it is known who.
    answered_limit = about.say("cannot_tell.who") if row.official else ""
    limits = (line for line in words.cannot_tell if line != answered_limit)
    known_until = about.say("known.reaches", month=about.sentences.month(row.confirmed_until))
    summary = _say_known_restriction(about, words, record, row, today)
    return replace(words, summary=summary, cannot_tell=(*limits, known_until))


def _say_known_restriction(about: About, words: Explanation, record: CountryRecord, row: Situation, today: date) -> str:
    """Return that others are restricted in the same way, who reported it, and what is not at fault.

    If messages are stopped too, the summary so far stays above it, because a known block of calls explains calls alone.
    """
    messages_fail = about.verdict.status_of(Function.MESSAGES) in IN_TROUBLE
    explains_calls_alone = messages_fail and Function.MESSAGES not in row.functions
    source_key = _find_source_key(about.verdict, row, explains_all=not explains_calls_alone)
    source = about.say(*grade_keys(about.verdict.confidence, f"known.{source_key}"), text=row.said)
    lines = [_say_row(about, record, row, today, "alone"), source]
    if row.also:
        lines.append(about.say("known.said", text=row.also))
    if explains_calls_alone:
        return join_texts((words.summary, *lines))
    why = words.answer.why
    if why is not None and why.not_the_service:  # said no surer than this check is by itself
        is_sure = about.verdict.confidence is Confidence.SURE
        lines.append(about.say("known.not_you" if is_sure else "summary.not_you.likely"))
    elif why is not None and why.not_this_computer:
        lines.append(about.say("summary.not_computer"))
    return join_texts(lines)


def _find_source_key(verdict: MessengerVerdict, row: Situation, *, explains_all: bool) -> str:
    """Return the key of the sentence on who reported a row, and whether it was seen here too."""
    messages = verdict.function(Function.MESSAGES)
    passing = (FunctionStatus.WORKS, FunctionStatus.SLOW)
    if row.what in CLOSED_KINDS and messages is not None and messages.status in passing:
        return "said" if messages.confidence is Confidence.UNSURE else "messages_pass"
    is_clear = verdict.confidence is not Confidence.UNSURE and verdict.status is not MessengerStatus.UNKNOWN
    return "seen_here" if is_clear and explains_all else "said"


def say_all_is_old(sentences: Sentences, person: Person, network: NetworkVerdict) -> str:
    """Return that nothing newer than some month is known about the person's country; empty if something is."""
    if not person.record.rows or NetworkFlag.VPN in network.flags or not is_old(person.record.newest, person.today):
        return ""
    return sentences.say("known.all_old", inside=person.record.inside, month=sentences.month(person.record.newest))


def list_useless_steps(about: About, situation: Situation | None, record: CountryRecord) -> tuple[str, ...]:
    """Return what would be useless or dangerous in a country; empty unless the network surely enough stops it."""
    verdict = about.verdict
    cause = about.verdict.first_cause
    is_certain = verdict.confidence is not Confidence.UNSURE and not about.has_vpn
    if verdict.status not in TROUBLE_HERE or not is_certain or cause not in IN_THE_NETWORK:
        return ()
    keys = [cause if about.lines(f"will_not_help.{cause}") else "blocked"]
    messages = verdict.function(Function.MESSAGES)
    causes = set(messages.causes if messages is not None else verdict.causes)
    if causes & TAMPERED_NAMES and causes & _BEHIND_THE_NAME:
        keys.append("dns_too")
    if situation is not None and situation.official and situation.what in CLOSED_KINDS:
        keys.append("provider")
    if verdict.status_of(Function.MESSAGES) in BROKEN:
        keys.append("searched" if record.searched else "stay")
    if record.punished and record.bans_tools:  # elsewhere a tool is offered, with its warning
        keys.append("punished")
    return tuple(line for key in keys for line in about.lines(f"will_not_help.{key}"))


def _say_row(about: About, record: CountryRecord, row: Situation, today: date, family: str) -> str:
    base = f"known.{family}_past" if is_old(row.confirmed_until, today) else f"known.{family}"
    month = about.sentences.month(row.confirmed_until)
    return about.say(f"{base}.{row.what}", base, inside=record.inside, across=record.across, month=month, text=row.said)
