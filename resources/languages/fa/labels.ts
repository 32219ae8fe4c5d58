<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa_IR" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Dialtone</source>
        <translation>دربارهٔ Dialtone</translation>
    </message>
    <message>
        <source>Is the line open?</source>
        <translation>بوق آزاد هست؟</translation>
    </message>
    <message>
        <source>Dialtone {version}. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Dialtone {version}. نرم‌افزار آزاد با پروانهٔ GNU GPL، نسخهٔ ۳ یا بعد از آن.</translation>
    </message>
    <message>
        <source>There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically.</source>
        <translation>نسخهٔ تازه‌تری از Dialtone آمده است: {version}، مربوط به {date}. برنامه خودش چیزی دانلود نمی‌کند.</translation>
    </message>
    <message>
        <source>Its data about messengers is dated {content}.</source>
        <translation>اطلاعاتش دربارهٔ پیام‌رسان‌ها مربوط به {content} است.</translation>
    </message>
    <message>
        <source>The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}.</source>
        <translation>در آخرین بررسی {sent} کیلوبایت فرستاده و {received} کیلوبایت دریافت شد. تعداد آدرس‌ها: {count}.</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>متن پروانه‌ها</translation>
    </message>
</context>
<context>
    <name>Add</name>
    <message>
        <source>Add</source>
        <translation>افزودن</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>افزودن پیام‌رسان</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>لغو</translation>
    </message>
    <message>
        <source>Dialtone knows nothing by this name.</source>
        <translation>Dialtone چیزی با این نام نمی‌شناسد.</translation>
    </message>
    <message>
        <source>Name of the messenger</source>
        <translation>نام پیام‌رسان</translation>
    </message>
    <message>
        <source>Already in the list</source>
        <translation>از قبل در فهرست هست</translation>
    </message>
