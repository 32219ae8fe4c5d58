"""Each explanation of a finding about names, where it is the truth: it stands, and nothing is too sure."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings import names
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import first_verdict, judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict, Rival
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Prior, Step, Wire
from judge.factory import ALL_PASSED, HERE, THERE, Story, ask, brief, case_of, having, https, knowing, online, story
from judge.stories import check_pair, expand, findings_of, pairs
from named_rows import named_rows

CHAT, MEDIA = https(), https("app/media", "media.example.org")
BRINGS = replace(CHAT, addresses=(THERE,), names_fallback=("built_in",))
KEEPS = replace(CHAT, names_fallback=("cache",))
NO_NAME, SILENT, TIMEOUT = Failure.NO_SUCH_NAME, Failure.DNS_FAILED, Failure.TIMEOUT
VPN = online(NetworkStatus.ONLINE, NetworkFlag.VPN)
BUSY = online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY)
PRIVATE, ZERO, INVENTED = "10.11.12.13", "0.0.0.0", "198.18.0.7"
ASTRAY = having(neutral_addresses=(frozenset({PRIVATE}),) * 3)
OPEN = "unknown unexplained unsure"
Telling = Callable[[Story], Story]


def _denied(s: Story, asked_at: str = "public") -> Story:
    return s.system(failure=NO_NAME, asked_at=asked_at).system(failure=NO_NAME, asked_at=asked_at)


def _answers(s: Story) -> Story:
    return s.system(THERE).answers()


def _silent(s: Story) -> Story:
    return s.system(failure=SILENT)


def _only_there(s: Story, address: str = HERE, via: str = "") -> Story:
    dead = s.system(address).fails(Step.TCP, TIMEOUT, address, times=3, via=via)
    return dead.trusted(THERE).answers(THERE, origin="trusted")


def _cut_there(s: Story) -> Story:
    dead = s.system(failure=TIMEOUT).fails(Step.TLS, TIMEOUT, THERE, times=2, origin="built_in", delivered=False)
    return dead.neutral_name()


def _given_to_another(s: Story) -> Story:
    """The server has moved, and another customer of its hosting company has the address now."""
    old = s.system(THERE, asked_at="public").fails(Step.TLS, Failure.CERT_NAME, THERE, times=3)
    return old.trusted(HERE).answers(origin="trusted")


def _two_sites_lead_there(s: Story) -> Story:
    dead = s.system(HERE, asked_at="public").fails(Step.TLS, TIMEOUT, times=2)
    for number in range(2):
        dead.record.about(Endpoint(f"site/{number}", "", Wire.HTTPS, 443, f"{number}.example.net")).system(HERE)
    return dead


def _unknown_abroad(s: Story) -> Story:
    return _denied(s).trusted(failure=NO_NAME)


def _lives_there(s: Story, asked_at: str = "public") -> Story:
    return _denied(s, asked_at).trusted(HERE).answers(origin="trusted")


def _known_abroad(s: Story) -> Story:
    return _denied(s).trusted(HERE)


def _silent_here(s: Story) -> Story:
    return _silent(s).trusted(HERE)


def _led(address: str, asked_at: str = "public") -> Telling:
    """The system leads to this address, and a resolver abroad to the true one."""
    return lambda s: s.system(address, asked_at=asked_at).trusted(HERE)


def _through_a_tunnel(s: Story) -> Story:
    led = _led("100.64.1.5")(s)
    return led.fails(Step.TCP, TIMEOUT, "100.64.1.5", times=2, via="tunnel")


class Seen(NamedTuple):
    """What is observed where an explanation is the truth, what is said there, and what is known beside it."""

    telling: Telling
    said: str
    endpoint: Endpoint = CHAT
    network: NetworkVerdict | None = None
    results: ControlResults = ALL_PASSED
    sibling: Telling | None = None
    one_country: bool = False
    at_home: bool = False

    def case(self) -> EndpointCase:
        chat = self.telling(story(self.endpoint))
        if self.sibling is not None:
            self.sibling(chat.record.about(MEDIA))
        case = case_of(chat, self.endpoint, self.network, MEDIA, results=self.results)
        return knowing(case, serves_one_country=self.one_country, at_home=self.at_home)


def _lookups_fail(failed: int, tried: int) -> ControlResults:
    return having(failures={Step.DNS: (failed, tried)})


STORIES: Mapping[str, Seen] = {
    "name_gone_everywhere: gone_everywhere": Seen(_unknown_abroad, "down service_down likely"),
    "name_gone_everywhere: catalogue_old": Seen(_unknown_abroad, OPEN, sibling=_answers),
    "name_gone_everywhere: closed_to_abroad": Seen(_unknown_abroad, OPEN, one_country=True),
    "name_gone_everywhere: resolver_abroad": Seen(_unknown_abroad, OPEN, one_country=True, at_home=True),
    "names_fallback: works": Seen(lambda s: _denied(s).answers(THERE, origin="built_in"), "works likely", BRINGS),
    "names_fallback: kept_no_address": Seen(_lives_there, "works unsure", KEEPS),
    "name_cut_at_built_in: name_filtered gone_everywhere": Seen(_cut_there, "blocked name_filtered likely", BRINGS),
    "name_cut_at_built_in: name_filtered_at_times": Seen(
        lambda s: _cut_there(s).again(times=3, origin="built_in"), "unknown name_filtered likely", BRINGS
    ),
    "name_missing: dns_missing": Seen(_known_abroad, "blocked dns_missing sure", sibling=_answers),
    "name_missing: old_answer": Seen(_lives_there, "blocked dns_missing likely", sibling=_denied),
    "name_missing: own_filter": Seen(lambda s: _lives_there(s, "filter"), "blocked own_filter likely"),
    "name_missing: dns_missing_beyond_it": Seen(
        lambda s: _denied(s, "loopback").trusted(HERE), "blocked own_filter likely"
    ),
    "name_missing: gone_everywhere": Seen(_denied, OPEN),
    "name_missing: name_servers_dead": Seen(
        lambda s: _silent(s).trusted(failure=SILENT),
        "down service_down likely",
        results=_lookups_fail(0, 44),
        sibling=_silent,
    ),
    "name_missing: resolver_errs": Seen(
        _silent_here, "unknown dns_missing unsure", results=_lookups_fail(0, 44), sibling=_silent_here
    ),
    "name_missing: resolver_slow": Seen(
        lambda s: s.system(failure=TIMEOUT).trusted(HERE),
        "blocked dns_missing unsure",
        results=_lookups_fail(0, 3),
        sibling=lambda s: s.system(failure=TIMEOUT),
    ),
    "name_missing: lossy_line": Seen(_silent_here, OPEN, results=_lookups_fail(5, 16), sibling=_silent),
    "name_missing: this_computer": Seen(_silent_here, OPEN, CHAT, BUSY, _lookups_fail(0, 16), _silent),
    "name_missing: vpn_resolver": Seen(_known_abroad, "blocked dns_missing unsure", network=VPN),
    "name_missing: split_horizon": Seen(
        lambda s: s.system(failure=Failure.NO_ADDRESS, family=4, asked_at="public").trusted(HERE),
        "blocked dns_missing likely",
    ),
    "name_missing: catalogue_old": Seen(_denied, "blocked dns_missing likely", sibling=_answers),
    "local_override: hosts_file": Seen(lambda s: s.system("127.0.0.1", hosts_file=True), "blocked this_computer sure"),
    "search_list: search_list": Seen(
        lambda s: s.system(PRIVATE, search_list=True), "blocked this_computer sure", results=ASTRAY
    ),
    "led_elsewhere: dns_forged": Seen(_led("127.0.0.1"), "blocked dns_forged sure"),
    "led_elsewhere: own_filter": Seen(
        lambda s: _led(ZERO, "private")(s).answers(origin="trusted"), "blocked own_filter unsure"
    ),
    "led_elsewhere: dns_forged_beyond_it": Seen(_led(PRIVATE, "filter"), "blocked own_filter likely"),
    "led_elsewhere: all_led_astray": Seen(_led(PRIVATE), "unknown unexplained likely", results=ASTRAY),
    "led_elsewhere: old_answer": Seen(_given_to_another, "blocked dns_forged unsure", replace(CHAT, of_person=True)),
    "led_elsewhere: host_of_many_down": Seen(_two_sites_lead_there, "blocked dns_forged unsure"),
    "led_elsewhere: split_horizon": Seen(_led(PRIVATE), "blocked dns_forged likely"),
    "led_elsewhere: way_of_ones_own": Seen(_through_a_tunnel, "blocked dns_forged unsure"),
    "led_elsewhere: vpn_resolver": Seen(lambda s: s.system("127.0.0.1"), OPEN, network=VPN),
    "another_site_answers: one_site_down dns_forged own_filter address_blocked": Seen(_only_there, OPEN),
    "another_site_answers: line_fails_alike by_chance": Seen(
        _only_there, OPEN, results=having(failures={Step.TCP: (4, 20)})
    ),
    "another_site_answers: way_of_ones_own": Seen(lambda s: _only_there(s, INVENTED), OPEN),
    "another_site_answers: this_computer": Seen(
        lambda s: _only_there(s, via="own_route"), "unknown this_computer likely"
    ),
}
"""By finding and explanation."""


FINDINGS, PAIRS = findings_of(names), expand(STORIES)


def test_each_explanation_has_a_story() -> None:
    assert set(PAIRS) == pairs(*FINDINGS.values())


@pytest.mark.parametrize(("finding", "truth"), PAIRS)
def test_what_is_true_stands_and_nobody_is_accused_too_surely(finding: str, truth: str) -> None:
    seen = PAIRS[finding, truth]
    check_pair(FINDINGS[finding], truth, seen.case())
    assert brief(first_verdict((FINDINGS[finding],), seen.case())) == seen.said


@pytest.mark.parametrize(
    ("name", "said"),
    [(Failure.RESET, "blocked dns_forged likely"), (None, "unknown certificate_swapped unsure")],
    ids=["its name dies wherever it is sent", "its name passes: the server may be mixed up"],
)
def test_a_name_that_is_cut_off_everywhere_shows_whose_the_certificate_is(name: Failure | None, said: str) -> None:
    """Turkey, October 2024: a notice had its certificate at the false address, and the true ones were reset."""
    chat = story(CHAT).system(HERE, asked_at="public").trusted(THERE).fails(Step.TLS, Failure.CERT_NAME, times=2)
    for _ in range(2):
        chat.fails(Step.TLS, Failure.RESET, THERE, origin="trusted").neutral_name().later(1.0)
    chat.name_elsewhere(name).neutral_elsewhere(None)
    assert brief(judge_endpoint(case_of(chat, CHAT))) == said


@pytest.mark.parametrize(
    ("neutral", "said"),
    [(None, "blocked dns_forged likely"), (Failure.TIMEOUT, "unknown certificate_swapped unsure")],
    ids=["a neutral name is answered there", "nothing is: the server may be down, and mixed up where it is not"],
)
def test_a_name_that_dies_at_its_true_address_tells_whose_certificate_it_is(neutral: Failure | None, said: str) -> None:
    """Turkey, August 2024: a provider's notice, and Instagram's names silenced at Meta's addresses alone."""
    chat = story(CHAT).system(HERE, asked_at="public").trusted(THERE).fails(Step.TLS, Failure.CERT_NAME, times=2)
    for _ in range(2):
        chat.fails(Step.TLS, Failure.TIMEOUT, THERE, origin="trusted", delivered=False).later(1.0)
    chat.neutral_name(neutral, address=THERE)
    assert brief(judge_endpoint(case_of(chat, CHAT))) == said


