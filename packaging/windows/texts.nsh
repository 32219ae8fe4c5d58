; What the installer says beside NSIS's own texts.
LangString Welcome ${LANG_ENGLISH} "Dialtone says which messengers work on this network, which do not, and why.$\r$\n$\r$\nIt is installed for you alone, without administrator rights. It needs Windows 10 version 1809 or later.$\r$\n$\r$\nIf Dialtone is running, it will be closed."
LangString Welcome ${LANG_RUSSIAN} "Dialtone покажет, какие мессенджеры работают в этой сети, какие нет и почему.$\r$\n$\r$\nУстановка только для вас, права администратора не нужны. Нужна Windows 10 версии 1809 или новее.$\r$\n$\r$\nЕсли Dialtone запущен, он будет закрыт."
LangString Welcome ${LANG_FARSI} "‏Dialtone می‌گوید کدام پیام‌رسان‌ها در این شبکه کار می‌کنند، کدام نه، و چرا.$\r$\n$\r$\nفقط برای شما نصب می‌شود و به دسترسی مدیر نیاز ندارد. ویندوز ۱۰ نسخهٔ 1809 یا جدیدتر لازم است.$\r$\n$\r$\nاگر Dialtone در حال اجرا باشد، بسته می‌شود."

LangString OpenChecks ${LANG_ENGLISH} "Open saved checks (.dialtone)"
LangString OpenChecks ${LANG_RUSSIAN} "Открывать сохранённые проверки (.dialtone)"
LangString OpenChecks ${LANG_FARSI} "باز کردن بررسی‌های ذخیره‌شده (.dialtone)"

LangString CheckFile ${LANG_ENGLISH} "Dialtone check"
LangString CheckFile ${LANG_RUSSIAN} "Проверка Dialtone"
LangString CheckFile ${LANG_FARSI} "بررسی Dialtone"

LangString StartWithWindows ${LANG_ENGLISH} "Start with Windows, in the tray"
LangString StartWithWindows ${LANG_RUSSIAN} "Запускать вместе с Windows, в трее"
LangString StartWithWindows ${LANG_FARSI} "اجرا همراه با ویندوز، در نوار اعلان"

LangString Closing ${LANG_ENGLISH} "Closing Dialtone…"
LangString Closing ${LANG_RUSSIAN} "Закрываем Dialtone…"
LangString Closing ${LANG_FARSI} "بستن Dialtone…"

LangString StillRuns ${LANG_ENGLISH} "Dialtone is still running and cannot be replaced. Close it and start the installer again."
LangString StillRuns ${LANG_RUSSIAN} "Dialtone ещё работает, заменить его нельзя. Закройте его и запустите установку снова."
LangString StillRuns ${LANG_FARSI} "‏Dialtone هنوز در حال اجراست و نمی‌توان آن را جایگزین کرد. آن را ببندید و نصب را دوباره شروع کنید."

LangString TooOld ${LANG_ENGLISH} "Dialtone needs Windows 10 version 1809 or later."
LangString TooOld ${LANG_RUSSIAN} "Для Dialtone нужна Windows 10 версии 1809 или новее."
LangString TooOld ${LANG_FARSI} "‏Dialtone به ویندوز ۱۰ نسخهٔ 1809 یا جدیدتر نیاز دارد."

LangString WhatGoes ${LANG_ENGLISH} "Dialtone will be removed. Should the history of your checks and your settings be deleted too? If the box is not ticked, they stay."
LangString WhatGoes ${LANG_RUSSIAN} "Dialtone будет удалён. Стереть и историю проверок с настройками? Если не отмечено, они останутся."
LangString WhatGoes ${LANG_FARSI} "‏Dialtone حذف می‌شود. تاریخچهٔ بررسی‌ها و تنظیمات هم پاک شود؟ اگر علامت نزنید، می‌مانند."

LangString History ${LANG_ENGLISH} "History and settings"
LangString History ${LANG_RUSSIAN} "История и настройки"
LangString History ${LANG_FARSI} "تاریخچه و تنظیمات"
