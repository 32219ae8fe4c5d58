"""Names that are missing, lead elsewhere or are gone: near the border of each finding, and with each rival true."""

from collections.abc import Callable

from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, Failure, FunctionStatus, ResolverKind, Step, Wire
from judge.factory import ALL_PASSED, HERE, NO_CONTROLS, THERE, Story, ask, brief, case_of, having, https, online, story
from named_rows import named_rows

CHAT = https()
MEDIA = https("app/media", "media.example.org")
NO_NAME, SILENT, EMPTY = Failure.NO_SUCH_NAME, Failure.DNS_FAILED, Failure.NO_ADDRESS
PRIVATE = "10.11.12.13"
OPEN = "unknown unexplained unsure"
DECOY = ResolverKind.DECOY

Telling = Callable[[Story], Story]


def told(telling: Telling) -> Story:
    return telling(story(CHAT))


@named_rows(
    "telling",
    {
        "abroad only silence": lambda s: s.system(failure=NO_NAME).trusted(failure=SILENT),
        "known to one of them abroad": lambda s: s.system(failure=NO_NAME).trusted(failure=NO_NAME).trusted(HERE),
        "known here": lambda s: s.system(HERE).answers().trusted(failure=NO_NAME),
    },
)
def test_a_name_that_somebody_may_know_is_not_gone_everywhere(telling: Telling) -> None:
    assert ask(case_of(told(telling), CHAT), "name_gone_everywhere") is None


@named_rows(
    ("telling", "said"),
    {
        "no IPv6 address alone": (lambda s: s.system(failure=EMPTY, family=6).trusted(HERE), ""),
        "nobody abroad says otherwise": (lambda s: _denied(s).trusted(failure=SILENT), OPEN),
        "not asked in time": (lambda s: s.system(failure=Failure.NOT_IN_TIME).trusted(HERE), ""),
    },
)
def test_name_missing(telling: Telling, said: str) -> None:
    assert brief(ask(case_of(told(telling), CHAT), "name_missing")) == said


def _errs(s: Story, times: int = 2, seconds: float = 0.01, asked_at: str = "public") -> Story:
    """Answer for the name with an error; abroad it is known, and the messenger answers there."""
    for _ in range(times):
        for family in (4, 6):
            s.system(failure=SILENT, seconds=seconds, family=family, asked_at=asked_at)
    return s.trusted(HERE).answers(origin="trusted")


@named_rows(
    ("telling", "results", "sibling", "said"),
    {
        "only once": (lambda s: _errs(s, times=1), ALL_PASSED, MEDIA, ""),
        "after seconds, as where its name servers are not reached": (
            lambda s: _errs(s, seconds=1.0),
            ALL_PASSED,
            MEDIA,
            "",
        ),
        "by a filter at home, perhaps": (lambda s: _errs(s, asked_at="private"), ALL_PASSED, MEDIA, OPEN),
        "as neutral names are": (_errs, having(failures={Step.DNS: (5, 16)}), MEDIA, OPEN),
        "a stranger's name is found under the same registry": (_errs, ALL_PASSED, replace(MEDIA, messenger=""), ""),
    },
)
def test_one_name_a_resolver_refuses(telling: Telling, results: ControlResults, sibling: Endpoint, said: str) -> None:
    """Another name of its domain is resolved, so that the resolver reaches its name servers."""
    chat = told(telling)
    chat.record.about(sibling).system(THERE).answers()
    assert brief(ask(case_of(chat, CHAT, None, sibling, results=results), "name_missing")) == said


def _denied(s: Story) -> Story:
    """Deny the name, repeatedly."""
    for _ in range(2):
        s.system(failure=NO_NAME, asked_at="public")
    return s