@named_rows(
    ("true_address", "said"),
    {
        "of another network": ("149.154.167.99", "blocked dns_forged likely"),
        "of the same one": ("31.13.72.99", "unknown certificate_swapped unsure"),
        "unknown": ("", "unknown certificate_swapped unsure"),
    },
)
def test_a_host_to_which_strangers_are_led_is_neithers(true_address: str, said: str) -> None:
    """The names of WhatsApp and Telegram led to a warning with its own certificate; the true addresses were reset."""
    chat = story(CHAT).system(HERE, asked_at="public").trusted(THERE).fails(Step.TLS, Failure.CERT_NAME, times=2)
    other = chat.record.about(https("other/chat", "chat.other.example")).system(HERE)
    if true_address:
        other.trusted(true_address)
    assert brief(judge_endpoint(case_of(chat, CHAT))) == said


@pytest.mark.parametrize(
    ("also_there", "said"), [(False, "blocked dns_forged likely"), (True, "blocked certificate_swapped likely")]
)
def test_a_certificate_swapped_at_the_true_address_too_leaves_the_name_true(also_there: bool, said: str) -> None:
    """A box on the path takes three of four connections, whichever address they lead to."""
    chat = story(CHAT).system(HERE).trusted(THERE).fails(Step.TLS, Failure.CERT_UNTRUSTED, times=3)
    if also_there:
        chat = chat.fails(Step.TLS, Failure.CERT_UNTRUSTED, THERE, origin="trusted")
    chat.answers(THERE, origin="trusted")
    assert brief(judge_endpoint(case_of(chat, CHAT))) == said


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [(HERE, "blocked dns_forged likely"), ("203.0.112.9", "blocked dns_forged sure")],
    ids=["of the same network", "of another one"],
)
def test_no_server_ever_had_two_names_that_are_known_in_different_networks(elsewhere: str, said: str) -> None:
    """One name may lead to an address that its service had before; several that were never together may not."""
    chat = _given_to_another(story(CHAT))
    chat.record.about(MEDIA).system(THERE).trusted(elsewhere)
    assert brief(judge_endpoint(case_of(chat, CHAT, None, MEDIA))) == said


