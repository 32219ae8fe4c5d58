"""Every sentence Dialtone can say, to be proofread by a native speaker."""

from collections.abc import Iterable, Iterator
from itertools import product

from dialtone.explain.changes import say_change
from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_function, say_observations, say_rules
from dialtone.model.explanation import Explanation, Guidance
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkDetail,
    NetworkFlag,
    NetworkStatus,
    Step,
    Variant,
)
from gallery.advice import all_advice
from gallery.answers import every_answer
from gallery.keys import keys_of
from gallery.known import every_known
from gallery.leads import every_explanation, every_inspection, every_lead, every_rival, every_uneven
from gallery.places import place_of
from gallery.readers import every_reader
from gallery.reports import every_law, every_report
from gallery.saved import every_saved
from gallery.vpn import every_vpn
from gallery.ways import every_way

_WHY_NOT = (
    "",
    "generic",
    "site_alone",
    "no_test_without_account",
    "no_web_version",
    "phone_may_lack_it",
    "same_way_as_messages",
    "servers_unpublished",
    "only_on_apple",
    "facetime_links",
    "zoom_calls",
)
_WITH_CAUSE = frozenset(
    {
        MessengerStatus.PARTLY,
        MessengerStatus.SLOW,
        MessengerStatus.BLOCKED,
        MessengerStatus.DOWN,
        MessengerStatus.UNKNOWN,
    }
)
ONLINE = NetworkVerdict(NetworkStatus.ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER),))

DEGREES = {
    NetworkDetail.HOME_ONLY: NetworkStatus.WHITELIST_MODE,
    NetworkDetail.SOME_NAMES_ONLY: NetworkStatus.WHITELIST_MODE,
    NetworkDetail.ONLY_LOOKUPS: NetworkStatus.OFFLINE,
    NetworkDetail.ANSWERED_NEARBY: NetworkStatus.OFFLINE,
    NetworkDetail.NO_ENCRYPTION: NetworkStatus.ONLINE,
    **dict.fromkeys(
        (
            NetworkDetail.LARGE_PACKETS_LOST,
            NetworkDetail.HANDSHAKES_DIE,
            NetworkDetail.PACKETS_LOST,
            NetworkDetail.NARROW,
            NetworkDetail.ABROAD_SLOWED,
        ),
        NetworkStatus.UNSTABLE,
    ),
    **dict.fromkeys(
        (NetworkDetail.FAR, NetworkDetail.IPV4_GONE, NetworkDetail.IPV6_GONE, NetworkDetail.ONE_HOST_DOWN),
        NetworkStatus.ONLINE,
    ),
}
"""The state in which each degree is told."""

GATEWAY = NetworkVerdict(
    NetworkStatus.OFFLINE,
    evidence=(Evidence(EvidenceKind.PAGE_INSTEAD, rule="gateway_answers"),),
    confidence=Confidence.LIKELY,
    detail=NetworkDetail.ANSWERED_NEARBY,
)
"""Something near answers in the place of everything."""

LOOKUP = Observation(7, "", "", Step.DNS, "web.example.org@system", 0.0, 0.04, Failure.NO_SUCH_NAME)


def every_network() -> Iterator[NetworkVerdict]:
    for status, confidence in product(NetworkStatus, Confidence):
        yield NetworkVerdict(status, (), ONLINE.evidence, confidence)
    for status, flag in product(NetworkStatus, NetworkFlag):
        yield NetworkVerdict(status, (flag,), ONLINE.evidence)
    for_most = (Evidence(EvidenceKind.STUN_FILTERED_FOR_MOST),)
    yield NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.CALLS_FILTERED,), for_most)
    for confidence in Confidence:
        yield NetworkVerdict(NetworkStatus.ONLINE, (), (Evidence(EvidenceKind.REFUSED_HERE),), confidence)
    yield NetworkVerdict(NetworkStatus.INTERCEPTED, (), (Evidence(EvidenceKind.LOCAL_ROOT_TRUSTED, program="Zscaler"),))
    degrees = (*DEGREES.items(), (NetworkDetail.SOME_NAMES_ONLY, NetworkStatus.CAPTIVE_PORTAL))
    for (degree, status), confidence in product(degrees, Confidence):
        yield NetworkVerdict(status, (), ONLINE.evidence, confidence, detail=degree)
    yield GATEWAY
    yield NetworkVerdict(NetworkStatus.OFFLINE, (), (Evidence(EvidenceKind.NOTHING_LEAVES),), Confidence.UNSURE)
    wants_login = (Evidence(EvidenceKind.PROXY_WANTS_LOGIN),)
    yield NetworkVerdict(NetworkStatus.OFFLINE, (NetworkFlag.PROXY,), wants_login, Confidence.UNSURE)


