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
    "en": r"helper (address|program)|\bgreeting|\bwhoever\b|stands? in the way|\bon the way\b|the maker|somebody else|"
    r"\bread along|leads nowhere|guard(ing)? program|\bmeanwhile\b|\bseems?\b|\bwatching\b|phone book|\bown address\b|"
    r"\bordinary (call|phone)|false page|goes? another way|\blook whether|by outsiders|"
    r"\bmention|\bopen(s|ed|ing) secure|leaves? .{0,40}\bout\b|\bpast (the|your|that) vpn|\bpast it\b|\bif so\b|"
    r"what it looks like|looks like this when|address service|others' tests|not about .{0,20}\balone",
    "ru": r"адрес\w*-посредник|программ\w*-помощник|"
    r"приветств|объявлени|поломк|на пути|по дороге|скорее всего|видимо\b|вероятно|наблюдени|"
    r"учётн\w+ запис|создател|магазин\w* (вашей )?системы|посторонни|ложн\w+ (страниц|помощ)|другим путём, чем|"
    r"упомина|упомян|так бывает, когда|хозяин\w* сервера|служб\w+ адресов|\bт(а|ой|у) сет(ь|и)\b|\bто(т|м) компьютер",
    "fa": r"واسطه|برنامهٔ کمکی|وارسی|را کنار می‌گذار|"
    r"سلام|رمز دوم|رایانه|نشانی|ایراد|پیوند|درگاه|گذرواژه|ارائه‌دهنده|در راه\b|ظاهراً|گویا\b|عمداً|"
    r"آدرس سازنده|برنامهٔ محافظ|میز کمک|پروکسیٔ|اینترنتٔ|فهرست سفید|از آن نمی‌گذرد|سر راه|همین که نام|اتصال‌های امن را باز",
}
"""Words nobody says, and metaphors (docs/words.md)."""
GREGORIAN = re.compile(r" \((?:[۰-۹]+ )?\S+ [۰-۹]+\)")
"""The second calendar's date: it is passed over, not read."""
QUOTED = re.compile(r"«[^»]*»|Censorship circumvention|WebTunnel|get transport webtunnel")
"""Menu words stand as the app has them, and what a robot reads as it needs it."""


FORM = {
    "en": {r"[’“”]": "a curly mark beside straight ones"},
    "ru": {
        r"[\"“”'’]": "quotes are «»",
        r"\b(еще|ее|нее|дает|идет|найдет|придет|пройдет|поймет|прочтет|начнет|вернет|ждет|шлет|остается|причем|включен|"
        r"подключен|защищенн\w+|учетн\w+|надежн\w+|счет\w*|объем\w*)\b": "ё is written",
    },
    "fa": {
        r"[\"“”'’]": "quotes are «»",
        r"[يكى٠-٩]": "an Arabic letter or figure",
        r"(^|\s)(ن?می|ها|های|تر|ترین)\s": "a half-space is missing",
        r"\u200c(\s|$|[.،؛:])|\s\u200c|\u200c\u200c": "a half-space joins nothing",
        r"[\u0600-\u06ff][,;?]": "a Latin mark",
        r"(?<![\w.:/-])[0-9]+(?![\w.:/-])": "a Latin figure",
    },
}
"""How each language is written: its quotes, its letters, its figures."""
ANYWHERE = {
    r"\b(\w{2,})\s+\1\b": "a word stands twice",
    r"\.\.\.|\s--?\s": "typed marks instead of … and —",
}
COMMAND = re.compile(r"\bpipx install '[^']*'")
"""What is typed in a terminal keeps the terminal's own marks."""


def split(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.:?])\s+", text) if part]


def pairs(text: str) -> bool:
    return all(text.count(opened) == text.count(closed) for opened, closed in ("«»", "()"))


def said(text: str, language: str) -> Iterator[str]:
    """Yield what breaks the rules in a sentence or a label, its length and what is filled in left aside."""
    plain = QUOTED.sub("", text).lower()
    if "!" in text or "  " in text or text != text.strip():
        yield f"an exclamation mark or a stray space: {text}"
    if found := re.search(FORBIDDEN[language], plain):
        yield f"{found.group()} may not be said: {text}"
    if found := re.search(CALQUES[language], plain):
        yield f"nobody says {found.group()}: {text}"
    if not pairs(text):
        yield f"a quote or a bracket is left open: {text}"
    typed = COMMAND.sub("", text)
    for pattern, why in (ANYWHERE | FORM[language]).items():
        if found := re.search(pattern, typed, re.IGNORECASE):
            yield f"{why} ({found.group()}): {text}"


def problems(text: str, language: str, *, longest: int = 0) -> Iterator[str]:
    if "{" in text or "}" in text:
        yield f"a placeholder is left: {text}"
    yield from said(text, language)
    for sentence in split(GREGORIAN.sub("", text)):
        if len(sentence.split()) > (longest or LONGEST_SENTENCE[language]):
            yield f"{len(sentence.split())} words: {sentence}"
