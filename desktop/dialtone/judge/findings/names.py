"""Findings about names: no address, another host's address, or a silent address where another one answers."""

from dialtone.judge.claims import DOWN, UNEXPLAINED, WORKS, blocked, unknown
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, all_of, any_of, without
from dialtone.judge.findings.every import CHANCE, CLOSED_TO_ABROAD, Found, Row
from dialtone.judge.signs import handshakes, line
from dialtone.judge.signs import names as sign
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause
from dialtone.model.vocabulary import EvidenceKind as Kind

_MISSING = blocked(Cause.DNS_MISSING)
_FORGED = blocked(Cause.DNS_FORGED)
_OWN_FILTER = blocked(Cause.OWN_FILTER)
_HERE = blocked(Cause.THIS_COMPUTER)
_NO_FILTER = without(sign.filter_left_it_out)
_VPN = Row("vpn_resolver", UNEXPLAINED, COMMON).given(sign.asked_through_vpn)
_WHO = (
    (Kind.NAME_FORGED_ON_THE_WAY, sign.made_on_the_way),
    (Kind.NAME_MISSING_NATIONALLY, sign.denied_nationally),
    (Kind.GREETING_ANSWERED, line.answered_elsewhere),
    (Kind.ONLY_THE_NAME, sign.only_the_name_is_in_the_way),
)

NAME_GONE = Found("name_gone_everywhere", sign.name_is_gone, Kind.SERVER_TROUBLE).explained_by(
    Row("gone_everywhere", DOWN, UNCOMMON), replace(CLOSED_TO_ABROAD, less=()), Row("catalogue_old", UNEXPLAINED, RARE)
)

NAMES_FALLBACK = Found(
    "names_fallback",
    sign.found_in_another_way,
    needs=(line.controls_answer,),
    tells=(
        (Kind.NAME_FORGED, sign.led_to_false_one),
        (Kind.NAME_MISSING, sign.lookup_failed),
        (Kind.GREETING_ANSWERED, sign.found_in_another_way),
    ),
).explained_by(
    Row("works", WORKS, COMMON), Row("kept_no_address", _MISSING, UNCOMMON).unless(sign.answers_where_it_looks)
)

NAME_CUT_AT_BUILT_IN = Found(
    "name_cut_at_built_in",
    sign.name_is_cut_at_built_in,
    Kind.NAME_CUT,
    needs=(line.controls_answer, without(sign.name_is_vouched_for)),
    tells=(
        (Kind.NAME_CUT_ANYWHERE, handshakes.dies_at_unrelated_servers),
        (Kind.SOME_ATTEMPTS_FAIL, sign.name_passes_at_built_in),
    ),
).explained_by(
    Row("name_filtered", blocked(Cause.NAME_FILTERED), COMMON).unless(sign.name_passes_at_built_in),
    Row("name_filtered_at_times", unknown(Cause.NAME_FILTERED), UNCOMMON).given(sign.name_passes_at_built_in),
    Row("gone_everywhere", DOWN, RARE).unless(sign.known_elsewhere),
)

NAME_MISSING = Found(
    "name_missing",
    sign.name_is_missing,
    needs=(line.controls_answer,),
    tells=(
        (Kind.OWN_FILTER, sign.filter_left_it_out),
        (Kind.NAME_MISSING, all_of(sign.name_is_missing, _NO_FILTER)),
        *_WHO,
    ),
    behind=True,
).explained_by(
    Row("dns_missing", _MISSING, COMMON)
    .unless(sign.filter_left_it_out, sign.name_servers_fail)
    .rarer_if(without(any_of(sign.known_elsewhere, sign.others_vouch_for_it)))
    .proved_by(all_of(sign.is_denied, sign.known_elsewhere, sign.home_filter_is_unlikely)),
    Row("own_filter", _OWN_FILTER, COMMON)
    .given(sign.is_denied)
    .unless(sign.asked_in_public, sign.made_on_the_way, sign.denied_nationally)
    .rarer_if(sign.home_filter_is_unlikely),
    Row("dns_missing_beyond_it", _MISSING, RARE).given(sign.filter_left_it_out),
    Row("gone_everywhere", DOWN, UNCOMMON)
    .unless(sign.known_elsewhere, sign.name_servers_fail)
    .rarer_if(sign.others_vouch_for_it),
    Row("name_servers_dead", DOWN, COMMON).given(sign.name_servers_fail),
    Row("resolver_slow", UNEXPLAINED, UNCOMMON).given(sign.several_are_silent).unless(sign.silence_is_no_chance),
    Row("this_computer", unknown(Cause.THIS_COMPUTER), COMMON).given(sign.silent_while_busy),
    _VPN,
    Row("split_horizon", UNEXPLAINED, RARE).given(sign.is_denied).unless(sign.is_denied_altogether),
    Row("catalogue_old", UNEXPLAINED, RARE).unless(sign.known_elsewhere),
)