</context>
<context>
    <name>CountedText</name>
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
    <message numerus="yes">
        <source>%n answer(s) are on their way.</source>
        <translation>
            <numerusform>هنوز منتظر %Ln پاسخ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>More ways ({number})</source>
        <translation>راه‌های دیگر ({number})</translation>
    </message>
    <message>
        <source>How we know</source>
        <translation>از کجا می‌دانیم</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>چه کسی می‌تواند بخواند</translation>
    </message>
    <message>
        <source>What the law says ({number})</source>
        <translation>قانون چه می‌گوید ({number})</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>به انگلیسی</translation>
    </message>
    <message>
        <source>The settings did not open.</source>
        <translation>تنظیمات باز نشد.</translation>
    </message>
    <message>
        <source>Checked with Dialtone</source>
        <translation>بررسی با Dialtone</translation>
    </message>
    <message>
        <source>What can help: {way}</source>
        <translation>آنچه شاید کمک کند: {way}</translation>
    </message>
    <message>
        <source>Open the network settings</source>
        <translation>باز کردن تنظیمات شبکه</translation>
    </message>
    <message>
        <source>Open the proxy settings</source>
        <translation>باز کردن تنظیمات پروکسی</translation>
    </message>
    <message>
        <source>Open the VPN settings</source>
        <translation>باز کردن تنظیمات وی‌پی‌ان</translation>
    </message>
    <message>
        <source>Open the clock settings</source>
        <translation>باز کردن تنظیمات ساعت</translation>
    </message>
    <message>
        <source>What we saw</source>
        <translation>چه دیدیم</translation>
    </message>
    <message>
        <source>What you can do now</source>
        <translation>چه می‌شود کرد</translation>
    </message>
    <message>
        <source>If it is still so</source>
        <translation>اگر هنوز همین‌طور است</translation>
    </message>
    <message>
        <source>What will not help</source>
        <translation>چه چیزی کمک نمی‌کند</translation>
    </message>
    <message>
        <source>Choose the country</source>
        <translation>انتخاب کشور</translation>
    </message>
    <message>
        <source>What we cannot tell</source>
        <translation>چه چیزی را نمی‌دانیم</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>جزئیات فنی</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>کپی به صورت متن</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>در حال بررسی…</translation>
    </message>
    <message>
        <source>The answer will appear here.</source>
        <translation>جواب اینجا می‌آید.</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>هنوز بررسی نشده است</translation>
    </message>
    <message>
        <source>Dialtone has not tested {name} yet.</source>
        <translation>Dialtone هنوز {name} را بررسی نکرده است.</translation>
    </message>
    <message>
        <source>{name} is not installed on this computer. Dialtone can check it anyway.</source>
        <translation>{name} در این کامپیوتر نصب نیست. با این حال Dialtone می‌تواند بررسی‌اش کند.</translation>
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
        <source>Which of these answer here?</source>
        <translation>کدام‌ها از اینجا جواب می‌دهند؟</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>در حال پرسیدن…</translation>
    </message>
    <message>
        <source>Tests other messengers once. Your provider can see which ones.</source>
        <translation>پیام‌رسان‌های دیگر یک بار بررسی می‌شوند. شرکت اینترنت می‌بیند کدام‌ها.</translation>
    </message>
    <message>
        <source>Tests other messengers once. The owner of the VPN can see which ones.</source>
        <translation>پیام‌رسان‌های دیگر یک بار بررسی می‌شوند. صاحب وی‌پی‌ان می‌بیند کدام‌ها.</translation>
    </message>
    <message>
        <source>See what else works here</source>
        <translation>ببینید اینجا چه چیز دیگری کار می‌کند</translation>
    </message>
    <message>
        <source>Done, check again</source>
        <translation>انجام شد، دوباره بررسی کن</translation>
    </message>
    <message>
        <source>Try a proxy…</source>
        <translation>امتحان پروکسی…</translation>
    </message>
    <message>
        <source>Copy the advice too</source>
        <translation>توصیه‌ها هم کپی شوند</translation>
    </message>
    <message>
        <source>The app</source>
        <translation>برنامه</translation>
    </message>
    <message>
        <source>Checks every half hour. Your provider can see that.</source>
        <translation>هر نیم ساعت بررسی می‌شود. شرکت اینترنت این را می‌بیند.</translation>
    </message>
    <message>
        <source>Checks every hour. Your provider can see that.</source>
        <translation>هر ساعت بررسی می‌شود. شرکت اینترنت این را می‌بیند.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>کپی شد</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>برای اینکه از حساب خارج نشوید</translation>
    </message>
    <message>
        <source>Tell me if this changes</source>
        <translation>اگر تغییری کرد خبرم کن</translation>
    </message>
    <message>
        <source>Tell me when {name} is back</source>
        <translation>وقتی {name} درست شد خبرم کن</translation>
    </message>
    <message>
        <source>Use instead</source>
        <translation>جایگزین</translation>
    </message>
    <message>
        <source>What can help</source>
        <translation>آنچه شاید کمک کند</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>چرا</translation>
    </message>
    <message>
        <source>With and without the VPN</source>
        <translation>با وی‌پی‌ان و بدون آن</translation>
    </message>
    <message>
        <source>Does it answer here?</source>
        <translation>از اینجا جواب می‌دهد؟</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Choose under Share which messengers go into your line.</source>
        <translation>در «اشتراک‌گذاری» انتخاب کنید کدام پیام‌رسان‌ها در متن شما بیایند.</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>دو طرف گفت‌وگو</translation>
    </message>
    <message>
        <source>Your network</source>
        <translation>شبکهٔ شما</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>دوست</translation>
    </message>
    <message>
        <source>Friend's network</source>
        <translation>شبکهٔ دوستتان</translation>
    </message>
    <message>
        <source>Open a friend's picture</source>
        <translation>باز کردن عکس دوست</translation>
    </message>
    <message>
        <source>Reading it. Nothing is sent.</source>
        <translation>در حال خواندن است. چیزی فرستاده نمی‌شود.</translation>
    </message>
    <message>
        <source>Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.</source>
        <translation>دوستتان در Dialtone «اشتراک‌گذاری» را می‌زند و عکس یا متن را می‌فرستد. برای گروه، همهٔ پیام‌ها را بچسبانید.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>چسباندن</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>باز کردن عکس…</translation>
    </message>
    <message>
        <source>Or type the line here</source>
        <translation>یا متن را اینجا بنویسید</translation>
    </message>
    <message>
        <source>Copy your line</source>
        <translation>کپی متن خودتان</translation>
    </message>
    <message>
        <source>It contains no country, no network name and no time.</source>
        <translation>کشور، شبکه و ساعت در آن نیست.</translation>
    </message>
    <message>
        <source>Your line for your friend</source>
        <translation>متن شما برای دوستتان</translation>
    </message>
    <message>
        <source>What was not counted</source>
        <translation>چه چیزی شمرده نشد</translation>
    </message>
    <message>
        <source>Compare with a friend…</source>
        <translation>مقایسه با دوست…</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>Skip this</source>
        <translation>مشخص نمی‌کنم</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>پیام</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>تماس</translation>
    </message>
    <message>
        <source>What you choose here is not saved anywhere.</source>
        <translation>آنچه اینجا انتخاب می‌کنید هیچ‌جا نوشته نمی‌شود.</translation>
    </message>
    <message>
        <source>Their country</source>
        <translation>کشور او</translation>
    </message>
    <message>
        <source>What they use</source>
        <translation>کدام پیام‌رسان را دارد</translation>
    </message>
    <message>
        <source>Messages or a call</source>
        <translation>پیام یا تماس</translation>
    </message>
    <message>
        <source>Who do you want to reach?</source>
        <translation>با چه کسی می‌خواهید تماس بگیرید؟</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>Remove</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>ذخیره و بررسی</translation>
    </message>
    <message>
        <source>This is not a server name. A server name looks like {example}; a port may follow, as in :8443.</source>
        <translation>این نام یک سرور نیست. نمونه‌اش {example} است. پس از آن می‌تواند دونقطه و شمارهٔ پورت بیاید، مثلاً 8443.</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>سرور شما</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Choose, or leave it blank</source>
        <translation>انتخاب کنید (اختیاری)</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>حریم خصوصی</translation>
    </message>
    <message>
        <source>Nothing is uploaded. Results stay on this computer. No account.</source>
        <translation>چیزی جایی فرستاده نمی‌شود. نتیجه‌ها در همین کامپیوتر می‌مانند. حساب کاربری لازم نیست.</translation>
    </message>
    <message>
        <source>Your provider</source>
        <translation>شرکت اینترنت</translation>
    </message>
    <message>
        <source>It can see which messengers are checked, including blocked ones. It may also recognise Dialtone by that.</source>
        <translation>می‌بیند کدام پیام‌رسان‌ها را بررسی می‌کنید، حتی آن‌هایی که مسدودند. شاید از همین هم بفهمد که Dialtone دارید.</translation>
    </message>
    <message>
        <source>Which do you use?</source>
        <translation>کدام‌ها را دارید؟</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>یکی دیگر…</translation>
    </message>
    <message>
        <source>Tick at least one messenger.</source>
        <translation>دست‌کم یک پیام‌رسان را انتخاب کنید.</translation>
    </message>
    <message>
        <source>Your provider can see these checks. Nothing is uploaded.</source>
        <translation>شرکت اینترنت بررسی‌ها را می‌بیند. چیزی آپلود نمی‌شود.</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>چه فرستاده می‌شود</translation>
    </message>
    <message>
        <source>Quiet check: fewer traces</source>
        <translation>بررسی آرام: ردّ کمتر</translation>
    </message>
    <message>
        <source>Dialtone contacts the servers the way the apps do.</source>
        <translation>Dialtone همان‌طور که خود برنامه‌ها این کار را می‌کنند به سرورها وصل می‌شود.</translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>now</source>
        <translation>اکنون</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>{day}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Check now</source>
        <translation>شروع بررسی</translation>
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
    <message>
        <source>Share…</source>
        <translation>اشتراک‌گذاری…</translation>
    </message>
    <message>
        <source>Automatic checks are paused</source>
        <translation>بررسی خودکار موقتاً متوقف است</translation>
    </message>
    <message>
        <source>Pause automatic checks</source>
        <translation>توقف موقت بررسی خودکار</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Draft translation: words may be wrong.</source>
        <translation>ترجمهٔ پیش‌نویس: شاید کلمه‌ای درست نباشد.</translation>
    </message>
    <message>
        <source>Compare without VPN…</source>
        <translation>مقایسه بدون وی‌پی‌ان…</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>مقایسه کن</translation>
    </message>
    <message>
        <source>What helps?</source>
        <translation>چه کنم؟</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>جزئیات</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>پیام‌رسان‌ها</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>منو</translation>
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
        <translation>در این کامپیوتر پیام‌رسانی پیدا نشد.</translation>
    </message>
    <message>
        <source>Dialtone runs as a {kind}. It cannot see which messengers are installed.</source>
        <translation>Dialtone به صورت {kind} اجرا می‌شود. نمی‌بیند کدام پیام‌رسان‌ها نصب شده‌اند.</translation>
    </message>
    <message>
        <source>Check all of them</source>
        <translation>بررسی همه</translation>
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
        <translation>هنوز بررسی نشده است</translation>
    </message>
    <message>
        <source>Looking for messengers on this computer…</source>
        <translation>در حال پیدا کردن پیام‌رسان‌های این کامپیوتر…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>بررسی لغو شد.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Check again.</source>
        <translation>بررسی به خاطر مشکلی در Dialtone ناتمام ماند. دوباره بررسی کنید.</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>هنوز چیزی بررسی نشده است.</translation>
    </message>
    <message>
        <source>This takes several minutes.</source>
        <translation>چند دقیقه طول می‌کشد.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>زبان</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>پیش‌فرض سیستم</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>خروج</translation>
    </message>
    <message>
        <source>A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. Nothing was tested just now.</source>
        <translation>یک بررسی ذخیره‌شده، {day}. هر کسی می‌تواند چنین فایلی را تغییر دهد: به اندازهٔ فرستنده‌اش به آن اعتماد کنید. همین حالا چیزی بررسی نشده است.</translation>
    </message>
    <message>
        <source>A saved check of {day}</source>
        <translation>یک بررسی ذخیره‌شده، {day}</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>بررسی: {when}</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>افزودن پیام‌رسان</translation>
    </message>
    <message>
        <source>Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}</source>
        <translation>Dialtone نتوانست فایل‌های خودش را بخواند. نصب دوباره باید کمک کند. دلیل: {reason}</translation>
    </message>
    <message>
        <source>The country could not be changed.</source>
        <translation>کشور عوض نشد.</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>پنهان کردن {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>برگرداندن</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>بستن</translation>
    </message>
    <message>
        <source>No program on this computer opened this address:</source>
        <translation>هیچ برنامه‌ای این آدرس را باز نکرد:</translation>
    </message>
    <message>
        <source>{name} is no longer in the list.</source>
        <translation>{name} دیگر در فهرست نیست.</translation>
    </message>
    <message>
        <source>Save this check</source>
        <translation>ذخیرهٔ این بررسی</translation>
    </message>
    <message>
        <source>Open a saved check</source>
        <translation>باز کردن بررسی ذخیره‌شده</translation>
    </message>
    <message>
        <source>Report a wrong result</source>
        <translation>گزارش نتیجهٔ نادرست</translation>
    </message>
    <message>
        <source>What is wrong? The file contains the check, without this network's addresses. It is saved, not sent.</source>
        <translation>چه چیزی نادرست است؟ نتیجهٔ بررسی در این فایل است، بدون آدرس‌های این شبکه. فایل ذخیره می‌شود و جایی فرستاده نمی‌شود.</translation>
    </message>
    <message>
        <source>Save this check…</source>
        <translation>ذخیرهٔ این بررسی…</translation>
    </message>
    <message>
        <source>Open a saved check…</source>
        <translation>باز کردن بررسی ذخیره‌شده…</translation>
    </message>
    <message>
        <source>Report a wrong result…</source>
        <translation>گزارش نتیجهٔ نادرست…</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>خاموش کردن اعلان‌های {name}</translation>
    </message>
    <message>
        <source>Unmute {name}</source>
        <translation>روشن کردن اعلان‌های {name}</translation>
    </message>
    <message>
        <source>{row}, muted</source>
        <translation>{row}، بدون اعلان</translation>
    </message>
    <message>
        <source>{name} is muted. It is still checked, without notices.</source>
        <translation>اعلان‌های {name} خاموش شدند. بررسی آن ادامه دارد.</translation>
    </message>
    <message>
        <source>{when}: {state}</source>
        <translation>{when}: {state}</translation>
    </message>
    <message>
        <source>In the last hour: {state}</source>
        <translation>در یک ساعت گذشته: {state}</translation>
    </message>
    <message>
        <source>Who you give it to is up to you. Reports are read at {address}.</source>
        <translation>اینکه آن را به چه کسی بدهید با خودتان است. گزارش‌ها اینجا خوانده می‌شوند: {address}</translation>
    </message>
    <message>
        <source>Who you give it to is up to you.</source>
        <translation>اینکه آن را به چه کسی بدهید با خودتان است.</translation>
    </message>
    <message>
        <source>This was on another network.</source>
        <translation>این نتیجه مربوط به شبکهٔ دیگری است.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>اتصال دوباره برقرار است.</translation>
    </message>
    <message>
        <source>The connection is gone.</source>
        <translation>اتصال به شبکه قطع شده است.</translation>
    </message>
    <message>
        <source>Check here</source>
        <translation>بررسی در این شبکه</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>{number} مورد دیگر</translation>
    </message>
    <message>
        <source>Some problems</source>
        <translation>چند مشکل</translation>
    </message>
    <message>
        <source>Never enter card numbers or messenger codes there.</source>
        <translation>آنجا شمارهٔ کارت یا کد پیام‌رسان ننویسید.</translation>
    </message>
    <message>
        <source>Not your computer.</source>
        <translation>مشکل از کامپیوترتان نیست.</translation>
    </message>
    <message>
        <source>Probably not your computer.</source>
        <translation>احتمالاً مشکل از کامپیوترتان نیست.</translation>
    </message>
    <message>
        <source>Open sign-in page</source>
        <translation>صفحهٔ ورود</translation>
    </message>
    <message>
        <source>It still fails for me</source>
        <translation>برای من هنوز کار نمی‌کند</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>باز کردن</translation>
    </message>
    <message>
        <source>You</source>
        <translation>شما</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>شبکه</translation>
    </message>
    <message>
        <source>VPN network</source>
        <translation>شبکهٔ وی‌پی‌ان</translation>
    </message>
    <message>
        <source>That network</source>
        <translation>آن شبکه</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>باز کردن {name}</translation>
    </message>
    <message>
        <source>Tell me when it works</source>
        <translation>درست شد، خبرم کن</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every half hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>تا وقتی Dialtone باز است یا نمادش کنار ساعت است، هر نیم ساعت بررسی می‌کند و خبر می‌دهد. شرکت اینترنت این را می‌بیند. از تنظیمات می‌توانید خاموشش کنید.</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>تا وقتی Dialtone باز است یا نمادش کنار ساعت است، هر ساعت بررسی می‌کند و خبر می‌دهد. شرکت اینترنت این را می‌بیند. از تنظیمات می‌توانید خاموشش کنید.</translation>
    </message>
    <message>
        <source>Prepare for a block</source>
        <translation>آمادگی پیش از مسدود شدن</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>تاریخچه</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>بازهٔ زمانی</translation>
    </message>
    <message>
        <source>60 days</source>
        <translation>۶۰ روز</translation>
    </message>
    <message>
        <source>48 hours</source>
        <translation>۴۸ ساعت</translation>
    </message>
    <message>
        <source>Which messenger</source>
        <translation>کدام پیام‌رسان</translation>
    </message>
    <message>
        <source>Delete history</source>
        <translation>حذف…</translation>
    </message>
    <message>
        <source>All messengers</source>
        <translation>همهٔ پیام‌رسان‌ها</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>جدول</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>کل تاریخچه پاک شود؟</translation>
    </message>
    <message>
        <source>Damaged history saved as {name}.</source>
        <translation>تاریخچهٔ خراب با نام {name} ذخیره شد.</translation>
    </message>
    <message>
        <source>The last check is not in the history.</source>
        <translation>آخرین بررسی در تاریخچه نیست.</translation>
    </message>
    <message>
        <source>The history is deleted.</source>
        <translation>تاریخچه پاک شد.</translation>
    </message>
    <message>
        <source>No checks yet</source>
        <translation>هنوز بررسی نشده است</translation>
    </message>
    <message>
        <source>Results appear here, on this computer only.</source>
        <translation>نتیجه‌ها اینجا می‌آیند، فقط در همین کامپیوتر.</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>۷ روز</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>خروجی…</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Dialtone به کدام سرورها وصل می‌شود</translation>
    </message>
    <message>
        <source>A check connects to the servers of the messengers that you check, and to neutral sites to compare with. Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.</source>
        <translation>برنامه به سرورهای پیام‌رسان‌هایی که بررسی می‌کنید و، برای مقایسه، به چند سایت خنثی وصل می‌شود. شرکت اینترنت شما این را می‌بیند. به چیز دیگری وصل نمی‌شود و چیزی جایی نمی‌فرستد.</translation>
    </message>
    <message>
        <source>Find a server or a messenger</source>
        <translation>جست‌وجوی سرور یا پیام‌رسان</translation>
    </message>
    <message>
        <source>To find the cause</source>
        <translation>برای پیدا کردن علت</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>برگشت</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>باز شد</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>بسته شد</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>تنظیمات</translation>
    </message>
    <message>
        <source>Rather not say</source>
        <translation>ترجیح می‌دهم نگویم</translation>
    </message>
    <message>
        <source>General</source>
        <translation>عمومی</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>روشن</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>تیره</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>ظاهر</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>کشور</translation>
    </message>
    <message>
        <source>Decides which sites to compare with and which legal notes to show. Dialtone never works it out from your connection.</source>
        <translation>سایت‌های مقایسه و نکته‌های حقوقی را تعیین می‌کند. Dialtone هرگز آن را از روی اینترنت شما تشخیص نمی‌دهد.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>هیچ‌وقت</translation>
    </message>
    <message>
        <source>Every half hour</source>
        <translation>هر نیم ساعت</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>هر ساعت</translation>
    </message>
    <message>
        <source>Every three hours</source>
        <translation>هر سه ساعت</translation>
    </message>
    <message>
        <source>Once a day</source>
        <translation>روزی یک بار</translation>
    </message>
    <message>
        <source>Also on metered connections</source>
        <translation>روی اینترنت حجمی هم بررسی شود</translation>
    </message>
    <message>
        <source>Tell me when a messenger stops or comes back</source>
        <translation>خبر بده وقتی پیام‌رسانی از کار می‌افتد یا دوباره کار می‌کند</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>ساعت‌های بی‌صدا</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>بی‌صدا از ساعت</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>بی‌صدا تا ساعت</translation>
    </message>
    <message>
        <source>Automatic checks</source>
        <translation>بررسی خودکار</translation>
    </message>
    <message>
        <source>Check automatically</source>
        <translation>بررسی خودکار انجام شود</translation>
    </message>
    <message>
        <source>While Dialtone is open or in the tray; less often on battery. Your provider can see each check.</source>
        <translation>تا وقتی Dialtone باز است یا نمادش کنار ساعت است؛ روی باتری، کمتر. شرکت اینترنت هر بررسی را می‌بیند.</translation>
    </message>
    <message>
        <source>While this window is open, as there is no tray here; less often on battery. Your provider can see each check.</source>
        <translation>تا وقتی این پنجره باز است، چون اینجا نماد کنار ساعت ندارد؛ روی باتری، کمتر. شرکت اینترنت هر بررسی را می‌بیند.</translation>
    </message>
    <message>
        <source>Keep a history</source>
        <translation>ثبت تاریخچه</translation>
    </message>
    <message>
        <source>Open at sign-in</source>
        <translation>با ورود به سیستم باز شود</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>در این کامپیوتر</translation>
    </message>
    <message>
        <source>Stored on this computer, one entry an hour, without network names. You can delete it under History.</source>
        <translation>فقط در همین کامپیوتر، ساعت به ساعت و بدون نام شبکه. از صفحهٔ «تاریخچه» می‌شود پاکش کرد.</translation>
    </message>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Dialtone به کدام سرورها وصل می‌شود</translation>
    </message>
    <message>
        <source>Import updated advice…</source>
        <translation>وارد کردن به‌روزرسانی توصیه‌ها…</translation>
    </message>
    <message>
        <source>Give Dialtone to someone…</source>
        <translation>دادن Dialtone به کسی دیگر…</translation>
    </message>
    <message>
        <source>The advice is now dated {day}. Restart Dialtone to use it.</source>
        <translation>تاریخ توصیه‌ها حالا {day} است. برای استفاده از آن‌ها Dialtone را ببندید و دوباره باز کنید.</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>بدون اعلان برای</translation>
    </message>
    <message>
        <source>Quiet profile</source>
        <translation>حالت آرام</translation>
    </message>
    <message>
        <source>Check slowly, only what I choose, and store nothing</source>
        <translation>آهسته بررسی شود، فقط آنچه انتخاب کرده‌ام، و چیزی ذخیره نشود</translation>
    </message>
    <message>
        <source>Check only</source>
        <translation>فقط این‌ها بررسی شوند</translation>
    </message>
    <message>
        <source>One after the other, over several minutes. No automatic checks, no history, no picture, no names in notices. Your provider can still see each one.</source>
        <translation>یکی پس از دیگری، طی چند دقیقه. بدون بررسی خودکار، تاریخچه و تصویر، و بدون نام در اعلان‌ها. شرکت اینترنت باز هم هر بررسی را می‌بیند.</translation>
    </message>
    <message>
        <source>Import updated advice</source>
        <translation>وارد کردن به‌روزرسانی توصیه‌ها</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>The person who scans this shows their provider the address, and their phone may keep it.</source>
        <translation>شرکت اینترنت کسی که اسکن می‌کند آدرس را می‌بیند و گوشی‌اش شاید آن را نگه دارد.</translation>
    </message>
    <message>
        <source>QR code with the result</source>
        <translation>کد QR با نتیجه</translation>
    </message>
    <message>
        <source>It holds three or four messengers. Untick the others.</source>
        <translation>سه یا چهار پیام‌رسان در آن جا می‌شود. تیک بقیه را بردارید.</translation>
    </message>
    <message>
        <source>Copy as a line</source>
        <translation>کپی به صورت یک خط</translation>
    </message>
    <message>
        <source>A short line of text that Dialtone can compare at the other end.</source>
        <translation>متن کوتاهی که Dialtone در طرف دیگر مقایسه می‌کند.</translation>
    </message>
    <message>
        <source>The line is copied.</source>
        <translation>متن کپی شد.</translation>
    </message>
    <message>
        <source>Share the result</source>
        <translation>اشتراک‌گذاری نتیجه</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>پیش‌نمایش</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>افقی</translation>
    </message>
    <message>
        <source>Tall</source>
        <translation>عمودی</translation>
    </message>
    <message>
        <source>Name the country</source>
        <translation>نام کشور را بنویس</translation>
    </message>
    <message>
        <source>Everyone who gets the picture sees it.</source>
        <translation>هر کس تصویر را بگیرد، این را می‌بیند.</translation>
    </message>
    <message>
        <source>QR code for Dialtone's page</source>
        <translation>کد QR صفحهٔ Dialtone</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>اندازه</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>روی تصویر</translation>
    </message>
    <message>
        <source>It shows no address, no network name and no exact time. Nothing is uploaded.</source>
        <translation>آدرس، نام شبکه و ساعت دقیق روی آن نیست. چیزی جایی فرستاده نمی‌شود.</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>کپی تصویر</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>کپی به صورت متن</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>ذخیره…</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>تصویر کپی شد.</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>متن کپی شد.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>با نام {name} ذخیره شد.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>History</source>
        <translation>تاریخچه</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>تنظیمات</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>اشتراک‌گذاری</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Try a proxy</source>
        <translation>امتحان پروکسی</translation>
    </message>
    <message>
        <source>Open it in {program}…</source>
        <translation>باز کردن در {program}…</translation>
    </message>
    <message>
        <source>It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you again before using it.</source>
        <translation>این پروکسی کار می‌کند. نمی‌دانیم مال کیست. صاحبش آدرس اینترنتی شما را می‌بیند. {program} پیش از استفاده یک بار دیگر می‌پرسد.</translation>
    </message>
    <message>
        <source>Proxy link</source>
        <translation>لینک پروکسی</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>امتحان</translation>
    </message>
    <message>
        <source>Trying the proxy…</source>
        <translation>در حال امتحان پروکسی…</translation>
    </message>
    <message>
        <source>Paste the link you were given. Nothing is sent until you press Try.</source>
        <translation>لینکی را که به شما داده‌اند اینجا بگذارید. تا «امتحان» را نزنید چیزی فرستاده نمی‌شود.</translation>
    </message>
    <message>
        <source>You stopped the test. There is no result.</source>
        <translation>امتحان را متوقف کردید. نتیجه‌ای نیست.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Try again.</source>
        <translation>امتحان به خاطر مشکلی در Dialtone ناتمام ماند. دوباره امتحان کنید.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>چسباندن</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>با این حال امتحان شود</translation>
    </message>
    <message>
        <source>Try the disguise of older apps</source>
        <translation>امتحان به شیوهٔ برنامه‌های قدیمی</translation>
    </message>
    <message>
        <source>This makes one more connection. Many at once can get a proxy noticed.</source>
        <translation>این یک اتصال دیگر است. اتصال‌های زیاد پشت سر هم پروکسی را لو می‌دهند.</translation>
    </message>
</context>
<context>
    <name>Country</name>
    <message>
        <source>What is known in a country</source>
        <translation>آنچه دربارهٔ یک کشور گزارش شده است</translation>
    </message>
    <message>
        <source>Choose a country</source>
        <translation>یک کشور را انتخاب کنید</translation>
    </message>
    <message>
        <source>Name of the country</source>
        <translation>نام کشور</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>کپی</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Good to know</source>
        <translation>خوب است بدانید</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>وقتی چیزی کار نمی‌کند</translation>
    </message>
    <message>
        <source>Some things are easier to prepare while everything works. Each tip gives its risk and its sources.</source>
        <translation>بعضی چیزها را بهتر است تا همه‌چیز کار می‌کند آماده کنید. هر توصیه خطر و منبعش را می‌گوید.</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Delete all Dialtone data…</source>
        <translation>پاک کردن همهٔ داده‌های Dialtone…</translation>
    </message>
    <message>
        <source>Delete everything and quit?</source>
        <translation>همه‌چیز پاک و برنامه بسته شود؟</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Who made this file?</source>
        <translation>این فایل را چه کسی ساخته است؟</translation>
    </message>
    <message>
        <source>Checking it. The file is not opened, and nothing is sent.</source>
        <translation>در حال بررسی. فایل باز نمی‌شود و چیزی فرستاده نمی‌شود.</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Is it my connection?</source>
        <translation>مشکل از اینترنت من است؟</translation>
    </message>
    <message>
        <source>This is still the same network.</source>
        <translation>هنوز همان شبکه است.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>دوباره بررسی کن</translation>
    </message>
    <message>
        <source>Checking on this network…</source>
        <translation>در حال بررسی در این شبکه…</translation>
    </message>
    <message>
        <source>This is another network. You can check again now.</source>
        <translation>این شبکهٔ دیگری است. حالا می‌توانید دوباره بررسی کنید.</translation>
    </message>
</context>
<context>
    <name>Give</name>
    <message>
        <source>Give Dialtone to someone</source>
        <translation>دادن Dialtone به کسی دیگر</translation>
    </message>
    <message>
        <source>Choose a USB stick or another folder. Nothing is sent.</source>
        <translation>یک فلش یا پوشهٔ دیگری را انتخاب کنید. چیزی فرستاده نمی‌شود.</translation>
    </message>
    <message>
        <source>What is copied</source>
        <translation>چه چیزی کپی می‌شود</translation>
    </message>
    <message>
        <source>Dialtone, the newest advice, and a page that says how to begin.</source>
        <translation>خود Dialtone، تازه‌ترین توصیه‌ها و یک صفحهٔ راهنما برای شروع.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>انتخاب پوشه…</translation>
    </message>
    <message>
        <source>Add packages for other systems…</source>
        <translation>افزودن بسته برای سیستم‌های دیگر…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>نمایش پوشه</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>در حال کپی…</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
</context>
</TS>
