"""A messenger's page in words: what was found, what helps, and what is publicly known about it."""

from collections.abc import Sequence
from datetime import date

from dialtone.explain.answer_text import say_first, say_others, say_row
from dialtone.explain.answers import answer_of, was_tested, with_leading_cause
from dialtone.explain.evidence import About
from dialtone.explain.guidance_choice import find_fitting_advice
from dialtone.explain.guidance_words import offer_probes, say_law_in_short
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
from dialtone.explain.sentences import Sentences
from dialtone.explain.situation_words import find_restriction, say_danger
from dialtone.explain.vpn_words import say_left_out
from dialtone.explain.way_words import say_ways, say_worth_trying
from dialtone.explain.who_reads import readers_to_show, say_who_reads
from dialtone.model.answer import MAY_FAIL, STOPPED_STATES
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.status_groups import NO_FAILURE
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import FunctionStatus


def explain_result(material: Material, about: About, observations: Sequence[Observation]) -> Explanation:
    """Return the words for what was found: everything that follows from the verdict and the observations alone.

    Left empty for later steps: `can_do`, `ways` and what comes with them (`with_advice`), what is publicly known
    (`with_public_knowledge`), and what is reported for a future day (`with_report`).
    """
    sentences, verdict, network = about
    answer = answer_of(verdict, network)
    leading = about._replace(verdict=with_leading_cause(verdict, answer))  # a page explains its headline first
    messenger, readers = material.messengers.get(verdict.messenger), material.readers_of(verdict.messenger)
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
        readers=readers,
        who_reads=say_who_reads(sentences, messenger, about.name) if readers_to_show(verdict, readers) else "",
        danger=say_danger(sentences, material.person.record, verdict.messenger, about.name),
    )


def with_advice(
    material: Material,
    about: About,
    words: Explanation,
    all_verdicts: Sequence[MessengerVerdict],
    worked_elsewhere: date | None,
) -> Explanation:
    """Return the explanation with what helps: ways, other messengers only if this one fails or may, and steps."""
    sentences, verdict, network = about
    state = words.answer.first.state
    # Through a VPN another network failed, which says nothing about the network here.
    elsewhere = worked_elsewhere if state in STOPPED_STATES and not about.has_vpn else None
    fitting = find_fitting_advice(
        material.entries, verdict, network, material.person, worked_elsewhere=elsewhere is not None
    )
    others: list[MessengerVerdict] = []
    if state in MAY_FAIL:
        others = [other for other in all_verdicts if other.messenger != verdict.messenger]
    reach = reach_of(words.answer)
    context = WayContext(material.order, material.messengers, material.person, reach, worked_elsewhere=elsewhere)
    ways = choose_ways(material.order, rank_ways(context, others, fitting))
    offers_messenger = any(way.messengers for way in ways)
    # Where none of the tested messengers works, the advice to agree on another one helps nobody.
    instead: tuple[str, ...] = ()
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


def as_saved_page(sentences: Sentences, words: Explanation) -> Explanation:
    """Return a saved check's page without its meaning and urgent steps, which only a new check can tell.

    Why a part failed is already listed under what was seen; why it was not tested stays true.
    """
    steps = () if words.status in NO_FAILURE else (sentences.say("report.check_again"),)
    functions = tuple(
        function if function.status == FunctionStatus.NOT_TESTED else replace(function, sentence="")
        for function in words.functions
    )
    return replace(words, means=(), can_do=steps, functions=functions, where="", saved=True)
