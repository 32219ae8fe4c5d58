"""Verdicts in which something comes before "works in part", and what is said of them."""

from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus

SURE, LIKELY, UNSURE = Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE
WORKS, PARTLY, BLOCKED = MessengerStatus.WORKS, MessengerStatus.PARTLY, MessengerStatus.BLOCKED
NAMES = {"whatsapp": "WhatsApp", "telegram": "Telegram", "signal": "Signal"}
F, S = Function, FunctionStatus
Part = tuple[Function, FunctionStatus] | tuple[Function, FunctionStatus, Cause]


def judged(messenger: str, status: MessengerStatus, confidence: Confidence, *parts: Part) -> MessengerVerdict:
    functions = tuple(
        FunctionVerdict(part[0], part[1], tuple(part[2:]), SURE if part[1] is S.WORKS else confidence) for part in parts
    )
    causes = tuple(dict.fromkeys(cause for one in functions for cause in one.causes))
    return MessengerVerdict(messenger, NAMES[messenger], status, causes, confidence, functions)


def without_calls(messenger: str = "whatsapp", calls: FunctionStatus = S.NOT_TESTED) -> MessengerVerdict:
    doubt = UNSURE if calls is S.UNKNOWN else SURE
    return judged(messenger, WORKS, doubt, (F.MESSAGES, S.WORKS), (F.WEB, S.WORKS), (F.CALLS, calls))


def only_calls_fail(messenger: str = "whatsapp") -> MessengerVerdict:
    """As in the lab's `emirates-2026`."""
    calls = (F.CALLS, S.BLOCKED, Cause.CALLS_FILTERED)
    return judged(messenger, PARTLY, LIKELY, (F.MESSAGES, S.WORKS), (F.WEB, S.WORKS), calls)


def slow_beside_untested_calls() -> MessengerVerdict:
    """A part is slow, and of calls nothing is known."""
    slow = (F.MEDIA, S.SLOW, Cause.THROTTLED)
    return judged("telegram", PARTLY, SURE, (F.MESSAGES, S.WORKS), slow, (F.CALLS, S.NOT_TESTED))


def intercepted(messenger: str = "whatsapp") -> MessengerVerdict:
    """As in the lab's `mitm-untrusted`: the phone app's own protocol passes, everything else is intercepted."""
    swapped = (S.BLOCKED, Cause.CERTIFICATE_SWAPPED)
    return judged(messenger, PARTLY, LIKELY, (F.MESSAGES, *swapped), (F.WEB, *swapped), (F.PHONE, S.WORKS))


def web_intercepted(cause: Cause = Cause.CERTIFICATE_SWAPPED) -> MessengerVerdict:
    return judged("telegram", PARTLY, LIKELY, (F.MESSAGES, S.WORKS), (F.WEB, S.BLOCKED, cause))


def outage(confidence: Confidence = SURE) -> MessengerVerdict:
    """As in the lab's `outage-signal-503`: the website stands elsewhere and answers."""
    down = (S.DOWN, Cause.SERVICE_DOWN)
    parts = ((F.MESSAGES, *down), (F.MEDIA, *down), (F.CALLS, *down), (F.WEB, S.WORKS))
    return judged("signal", PARTLY, confidence, *parts)


def photos_out() -> MessengerVerdict:
    return judged("signal", PARTLY, SURE, (F.MESSAGES, S.WORKS), (F.MEDIA, S.DOWN, Cause.SERVICE_DOWN))


def plain(text: str) -> str:
    """Without the marks that hold names together in a right-to-left sentence."""
    return text.translate(dict.fromkeys(map(ord, "\u200f\u2066\u2068\u2069")))


