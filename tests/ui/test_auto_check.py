"""Watching in the window: when a check is due, what is told, what is remembered; clock and network are the test's."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleKind
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkStatus
from dialtone.store.settings import Settings
from dialtone.ui.window.auto_check import AutoCheck, make_schedule
from ui import examples
from ui.world import World

WORKS, BLOCKED = MessengerStatus.WORKS, MessengerStatus.BLOCKED


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def auto_check(qtbot: QtBot, world: World) -> Iterator[AutoCheck]:
    made = AutoCheck(world.services(), lambda: world.settings, lambda: world.metered)

    def on_due() -> None:
        world.due += 1

    made.check_due.connect(on_due)
    made.changed.connect(world.changes.append)
    made.begin()
    yield made
    made.close()  # else the thread that writes may be the last to hold it, and delete it there


def pass_time(auto_check: AutoCheck, world: World, span: timedelta, step: timedelta = timedelta(seconds=30)) -> None:
    end = world.now + span
    while world.now < end:
        world.now += step
        auto_check.tick()


def look(qtbot: QtBot, auto_check: AutoCheck, *statuses: MessengerStatus) -> None:
    verdicts: Sequence[MessengerVerdict] = examples.check().messengers
    made = tuple(replace(v, status=s) for v, s in zip(verdicts, statuses, strict=False))
    with qtbot.waitSignal(auto_check.stored):
        auto_check.on_check_finished(replace(examples.check(), messengers=made))


def test_a_check_is_due_after_the_interval_and_only_once(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    look(qtbot, auto_check, WORKS)
    pass_time(auto_check, world, timedelta(minutes=59))
    assert world.due == 0
    pass_time(auto_check, world, timedelta(minutes=10))
    assert world.due == 1


@pytest.mark.parametrize(
    ("mark", "jump"), [("cafe", timedelta()), ("home", timedelta(minutes=20)), ("home", -timedelta(days=2))]
)
def test_after_another_network_a_sleep_or_a_clock_put_back_there_is_a_look_soon(
    qtbot: QtBot, auto_check: AutoCheck, world: World, mark: str, jump: timedelta
) -> None:
    look(qtbot, auto_check, WORKS)
    world.mark = mark
    world.now += jump
    pass_time(auto_check, world, timedelta(minutes=2))
    assert world.due == 1


def test_a_change_is_told_after_a_second_check(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    look(qtbot, auto_check, WORKS)
    look(qtbot, auto_check, BLOCKED)
    assert world.changes == []
    assert auto_check.due == world.now + timedelta(seconds=90)
    look(qtbot, auto_check, BLOCKED)
    ((change,),) = world.changes
    assert (change.verdict.messenger, change.before, change.verdict.status) == ("whatsapp", WORKS, BLOCKED)


@pytest.mark.parametrize("by_itself", [True, False])
def test_what_no_fault_looks_like_is_looked_at_again_at_once_unless_a_person_reads_it(
    qtbot: QtBot, auto_check: AutoCheck, world: World, by_itself: bool
) -> None:
    """Not with the next tick: the clock is asked when it is due."""
    look(qtbot, auto_check, WORKS)
    before = examples.check()
    (first, *_) = before.messengers
    gone = replace(first, status=BLOCKED, causes=(Cause.DNS_MISSING,), confidence=Confidence.SURE)
    check = replace(before, messengers=(gone,), network=NetworkVerdict(NetworkStatus.ONLINE))
    if by_itself:
        alone = list[bool]()

        def on_due(nobody_waits: bool) -> None:
            alone.append(nobody_waits)
            auto_check.on_checking_changed(running=True)

        auto_check.check_due.connect(on_due)
        pass_time(auto_check, world, timedelta(hours=2))
        with qtbot.waitSignal(auto_check.check_due):
            auto_check.on_check_finished(check)
        assert alone[-2:] == [True, False], "everything is asked the second time"
    else:
        auto_check.on_checking_changed(running=True)
        auto_check.on_check_finished(check)
        assert auto_check.due == world.now + timedelta(seconds=15)


def test_who_wants_no_words_gets_none(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    world.settings = replace(world.settings, notify=False)
    for status in (WORKS, BLOCKED, BLOCKED):
        look(qtbot, auto_check, status)
    assert world.changes == []


def test_pausing_and_never_mean_no_look(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    look(qtbot, auto_check, WORKS)
    auto_check.paused = True
    pass_time(auto_check, world, timedelta(hours=3), timedelta(minutes=1))
    assert world.due == 0
    auto_check.paused = False
    world.settings = replace(world.settings, watch_minutes=0)
    auto_check.reschedule()
    pass_time(auto_check, world, timedelta(hours=3), timedelta(minutes=1))
    assert world.due == 0


def test_nothing_is_watched_until_that_is_switched_on(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    """Neither when time passes, nor when something looks different, the network is another or the computer slept."""
    world.settings = Settings(first_run_done=True)
    for status in (WORKS, BLOCKED):
        look(qtbot, auto_check, status)
    pass_time(auto_check, world, timedelta(hours=25), timedelta(minutes=1))
    world.mark = "elsewhere"
    pass_time(auto_check, world, timedelta(hours=1))
    pass_time(auto_check, world, timedelta(hours=9), timedelta(hours=3))
    assert world.due == 0
    world.settings = replace(world.settings, watch_minutes=60)
    auto_check.reschedule()
    pass_time(auto_check, world, timedelta(hours=2), timedelta(minutes=1))
    assert world.due > 0


def test_a_line_paid_by_volume_is_left_until_another(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    look(qtbot, auto_check, WORKS)
    world.metered = True
    pass_time(auto_check, world, timedelta(hours=2), timedelta(minutes=1))
    assert world.due == 0
    world.metered = False
    pass_time(auto_check, world, timedelta(minutes=1))
    assert world.due == 1


def test_a_check_is_kept_with_its_network_unless_told_not_to(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    look(qtbot, auto_check, WORKS)
    assert [mark for _, mark in world.history.added] == ["home"]
    world.settings = replace(world.settings, keep_history=False)
    with qtbot.waitSignal(auto_check.stored) as said:
        auto_check.on_check_finished(examples.check())
    assert said.args == [None], "nothing failed to be kept"
    assert len(world.history.added) == 1


def test_a_full_disk_stops_nothing(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    world.history.full = True
    with qtbot.waitSignal(auto_check.stored) as said:
        auto_check.on_check_finished(examples.check())
    assert said.args is not None
    assert said.args[0].kind is TroubleKind.DISK_FULL
    assert auto_check.due is not None


def test_a_failed_or_cancelled_check_does_not_end_watching(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    auto_check.on_checking_changed(True)
    auto_check.on_checking_changed(False)
    for due in (1, 2, 3):
        pass_time(auto_check, world, timedelta(minutes=62))
        assert world.due == due
        auto_check.on_checking_changed(True)
        auto_check.on_checking_changed(False)


def test_the_same_network_that_was_gone_is_looked_at_soon(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    look(qtbot, auto_check, WORKS)
    world.mark = ""
    pass_time(auto_check, world, timedelta(minutes=2))
    assert world.due == 0
    world.mark = "home"
    pass_time(auto_check, world, timedelta(minutes=2))
    assert world.due == 1


def test_a_gateway_that_becomes_known_is_no_other_network(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    look(qtbot, auto_check, WORKS)
    for world.mark in ("home 00:11:22:33:44:55", "home", "home 00:11:22:33:44:55"):
        pass_time(auto_check, world, timedelta(minutes=2))
    assert world.due == 0
    world.mark = "home 66:77:88:99:aa:bb"
    pass_time(auto_check, world, timedelta(minutes=2))
    assert world.due == 1


@pytest.mark.parametrize("meanwhile", [("cafe",), ("cafe", "home"), ("", "home"), ("cafe", "", "home")])
def test_a_check_during_which_the_network_changed_says_nothing(
    qtbot: QtBot, auto_check: AutoCheck, world: World, meanwhile: tuple[str, ...]
) -> None:
    """Half of it may be about the other network, or about none."""
    look(qtbot, auto_check, WORKS)
    auto_check.on_checking_changed(True)
    for world.mark in meanwhile:
        pass_time(auto_check, world, timedelta(seconds=10), timedelta(seconds=10))
    auto_check.on_checking_changed(False)
    auto_check.on_check_finished(examples.check())
    assert len(world.history.added) == 1
    assert auto_check.due == world.now + timedelta(seconds=15)


@pytest.mark.parametrize("seen_by_a_tick", [True, False])
def test_a_check_in_sleep_is_no_news(qtbot: QtBot, auto_check: AutoCheck, world: World, seen_by_a_tick: bool) -> None:
    """Servers gave up its connections meanwhile: that is no network's doing."""
    look(qtbot, auto_check, WORKS)
    auto_check.on_checking_changed(True)
    world.now += timedelta(hours=8)
    if seen_by_a_tick:
        auto_check.tick()
    auto_check.on_checking_changed(False)
    auto_check.on_check_finished(examples.check())
    assert len(world.history.added) == 1
    assert auto_check.due == world.now + timedelta(seconds=15)


