"""Whether the truth always stands: where something is found in a network, its truth is in the list and not excluded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.diagnosis import Finding, diagnose
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.messenger_case import MessengerCase
from dialtone.judge.findings.proxied import PROXIED
from dialtone.judge.messenger_verdicts import as_named
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import CheckCase, NetworkCase
from dialtone.judge.rejudge import computer_of, judge_again, reduce_to_asked
from dialtone.judge.rules import ADDRESS_RULES, ENDPOINT_RULES, NETWORK_FINDINGS, first_verdict
from dialtone.judge.signs import name_of
from dialtone.model.catalogue import Catalogue, Messenger
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Function, Weight
from lab import truths
from lab.scenario import Scenario


@dataclass(frozen=True)
class Found:
    """A finding in one place of a check, and what became of each of its hypotheses."""

    #: The endpoint; `network` for the line.
    where: str
    finding: str
    standing: frozenset[str]
    #: Hypothesis -> why it does not stand: the sign that excludes it, or that was needed.
    fallen: dict[str, str]

    @property
    def considers(self) -> bool:
        """Whether it considers anything: if not, it says that too little was seen."""
        return bool(self.standing) or any(why.startswith("excluded") for why in self.fallen.values())

    def lacks(self, true: frozenset[str]) -> str:
        """Return why no true hypothesis stands here; nothing where one does."""
        if true & self.standing:
            return ""
        known = [f"{each} {self.fallen[each]}" for each in sorted(true & set(self.fallen))]
        return "; ".join(known) if known else f"missing: {' or '.join(sorted(true))}"


def list_findings() -> tuple[Finding[Any], ...]:
    """Return every finding of the tables, each once."""
    return (*NETWORK_FINDINGS, *ENDPOINT_RULES, *PROXIED)


def find_at(finding: Finding[Any], case: Any, where: str) -> Found:
    """Return what becomes of each hypothesis of a finding that is seen."""
    fallen: dict[str, str] = {}
    for each in finding.hypotheses:
        if each.condition is not None and not each.condition(case):
            fallen[each.id] = f"not considered without {name_of(each.condition)}"
        elif out := next((sign for sign in each.excluded_by if sign(case)), None):
            fallen[each.id] = f"excluded by {name_of(out)}"
    standing = frozenset(each.id for each in finding.hypotheses) - set(fallen)
    return Found(where, finding.id, standing, fallen)


def list_endpoints(check: Check, catalogue: Catalogue) -> Iterator[tuple[Messenger, EndpointCase]]:
    """Yield each endpoint that may decide a verdict, as the rules of today see it, with its messenger."""
    index = AttemptIndex(check.observations)
    network = judge_again(replace(check, messengers=(), outside=None), catalogue).network
    ground = CheckCase(ControlResults(index, catalogue.controls), network, check.platform)
    for known in filter(None, (catalogue.messenger(verdict.messenger) for verdict in check.messengers)):
        if known.own_server or known.untested is not None:
            continue
        messenger = as_named(reduce_to_asked(known, check, catalogue), index)
        whole = MessengerCase(messenger, ground)
        for endpoint in messenger.endpoints:
            if endpoint.weight is not Weight.INFORMS:
                yield messenger, EndpointCase(endpoint, whole)


def list_found(case: EndpointCase, rows: Sequence[Finding[EndpointCase]] = ENDPOINT_RULES) -> Iterator[Found]:
    """Yield what is found at an endpoint: the first row that holds, and what is found behind it."""
    row = next((row for row in rows if first_verdict((row,), case) is not None), None)
    found = find_at(row, case, case.endpoint.id) if isinstance(row, Finding) else None
    if found is not None and found.considers:
        yield found
    if isinstance(row, Finding) and row.looks_behind_name and not case.answered_elsewhere:
        yield from list_found(case.behind_the_name(), ADDRESS_RULES)


def find_of_line(check: Check, catalogue: Catalogue) -> Found | None:
    """Return what is found of the line; None if nothing is."""
    computer = computer_of(check, catalogue.controls)
    case = NetworkCase(ControlResults(AttemptIndex(check.observations), catalogue.controls), computer)
    row = next((row for row in NETWORK_FINDINGS if diagnose((row,), case) is not None), None)
    return None if row is None else find_at(row, case, "network")


def find_truths(scenario: Scenario, messenger: Messenger, case: EndpointCase) -> frozenset[str]:
    """Return what is true of the functions that an endpoint carries, and of the line.

    Where it answered it works, unless the truth is one of those that let the first answer through. Where it failed
    and its functions work all the same (by another way), the truth is that of the messenger's other functions.
    """
    endpoint = case.endpoint.id
    carried = [rule.function for rule in messenger.functions if any(endpoint in group for group in rule.needs)]
    of = truths.find_of_messenger(scenario, messenger.id)
    mine = frozenset[str]().union(*(of[name] for name in (carried or of) if name in of))
    if case.answered and (carried == [Function.CALLS] or not mine & truths.AFTER_ANSWER):
        mine |= {"works"}
    elif mine == {"works"}:
        mine = mine.union(*of.values())
    return truths.add_other_names((truths.find_of_line(scenario) - {"works"}) | mine)


def list_untrue(scenario: Scenario, check: Check, catalogue: Catalogue) -> list[str]:
    """Return where no true hypothesis stands: the network, the place, the finding, and why."""
    out = []
    ground = find_of_line(check, catalogue)
    if ground is not None and (lack := ground.lacks(truths.add_other_names(truths.find_of_line(scenario)))):
        out.append(f"{scenario.name:36} {ground.where:32} {ground.finding:24} {lack}")
    for messenger, case in list_endpoints(check, catalogue):
        out += [
            f"{scenario.name:36} {found.where:32} {found.finding:24} {lack}"
            for found in list_found(case)
            if (lack := found.lacks(find_truths(scenario, messenger, case)))
        ]
    return out
