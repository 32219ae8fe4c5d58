"""A tested proxy in words: what its owner could see, then the answer, its meaning and what to do."""

from collections.abc import Sequence

from dialtone.explain.joining import group_by
from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import ProxyResultWords, ProxyTestWords
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.proxy import ProxyKind, ProxyOutcome, ProxyResult, ProxyTest, is_local

_GOT_THROUGH = frozenset({ProxyOutcome.WORKS, ProxyOutcome.SLOW})
_REJECTED = (ProxyOutcome.HELLO_UNANSWERED, ProxyOutcome.WRONG_SECRET)
"""Outcomes of a FakeTLS proxy that does not recognise the ClientHello as one of its own clients."""


def say_what_proxy_sees(sentences: Sentences, kind: ProxyKind, host: str) -> tuple[str, ...]:
    """Return what the owner of such a proxy could see, and whose proxies to accept; or that it is on this computer."""
    if is_local(host):
        return sentences.lines("proxy_sees.local")
    return (*sentences.lines(f"proxy_sees.{kind}"), sentences.say("proxy.trust"))


def say_proxy_title(sentences: Sentences, kind: ProxyKind, host: str, port: int) -> str:
    """Return what kind of proxy it is, and where."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return sentences.say("proxy.title", kind=sentences.say(f"proxy_kind.{kind}"), place=place)


def explain_proxy_test(sentences: Sentences, test: ProxyTest) -> ProxyTestWords:
    """Return what page, terminal and JSON say about a tested proxy."""
    variant = "local" if is_local(test.host) else test.kind.value
    results = tuple(_say_result(sentences, variant, result) for result in test.results)
    outcomes = dict.fromkeys(result.outcome for result in test.results)
    can_do = dict.fromkeys(line for outcome in outcomes for line in _list_steps(sentences, outcome, variant))
    got_through = not _GOT_THROUGH.isdisjoint(outcomes)
    # A FakeTLS proxy that rejected the ClientHello of today's apps may answer that of older ones.
    sent_current_hello = any(o.facts.get(Fact.SHAPE) == "current" for o in test.observations)
    may_answer_older_hello = test.outcome in _REJECTED and sent_current_hello
    return ProxyTestWords(
        sees=say_what_proxy_sees(sentences, test.kind, test.host),
        results=_join_alike(sentences, results),
        of_each=results,
        can_do=tuple(can_do),
        limits=sentences.lines(f"proxy_limits.{test.kind}") if got_through else (),
        offers_older_hello=may_answer_older_hello,
    )


def _list_steps(sentences: Sentences, outcome: ProxyOutcome, variant: str) -> tuple[str, ...]:
    """Return what can be done after an outcome. `variant`: of the wording, for local proxies or for those of a kind."""
    return sentences.lines(f"proxy_can_do.{outcome}.{variant}") or sentences.lines(f"proxy_can_do.{outcome}")


def _say_result(sentences: Sentences, variant: str, result: ProxyResult) -> ProxyResultWords:
    """Return what was found for one messenger, what it means, and through which address it got. `variant`: as above."""
    name = sentences.name_of(result.messenger)
    seconds = sentences.decimal(result.seconds)
    return ProxyResultWords(
        name=name,
        outcome=result.outcome.value,
        headline=sentences.say(f"proxy_outcome.{result.outcome}", messenger=name),
        means=sentences.say(f"proxy_means.{result.outcome}.{variant}", f"proxy_means.{result.outcome}", messenger=name),
        through=sentences.say("proxy.through", door=result.via, seconds=seconds) if result.via else "",
    )


def _join_alike(sentences: Sentences, results: Sequence[ProxyResultWords]) -> tuple[ProxyResultWords, ...]:
    """Return results with the same text once, after the names that it applies to, unless it applies to all."""
    groups = group_by(results, lambda result: (result.headline, result.means + result.through))
    joined = []
    for first, *others in groups.values():
        if others and len(groups) > 1:
            names = sentences.list_of([result.name for result in (first, *others)])
            first = replace(first, headline=sentences.say("proxy.join", list=names, text=first.headline))
        joined.append(first)
    return tuple(joined)
