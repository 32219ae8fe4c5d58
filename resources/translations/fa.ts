<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa_IR" sourcelanguage="en">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%Ln دقیقه پیش</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%Ln ساعت پیش</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%Ln روز پیش</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>What we saw</source>
        <translation>چه دیدیم</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>یعنی چه</translation>
    </message>
    <message>
        <source>What you can do now</source>
        <translation>چه می‌شود کرد</translation>
    </message>
    <message>
        <source>What we cannot tell</source>
        <translation>چه چیزی را نمی‌دانیم</translation>
    </message>
    <message>
        <source>Details for someone technical</source>
        <translation>جزئیات برای کسی که فنی است</translation>
    </message>
    <message>
        <source>Checking again…</source>
        <translation>دوباره بررسی می‌شود…</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>برگشت به فهرست</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>رونوشت به صورت متن</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>در حال بررسی…</translation>
    </message>
    <message>
        <source>The answer appears here as soon as it is certain.</source>
        <translation>جواب همین که معلوم شود اینجا می‌آید.</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>هنوز بررسی نشده</translation>
    </message>
    <message>
        <source>Dialtone has not asked {name} anything yet.</source>
        <translation>Dialtone هنوز سراغ {name} نرفته است.</translation>
    </message>
    <message>
        <source>{name} is not installed on this computer. Dialtone can check it all the same.</source>
        <translation>{name} در این رایانه نصب نیست. Dialtone با این همه می‌تواند بررسی‌اش کند.</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <translation>بررسی {name}</translation>
    </message>
    <message>
        <source>{function}: {state}</source>
        <translation>{function}: {state}</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>بررسی: {when}</translation>
    </message>
    <message>
        <source>Source: {publishers} · checked {when}</source>
        <translation>منبع: {publishers} · بازبینی: {when}</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Start</source>
        <translation>شروع</translation>
    </message>
    <message>
        <source>Does your messenger work here?</source>
        <translation>پیام‌رسان شما اینجا کار می‌کند؟</translation>
    </message>
    <message>
        <source>Dialtone finds the messengers on this computer and asks their servers the way the apps do. It says what works on this network, what does not, and why.</source>
        <translation>Dialtone پیام‌رسان‌های این رایانه را پیدا می‌کند و مثل خود برنامه‌ها از سرورهایشان می‌پرسد. بعد می‌گوید در این شبکه چه چیزی کار می‌کند، چه چیزی نه و چرا.</translation>
    </message>
    <message>
        <source>Please know</source>
        <translation>بدانید</translation>
    </message>
    <message>
        <source>A check contacts messengers’ servers, blocked ones too. Your internet provider can see that.</source>
        <translation>بررسی با سرورهای پیام‌رسان‌ها تماس می‌گیرد، حتی مسدودها. ارائه‌دهندهٔ اینترنت شما این را می‌بیند.</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>خصوصی</translation>
    </message>
    <message>
        <source>Nothing is uploaded. Results stay on this computer. No account.</source>
        <translation>چیزی جایی فرستاده نمی‌شود. نتیجه‌ها در همین رایانه می‌ماند. حساب لازم نیست.</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>کم‌حجم</translation>
    </message>
    <message>
        <source>A check takes a few seconds and very little data.</source>
        <translation>بررسی چند ثانیه طول می‌کشد و دادهٔ خیلی کمی می‌برد.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>works</source>
        <translation>کار می‌کند</translation>
    </message>
    <message>
        <source>works partly</source>
        <translation>بخشی کار می‌کند</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>کند</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>مسدود</translation>
    </message>
    <message>
        <source>service is down</source>
        <translation>سرویس خراب است</translation>
    </message>
    <message>
        <source>could not find out</source>
        <translation>معلوم نشد</translation>
    </message>
    <message>
        <source>no longer exists</source>
        <translation>دیگر وجود ندارد</translation>
    </message>
    <message>
        <source>needs your server</source>
        <translation>سرور شما را می‌خواهد</translation>
    </message>
    <message>
        <source>has no server</source>
        <translation>سرور ندارد</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>بررسی نشده</translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>just now</source>
        <translation>همین حالا</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>{day}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>امروز</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Check now</source>
        <translation>همین حالا بررسی کن</translation>
    </message>
    <message>
        <source>Open Dialtone</source>
        <translation>باز کردن Dialtone</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>خروج</translation>
    </message>
    <message>
        <source>{sign} {name}</source>
        <translation>{sign} {name}</translation>
    </message>
    <message>
        <source>{sign} {name}: {state}</source>
        <translation>{sign} {name}: {state}</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Less</source>
        <translation>کمتر</translation>
    </message>
    <message>
        <source>What can I do?</source>
        <translation>چه کار کنم؟</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>پیام‌رسان‌ها</translation>
    </message>
    <message>
        <source>Your messengers</source>
        <translation>پیام‌رسان‌های شما</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>فهرست</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>لغو</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>بررسی دوباره</translation>
    </message>
    <message>
        <source>No messengers found on this computer.</source>
        <translation>در این رایانه پیام‌رسانی پیدا نشد.</translation>
    </message>
    <message>
        <source>Check all of them</source>
        <translation>بررسی همه</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>نصب‌نشده‌ها</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}، {state}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>در حال بررسی…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>هنوز بررسی نشده</translation>
    </message>
    <message>
        <source>Looking for messengers on this computer…</source>
        <translation>در حال پیدا کردن پیام‌رسان‌های این رایانه…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>بررسی لغو شد.</translation>
    </message>
    <message>
        <source>The check stopped: Dialtone itself made a mistake.</source>
        <translation>بررسی ناتمام ماند: ایراد از خود Dialtone بود.</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>هنوز چیزی بررسی نشده.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>زبان</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>مثل سیستم</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>خروج</translation>
    </message>
    <message>
        <source>Dialtone could not load its own files. {reason}</source>
        <translation>Dialtone نتوانست فایل‌های خودش را بخواند. {reason}</translation>
    </message>
    <message>
        <source>A saved check of {day}</source>
        <translation>یک بررسی ذخیره‌شده، {day}</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>بررسی: {when}</translation>
    </message>
</context>
</TS>
