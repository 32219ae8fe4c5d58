"""Advice scored: what is offered in each network, tried there, beside what else would have helped."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dialtone.model.guidance import Remedy
from dialtone.store.data_folders import resources
from dialtone.store.guidance_file import load_guidance
from lab import remedies
from lab.runner import Lab, LabError
from lab.scenario import Scenario

MESSENGERS = ("whatsapp", "telegram", "signal")
#: Ways tried wherever messages fail, whether or not they are offered.
CANDIDATES: Mapping[str, tuple[Remedy, ...]] = {
    "whatsapp": (Remedy.SECURE_NAMES, Remedy.VPN, Remedy.WHATSAPP_PHONE_PROXY, Remedy.PHONE_APP),
    "telegram": (Remedy.VPN, Remedy.TELEGRAM_PROXY, Remedy.WEB_VERSION),
    "signal": (Remedy.SECURE_NAMES, Remedy.VPN, Remedy.SIGNAL_RELAY),
}
_FINE = ("works",)
_BETTER = ("works", "slow")
_LIMIT = 180.0

MakeLab = Callable[[Scenario], Lab]


@dataclass
class Case:
    """One messenger in one network, whose messages do not work there."""

    scenario: str
    messenger: str
    before: str
    offered: tuple[Remedy, ...]
    """In the order in which the advice stands."""
    helped: dict[Remedy, str] = field(default_factory=dict)
    """What each way that was tried came to; `works` and, where nothing passed before, `slow` are help."""

    @property
    def fine_after(self) -> tuple[str, ...]:
        return _FINE if self.before == "slow" else _BETTER

    def works(self, remedy: Remedy) -> bool:
        """Return whether messages work with a remedy."""
        return self.helped.get(remedy) in self.fine_after

    @property
    def working(self) -> tuple[Remedy, ...]:
        return tuple(remedy for remedy in self.helped if self.works(remedy))

    @property
    def first(self) -> Remedy:
        return self.offered[0] if self.offered else Remedy.NONE

    @property
    def missed(self) -> tuple[Remedy, ...]:
        return tuple(remedy for remedy in self.working if remedy not in self.offered)

    @property
    def vain(self) -> tuple[Remedy, ...]:
        return tuple(r for r in self.offered if r in self.helped and not self.works(r))


def score(scenario: Scenario, make_lab: MakeLab, tried: Iterable[Case] = ()) -> list[Case]:
    """Check three messengers, read the advice and try every way; for one that changes the network it is built anew.

    `tried`: cases of an earlier run, whose ways are not tried again.
    """
    known = {case.messenger: case.helped for case in tried}
    with make_lab(scenario) as lab:
        answer = _check(lab, MESSENGERS)
        cases = [case for entry in answer.get("messengers", ()) if (case := _case(scenario, entry))]
        for case in cases:
            case.helped.update(known.get(case.messenger, {}))
            _try_what_stands(lab, case, answer)
    wanted = {remedy for case in cases for remedy in _untried(case)}
    for remedy in sorted(wanted - remedies.UNTRIED):
        asked = [case for case in cases if remedy in _untried(case)]
        with make_lab(remedies.apply(scenario, remedy).scenario) as lab:
            after = _check(lab, [case.messenger for case in asked])
        for case in asked:
            case.helped[remedy] = _status(after, case.messenger, remedies.FUNCTIONS.get(remedy, "messages"))
    return cases


def _check(lab: Lab, messengers: Sequence[str]) -> Mapping[str, Any]:
    run = lab.run(["dialtone", "check", "--json", "--wait", *messengers], timeout=_LIMIT, capture=True)
    if not run.stdout:
        raise LabError(f"{lab.scenario.name}: no answer (exit {run.exit_code}): {run.stderr.decode()[-200:]}")
    found: Mapping[str, Any] = json.loads(run.stdout)
    return found


def _case(scenario: Scenario, entry: Mapping[str, Any]) -> Case | None:
    messages = _function(entry, "messages")
    if messages == "works":
        return None
    known = {one.id: one.remedy for one in load_guidance(resources(), "en")}
    offered = dict.fromkeys(known[ident] for ident in entry["guidance"] if known.get(ident))
    return Case(scenario.name, entry["id"], messages, tuple(offered))


def _to_try(case: Case) -> tuple[Remedy, ...]:
    return tuple(dict.fromkeys((*case.offered, *CANDIDATES[case.messenger])))


def _untried(case: Case) -> tuple[Remedy, ...]:
    return tuple(remedy for remedy in _to_try(case) if remedy not in case.helped)


def _try_what_stands(lab: Lab, case: Case, answer: Mapping[str, Any]) -> None:
    """Try the ways that need no other network: what this check has seen, and proxies."""
    for remedy in _to_try(case):
        if remedy in remedies.TRIED_BY_THE_CHECK:
            case.helped[remedy] = _status(answer, case.messenger, remedies.FUNCTIONS.get(remedy, "messages"))
        elif (link := remedies.LINKS.get(remedy)) and remedy not in case.helped:
            run = lab.run(["dialtone", "try", link, "--json"], timeout=_LIMIT, capture=True)
            case.helped[remedy] = _outcome(run.stdout)


def _outcome(printed: bytes) -> str:
    try:
        return str(json.loads(printed)["outcome"])
    except (ValueError, KeyError):
        return "unknown"


def _status(answer: Mapping[str, Any], messenger: str, function: str) -> str:
    entry: Mapping[str, Any] = next((m for m in answer.get("messengers", ()) if m["id"] == messenger), {})
    return _function(entry, function)


def _function(entry: Mapping[str, Any], function: str) -> str:
    found = next((f["status"] for f in entry.get("functions", ()) if f["function"] == function), "")
    return str(found or entry.get("status", "unknown") if function == "messages" else found or "none")


# -- The table -----------------------------------------------------------------------------------------------


def table(cases: Iterable[Case]) -> str:
    """Return the table as text for docs/advice.md, with its two figures."""
    rows = list(cases)
    lines = [
        "| network | messenger | messages | first way offered | then | other ways offered | does any work |"
        " works, not offered |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_row(case) for case in rows]
    can = [case for case in rows if case.working]
    first = [case for case in can if case.works(case.first)]
    vain = [case for case in rows if case.vain]
    share = round(100 * len(first) / len(can)) if can else 100
    lines += [
        "",
        f"First way works: {len(first)} of {len(can)} cases in which any does ({share} %).",
        f"Ways offered that did not help: {sum(len(case.vain) for case in vain)}, in {len(vain)} of {len(rows)} cases.",
    ]
    return "\n".join(lines) + "\n"


def _row(case: Case) -> str:
    first = case.first
    then = case.helped.get(first, "not tried" if first else "")
    others = ", ".join(f"{r} ({case.helped.get(r, 'not tried')})" for r in case.offered[1:])
    cells = (case.scenario, case.messenger, case.before, first or "-", then or "-", others or "-")
    offered = [r for r in case.offered if case.works(r)]
    answer = "yes" if offered else ("no" if not case.working else "none offered")
    return "| " + " | ".join((*cells, answer, ", ".join(case.missed) or "-")) + " |"
