"""What is said of a saved check, for the gallery: the same verdicts, told in the past."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_function, say_old_app
from dialtone.model.computer import OldApp
from dialtone.model.explanation import Explanation
from dialtone.model.observation import Observation
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from gallery.readers import works_here_lines
from gallery.reports import every_card
from gallery.vpn import every_vpn

Said = tuple[str, tuple[str, ...]]
SAVED_ON = date(2026, 11, 20)


def every_saved(
    explainer: Explainer,
    cases: Iterable[tuple[MessengerVerdict, NetworkVerdict]],
    networks: Iterable[NetworkVerdict],
    functions: Iterable[FunctionVerdict],
    observations: Sequence[Observation] = (),
) -> Iterator[Said]:
    past = explainer.of_day(SAVED_ON)
    for network in networks:
        words = past.explain_network(network)
        whole = past.say_whole((), network)
        yield (
            f"saved network {network.status} {network.confidence}",
            (whole, words.headline, words.banner, *words.flags),
        )
    name = "WhatsApp"
    for verdict, network in cases:
        name = verdict.name
        title = " ".join(("saved verdict", verdict.status, *verdict.causes[:1], verdict.confidence))
        yield title, saved_sentences(past.explain_messenger(verdict, network, observations=observations))
    for function in functions:
        one = say_function(past.sentences, function, "whatsapp", name)
        yield "saved function", (f"{one.label}: {one.state}",)
    yield from ((f"saved {title}", said) for title, said in every_card(past))
    yield from ((f"saved {title}", said) for title, said in every_vpn(past, "whatsapp", name))
    yield "saved works here", tuple(works_here_lines(past.sentences, offer=False))
    yield "saved report", (past.sentences.say("report.if_still_so"),)
    old = (OldApp("1.2.3", "2.0", why) for why in ("generic", "telegram_filtered"))
    yield "saved old app", tuple(say_old_app(past.sentences, one, name) for one in old)


def saved_sentences(words: Explanation) -> tuple[str, ...]:
    """Return the sentences of a saved page; the advice is not of the check, and left out."""
    told = (*words.observed, *words.can_do, *words.cannot_tell, *words.through_vpn)
    return (words.state, words.when_checked, words.headline, words.other_clauses, words.summary, *told)
