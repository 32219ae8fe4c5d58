"""What is publicly known about a messenger in the person's country, shown with the measurement. It changes no verdict.

Only if the person chose the country and no VPN is on: through a VPN a check shows another country's network.
"""

from collections.abc import Iterable
from datetime import date

from dialtone.explain.evidence import About, is_not_safe
from dialtone.explain.joining import as_sentences, join_texts
from dialtone.explain.person import Person, find_record
from dialtone.explain.reasons import may_be_an_outage
from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.situation import (
    CLOSED_KINDS,
    OPEN_KINDS,
    WHOLE_COUNTRY,
    CountryRecord,
    Situation,
    SituationHere,
    SituationKind,
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

_NO_HINDRANCE = OPEN_KINDS | {SituationKind.PUNISHED}
_ACROSS = frozenset({SituationKind.BLOCKED, SituationKind.SLOWED, SituationKind.CALLS_BLOCKED})
"""What is stated for the whole country, not for some of its networks."""
_BEHIND_THE_NAME = frozenset({Cause.ADDRESS_BLOCKED, Cause.NAME_FILTERED, Cause.PROTOCOL_FILTERED})
"""Obstacles behind a tampered name: resolving the name elsewhere does not suffice then."""


def with_public_knowledge(about: About, words: Explanation, person: Person) -> Explanation:
    """Return the explanation with what is known about the country, and what will not help."""
    _, verdict, network = about
    record, today, situation = person.record, person.today, words.answer.situation
    asks_country = not person.country and matters_somewhere(person.records, verdict, network)
    words = replace(
        words,
        will_not_help=what_will_not_help(about, situation, searched=record.searched),
        ask_country=about.say("known.ask_country") if asks_country else "",
    )
    if situation is not None:
        words = with_situation(about, words, situation, today)
    elif (episode := find_episode(record, verdict, network)) is not None:
        words = replace(words, differs=about.say("known.before", inside=episode.record.inside, text=episode.row.said))
    closed = find_restriction(record, verdict, network)
    if network.status is not NetworkStatus.WHITELIST_MODE or closed is None:
        return words
    return replace(words, differs=_say_restriction(about, closed, today))  # home internet opens others alone


def say_warning(sentences: Sentences, records: Iterable[CountryRecord], country: str, quiet: str = "") -> str:
    """Return that people in a country are searched or punished, in general if none was chosen; else an empty text.

    `quiet`: the key of what to say then about a check that leaves fewer traces; empty for nothing.
    """
    record = find_record(records, country)
    if country and not record.wants_quiet:
        return ""
    key = "known.searched_here" if country else "known.searched_somewhere"
    return join_texts((sentences.say(key, inside=record.inside), sentences.say(quiet)))


def find_situation(record: CountryRecord, verdict: MessengerVerdict, network: NetworkVerdict) -> SituationHere | None:
    """Return the row that fits the measurement, the most specific first, or None."""
    if NetworkFlag.VPN in network.flags:
        return None
    going_on = [row for row in record.rows if row.goes_on]
    if network.status is NetworkStatus.WHITELIST_MODE:
        fitting = [row for row in going_on if row.what is SituationKind.WHITE_LIST and row.messenger == WHOLE_COUNTRY]
    else:
        fitting = [row for row in going_on if row.messenger == verdict.messenger and _fits(row, verdict)]
    return SituationHere(record, fitting[0]) if fitting else None


def find_episode(record: CountryRecord, verdict: MessengerVerdict, network: NetworkVerdict) -> SituationHere | None:
    """Return the newest past episode in which the same was seen: slowed again, or blocked again."""
    if NetworkFlag.VPN in network.flags or network.status is not NetworkStatus.ONLINE:
        return None
    is_slow = verdict.status is MessengerStatus.SLOW
    same_kinds = (
        frozenset({SituationKind.SLOWED})
        if is_slow
        else CLOSED_KINDS | {SituationKind.CALLS_BLOCKED, SituationKind.WEB_BLOCKED}
    )
    episodes = [
        row
        for row in record.rows
        if not row.goes_on and row.messenger == verdict.messenger and row.what in same_kinds and _fits(row, verdict)
    ]
    return SituationHere(record, max(episodes, key=lambda row: row.since or date.min)) if episodes else None


def find_restriction(record: CountryRecord, verdict: MessengerVerdict, network: NetworkVerdict) -> SituationHere | None:
    """Return the restriction across the country that matches this one, so no other network helps; else None."""
    if NetworkFlag.VPN in network.flags:
        return None
    troubled = {f.function for f in verdict.functions if f.status in IN_TROUBLE}
    of_messenger = (
        row for row in record.rows if row.goes_on and row.messenger == verdict.messenger and row.what in _ACROSS
    )
    return next((SituationHere(record, row) for row in of_messenger if troubled & set(row.functions)), None)


def matters_somewhere(records: Iterable[CountryRecord], verdict: MessengerVerdict, network: NetworkVerdict) -> bool:
    """Return whether some country is known to restrict what was found restricted here."""
    if verdict.status is MessengerStatus.WORKS:
        return False
    situations = (find_situation(record, verdict, network) for record in records)
    return any(situation is not None and situation.row.what not in _NO_HINDRANCE for situation in situations)


def _fits(row: Situation, verdict: MessengerVerdict) -> bool:
    """Return whether a row fits the measurement: about what is restricted, or what works although it is closed."""
    if verdict.status is MessengerStatus.WORKS:
        return row.what in CLOSED_KINDS or row.what is SituationKind.PUNISHED
    if any(map(is_not_safe, verdict.functions)) and row.what is not SituationKind.INTERCEPTED:
        return False  # a known block must not be shown above a danger, nor rule out the computer as its cause
    in_the_network = any(cause in IN_THE_NETWORK for cause in verdict.causes[:1])
    if row.what in _NO_HINDRANCE:
        return row.what is SituationKind.OPEN and verdict.status is MessengerStatus.BLOCKED and in_the_network
    troubled = {f.function for f in verdict.functions if f.status in IN_TROUBLE}
    return verdict.status in TROUBLE_HERE and in_the_network and bool(troubled & set(row.functions))


def with_situation(about: About, words: Explanation, situation: SituationHere, today: date) -> Explanation:
    """Return the explanation with the situation in it: the answer, who said so and when, not your fault."""
    verdict, row = about.verdict, situation.row
    if verdict.status is MessengerStatus.WORKS or row.what in _NO_HINDRANCE:
        return replace(words, differs=_say_disagreement(about, situation, today))
    headline = _say_restriction(about, situation, today)
    messages_in_trouble = verdict.status_of(Function.MESSAGES) in IN_TROUBLE
    row_says_less = messages_in_trouble and Function.MESSAGES not in row.functions
    above = words.summary if row_says_less else ""  # about messages, which the row does not cover
    has_verdict = verdict.confidence is not Confidence.UNSURE and verdict.status is not MessengerStatus.UNKNOWN
    # A block of calls is not what was seen where messages are stopped too
    relation = _list_relation_keys(row, verdict) if has_verdict and not row_says_less else ("known.said",)
    relation_text = about.say(*relation, text=row.said)
    addition = about.say("known.said", text=row.also) if row.also else ""
    is_cleared = words.answer.why is not None and words.answer.why.not_this_computer
    not_you = about.say(_find_cleared_key(verdict)) if is_cleared and not above else ""
    reaches = about.say("known.reaches", month=about.sentences.month(row.confirmed_until))
    who = about.say("cannot_tell.who") if row.official else ""  # an authority said that it decided
    limits = tuple(line for line in words.cannot_tell if line != who)
    summary = join_texts((above, headline, relation_text, addition, not_you))
    return replace(words, summary=summary, cannot_tell=(*limits, reaches))


def say_all_is_old(sentences: Sentences, person: Person, network: NetworkVerdict) -> str:
    """Return in one line that nothing newer than some month is known about the country; else an empty text."""
    record = person.record
    if not record.rows or NetworkFlag.VPN in network.flags or not is_old(record.newest, person.today):
        return ""
    return sentences.say("known.all_old", inside=record.inside, month=sentences.month(record.newest))


def what_will_not_help(about: About, situation: SituationHere | None, *, searched: bool) -> tuple[str, ...]:
    """Return what would cost time or an account without effect, if the network blocks; else nothing."""
    verdict, cause = about.verdict, about.first_cause
    is_certain = verdict.confidence is not Confidence.UNSURE and not about.has_vpn
    if verdict.status not in TROUBLE_HERE or not is_certain or cause not in IN_THE_NETWORK:
        return ()
    keys = [cause if about.lines(f"will_not_help.{cause}") else "blocked"]
    messages = verdict.function(Function.MESSAGES)
    causes = set(messages.causes if messages is not None else verdict.causes)
    if causes & TAMPERED_NAMES and causes & _BEHIND_THE_NAME:
        keys.append("dns_too")
    if situation is not None and situation.row.official and situation.row.what in CLOSED_KINDS:
        keys.append("provider")
    if verdict.status_of(Function.MESSAGES) in BROKEN:
        keys.append("searched" if searched else "stay")
    return tuple(line for key in keys for line in about.lines(f"will_not_help.{key}"))


def _list_relation_keys(row: Situation, verdict: MessengerVerdict) -> tuple[str, ...]:
    """Return the keys of how this check relates to a row: if messages pass, it saw no such block."""
    messages_pass = verdict.status_of(Function.MESSAGES) in (FunctionStatus.WORKS, FunctionStatus.SLOW)
    if row.what in CLOSED_KINDS and messages_pass:
        return ("known.messages_pass",)
    return f"known.seen_here.{verdict.confidence}", "known.seen_here"


def _find_cleared_key(verdict: MessengerVerdict) -> str:
    """Return the key of what is not at fault: what is known elsewhere does not make this check any surer."""
    if verdict.confidence is Confidence.SURE:
        return "known.not_you"
    return "summary.not_computer" if may_be_an_outage(verdict) else "summary.not_you.likely"


def _say_restriction(about: About, situation: SituationHere, today: date) -> str:
    """Return that others see the same in this country, in the past tense if nobody has confirmed it lately."""
    tense = "alone_past" if situation.is_old(today) else "alone"
    return _say_row(about, f"known.{tense}.{situation.row.what}", situation)


def _say_disagreement(about: About, situation: SituationHere, today: date) -> str:
    """Return the sentence if the check contradicts what is known, or if using what works is dangerous."""
    row, past = situation.row, "_past" if situation.is_old(today) else ""
    if row.what is SituationKind.PUNISHED:
        return about.say("known.punished", text=as_sentences((row.said, row.also)))
    if about.verdict.status is MessengerStatus.WORKS:
        return _say_row(about, f"known.works_although{past}.{row.what}", situation)
    return _say_row(about, f"known.open_but_fails{past}", situation)


def _say_row(about: About, key: str, situation: SituationHere) -> str:
    """Return a sentence about a row of a country, with the country and the month until which it is confirmed."""
    record, month = situation.record, about.sentences.month(situation.row.confirmed_until)
    return about.say(key, inside=record.inside, across=record.across, month=month, text=situation.row.said)
