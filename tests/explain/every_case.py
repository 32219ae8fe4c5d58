"""All recorded verdicts that advice can tell apart."""

from functools import cache

from dialtone.explain.evidence import kinds_of
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from judge.recorded import judged, recorded


@cache
def every_case() -> tuple[tuple[MessengerVerdict, NetworkVerdict], ...]:
    """All recorded verdicts that advice can tell apart, each with its network."""
    cases: dict[object, tuple[MessengerVerdict, NetworkVerdict]] = {}
    for name in recorded():
        check = judged(name)
        network = check.network
        for one in check.messengers:
            parts = tuple((f.function, f.status, f.causes) for f in one.functions)
            told = (one.messenger, one.status, one.causes, kinds_of(one), parts, network.status, network.flags)
            cases.setdefault((told, network.detail), (one, network))
    return tuple(cases.values())
