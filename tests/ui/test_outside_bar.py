"""Before a check past a VPN it is said what the provider sees, and only then can it be asked for."""

from pytestqt.qtbot import QtBot

from dialtone.ui.widgets.outside_bar import OutsideBar


def test_the_risk_is_said_first(qtbot: QtBot) -> None:
    bar = OutsideBar()
    qtbot.addWidget(bar)
    asked: list[bool] = []
    bar.confirmed.connect(lambda: asked.append(True))
    bar.show_risk("The provider sees it.")
    assert bar.offer.isVisible()
    assert not bar.go.isVisible()
    bar.offer.click()
    assert not asked
    assert bar.go.isVisible()
    bar.leave.click()
    assert not asked
    assert not bar.go.isVisible()
    bar.offer.click()
    bar.go.click()
    assert asked == [True]


def test_without_a_vpn_nothing_is_offered(qtbot: QtBot) -> None:
    bar = OutsideBar()
    qtbot.addWidget(bar)
    bar.show_risk("")
    assert not bar.isVisible()
