"""What is known at one moment, from which the answer of the window, the rows and the pages are derived. No widgets."""

from msgspec import field

from dialtone.explain.explainer import Explainer
from dialtone.model.frozen import Frozen
from dialtone.ui.state.screen_state import Phase, ScreenState
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.state.window_inputs import LoadedContent


class Snapshot(Frozen):
    """The content, the state of the checks, and the person's list."""

    content: LoadedContent
    state: ScreenState = field(default_factory=ScreenState)
    watch_list: WatchList = field(default_factory=WatchList)

    @property
    def is_saved(self) -> bool:
        """Whether a saved check is shown, so that nothing is measured."""
        return self.content.saved is not None

    @property
    def is_checking(self) -> bool:
        """Whether a check runs."""
        return self.state.phase is Phase.CHECKING

    @property
    def wants_quiet(self) -> bool:
        """Whether Dialtone should not draw attention: the quiet profile is on, or devices are searched there."""
        return self.watch_list.quiet or self.content.words.wants_quiet()

    @property
    def former_words(self) -> Explainer:
        """The words about an answer from another network: in the past tense, as of its day."""
        return self.content.words.of_day(self.state.day_of_answer)
