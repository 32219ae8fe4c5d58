"""What is publicly known about a messenger in the person's country, shown with the measurement. It changes no verdict.

Only if the person chose the country and no VPN is on: through a VPN a check shows another country's network.
"""

from collections.abc import Iterable
from datetime import date

from dialtone.explain.evidence import About, is_not_safe
from dialtone.explain.joining import as_sentences, joined
from dialtone.explain.person import Person, find_record
from dialtone.explain.reasons import may_be_an_outage
from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.situation import WHOLE_COUNTRY, CountryRecord, Known, KnownHere, Situation, is_old
from dialtone.model.status_groups import BROKEN, IN_THE_NETWORK, TROUBLE_HERE
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

_NO_HINDRANCE = frozenset({Known.OPEN, Known.ALLOWED, Known.PUNISHED})
_CLOSED = frozenset({Known.BLOCKED, Known.MEASURED})
_ACROSS = frozenset({Known.BLOCKED, Known.SLOWED, Known.CALLS_BLOCKED})
"""What is stated for the whole country, not for some of its networks."""
_HELD_UP = BROKEN | {FunctionStatus.SLOW}
_DNS = frozenset({Cause.DNS_MISSING, Cause.DNS_FORGED})
_BEHIND_THE_NAME = frozenset({Cause.ADDRESS_BLOCKED, Cause.NAME_FILTERED, Cause.PROTOCOL_FILTERED})
"""Obstacles behind a tampered name: resolving the name elsewhere does not suffice then."""


def add_known(about: About, words: Explanation, person: Person) -> Explanation:
    """Return the explanation with what is known about the country, and what will not help."""
    _, verdict, network = about
    record, today, known = person.record, person.today, words.answer.known
    searched = record is not None and record.searched
    asks_country = not person.country and matters_somewhere(person.records, verdict, network)
    words = replace(
        words,
        will_not_help=what_will_not_help(about, known, searched=searched),
        ask_country=about.say("known.ask_country") if asks_country else "",
    )
    words = with_known(about, words, known, today)
    if known is None and (episode := find_episode(record, verdict, network)) is not None:
        words = replace(words, differs=about.say("known.before", inside=episode.record.inside, text=episode.row.said))
    closed = closed_across(record, verdict, network)
    if network.status is not NetworkStatus.WHITELIST_MODE or closed is None:
        return words
    return replace(words, differs=_say_known(about, closed, today))  # home internet opens others alone


def say_warning(sentences: Sentences, records: Iterable[CountryRecord], country: str, quiet: str = "") -> str:
    """Return that people in a country are searched or punished, in general if none was chosen; else an empty text.

    `quiet`: the key of what to say then about a check that leaves fewer traces; empty for nothing.
    """
    record = find_record(records, country)
    if country and (record is None or not record.wants_quiet):
        return ""
    key, inside = ("known.searched_somewhere", "") if record is None else ("known.searched_here", record.inside)
    return joined((sentences.say(key, inside=inside), sentences.say(quiet)))


def find_known(record: CountryRecord | None, verdict: MessengerVerdict, network: NetworkVerdict) -> KnownHere | None:
    """Return the row that fits the measurement, the most specific first, or None."""
    if record is None or NetworkFlag.VPN in network.flags:
        return None
    going_on = [row for row in record.rows if row.goes_on]
    if network.status is NetworkStatus.WHITELIST_MODE:
        fitting = [row for row in going_on if row.what is Known.WHITE_LIST and row.messenger == WHOLE_COUNTRY]
    else:
        fitting = [row for row in going_on if row.messenger == verdict.messenger and _fits(row, verdict)]
    return KnownHere(record, fitting[0]) if fitting else None


def find_episode(record: CountryRecord | None, verdict: MessengerVerdict, network: NetworkVerdict) -> KnownHere | None:
    """Return the newest past episode in which the same was seen: slowed again, or blocked again."""
    if record is None or NetworkFlag.VPN in network.flags or network.status is not NetworkStatus.ONLINE:
        return None
    is_slow = verdict.status is MessengerStatus.SLOW
    same_kinds = frozenset({Known.SLOWED}) if is_slow else _CLOSED | {Known.CALLS_BLOCKED, Known.WEB_BLOCKED}
    episodes = [
        row
        for row in record.rows
        if not row.goes_on and row.messenger == verdict.messenger and row.what in same_kinds and _fits(row, verdict)
    ]
    return KnownHere(record, max(episodes, key=lambda row: row.since or date.min)) if episodes else None


def closed_across(record: CountryRecord | None, verdict: MessengerVerdict, network: NetworkVerdict) -> KnownHere | None:
    """Return the restriction across the country that matches this one, so no other network helps; else None."""
    if record is None or NetworkFlag.VPN in network.flags:
        return None
    held_up = {f.function for f in verdict.functions if f.status in _HELD_UP}
    of_messenger = (
        row for row in record.rows if row.goes_on and row.messenger == verdict.messenger and row.what in _ACROSS
    )
    return next((KnownHere(record, row) for row in of_messenger if held_up & set(row.functions)), None)


def matters_somewhere(records: Iterable[CountryRecord], verdict: MessengerVerdict, network: NetworkVerdict) -> bool:
    """Return whether some country is known to restrict what was found restricted here."""
    if verdict.status is MessengerStatus.WORKS:
        return False
    known_rows = (find_known(record, verdict, network) for record in records)
    return any(known is not None and known.row.what not in _NO_HINDRANCE for known in known_rows)


