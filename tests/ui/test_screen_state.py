from dialtone.engine.events import CheckCancelled, CheckFailed, CheckFinished, CheckStarted, MessengerJudged
from dialtone.model.vocabulary import Cause
from dialtone.ui.state.screen_state import Phase, ScreenState, find_worst_status, state_after, with_check
from ui import examples

ALL = ("whatsapp", "telegram", "signal")


def running() -> ScreenState:
    before = with_check(ScreenState(), examples.check(), Phase.DONE)
    return state_after(before, CheckStarted(ALL, examples.STARTED))


def test_old_verdicts_stay_until_new_ones_are_certain() -> None:
    state = running()
    assert state.phase is Phase.CHECKING
    assert state.pending == set(ALL)
    assert set(state.known) == set(ALL)
    state = state_after(state, MessengerJudged(examples.unknown(examples.signal_works(), Cause.UNEXPLAINED)))
    assert state.pending == {"whatsapp", "telegram"}
    assert state.known["signal"].verdict.status == "unknown"
    assert state.known["whatsapp"].verdict.status == "blocked"


def test_a_fresh_verdict_has_no_old_observations() -> None:
    state = state_after(running(), MessengerJudged(examples.whatsapp_blocked()))
    assert state.known["whatsapp"].observations == ()
    state = state_after(state, CheckFinished(examples.check()))
    assert {o.messenger for o in state.known["whatsapp"].observations} == {"whatsapp"}


def test_cancelling_gives_back_what_was_known() -> None:
    state = state_after(running(), CheckCancelled())
    assert (state.phase, state.pending) == (Phase.CANCELLED, frozenset())
    assert state.known["whatsapp"].verdict.status == "blocked"


def test_a_bug_of_ours_takes_no_verdict_away() -> None:
    state = state_after(running(), CheckFailed("ValueError: x"))
    assert state.phase is Phase.FAILED
    assert set(state.known) == set(ALL)


def test_overall_is_the_worst_of_the_watched() -> None:
    state = with_check(ScreenState(), examples.check(), Phase.DONE)
    assert find_worst_status(state, ALL) == "blocked"
    assert find_worst_status(state, ("telegram", "signal")) == "partly"
    assert find_worst_status(state, ("signal",)) == "works"
    assert find_worst_status(state, ("viber",)) == ""
