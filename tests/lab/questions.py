"""What a check asked, and what of that no word hung on: `./dev lab traffic --questions`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialtone.engine.rows import ROWS, Stage, Wanted
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.pending_probes import Judged, changes_nothing, list_endings, make_comparable
from dialtone.judge.rejudge import judge_again
from dialtone.model.catalogue import Catalogue
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation

_KNOWN = {row.id for row in ROWS}
_AT_ONCE = {row.id for row in ROWS if row.stage is Stage.START and row.wanted is Wanted.ALWAYS} | {"control.pulse"}
"""Rows that ask whatever is known."""


@dataclass(frozen=True)
class Asked:
    """What one check asked."""

    network: str
    check: Check
    questions: int
    """How many servers were asked, once for each row that asked them."""
    in_doubt: int
    """How many of them depended on what was known."""
    vain: Counter[str]
    """By row: those of which no end would have changed a claim, nor if they had not been asked."""


def find_asked(network: str, check: Check, catalogue: Catalogue) -> Asked:
    """Judge a check again without each of its questions, and with each other end of it."""
    asked = dict.fromkeys((o.row, o.endpoint) for o in check.observations if o.row in _KNOWN)
    in_doubt = [(row, endpoint) for row, endpoint in asked if row not in _AT_ONCE]
    vain = Counter(row for row, endpoint in in_doubt if _is_vain(check, row, endpoint, catalogue))
    return Asked(network, check, len(asked), len(in_doubt), vain)


def _is_vain(check: Check, row: str, endpoint: str, catalogue: Catalogue) -> bool:
    """Return whether no word of a check hangs on a question."""

    def judge(index: AttemptIndex) -> Judged:
        again = judge_again(replace(check, observations=index.steps), catalogue)
        return Judged(again.network, again.messengers)

    own = [o for o in check.observations if (o.row, o.endpoint) == (row, endpoint)]
    rest = AttemptIndex(o for o in check.observations if o not in own)
    ways = [(end,) for end in list_endings(_find_longest_attempt(own))]
    as_it_was = make_comparable(judge(AttemptIndex(check.observations)))
    return make_comparable(judge(rest)) == as_it_was and changes_nothing(rest, ways, judge)


def _find_longest_attempt(steps: Sequence[Observation]) -> list[Observation]:
    """Return the steps of the attempt that came furthest, as if each had been answered."""
    attempts = ([o for o in steps if o.attempt == number] for number in dict.fromkeys(o.attempt for o in steps))
    return [replace(o, failure=None) for o in max(attempts, key=len)]


def make_table(rows: Sequence[Asked]) -> str:
    """Return a table with a row for each check."""
    return "\n".join(_make_lines(rows))


def _make_lines(rows: Sequence[Asked]) -> Iterator[str]:
    yield "| network | s | KB the program counts | questions | of them in doubt | no word hung on |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        size = row.check.bytes_sent + row.check.bytes_received
        vain = ", ".join(f"{name} {count}" for name, count in row.vain.most_common())
        yield (
            f"| {row.network} | {row.check.seconds:.2f} | {size / 1000:.0f} | {row.questions} | {row.in_doubt} "
            f"| {row.vain.total()}{f': {vain}' if vain else ''} |"
        )