@named_rows(
    ("families", "said"),
    {
        "IPv6 is dead here": ({4}, "blocked dns_missing likely"),
        "IPv6 works here": ({4, 6}, "unknown unexplained unsure"),
        "nothing neutral was reached": (set(), "unknown unexplained unsure"),
    },
)
def test_addresses_of_a_dead_family_are_none(families: set[int], said: str) -> None:
    """A resolver hid WhatsApp's IPv4 addresses and told the IPv6 ones, which lead nowhere on this line."""
    six = "2a03:2880:f257:c8:face:b00c:0:167"
    told = story(CHAT).system(failure=Failure.NO_ADDRESS, family=4, asked_at="public")
    told.system(six, family=6, asked_at="public").fails(Step.TCP, TIMEOUT, six, times=3)
    told.trusted(THERE).answers(THERE, origin="trusted")
    assert brief(judge_endpoint(case_of(told, CHAT, results=having(ALL_PASSED, families=families)))) == said


def test_a_name_with_addresses_of_a_dead_family_alone_lacks_none() -> None:
    """Its server has no others: resolvers abroad know as many."""
    six = "2a03:2880:f257:c8:face:b00c:0:167"
    told = story(CHAT).system(failure=Failure.NO_ADDRESS, family=4, asked_at="public")
    told.system(six, family=6, asked_at="public").trusted(six).fails(Step.TCP, TIMEOUT, six, times=3)
    case = case_of(told, CHAT, results=having(ALL_PASSED, families={4}))
    assert brief(judge_endpoint(case)) == OPEN