SAID: dict[str, list[tuple[MessengerVerdict, str, str, str]]] = {
    "en": [
        (
            without_calls(),
            "Works, calls not tested",
            "Messages in WhatsApp work here. Calls were not tested.",
            "Messages in WhatsApp work here again. Calls were not tested.",
        ),
        (
            without_calls(calls=S.UNKNOWN),
            "Works, calls unclear",
            "Messages in WhatsApp work here. We could not find out whether calls do.",
            "Messages in WhatsApp work here again. We could not find out whether calls do.",
        ),
        (
            intercepted(),
            "Probably not safe here",
            "WhatsApp is probably not safe to use on this network.",
            "WhatsApp is probably not safe to use here now.",
        ),
        (
            web_intercepted(),
            "Part of it probably not safe",
            "Probably not safe here in Telegram: the web version.",
            "Part of Telegram is probably not safe to use here now.",
        ),
        (
            outage(),
            "Problem at the service",
            "Signal itself has a problem. What does not work: messages, photos and calls.",
            "Signal itself has a problem.",
        ),
        (
            photos_out(),
            "Partial service trouble",
            "Signal itself has a problem. Messages work. What does not: photos.",
            "Signal itself has a problem.",
        ),
        (
            only_calls_fail(),
            "Works, calls probably not",
            "Messages in WhatsApp work here. Calls probably do not.",
            "In WhatsApp messages work here now. Calls probably do not.",
        ),
        (
            slow_beside_untested_calls(),
            "Works, photos are slow",
            "Telegram works here, but photos and files are very slow. Calls were not tested.",
            "Telegram works only in part here now.",
        ),
    ],
    "ru": [
        (
            without_calls(),
            "Работает, звонки не проверены",
            "Сообщения в WhatsApp здесь работают. Звонки мы не проверяли.",
            "Сообщения в WhatsApp здесь снова работают. Звонки мы не проверяли.",
        ),
        (
            without_calls(calls=S.UNKNOWN),
            "Работает, про звонки неясно",
            "Сообщения в WhatsApp здесь работают. Про звонки узнать не удалось.",
            "Сообщения в WhatsApp здесь снова работают. Про звонки узнать не удалось.",
        ),
        (
            intercepted(),
            "Похоже, здесь небезопасно",
            "Пользоваться WhatsApp в этой сети, похоже, небезопасно.",
            "Пользоваться WhatsApp здесь теперь, похоже, небезопасно.",
        ),
        (
            web_intercepted(),
            "Похоже, не всё безопасно",
            "Что здесь, похоже, небезопасно в Telegram: веб-версия.",
            "Пользоваться частью Telegram здесь теперь, похоже, небезопасно.",
        ),
        (
            outage(),
            "Сбой у самого сервиса",
            "Сбой у самого сервиса Signal. Что не работает: сообщения, фото и звонки.",
            "Сбой у самого сервиса Signal.",
        ),
        (
            photos_out(),
            "Частичный сбой сервиса",
            "Сбой у самого сервиса Signal. Сообщения работают. Что не работает: фото.",
            "Сбой у самого сервиса Signal.",
        ),
        (
            only_calls_fail(),
            "Похоже, не работают звонки",
            "Сообщения в WhatsApp здесь работают. Звонки, похоже, нет.",
            "В WhatsApp здесь теперь работают сообщения. Звонки, похоже, нет.",
        ),
        (
            slow_beside_untested_calls(),
            "Работает, фото медленно",
            "Telegram здесь работает, но фото и файлы идут очень медленно. Звонки мы не проверяли.",
            "Telegram теперь работает здесь только частично.",
        ),
    ],
    "fa": [
        (
            without_calls(),
            "کار می‌کند، تماس بررسی نشد",
            "پیام‌های WhatsApp اینجا کار می‌کند. تماس را بررسی نکردیم.",
            "پیام‌های WhatsApp دوباره اینجا کار می‌کند. تماس را بررسی نکردیم.",
        ),
        (
            without_calls(calls=S.UNKNOWN),
            "کار می‌کند، تماس معلوم نشد",
            "پیام‌های WhatsApp اینجا کار می‌کند. معلوم نشد تماس کار می‌کند یا نه.",
            "پیام‌های WhatsApp دوباره اینجا کار می‌کند. معلوم نشد تماس کار می‌کند یا نه.",
        ),
        (
            intercepted(),
            "احتمالاً اینجا امن نیست",
            "استفاده از WhatsApp در این شبکه احتمالاً امن نیست.",
            "استفاده از WhatsApp حالا اینجا احتمالاً امن نیست.",
        ),
        (
            web_intercepted(),
            "بخشی از آن احتمالاً امن نیست",
            "آنچه در Telegram اینجا احتمالاً امن نیست: نسخهٔ وب.",
            "استفاده از بخشی از Telegram حالا اینجا احتمالاً امن نیست.",
        ),
        (
            outage(),
            "خود سرویس مشکل دارد",
            "خود Signal مشکل دارد. آنچه کار نمی‌کند: پیام‌ها، عکس‌ها و تماس.",
            "خود Signal مشکل دارد.",
        ),
        (
            photos_out(),
            "سرویس مشکل دارد، پیام می‌رسد",
            "خود Signal مشکل دارد. پیام‌ها کار می‌کنند. آنچه کار نمی‌کند: عکس‌ها.",
            "خود Signal مشکل دارد.",
        ),
        (
            only_calls_fail(),
            "کار می‌کند، تماس احتمالاً نه",
            "پیام‌های WhatsApp اینجا کار می‌کند. تماس احتمالاً کار نمی‌کند.",
            "حالا پیام‌های WhatsApp اینجا کار می‌کند. تماس احتمالاً کار نمی‌کند.",
        ),
        (
            slow_beside_untested_calls(),
            "کار می‌کند، عکس کند است",
            "Telegram اینجا کار می‌کند، ولی عکس و فایل خیلی کند است. تماس را بررسی نکردیم.",
            "Telegram حالا اینجا فقط تا حدی کار می‌کند.",
        ),
    ],
}
CASES = range(len(SAID["en"]))
