"""Names and addresses do not turn a right-to-left sentence around; figures are those of the language."""

import re
from datetime import date

import pytest

from dialtone.explain.direction import add_direction_mark, isolate, lay_out, runs_right_to_left
from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_observations
from dialtone.explain.sentences import Sentences
from dialtone.model.fact import Fact, Facts
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, MessengerStatus, Step
from dialtone.store.wording_file import load_wording
from gallery.advice import all_advice
from gallery.verdicts import ONLINE
from spoken import ALL, RESOURCES

MARKS = ("\u200f", "\u2066", "\u2067", "\u2068", "\u2069")


def bare(text: str) -> str:
    return "".join(char for char in text if char not in MARKS)


LRI, FSI, PDI = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@pytest.mark.parametrize("text", ["WhatsApp", "web.whatsapp.com", "192.0.2.1:443", "2001:db8::1", "4.9.3"])
def test_names_and_addresses_are_kept_whole(text: str) -> None:
    assert isolate(text) == FSI + text + PDI
    assert bare(isolate(text)) == text
    assert isolate(isolate(text)) == isolate(text)


@pytest.mark.parametrize("text", ["", "·", "واتساپ", "وب WhatsApp", "۱۲"])
def test_what_runs_the_same_way_stays_as_it_is(text: str) -> None:
    assert isolate(text) == text


def verdict() -> tuple[MessengerVerdict, Observation]:
    lookup = Observation(7, "whatsapp", "", Step.DNS, "web.whatsapp.com@system", 0.0, 0.02, Failure.NO_SUCH_NAME)
    seen, causes = (Evidence(EvidenceKind.NAME_MISSING, (7,)),), (Cause.DNS_MISSING,)
    about = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.BLOCKED, causes, Confidence.LIKELY, evidence=seen)
    return about, lookup


def test_persian_isolates_what_it_fills_in(persian: Explainer) -> None:
    about, lookup = verdict()
    words = persian.explain_messenger(about, ONLINE, observations=(lookup,))
    assert words.headline == f"\u200f{FSI}WhatsApp{PDI} اینجا احتمالاً مسدود است."
    assert words.observed == (f"شبکه آدرس {FSI}web.whatsapp.com{PDI} را نداد.",)
    (line,) = words.details
    assert f"{FSI}web.whatsapp.com@system{PDI}" in line
    assert line.endswith("20 میلی‌ثانیه")
    assert line.startswith("7 · ")


def test_a_fact_is_read_from_left_to_right_as_one_piece(persian: Explainer, english: Explainer) -> None:
    facts: Facts = {Fact.ADDRESSES: ("192.0.2.1", "192.0.2.2"), Fact.ISSUER: "مسدود"}
    seen = Observation(9, "", "", Step.TLS, "192.0.2.1:443", 0.0, 0.02, None, facts)
    (line,) = say_observations(persian.sentences, [seen])
    assert bare(line).endswith("addresses=192.0.2.1, 192.0.2.2، issuer=مسدود")
    assert line.count("\N{LEFT-TO-RIGHT ISOLATE}") == 2
    assert say_observations(english.sentences, [seen])[0].endswith("addresses=192.0.2.1, 192.0.2.2, issuer=مسدود")


def test_a_line_whose_first_word_is_latin_still_runs_right_to_left() -> None:
    assert add_direction_mark("8 · \u2068STUN\u2069 · در مهلت پاسخی نیامد").startswith("\u200f8")
    assert add_direction_mark("\u200fSTUN نه") == "\u200fSTUN نه"
    assert add_direction_mark("7 · پرسیدن نام (DNS)") == "7 · پرسیدن نام (DNS)"


def test_advice_begins_where_reading_begins_and_paths_keep_their_stroke(persian: Explainer, english: Explainer) -> None:
    advice = {one.id: one for one in all_advice(persian)}
    assert advice["without-any-messenger"].steps[2].startswith("\u200fDelta Chat")
    assert "\u2066/etc/hosts\u2069" in advice["hosts-file"].steps[2]
    assert not any(mark in repr(all_advice(english)) for mark in MARKS)


def test_other_languages_have_no_marks(english: Explainer, russian: Explainer) -> None:
    about, lookup = verdict()
    for explainer in (english, russian):
        words = explainer.explain_messenger(about, ONLINE, observations=(lookup,))
        assert FSI not in repr(words)