@named_rows(
    ("answered_at", "hosts_file", "said"),
    {
        "at that moment": (1.8, False, "blocked dns_missing likely"),
        "by a file of this computer": (1.8, True, OPEN),
        "before": (0.5, False, OPEN),
        "never": (None, False, OPEN),
    },
)
def test_a_busy_computer_that_read_other_answers_at_that_moment_read_the_errors_in_time(
    answered_at: float | None, *, hosts_file: bool, said: str
) -> None:
    """WhatsApp's names were refused; beside three busy processes nothing was said of it, though others were told."""
    chat = story(CHAT).system(failure=SILENT, seconds=1.8, asked_at="public").trusted(HERE)
    media = https("app/media", "media.example.com")
    chat.record.about(media).system(failure=SILENT, seconds=1.8)
    if answered_at is not None:
        chat.record.about(https("other/chat", "other.example.net")).system(
            THERE, seconds=answered_at, hosts_file=hosts_file
        )
    results = having(failures={Step.DNS: (0, 400)})
    assert brief(judge_endpoint(case_of(chat, CHAT, BUSY, media, results=results))) == said


@named_rows(
    ("others", "calls_filtered", "said"),
    {
        "no other": ({}, False, "unknown dns_missing unsure"),
        "another name there is resolved": ({"b.example.org": None}, False, "blocked dns_missing likely"),
        "a name of another domain errs as well": ({"b.example.net": SILENT}, False, "blocked dns_missing likely"),
        "a name of another domain is denied": ({"b.example.net": NO_NAME}, False, "blocked dns_missing likely"),
        "calls are filtered": ({}, True, "blocked dns_missing unsure"),
    },
)
def test_errors_for_one_domain_alone_are_a_fault_of_the_resolver(
    others: Mapping[str, Failure | None], *, calls_filtered: bool, said: str
) -> None:
    """A resolver could not validate threema.ch: "probably blocked" was said, and Tor Browser advised."""
    chat = story(CHAT).system(failure=SILENT, asked_at="public").trusted(HERE).answers(origin="trusted")
    chat.record.about(MEDIA).system(failure=SILENT, asked_at="public").trusted(HERE)
    for host, failure in others.items():
        chat.record.about(https(f"other/{host}", host)).system(*([] if failure else [THERE]), failure=failure)
    network = online(NetworkStatus.ONLINE, *([NetworkFlag.CALLS_FILTERED] if calls_filtered else []))
    case = case_of(chat, CHAT, network, MEDIA, results=_lookups_fail(0, 400))
    assert brief(first_verdict((names.NAME_MISSING,), case)) == said