def every_pair(
    messenger: str, name: str, statuses: Iterable[MessengerStatus]
) -> Iterator[tuple[MessengerVerdict, NetworkVerdict]]:
    """Yield each network with each cause, and each of the two with each status and confidence: not all at once."""
    told = tuple(product(statuses, Confidence))
    for (row, network), (column, cause) in product(enumerate(every_network()), enumerate(Cause)):
        status, confidence = told[(row + column) % len(told)]
        yield MessengerVerdict(messenger, name, status, (cause,), confidence), network


def every_function() -> Iterator[FunctionVerdict]:
    for function, status, confidence in product(Function, FunctionStatus, Confidence):
        yield FunctionVerdict(function, status, (), confidence)
        for cause in Cause:
            yield FunctionVerdict(function, status, (cause,), confidence)
    by_shape = Evidence(EvidenceKind.GREETING_CUT, rule="browser_hello_cut")
    for seen in ((Evidence(EvidenceKind.READ_ALONG),), (Evidence(EvidenceKind.INSPECTED),), (by_shape,)):
        yield FunctionVerdict(Function.WEB, FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.LIKELY, seen)
    closed = (EvidenceKind.UDP_SILENT, EvidenceKind.PORT_CLOSED, EvidenceKind.ADDRESS_REFUSES)
    of_calls = (EvidenceKind.STUN_FILTERED, EvidenceKind.STUN_FILTERED_FOR_MOST)
    for kind in (*closed, *of_calls):
        seen = (Evidence(kind, rule="relays_silent"),)
        yield FunctionVerdict(Function.CALLS, FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, seen)
    for kind in of_calls:
        filtered, seen = (Cause.CALLS_FILTERED,), (Evidence(kind),)
        yield FunctionVerdict(Function.CALLS, FunctionStatus.BLOCKED, filtered, Confidence.LIKELY, seen)
    for function, reason in product(Function, _WHY_NOT):
        yield FunctionVerdict(function, FunctionStatus.NOT_TESTED, why_not=reason)


