<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ur_PK" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Dialtone</source>
        <translation>Dialtone کے بارے میں</translation>
    </message>
    <message>
        <source>Is the line open?</source>
        <translation>لائن مل رہی ہے؟</translation>
    </message>
    <message>
        <source>Dialtone {version}. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Dialtone {version}۔ آزاد سافٹ ویئر، GNU General Public License ورژن 3 یا اس کے بعد کے تحت۔</translation>
    </message>
    <message>
        <source>There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically.</source>
        <translation>Dialtone کا نیا ورژن موجود ہے: {version}، تاریخ {date}۔ کچھ بھی خودبخود ڈاؤن لوڈ نہیں ہوتا۔</translation>
    </message>
    <message>
        <source>Its data about messengers is dated {content}.</source>
        <translation>میسنجرز کے بارے میں اس کا ڈیٹا {content} کا ہے۔</translation>
    </message>
    <message>
        <source>The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}.</source>
        <translation>آخری جانچ میں {sent} کے بی بھیجے گئے اور {received} کے بی آئے۔ جن ایڈریسز سے رابطہ ہوا: {count}۔</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>لائسنس کے متن</translation>
    </message>
</context>
<context>
    <name>Add</name>
    <message>
        <source>Add</source>
        <translation>شامل کریں</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>میسنجر شامل کریں</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>منسوخ کریں</translation>
    </message>
    <message>
        <source>Dialtone knows nothing by this name.</source>
        <translation>Dialtone اس نام کی کوئی چیز نہیں جانتا۔</translation>
    </message>
    <message>
        <source>Name of the messenger</source>
        <translation>میسنجر کا نام</translation>
    </message>
    <message>
        <source>Already in the list</source>
        <translation>پہلے سے فہرست میں ہے</translation>
    </message>
