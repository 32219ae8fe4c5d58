"""The catalogue's loader: right files become the model, wrong ones one clear line."""

import ipaddress
import shutil
from pathlib import Path

import pytest

from catalogue_rules import load_checked
from dialtone.model.vocabulary import Function, Place, ResolverKind, Trust, Weight, Wire
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources
from dialtone.store.toml_file import ResourceError
from store.strict_files import GROUND, refusal

MESSENGER = """
name = "Parrot"
letter = "P"
hue = "#11aa22"

[[endpoints]]
id = "chat"
wire = "https"
host = "chat.parrot.example"
port = 443
source = "parrot@1"
confidence = "high"
last_good = 2026-08-14

[[endpoints]]
id = "relay"
wire = "stun"
host = "relay.parrot.example"
port = 3478
weight = "informs"
source = "hearsay"
confidence = "low"

[[functions]]
function = "messages"
needs = [["chat"]]

[[functions]]
function = "calls"
needs = []
why_not = "no_test_without_account"
depends_on = "messages"
"""


SITE = """
id = "site"
place = "foreign"
wire = "https"
host = "site.example"
source = "made up"
confidence = "high"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ground.toml").write_text(GROUND)
    (tmp_path / "parrot.toml").write_text(MESSENGER)
    return tmp_path


def test_short_ids_become_unique_ones(folder: Path) -> None:
    parrot = load_catalogue(folder).messenger("parrot")
    assert parrot is not None
    assert [e.id for e in parrot.endpoints] == ["parrot/chat", "parrot/relay"]
    assert {e.messenger for e in parrot.endpoints} == {"parrot"}
    assert parrot.functions[0].needs == (("parrot/chat",),)
    assert parrot.functions[1].depends_on is Function.MESSAGES


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("port = 3478", "port = 443443", "endpoints[1].port: 443443 is not valid: expected `int` <= 65535"),
        ("port = 3478", 'port = "3478"', "endpoints[1].port: 3478 is not valid: expected `int`, got `str`"),
        ("port = 3478", "prot = 3478", "endpoints[1].prot: 3478 (unknown key)"),
        ("port = 3478", "", "endpoints[1].port: missing"),
        ('hue = "#11aa22"', 'hue = "green"', "hue: green is not valid: expected `str` matching"),
        ('hue = "#11aa22"', 'hue = "#11aa22"\ncolour = 1', "colour: 1 (unknown key)"),
        ('hue = "#11aa22"', 'hue = "#11aa22"\nid = "crow"', "id: crow (unknown key)"),
        ("port = 443", 'port = 443\nmessenger = "crow"', "endpoints[0].messenger: crow (unknown key)"),
        ("port = 443", 'port = 443\nplace = "foreign"', "endpoints[0].operator, cdn, place, of_person: they are for"),
        ("port = 443", "port = 443\ncdn = true", "endpoints[0].operator, cdn, place, of_person: they are for"),
        ('confidence = "high"', "", "endpoints[0].confidence: missing"),
        (
            "[[functions]]",
            '[[publishers]]\nkind = "snap"\nid = "parrot"\nsource = "x"\n[[functions]]',
            "publishers[0].confidence: missing",
        ),
        ('wire = "stun"', 'wire = "smoke"', "endpoints[1].wire: smoke is not valid: invalid enum value 'smoke'"),
        ('id = "relay"', 'id = "chat"', "endpoints[1].id: chat is there twice"),
        ('id = "relay"', 'id = "Relay One"', "endpoints[1].id: Relay One is not valid: expected `str` matching"),
        ('needs = [["chat"]]', 'needs = [["chta"]]', "functions[0]: chta is not an endpoint of this file"),
        ('needs = [["chat"]]', 'needs = [["relay"]]', "functions[0].needs[0][0]: parrot/relay decides nothing (its"),
        ('needs = [["chat"]]', "needs = [[]]", "functions[0].needs[0]: [] is not valid: expected `array` of length"),
        ('needs = [["chat"]]', "needs = []", "functions[0].why_not: nothing, but without needs a reason is needed"),
        ('needs = [["chat"]]', 'needs = [["chat"]]\nsecond = "b"', "functions[0].second: there is no source"),
        ('needs = [["chat"]]', 'needs = [["chat"]]\ndated = 2026-11-01', "functions[0].dated: there is no source"),
        ('needs = [["chat"]]', 'needs = [["chat"]]\ndoubt = "b"', "functions[0].doubt: there is no source"),
        (
            'needs = [["chat"]]',
            'needs = [["chat"]]\nsource = "a"\nsecond_dated = 2026-11-01',
            "functions[0].second_dated: there is no second",
        ),
        (
            'needs = [["chat"]]',
            'needs = [["chat"]]\nsource = "none published"\nsecond = "b"',
            "functions[0].source: none published contradicts dated and second",
        ),
        ('weight = "informs"', "", "endpoints[1].weight: decides is too much for a source of low confidence (say"),
        ('source = "hearsay"', "", "endpoints[1].source: missing"),
        ('source = "hearsay"', 'source = " "', "endpoints[1].source:   is not valid: expected `str` matching"),
        ('host = "relay.parrot.example"', 'host = "-relay.parrot.example"', "endpoints[1].host:"),
        ('host = "relay.parrot.example"', 'host = "10.0.0.1"', "endpoints[1].host: 10.0.0.1 is not valid: expected"),
        ('host = "relay.parrot.example"', "", "endpoints[1].addresses: nothing, but without a host an address is"),
        ('host = "relay.parrot.example"', 'addresses = ["10.0.0.1", "10.0.0.256"]', "endpoints[1].addresses[1]:"),
        ('host = "chat.parrot.example"', "", "endpoints[0].host: nothing, but https needs a name"),
        ("last_good = 2026-08-14", 'last_good = "soon"', "endpoints[0].last_good: soon is not valid: expected `date |"),
        ('confidence = "low"', 'confidence = "vague"', "endpoints[1].confidence: vague is not valid: invalid enum"),
        ('depends_on = "messages"', 'depends_on = "web"', "functions[1].depends_on: web has no rule for linux"),
        ('function = "calls"', 'function = "messages"', "functions[1].function: messages is there twice for linux"),
        ("[[functions]]", "[[functions]", "this is not TOML ("),
    ],
)
def test_a_wrong_value_is_one_line_with_file_key_and_value(folder: Path, old: str, new: str, line: str) -> None:
    assert old in MESSENGER
    (folder / "parrot.toml").write_text(MESSENGER.replace(old, new, 1))
    assert refusal(ResourceError, load_checked, folder).startswith(f"parrot.toml: {line}")


STATUS = """[status]
host = "a.example"
path = "/a"
format = "statuspage"
source = "x"
confidence = "high"
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('path = "/a"\n', "", "status.path: missing"),
        ('format = "statuspage"\n', "", "status.format: missing"),
        ('"a.example"', '"parrot"', "status.host: parrot is not valid: expected `str` matching"),
    ],
)
def test_a_wrong_status_page_is_one_line(folder: Path, old: str, new: str, line: str) -> None:
    (folder / "parrot.toml").write_text(MESSENGER + STATUS.replace(old, new))
    assert refusal(ResourceError, load_checked, folder).startswith(f"parrot.toml: {line}")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('version = "2026-11-24"', 'version = "new"', "ground.toml: version: new is not valid: expected `str`"),
        ("udp = []", "", "ground.toml: udp: missing"),
        ("udp = []", "udp = [3]", "ground.toml: udp[0]: 3 is not valid: expected `object`, got `int`"),
        ('version = "2026-11-24"', "", "ground.toml: version: None is not valid: expected `str`, got `null`"),
        ("udp = []", "udp = []\nat_home = []", "ground.toml: at_home: [] (unknown key)"),
        ("udp = []", f"\n[[udp]]{SITE}", "ground.toml: udp[0].place: foreign (unknown key)"),
        ("controls = []", f"\n[[controls]]{SITE}port = 0", "ground.toml: controls[0].port: 0 is not valid: expected"),
        ("controls = []", f"\n[[controls]]{SITE}", "ground.toml: controls[0].port: missing"),
        ("controls = []", f'\n[[controls]]{SITE}port = 443\ncountries = "RU"', "ground.toml: controls[0].countries:"),
    ],
)
def test_the_ground_is_held_to_the_same(folder: Path, old: str, new: str, line: str) -> None:
    text = GROUND.replace(old, "") + new if new.startswith("\n[[") else GROUND.replace(old, new)
    (folder / "ground.toml").write_text(text)
    assert refusal(ResourceError, load_checked, folder).startswith(line)