def every_verdict(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    for status, confidence in product(MessengerStatus, Confidence):
        yield MessengerVerdict(messenger, name, status, (), confidence)
        for cause in Cause if status in _WITH_CAUSE else ():
            yield MessengerVerdict(messenger, name, status, (cause,), confidence)
    for kind, status in product(EvidenceKind, (MessengerStatus.BLOCKED, MessengerStatus.WORKS)):
        yield MessengerVerdict(messenger, name, status, evidence=(Evidence(kind),))
    of_findings = [key.split(".") for key in keys_of("saw") if "." in key]
    for (seen, finding), status in product(of_findings, (MessengerStatus.BLOCKED, MessengerStatus.WORKS)):
        yield MessengerVerdict(messenger, name, status, evidence=(Evidence(EvidenceKind(seen), rule=finding),))
    for untold in (FunctionStatus.NOT_TESTED, FunctionStatus.UNKNOWN):
        functions = (FunctionVerdict(Function.WEB, FunctionStatus.WORKS), FunctionVerdict(Function.MESSAGES, untold))
        yield MessengerVerdict(messenger, name, MessengerStatus.NOT_TESTED, functions=functions)
    yield from every_lead(messenger, name)
    yield from every_inspection(messenger, name)
    yield from every_uneven(messenger, name)
    yield from every_rival(messenger, name)
    yield from every_explanation(messenger, name)
    yield from every_split(messenger, name)
    yield from every_half(messenger, name)


def every_circumstance(messenger: str, name: str) -> Iterator[tuple[MessengerVerdict, NetworkVerdict]]:
    for flag in NetworkFlag:
        yield (
            MessengerVerdict(messenger, name, MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.LIKELY),
            NetworkVerdict(NetworkStatus.ONLINE, (flag,), ONLINE.evidence),
        )
        unsure = Confidence.UNSURE
        yield (
            MessengerVerdict(messenger, name, MessengerStatus.UNKNOWN, (Cause.OFFLINE,), unsure),
            NetworkVerdict(NetworkStatus.OFFLINE, (flag,), confidence=unsure),
        )
        works = MessengerVerdict(messenger, name, MessengerStatus.WORKS, (), unsure)
        yield works, NetworkVerdict(NetworkStatus.ONLINE, (flag,), ONLINE.evidence)
    yield MessengerVerdict(messenger, name, MessengerStatus.UNKNOWN, (Cause.OFFLINE,), Confidence.LIKELY), GATEWAY
    yield from _every_way(messenger, name)
    clock = (Evidence(EvidenceKind.CLOCK_OFF),)
    yield MessengerVerdict(messenger, name, MessengerStatus.UNKNOWN, (Cause.THIS_COMPUTER,), evidence=clock), ONLINE
    led, here = (Evidence(EvidenceKind.LOCAL_OVERRIDE),), (Cause.THIS_COMPUTER,)
    for confidence in Confidence:
        yield MessengerVerdict(messenger, name, MessengerStatus.BLOCKED, here, confidence, evidence=led), ONLINE


def _every_way(messenger: str, name: str) -> Iterator[tuple[MessengerVerdict, NetworkVerdict]]:
    through, not_through, past = (
        Evidence(kind)
        for kind in (
            EvidenceKind.ANSWERED_THROUGH_PROXY,
            EvidenceKind.FAILED_THROUGH_PROXY,
            EvidenceKind.GREETING_ANSWERED,
        )
    )
    alone = Evidence(EvidenceKind.ONLY_PROXY_LEADS_OUT)
    for evidence, network in (((past, through), ONLINE.evidence), ((through,), (alone,))):
        works = MessengerVerdict(messenger, name, MessengerStatus.WORKS, (), Confidence.LIKELY, (), evidence)
        yield works, NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), network)
    for evidence in ((through,), (past, not_through)):
        open_ = MessengerVerdict(
            messenger, name, MessengerStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (), evidence
        )
        yield open_, NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), ONLINE.evidence)


def every_lookup(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    for kind in (EvidenceKind.NAME_MISSING, EvidenceKind.NAME_FORGED):
        seen = (Evidence(kind, (LOOKUP.number,)),)
        yield MessengerVerdict(messenger, name, MessengerStatus.BLOCKED, (Cause.DNS_MISSING,), evidence=seen)


def every_share(messenger: str, name: str) -> Iterator[tuple[MessengerVerdict, tuple[Observation, ...]]]:
    for passed in (1, 5):
        tries = tuple(
            Observation(n, messenger, "", Step.TLS, "", 0.0, 0.0, None if n <= passed else Failure.RESET, {}, n)
            for n in range(1, 13)
        )
        seen = (Evidence(EvidenceKind.SOME_ATTEMPTS_FAIL, tuple(o.number for o in tries)),)
        functions = (
            FunctionVerdict(Function.WEB, FunctionStatus.SLOW, (Cause.NAME_FILTERED,), Confidence.LIKELY, seen),
            FunctionVerdict(Function.PHONE, FunctionStatus.WORKS),
        )
        told = MessengerVerdict(messenger, name, MessengerStatus.PARTLY, (Cause.NAME_FILTERED,), evidence=seen)
        yield replace(told, functions=functions), tries


def every_end(messenger: str, name: str) -> Iterator[tuple[MessengerVerdict, tuple[Observation, ...]]]:
    for lived in (0.0, 3.2):
        facts: Facts = {Fact.LIVED: lived}
        kept = tuple(
            Observation(n, messenger, "", Step.KEPT, "", 0.0, 6.0, Failure.STALLED, facts, n, Variant.KEPT)
            for n in (1, 2, 3)
        )
        seen = (Evidence(EvidenceKind.STOPPED_LATER, tuple(o.number for o in kept)),)
        functions = (
            FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, (Cause.FROZEN,), Confidence.LIKELY, seen),
            FunctionVerdict(Function.WEB, FunctionStatus.WORKS),
        )
        told = MessengerVerdict(
            messenger, name, MessengerStatus.PARTLY, (Cause.FROZEN,), Confidence.LIKELY, evidence=seen
        )
        yield replace(told, functions=functions), kept


