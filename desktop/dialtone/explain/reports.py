"""The output of the smaller commands: messengers, advice, countries, makers of apps, result lines, proxies, changes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dialtone.explain.answer_text import say_parts
from dialtone.explain.changes import say_change
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import group_by, join_texts
from dialtone.explain.line_tallies import say_not_counted, say_only_me, say_tally
from dialtone.explain.makers import say_app_maker, say_file_maker, say_handler
from dialtone.explain.reasons import say_function, say_old_app, say_why_not
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import STATUS_COLOURS, STATUS_SIGNS, status_of_outcome
from dialtone.explain.text_page import QUIET, STRONG, StatusRow, TextPage
from dialtone.explain.who_reads import with_readers
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import InstalledApp, OldApp
from dialtone.model.endpoint import FunctionRule
from dialtone.model.explanation import CountryWords, Guidance, PhoneAdvice, ProxyTestWords
from dialtone.model.frozen import Frozen
from dialtone.model.maker import AppMaker, MakersOfApps
from dialtone.model.result_line import BothEnds, EndEntry, LinesRead
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict, judge_untestable
from dialtone.model.vocabulary import NetworkStatus

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


def render_list(page: TextPage, rows: Sequence[ListRow], explainer: Explainer, sandbox: str) -> str:
    """Return the messengers, how they are installed, what is tested, and why the rest is not.

    `sandbox`: the kind in which Dialtone itself runs, which hides apps; empty for none.
    """
    say = explainer.sentences.say
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
        state = with_readers(explainer.sentences, state, explainer.say_readers_in_short(row.messenger.id))
        identifier = explainer.sentences.isolate(row.messenger.id)
        page.add_line(f"{sign} {page.pad_name(name, name_width)}  {identifier}  {state}")
        page.add_text(say_old_app(explainer.sentences, row.old_app, name), indent=2)
        page.add_texts(_say_scope(row, name, explainer), indent=2, style=QUIET)
    return page.text()


def _say_installed(app: InstalledApp, explainer: Explainer) -> str:
    say = explainer.sentences.say
    text = say(f"report.as_{app.kind}")
    if app.fork:
        text = say("report.by_others", text=text, label=app.name)
    return say("report.with_version", text=text, version=app.version) if app.version else text


def _say_scope(row: ListRow, name: str, explainer: Explainer) -> list[str]:
    """Return one sentence per item: what is tested, and what is not, with the reason, in the words of a check."""
    sentences = explainer.sentences
    messenger = row.messenger
    if (verdict := judge_untestable(messenger)) is not None:
        words = explainer.explain_messenger(verdict, _ONLINE)
        return [join_texts((words.headline, words.other_clauses, words.summary))]
    tested = dict.fromkeys(rule.function for rule in row.rules if rule.needs)
    tested_parts = say_parts(sentences, tested, messenger.id)
    lines = [sentences.say("report.tests", list=tested_parts) if tested else sentences.say("report.tests_nothing")]
    if note := explainer.find_note(messenger.id, messenger.note):
        lines.append(sentences.say(f"note.{note}", about=messenger.id, messenger=name))
    untested = group_by((rule for rule in row.rules if not rule.needs), lambda rule: rule.why_not)
    for why_not, rules in untested.items():
        untested_parts = say_parts(sentences, [rule.function for rule in rules], messenger.id)
        reason = say_why_not(sentences, why_not, messenger.id, name)
        lines.append(sentences.say("report.tests_not", list=untested_parts, text=reason))
    return lines


def render_titles(page: TextPage, entries: Sequence[Guidance]) -> str:
    """Return one line per piece of advice: its id and its title."""
    id_width = max((len(entry.id) for entry in entries), default=0)
    for entry in entries:
        page.add_line(f"{page.pad_name(entry.id, id_width)}  {entry.title}")
    return page.text()


def render_advice(page: TextPage, entry: Guidance, law: Sequence[str]) -> str:
    """Return a whole piece of advice. `law`: what is known about the law on it, which comes before the steps."""
    sentences = page.sentences
    page.add_text(entry.title, style=STRONG)
    page.add_text(entry.stale)
    page.add_texts((*law, sentences.say("report.first", text=entry.risk) if entry.risk else "", *entry.sightings))
    page.add_texts((entry.does_not, entry.cost))
    page.add_steps(entry.steps)
    if entry.tool_probe.sees:
        page.add_text(" ".join((entry.tool_probe.sees, sentences.left_to_right(f"dialtone advice {entry.id} --reach"))))
    page.add_texts((*entry.probe_results, entry.operator))
    for link in entry.links:
        page.add_line(sentences.say("report.link", label=link.label, text=link.url))
        page.add_text(link.opened, indent=2, style=QUIET)
    page.add_texts((entry.written, *entry.background), style=QUIET)
    return page.text()


def render_country(page: TextPage, words: CountryWords) -> str:
    """Return what is known about messengers in a country."""
    page.add_text(words.title, style=STRONG)
    page.add_text(words.lead)
    for line in words.reported:
        page.add_line("")
        page.add_text(line, style=STRONG)
    for messenger in words.messengers:
        page.add_line("")
        page.add_text(messenger.name, style=STRONG)
        for row in messenger.rows:
            page.add_text(row.when, indent=2)
            page.add_texts(row.said, indent=4)
            page.add_text(row.sources, indent=4, style=QUIET)
    return page.text()


def render_phone_advice(page: TextPage, words: PhoneAdvice, *, sent: bool = False) -> str:
    """Return what to tell a person in another country, after a note on passing it on unless it is to be `sent`."""
    page.add_texts((words.title, "" if sent else words.note))
    page.add_steps(words.said)
    return page.text()


def render_makers(page: TextPage, makers: MakersOfApps) -> str:
    """Return who made the apps on this computer: unknown programs that open links, third parties' apps, the others."""
    sentences = page.sentences
    for handler in makers.foreign_handlers:
        page.add_text(say_handler(sentences, handler, sentences.name_of(handler.messenger)), style=STRONG)
    for app in sorted(makers.apps, key=lambda a: (not a.own_program, sentences.name_of(a.messenger).casefold())):
        page.add_text(sentences.say("maker.named", app=app.app), style=STRONG)
        page.add_text(say_app_maker(sentences, app, sentences.name_of(app.messenger)), indent=2)
    if not makers.apps:
        page.add_text(sentences.say("maker.nothing"))
    return page.text()


