"""A tested proxy in words: what its owner could see, then the answer, its meaning and what to do."""

from collections.abc import Sequence

from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import ProxyResultWords, ProxyTestWords
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.proxy import ProxyKind, ProxyOutcome, ProxyResult, ProxyTest, is_local

_THROUGH = (ProxyOutcome.WORKS, ProxyOutcome.SLOW)
_NOT_LET_IN = (ProxyOutcome.HELLO_UNANSWERED, ProxyOutcome.WRONG_SECRET)


def say_what_proxy_sees(sentences: Sentences, kind: ProxyKind, host: str) -> tuple[str, ...]:
    """Return what the owner of such a proxy could see, and whose proxies to accept."""
    if is_local(host):
        return sentences.lines("proxy_sees.local")
    return (*sentences.lines(f"proxy_sees.{kind}"), sentences.say("proxy.trust"))


def say_proxy_title(sentences: Sentences, kind: ProxyKind, host: str, port: int) -> str:
    """Return what kind of proxy it is, and where."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return sentences.say("proxy.title", kind=sentences.say(f"proxy_kind.{kind}"), place=place)


def explain_proxy_test(sentences: Sentences, test: ProxyTest) -> ProxyTestWords:
    """Return all words for one test of a proxy."""
    place = "local" if is_local(test.host) else test.kind.value
    results = tuple(_say_result(sentences, place, result) for result in test.results)
    outcomes = dict.fromkeys(result.outcome for result in test.results)
    can_do = dict.fromkeys(
        line
        for outcome in outcomes
        for line in sentences.lines(f"proxy_can_do.{outcome}.{place}") or sentences.lines(f"proxy_can_do.{outcome}")
    )
    is_passed = any(outcome in _THROUGH for outcome in outcomes)
    return ProxyTestWords(
        sees=say_what_proxy_sees(sentences, test.kind, test.host),
        results=results,
        joined=_join_alike(sentences, results),
        can_do=tuple(can_do),
        limits=sentences.lines(f"proxy_limits.{test.kind}") if is_passed else (),
        offers_older_hello=_may_know_another_hello(test),
    )


def _may_know_another_hello(test: ProxyTest) -> bool:
    """Return whether a disguised proxy was only sent the current ClientHello shape, and rejected it."""
    shapes = {o.facts.get(Fact.SHAPE) for o in test.observations}
    return test.outcome in _NOT_LET_IN and "current" in shapes


def _say_result(sentences: Sentences, place: str, result: ProxyResult) -> ProxyResultWords:
    """Return what was found for one messenger, what it means for such a proxy, and the address that let it through."""
    outcome, name = result.outcome, sentences.called(result.messenger)
    seconds = sentences.decimal(result.seconds)
    return ProxyResultWords(
        name=name,
        outcome=outcome.value,
        headline=sentences.say(f"proxy_outcome.{outcome}", messenger=name),
        means=sentences.say(f"proxy_means.{outcome}.{place}", f"proxy_means.{outcome}", messenger=name),
        through=sentences.say("proxy.through", door=result.via, seconds=seconds) if result.via else "",
    )


def _join_alike(sentences: Sentences, results: Sequence[ProxyResultWords]) -> tuple[ProxyResultWords, ...]:
    """Return results with the same text once, with the names they apply to unless they apply to all."""
    alike: dict[tuple[str, str], list[ProxyResultWords]] = {}
    for result in results:
        alike.setdefault((result.headline, result.means + result.through), []).append(result)
    if len(alike) == 1 or len(alike) == len(results):
        return tuple(group[0] for group in alike.values())
    return tuple(_with_names(sentences, group) for group in alike.values())


def _with_names(sentences: Sentences, alike: Sequence[ProxyResultWords]) -> ProxyResultWords:
    """Return one result for messengers whose results are alike, with all their names."""
    shared = alike[0]
    if len(alike) == 1:
        return shared
    names = sentences.list_of([result.name for result in alike])
    return replace(shared, headline=sentences.say("proxy.join", list=names, text=shared.headline))