@named_rows(
    ("answered_later", "neutral", "said"),
    {
        "two": (("a.example.net", "b.example.net"), 3, OPEN),
        "two, and neutral ones never fail": (("a.example.net", "b.example.net"), 400, OPEN),
        "one, as by chance": (("a.example.net",), 3, "blocked dns_missing unsure"),
        "none": ((), 400, "blocked dns_missing likely"),
    },
)
def test_a_resolver_that_answers_other_silent_names_when_asked_again_singles_out_none(
    answered_later: tuple[str, ...], neutral: int, said: str
) -> None:
    """AdGuard Home takes twenty questions a second: web.telegram.org was called suppressed on a loaded computer."""
    chat = story(CHAT).system(failure=TIMEOUT, seconds=6.0, asked_at="private")
    chat.record.about(MEDIA).system(failure=TIMEOUT, seconds=6.0)
    others = [chat.record.about(https(f"other/{host}", host)) for host in answered_later]
    for other in others:
        other.system(failure=TIMEOUT, seconds=6.0)
    for other in others:
        other.later(7.0).system(THERE)
    chat.trusted(HERE)
    results = having(failures={Step.DNS: (0, neutral)})
    assert brief(judge_endpoint(case_of(chat, CHAT, None, MEDIA, results=results))) == said


def test_nobody_inside_the_country_is_told_that_it_answers_only_there() -> None:
    verdict = ask(Seen(_unknown_abroad, OPEN, one_country=True, at_home=True).case(), "name_gone_everywhere")
    assert verdict is not None
    assert "closed_to_abroad" in {each.id for each in verdict.diagnosis.excluded}
    assert verdict.diagnosis.standing[:2] == (
        Rival("gone_everywhere", Prior.UNCOMMON),
        Rival("resolver_abroad", Prior.UNCOMMON),
    )
