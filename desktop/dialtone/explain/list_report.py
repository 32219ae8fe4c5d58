"""The output of `dialtone list`: the messengers, how they are installed, what is tested, and why the rest is not."""

from collections.abc import Mapping, Sequence

from dialtone.explain.answer_text import say_parts
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import join_texts
from dialtone.explain.status_signs import STATUS_COLOURS, STATUS_SIGNS
from dialtone.explain.text_page import QUIET, TextPage
from dialtone.explain.who_reads import with_mark
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import InstalledApp, OldApp
from dialtone.model.frozen import Frozen
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, FunctionStatus, NetworkStatus

_ONLINE = NetworkVerdict(NetworkStatus.ONLINE)


class ListRow(Frozen):
    """One messenger for `dialtone list`."""

    messenger: Messenger
    rules: tuple[FunctionRule, ...] = ()
    """Its rules for this platform."""
    apps: tuple[InstalledApp, ...] = ()
    """Its apps on this computer."""
    old_app: OldApp | None = None
    """The one among them that is too old; None if none is."""

    @property
    def tested(self) -> tuple[Function, ...]:
        """The functions that a check tests."""
        return tuple(dict.fromkeys(rule.function for rule in self.rules if rule.needs))

    @property
    def not_tested(self) -> Mapping[str, tuple[Function, ...]]:
        """The functions that no check tests, by the wording key of the reason."""
        groups: dict[str, tuple[Function, ...]] = {}
        for rule in self.rules:
            if not rule.needs:
                groups[rule.why_not] = (*groups.get(rule.why_not, ()), rule.function)
        return groups


def render_list(rows: Sequence[ListRow], explainer: Explainer, *, colour: bool, width: int, sandbox: str = "") -> str:
    """Return the list as text. `sandbox`: the kind in which Dialtone itself runs, which hides apps; empty for none."""
    page, say = TextPage(explainer.sentences, colour, width), explainer.sentences.say
    if not rows:
        page.add_text(say("report.none"))
    if sandbox:
        page.add_text(say(f"report.sandbox_{sandbox}"))
    names = {row.messenger.id: explainer.sentences.name_of(row.messenger.id, row.messenger.name) for row in rows}
    name_width = max(map(len, names.values()), default=0)
    for row in rows:
        name = names[row.messenger.id]
        sign = page.paint(STATUS_SIGNS["works"], STATUS_COLOURS["works"]) if row.apps else STATUS_SIGNS["not_tested"]
        state = "; ".join(_say_installed(app, explainer) for app in row.apps) or say("report.not_installed")
        state = with_mark(explainer.sentences, state, explainer.say_mark(row.messenger.id))
        identifier = explainer.sentences.isolate(row.messenger.id)
        page.add_line(f"{sign} {page.pad_name(name, name_width)}  {identifier}  {state}")
        page.add_text(explainer.say_old_app(row.old_app, name), indent=2)
        for line in _say_scope(row, name, explainer):
            page.add_text(line, indent=2, style=QUIET)
    return page.text()


def _say_installed(app: InstalledApp, explainer: Explainer) -> str:
    """Return how a messenger is installed: `installed as a Flatpak, version 6.9.1`."""
    say = explainer.sentences.say
    text = say(f"report.as_{app.kind}")
    if app.fork:
        text = say("report.by_others", text=text, label=app.name)
    return say("report.with_version", text=text, version=app.version) if app.version else text


def _say_scope(row: ListRow, name: str, explainer: Explainer) -> list[str]:
    """Return what is tested, and what is not and why, a sentence each, in the words of a check."""
    sentences, messenger = explainer.sentences, row.messenger
    if messenger.untested is not None:
        verdict = MessengerVerdict(
            messenger.id, messenger.name, messenger.untested, why=messenger.why, note=messenger.note
        )
        words = explainer.explain_messenger(verdict, _ONLINE)
        return [join_texts((words.headline, words.also, words.summary))]
    tested = say_parts(sentences, row.tested, messenger.id)
    lines = [sentences.say("report.tests", list=tested) if tested else sentences.say("report.tests_nothing")]
    if messenger.note:
        lines.append(sentences.say(f"note.{messenger.note}", about=messenger.id, messenger=name))
    for why, functions in row.not_tested.items():
        untested = FunctionVerdict(functions[0], FunctionStatus.NOT_TESTED, why_not=why)
        reason = explainer.explain_function(untested, messenger.id, name).sentence
        parts = say_parts(sentences, functions, messenger.id)
        lines.append(sentences.say("report.tests_not", list=parts, text=reason))
    return lines
