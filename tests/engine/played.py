"""A check that is played by its events: `decide` starts questions, and whoever plays says how each ends."""

from collections.abc import Callable, Sequence

from dialtone.engine.decide import Decision, decide, steps_to_answer
from dialtone.engine.first_questions import schedule
from dialtone.engine.line import Line
from dialtone.engine.plan import Plan
from dialtone.engine.question import Question
from dialtone.engine.requests import Profile
from dialtone.engine.state import Running, State, make_initial_state
from dialtone.judge.pending_probes import Ending, Judged, list_endings
from dialtone.model.catalogue import Catalogue, Control, Endpoint
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, Variant, Weight, Wire
from engine.small_plan import ALPHA, CHAT, CONTROLS, PLAIN, PLAN, SPREAD, make_messenger

_VARIANTS = {
    "app_handshake.browser": Variant.APP_HELLO,
    "late.app_handshake": Variant.AGAIN,
    "share": Variant.AGAIN,
    "kept.beside": Variant.AGAIN,
    "late.body": Variant.UPLOAD,
    "body.large": Variant.UPLOAD,
    "name.elsewhere": Variant.NAME_ELSEWHERE,
    "name.elsewhere_calm": Variant.NAME_ELSEWHERE,
}
_SOON = 0.05
LINE = Line(odd_silence=0.5, has_capacity=True, brief_limit=0.25)

RELAYS = tuple(
    Endpoint(f"alpha/relay{n}", "alpha", Wire.STUN, 3478, None, (f"198.51.{n}.9",), weight=Weight.RELAYS)
    for n in (1, 2)
)
STUN = Endpoint("udp/stun", "", Wire.STUN, 3478, None, ("192.0.2.20",), operator="one")
TIME = Endpoint("udp/time", "", Wire.NTP, 123, None, ("192.0.2.21",), operator="two")
CALLING = replace(
    ALPHA,
    endpoints=(CHAT, *RELAYS),
    functions=(
        *ALPHA.functions,
        FunctionRule(Function.CALLS, (), depends_on=Function.MESSAGES, relays=tuple(e.id for e in RELAYS)),
    ),
)
BETA_CHAT = replace(CHAT, id="beta/chat", messenger="beta", host="beta.example.org", addresses=("203.1.113.9",))
BETA = make_messenger("beta", BETA_CHAT, functions=(FunctionRule(Function.MESSAGES, ((BETA_CHAT.id,),)),))
GROUND = replace(CONTROLS, sites=tuple(Control(replace(e, operator=e.id)) for e in (*PLAIN, SPREAD)), udp=(STUN, TIME))
CALLS = replace(
    PLAN,
    catalogue=Catalogue("2026-11-24", (CALLING, BETA), GROUND),
    messengers=(CALLING, BETA),
    profile=Profile.USUAL,
    limits=replace(PLAN.limits, check=replace(PLAN.limits.check, foreign_first=0.6)),
)
"""Two messengers, one with relays, and neutral hosts over TCP and UDP."""

HowItEnds = Callable[[Question, Sequence[Ending]], Ending]
Which = Callable[[Sequence[int]], list[int]]
"""Which of the questions under way end in the next instant, in which order."""


class Played:
    """One check, from its first question to its last."""

    def __init__(self, plan: Plan, ends: HowItEnds, which: Which) -> None:
        first, self.plan = schedule(plan)
        self.state = make_initial_state(self.plan, first, seed=7)
        self.said: list[NetworkVerdict | MessengerVerdict] = []
        self.left: list[tuple[Question, State]] = []
        self.started: list[tuple[float, Question]] = []
        self.moments: list[State] = []
        self._ends, self.which = ends, which
        self._observations: list[Observation] = []

    def run(self) -> None:
        while self.turn():
            self.happen()

    def turn(self) -> bool:
        self.moments.append(self.state)
        decision = decide(self.state)
        self.state = decision.state
        self.started += [(self.state.now, question) for question in decision.started.values()]
        for number in decision.cancelled:
            self.left.append((self.state.running[number].question, self.state))
            self.state = self.state.after_end(number)
        self.said += decision.verdicts
        return not decision.ends

    def run_at_most(self, turns: int) -> None:
        """Play some turns, fewer where `decide` says stop: a question may be left unended."""
        while turns and self.turn():
            self.happen()
            turns -= 1

    def happen(self) -> None:
        soon = [q.not_before for q in self.state.queue if q.not_before > self.state.now]
        idle = not self.state.running and soon
        self.state = self.state.after_time(min(soon) if idle else self.state.now + _SOON, LINE, ())
        ended = self.which(sorted(self.state.running)) if self.state.running else []
        for number in ended:
            self._observe(self.state.running[number])
        self.state = self.state.after_observing(tuple(self._observations))
        for number in ended:
            self.state = self.state.after_end(number)

    def _observe(self, running: Running) -> None:
        question = running.question
        chain = steps_to_answer(self.state, question)
        for attempt in self._ends(question, list_endings(chain)) if chain else ():
            number = max((o.attempt for o in self._observations), default=0) + 1
            variant = _VARIANTS.get(question.row, Variant.APP)
            for step in attempt:
                self._observations.append(
                    replace(
                        step,
                        number=len(self._observations) + 1,
                        started=running.since,
                        seconds=0.04,
                        attempt=number,
                        variant=variant,
                        row=question.row,
                    )
                )

    def verdicts(self) -> Judged:
        return Decision(self.state).judge_all()
