"""Ways to reach one person elsewhere, in words: what is closed there, what may help, then the ways."""

from collections.abc import Sequence

from dialtone.explain.guidance_choice import find_fitting_advice, is_for_anybody
from dialtone.explain.material import Material
from dialtone.explain.other_end import find_other_end
from dialtone.explain.ranking import WayContext, choose_ways, fails_here, rank_ways
from dialtone.explain.sentences import Sentences
from dialtone.explain.way_words import say_ways, say_worth_trying
from dialtone.model.explanation import ReachWords, WayWords
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.way import NO_WAYS, Reach


def find_ways_to_reach(
    material: Material, reach: Reach, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict
) -> ReachWords:
    """Return the ways to reach one person, by the verdicts of a check. The request is not stored anywhere."""
    end = find_other_end(material.countries, material.person, reach)
    context = WayContext(material.order, material.messengers, material.person, reach, end)
    fitting: list[GuidanceEntry] = []
    for verdict in verdicts:  # advice that restores a messenger, if the other person may be reached with it
        is_used = verdict.messenger in reach.uses or not reach.uses
        if is_used and fails_here(verdict) and not end.is_closed(verdict.messenger):
            fitting += find_fitting_advice(material.entries, verdict, network, material.person)
    fitting += (entry for entry in material.entries if is_for_anybody(entry, reach, material.person))
    offered = choose_ways(material.order, rank_ways(context, verdicts, dict.fromkeys(fitting)))
    ways = [way for way in offered if way.kind not in NO_WAYS]
    offers_messenger = any(way.messengers for way in ways)
    may_help = () if offers_messenger else say_worth_trying(material.sentences, context, verdicts, network)
    said = say_ways(material.sentences, context, ways, fitting, verdicts)
    return _say_reach(material.sentences, context, said, may_help)


def _say_reach(
    sentences: Sentences, context: WayContext, ways: tuple[WayWords, ...], may_help: tuple[str, ...]
) -> ReachWords:
    """Return the text about reaching a person elsewhere: what is closed there, what may help, then the ways."""
    end = context.end
    lines = []
    in_catalogue = (row for row in end.record.rows if row.messenger in sentences.names)
    rows = [row for row in in_catalogue if row.goes_on and end.is_closed(row.messenger)]
    closed = tuple(dict.fromkeys(sentences.isolate(sentences.name_of(row.messenger)) for row in rows))
    if closed:
        names = sentences.list_of(closed)
        month = sentences.month(max(row.confirmed_until for row in rows))
        lines.append(sentences.say("ways.closed", inside=end.record.inside, list=names, month=month))
    if end.no_calls is not None:
        lines.append(sentences.say("known.said", text=end.no_calls.said))
    lines.extend(may_help)
    if not (ways or may_help):
        lines.append(sentences.say("ways.none"))
    return ReachWords(sentences.say("ways.title"), tuple(lines), ways)
