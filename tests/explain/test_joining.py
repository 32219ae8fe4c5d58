"""Texts are joined, split and wrapped as each language writes them."""

import pytest

from dialtone.explain.joining import (
    as_sentences,
    capitalize,
    group_by,
    join_texts,
    space_out_latin,
    split_first_sentence,
    wrap_lines,
)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["It works.", "No fault was seen."], "It works. No fault was seen."),
        (["可以用。", "没有发现故障。"], "可以用。没有发现故障。"),
        (["WhatsApp 可以用。", "Signal 也可以。"], "WhatsApp 可以用。Signal 也可以。"),
        (["بلاک ہے۔", "وجہ معلوم نہیں۔"], "بلاک ہے۔ وجہ معلوم نہیں۔"),
    ],
)
def test_sentences_are_joined_as_the_language_writes_them(texts: list[str], said: str) -> None:
    assert join_texts(texts) == said


def test_short_texts_become_sentences_with_the_full_stop_of_their_writing() -> None:
    assert as_sentences(["Messages: blocked", "", "Seen twice"]) == "Messages: blocked. Seen twice"
    assert as_sentences(["消息：被屏蔽", "网络说没有这个名字"]) == "消息：被屏蔽。网络说没有这个名字"
    assert as_sentences(["Blocked.", "Seen twice."]) == "Blocked. Seen twice."
    assert as_sentences(["被屏蔽。", "看到两次。"]) == "被屏蔽。看到两次。"
    assert as_sentences(["پیغامات: بلاک", "کالز نہیں چلتیں"]) == "پیغامات: بلاک۔ کالز نہیں چلتیں"
    assert as_sentences(["پیام‌ها: مسدود", "تماس: نامعلوم"]) == "پیام‌ها: مسدود. تماس: نامعلوم"


def test_chinese_keeps_a_blank_beside_latin_letters() -> None:
    assert space_out_latin("WhatsApp、Signal和Telegram") == "WhatsApp、Signal 和 Telegram"
    assert space_out_latin("没有 VPN 时：14天") == "没有 VPN 时：14 天"
    assert space_out_latin("WhatsApp and Signal") == "WhatsApp and Signal"


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("It ends in 14 days. Open it once.", "It ends in 14 days.", "Open it once."),
        ("14天后结束。打开一次即可。", "14天后结束。", "打开一次即可。"),
        ("یہ ختم ہو گا۔ اسے کھولیں۔", "یہ ختم ہو گا۔", "اسے کھولیں۔"),
        ("One alone.", "One alone.", ""),
    ],
)
def test_the_first_sentence(text: str, first: str, rest: str) -> None:
    assert split_first_sentence(text) == (first, rest)


def test_a_turkish_i_keeps_its_dot() -> None:
    assert capitalize("internet bağlantısı", "tr") == "İnternet bağlantısı"
    assert capitalize("internet", "en") == "Internet"
    assert capitalize("ışık", "tr") == "Işık"
    assert capitalize("", "tr") == ""


def test_a_line_of_chinese_breaks_between_letters_and_never_before_a_mark() -> None:
    text = "这个网络很可能封锁了微信，消息发不出去。请改用 Signal 试试。"
    lines = wrap_lines(text, 20)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines) > 2
    assert all(len(line) <= 11 for line in lines if line.isascii() is False and "Signal" not in line)
    assert not [line for line in lines if line.startswith(("，", "。", " "))]
    assert sum("Signal" in line for line in lines) == 1
    assert wrap_lines("one two three", 8) == ["one two", "three"]


def test_groups_and_what_is_in_them_keep_their_order() -> None:
    assert list(group_by(["b2", "a1", "b1"], lambda text: text[0]).items()) == [("b", ["b2", "b1"]), ("a", ["a1"])]