def every_split(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    for confidence, bad in product(Confidence, (FunctionStatus.BLOCKED, FunctionStatus.SLOW)):
        for mask in range(1, 2 ** len(Function) - 1):
            cause = Cause.THROTTLED if bad is FunctionStatus.SLOW else Cause.NAME_FILTERED
            functions = tuple(
                FunctionVerdict(function, bad, (cause,), confidence)
                if mask >> place & 1
                else FunctionVerdict(function, FunctionStatus.WORKS)
                for place, function in enumerate(Function)
            )
            yield MessengerVerdict(messenger, name, MessengerStatus.PARTLY, (cause,), confidence, functions)


def every_half(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    """Yield a messenger of which messages work and photos do not, and one that this computer stops."""
    answered = FunctionVerdict(
        Function.MESSAGES, FunctionStatus.WORKS, evidence=(Evidence(EvidenceKind.GREETING_ANSWERED),)
    )
    stopped = (
        (Cause.ADDRESS_BLOCKED, EvidenceKind.ADDRESS_SILENT),
        (Cause.ADDRESS_BLOCKED, EvidenceKind.ADDRESS_REFUSES),
        (Cause.FROZEN, EvidenceKind.STOPS_EARLY),
        (Cause.HOSTING_LIMITED, EvidenceKind.OPERATOR_LIMITED),
    )
    for cause, kind in stopped:
        photos = FunctionVerdict(Function.MEDIA, FunctionStatus.BLOCKED, (cause,), evidence=(Evidence(kind),))
        functions = (answered, photos)
        yield MessengerVerdict(messenger, name, MessengerStatus.PARTLY, (cause,), functions=functions)
    here = (Cause.THIS_COMPUTER,)
    blocked = (FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, here),)
    yield MessengerVerdict(messenger, name, MessengerStatus.BLOCKED, here, functions=blocked)


def every_change(messenger: str, name: str) -> Iterator[tuple[MessengerVerdict | None, MessengerVerdict]]:
    for after in MessengerStatus:
        yield None, MessengerVerdict(messenger, name, after)
        for before, confidence in product(MessengerStatus, Confidence):
            yield (
                MessengerVerdict(messenger, name, before),
                MessengerVerdict(messenger, name, after, confidence=confidence),
            )
    for lead, earlier in product(every_lead(messenger, name), (MessengerStatus.BLOCKED, MessengerStatus.WORKS)):
        yield MessengerVerdict(messenger, name, earlier), lead
    splits = [one for one in every_split(messenger, name) if one.confidence is Confidence.SURE]
    yield from ((before, after) for before in splits[:: len(splits) // 12] for after in splits)
    yield splits[1], next(one for one in every_split(messenger, name) if one.confidence is Confidence.LIKELY)
    yield MessengerVerdict(messenger, name, MessengerStatus.WORKS), replace(splits[0], confidence=Confidence.UNSURE)


def every_detail() -> Iterator[Observation]:
    for step in Step:
        yield Observation(0, "", "", step, "192.0.2.1:443", 0.0, 0.04)
    for failure in Failure:
        yield Observation(0, "", "", Step.TLS, "192.0.2.1:443", 0.0, 0.04, failure)
    for variant in Variant:
        yield Observation(0, "", "", Step.TLS, "192.0.2.1:443", 0.0, 0.04, None, {Fact.VERSION: "TLSv1.3"}, 0, variant)


def gallery(explainer: Explainer, messenger: str = "whatsapp", name: str = "WhatsApp", *, places: bool = False) -> str:
    wall = _Wall()
    _hang_verdicts(wall, explainer, messenger, name)
    for advice in all_advice(explainer):
        wall.hang(advice.id, *advice_sentences(advice), where="advice")
    for title, texts in _other_sentences(explainer, messenger, name):
        wall.hang(title, *texts)
    return wall.text(places=places)


def _hang_verdicts(wall: "_Wall", explainer: Explainer, messenger: str, name: str) -> None:
    """Hang what is said of every network, messenger, change and function."""
    for network in every_network():
        told = explainer.explain_network(network)
        title = f"{network.status} {network.confidence}"
        wall.hang(title, told.headline, where="headline")
        wall.hang(title, told.banner, *told.can_do, *told.flags, where="band")
    for title, words in _every_page(explainer, messenger, name):
        wall.hang(title, words.state, where="row, tray")
        wall.hang(title, words.headline, where="headline")
        wall.hang(title, *_rest_of_a_page(words), where="page, terminal")
    for before, after in every_change(messenger, name):
        if not (_one_more_list(after) or (before and _one_more_list(before))):
            wall.hang("changed", say_change(explainer.sentences, before, after))
    for function in every_function():
        one = say_function(explainer.sentences, function, messenger, name)
        title = " ".join((function.function, function.status, *function.causes, function.confidence))
        wall.hang(title, f"{one.label}: {one.state}", one.sentence, where="page, picture")


def _other_sentences(explainer: Explainer, messenger: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    sentences = explainer.sentences
    yield from ((title, (text,)) for title, text in every_answer(sentences))
    yield from every_known(explainer, messenger, name)
    yield from every_vpn(explainer, messenger, name)
    yield from every_law(explainer)
    yield from every_report(explainer)
    yield from every_reader(sentences)
    yield from every_way(sentences)
    yield from _saved(explainer, messenger, name)
    rules = (Evidence(EvidenceKind.NAME_CUT, (7, 8), "name_cut"), Evidence(EvidenceKind.BYPASS_TOOL, (), "vpn"))
    yield "details", (*say_rules(sentences, rules), *say_observations(sentences, every_detail()))


def _every_page(explainer: Explainer, messenger: str, name: str) -> Iterator[tuple[str, Explanation]]:
    for verdict in every_verdict(messenger, name):
        if not _one_more_list(verdict):
            title = " ".join((verdict.status, *verdict.causes[:1], verdict.confidence))
            yield title, explainer.explain_messenger(verdict, ONLINE)
    for verdict in every_lookup(messenger, name):
        its_lookup = replace(LOOKUP, messenger=messenger)
        yield "looked up", explainer.explain_messenger(verdict, ONLINE, observations=(its_lookup,))
    for verdict, tries in (*every_share(messenger, name), *every_end(messenger, name)):
        yield "now and then, or later", explainer.explain_messenger(verdict, ONLINE, observations=tries)
    for verdict, network in every_circumstance(messenger, name):
        yield ", ".join((verdict.status, *network.flags)), explainer.explain_messenger(verdict, network)


def _saved(explainer: Explainer, messenger: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    cases = [(one, ONLINE) for one in every_verdict(messenger, name) if not _one_more_list(one)]
    cases += [*((one, ONLINE) for one in every_lookup(messenger, name)), *every_circumstance(messenger, name)]
    return every_saved(explainer, cases, every_network(), every_function(), (replace(LOOKUP, messenger=messenger),))


def _one_more_list(verdict: MessengerVerdict) -> bool:
    """Return whether a list of functions can be left out: one that fails, two, and nearly all are enough to read."""
    bad = sum(one.status is not FunctionStatus.WORKS for one in verdict.functions)
    return len(verdict.functions) == len(Function) and bad not in (1, 2, len(Function) - 1)


def advice_sentences(advice: Guidance) -> tuple[str, ...]:
    links = (text for link in advice.links for text in (link.label, link.opened) if text)
    end = (advice.does_not, advice.cost, advice.operator, *links, advice.stale, advice.written, *advice.background)
    return tuple(text for text in (advice.title, advice.risk, *advice.steps, *end) if text)


def _rest_of_a_page(words: Explanation) -> tuple[str, ...]:
    told = (*words.observed, *words.means, *words.can_do, *words.cannot_tell, words.where)
    return tuple(filter(None, (words.other_clauses, words.summary, *told)))


class _Wall:
    """Texts under titles, each text once, with every place where it is shown."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[str, list[str]]] = {}

    def hang(self, title: str, *texts: str, where: str = "") -> None:
        """Put up what is new under a title. `where`: the surfaces; else those of the title."""
        place = where or place_of(title)
        for text in filter(None, texts):
            places = self._shown.setdefault(text, (title, []))[1]
            places += [one for one in place.split(", ") if one not in places]

    def text(self, *, places: bool) -> str:
        lines, last = [], ""
        for text, (title, shown) in self._shown.items():
            if title != last:
                lines.append(title)
            lines.append(f"    {text}" + (f"  [{', '.join(shown)}]" if places else ""))
            last = title
        return "\n".join(lines) + "\n"
