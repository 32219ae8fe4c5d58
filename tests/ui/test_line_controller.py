"""The guided second look: it waits for another network, asks once there, and compares."""

import pytest
from pytestqt.qtbot import QtBot

from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.widgets.controls import Text
from dialtone.ui.window.line_controller import CHECK, LineController
from ui import examples
from ui.window_fixture import WindowFixture, done, make_content, make_window_fixture

HOME, PHONE = "192.168.1.0/24 aa:bb", "172.20.10.0/28 cc:dd"


class Looking:
    """A second look whose network the test sets."""

    def __init__(self, fixture: WindowFixture) -> None:
        self.mark, self.asked = HOME, 0
        content = make_content("en")
        self.controller = LineController(
            lambda: self.mark, lambda: content, lambda: fixture.state.check, fixture.window
        )
        self.controller.check_requested.connect(self._count)
        self.page_stack = fixture.window.page_stack
        page = self.controller.show(self.page_stack)
        assert page is not None
        self.page = page

    def _count(self) -> None:
        self.asked += 1

    def texts(self) -> list[str]:
        return [text.text() for text in self.page.findChildren(Text)]


@pytest.fixture
def looking(qtbot: QtBot) -> Looking:
    fixture = make_window_fixture("en")
    qtbot.addWidget(fixture.window)
    fixture.show(done(examples.check()))
    return Looking(fixture)


def there(status: MessengerStatus) -> Check:
    check = examples.check()
    return replace(check, messengers=tuple(replace(m, status=status) for m in check.messengers))


def test_the_same_network_is_no_second_one(looking: Looking) -> None:
    looking.controller.look()
    assert not looking.page.control(CHECK).isEnabled()
    looking.mark = ""  # between the two there is none
    looking.controller.look()
    assert not looking.page.control(CHECK).isEnabled()
    looking.page.acted.emit(CHECK, None)
    assert looking.asked == 0


def test_another_network_is_noticed_and_compared(looking: Looking) -> None:
    looking.mark = PHONE
    looking.controller.look()
    assert looking.page.control(CHECK).isEnabled()
    looking.page.control(CHECK).click()
    assert looking.asked == 1
    assert not looking.page.control(CHECK).isEnabled()
    looking.controller.take(there(MessengerStatus.WORKS))
    assert any("WhatsApp" in text and "first network" in text for text in looking.texts())


def test_who_moved_before_asking_is_on_the_other_network_already(looking: Looking) -> None:
    looking.controller.on_checking(running=True)
    looking.controller.take(there(MessengerStatus.BLOCKED))
    looking.mark = PHONE
    page = looking.controller.show(looking.page_stack)
    assert page is not None
    looking.controller.look()
    assert page.control(CHECK).isEnabled()


def test_a_check_that_nobody_asked_for_here_is_not_compared(looking: Looking) -> None:
    looking.mark = PHONE
    looking.controller.take(there(MessengerStatus.WORKS))
    assert not any("first network" in text for text in looking.texts())


def test_back_on_the_first_network_nothing_is_compared(looking: Looking) -> None:
    looking.mark = PHONE
    looking.controller.look()
    looking.page.control(CHECK).click()
    looking.mark = HOME
    looking.controller.take(there(MessengerStatus.WORKS))
    assert not any("first network" in text for text in looking.texts())