PLAIN = """
[[plain_resolvers]]
id = "nsdi"
address = "195.208.4.1"
kind = "national"
countries = ["RU"]
source = "made up"
"""


def test_a_resolver_asked_in_the_clear_has_a_kind(folder: Path) -> None:
    (folder / "ground.toml").write_text(GROUND + PLAIN)
    (resolver,) = load_catalogue(folder).controls.plain_resolvers
    assert (resolver.id, resolver.kind, resolver.countries) == ("nsdi", ResolverKind.NATIONAL, ("RU",))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("195.208.4.1", "nsdi.example", "address[0]"),
        ('"national"', '"honest"', "kind"),
        ('"RU"', '"Russia"', "countries[0]"),
        ('"nsdi"', '"NSDI"', "id"),
        ('"made up"', '" "', "source"),
    ],
)
def test_a_resolver_asked_in_the_clear_is_held_to_the_same(folder: Path, old: str, new: str, key: str) -> None:
    (folder / "ground.toml").write_text(GROUND + PLAIN.replace(old, new))
    said = refusal(ResourceError, load_checked, folder)
    assert said.startswith(f"ground.toml: plain_resolvers[0].{key}: ")


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"\xff\xfe\x00", "the file is not UTF-8 text$"), (b"names = " + b"[" * 50_000, "this is not TOML")],
)
def test_a_file_that_is_no_toml_is_one_line(folder: Path, data: bytes, said: str) -> None:
    (folder / "parrot.toml").write_bytes(data)
    with pytest.raises(ResourceError, match=rf"/parrot\.toml: {said}"):
        load_catalogue(folder)


