"""Runs of a check that a test steers."""

import threading

from dialtone.engine.events import CheckFinished, CheckStarted, MessengerJudged, NetworkJudged, Progressed
from dialtone.ui.state.check_runner import Emit
from ui import examples

HELD_SECONDS = 60.0
ALL = ("whatsapp", "telegram", "signal")


def whole_check(emit: Emit) -> None:
    check = examples.check()
    emit(CheckStarted(ALL, check.started_at))
    emit(Progressed(3, 9))
    emit(NetworkJudged(check.network))
    for verdict in check.messengers:
        emit(MessengerJudged(verdict))
    emit(CheckFinished(check))


def measures(emit: Emit, _stopped: threading.Event) -> None:
    whole_check(emit)


def stays_silent(_emit: Emit, stopped: threading.Event) -> None:
    stopped.wait(HELD_SECONDS)


def hangs(emit: Emit, stopped: threading.Event) -> None:
    emit(CheckStarted(ALL, examples.STARTED))
    emit(NetworkJudged(examples.check().network))
    emit(MessengerJudged(examples.signal_works()))
    emit(Progressed(1, 3))
    stopped.wait(HELD_SECONDS)
