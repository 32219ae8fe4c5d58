"""The record of a check: what is written when a step ends, however it ends."""

from contextlib import suppress

import pytest

from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Failure, Step, Variant
from dialtone.probe.failure import ProbeError, StepFailed
from dialtone.probe.journal import AttemptWriter, Journal
from idle_time import IdleTime


@pytest.fixture
def journal(idle_time: IdleTime) -> Journal:
    return Journal(idle_time)


async def test_observations_are_numbered_in_the_order_of_their_ends(journal: Journal) -> None:
    slow, quick = (
        journal.open_attempt("chat", "chat/one"),
        journal.open_attempt("", "control/one", Variant.NEUTRAL_NAME),
    )
    with slow.step(Step.TCP, "1.2.3.4:443"), quick.step(Step.TLS, "1.2.3.4:80") as facts:
        facts[Fact.SNI] = "chat.test"
    first, second = journal.observations
    assert (first.number, first.attempt, first.step, first.variant) == (1, 2, Step.TLS, Variant.NEUTRAL_NAME)
    assert (second.number, second.attempt, second.messenger) == (2, 1, "chat")
    assert first.facts == {"sni": "chat.test"}
    assert first.ok
    assert second.ok


async def test_our_own_mistakes_surface_and_are_called_so(journal: Journal) -> None:
    with pytest.raises(KeyError), journal.open_attempt("chat", "chat/one").step(Step.DNS, "t"):
        raise KeyError("ours")
    (written,) = journal.observations
    assert written.failure is Failure.BUG


async def test_a_step_that_the_person_ends_is_no_mistake_of_ours(journal: Journal) -> None:
    with pytest.raises(KeyboardInterrupt), journal.open_attempt("chat", "chat/one").step(Step.TCP, "t"):
        raise KeyboardInterrupt
    (written,) = journal.observations
    assert written.failure is Failure.NOT_IN_TIME


async def test_later_changes_to_the_facts_do_not_reach_what_is_written(journal: Journal) -> None:
    with journal.open_attempt("chat", "chat/one").step(Step.DNS, "t") as facts:
        facts[Fact.FAMILY] = 4
    facts[Fact.FAMILY] = 6
    assert journal.observations[0].facts == {"family": 4}


async def test_what_is_under_way_is_known_while_it_is(journal: Journal) -> None:
    assert journal.find_running("chat/one") is None
    with journal.open_attempt("chat", "chat/one").step(Step.TLS, "t"):
        running = journal.find_running("chat/one")
        assert running is not None
        assert running.step is Step.TLS
        assert journal.find_running("chat/two") is None
        assert journal.find_running("chat/one", "t", Variant.APP) == running
        assert (
            journal.find_running("chat/one", "elsewhere")
            is journal.find_running("chat/one", "t", Variant.AGAIN)
            is None
        )
        assert journal.running_steps() == (running,)
        assert running.messenger == "chat"
    assert journal.find_running("chat/one") is None


async def test_what_was_under_way_while_the_computer_slept_proves_nothing(journal: Journal) -> None:
    """Its router has forgotten the connections by then, and no server sends what it sent already."""

    async def end(attempt: AttemptWriter, step: Step, failure: Failure, *, asleep: bool = False) -> None:
        with suppress(StepFailed), attempt.step(step, "t"):
            if asleep:
                journal.note_sleep()
            raise ProbeError(failure)

    for step in (Step.TLS, Step.FLOW):
        before = journal.open_attempt("chat", "chat/one")
        await end(before, step, Failure.RESET, asleep=True)
        await end(before, Step.HTTP, Failure.TIMEOUT)
    await end(journal.open_attempt("chat", "chat/one"), Step.TLS, Failure.RESET)
    assert [(o.step, o.failure) for o in journal.observations] == [
        (Step.TLS, Failure.NOT_IN_TIME),
        (Step.HTTP, Failure.NOT_IN_TIME),
        (Step.HTTP, Failure.NOT_IN_TIME),
        (Step.TLS, Failure.RESET),
    ]
