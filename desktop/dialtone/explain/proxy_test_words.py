"""A tested proxy in words: first who could see what, then the answer, what it means and what can be done."""

from collections.abc import Mapping

from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import ProxyResultWords, ProxyTestWords
from dialtone.model.proxy import ProxyKind, ProxyOutcome, ProxyResult, ProxyTest

_THROUGH = (ProxyOutcome.WORKS, ProxyOutcome.SLOW)


def what_it_sees(sentences: Sentences, kind: ProxyKind) -> tuple[str, ...]:
    """Return what the owner of such a proxy could see, and from whom to accept one."""
    return (*sentences.lines(f"proxy_sees.{kind}"), sentences.say("proxy.trust"))


def proxy_title(sentences: Sentences, kind: ProxyKind, host: str, port: int) -> str:
    """Return what kind of proxy it is, and where."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return sentences.say("proxy.title", kind=sentences.say(f"proxy_kind.{kind}"), place=place)


def explain_trial(sentences: Sentences, trial: ProxyTest, names: Mapping[str, str]) -> ProxyTestWords:
    """Return all words for one test of a proxy."""
    passages = tuple(_passage(sentences, trial.kind, p, names.get(p.messenger, p.messenger)) for p in trial.passages)
    outcomes = dict.fromkeys(p.outcome for p in trial.passages)
    can_do = dict.fromkeys(line for outcome in outcomes for line in sentences.lines(f"proxy_can_do.{outcome}"))
    reached = any(outcome in _THROUGH for outcome in outcomes)
    return ProxyTestWords(
        title=proxy_title(sentences, trial.kind, trial.host, trial.port),
        sees=what_it_sees(sentences, trial.kind),
        passages=passages,
        can_do=tuple(can_do),
        limits=sentences.lines(f"proxy_limits.{trial.kind}") if reached else (),
    )


def _passage(sentences: Sentences, kind: ProxyKind, passage: ProxyResult, name: str) -> ProxyResultWords:
    outcome = passage.outcome
    seconds = sentences.figures(f"{passage.seconds:.1f}".replace(".", sentences.say("report.decimal_mark")))
    return ProxyResultWords(
        messenger=passage.messenger,
        name=name,
        outcome=outcome.value,
        headline=sentences.say(f"proxy_outcome.{outcome}", messenger=name),
        means=sentences.say(f"proxy_means.{outcome}.{kind}", f"proxy_means.{outcome}", messenger=name),
        through=sentences.say("proxy.through", door=passage.door, seconds=seconds) if passage.door else "",
    )