def _fits(row: Situation, verdict: MessengerVerdict) -> bool:
    """Return whether a row fits the measurement: about what is restricted, or what works although it is closed."""
    if verdict.status is MessengerStatus.WORKS:
        return row.what in _CLOSED or row.what is Known.PUNISHED
    if any(map(is_not_safe, verdict.functions)) and row.what is not Known.INTERCEPTED:
        return False  # a known block must not be shown above a danger, nor rule out the computer as its cause
    in_the_network = any(cause in IN_THE_NETWORK for cause in verdict.causes[:1])
    if row.what in _NO_HINDRANCE:
        return row.what is Known.OPEN and verdict.status is MessengerStatus.BLOCKED and in_the_network
    held_up = {f.function for f in verdict.functions if f.status in _HELD_UP}
    return verdict.status in TROUBLE_HERE and in_the_network and bool(held_up & set(row.functions))


def with_known(about: About, words: Explanation, known: KnownHere | None, today: date) -> Explanation:
    """Return the explanation with the known facts in place: the answer, who said so and when, not your fault."""
    verdict = about.verdict
    if known is None:
        return words
    if verdict.status is MessengerStatus.WORKS or known.row.what in _NO_HINDRANCE:
        return replace(words, differs=_say_disagreement(about, known, today))
    row, headline = known.row, _say_known(about, known, today)
    messages = verdict.function(Function.MESSAGES)
    row_says_less = messages is not None and messages.status in _HELD_UP and Function.MESSAGES not in row.functions
    above = words.summary if row_says_less else ""  # about messages, which the row does not cover
    has_verdict = verdict.confidence is not Confidence.UNSURE and verdict.status is not MessengerStatus.UNKNOWN
    # A block of calls is not what was seen where messages are stopped too
    relation = _relation_keys(row, verdict) if has_verdict and not row_says_less else ("known.said",)
    relation_text = about.say(*relation, text=row.said)
    addition = about.say("known.said", text=row.also) if row.also else ""
    is_cleared = words.answer.why is not None and words.answer.why.not_this_computer
    not_you = about.say(_cleared_key(verdict)) if is_cleared and not above else ""
    reaches = about.say("known.reaches", month=about.sentences.month(row.confirmed_until))
    who = about.say("cannot_tell.who") if row.official else ""  # an authority said that it decided
    limits = tuple(line for line in words.cannot_tell if line != who)
    summary = joined((above, headline, relation_text, addition, not_you))
    return replace(words, summary=summary, cannot_tell=(*limits, reaches))


def all_is_old(sentences: Sentences, person: Person, network: NetworkVerdict) -> str:
    """Return in one line that nothing newer than some month is known about the country; else an empty text."""
    record = person.record
    if record is None or not record.rows or NetworkFlag.VPN in network.flags or not is_old(record.newest, person.today):
        return ""
    return sentences.say("known.all_old", inside=record.inside, month=sentences.month(record.newest))


def what_will_not_help(about: About, known: KnownHere | None, *, searched: bool) -> tuple[str, ...]:
    """Return what would cost time or an account without effect, if the network blocks; else nothing."""
    verdict, cause = about.verdict, about.first_cause
    is_certain = verdict.confidence is not Confidence.UNSURE and not about.has_vpn
    if verdict.status not in TROUBLE_HERE or not is_certain or cause not in IN_THE_NETWORK:
        return ()
    keys = [cause if about.lines(f"will_not_help.{cause}") else "blocked"]
    messages = verdict.function(Function.MESSAGES)
    causes = set(messages.causes if messages is not None else verdict.causes)
    if causes & _DNS and causes & _BEHIND_THE_NAME:
        keys.append("dns_too")
    if known is not None and known.row.official and known.row.what in _CLOSED:
        keys.append("provider")
    if messages is not None and messages.status in BROKEN:
        keys.append("searched" if searched else "stay")
    return tuple(line for key in keys for line in about.lines(f"will_not_help.{key}"))


def _relation_keys(row: Situation, verdict: MessengerVerdict) -> tuple[str, ...]:
    """Return the keys of how this check relates to a row: if messages pass, it saw no such block."""
    messages = verdict.function(Function.MESSAGES)
    messages_pass = messages is not None and messages.status in (FunctionStatus.WORKS, FunctionStatus.SLOW)
    if row.what in _CLOSED and messages_pass:
        return ("known.messages_pass",)
    return f"known.seen_here.{verdict.confidence}", "known.seen_here"


def _cleared_key(verdict: MessengerVerdict) -> str:
    """Return the key of what is not at fault: what is known elsewhere does not make this check any surer."""
    if verdict.confidence is Confidence.SURE:
        return "known.not_you"
    return "summary.not_computer" if may_be_an_outage(verdict) else "summary.not_you.likely"


def _say_known(about: About, known: KnownHere, today: date) -> str:
    """Return that others see the same in this country, in the past tense if nobody has confirmed it lately."""
    tense = "alone_past" if known.is_old(today) else "alone"
    return _say(about, f"known.{tense}.{known.row.what}", known)


def _say_disagreement(about: About, known: KnownHere, today: date) -> str:
    """Return the sentence if the check contradicts what is known, or if using what works is dangerous."""
    row, past = known.row, "_past" if known.is_old(today) else ""
    if row.what is Known.PUNISHED:
        return about.say("known.punished", text=as_sentences((row.said, row.also)))
    if about.verdict.status is MessengerStatus.WORKS:
        return _say(about, f"known.works_although{past}.{row.what}", known)
    return _say(about, f"known.open_but_fails{past}", known)


def _say(about: About, key: str, known: KnownHere) -> str:
    """Return a sentence about a row of a country, with the country and the month until which it is confirmed."""
    record, month = known.record, about.sentences.month(known.row.confirmed_until)
    return about.say(key, inside=record.inside, across=record.across, month=month, text=known.row.said)
