"""The output of `dialtone list`: the messengers, how they are installed, what is tested, and why the rest is not."""

from collections.abc import Mapping, Sequence

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
    old_app: OldApp | None = None

    @property
    def tested(self) -> tuple[Function, ...]:
        """The functions that a check tests."""
        rules = self.rules if self.messenger.untested is None else ()
        return tuple(dict.fromkeys(rule.function for rule in rules if rule.needs))

    @property
    def not_tested(self) -> Mapping[str, tuple[Function, ...]]:
        """The functions that no check tests, by the wording key of the reason."""
        rules = self.rules if self.messenger.untested is None else ()
        reasons = dict.fromkeys(rule.why_not for rule in rules if not rule.needs)
        return {why: tuple(r.function for r in rules if not r.needs and r.why_not == why) for why in reasons}


def render_list(rows: Sequence[ListRow], explainer: Explainer, *, colour: bool, width: int, sandbox: str = "") -> str:
    """Return the list for a person. `sandbox`: the one in which Dialtone itself runs, see `OperatingSystem`."""
    page, say = TextPage(explainer.sentences, colour, width), explainer.sentences.say
    if not rows:
        page.wrap(say("report.none"))
    if sandbox:
        page.wrap(say(f"report.sandbox_{sandbox}"))
    names = {row.messenger.id: explainer.sentences.called(row.messenger.id, row.messenger.name) for row in rows}
    widest = max(map(len, names.values()), default=0)
    for row in rows:
        name = names[row.messenger.id]
        shape = page.paint(STATUS_SIGNS["works"], STATUS_COLOURS["works"]) if row.apps else STATUS_SIGNS["not_tested"]
        state = "; ".join(_say_installed(app, explainer) for app in row.apps) or say("report.not_installed")
        state = with_mark(explainer.sentences, state, explainer.mark(row.messenger.id))
        page.line(f"{shape} {page.name(name, widest)}  {explainer.sentences.name(row.messenger.id)}  {state}")
        page.wrap(explainer.old_app(row.old_app, name), indent=2)
        for line in _list_scope(row, name, explainer):
            page.wrap(line, indent=2, style=QUIET)
    return page.text()


def _say_installed(app: InstalledApp, explainer: Explainer) -> str:
    """Return how a messenger is installed: `installed as a Flatpak, version 6.9.1`."""
    say = explainer.sentences.say
    text = say(f"report.as_{app.kind}")
    if app.fork:
        text = say("report.by_others", text=text, label=app.name)
    return say("report.with_version", text=text, version=app.version) if app.version else text


def _list_scope(row: ListRow, name: str, explainer: Explainer) -> list[str]:
    """Return what is tested, and what is not and why, a sentence each."""
    sentences = explainer.sentences
    if row.messenger.untested is not None:
        verdict = MessengerVerdict(
            row.messenger.id, row.messenger.name, row.messenger.untested, why=row.messenger.why, note=row.messenger.note
        )
        words = explainer.messenger(verdict, _ONLINE)
        return [join_texts((words.headline, words.also, words.summary))]

    def list_functions(functions: Sequence[Function]) -> str:
        """Return functions as a list in words."""
        return sentences.list_of(
            [sentences.say(f"answer.part.{function}", about=row.messenger.id) for function in functions]
        )

    tested = row.tested
    lines = [
        sentences.say("report.tests", list=list_functions(tested)) if tested else sentences.say("report.tests_nothing")
    ]
    if row.messenger.note:
        lines.append(sentences.say(f"note.{row.messenger.note}", about=row.messenger.id, messenger=name))
    for why, functions in row.not_tested.items():
        untested = FunctionVerdict(functions[0], FunctionStatus.NOT_TESTED, why_not=why)
        reason = explainer.function(untested, row.messenger.id, name).sentence  # in the words of a check
        lines.append(sentences.say("report.tests_not", list=list_functions(functions), text=reason))
    return lines
