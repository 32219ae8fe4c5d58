"""The technical lines under Details: which rules held, then one line per observation, in order."""

from collections.abc import Iterable, Mapping

from dialtone.explain.sentences import Sentences
from dialtone.model.fact import Fact, FactValue
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence

_LONGEST_VALUE = 80


def rule_lines(sentences: Sentences, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return a line per rule that held: its id, what it saw, and in which observations."""
    return tuple(
        sentences.say(
            "detail.rule" if one.observations else "detail.rule_alone",
            rule=one.rule,
            kind=one.kind.value,
            numbers=", ".join(map(str, one.observations)),
        )
        for one in evidence
        if one.rule
    )


def detail_lines(sentences: Sentences, observations: Iterable[Observation]) -> tuple[str, ...]:
    """Return one line per observation, by number."""
    return tuple(_line(sentences, one) for one in sorted(observations, key=lambda one: one.number))


def _line(sentences: Sentences, one: Observation) -> str:
    line = sentences.say(
        "detail.works" if one.failure is None else "detail.fails",
        number=one.number,
        step=sentences.say(f"step.{one.step}"),
        target=one.target,
        failure="" if one.failure is None else sentences.say(f"failure.{one.failure}"),
        ms=round(one.seconds * 1000),
    )
    line = sentences.say(f"detail.{one.variant}", line=line)
    return sentences.say("detail.facts", line=line, facts=_facts(sentences, one.facts)) if one.facts else line


def _facts(sentences: Sentences, facts: Mapping[Fact, FactValue]) -> str:
    separator = sentences.say("detail.fact_separator")
    return separator.join(
        sentences.pair(sentences.say("detail.fact", fact=fact.word, value=_short(value)))
        for fact, value in sorted(facts.items(), key=lambda one: one[0].word)
    )


def _short(value: FactValue) -> str:
    """Return a fact, which comes from the network, as one short line without control characters."""
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    clean = "".join(char if char.isprintable() else " " for char in text)
    return clean if len(clean) <= _LONGEST_VALUE else clean[:_LONGEST_VALUE] + "…"
