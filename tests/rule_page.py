"""Prints `docs/rules.md`: every rule in its order, with what must hold before it and its reasoning. `./dev rules`."""

import inspect
from collections.abc import Sequence

from dialtone.judge.rule_rows import Adjustment, NetworkRule, Rule
from dialtone.judge.rules import (
    ADDRESS_RULES,
    ADJUSTMENTS,
    ENDPOINT_RULES,
    FUNCTION_ADJUSTMENTS,
    NETWORK_RULES,
)

AnyRule = NetworkRule | Rule | Adjustment  # type: ignore[type-arg]
ALL_RULES: tuple[AnyRule, ...] = (*NETWORK_RULES, *ENDPOINT_RULES, *ADJUSTMENTS, *FUNCTION_ADJUSTMENTS)

_INTRODUCTION = """# The rules

Generated from `desktop/dialtone/judge/rules.py` by `./dev rules > docs/rules.md`; do not edit.

Each row has an id, its layer, what must hold before it is asked, and the kinds of evidence that it may give.
The id stands beside each piece of evidence in a saved check (`rule`), under Details in the window, and in what
`dialtone open FILE --again` prints. "ADR 8" is `docs/decisions/0008-….md`.
"""


def page() -> str:
    """Return the whole page."""
    parts = (
        _INTRODUCTION,
        _section(
            "The network", "The first status that holds is the network's; every flag that holds is set.", NETWORK_RULES
        ),
        _section("An endpoint", "The first that holds decides.", ENDPOINT_RULES),
        _section(
            "Adjustments of an endpoint",
            "After the rules: all that hold, one after the other, by what is known beside the endpoint's own attempts.",
            ADJUSTMENTS,
        ),
        _section(
            "Adjustments of a function",
            "The same for what a function's endpoints came to together.",
            FUNCTION_ADJUSTMENTS,
        ),
    )
    return "\n".join(parts).rstrip() + "\n"


def _section(title: str, text: str, rules: Sequence[AnyRule]) -> str:
    return "\n".join((f"## {title}", "", text, "", *(line for rule in rules for line in _row(rule)), ""))


def _row(rule: AnyRule) -> list[str]:
    facts = [rule.layer.value]
    if isinstance(rule, NetworkRule):
        facts.append(f"gives `{rule.gives.value}`")
    needs = () if isinstance(rule, Adjustment) else rule.needs
    if needs:
        facts.append("needs: " + ", ".join(need.value for need in needs))
    facts.append("evidence: " + (", ".join(f"`{kind.value}`" for kind in rule.says) or "that of others"))
    if isinstance(rule, Rule) and rule.then:
        facts.append(f"and behind the name: `{ADDRESS_RULES[0].id}` to `{ADDRESS_RULES[-1].id}`")
    reasoning = " ".join((inspect.getdoc(rule.decide) or "").split())
    return [f"- **{rule.id}** ({'; '.join(facts)}). {reasoning}"]


if __name__ == "__main__":
    print(page(), end="")