def test_no_catalogue_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="the catalogue cannot be read"):
        load_catalogue(tmp_path / "nowhere")
    with pytest.raises(ResourceError, match=r"/ground\.toml: the file cannot be read"):
        load_catalogue(tmp_path)


def test_a_file_name_must_be_an_id(folder: Path) -> None:
    shutil.copy(folder / "parrot.toml", folder / "My Parrot.toml")
    with pytest.raises(ResourceError, match=r"/My Parrot\.toml: id: My Parrot is not valid"):
        load_catalogue(folder)


class TestShipped:
    """The catalogue that goes out with the program."""

    catalogue = load_catalogue(resources() / "catalogue")

    def test_each_messenger_has_what_people_do(self) -> None:
        for messenger in self.catalogue.messengers:
            functions = {rule.function for rule in messenger.functions}
            if messenger.untested is None:
                assert {Function.MESSAGES, Function.CALLS} <= functions, messenger.id

    def test_a_high_claim_has_a_day(self) -> None:
        """What a person's own server must answer is in the specification, which has no day."""
        for messenger in self.catalogue.messengers:
            for endpoint in messenger.endpoints:
                assert endpoint.host == "{server}" or endpoint.last_good or endpoint.confidence != "high", endpoint.id

    def test_ids_are_unique_in_the_whole(self) -> None:
        controls = self.catalogue.controls
        ids = [e.id for m in self.catalogue.messengers for e in m.endpoints]
        ids += [c.endpoint.id for c in controls.sites]
        ids += [e.id for e in (*controls.sign_in_checks, *controls.anchors, *controls.udp)]
        assert len(ids) == len(set(ids))

    def test_the_ground_has_enough_neutral_sites_at_home_and_abroad(self) -> None:
        sites = self.catalogue.controls.sites
        assert sum(c.place is Place.FOREIGN for c in sites) >= 3
        assert sum(c.place is Place.DOMESTIC and "RU" in c.countries for c in sites) >= 3
        assert all((c.place is Place.DOMESTIC) == bool(c.countries) for c in sites)

    def test_controls_belong_to_no_messenger(self) -> None:
        tested = {e.host for m in self.catalogue.messengers for e in m.endpoints}
        assert not tested & {c.endpoint.host for c in self.catalogue.controls.sites}

    def test_a_decoy_lives_where_nobody_may(self) -> None:
        decoys = [r for r in self.catalogue.controls.plain_resolvers if r.kind is ResolverKind.DECOY]
        documentation = ipaddress.ip_network("192.0.2.0/24")
        assert decoys
        assert all(ipaddress.ip_address(decoy.address) in documentation for decoy in decoys)

    def test_an_anchor_stands_where_its_id_says_and_needs_no_name(self) -> None:
        places = {anchor.id: anchor.place for anchor in self.catalogue.controls.anchors}
        assert places["anchor/foreign-1"] is Place.FOREIGN
        assert places["anchor/domestic-1"] is Place.DOMESTIC
        assert places["anchor/v6"] is None
        assert sum(place is Place.FOREIGN for place in places.values()) >= 3
        assert {(anchor.wire, anchor.host) for anchor in self.catalogue.controls.anchors} == {(Wire.TCP, None)}

    def test_nothing_but_controls_and_anchors_has_a_place(self) -> None:
        controls = self.catalogue.controls
        others = (*controls.sign_in_checks, *controls.udp, *(e for m in self.catalogue.messengers for e in m.endpoints))
        assert {e.place for e in others} == {None}
        assert all(c.endpoint.place is c.place is not None for c in controls.sites)

    def test_each_telegram_data_centre_has_built_in_addresses_of_both_families(self) -> None:
        telegram = self.catalogue.messenger("telegram")
        assert telegram is not None
        centres = {e.data_centre: e for e in telegram.endpoints if e.wire is Wire.MTPROTO}
        assert set(centres) == {-4, -2, 1, 2, 3, 4, 5, 203}
        for number in range(1, 6):
            assert {":" in address for address in centres[number].addresses} == {True, False}
            assert centres[number].host is None

    def test_signal_trusts_its_own_roots_but_for_its_site(self) -> None:
        signal = self.catalogue.messenger("signal")
        assert signal is not None
        public = {e.host for e in signal.endpoints if e.trust is Trust.PUBLIC and e.wire is Wire.HTTPS}
        assert public == {"signal.org"}

    def test_an_answer_of_a_whatsapp_relay_decides_nothing(self) -> None:
        whatsapp = self.catalogue.messenger("whatsapp")
        assert whatsapp is not None
        relay = next(e for e in whatsapp.endpoints if e.id == "whatsapp/relay")
        assert relay.weight is Weight.RELAYS

    def test_a_fork_is_named_among_the_traces(self) -> None:
        for messenger in self.catalogue.messengers:
            traces = messenger.traces
            named = {value for key in traces.__struct_fields__ if key != "forks" for value in getattr(traces, key)}
            assert set(traces.forks) <= named