</context>
<context>
    <name>CountedText</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%Ln منٹ پہلے</numerusform>
            <numerusform>%Ln منٹ پہلے</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%Ln گھنٹہ پہلے</numerusform>
            <numerusform>%Ln گھنٹے پہلے</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%Ln دن پہلے</numerusform>
            <numerusform>%Ln دن پہلے</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are on their way.</source>
        <translation>
            <numerusform>%Ln جواب آنا باقی ہے۔</numerusform>
            <numerusform>%Ln جواب آنا باقی ہیں۔</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>More ways ({number})</source>
        <translation>مزید طریقے ({number})</translation>
    </message>
    <message>
        <source>How we know</source>
        <translation>ہمیں کیسے معلوم ہے</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>اسے کون پڑھ سکتا ہے</translation>
    </message>
    <message>
        <source>What the law says ({number})</source>
        <translation>قانون کیا کہتا ہے ({number})</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>انگریزی میں</translation>
    </message>
    <message>
        <source>The settings did not open.</source>
        <translation>سیٹنگز نہیں کھلیں۔</translation>
    </message>
    <message>
        <source>Checked with Dialtone</source>
        <translation>Dialtone سے چیک کیا گیا</translation>
    </message>
    <message>
        <source>What can help: {way}</source>
        <translation>کس چیز سے فائدہ ہو سکتا ہے: {way}</translation>
    </message>
    <message>
        <source>Open the network settings</source>
        <translation>نیٹ ورک سیٹنگز کھولیں</translation>
    </message>
    <message>
        <source>Open the proxy settings</source>
        <translation>پراکسی سیٹنگز کھولیں</translation>
    </message>
    <message>
        <source>Open the VPN settings</source>
        <translation>وی پی این سیٹنگز کھولیں</translation>
    </message>
    <message>
        <source>Open the clock settings</source>
        <translation>گھڑی کی سیٹنگز کھولیں</translation>
    </message>
    <message>
        <source>What we saw</source>
        <translation>ہم نے کیا دیکھا</translation>
    </message>
    <message>
        <source>What you can do now</source>
        <translation>اب آپ کیا کر سکتے ہیں</translation>
    </message>
    <message>
        <source>If it is still so</source>
        <translation>اگر اب بھی ایسا ہو</translation>
    </message>
    <message>
        <source>What will not help</source>
        <translation>کس چیز سے فائدہ نہیں ہو گا</translation>
    </message>
    <message>
        <source>Choose the country</source>
        <translation>ملک چنیں</translation>
    </message>
    <message>
        <source>What we cannot tell</source>
        <translation>ہم کیا نہیں بتا سکتے</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>تکنیکی تفصیل</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>ٹیکسٹ میں کاپی کریں</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>چیک ہو رہا ہے…</translation>
    </message>
    <message>
        <source>The answer will appear here.</source>
        <translation>جواب یہاں آئے گا۔</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>ابھی چیک نہیں ہوا</translation>
    </message>
    <message>
        <source>Dialtone has not tested {name} yet.</source>
        <translation>Dialtone نے ابھی {name} کو چیک نہیں کیا۔</translation>
    </message>
    <message>
        <source>{name} is not installed on this computer. Dialtone can check it anyway.</source>
        <translation>{name} اس کمپیوٹر پر انسٹال نہیں۔ Dialtone پھر بھی اسے چیک کر سکتا ہے۔</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <translation>{name} چیک کریں</translation>
    </message>
    <message>
        <source>{function}: {state}</source>
        <translation>{function}: {state}</translation>
    </message>
    <message>
        <source>Which of these answer here?</source>
        <translation>ان میں سے کون یہاں جواب دیتے ہیں؟</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>پوچھا جا رہا ہے…</translation>
    </message>
    <message>
        <source>Tests other messengers once. Your provider can see which ones.</source>
        <translation>دوسرے میسنجرز کو ایک بار چیک کرتا ہے۔ انٹرنیٹ کمپنی دیکھ سکتی ہے کہ کن کو۔</translation>
    </message>
    <message>
        <source>Tests other messengers once. The owner of the VPN can see which ones.</source>
        <translation>دوسرے میسنجرز کو ایک بار چیک کرتا ہے۔ وی پی این کا مالک دیکھ سکتا ہے کہ کن کو۔</translation>
    </message>
    <message>
        <source>See what else works here</source>
        <translation>دیکھیں کہ یہاں اور کیا چلتا ہے</translation>
    </message>
    <message>
        <source>Done, check again</source>
        <translation>ہو گیا، دوبارہ چیک کریں</translation>
    </message>
    <message>
        <source>Try a proxy…</source>
        <translation>پراکسی آزمائیں…</translation>
    </message>
    <message>
        <source>Copy the advice too</source>
        <translation>مشورہ بھی کاپی کریں</translation>
    </message>
    <message>
        <source>The app</source>
        <translation>ایپ</translation>
    </message>
    <message>
        <source>Checks every half hour. Your provider can see that.</source>
        <translation>ہر آدھے گھنٹے میں چیک کرتا ہے۔ انٹرنیٹ کمپنی یہ دیکھ سکتی ہے۔</translation>
    </message>
    <message>
        <source>Checks every hour. Your provider can see that.</source>
        <translation>ہر گھنٹے چیک کرتا ہے۔ انٹرنیٹ کمپنی یہ دیکھ سکتی ہے۔</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>کاپی ہو گیا</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>لاگ اِن رہیں</translation>
    </message>
    <message>
        <source>Tell me if this changes</source>
        <translation>یہ بدلے تو بتائیں</translation>
    </message>
    <message>
        <source>Tell me when {name} is back</source>
        <translation>{name} پھر چلے تو بتائیں</translation>
    </message>
    <message>
        <source>Use instead</source>
        <translation>اس کی جگہ استعمال کریں</translation>
    </message>
    <message>
        <source>What can help</source>
        <translation>کس چیز سے فائدہ ہو سکتا ہے</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>کیوں</translation>
    </message>
    <message>
        <source>With and without the VPN</source>
        <translation>وی پی این کے ساتھ اور اس کے بغیر</translation>
    </message>
    <message>
        <source>Does it answer here?</source>
        <translation>کیا یہ یہاں جواب دیتا ہے؟</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Choose under Share which messengers go into your line.</source>
        <translation>"شیئر کریں" میں چنیں کہ آپ کی لائن میں کون سے میسنجر ہوں۔</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>دونوں طرف</translation>
    </message>
    <message>
        <source>Your network</source>
        <translation>آپ کا نیٹ ورک</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>دوست</translation>
    </message>
    <message>
        <source>Friend's network</source>
        <translation>دوست کا نیٹ ورک</translation>
    </message>
    <message>
        <source>Open a friend's picture</source>
        <translation>دوست کی تصویر کھولیں</translation>
    </message>
    <message>
        <source>Reading it. Nothing is sent.</source>
        <translation>پڑھا جا رہا ہے۔ کچھ نہیں بھیجا جاتا۔</translation>
    </message>
    <message>
        <source>Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.</source>
        <translation>آپ کے دوست Dialtone میں "شیئر کریں" دبا کر آپ کو تصویر یا لائن بھیجیں۔ گروپ ہو تو تمام پیغامات پیسٹ کریں۔</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>پیسٹ کریں</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>تصویر کھولیں…</translation>
    </message>
    <message>
        <source>Or type the line here</source>
        <translation>یا لائن یہاں لکھیں</translation>
    </message>
    <message>
        <source>Copy your line</source>
        <translation>اپنی لائن کاپی کریں</translation>
    </message>
    <message>
        <source>It contains no country, no network name and no time.</source>
        <translation>اس میں نہ ملک ہے، نہ نیٹ ورک، نہ وقت۔</translation>
    </message>
    <message>
        <source>Your line for your friend</source>
        <translation>دوست کے لیے آپ کی لائن</translation>
    </message>
    <message>
        <source>What was not counted</source>
        <translation>کیا شمار نہیں ہوا</translation>
    </message>
    <message>
        <source>Compare with a friend…</source>
        <translation>دوست کے ساتھ موازنہ کریں…</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>Skip this</source>
        <translation>چھوڑ دیں</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>پیغامات</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>کال</translation>
    </message>
    <message>
        <source>What you choose here is not saved anywhere.</source>
        <translation>آپ یہاں جو چنیں وہ کہیں نہیں لکھا جاتا۔</translation>
    </message>
    <message>
        <source>Their country</source>
        <translation>ان کا ملک</translation>
    </message>
    <message>
        <source>What they use</source>
        <translation>وہ کیا استعمال کرتے ہیں</translation>
    </message>
    <message>
        <source>Messages or a call</source>
        <translation>پیغامات یا کال</translation>
    </message>
    <message>
        <source>Who do you want to reach?</source>
        <translation>آپ کس سے رابطہ کرنا چاہتے ہیں؟</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>Remove</source>
        <translation>ہٹائیں</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>محفوظ کر کے چیک کریں</translation>
    </message>
    <message>
        <source>This is not a server name. A server name looks like {example}; a port may follow, as in :8443.</source>
        <translation>یہ سرور کا نام نہیں۔ وہ {example} جیسا ہوتا ہے؛ اس کے بعد کولن اور پورٹ نمبر آ سکتا ہے، جیسے 8443۔</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>آپ کا سرور</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Choose, or leave it blank</source>
        <translation>چنیں، یا خالی چھوڑ دیں</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>نجی</translation>
    </message>
    <message>
        <source>Nothing is uploaded. Results stay on this computer. No account.</source>
        <translation>کچھ اپ لوڈ نہیں ہوتا۔ نتیجے اسی کمپیوٹر پر رہتے ہیں۔ اکاؤنٹ کی ضرورت نہیں۔</translation>
    </message>
    <message>
        <source>Your provider</source>
        <translation>آپ کی انٹرنیٹ کمپنی</translation>
    </message>
    <message>
        <source>It can see which messengers are checked, including blocked ones. It may also recognise Dialtone by that.</source>
        <translation>وہ دیکھ سکتی ہے کہ کون سے میسنجر چیک ہوئے، بلاک والے بھی۔ اس سے وہ Dialtone کو بھی پہچان سکتی ہے۔</translation>
    </message>
    <message>
        <source>Which do you use?</source>
        <translation>آپ کون سے میسنجر استعمال کرتے ہیں؟</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>کوئی اور…</translation>
    </message>
    <message>
        <source>Tick at least one messenger.</source>
        <translation>کم از کم ایک میسنجر چنیں۔</translation>
    </message>
    <message>
        <source>Your provider can see these checks. Nothing is uploaded.</source>
        <translation>انٹرنیٹ کمپنی یہ جانچ دیکھ سکتی ہے۔ کچھ اپ لوڈ نہیں ہوتا۔</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>کیا بھیجا جاتا ہے</translation>
    </message>
    <message>
        <source>Quiet check: fewer traces</source>
        <translation>خاموش جانچ: کم نشان چھوڑتی ہے</translation>
    </message>
    <message>
        <source>Dialtone contacts the servers the way the apps do.</source>
        <translation>Dialtone سرورز سے اسی طرح رابطہ کرتا ہے جیسے ایپس کرتی ہیں۔</translation>
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
        <translation>ابھی</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>{day} کو</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Check now</source>
        <translation>ابھی چیک کریں</translation>
    </message>
    <message>
        <source>Open Dialtone</source>
        <translation>Dialtone کھولیں</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Dialtone بند کریں</translation>
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
        <translation>شیئر کریں…</translation>
    </message>
    <message>
        <source>Automatic checks are paused</source>
        <translation>خودکار جانچ رکی ہوئی ہے</translation>
    </message>
    <message>
        <source>Pause automatic checks</source>
        <translation>خودکار جانچ روکیں</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Draft translation: words may be wrong.</source>
        <translation>ابتدائی ترجمہ: الفاظ غلط ہو سکتے ہیں۔</translation>
    </message>
    <message>
        <source>Compare without VPN…</source>
        <translation>وی پی این کے بغیر موازنہ کریں…</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>ابھی موازنہ کریں</translation>
    </message>
    <message>
        <source>What helps?</source>
        <translation>کیا کریں؟</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>تفصیلات</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>میسنجرز</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>مینو</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>منسوخ کریں</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>دوبارہ چیک کریں</translation>
    </message>
    <message>
        <source>No messengers found on this computer.</source>
        <translation>اس کمپیوٹر پر کوئی میسنجر نہیں ملا۔</translation>
    </message>
    <message>
        <source>Dialtone runs as a {kind}. It cannot see which messengers are installed.</source>
        <translation>Dialtone {kind} کے طور پر چل رہا ہے۔ یہ نہیں دیکھ سکتا کہ کون سے میسنجر انسٹال ہیں۔</translation>
    </message>
    <message>
        <source>Check all of them</source>
        <translation>سب کو چیک کریں</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}، {state}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>چیک ہو رہا ہے…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>ابھی چیک نہیں ہوا</translation>
    </message>
    <message>
        <source>Looking for messengers on this computer…</source>
        <translation>اس کمپیوٹر پر میسنجر ڈھونڈے جا رہے ہیں…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>جانچ منسوخ کر دی گئی۔</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Check again.</source>
        <translation>Dialtone میں کچھ گڑبڑ ہوئی۔ دوبارہ چیک کریں۔</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>ابھی کچھ چیک نہیں ہوا۔</translation>
    </message>
    <message>
        <source>This takes several minutes.</source>
        <translation>اس میں کئی منٹ لگتے ہیں۔</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>زبان</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>سسٹم کے مطابق</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Dialtone بند کریں</translation>
    </message>
    <message>
        <source>A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. Nothing was tested just now.</source>
        <translation>{day} کی محفوظ کی گئی جانچ۔ ایسی فائل کوئی بھی بدل سکتا ہے: اس پر اتنا ہی بھروسا کریں جتنا بھیجنے والے پر ہے۔ ابھی کچھ چیک نہیں کیا گیا۔</translation>
    </message>
    <message>
        <source>A saved check of {day}</source>
        <translation>{day} کی محفوظ کی گئی جانچ</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>چیک کیا گیا: {when}</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>میسنجر شامل کریں</translation>
    </message>
    <message>
        <source>Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}</source>
        <translation>Dialtone اپنی فائلیں نہیں پڑھ سکا۔ دوبارہ انسٹال کرنے سے فائدہ ہونا چاہیے۔ وجہ: {reason}</translation>
    </message>
    <message>
        <source>The country could not be changed.</source>
        <translation>ملک تبدیل نہیں ہو سکا۔</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>{name} چھپائیں</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>واپس لائیں</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>بند کریں</translation>
    </message>
    <message>
        <source>No program on this computer opened this address:</source>
        <translation>کسی پروگرام نے یہ پتہ نہیں کھولا:</translation>
    </message>
    <message>
        <source>{name} is no longer in the list.</source>
        <translation>{name} اب فہرست میں نہیں۔</translation>
    </message>
    <message>
        <source>Save this check</source>
        <translation>یہ جانچ محفوظ کریں</translation>
    </message>
    <message>
        <source>Open a saved check</source>
        <translation>محفوظ کی گئی جانچ کھولیں</translation>
    </message>
    <message>
        <source>Report a wrong result</source>
        <translation>غلط نتیجے کی اطلاع دیں</translation>
    </message>
    <message>
        <source>What is wrong? The file contains the check, without this network's addresses. It is saved, not sent.</source>
        <translation>کیا غلط ہے؟ فائل میں جانچ ہے، اس نیٹ ورک کے ایڈریسز کے بغیر۔ یہ محفوظ ہوتی ہے، بھیجی نہیں جاتی۔</translation>
    </message>
    <message>
        <source>Save this check…</source>
        <translation>یہ جانچ محفوظ کریں…</translation>
    </message>
    <message>
        <source>Open a saved check…</source>
        <translation>محفوظ کی گئی جانچ کھولیں…</translation>
    </message>
    <message>
        <source>Report a wrong result…</source>
        <translation>غلط نتیجے کی اطلاع دیں…</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>{name} کی اطلاعات بند کریں</translation>
    </message>
    <message>
        <source>Unmute {name}</source>
        <translation>{name} کی اطلاعات کھولیں</translation>
    </message>
    <message>
        <source>{row}, muted</source>
        <translation>{row}، اطلاعات بند</translation>
    </message>
    <message>
        <source>{name} is muted. It is still checked, without notices.</source>
        <translation>{name} کی اطلاعات بند ہیں۔ جانچ جاری ہے، اطلاع کے بغیر۔</translation>
    </message>
    <message>
        <source>{when}: {state}</source>
        <translation>{when}: {state}</translation>
    </message>
    <message>
        <source>In the last hour: {state}</source>
        <translation>پچھلے گھنٹے میں: {state}</translation>
    </message>
    <message>
        <source>Who you give it to is up to you. Reports are read at {address}.</source>
        <translation>یہ کسے دیں، فیصلہ آپ کا ہے۔ رپورٹیں یہاں پڑھی جاتی ہیں: {address}۔</translation>
    </message>
    <message>
        <source>Who you give it to is up to you.</source>
        <translation>یہ کسے دیں، فیصلہ آپ کا ہے۔</translation>
    </message>
    <message>
        <source>This was on another network.</source>
        <translation>یہ دوسرا نیٹ ورک تھا۔</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>کنکشن واپس آ گیا۔</translation>
    </message>
    <message>
        <source>The connection is gone.</source>
        <translation>کنکشن چلا گیا۔</translation>
    </message>
    <message>
        <source>Check here</source>
        <translation>یہاں چیک کریں</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>{number} مزید</translation>
    </message>
    <message>
        <source>Some problems</source>
        <translation>ان میں سے کچھ ٹھیک نہیں چل رہے</translation>
    </message>
    <message>
        <source>Never enter card numbers or messenger codes there.</source>
        <translation>وہاں کارڈ نمبر یا میسنجر کا کوڈ نہ لکھیں۔</translation>
    </message>
    <message>
        <source>Not your computer.</source>
        <translation>وجہ کمپیوٹر نہیں۔</translation>
    </message>
    <message>
        <source>Probably not your computer.</source>
        <translation>غالباً وجہ کمپیوٹر نہیں۔</translation>
    </message>
    <message>
        <source>Open sign-in page</source>
        <translation>سائن اِن صفحہ کھولیں</translation>
    </message>
    <message>
        <source>It still fails for me</source>
        <translation>میرے پاس پھر بھی نہیں چلتا</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>کھولیں</translation>
    </message>
    <message>
        <source>You</source>
        <translation>آپ</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>یہ نیٹ ورک</translation>
    </message>
    <message>
        <source>VPN network</source>
        <translation>وی پی این کا نیٹ ورک</translation>
    </message>
    <message>
        <source>That network</source>
        <translation>وہ نیٹ ورک</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} کھولیں</translation>
    </message>
    <message>
        <source>Tell me when it works</source>
        <translation>پھر چلے تو بتائیں</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every half hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>جب تک Dialtone کھلا ہو یا ٹرے میں ہو، یہ ہر آدھے گھنٹے میں چیک کر کے آپ کو بتائے گا۔ انٹرنیٹ کمپنی یہ دیکھ سکتی ہے۔ روکنے کے لیے سیٹنگز کھولیں۔</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>جب تک Dialtone کھلا ہو یا ٹرے میں ہو، یہ ہر گھنٹے چیک کر کے آپ کو بتائے گا۔ انٹرنیٹ کمپنی یہ دیکھ سکتی ہے۔ روکنے کے لیے سیٹنگز کھولیں۔</translation>
    </message>
    <message>
        <source>Prepare for a block</source>
        <translation>بلاک ہونے کی تیاری کریں</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>ہسٹری</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>مدت</translation>
    </message>
    <message>
        <source>60 days</source>
        <translation>60 دن</translation>
    </message>
    <message>
        <source>48 hours</source>
        <translation>48 گھنٹے</translation>
    </message>
    <message>
        <source>Which messenger</source>
        <translation>کون سا میسنجر</translation>
    </message>
    <message>
        <source>Delete history</source>
        <translation>ہسٹری ڈیلیٹ کریں</translation>
    </message>
    <message>
        <source>All messengers</source>
        <translation>تمام میسنجرز</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>جدول کی صورت میں</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>پوری ہسٹری ڈیلیٹ کریں؟</translation>
    </message>
    <message>
        <source>Damaged history saved as {name}.</source>
        <translation>خراب ہسٹری {name} میں محفوظ کی گئی۔</translation>
    </message>
    <message>
        <source>The last check is not in the history.</source>
        <translation>آخری جانچ ہسٹری میں نہیں ہے۔</translation>
    </message>
    <message>
        <source>The history is deleted.</source>
        <translation>ہسٹری ڈیلیٹ ہو گئی۔</translation>
    </message>
    <message>
        <source>No checks yet</source>
        <translation>ابھی کوئی جانچ نہیں ہوئی</translation>
    </message>
    <message>
        <source>Results appear here, on this computer only.</source>
        <translation>نتیجے یہاں آئیں گے، صرف اسی کمپیوٹر پر۔</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 دن</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>ایکسپورٹ کریں…</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Dialtone کن سرورز سے جڑتا ہے</translation>
    </message>
    <message>
        <source>A check connects to the servers of the messengers that you check, and to neutral sites to compare with. Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.</source>
        <translation>جانچ ان میسنجرز کے سرورز سے جڑتی ہے جنہیں آپ چیک کریں، اور موازنے کے لیے غیر جانبدار سائٹس سے۔ انٹرنیٹ کمپنی یہ دیکھ سکتی ہے۔ Dialtone اور کہیں نہیں جڑتا، اور کچھ اپ لوڈ نہیں کرتا۔</translation>
    </message>
    <message>
        <source>Find a server or a messenger</source>
        <translation>سرور یا میسنجر ڈھونڈیں</translation>
    </message>
    <message>
        <source>To find the cause</source>
        <translation>وجہ معلوم کرنے کے لیے</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>کھلا ہوا</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>بند</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>سیٹنگز</translation>
    </message>
    <message>
        <source>Rather not say</source>
        <translation>نہ بتائیں</translation>
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
        <translation>تاریک</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>ظاہری شکل</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>ملک</translation>
    </message>
    <message>
        <source>Decides which sites to compare with and which legal notes to show. Dialtone never works it out from your connection.</source>
        <translation>اس سے طے ہوتا ہے کہ کن سائٹس سے موازنہ ہو اور کون سے قانونی نوٹ دکھائے جائیں۔ Dialtone اسے آپ کے کنکشن سے کبھی معلوم نہیں کرتا۔</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>کبھی نہیں</translation>
    </message>
    <message>
        <source>Every half hour</source>
        <translation>ہر آدھے گھنٹے</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>ہر گھنٹے</translation>
    </message>
    <message>
        <source>Every three hours</source>
        <translation>ہر تین گھنٹے</translation>
    </message>
    <message>
        <source>Once a day</source>
        <translation>دن میں ایک بار</translation>
    </message>
    <message>
        <source>Also on metered connections</source>
        <translation>محدود ڈیٹا والے کنکشن پر بھی</translation>
    </message>
    <message>
        <source>Tell me when a messenger stops or comes back</source>
        <translation>کوئی میسنجر چلنا بند کرے یا پھر چلے تو بتائیں</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>خاموشی کے اوقات</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>خاموشی شروع</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>خاموشی ختم</translation>
    </message>
    <message>
        <source>Automatic checks</source>
        <translation>خودکار جانچ</translation>
    </message>
    <message>
        <source>Check automatically</source>
        <translation>خودبخود چیک کریں</translation>
    </message>
    <message>
        <source>While Dialtone is open or in the tray; less often on battery. Your provider can see each check.</source>
        <translation>جب تک Dialtone کھلا ہو یا ٹرے میں ہو؛ بیٹری پر کم۔ انٹرنیٹ کمپنی ہر جانچ دیکھ سکتی ہے۔</translation>
    </message>
    <message>
        <source>While this window is open, as there is no tray here; less often on battery. Your provider can see each check.</source>
        <translation>جب تک یہ ونڈو کھلی ہو، کیونکہ یہاں ٹرے نہیں؛ بیٹری پر کم۔ انٹرنیٹ کمپنی ہر جانچ دیکھ سکتی ہے۔</translation>
    </message>
    <message>
        <source>Keep a history</source>
        <translation>ہسٹری رکھیں</translation>
    </message>
    <message>
        <source>Open at sign-in</source>
        <translation>کمپیوٹر میں لاگ اِن پر کھولیں</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>اس کمپیوٹر پر</translation>
    </message>
    <message>
        <source>Stored on this computer, one entry an hour, without network names. You can delete it under History.</source>
        <translation>اسی کمپیوٹر پر محفوظ، ہر گھنٹے کا ایک اندراج، نیٹ ورکس کے نام کے بغیر۔ "ہسٹری" میں اسے ڈیلیٹ کر سکتے ہیں۔</translation>
    </message>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>Dialtone کن سرورز سے جڑتا ہے</translation>
    </message>
    <message>
        <source>Import updated advice…</source>
        <translation>نئے مشورے درآمد کریں…</translation>
    </message>
    <message>
        <source>Give Dialtone to someone…</source>
        <translation>Dialtone کسی کو دیں…</translation>
    </message>
    <message>
        <source>The advice is now dated {day}. Restart Dialtone to use it.</source>
        <translation>مشورے اب {day} کے ہیں۔ استعمال کے لیے Dialtone دوبارہ شروع کریں۔</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>اطلاعات بند</translation>
    </message>
    <message>
        <source>Quiet profile</source>
        <translation>خاموش موڈ</translation>
    </message>
    <message>
        <source>Check slowly, only what I choose, and store nothing</source>
        <translation>آہستہ چیک کریں، صرف جو میں چنوں، اور کچھ محفوظ نہ کریں</translation>
    </message>
    <message>
        <source>Check only</source>
        <translation>صرف یہ چیک کریں</translation>
    </message>
    <message>
        <source>One after the other, over several minutes. No automatic checks, no history, no picture, no names in notices. Your provider can still see each one.</source>
        <translation>ایک کے بعد ایک، کئی منٹ میں۔ نہ خودکار جانچ، نہ ہسٹری، نہ تصویر، نہ اطلاعات میں نام۔ انٹرنیٹ کمپنی پھر بھی ہر ایک کو دیکھ سکتی ہے۔</translation>
    </message>
    <message>
        <source>Import updated advice</source>
        <translation>نئے مشورے درآمد کریں</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>The person who scans this shows their provider the address, and their phone may keep it.</source>
        <translation>جو اسے اسکین کرے اس کی انٹرنیٹ کمپنی یہ ایڈریس دیکھتی ہے، اور اس کا فون اسے محفوظ رکھ سکتا ہے۔</translation>
    </message>
    <message>
        <source>QR code with the result</source>
        <translation>نتیجے کا کیو آر کوڈ</translation>
    </message>
    <message>
        <source>It holds three or four messengers. Untick the others.</source>
        <translation>اس میں تین یا چار میسنجر آتے ہیں۔ باقی سے نشان ہٹا دیں۔</translation>
    </message>
    <message>
        <source>Copy as a line</source>
        <translation>لائن میں کاپی کریں</translation>
    </message>
    <message>
        <source>A short line of text that Dialtone can compare at the other end.</source>
        <translation>ٹیکسٹ کی مختصر لائن جس کا دوسری طرف Dialtone موازنہ کر سکتا ہے۔</translation>
    </message>
    <message>
        <source>The line is copied.</source>
        <translation>لائن کاپی ہو گئی۔</translation>
    </message>
    <message>
        <source>Share the result</source>
        <translation>نتیجہ شیئر کریں</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>پیش منظر</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>چوڑی</translation>
    </message>
    <message>
        <source>Tall</source>
        <translation>لمبی</translation>
    </message>
    <message>
        <source>Name the country</source>
        <translation>ملک کا نام لکھیں</translation>
    </message>
    <message>
        <source>Everyone who gets the picture sees it.</source>
        <translation>جسے تصویر ملے وہ اسے دیکھتا ہے۔</translation>
    </message>
    <message>
        <source>QR code for Dialtone's page</source>
        <translation>Dialtone کے صفحے کا کیو آر کوڈ</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>شکل</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>تصویر پر</translation>
    </message>
    <message>
        <source>It shows no address, no network name and no exact time. Nothing is uploaded.</source>
        <translation>اس پر نہ ایڈریس ہے، نہ نیٹ ورک کا نام، نہ عین وقت۔ کچھ اپ لوڈ نہیں ہوتا۔</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>تصویر کاپی کریں</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>ٹیکسٹ میں کاپی کریں</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>محفوظ کریں…</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>تصویر کاپی ہو گئی۔</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>ٹیکسٹ کاپی ہو گیا۔</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>{name} میں محفوظ کیا گیا۔</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>History</source>
        <translation>ہسٹری</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>سیٹنگز</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>شیئر کریں</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Try a proxy</source>
        <translation>پراکسی آزمائیں</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>پھر بھی آزمائیں</translation>
    </message>
    <message>
        <source>Open it in {program}…</source>
        <translation>{program} میں کھولیں…</translation>
    </message>
    <message>
        <source>It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you again before using it.</source>
        <translation>یہ چل رہی ہے۔ ہم نہیں بتا سکتے کہ اسے کون چلاتا ہے۔ اس کا مالک آپ کا انٹرنیٹ ایڈریس دیکھتا ہے۔ استعمال سے پہلے {program} میں آپ سے ایک بار اور پوچھا جائے گا۔</translation>
    </message>
    <message>
        <source>Proxy link</source>
        <translation>پراکسی کا لنک</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>آزمائیں</translation>
    </message>
    <message>
        <source>Trying the proxy…</source>
        <translation>پراکسی آزمائی جا رہی ہے…</translation>
    </message>
    <message>
        <source>Paste the link you were given. Nothing is sent until you press Try.</source>
        <translation>جو لنک آپ کو دیا گیا وہ پیسٹ کریں۔ "آزمائیں" دبانے تک کچھ نہیں بھیجا جاتا۔</translation>
    </message>
    <message>
        <source>You stopped the test. There is no result.</source>
        <translation>آپ نے ٹیسٹ روک دیا۔ کوئی نتیجہ نہیں۔</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Try again.</source>
        <translation>Dialtone میں کچھ گڑبڑ ہوئی۔ دوبارہ آزمائیں۔</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>پیسٹ کریں</translation>
    </message>
    <message>
        <source>Try the disguise of older apps</source>
        <translation>پرانی ایپس کا بھیس آزمائیں</translation>
    </message>
    <message>
        <source>This makes one more connection. Many at once can get a proxy noticed.</source>
        <translation>اس سے ایک کنکشن اور بنتا ہے۔ ایک ساتھ بہت سے کنکشن پراکسی کو نظروں میں لا سکتے ہیں۔</translation>
    </message>
