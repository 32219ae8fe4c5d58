"""Words for tests: every sentence says which verdict it was made from, so tests see that the right one is shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from dialtone.explain.answers import answer_about_all, answer_of, without_readable
from dialtone.explain.explainer import Explainer
from dialtone.explain.ranking import next_step
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import Answer
from dialtone.model.explanation import (
    Explanation,
    FunctionWords,
    Guidance,
    LinkWords,
    NetworkWords,
    WayWords,
)
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.way import Way, WayKind
from dialtone.store.wording_file import load_wording
from ui import examples

LAW = "The law says something."
GUIDANCE = Guidance(
    id="trusted-vpn",
    title="A VPN that you already trust",
    risk="Close bank apps first.",
    steps=("Open it.", "Connect.", "Check again."),
    does_not="It does not make you anonymous.",
    cost="Often a few euros a month.",
    links=(LinkWords("Guide of the EFF", "https://ssd.eff.org/vpn", "We opened this link on 1 November 2026."),),
    written="Sources: EFF and RKS Global.",
    law=(LAW,),
)
LAW_IN_SHORT = "The law bears on it."


@cache
def _english() -> Sentences:
    names = {messenger.id: messenger.name for messenger in examples.MESSENGERS}
    return Sentences(load_wording(Path(__file__).resolve().parents[2] / "resources", "en"), names)


class PlainWords(Explainer):
    """Says the vocabulary's words aloud; answers are said by the English grammar."""

    def __init__(
        self,
        past: str = "",
        sentences: Sentences | None = None,
        openable: tuple[str, ...] = (),
        *,
        quiet: bool = False,
    ) -> None:
        super().__init__(_english().wording, (), date(2026, 11, 24))
        self.sentences = sentences or _english()
        self._past = past
        self._openable, self._quiet = openable, quiet

    def of_day(self, day: date) -> "PlainWords":
        return PlainWords(f"On {day}: ", self.sentences.of_day(day))

    def answer(
        self, verdict: MessengerVerdict, network: NetworkVerdict, all_verdicts: Sequence[MessengerVerdict] = ()
    ) -> Answer:
        answer = answer_of(verdict, network)
        return replace(answer, next_step=next_step(answer))

    def answer_about_all(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
        answer = answer_about_all(verdicts, network)
        with_step = replace(answer, next_step=next_step(answer, (Way(WayKind.WORKS_HERE, openable=self._openable),)))
        return without_readable(with_step, self.readers_of)

    def explain_messenger(
        self,
        verdict: MessengerVerdict,
        network: NetworkVerdict,
        observations: Sequence[Observation] = (),
        all_verdicts: Sequence[MessengerVerdict] = (),
        worked_elsewhere: date | None = None,
    ) -> Explanation:
        name = self.sentences.name_of(verdict.messenger, verdict.name)
        trouble = verdict.status != "works"
        working = [one.name for one in all_verdicts if one.status == "works" and trouble]
        return Explanation(
            messenger=verdict.messenger,
            name=name,
            status=verdict.status,
            state=self.state(verdict, name),
            headline=f"{self._past}{name} is {verdict.status}.",
            summary=f"Summary of {name}.",
            observed=("Saw one.", "Saw two."),
            means=("Means this.",) if trouble else (),
            can_do=("Do that.",),
            cannot_tell=(),
            functions=tuple(
                FunctionWords(f.status, f"F {f.function}", f.status, f"Because of {f.function}.")
                for f in verdict.functions
            ),
            law_in_short=LAW_IN_SHORT if trouble else "",
            answer=answer_of(verdict, network),
            ways=(
                *((WayWords("works_here", f"Works here: {', '.join(working)}."),) if working else ()),
                *((WayWords("vpn", GUIDANCE.title, guidance=GUIDANCE),) if trouble else ()),
            ),
            details=tuple(f"{o.number} {o.step} {o.target}" for o in observations),
        )

    def state(self, verdict: MessengerVerdict, name: str) -> str:
        return f"{self._past}State {verdict.status}"

    def readers_of(self, messenger: str) -> str:
        return ""

    def say_readers_in_short(self, messenger: str) -> str:
        return ""

    def say_caution(self, messenger: str) -> str:
        return ""

    def count_users(self, messenger: str) -> int:
        return 0

    def wants_quiet(self, country: str = "") -> bool:
        return country == "IR" if country else self._quiet

    def say_warning(self, country: str) -> str:
        return f"People are punished in {country}." if country in ("IR", "") else ""

    def may_test_others(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> bool:
        return len(verdicts) < 4

    def list_licensed(self) -> frozenset[str]:
        return frozenset()

    def say_since(
        self, verdict: MessengerVerdict, answered: date | None, names: Mapping[str, str] | None = None
    ) -> str:
        return f"{verdict.name} answered on {answered}." if answered else ""

    def explain_network(self, verdict: NetworkVerdict) -> NetworkWords:
        calm = verdict.status == "online" and not verdict.flags
        return NetworkWords(
            headline=f"Network {verdict.status}.",
            banner="" if calm else f"Banner {verdict.status}",
            can_do=("Look at the cable.",) if verdict.status == "offline" else (),
            flags=tuple(f"Flag {flag}." for flag in verdict.flags),
        )

    def changed(self, before: MessengerVerdict, after: MessengerVerdict, name: str) -> str:
        return f"{name}: {before.status}, then {after.status}."
