"""Prints `docs/rules.md`: every rule in its order, with what must hold before it and its reasoning. `./dev rules`."""

import ast
import inspect
import tomllib
from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from dialtone.judge.diagnosis import Finding, Hypothesis
from dialtone.judge.findings.functions import FUNCTION_ROWS, Doubt
from dialtone.judge.findings.proxied import PROXIED
from dialtone.judge.rules import ADDRESS_RULES, ENDPOINT_RULES, FLAGS, NETWORK_FINDINGS, Flag
from dialtone.judge.signs import Sign, name_of
from dialtone.model.vocabulary import EvidenceKind, FunctionStatus

AnyRule = Flag | Doubt | Finding | Callable[..., object]  # type: ignore[type-arg]
ALL_RULES: tuple[AnyRule, ...] = (*NETWORK_FINDINGS, *FLAGS, *ENDPOINT_RULES, *PROXIED, *FUNCTION_ROWS)

_INTRODUCTION = """# The rules

Generated from `desktop/dialtone/judge/rules.py` by `./dev rules > docs/rules.md`; do not edit.

How Dialtone gets from what it observed to what it says. First the network itself is judged, then every *endpoint* of
a messenger (one server, asked the way the app asks it), and from the endpoints each *function* (messages, calls, …).
*Neutral* hosts, or controls, are well-known sites that have nothing to do with the messenger: they show what the line
does to everybody.

A **finding** is what was seen, without a word about why. Below it stand the **hypotheses**: every truth that would
look like this, the innocent ones too. Each says, in brackets, how common it is where this finding is seen, and the
verdict if it is believed (status, cause). **Signs** are named yes-or-no questions to the observations; all of them
are explained at the end. A hypothesis is

- *considered where* a sign is seen; without such a sign it always is;
- *excluded by* any one of some signs. What was not asked excludes nothing;
- *rarer where* any one of some signs is seen: less common by one class;
- *proved by* a sign that no other truth leaves behind.

While it stands, *ask* names what to observe next.

A proved hypothesis wins, otherwise the most common one that stands. Where two with different verdicts are equally
common, only what they have in common is said, mostly "unknown". No row sets how sure a verdict is. It is "sure" if it
is proved and no other explanation stands; "likely" if what else stands is rare (after a proof: rare or uncommon);
otherwise "unsure".

The id of a finding stands beside each piece of evidence in a saved check (`rule`), under Details in the window, and
in what `dialtone open FILE --again` prints. "ADR 8" is `docs/decisions/0008-….md`.
"""
_WORDING = Path(__file__).parents[1] / "resources" / "languages" / "en" / "wording" / "rivals.toml"
_QUESTIONS: dict[str, str] = tomllib.loads(Path(__file__).with_name("rule_questions.toml").read_text(encoding="utf-8"))
_CLAUSES: dict[str, str] = tomllib.loads(_WORDING.read_text(encoding="utf-8"))["rival"]


def page() -> str:
    parts = (
        _INTRODUCTION,
        _section("The network", "Findings are asked in this order; the first one seen decides.", NETWORK_FINDINGS),
        _section("Flags of the network", "They qualify every verdict. Each one that is seen is set.", FLAGS),
        _section("An endpoint", "Findings are asked in this order; the first one seen decides.", ENDPOINT_RULES),
        _section("An endpoint through the system's proxy", "The first one seen decides.", PROXIED),
        _section(
            "A function",
            "A function needs one endpoint of each of its groups, and the worst group counts. Then these rows are"
            " applied in order, each to what the one before it left. Some add an explanation that still stands, some"
            " change the verdict.",
            FUNCTION_ROWS,
        ),
    )
    return "\n".join((*parts, _signs())).rstrip() + "\n"


def all_signs() -> list[Sign]:  # type: ignore[type-arg]
    asked = [sign for rule in ALL_RULES if isinstance(rule, Finding) for sign in signs_of(rule)]
    asked += [row.seen for row in FLAGS]
    found = {name_of(part): part for sign in asked for part in _parts(sign)}
    return [found[name] for name in sorted(found)]


def signs_of(finding: Finding) -> list[Sign]:  # type: ignore[type-arg]
    found = [*finding.needs, finding.seen, *(sign for _, sign in finding.evidence)]
    for each in finding.hypotheses:
        found += [
            *each.excluded_by,
            *each.weakened_by,
            *(sign for sign in (each.condition, each.proof) if sign is not None),
        ]
    return found


def _parts(sign: Sign) -> list[Sign]:  # type: ignore[type-arg]
    _, parts = _made_of(sign)
    return [each for part in parts for each in _parts(part)] or [sign]


def _made_of(sign: Sign) -> tuple[str, tuple[Sign, ...]]:  # type: ignore[type-arg]
    combined, _, inner = sign.__qualname__.partition(".<locals>.")
    held = inspect.getclosurevars(sign).nonlocals if inner else {}
    return combined if inner else "", held.get("signs") or tuple(each for each in (held.get("sign"),) if each)