@named_rows(
    ("beside", "said"),
    {
        "another name of the domain is found": (("media.example.org", None), "blocked dns_missing sure"),
        "another of its domains is denied as well": (("media.example.net", NO_NAME), "blocked dns_missing sure"),
        "another of its domains is found": (("media.example.net", None), "blocked dns_missing likely"),
    },
)
def test_a_suspended_domain_is_denied_with_its_names(beside: tuple[str, Failure | None], said: str) -> None:
    """Zoom, 16 April 2025: resolvers that knew its name servers gave its addresses all the same."""
    chat, media = _denied(story(CHAT)).trusted(HERE).answers(origin="trusted"), replace(MEDIA, host=beside[0])
    chat.record.about(media).system(*(() if beside[1] else (THERE,)), failure=beside[1]).trusted(THERE)
    assert brief(judge_endpoint(case_of(chat, CHAT, None, media))) == said


@named_rows(
    ("results", "abroad", "said"),
    {
        "they fail as well": (having(failures={Step.DNS: (4, 16)}), None, OPEN),
        "abroad as well": (having(failures={Step.DNS: (0, 44)}), SILENT, "down service_down likely"),
        "abroad nobody can be asked": (having(failures={Step.DNS: (0, 16)}), Failure.TIMEOUT, ""),
    },
)
def test_silence_about_two_names_is_no_lost_packet(results: ControlResults, abroad: Failure | None, said: str) -> None:
    record = story(CHAT).system(failure=SILENT).trusted(*([] if abroad else [HERE]), failure=abroad).record
    record.about(MEDIA).system(failure=SILENT)
    assert brief(ask(case_of(record.about(CHAT), CHAT, None, MEDIA, results=results), "name_missing")) == said


@named_rows(
    ("telling", "alone"),
    {
        "it answers there": (lambda s: s.trusted(HERE).answers(origin="trusted"), True),
        "only a built-in address answers": (lambda s: s.trusted(THERE).answers(HERE, origin="built_in"), False),
        "only asked in the open": (lambda s: s.trusted(failure=SILENT).answers(HERE, origin="plain"), False),
    },
)
def test_only_the_name_is_in_the_way_where_secure_names_would_help(telling: Telling, alone: bool) -> None:
    chat = telling(story(CHAT).system(failure=NO_NAME).system(failure=NO_NAME))
    verdict = ask(case_of(chat, CHAT), "name_missing")
    assert (verdict is not None and any(e.kind is EvidenceKind.ONLY_THE_NAME for e in verdict.evidence)) is alone


def test_what_is_behind_a_missing_name_is_told_as_well() -> None:
    chat = story(CHAT).system(failure=NO_NAME).trusted(HERE)
    chat.fails(Step.TLS, Failure.RESET, origin="trusted", times=2).neutral_name()
    verdict = ask(case_of(chat, CHAT), "name_missing")
    assert verdict is not None
    assert verdict.causes == (Cause.DNS_MISSING, Cause.NAME_FILTERED)


@named_rows(
    ("telling", "network", "said"),
    {
        "once": (lambda s: s.system(failure=NO_NAME, asked_at="public"), online(), OPEN),
        "no controls": (lambda s: _denied(s), NO_CONTROLS, ""),
        "only silence": (lambda s: s.system(failure=SILENT).system(failure=SILENT), online(), ""),
        "abroad it could not be found out": (lambda s: _denied(s).trusted(failure=SILENT), online(), OPEN),
    },
)
def test_name_missing_without_witness(telling: Telling, network: NetworkVerdict, said: str) -> None:
    chat = told(telling)
    chat.record.about(MEDIA).system(THERE).answers()
    assert brief(ask(case_of(chat, CHAT, network, MEDIA), "name_missing")) == said


def _another(s: Story) -> Story:
    """The system says one address, a resolver abroad another, where the messenger lives."""
    return s.system(HERE, asked_at="public").trusted(THERE).answers(THERE, origin="trusted")


@named_rows(
    ("telling", "holds"),
    {
        "a private address, nobody abroad asked": (lambda s: s.system(PRIVATE), True),
        "an address of a carrier, nobody abroad asked": (lambda s: s.system("100.64.1.2"), False),
        "private everywhere, as some names truly are": (lambda s: s.system("127.0.0.1").trusted("127.0.0.1"), False),
    },
)
def test_led_elsewhere(telling: Telling, holds: bool) -> None:
    verdict = ask(case_of(told(telling), CHAT), "led_elsewhere")
    assert (verdict is not None) is holds
    if verdict is not None:
        assert (verdict.status, verdict.causes[0]) == (FunctionStatus.BLOCKED, Cause.DNS_FORGED)


