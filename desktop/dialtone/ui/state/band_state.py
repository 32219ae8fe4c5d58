"""What the band above list and page says: the whole check in one line, and on what network that is. No widgets."""

from PySide6.QtCore import QCoreApplication

from dialtone.model.explanation import NetworkWords, WholeAnswer
from dialtone.model.frozen import Frozen
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import NetworkFlag
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.screen_state import Phase, ScreenState
from dialtone.ui.state.shown_status import NO_LINE, OFFLINE
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
    whole = whole_answer(content, state, watch_list)
    circumstance = "" if network is None else network.banner
    lines = () if network is None else tuple(one for one in (*network.can_do, *network.flags) if one != circumstance)
    if whole is not None and whole.about_network:
        status = OFFLINE if state.network is not None and state.network.status in NO_LINE else whole.status
        return BandState(whole.sentence, status, can_do=lines, whole=whole.sentence, doubtful=whole.doubtful)
    through_vpn = state.network is not None and NetworkFlag.VPN in state.network.flags
    note = " · ".join(part for part in ("" if through_vpn else kind, circumstance) if part)
    if whole is not None and (alone or len(_verdicts(content, state, watch_list)) > 1):
        return BandState(whole.sentence, whole.status, note, lines, whole.sentence, whole.doubtful)
    if state.phase is Phase.CHECKING:
        return BandState(QCoreApplication.translate("Window", "Checking…"), "checking")
    said, doubtful = (whole.sentence, whole.doubtful) if whole is not None else ("", False)
    return BandState("", "", circumstance, lines, said, doubtful)  # of a single messenger its page says it all


def whole_answer(content: LoadedContent, state: ScreenState, watch_list: WatchList) -> WholeAnswer | None:
    """Return the whole in one line; None where nothing is known yet."""
    verdicts = _verdicts(content, state, watch_list)
    if state.network is None or not verdicts:
        return None
    return content.words.whole(verdicts, state.network, content.names)


def _verdicts(content: LoadedContent, state: ScreenState, watch_list: WatchList) -> tuple[MessengerVerdict, ...]:
    """Return what is known of the watched messengers; of all that are listed, where none is watched."""
    asked = watch_list.listed if content.saved is not None else watch_list.watched or watch_list.listed
    return tuple(known.verdict for one in asked if (known := state.known.get(one)) is not None)
