"""The guided second look: it waits for another network, asks once there, and compares."""

import pytest

from dialtone.engine.events import CheckFinished, CheckStarted
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.state.screen_state import NetworkSeen, ScreenState, state_after
from dialtone.ui.widgets.controls import Text
from dialtone.ui.window.network_comparison_page import CHECK, NetworkComparisonPage
from ui import examples
from ui.page_rows import shown_page
from ui.window_fixture import WindowFixture

HOME, PHONE = "192.168.1.0/24 aa:bb", "172.20.10.0/28 cc:dd"


class Looking:
    """A second look whose network the test sets."""

    def __init__(self, fixture: WindowFixture, mark: str = HOME) -> None:
        self.world, self.asked = fixture.world, 0
        self.world.mark = mark
        fixture.page_controller.show_network_comparison()
        page = shown_page(fixture.window, NetworkComparisonPage)
        self.page = page
        fixture.window.controller.check = self._count  # type: ignore[assignment, method-assign]  # in place of a check

    def _count(self) -> None:
        self.asked += 1

    def texts(self) -> list[str]:
        return [text.text() for text in self.page.findChildren(Text)]


@pytest.fixture
def looking(fixture: WindowFixture) -> Looking:
    return Looking(fixture)


def there(status: MessengerStatus) -> Check:
    check = examples.check()
    return replace(check, messengers=tuple(replace(m, status=status) for m in check.messengers))


def test_the_same_network_is_no_second_one(looking: Looking) -> None:
    looking.page.read_network()
    assert not looking.page.has_control(CHECK)
    looking.world.mark = ""  # between the two there is none
    looking.page.read_network()
    assert not looking.page.has_control(CHECK)
    looking.page.acted.emit(CHECK, None)
    assert looking.asked == 0


def test_another_network_is_noticed_and_compared(looking: Looking) -> None:
    looking.world.mark = PHONE
    looking.page.read_network()
    assert looking.page.has_control(CHECK)
    looking.page.control(CHECK).click()
    assert looking.asked == 1
    assert not looking.page.has_control(CHECK)
    looking.page.compare_with(there(MessengerStatus.WORKS))
    assert any("WhatsApp" in text and "first network" in text for text in looking.texts())


def test_who_moved_before_asking_is_on_the_other_network_already(fixture: WindowFixture) -> None:
    at_home = state_after(ScreenState(), NetworkSeen(HOME, begins=True))
    fixture.show(state_after(at_home, CheckFinished(examples.check())))
    looking = Looking(fixture, PHONE)
    looking.page.read_network()
    assert looking.page.has_control(CHECK)


def test_a_check_between_two_networks_is_about_neither(fixture: WindowFixture) -> None:
    at_home = state_after(ScreenState(), NetworkSeen(HOME, begins=True))
    checking = state_after(at_home, CheckStarted(("whatsapp",), examples.STARTED))
    fixture.show(state_after(state_after(checking, NetworkSeen(PHONE)), CheckFinished(examples.check())))
    looking = Looking(fixture, PHONE)
    looking.page.read_network()
    assert not looking.page.has_control(CHECK)


def test_a_check_that_nobody_asked_for_here_is_not_compared(looking: Looking) -> None:
    looking.world.mark = PHONE
    looking.page.compare_with(there(MessengerStatus.WORKS))
    assert not any("first network" in text for text in looking.texts())


def test_back_on_the_first_network_nothing_is_compared(looking: Looking) -> None:
    looking.world.mark = PHONE
    looking.page.read_network()
    looking.page.control(CHECK).click()
    looking.world.mark = HOME
    looking.page.compare_with(there(MessengerStatus.WORKS))
    assert not any("first network" in text for text in looking.texts())
