"""Prints `docs/rules.md`: every rule in its order, with what must hold before it and its reasoning. `./dev rules`."""

import inspect
from collections.abc import Callable, Sequence

from dialtone.judge.diagnosis import Finding, Hypothesis, Sign, name_of
from dialtone.judge.findings.functions import FUNCTION_ROWS, Doubt
from dialtone.judge.findings.network import FLAGS, GROUND, Flag
from dialtone.judge.findings.proxied import PROXIED
from dialtone.judge.findings.questions import QUESTIONS
from dialtone.judge.rules import ADDRESS_RULES, ENDPOINT_RULES
from dialtone.model.vocabulary import EvidenceKind

AnyRule = Flag | Doubt | Finding | Callable[..., object]  # type: ignore[type-arg]
ALL_RULES: tuple[AnyRule, ...] = (*GROUND, *FLAGS, *ENDPOINT_RULES, *PROXIED, *FUNCTION_ROWS)

_INTRODUCTION = """# The rules

Generated from `desktop/dialtone/judge/rules.py` by `./dev rules > docs/rules.md`; do not edit.

Each row has an id, what must hold before it is asked, and the kinds of evidence that it may give.
The id stands beside each piece of evidence in a saved check (`rule`), under Details in the window, and in what
`dialtone open FILE --again` prints. "ADR 8" is `docs/decisions/0008-….md`.

A finding says what was seen, and below it stand the hypotheses that explain it: how common each is where this is seen,
what is said if it is believed, what excludes it (any of these signs), what makes it rarer, and what proves it. The most
common hypothesis that stands is said, or a proved one. How sure: "sure" where it is proved and nothing else stands,
"likely" where only something rare, or beside a proof something uncommon, stands, "unsure" otherwise. Where two stand
equally, only what they have in common is said. The signs are explained at the end.
"""


def page() -> str:
    """Return the whole page."""
    parts = (
        _INTRODUCTION,
        _section("The network", "The first finding that is seen decides.", GROUND),
        _section("Flags of the network", "Every one that is seen is set.", FLAGS),
        _section("An endpoint", "The first finding that is seen decides.", ENDPOINT_RULES),
        _section("An endpoint through the system's proxy", "The first that is seen.", PROXIED),
        _section(
            "A function",
            "What is known beside its endpoints: all that hold, one after the other. Some let one more explanation"
            " stand, some say something else.",
            FUNCTION_ROWS,
        ),
    )
    return "\n".join((*parts, _signs())).rstrip() + "\n"


def all_signs() -> list[Sign]:  # type: ignore[type-arg]
    """Return every sign that a finding looks at, each once, by name."""
    found = {name_of(sign): sign for rule in ALL_RULES if isinstance(rule, Finding) for sign in signs_of(rule)}
    found |= {name_of(row.seen): row.seen for row in FLAGS}
    return [found[name] for name in sorted(found)]


def signs_of(finding: Finding) -> list[Sign]:  # type: ignore[type-arg]
    """Return the signs that one finding looks at."""
    found = [*finding.needs, finding.seen, *(sign for _, sign in finding.evidence)]
    for each in finding.may_be:
        found += [*each.out, *each.less, *(sign for sign in (each.needs, each.proof) if sign is not None)]
    return found


def id_of(rule: AnyRule) -> str:
    """Return the id of a row; a function that says something else of a verdict has its own name."""
    return rule.id if isinstance(rule, Finding | Flag | Doubt) else name_of(rule)


_OF_FUNCTIONS = {
    "needs_messages": {EvidenceKind.NEEDS_MESSAGES},
    "calls_stopped_by_shape": {EvidenceKind.STUN_FILTERED},
    "calls_without_udp": {EvidenceKind.UDP_SILENT},
    "calls_without_relays": {EvidenceKind.ADDRESS_SILENT, EvidenceKind.ADDRESS_REFUSES, EvidenceKind.PORT_CLOSED},
    "big_packets": {EvidenceKind.BIG_PACKETS_LOST, EvidenceKind.HANDSHAKES_CUT},
    "past_the_proxy": {EvidenceKind.PROXY_SPARES},
}


def kinds_of(rule: AnyRule) -> frozenset[EvidenceKind]:
    """Return the kinds of evidence that a row gives; none where it gives that of others."""
    if isinstance(rule, Finding):
        return frozenset(kind for kind, _ in rule.evidence)
    return frozenset({rule.kind} if isinstance(rule, Flag) else _OF_FUNCTIONS.get(id_of(rule), ()))


def _signs() -> str:
    told = (f"- **{name_of(sign)}**: {_reasoning(sign)}" for sign in all_signs() if sign.__doc__)
    return "\n".join(("## The signs", "", *told))


def _reasoning(function: object) -> str:
    return " ".join((inspect.getdoc(function) or "").split())


def _names(signs: Sequence[Sign]) -> str:  # type: ignore[type-arg]
    return ", ".join(name_of(sign) for sign in signs)


def _finding(finding: Finding) -> list[str]:  # type: ignore[type-arg]
    facts = [f"needs: {_names(finding.needs)}"] if finding.needs else []
    facts.append("evidence: " + ", ".join(f"`{kind.value}`" for kind, _ in finding.evidence))
    facts += [f"and behind the name: `{ADDRESS_RULES[0].id}` to `{ADDRESS_RULES[-1].id}`"] if finding.behind else []
    head = f"- **{finding.id}** ({'; '.join(facts)}). {_reasoning(finding.seen)}"
    return [head, *(f"    - {_hypothesis(each)}" for each in finding.may_be)]


def _hypothesis(each: Hypothesis) -> str:  # type: ignore[type-arg]
    says = (each.says.status, each.says.cause, each.says.degree)
    claim = " ".join(word.value for word in says if word is not None)
    parts = [f"**{each.id}** ({each.prior.value}; says {claim})"]
    parts += [f"considered where: {name_of(each.needs)}"] if each.needs else []
    parts += [f"excluded by: {_names(each.out)}"] if each.out else []
    parts += [f"rarer where: {_names(each.less)}"] if each.less else []
    parts += [f"proved by: {name_of(each.proof)}"] if each.proof else []
    parts += [f"ask: {QUESTIONS[each.id]}"] if each.id in QUESTIONS else []
    return "; ".join(parts) + "."


def _section(title: str, text: str, rules: Sequence[AnyRule]) -> str:
    return "\n".join((f"## {title}", "", text, "", *(line for rule in rules for line in _row(rule)), ""))


def _row(rule: AnyRule) -> list[str]:
    if isinstance(rule, Finding):
        return _finding(rule)
    if isinstance(rule, Flag):
        return [f"- **{rule.id}** (gives `{rule.flag.value}`; evidence: `{rule.kind.value}`). {_reasoning(rule.seen)}"]
    if not isinstance(rule, Doubt):
        kinds = ", ".join(f"`{kind.value}`" for kind in EvidenceKind if kind in kinds_of(rule))
        return [f"- **{id_of(rule)}** (evidence: {kinds or 'that of others'}). {_reasoning(rule)}"]
    facts = ["of what " + " or ".join(sorted(status.value for status in rule.of))]
    facts += [f"of {rule.function.value} alone"] if rule.function else []
    facts.append(f"then stands: {rule.rival.id}, {rule.rival.prior.value}")
    return [f"- **{rule.id}** ({'; '.join(facts)}). {_reasoning(rule.seen)}"]


if __name__ == "__main__":
    print(page(), end="")