</context>
<context>
    <name>Country</name>
    <message>
        <source>What is known in a country</source>
        <translation>کسی ملک کے بارے میں کیا معلوم ہے</translation>
    </message>
    <message>
        <source>Choose a country</source>
        <translation>ملک چنیں</translation>
    </message>
    <message>
        <source>Name of the country</source>
        <translation>ملک کا نام</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>کاپی کریں</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Good to know</source>
        <translation>جاننے کی باتیں</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>جب کوئی چیز نہ چلے</translation>
    </message>
    <message>
        <source>Some things are easier to prepare while everything works. Each tip gives its risk and its sources.</source>
        <translation>کچھ تیاری تب آسان ہوتی ہے جب سب چل رہا ہو۔ ہر مشورے میں اس کا خطرہ اور ذرائع لکھے ہیں۔</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Delete all Dialtone data…</source>
        <translation>Dialtone کا سارا ڈیٹا ڈیلیٹ کریں…</translation>
    </message>
    <message>
        <source>Delete everything and quit?</source>
        <translation>سب کچھ ڈیلیٹ کر کے بند کریں؟</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Who made this file?</source>
        <translation>یہ فائل کس نے بنائی؟</translation>
    </message>
    <message>
        <source>Checking it. The file is not opened, and nothing is sent.</source>
        <translation>چیک ہو رہا ہے۔ فائل کھولی نہیں جاتی، اور کچھ نہیں بھیجا جاتا۔</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Is it my connection?</source>
        <translation>کیا مسئلہ میرے کنکشن میں ہے؟</translation>
    </message>
    <message>
        <source>This is still the same network.</source>
        <translation>یہ اب بھی وہی نیٹ ورک ہے۔</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>دوبارہ چیک کریں</translation>
    </message>
    <message>
        <source>Checking on this network…</source>
        <translation>اس نیٹ ورک پر چیک ہو رہا ہے…</translation>
    </message>
    <message>
        <source>This is another network. You can check again now.</source>
        <translation>یہ دوسرا نیٹ ورک ہے۔ اب آپ دوبارہ چیک کر سکتے ہیں۔</translation>
    </message>
</context>
<context>
    <name>Give</name>
    <message>
        <source>Give Dialtone to someone</source>
        <translation>Dialtone کسی کو دیں</translation>
    </message>
    <message>
        <source>Choose a USB stick or another folder. Nothing is sent.</source>
        <translation>یو ایس بی یا کوئی دوسرا فولڈر چنیں۔ کچھ نہیں بھیجا جاتا۔</translation>
    </message>
    <message>
        <source>What is copied</source>
        <translation>کیا کاپی ہوتا ہے</translation>
    </message>
    <message>
        <source>Dialtone, the newest advice, and a page that says how to begin.</source>
        <translation>Dialtone، تازہ ترین مشورے اور شروع کرنے کا طریقہ بتانے والا صفحہ۔</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>فولڈر چنیں…</translation>
    </message>
    <message>
        <source>Add packages for other systems…</source>
        <translation>دوسرے سسٹمز کے پیکیج شامل کریں…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>فولڈر دکھائیں</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>کاپی ہو رہا ہے…</translation>
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
