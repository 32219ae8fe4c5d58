"""Saved checks with known verdicts: real ones, made in the lab.

A new one: `./dev lab run SCENARIO -- dialtone check --all --json > check.json`, then
`python -m judge.saved check.json SCENARIO`. After a rule has changed on purpose, `python -m judge.saved`
judges all of them again and writes the new verdicts: read the difference before you keep it.
(Run it in the project's environment with `PYTHONPATH=tests`.)
"""

import json
import sys
from pathlib import Path

from dialtone.judge.rejudge import judge_again
from dialtone.model.check import Check
from dialtone.store.check_file import encode_check, load_check
from judge.factory import real_catalogue

CHECKS = Path(__file__).with_name("checks")
_USAGE = "usage: python -m judge.saved [CHECK.json NAME]"


def saved_checks() -> dict[str, Check]:
    """Every saved check by its name."""
    return {path.stem: load_check(path) for path in sorted(CHECKS.glob("*.json"))}


def keep(name: str, check: Check) -> None:
    """Write a check without the words for people: they change more often than verdicts do."""
    document = encode_check(check, lambda _: ("", "", ()))
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (CHECKS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Keep a new check, or judge all the kept ones again."""
    if len(arguments) == 2:
        keep(arguments[1], load_check(Path(arguments[0])))
        return 0
    if arguments:
        sys.stderr.write(_USAGE + "\n")
        return 2
    catalogue = real_catalogue()
    for name, check in saved_checks().items():
        keep(name, judge_again(check, catalogue))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
