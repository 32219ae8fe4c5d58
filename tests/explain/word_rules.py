"""What the house rules of the words allow, in each language."""

import re
from collections.abc import Iterator

LONGEST_SENTENCE = {"en": 20, "ru": 15, "fa": 20}
FORBIDDEN = {
    "en": r"spoof|nxdomain|resolver|\brst\b|timeout|\bsyn\b|throttl|\budp\b|\bstun\b|voip|allowlist|shutdown|\bmitm\b|"
    r"self-signed|downtime|incident|tunnel|\berror|oops|\bsorry|\bplease|invalid|illegal|forbidden|prohibit|censored|"
    r"regime|\bmust-have|\bbest\b|captive|\be2ee\b",
    "ru": r"nxdomain|резолвер|сброс|таймаут|хост|\bsyn\b|шейпинг|деградац|троттл|\budp\b|voip|заглушк|блокпейдж|"
    r"шатдаун|суверен|портал авторизации|подмен|инцидент|\bлежит|туннел|нарушен|прокси-сервер|сквозн|"
    r"ошибк|анонимайзер|средств\w+ обхода|обход блокировок|нелегальн|легальн|цензур\w+ режим|режим\w+ цензур|извините",
}
FORBIDDEN["fa"] = (
    r"nxdomain|تایم‌اوت|ریست|هاست|\bsyn\b|\budp\b|voip|پراکسی|تونل|خطا|ارور|ببخشید|متأسف|لطفا|غیرقانونی|قانونی|"
    r"ممنوع|سانسور|رژیم|فیلترشکن|دور زدن|شات‌داون|سرتاسر|دی‌ان‌اس|بهترین"
)
CALQUES = {
    "en": r"helper address|\bgreeting|\bwhoever\b|stands? in the way|\bon the way\b|the maker|somebody else|"
    r"\bread along|leads nowhere|guard(ing)? program|\bmeanwhile\b|\bseems?\b|\bwatching\b|phone book|\bown address\b|"
    r"\bordinary (call|phone)|false page|goes? another way|\blook whether|by outsiders",
    "ru": r"адрес\w*-посредник|приветств|объявлени|поломк|на пути|по дороге|скорее всего|видимо\b|вероятно|наблюдени|"
    r"создател|магазин\w* (вашей )?системы|посторонни|ложн\w+ (страниц|помощ)|другим путём, чем",
    "fa": r"واسطه|سلام|رمز دوم|رایانه|نشانی|ایراد|پیوند|درگاه|گذرواژه|ارائه‌دهنده|در راه\b|ظاهراً|گویا\b|عمداً|"
    r"آدرس سازنده|برنامهٔ محافظ|میز کمک|پروکسیٔ|اینترنتٔ|فهرست سفید|از آن نمی‌گذرد|سر راه",
}
"""Words nobody says, and metaphors (docs/words.md)."""
GREGORIAN = re.compile(r" \([۰-۹]+ \S+ [۰-۹]+\)")
"""The second calendar's date: it is passed over, not read."""
QUOTED = re.compile(r"«[^»]*»|Censorship circumvention|WebTunnel|get transport webtunnel")
"""Menu words stand as the app has them, and what a robot reads as it needs it."""


def split(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.:?])\s+", text) if part]


def problems(text: str, language: str, *, longest: int = 0) -> Iterator[str]:
    plain = QUOTED.sub("", text).lower()
    if "{" in text or "}" in text:
        yield f"a placeholder is left: {text}"
    if "!" in text or "  " in text or text != text.strip():
        yield f"an exclamation mark or a stray space: {text}"
    if found := re.search(FORBIDDEN[language], plain):
        yield f"{found.group()} may not be said: {text}"
    if found := re.search(CALQUES[language], plain):
        yield f"nobody says {found.group()}: {text}"
    for sentence in split(GREGORIAN.sub("", text)):
        if len(sentence.split()) > (longest or LONGEST_SENTENCE[language]):
            yield f"{len(sentence.split())} words: {sentence}"