def test_figures_are_those_of_the_language(persian: Explainer, english: Explainer) -> None:
    assert persian.sentences.date(date(2026, 11, 24)) == "۳ آذر ۱۴۰۵ (۲۴ نوامبر ۲۰۲۶)"
    assert persian.sentences.say("report.time", hour="07", minute="05") == "۰۷:۰۵"
    assert persian.sentences.say("cli.progress", done=3, total=12) == "در حال بررسی: ۳ از ۱۲"
    assert english.sentences.say("cli.progress", done=3, total=12) == "Checking: 3 of 12"


def test_a_sentence_that_begins_with_a_name_is_marked_to_run_right_to_left() -> None:
    assert add_direction_mark("\u2068Signal\u2069 در این شبکه مسدود است.").startswith("\u200f")
    assert add_direction_mark("Signal در این شبکه مسدود است.").startswith("\u200f")
    assert add_direction_mark("در این شبکه") == "در این شبکه"
    assert add_direction_mark("Signal") == "Signal"
    assert bare(add_direction_mark("\u2068Signal\u2069 است")) == "Signal است"


WORDS = sorted(file for file in (RESOURCES / "languages").rglob("*.*") if file.suffix in (".toml", ".ts", ".md"))


@pytest.mark.parametrize("language", ALL)
def test_no_file_of_words_holds_a_mark_of_direction(language: str) -> None:
    """Whoever reads or translates a file does not see them, and may lose one."""
    files = [file for file in WORDS if language in file.parts]
    assert len(files) > 20
    held = re.compile(
        r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|\\u(?:200[ef]|061c|202[a-e]|206[6-9])", re.IGNORECASE
    )
    written = {file: re.sub(r"(?m)^lists = .*", "", file.read_text(encoding="utf-8")) for file in files}  # the CLDR's
    assert not [str(file) for file, text in written.items() if held.search(text)]


def turned(text: str) -> list[str]:
    bare_text = re.sub(f"[{LRI}{FSI}][^{PDI}]*{PDI}", "", text)
    return re.findall(r"\w+://|--[a-z][a-z-]*|(?<!\S)~?/\w+", bare_text)


@pytest.mark.parametrize("language", [one for one in ALL if Sentences(load_wording(RESOURCES, one)).right_to_left])
def test_no_sentence_from_right_to_left_turns_a_scheme_or_an_option_around(language: str) -> None:
    """Without an isolate `socks5://` is shown as `//:socks5`, and `--yes` as `yes--`."""
    wording = load_wording(RESOURCES, language)
    said = [
        lay_out(text)
        for text in (*wording.sentences.values(), *(one for each in wording.lines.values() for one in each))
    ]
    assert not [text for text in said if runs_right_to_left(text) and turned(text)]
    assert sum(text.count(LRI) for text in said) > 10


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("بنویسید: dialtone forget --yes", f"بنویسید: {LRI}dialtone forget --yes{PDI}"),
        ("--save و --all را بردارید.", f"\u200f{LRI}--save{PDI} و {LRI}--all{PDI} را بردارید."),
        ("(نمونه: https://x.org/a/).", f"(نمونه: {LRI}https://x.org/a/{PDI})."),
        (f"بنویسید: sudo apt install ./{FSI}a.deb{PDI}", f"بنویسید: {LRI}sudo apt install ./{FSI}a.deb{PDI}{PDI}"),
        ("برنامهٔ Dialtone باز است.", "برنامهٔ Dialtone باز است."),
        ("نسخهٔ 1809 یا جدیدتر", "نسخهٔ 1809 یا جدیدتر"),
        ("--yes only", "--yes only"),
    ],
)
def test_commands_and_addresses_are_kept_whole_when_they_are_said(text: str, told: str) -> None:
    assert lay_out(text) == told
    assert lay_out(lay_out(text)) == told


@pytest.mark.parametrize(
    "path",
    ["/etc/hosts", "~/.config/dialtone", "~/Library/Application Support/dialtone", "%LOCALAPPDATA%", "/etc/a/b.conf"],
)
def test_a_path_keeps_its_beginning_at_its_beginning(path: str) -> None:
    assert lay_out(f"این فایل {path} است.") == f"این فایل {LRI}{path}{PDI} است."
    assert lay_out(f"این فایل {path}.").endswith(f"{path}{PDI}.")