def _told(sign: Sign, *, alone: bool = False) -> str:  # type: ignore[type-arg]
    combined, parts = _made_of(sign)
    if combined == "without":
        return f"not {_told(parts[0])}"
    said = (" or " if combined == "any_of" else " and ").join(map(_told, parts)) or name_of(sign)
    return said if alone or len(parts) < 2 else f"({said})"


def id_of(rule: AnyRule) -> str:
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
    if isinstance(rule, Finding):
        return frozenset(kind for kind, _ in rule.evidence)
    return frozenset({rule.kind} if isinstance(rule, Flag) else _OF_FUNCTIONS.get(id_of(rule), ()))


def _signs() -> str:
    told = (f"- **{name_of(sign)}**: {reasoning(sign)}" for sign in all_signs())
    return "\n".join(("## The signs", "", *told))


def reasoning(function: Callable[..., object]) -> str:
    """Return what a sign or a row looks for, and why."""
    if inspect.isfunction(function) and function.__name__ == "<lambda>":
        return _sentences(Path(function.__code__.co_filename))[name_of(function)]
    return " ".join((inspect.getdoc(function) or "").split())


@cache
def _sentences(file: Path) -> dict[str, str]:
    pairs = pairwise(ast.parse(file.read_text(encoding="utf-8")).body)
    rows = (
        (one.target, two.value) for one, two in pairs if isinstance(one, ast.AnnAssign) and isinstance(two, ast.Expr)
    )
    told = ((name, said) for name, said in rows if isinstance(name, ast.Name) and isinstance(said, ast.Constant))
    return {name.id: " ".join(str(said.value).split()) for name, said in told}


def _names(signs: Sequence[Sign]) -> str:  # type: ignore[type-arg]
    return ", ".join(map(_told, signs))


def _finding(finding: Finding) -> list[str]:  # type: ignore[type-arg]
    facts = [f"needs: {_names(finding.needs)}"] if finding.needs else []
    facts.append("evidence: " + ", ".join(f"`{kind.value}`" for kind, _ in finding.evidence))
    facts += (
        [f"and behind the name: `{ADDRESS_RULES[0].id}` to `{ADDRESS_RULES[-1].id}`"]
        if finding.looks_behind_name
        else []
    )
    told = reasoning(finding.seen) or f"Seen where {_told(finding.seen, alone=True)}."
    head = f"- **{finding.id}** ({'; '.join(facts)}). {told}"
    return [head, *(f"    - {_hypothesis(each)}" for each in finding.hypotheses)]


def _hypothesis(each: Hypothesis) -> str:  # type: ignore[type-arg]
    says = (each.claim.status, each.claim.cause, each.claim.detail)
    claim = ", ".join(word.value for word in says if word is not None)
    clause = _CLAUSES.get(each.id, "").replace("the {messenger} app", "the app").replace("{messenger}", "the messenger")
    parts = [f"**{each.id}** ({each.prior.value}; {claim}){clause and ': '}{clause}"]
    parts += [f"considered where: {_told(each.condition, alone=True)}"] if each.condition else []
    parts += [f"excluded by: {_names(each.excluded_by)}"] if each.excluded_by else []
    parts += [f"rarer where: {_names(each.weakened_by)}"] if each.weakened_by else []
    parts += [f"proved by: {_told(each.proof, alone=True)}"] if each.proof else []
    parts += [f"ask: {_QUESTIONS[each.id]}"] if each.id in _QUESTIONS else []
    return "; ".join(parts) + "."


def _any(statuses: Collection[FunctionStatus]) -> str:
    said = sorted(status.value if status is FunctionStatus.WORKS else f"is {status.value}" for status in statuses)
    return " or ".join(said)


def _section(title: str, text: str, rules: Sequence[AnyRule]) -> str:
    return "\n".join((f"## {title}", "", text, "", *(line for rule in rules for line in _row(rule)), ""))


def _row(rule: AnyRule) -> list[str]:
    if isinstance(rule, Finding):
        return _finding(rule)
    if isinstance(rule, Flag):
        return [f"- **{rule.id}** (gives `{rule.flag.value}`; evidence: `{rule.kind.value}`). {reasoning(rule.seen)}"]
    if not isinstance(rule, Doubt):
        kinds = ", ".join(f"`{kind.value}`" for kind in EvidenceKind if kind in kinds_of(rule))
        return [f"- **{id_of(rule)}** (evidence: {kinds or 'that of others'}). {reasoning(rule)}"]
    facts = [f"where it {_any(rule.statuses)}"]
    facts += [f"of {rule.function.value} alone"] if rule.function else []
    facts += [f"unknown where it {_any(rule.withdraws)}"] if rule.withdraws else []
    facts.append(f"then stands: {rule.rival.id}, {rule.rival.prior.value}")
    return [f"- **{rule.id}** ({'; '.join(facts)}). {reasoning(rule.seen)}"]


if __name__ == "__main__":
    print(page(), end="")
