"""What the band above list and page says: the whole check in one line, and on what network that is. No widgets."""

from PySide6.QtCore import QCoreApplication

from dialtone.model.explanation import NetworkWords, WholeAnswer
from dialtone.model.frozen import Frozen
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus, NetworkFlag
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.screen_state import Phase, ScreenState
from dialtone.ui.state.shown_status import NO_LINE, OFFLINE
from dialtone.ui.state.standing import Standing, check_here, day_told, standing, standing_of, standing_sentence
from dialtone.ui.state.watch_list import WatchList


class BandState(Frozen):
    """One line, and what stands beside it. All of it may be empty."""

    sentence: str = ""
    status: str = ""
    """The vocabulary's word for the worst, `offline` or `checking`: face and colour. Empty where nothing is known."""
    note: str = ""
    """On what network that is, and what is special about it."""
    can_do: tuple[str, ...] = ()
    """What can be done about the network, read on request."""
    whole: str = ""
    """The whole in one line, for the tray; also where the band leaves it to the page of a single messenger."""
    doubtful: bool = False
    """Even the worst is said with a doubt: the shape is hollow."""
    check_here: str = ""
    """What the button says that checks on the network here; empty where none is needed."""


def band_state(
    content: LoadedContent,
    state: ScreenState,
    watch_list: WatchList,
    network: NetworkWords | None,
    kind: str,
    *,
    alone: bool = False,
) -> BandState:
    """Return what the band says. `kind`: of what kind the network is that was checked, in words.

    `alone`: where it is seen no page is, so it says it of a single messenger too.
    """
    if (
        state.phase is not Phase.CHECKING
        and (stands := standing(state, _asked(content, watch_list))) is not Standing.HERE
    ):
        return _elsewhere(content, state, watch_list, stands)
    whole = whole_answer(content, state, watch_list)
    circumstance = "" if network is None else network.banner
    lines = () if network is None else tuple(one for one in (*network.can_do, *network.flags) if one != circumstance)
    if whole is not None and whole.about_network:
        status = OFFLINE if state.network is not None and state.network.status in NO_LINE else whole.status
        return BandState(whole.sentence, status, can_do=lines, whole=whole.sentence, doubtful=whole.doubtful)
    lines += () if network is None else network.cannot_tell  # where it explains all, each page says it
    through_vpn = state.network is not None and NetworkFlag.VPN in state.network.flags
    note = " · ".join(part for part in ("" if through_vpn else kind, circumstance) if part)
    if whole is not None and (alone or len(_verdicts(content, state, watch_list)) > 1):
        return BandState(whole.sentence, whole.status, note, lines, whole.sentence, whole.doubtful)
    if state.phase is Phase.CHECKING:
        return BandState(QCoreApplication.translate("Window", "Checking…"), "checking")
    said, doubtful = (whole.sentence, whole.doubtful) if whole is not None else ("", False)
    return BandState("", "", circumstance, lines, said, doubtful)  # of a single messenger its page says it all


def _elsewhere(content: LoadedContent, state: ScreenState, watch_list: WatchList, stands: Standing) -> BandState:
    """Return what is said where the answer is not about the network here: that, and what it was, in the past."""
    verdicts = [state.known[one].verdict for one in _asked(content, watch_list) if one in state.known]
    said, status = standing_sentence(stands), OFFLINE if stands is Standing.GONE else MessengerStatus.UNKNOWN
    was = ""
    if state.network is not None:
        was = content.words.of_day(day_told(state)).whole(verdicts, state.network, content.names).sentence
    return BandState(said, status, was, whole=said, check_here=check_here(stands))


def whole_answer(content: LoadedContent, state: ScreenState, watch_list: WatchList) -> WholeAnswer | None:
    """Return the whole in one line; None where nothing is known yet."""
    verdicts = _verdicts(content, state, watch_list)
    if state.network is None or not verdicts:
        return None
    return content.words.whole(verdicts, state.network, content.names)


def _verdicts(content: LoadedContent, state: ScreenState, watch_list: WatchList) -> tuple[MessengerVerdict, ...]:
    """Return what is known of them on the network here."""
    found = (state.known.get(one) for one in _asked(content, watch_list))
    return tuple(known.verdict for known in found if known is not None and standing_of(state, known) is Standing.HERE)


def _asked(content: LoadedContent, watch_list: WatchList) -> tuple[str, ...]:
    """Return the watched messengers; all that are listed, where none is watched."""
    return watch_list.listed if content.saved is not None else watch_list.watched or watch_list.listed