@named_rows(
    ("telling", "said"),
    {
        "unspecified": (lambda s: s.system("0.0.0.0", asked_at="public"), "blocked dns_forged likely"),
        "a box at home leaves names out so": (
            lambda s: s.system("0.0.0.0", asked_at="private"),
            "blocked own_filter unsure",
        ),
        "whoever a stub asks may leave names out so": (
            lambda s: s.system("0.0.0.0", asked_at="stub"),
            "blocked own_filter unsure",
        ),
        "all questions led to one honest resolver": (lambda s: s.system(HERE).plainly(DECOY, HERE), ""),
        "a decoy answers, and another answer came first": (
            lambda s: _raced(s).plainly(DECOY, HERE),
            "blocked dns_forged likely",
        ),
        "a decoy that says nothing of it": (lambda s: _raced(s).plainly(DECOY, failure=SILENT), ""),
        "two answers alone": (lambda s: _raced(s), ""),
    },
)
def test_a_name_is_forged_without_a_witness(telling: Telling, said: str) -> None:
    assert brief(ask(case_of(told(telling), CHAT), "led_elsewhere")) == said


def _raced(s: Story) -> Story:
    """The system hears what came first; a public resolver is heard twice, and differs."""
    s.system(HERE).fails(Step.TCP, Failure.TIMEOUT, times=2)
    return s.plainly(ResolverKind.PUBLIC, HERE, second_answer=(THERE,))


@named_rows(
    ("telling", "names", "said"),
    {
        "three services": (lambda s: s.system(HERE, asked_at="public").trusted(THERE), 2, "blocked dns_forged likely"),
        "no witness": (lambda s: s.system(HERE), 2, "blocked dns_forged unsure"),
        "two services": (lambda s: s.system(HERE).trusted(THERE), 1, ""),
        "it is its true address": (lambda s: s.system(HERE).trusted(HERE), 2, ""),
    },
)
def test_names_of_several_services_at_one_dead_address_are_forged(telling: Telling, names: int, said: str) -> None:
    chat = told(telling).fails(Step.TLS, Failure.TIMEOUT, times=2)
    for number in range(names):
        name = f"site/{number}"
        chat.record.about(Endpoint(name, "", Wire.HTTPS, 443, f"{number}.example.net")).system(HERE)
    assert brief(ask(case_of(chat, CHAT), "led_elsewhere")) == said
    chat.record.about(Endpoint("site/1", "", Wire.HTTPS, 443, "1.example.net")).answers(HERE)
    assert brief(ask(case_of(chat, CHAT), "led_elsewhere")) == ""


@named_rows(
    ("neutral", "said"),
    {
        "all names": ([PRIVATE, PRIVATE, PRIVATE], "unknown unexplained likely"),
        "not all": ([PRIVATE, PRIVATE, THERE], "blocked dns_forged likely"),
        "too few were asked": ([PRIVATE, PRIVATE], "blocked dns_forged likely"),
        "nobody was asked": ([], "blocked dns_forged likely"),
    },
)
def test_a_resolver_that_answers_every_name_so_singles_out_nobody(neutral: list[str], said: str) -> None:
    results = having(neutral_addresses=tuple(frozenset({address}) for address in neutral))
    chat = story(CHAT).system(PRIVATE).trusted(THERE)
    assert brief(ask(case_of(chat, CHAT, results=results), "led_elsewhere")) == said


def test_an_address_that_showed_somebody_else_to_another_endpoint_is_exposed() -> None:
    """A block page answers one endpoint with its own certificate, and lets the other one hang."""
    chat = _another(story(CHAT)).fails(Step.TLS, Failure.TIMEOUT)
    assert ask(case_of(chat, CHAT, None, MEDIA), "led_elsewhere") is None
    chat.record.about(MEDIA).system(HERE).fails(Step.TLS, Failure.CERT_UNTRUSTED)
    assert ask(case_of(chat, CHAT, None, MEDIA), "led_elsewhere") is not None
