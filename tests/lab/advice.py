"""Advice scored: what is offered in each network, tried there, beside what else would have helped."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dialtone.store.data_folders import resources
from dialtone.store.guidance_file import load_guidance
from lab import remedies
from lab.remedy_kinds import Remedy
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
        """The words after a remedy that count as help: where messages were slow, only better ones."""
        return _FINE if self.before == "slow" else _BETTER

    def works(self, remedy: Remedy) -> bool:
        """Return whether messages work with a remedy."""
        return self.helped.get(remedy) in self.fine_after

    @property
    def working(self) -> tuple[Remedy, ...]:
        """The remedies with which messages work, offered or not."""
        return tuple(remedy for remedy in self.helped if self.works(remedy))

    @property
    def first(self) -> Remedy:
        """The remedy that is offered first; none if none is offered."""
        return self.offered[0] if self.offered else Remedy.NONE

    @property
    def missed(self) -> tuple[Remedy, ...]:
        """The remedies that work and are not offered."""
        return tuple(remedy for remedy in self.working if remedy not in self.offered)

    @property
    def vain(self) -> tuple[Remedy, ...]:
        """The offered remedies that were tried and did not help."""
        return tuple(r for r in self.offered if r in self.helped and not self.works(r))


def score(scenario: Scenario, make_lab: MakeLab, tried: Iterable[Case] = ()) -> list[Case]:
    """Check three messengers, read the advice and try every way; for one that changes the network it is built anew.

    `tried`: cases of an earlier run, whose ways are not tried again.
    """
    known = {case.messenger: case.helped for case in tried}
    with make_lab(scenario) as lab:
        answer = _run_check(lab, MESSENGERS)
        cases = [case for entry in answer.get("messengers", ()) if (case := _make_case(scenario, entry))]
        for case in cases:
            case.helped.update(known.get(case.messenger, {}))
            _try_unchanged(lab, case, answer)
    wanted = {remedy for case in cases for remedy in _list_untried(case)}
    for remedy in sorted(wanted - remedies.UNTRIED):
        asked = [case for case in cases if remedy in _list_untried(case)]
        with make_lab(remedies.apply_remedy(scenario, remedy).scenario) as lab:
            after = _run_check(lab, [case.messenger for case in asked])
        for case in asked:
            case.helped[remedy] = _find_status(after, case.messenger, remedies.FUNCTIONS.get(remedy, "messages"))
    return cases


def _run_check(lab: Lab, messengers: Sequence[str]) -> Mapping[str, Any]:
    """Check messengers in a network, and return the answer. Raises `LabError` if there is none."""
    run = lab.run(["dialtone", "check", "--json", "--wait", *messengers], timeout=_LIMIT, capture=True)
    if not run.stdout:
        raise LabError(f"{lab.scenario.name}: no answer (exit {run.exit_code}): {run.stderr.decode()[-200:]}")
    found: Mapping[str, Any] = json.loads(run.stdout)
    return found


def _make_case(scenario: Scenario, entry: Mapping[str, Any]) -> Case | None:
    """Return the case of a messenger of an answer; None if its messages work."""
    messages = _find_function_status(entry, "messages")
    if messages == "works":
        return None
    known = {one.id: Remedy(one.remedy) for one in load_guidance(resources(), "en")}
    offered = dict.fromkeys(known[ident] for ident in entry["guidance"] if known.get(ident))
    return Case(scenario.name, entry["id"], messages, tuple(offered))


def _list_ways(case: Case) -> tuple[Remedy, ...]:
    """Return the remedies to try: those that are offered, then the candidates for everybody."""
    return tuple(dict.fromkeys((*case.offered, *CANDIDATES[case.messenger])))


def _list_untried(case: Case) -> tuple[Remedy, ...]:
    """Return the remedies of a case that were not tried yet."""
    return tuple(remedy for remedy in _list_ways(case) if remedy not in case.helped)


def _try_unchanged(lab: Lab, case: Case, answer: Mapping[str, Any]) -> None:
    """Try the ways that need no other network: what this check has seen, and proxies."""
    for remedy in _list_ways(case):
        if remedy in remedies.TRIED_BY_THE_CHECK:
            case.helped[remedy] = _find_status(answer, case.messenger, remedies.FUNCTIONS.get(remedy, "messages"))
        elif (link := remedies.LINKS.get(remedy)) and remedy not in case.helped:
            run = lab.run(["dialtone", "try", link, "--json"], timeout=_LIMIT, capture=True)
            case.helped[remedy] = _read_outcome(run.stdout)


def _read_outcome(printed: bytes) -> str:
    """Return the outcome that `dialtone try --json` printed; `unknown` if it printed none."""
    try:
        return str(json.loads(printed)["outcome"])
    except (ValueError, KeyError):
        return "unknown"


def _find_status(answer: Mapping[str, Any], messenger: str, function: str) -> str:
    """Return the status of a messenger's function in an answer."""
    entry: Mapping[str, Any] = next((m for m in answer.get("messengers", ()) if m["id"] == messenger), {})
    return _find_function_status(entry, function)


def _find_function_status(entry: Mapping[str, Any], function: str) -> str:
    """Return the status of a function; without one, of messages the messenger's own, of the others `none`."""
    found = next((f["status"] for f in entry.get("functions", ()) if f["function"] == function), "")
    return str(found or entry.get("status", "unknown") if function == "messages" else found or "none")


# -- The table -----------------------------------------------------------------------------------------------


def make_table(cases: Iterable[Case]) -> str:
    """Return the table as text for docs/advice.md, with its two figures."""
    rows = list(cases)
    lines = [
        "| network | messenger | messages | first way offered | then | other ways offered | does any work |"
        " works, not offered |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_make_row(case) for case in rows]
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


def _make_row(case: Case) -> str:
    """Return the row of one case."""
    first = case.first
    then = case.helped.get(first, "not tried" if first else "")
    others = ", ".join(f"{r} ({case.helped.get(r, 'not tried')})" for r in case.offered[1:])
    cells = (case.scenario, case.messenger, case.before, first or "-", then or "-", others or "-")
    offered = [r for r in case.offered if case.works(r)]
    answer = "yes" if offered else ("no" if not case.working else "none offered")
    return "| " + " | ".join((*cells, answer, ", ".join(case.missed) or "-")) + " |"
