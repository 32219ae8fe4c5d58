"""What the command line prints of a check judged again: which verdicts changed, and which rules held then and now."""

from collections.abc import Iterable, Iterator, Mapping

from dialtone.explain.explainer import Explainer
from dialtone.explain.text_report import STRONG, TextPage
from dialtone.model.check import Check
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict


def render_rejudged(before: Check, after: Check, explainer: Explainer, names: Mapping[str, str], *, width: int) -> str:
    """Return a title and a line per changed verdict; one line where none changed."""
    page, lines = TextPage(explainer.sentences, False, width), list(_changes(before, after, explainer, names))
    page.wrap(explainer.sentences.say("again.title" if lines else "again.same"), style=STRONG)
    for line in lines:
        page.wrap(line, indent=2)
    return page.text()


def _changes(before: Check, after: Check, explainer: Explainer, names: Mapping[str, str]) -> Iterator[str]:
    say, old, new = explainer.sentences.say, before.network, after.network
    if (old.status, old.flags, old.confidence) != (new.status, new.flags, new.confidence):
        yield say(
            "again.network",
            before=explainer.network(old).headline,
            after=explainer.network(new).headline,
            old=_rules(explainer, old.evidence),
            new=_rules(explainer, new.evidence),
        )
    for earlier, later in zip(before.messengers, after.messengers, strict=True):
        for function in later.functions:
            known = earlier.function(function.function)
            if known is not None and _claim(known) != _claim(function):
                yield _line(explainer, later, known, function, names.get(later.messenger, later.name))


def _line(
    explainer: Explainer, verdict: MessengerVerdict, old: FunctionVerdict, new: FunctionVerdict, name: str
) -> str:
    then, now = (explainer.function(each, verdict.messenger, name) for each in (old, new))
    return explainer.sentences.say(
        "again.line",
        messenger=name,
        label=now.label,
        before=then.state,
        after=now.state,
        old=_rules(explainer, old.evidence),
        new=_rules(explainer, new.evidence),
    )


def _claim(verdict: FunctionVerdict) -> tuple[object, ...]:
    return verdict.status, verdict.causes, verdict.confidence


def _rules(explainer: Explainer, evidence: Iterable[Evidence]) -> str:
    """Return the ids of the rules that held; older checks name none."""
    found = dict.fromkeys(one.rule for one in evidence if one.rule)
    return ", ".join(found) or explainer.sentences.say("again.no_rule")
