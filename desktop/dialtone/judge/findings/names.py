"""Findings about names: no address, another host's address, a silent address beside one that answers."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, all_of, any_of, together, without
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.every import CHANCE
from dialtone.judge.findings.service import CLOSED_TO_ABROAD, DOWN
from dialtone.judge.signs import handshakes, line
from dialtone.judge.signs import names as sign
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

_MISSING = Claim(FunctionStatus.BLOCKED, Cause.DNS_MISSING)
_FORGED = Claim(FunctionStatus.BLOCKED, Cause.DNS_FORGED)
_OWN_FILTER = Claim(FunctionStatus.BLOCKED, Cause.OWN_FILTER)
_HERE = Claim(FunctionStatus.BLOCKED, Cause.THIS_COMPUTER)
_NO_FILTER = without(sign.filter_left_it_out)
_ASK_ABROAD = "an encrypted resolver abroad"
_ASK_PROVIDER = "the same name from the provider's resolver"
_ASK_ENTRY = "other names of the service, and the date of the entry"
_VPN = Hypothesis[EndpointCase](
    "vpn_resolver", UNEXPLAINED, Prior.COMMON, needs=sign.asked_through_vpn, ask="the same name past the tunnel"
)
_WHO = (
    (EvidenceKind.NAME_FORGED_ON_THE_WAY, sign.made_on_the_way),
    (EvidenceKind.NAME_MISSING_NATIONALLY, sign.denied_nationally),
    (EvidenceKind.GREETING_ANSWERED, line.answered_elsewhere),
    (EvidenceKind.ONLY_THE_NAME, sign.only_the_name_is_in_the_way),
)

NAME_GONE = Finding[EndpointCase](
    "name_gone_everywhere",
    Layer.DNS,
    seen=sign.name_is_gone,
    tells=((EvidenceKind.SERVER_TROUBLE, sign.name_is_gone),),
    may_be=(
        Hypothesis("gone_everywhere", DOWN, Prior.UNCOMMON, ask="the status page"),
        replace(CLOSED_TO_ABROAD, less=()),
        Hypothesis("catalogue_old", UNEXPLAINED, Prior.RARE, ask=_ASK_ENTRY),
    ),
)

NAMES_FALLBACK = Finding[EndpointCase](
    "names_fallback",
    Layer.DNS,
    seen=sign.found_in_another_way,
    needs=(line.controls_answer,),
    tells=(
        (EvidenceKind.NAME_FORGED, sign.led_to_false_one),
        (EvidenceKind.NAME_MISSING, sign.lookup_failed),
        (EvidenceKind.GREETING_ANSWERED, sign.found_in_another_way),
    ),
    may_be=(
        Hypothesis("works", Claim(FunctionStatus.WORKS), Prior.COMMON),
        Hypothesis("kept_no_address", _MISSING, Prior.UNCOMMON, out=(sign.answers_where_it_looks,)),
    ),
)

NAME_CUT_AT_BUILT_IN = Finding[EndpointCase](
    "name_cut_at_built_in",
    Layer.TLS,
    seen=sign.name_is_cut_at_built_in,
    needs=(line.controls_answer, without(sign.name_is_vouched_for)),
    tells=(
        (EvidenceKind.NAME_CUT, sign.name_is_cut_at_built_in),
        (EvidenceKind.NAME_CUT_ANYWHERE, handshakes.dies_at_unrelated_servers),
        (EvidenceKind.SOME_ATTEMPTS_FAIL, sign.name_passes_at_built_in),
    ),
    may_be=(
        Hypothesis(
            "name_filtered",
            Claim(FunctionStatus.BLOCKED, Cause.NAME_FILTERED),
            Prior.COMMON,
            out=(sign.name_passes_at_built_in,),
        ),
        Hypothesis(
            "name_filtered_at_times",
            Claim(FunctionStatus.UNKNOWN, Cause.NAME_FILTERED),
            Prior.UNCOMMON,
            needs=sign.name_passes_at_built_in,
            ask="eight more handshakes with either name",
        ),
        Hypothesis("gone_everywhere", DOWN, Prior.RARE, out=(sign.known_elsewhere,), ask=_ASK_ABROAD),
    ),
)

NAME_MISSING = Finding[EndpointCase](
    "name_missing",
    Layer.DNS,
    seen=sign.name_is_missing,
    needs=(line.controls_answer,),
    tells=(
        (EvidenceKind.OWN_FILTER, sign.filter_left_it_out),
        (EvidenceKind.NAME_MISSING, all_of(sign.name_is_missing, _NO_FILTER)),
        *_WHO,
    ),
    may_be=(
        Hypothesis(
            "dns_missing",
            _MISSING,
            Prior.COMMON,
            out=(sign.filter_left_it_out, sign.name_servers_fail),
            less=(without(any_of(sign.known_elsewhere, sign.others_vouch_for_it)),),
            proof=all_of(sign.is_denied, sign.known_elsewhere, sign.home_filter_is_unlikely),
            ask="an encrypted resolver; the same in the clear, twice",
        ),
        Hypothesis(
            "own_filter",
            _OWN_FILTER,
            Prior.COMMON,
            needs=sign.is_denied,
            out=(sign.asked_in_public, sign.made_on_the_way, sign.denied_nationally),
            less=(sign.home_filter_is_unlikely,),
            ask=_ASK_PROVIDER,
        ),
        Hypothesis("dns_missing_beyond_it", _MISSING, Prior.RARE, needs=sign.filter_left_it_out, ask=_ASK_PROVIDER),
        Hypothesis(
            "gone_everywhere",
            DOWN,
            Prior.UNCOMMON,
            out=(sign.known_elsewhere, sign.name_servers_fail),
            less=(sign.others_vouch_for_it,),
            ask=_ASK_ABROAD,
        ),
        Hypothesis("name_servers_dead", DOWN, Prior.COMMON, needs=sign.name_servers_fail, ask="the status page"),
        Hypothesis(
            "resolver_slow",
            UNEXPLAINED,
            Prior.UNCOMMON,
            needs=sign.several_are_silent,
            out=(sign.silence_is_no_chance,),
            ask="wait as long as the system does",
        ),
        _VPN,
        Hypothesis(
            "split_horizon",
            UNEXPLAINED,
            Prior.RARE,
            needs=sign.is_denied,
            out=(sign.is_denied_altogether,),
            ask="the other address family",
        ),
        Hypothesis("catalogue_old", UNEXPLAINED, Prior.RARE, out=(sign.known_elsewhere,), ask=_ASK_ENTRY),
    ),
    behind=True,
)

HOSTS_FILE = Finding[EndpointCase](
    "local_override",
    Layer.DNS,
    seen=sign.hosts_file_leads_away,
    tells=((EvidenceKind.LOCAL_OVERRIDE, sign.hosts_file_leads_away),),
    may_be=(Hypothesis("hosts_file", _HERE, Prior.COMMON, proof=sign.hosts_file_leads_away),),
)

SEARCH_LIST = Finding[EndpointCase](
    "search_list",
    Layer.DNS,
    seen=sign.search_list_leads_away,
    tells=((EvidenceKind.LOCAL_OVERRIDE, sign.search_list_leads_away),),
    may_be=(Hypothesis("search_list", _HERE, Prior.COMMON, proof=sign.search_list_leads_away),),
)

LED_ELSEWHERE = Finding[EndpointCase](
    "led_elsewhere",
    Layer.DNS,
    seen=sign.led_elsewhere,
    needs=(any_of(line.controls_answer, sign.filter_left_it_out),),
    tells=(
        (EvidenceKind.OWN_FILTER, sign.filter_left_it_out),
        (EvidenceKind.NAME_FORGED, all_of(sign.led_elsewhere, _NO_FILTER)),
        *_WHO,
    ),
    may_be=(
        Hypothesis(
            "dns_forged",
            _FORGED,
            Prior.COMMON,
            needs=line.controls_answer,
            out=(sign.filter_left_it_out, sign.all_names_led_astray),
            proof=sign.shown_to_be_false,
            ask="a host where no resolver is; that address with a neutral name",
        ),
        Hypothesis(
            "own_filter",
            _OWN_FILTER,
            Prior.COMMON,
            out=(
                sign.asked_in_public,
                sign.denied_nationally,
                all_of(sign.made_on_the_way, without(sign.zero_at_home)),
                sign.all_names_led_astray,
            ),
            less=(_NO_FILTER,),
            ask=_ASK_PROVIDER,
        ),
        Hypothesis("dns_forged_beyond_it", _FORGED, Prior.RARE, needs=sign.filter_left_it_out, ask=_ASK_PROVIDER),
        Hypothesis(
            "forged_on_the_way_to_it",
            _FORGED,
            Prior.UNCOMMON,
            needs=all_of(sign.zero_at_home, sign.made_on_the_way),
            ask=_ASK_PROVIDER,
        ),
        Hypothesis(
            "all_led_astray",
            UNEXPLAINED,
            Prior.COMMON,
            needs=sign.all_names_led_astray,
            ask="the network's own page",
        ),
        Hypothesis(
            "service_misled",
            DOWN,
            Prior.RARE,
            out=(sign.leads_nowhere, sign.shared_with_others, sign.was_injected, sign.true_address_was_told),
            ask="the same name from a public resolver",
        ),
        Hypothesis(
            "host_of_many_down",
            UNEXPLAINED,
            Prior.UNCOMMON,
            needs=sign.shared_with_others,
            out=(sign.leads_nowhere, sign.was_injected, sign.shown_to_be_false),
            less=(sign.known_elsewhere,),
            ask="that address with a neutral name",
        ),
        Hypothesis(
            "split_horizon",
            UNEXPLAINED,
            Prior.RARE,
            needs=sign.leads_nowhere,
            out=(sign.nobody_is_there,),
            ask="what answers at that address",
        ),
        _VPN,
    ),
    behind=True,
)

ONLY_ELSEWHERE = Finding[EndpointCase](
    "another_site_answers",
    Layer.ADDRESS,
    seen=sign.only_elsewhere,
    needs=(line.controls_answer,),
    tells=(
        (EvidenceKind.ADDRESS_SILENT, sign.only_elsewhere),
        (EvidenceKind.GREETING_ANSWERED, line.answered_elsewhere),
        (EvidenceKind.BYPASS_TOOL, line.tunnel_is_split),
    ),
    may_be=together(
        CHANCE,
        Hypothesis(
            "way_of_ones_own",
            UNEXPLAINED,
            Prior.COMMON,
            needs=sign.address_is_invented,
            ask="the same past the program that invents it",
        ),
        Hypothesis("one_site_down", DOWN, Prior.UNCOMMON, ask="the same in a minute; the status page"),
        Hypothesis(
            "dns_forged",
            _FORGED,
            Prior.UNCOMMON,
            out=(sign.told_abroad_as_well,),
            ask="that address with a neutral name; a host where no resolver is",
        ),
        Hypothesis(
            "address_blocked",
            Claim(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED),
            Prior.UNCOMMON,
            ask="its neighbours in the same range",
        ),
    ),
)
