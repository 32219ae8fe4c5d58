"""Saved checks with known verdicts: real ones, made in the lab. Beside each, what each endpoint in it was judged.

A new one: `./dev lab run SCENARIO -- dialtone check --all --json > check.json`, then
`python -m judge.saved check.json SCENARIO`. After a rule has changed on purpose, `python -m judge.saved`
judges all of them again and writes the new verdicts: read the difference before you keep it.
(Run it in the project's environment with `PYTHONPATH=tests`.)
"""

import json
import sys
from pathlib import Path

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.messenger_verdicts import judge_endpoints
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import CheckCase
from dialtone.judge.rejudge import judge_again
from dialtone.model.catalogue import Catalogue
from dialtone.model.check import Check
from dialtone.model.verdict import EndpointVerdict
from dialtone.store.check_file import encode_check, load_check
from shipped_catalogue import shipped_catalogue

CHECKS = Path(__file__).with_name("checks")
FINDINGS = Path(__file__).with_name("findings")
_USAGE = "usage: python -m judge.saved [CHECK.json NAME]"


def saved_checks() -> dict[str, Check]:
    return {path.stem: load_check(path) for path in sorted(CHECKS.glob("*.json"))}


def keep(name: str, check: Check) -> None:
    """Write a check without the words for people: they change more often than verdicts do."""
    document = encode_check(check, lambda _: ("", "", ()))
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (CHECKS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def findings(check: Check, catalogue: Catalogue) -> str:
    """Return what each endpoint is judged and by which rules, as JSON with one line for each endpoint."""
    case = CheckCase(
        ControlResults(AttemptIndex(check.observations), catalogue.controls), check.network, check.platform
    )
    asked = [messenger for verdict in check.messengers if (messenger := catalogue.messenger(verdict.messenger))]
    lines = [
        f"{json.dumps(endpoint)}: {json.dumps(_finding(verdict))}"
        for messenger in asked
        if messenger.untested is None
        for endpoint, verdict in judge_endpoints(messenger, case).items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _finding(verdict: EndpointVerdict) -> dict[str, object]:
    return {
        "status": verdict.status,
        "causes": verdict.causes,
        "confidence": verdict.confidence,
        "evidence": [[e.rule, e.kind, *e.observations] for e in verdict.evidence],
    }


def keep_with_findings(name: str, check: Check, catalogue: Catalogue) -> None:
    keep(name, check)
    (FINDINGS / f"{name}.json").write_text(findings(check, catalogue), encoding="utf-8")


def main(arguments: list[str]) -> int:
    if arguments and len(arguments) != 2:
        sys.stderr.write(_USAGE + "\n")
        return 2
    catalogue = shipped_catalogue()
    if arguments:
        keep_with_findings(arguments[1], load_check(Path(arguments[0])), catalogue)
    else:
        for name, check in saved_checks().items():
            keep_with_findings(name, judge_again(check, catalogue), catalogue)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
