"""What the certificates shown at an endpoint say: whose they are, and where else their issuer is seen."""

import pytest

from dialtone.judge.network.inspection import Inspection
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import (
    FunctionStatus,
    Trust,
)
from judge.factory import HERE, Record, case_of, online
from judge.inspected import CHAT, STATE, STRANGER, Telling, judge, opens, refused, said


@pytest.mark.parametrize(
    ("telling", "neutral", "expected"),
    [
        (opens(), {0: STRANGER}, "unknown intercepted sure inspected"),
        (opens(), {0: "Another Root"}, "unknown certificate_swapped unsure local_root_trusted"),
        (opens(), {}, "unknown certificate_swapped unsure local_root_trusted"),
        (opens(listed=True), {}, "works  sure greeting_answered"),
        (
            opens("Kaspersky Anti-Virus Personal Root Certificate"),
            {},
            "unknown intercepted likely inspected_by_program",
        ),
        (opens("FG6H0FTB", issuer_organization="Fortinet"), {}, "unknown intercepted likely inspected_by_gateway"),
        (opens("State Sub CA"), {}, "unknown intercepted likely read_along"),
        (opens(national=True), {}, "unknown intercepted likely read_along"),
        (refused(), {0: STRANGER}, "unknown intercepted sure inspected"),
        (refused(), {}, "blocked certificate_swapped likely certificate_wrong"),
        (refused("State Sub CA"), {}, "blocked certificate_swapped likely certificate_wrong"),
        (refused("KASPERSKY ANTI-VIRUS Personal Root"), {}, "unknown intercepted likely inspected_by_program"),
        (refused("FG6H0FTB", "Fortinet"), {2: "FG6H0FTB"}, "unknown intercepted sure inspected_by_gateway"),
    ],
    ids=[
        "a neutral site shows the same",
        "a neutral site shows another stranger's",
        "on one messenger alone: it may be a public root that no list here knows",
        "a root that Mozilla's list no longer holds",
        "a known program here",
        "a known gateway, by its organization",
        "a state's authority",
        "the ministry's root at a service from abroad",
        "refused, and a neutral site shows the same",
        "refused, and no neutral site shows it",
        "refused, and a state's",
        "refused, a known program's in other letters",
        "refused, a known gateway's that neutral sites show",
    ],
)
def test_who_stands_between(telling: Telling, neutral: dict[int, str], expected: str) -> None:
    assert said(judge(telling, neutral=neutral)) == expected


def test_nobody_is_singled_out_beside_three_sites_alone() -> None:
    """Of four sites one may be spared by chance; of three that is nearer."""
    assert said(judge(refused(), sites=3)) == "unknown certificate_swapped unsure certificate_wrong"


def test_the_program_is_named() -> None:
    verdict = judge(opens("Kaspersky Anti-Virus Personal Root Certificate"))
    assert [e.program for e in verdict.evidence] == ["Kaspersky", ""]


def test_the_ministry_s_root_is_nobody_at_home() -> None:
    """Only the catalogue says where that root is genuine: elsewhere the fact that it is one says the opposite."""
    record = Record()
    home = Endpoint("max/chat", "max", CHAT.wire, 443, "max.example.org", trust=Trust.NATIONAL)
    told = record.about(home).system(HERE).answers(mozilla=False, national=True, issuer="State Sub CA")
    verdict = judge_endpoint(case_of(told, home, online(), inspection=Inspection(4, programs=(STATE,))))
    assert verdict.status is FunctionStatus.WORKS
