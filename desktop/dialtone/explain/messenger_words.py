"""A messenger's page in words: what was found, what helps, and what is publicly known about it."""

from collections.abc import Sequence
from datetime import date

from dialtone.explain.answer_text import say_first, say_others, say_row
from dialtone.explain.answers import answer_of, was_tested, with_leading_cause
from dialtone.explain.country_words import PREPARE, with_report
from dialtone.explain.evidence import About
from dialtone.explain.guidance_choice import find_fitting_advice
from dialtone.explain.guidance_words import offer_probes, say_law_in_short
from dialtone.explain.joining import join_texts
from dialtone.explain.material import Material
from dialtone.explain.ranking import WayContext, choose_ways, rank_ways, reach_of
from dialtone.explain.reasons import (
    CALL_SOMEONE,
    list_limits,
    list_meanings,
    list_observed,
    list_steps,
    say_function,
    say_observations,
    say_old_app,
    say_rules,
    say_summary,
    say_where,
)
from dialtone.explain.reference import say_advice
from dialtone.explain.sentences import Sentences
from dialtone.explain.situation_words import find_restriction, say_danger, with_public_knowledge
from dialtone.explain.vpn_words import say_left_out
from dialtone.explain.way_words import say_ways, say_worth_trying
from dialtone.explain.who_reads import say_who_reads
from dialtone.model.answer import MAY_FAIL, STOPPED_STATES
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.status_groups import NO_FAILURE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import FunctionStatus, NetworkFlag


def explain_messenger(
    material: Material,
    verdict: MessengerVerdict,
    network: NetworkVerdict,
    observations: Sequence[Observation] = (),
    all_verdicts: Sequence[MessengerVerdict] = (),
    worked_elsewhere: date | None = None,
) -> Explanation:
    """Return the full explanation of one messenger. Parameters: see `Explainer.explain_messenger`."""
    has_vpn = NetworkFlag.VPN in network.flags
    verdict = replace(verdict, note=material.find_note(verdict.messenger, verdict.note, has_vpn=has_vpn))
    about = About(material.naming((verdict,)).sentences, verdict, network)
    words = _explain_result(material, about, observations)
    words = _with_advice(material, about, words, all_verdicts, worked_elsewhere)
    if material.sentences.past:
        return _as_saved_page(material.sentences, words)
    words = with_public_knowledge(about, words, material.person)
    return with_report(about, words, material.person, say_advice(material, PREPARE))


def _explain_result(material: Material, about: About, observations: Sequence[Observation]) -> Explanation:
    """Return the words for what was found: everything that follows from the verdict and the observations alone.

    Left empty for later steps: `can_do`, `ways` and what comes with them (`_with_advice`), what is publicly known
    (`with_public_knowledge`), and what is reported for a future day (`with_report`).
    """
    sentences, verdict, network = about
    answer = answer_of(verdict, network)
    leading = about._replace(verdict=with_leading_cause(verdict, answer))  # a page explains its headline first
    details = say_observations(sentences, (o for o in observations if o.messenger == verdict.messenger))
    return Explanation(
        messenger=verdict.messenger,
        name=about.name,
        status=verdict.status,
        state=say_row(sentences, answer),
        headline=say_first(sentences, answer),
        summary=say_summary(leading, answer.why),
        observed=list_observed(leading, observations),
        means=list_meanings(leading),
        can_do=(),
        cannot_tell=list_limits(leading),
        functions=tuple(say_function(sentences, f, verdict.messenger, about.name) for f in verdict.functions),
        details=(*say_rules(sentences, verdict.evidence), *details) if details else (),
        answer=answer,
        other_clauses=say_others(sentences, answer),
        when_checked=sentences.say("answer.subject.then") if sentences.past else "",
        through_vpn=say_left_out(about),
        old_app=say_old_app(sentences, verdict.old_app, about.name),
        where=say_where(leading),
        readers=material.readers_of(verdict.messenger),
        who_reads=say_who_reads(sentences, material.messengers.get(verdict.messenger), about.name),
        danger=say_danger(sentences, material.person.record, verdict.messenger, about.name),
    )


def _with_advice(
    material: Material,
    about: About,
    words: Explanation,
    all_verdicts: Sequence[MessengerVerdict],
    worked_elsewhere: date | None,
) -> Explanation:
    """Return the explanation with what helps: ways, other messengers only if this one fails or may, and steps."""
    sentences, verdict, network = about
    state = words.answer.first.state
    if state not in STOPPED_STATES or about.has_vpn:
        worked_elsewhere = None  # through a VPN another network failed: that says nothing about the network here
    fitting = find_fitting_advice(
        material.entries, verdict, network, material.person, worked_elsewhere=worked_elsewhere is not None
    )
    others = [other for other in all_verdicts if state in MAY_FAIL and other.messenger != verdict.messenger]
    reach = reach_of(words.answer)
    context = WayContext(material.order, material.messengers, material.person, reach, worked_elsewhere=worked_elsewhere)
    ways = choose_ways(material.order, rank_ways(context, others, fitting))
    instead: tuple[str, ...] = ()  # of "agree on another messenger", which helps nobody once none of them works
    offers_messenger = any(way.messengers for way in ways)
    if any(map(was_tested, others)) and not offers_messenger:
        naming = material.naming(all_verdicts).sentences
        instead = say_worth_trying(naming, context, others, network) or about.lines(CALL_SOMEONE)
    fitting_by_id = {entry.id: entry for entry in fitting}
    advice = [fitting_by_id[way.entry] for way in ways if way.entry]
    return replace(
        words,
        can_do=list_steps(
            about._replace(verdict=with_leading_cause(verdict, words.answer)),
            is_closed=find_restriction(material.person.record, verdict, network) is not None,
            may_ask=not material.person.record.wants_quiet,
            instead=instead,
        ),
        ways=say_ways(material.sentences, context, ways, fitting, all_verdicts, verdict.messenger),
        law_in_short=say_law_in_short(sentences, advice, material.person),
        help=offer_probes(sentences, advice, material.person.answers),
    )


def _as_saved_page(sentences: Sentences, words: Explanation) -> Explanation:
    """Return a saved check's page without its meaning and urgent steps, which only a new check can tell.

    Why a part failed is already listed under what was seen; why it was not tested stays true.
    """
    steps = () if words.status in NO_FAILURE else (sentences.say("report.check_again"),)
    functions = tuple(
        function if function.status == FunctionStatus.NOT_TESTED else replace(function, sentence="")
        for function in words.functions
    )
    return replace(words, means=(), can_do=steps, functions=functions, where="", saved=True)


def summarize(
    material: Material, verdict: MessengerVerdict, network: NetworkVerdict
) -> tuple[str, str, tuple[str, ...]]:
    """Return the words stored in a saved check: the headline, the explanation and the ids of the advice.

    Tools are left out where passing one on can be punished: a file is made to be passed on.
    """
    words = explain_messenger(material, verdict, network)
    known = (words.danger, words.differs)
    explanation = join_texts((words.other_clauses, words.summary, *known, *words.means, words.old_app))
    tools = {entry.id for entry in material.entries if entry.tool is not None} if material.is_sharing_risky() else set()
    return words.headline, explanation, tuple(entry.id for entry in words.guidance if entry.id not in tools)