@pytest.mark.parametrize("home", ["", 'home = ["IR"]', 'home = ["RU", "BY"]'])
def test_the_root_of_a_ministry_is_for_services_of_its_country_alone(folder: Path, home: str) -> None:
    trusting = MESSENGER.replace('host = "chat.parrot.example"', 'host = "chat.parrot.example"\ntrust = "national"')
    (folder / "parrot.toml").write_text(trusting.replace('letter = "P"', f'letter = "P"\n{home}'))
    said = refusal(ResourceError, load_checked, folder)
    assert said == 'parrot.toml: endpoints[0].trust: national is for services of Russia (home = ["RU"])'
    (folder / "parrot.toml").write_text(trusting.replace('letter = "P"', 'letter = "P"\nhome = ["RU"]'))
    load_checked(folder)


def test_an_id_may_have_single_underscores(folder: Path) -> None:
    (folder / "song_bird.toml").write_text(MESSENGER)
    assert load_catalogue(folder).messenger("song_bird") is not None
    (folder / "song__bird.toml").write_text(MESSENGER)
    with pytest.raises(ResourceError, match=r"song__bird\.toml: id: song__bird is not valid"):
        load_catalogue(folder)


def test_the_ground_knows_who_stands_at_home(folder: Path) -> None:
    (folder / "cuckoo.toml").write_text('home = ["IR"]\n' + MESSENGER)
    catalogue = load_catalogue(folder)
    assert catalogue.controls.at_home == {"cuckoo"}
    cuckoo = catalogue.messenger("cuckoo")
    assert cuckoo is not None
    assert cuckoo.home == ("IR",)


HELLO = """
[[profiles]]
id = "parrot"
client = "Parrot 1"
source = "captured"
dated = 2026-11-29
ja4 = "t13d0101h2_000000000000_000000000000"
ciphers = "1301"
extensions = ["0000: u16( 00 u16( name ) )"]
"""


@pytest.mark.parametrize(
    ("hello", "parrot", "complaint"),
    [
        (HELLO, 'hello = "crow"', "parrot.toml: endpoints.chat.hello: crow is not a profile in client_hellos.toml"),
        (HELLO + HELLO, "", "client_hellos.toml: profiles[1].id: parrot is there twice"),
        (HELLO.replace("name )", "name"), "", "client_hellos.toml: profiles[0]: unbalanced brackets"),
        (HELLO.replace("captured", " "), "", "client_hellos.toml: profiles[0].source:   is not valid"),
    ],
)
def test_a_wrong_client_hello_is_one_line(hello: str, parrot: str, complaint: str, folder: Path) -> None:
    (folder / "client_hellos.toml").write_text(hello)
    (folder / "parrot.toml").write_text(MESSENGER.replace('id = "chat"', f'id = "chat"\n{parrot}'))
    assert refusal(ResourceError, load_checked, folder).startswith(complaint)