HOSTS_FILE = Found("local_override", sign.hosts_file_leads_away, Kind.LOCAL_OVERRIDE).explained_by(
    Row("hosts_file", _HERE, COMMON).proved_by(sign.hosts_file_leads_away)
)

SEARCH_LIST = Found("search_list", sign.search_list_leads_away, Kind.LOCAL_OVERRIDE).explained_by(
    Row("search_list", _HERE, COMMON).proved_by(sign.search_list_leads_away)
)

LED_ELSEWHERE = Found(
    "led_elsewhere",
    sign.led_elsewhere,
    needs=(any_of(line.controls_answer, sign.filter_left_it_out),),
    tells=(
        (Kind.OWN_FILTER, sign.filter_left_it_out),
        (Kind.NAME_FORGED, all_of(sign.led_elsewhere, _NO_FILTER)),
        *_WHO,
    ),
    behind=True,
).explained_by(
    Row("dns_forged", _FORGED, COMMON)
    .given(line.controls_answer)
    .unless(sign.filter_left_it_out, sign.all_names_led_astray)
    .proved_by(sign.shown_to_be_false),
    Row("own_filter", _OWN_FILTER, COMMON)
    .unless(
        sign.asked_in_public,
        sign.denied_nationally,
        all_of(sign.made_on_the_way, without(sign.zero_at_home)),
        sign.all_names_led_astray,
    )
    .rarer_if(_NO_FILTER),
    Row("dns_forged_beyond_it", _FORGED, UNCOMMON).given(sign.filter_left_it_out).rarer_if(sign.asked_at_home),
    Row("forged_on_the_way_to_it", _FORGED, UNCOMMON).given(all_of(sign.zero_at_home, sign.made_on_the_way)),
    Row("all_led_astray", UNEXPLAINED, COMMON).given(sign.all_names_led_astray),
    Row("service_misled", DOWN, RARE).unless(
        sign.leads_nowhere, sign.shared_with_others, sign.was_injected, sign.true_address_was_told
    ),
    Row("host_of_many_down", UNEXPLAINED, UNCOMMON)
    .given(sign.shared_with_others)
    .unless(sign.leads_nowhere, sign.was_injected, sign.shown_to_be_false)
    .rarer_if(sign.known_elsewhere),
    Row("split_horizon", UNEXPLAINED, RARE).given(sign.leads_nowhere).unless(sign.nobody_is_there),
    _VPN,
)

ONLY_ELSEWHERE = Found(
    "another_site_answers",
    sign.only_elsewhere,
    Kind.ADDRESS_SILENT,
    needs=(line.controls_answer,),
    tells=((Kind.GREETING_ANSWERED, line.answered_elsewhere), (Kind.BYPASS_TOOL, line.tunnel_is_split)),
).explained_by(
    Row("way_of_ones_own", UNEXPLAINED, COMMON).given(sign.address_is_invented),
    Row("one_site_down", DOWN, UNCOMMON),
    Row("dns_forged", _FORGED, UNCOMMON).unless(sign.told_abroad_as_well),
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), UNCOMMON),
    every=CHANCE,
)