def render_files(page: TextPage, files: Sequence[AppMaker]) -> str:
    """Return who made each of these files."""
    for file in files:
        page.add_text(page.sentences.say("maker.named", app=file.app), style=STRONG)
        page.add_texts(say_file_maker(page.sentences, file), indent=2)
    return page.text()


def render_both_ends(page: TextPage, both: BothEnds, read: LinesRead) -> str:
    """Return what works at both ends of a conversation, and at whose end each messenger fails."""
    page.add_text(both.answer, style=STRONG)
    page.add_text(both.next_step)
    states = [with_readers(page.sentences, row.label, row.readers_in_short) for row in both.rows]
    rows = zip(both.rows, states, strict=True)
    page.add_status_rows([StatusRow(row.status, row.name, state, doubtful=row.doubtful) for row, state in rows])
    page.add_texts((*both.notes, *say_not_counted(page.sentences, read)), style=QUIET)
    return page.text()


def render_tally(page: TextPage, read: LinesRead, own: Sequence[EndEntry], today: date) -> str:
    """Return the counts of result lines for each day, after what they say about the trouble here (`own`)."""
    sentences = page.sentences
    page.add_texts(say_only_me(sentences, own, read.lines, today), style=STRONG)
    for title, *rows in say_tally(sentences, read, today):
        page.add_text(title, style=STRONG)
        page.add_texts(rows, indent=2)
    page.add_texts((*say_not_counted(sentences, read), sentences.say("only_me.unchecked")), style=QUIET)
    return page.text()


def render_warning(page: TextPage, title: str, sees: Sequence[str]) -> str:
    """Return the warning before a proxy is tried: which one, and what its owner could see."""
    page.add_line(page.paint(title, STRONG))
    page.add_line(page.sentences.say("proxy.sees"))
    page.add_texts(sees, indent=2)
    return page.text()


def render_proxy_test(page: TextPage, words: ProxyTestWords, banner: str, offer: str) -> str:
    """Return the result for a proxy. `banner`: what is wrong with the network, `offer`: what to try next; or empty."""
    page.add_text(banner)
    page.add_gap()
    for result in words.results:
        status = status_of_outcome(result.outcome)
        painted_sign = page.paint(STATUS_SIGNS[status], STATUS_COLOURS[status])
        page.add_line(f"{painted_sign} {page.paint(result.headline, STRONG)}")
        page.add_text(result.means, indent=2)
        page.add_text(result.through, indent=2, style=QUIET)
    page.add_gap()
    page.add_texts((*words.can_do, offer, *words.limits), indent=2)
    return page.text()


def render_changes(
    page: TextPage, title: str, before: Sequence[MessengerVerdict], after: Sequence[MessengerVerdict]
) -> str:
    """Return a title, then a sentence on how each messenger of the later check changed."""
    page.add_text(title, style=STRONG)
    verdicts_before = {verdict.messenger: verdict for verdict in before}
    for verdict in after:
        page.add_text(say_change(page.sentences, verdicts_before.get(verdict.messenger), verdict), indent=2)
    return page.text()


def render_rejudged(page: TextPage, before: Check, after: Check, explainer: Explainer) -> str:
    """Return how a check changed when judged again: a line per changed verdict, with its rules; or that none did."""
    lines = list(_say_rejudged(before, after, explainer))
    page.add_text(explainer.sentences.say("again.title" if lines else "again.same"), style=STRONG)
    page.add_texts(lines, indent=2)
    return page.text()


def _say_rejudged(before: Check, after: Check, explainer: Explainer) -> Iterator[str]:
    """Yield a line for the network and for each function of a messenger that is now judged differently."""
    sentences = explainer.sentences
    old = before.network
    new = after.network
    if (old.status, old.flags, old.confidence) != (new.status, new.flags, new.confidence):
        yield sentences.say(
            "again.network",
            before=explainer.explain_network(old).headline,
            after=explainer.explain_network(new).headline,
            old=_list_rules(sentences, old.evidence),
            new=_list_rules(sentences, new.evidence),
        )
    for earlier, later in zip(before.messengers, after.messengers, strict=True):
        name = sentences.name_of(later.messenger, later.name)
        for function in later.functions:
            function_before = earlier.function(function.function)
            if function_before is None or _claim_of(function_before) == _claim_of(function):
                continue
            words_now = say_function(sentences, function, later.messenger, name)
            yield sentences.say(
                "again.line",
                messenger=name,
                label=words_now.label,
                before=say_function(sentences, function_before, later.messenger, name).state,
                after=words_now.state,
                old=_list_rules(sentences, function_before.evidence),
                new=_list_rules(sentences, function.evidence),
            )


def _list_rules(sentences: Sentences, evidence: Iterable[Evidence]) -> str:
    """Return the ids of the rules behind some evidence; older checks have none."""
    return ", ".join(dict.fromkeys(item.rule for item in evidence if item.rule)) or sentences.say("again.no_rule")


def _claim_of(verdict: FunctionVerdict) -> tuple[object, ...]:
    """Return what a verdict claims: verdicts that claim the same on other evidence count as equal."""
    return verdict.status, verdict.causes, verdict.confidence
