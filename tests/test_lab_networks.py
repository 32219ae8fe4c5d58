"""Networks of the lab are read strictly: what is short for something else, and what means nothing."""

from pathlib import Path

import pytest

from lab.network_file import Networks, expand_words, read_truth
from lab.scenario import DnsLie, F, IpBlock, Link, Match, Messenger, Net, Scenario

DROPPED = F("blocked", "ip_drop")
HEAD = '[one]\ntitle = "A network"\n'


def network(folder: Path, told: str) -> Scenario:
    (folder / "some.toml").write_text(HEAD + told, encoding="utf-8")
    return Networks(folder)["one"]


def test_words_stand_for_lists_and_numbers() -> None:
    assert expand_words("@viber dc{9-11}.test") == ("*.viber.com", "dc9.test", "dc10.test", "dc11.test")


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("works", Messenger(by="none")),
        ("blocked ip_drop", Messenger(DROPPED, DROPPED, DROPPED, DROPPED)),
        ("media web: blocked ip_drop, by isp-fault", Messenger(media=DROPPED, web=DROPPED, by="isp-fault")),
        ("chat: flaky a+b, calls: slow", Messenger(chat=F("flaky", "a+b"), calls=F("slow"))),
    ],
)
def test_a_truth_is_one_line(text: str, truth: Messenger) -> None:
    assert read_truth(text) == truth


def test_what_is_not_said_is_ordinary_and_proves_nothing(tmp_path: Path) -> None:
    assert network(tmp_path, "") == Scenario("one", "A network", expect={"*": "*"})


def test_a_rule_names_its_class_and_its_flows(tmp_path: Path) -> None:
    told = network(tmp_path, 'rules = [{ rule = "IpBlock", groups = "meta doh", ports = [80], action = "rst" }]')
    assert told.rules == (IpBlock(Match(groups=("meta", "doh"), ports=(80,)), action="rst"),)


def test_a_lie_may_translate_each_address(tmp_path: Path) -> None:
    lies = network(tmp_path, 'dns_lies = [{ names = "cdn.signal.org", answer = "dns64", qtype = "AAAA" }]').dns_lies
    assert lies == (DnsLie(("cdn.signal.org",), "64:ff9b::d20:6310", qtype="AAAA"),)


def test_the_line_says_which_family_there_is_and_a_dead_network_has_none(tmp_path: Path) -> None:
    assert network(tmp_path, 'link = { ipv6 = "none" }').net == Net(ipv6="none")
    dead = network(tmp_path, 'net = { dead = true, isp_dns = "ok" }').net
    assert dead == Net(public_dns="blocked", doh="blocked", ipv4="broken", ipv6="broken", udp="blocked")


@pytest.mark.parametrize(
    ("told", "censorship"),
    [
        ('truth.line = "media: blocked ip_drop"', True),
        ('truth.line = "media: ok seeds"', False),
        ('truth.line = "media: blocked ip_drop, by isp-fault"', False),
        ('truth.line = "blocked ip_drop"\nnet = { censorship = false }', False),
        ("net = { censorship = true }", True),
    ],
)
def test_a_censor_stops_a_messenger_or_is_named(tmp_path: Path, told: str, censorship: bool) -> None:
    assert network(tmp_path, told).net.censorship is censorship


def test_hypotheses_are_of_the_line_or_of_messengers(tmp_path: Path) -> None:
    told = network(tmp_path, 'hypotheses.network = "far_line works"\nhypotheses."line qq" = "by_share"')
    assert told.hypotheses == {"network": ("far_line", "works"), "line": ("by_share",), "qq": ("by_share",)}


def test_one_network_is_like_another_or_joins_several(tmp_path: Path) -> None:
    told = """
        link = { access_ms = 9 }
        net = { quality = "slow" }
        truth.line = "works"
        expect."tls.*" = "timeout:tls"
        [two]
        like = "one"
        title = "Another"
        truth."qq line" = "blocked ip_drop"
        [both]
        joins = "one two"
        title = "Both"
        expect."tls.wa-web" = "="
    """
    (tmp_path / "some.toml").write_text("\n".join(map(str.strip, (HEAD + told).split("\n"))), encoding="utf-8")
    networks = Networks(tmp_path)
    assert (list(networks), networks.file("both")) == (["one", "two", "both"], "some")
    assert (networks["two"].title, networks["two"].link) == ("Another", Link(access_ms=9))
    assert networks["two"].net == Net(quality="slow")
    assert list(networks["two"].messengers) == ["qq", "line"]
    assert networks["both"].messengers["line"] == Messenger(DROPPED, DROPPED, DROPPED, DROPPED)
    assert networks["both"].expect == {"tls.*": "timeout:tls", "tls.wa-web": "="}, "added to what its parts say"


def test_two_networks_of_one_name_are_an_error(tmp_path: Path) -> None:
    for file in ("some.toml", "other.toml"):
        (tmp_path / file).write_text(HEAD, encoding="utf-8")
    with pytest.raises(ValueError, match="two networks are called one"):
        Networks(tmp_path)


@pytest.mark.parametrize(
    "told",
    [
        'colour = "red"',
        "link = { speed = 9 }",
        'rules = [{ rule = "Nothing" }]',
        'rules = [{ rule = "IpBlock", group = "meta" }]',
        'net = { vpn = "yes" }',
        'twins = "@nobody"',
        'like = "two"',
        'truth.line = "Blocked!"',
        'truth.line = "voice: blocked"',
        'truth.line = "bloked"',
        'truth.nobody = "works"',
        '[one.two]\n[one]\ntitle = "again"',
    ],
)
def test_what_means_nothing_is_an_error(tmp_path: Path, told: str) -> None:
    with pytest.raises(ValueError, match=r"some.toml, one: |two networks are called one"):
        network(tmp_path, told)