def test_a_check_after_the_computer_slept_counts(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    """The person pressed before the clock was looked at."""
    look(qtbot, auto_check, WORKS)
    world.now += timedelta(hours=8)
    auto_check.on_checking_changed(True)
    pass_time(auto_check, world, timedelta(seconds=10), timedelta(seconds=10))
    auto_check.on_checking_changed(False)
    look(qtbot, auto_check, WORKS)
    assert len(world.history.added) == 2


def test_a_check_by_hand_is_of_the_network_it_was_made_on(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    """Pressed right after the change, before the clock was asked again."""
    look(qtbot, auto_check, WORKS)
    world.mark = "cafe"
    auto_check.on_checking_changed(True)
    look(qtbot, auto_check, BLOCKED)
    assert [mark for _, mark in world.history.added] == ["home", "cafe"]
    assert world.changes == []


def test_the_end_waits_for_what_is_being_written(qtbot: QtBot, auto_check: AutoCheck, world: World) -> None:
    auto_check.on_check_finished(examples.check())
    auto_check.close()
    assert len(world.history.added) == 1


def test_nonsense_in_the_settings_is_no_choice() -> None:
    odd = make_schedule(Settings(watch_minutes=-5, quiet_from="25:99", quiet_to="08:00"))
    assert odd.every is None
    assert odd.quiet is None
