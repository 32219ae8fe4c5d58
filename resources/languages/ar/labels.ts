<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Dialtone</source>
        <translation>حول Dialtone</translation>
    </message>
    <message>
        <source>Is the line open?</source>
        <translation>هل الخط مفتوح؟</translation>
    </message>
    <message>
        <source>Dialtone {version}. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Dialtone {version}. برنامج حر برخصة GNU GPL، الإصدار 3 أو أحدث.</translation>
    </message>
    <message>
        <source>There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically.</source>
        <translation>يوجد إصدار أحدث من Dialtone: {version}، بتاريخ {date}. لا يُنزَّل شيء تلقائيًا.</translation>
    </message>
    <message>
        <source>Its data about messengers is dated {content}.</source>
        <translation>بياناته عن تطبيقات المراسلة بتاريخ {content}.</translation>
    </message>
    <message>
        <source>The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}.</source>
        <translation>أرسل آخر فحص {sent} كيلوبايت واستقبل {received} كيلوبايت. العناوين التي جرى الاتصال بها: {count}.</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>نصوص الرخص</translation>
    </message>
</context>
<context>
    <name>Add</name>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>إضافة تطبيق مراسلة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Dialtone knows nothing by this name.</source>
        <translation>لا يعرف Dialtone شيئًا بهذا الاسم.</translation>
    </message>
    <message>
        <source>Name of the messenger</source>
        <translation>اسم تطبيق المراسلة</translation>
    </message>
    <message>
        <source>Already in the list</source>
        <translation>موجود في القائمة</translation>
    </message>
</context>
<context>
    <name>CountedText</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>قبل أقل من دقيقة</numerusform>
            <numerusform>قبل دقيقة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %n دقائق</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>قبل أقل من ساعة</numerusform>
            <numerusform>قبل ساعة</numerusform>
            <numerusform>قبل ساعتين</numerusform>
            <numerusform>قبل %n ساعات</numerusform>
            <numerusform>قبل %n ساعة</numerusform>
            <numerusform>قبل %n ساعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>اليوم</numerusform>
            <numerusform>قبل يوم</numerusform>
            <numerusform>قبل يومين</numerusform>
            <numerusform>قبل %n أيام</numerusform>
            <numerusform>قبل %n يومًا</numerusform>
            <numerusform>قبل %n يوم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are on their way.</source>
        <translation>
            <numerusform>لا ردود قادمة.</numerusform>
            <numerusform>رد واحد قادم.</numerusform>
            <numerusform>ردان قادمان.</numerusform>
            <numerusform>%n ردود قادمة.</numerusform>
            <numerusform>%n ردًا قادمًا.</numerusform>
            <numerusform>%n رد قادم.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>More ways ({number})</source>
        <translation>طرق أخرى ({number})</translation>
    </message>
    <message>
        <source>How we know</source>
        <translation>كيف عرفنا</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>من يستطيع قراءتها</translation>
    </message>
    <message>
        <source>What the law says ({number})</source>
        <translation>ما يقوله القانون ({number})</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>بالإنجليزية</translation>
    </message>
    <message>
        <source>The settings did not open.</source>
        <translation>تعذّر فتح الإعدادات.</translation>
    </message>
    <message>
        <source>Checked with Dialtone</source>
        <translation>فُحص ببرنامج Dialtone</translation>
    </message>
    <message>
        <source>What can help: {way}</source>
        <translation>ما يمكن أن يساعد: {way}</translation>
    </message>
    <message>
        <source>Open the network settings</source>
        <translation>فتح إعدادات الشبكة</translation>
    </message>
    <message>
        <source>Open the proxy settings</source>
        <translation>فتح إعدادات البروكسي</translation>
    </message>
    <message>
        <source>Open the VPN settings</source>
        <translation>فتح إعدادات VPN</translation>
    </message>
    <message>
        <source>Open the clock settings</source>
        <translation>فتح إعدادات الساعة</translation>
    </message>
    <message>
        <source>What we saw</source>
        <translation>ما رأيناه</translation>
    </message>
    <message>
        <source>What you can do now</source>
        <translation>ما يمكن فعله الآن</translation>
    </message>
    <message>
        <source>If it is still so</source>
        <translation>إن كان الأمر ما زال كذلك</translation>
    </message>
    <message>
        <source>What will not help</source>
        <translation>ما لن يفيد</translation>
    </message>
    <message>
        <source>Choose the country</source>
        <translation>اختيار البلد</translation>
    </message>
    <message>
        <source>What we cannot tell</source>
        <translation>ما لا يمكننا معرفته</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>تفاصيل تقنية</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>نسخ كنص</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>جارٍ الفحص…</translation>
    </message>
    <message>
        <source>The answer will appear here.</source>
        <translation>ستظهر النتيجة هنا.</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>لم يُفحص بعد</translation>
    </message>
    <message>
        <source>Dialtone has not tested {name} yet.</source>
        <translation>لم يختبر Dialtone تطبيق {name} بعد.</translation>
    </message>
    <message>
        <source>{name} is not installed on this computer. Dialtone can check it anyway.</source>
        <translation>{name} غير مثبت على هذا الكمبيوتر. يستطيع Dialtone فحصه رغم ذلك.</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <translation>فحص {name}</translation>
    </message>
    <message>
        <source>{function}: {state}</source>
        <translation>{function}: {state}</translation>
    </message>
    <message>
        <source>Which of these answer here?</source>
        <translation>أيها يستجيب هنا؟</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>جارٍ السؤال…</translation>
    </message>
    <message>
        <source>Tests other messengers once. Your provider can see which ones.</source>
        <translation>يختبر تطبيقات مراسلة أخرى مرة واحدة. يستطيع مزود الإنترنت رؤية أيها.</translation>
    </message>
    <message>
        <source>Tests other messengers once. The owner of the VPN can see which ones.</source>
        <translation>يختبر تطبيقات مراسلة أخرى مرة واحدة. يستطيع صاحب VPN رؤية أيها.</translation>
    </message>
    <message>
        <source>See what else works here</source>
        <translation>معرفة ما يعمل هنا غيره</translation>
    </message>
    <message>
        <source>Done, check again</source>
        <translation>تم، إعادة الفحص</translation>
    </message>
    <message>
        <source>Try a proxy…</source>
        <translation>تجربة بروكسي…</translation>
    </message>
    <message>
        <source>Copy the advice too</source>
        <translation>نسخ النصائح أيضًا</translation>
    </message>
    <message>
        <source>The app</source>
        <translation>التطبيق</translation>
    </message>
    <message>
        <source>Checks every half hour. Your provider can see that.</source>
        <translation>يفحص كل نصف ساعة. يستطيع مزود الإنترنت رؤية ذلك.</translation>
    </message>
    <message>
        <source>Checks every hour. Your provider can see that.</source>
        <translation>يفحص كل ساعة. يستطيع مزود الإنترنت رؤية ذلك.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>تم النسخ</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>عدم تسجيل الخروج</translation>
    </message>
    <message>
        <source>Tell me if this changes</source>
        <translation>إخباري إن تغير هذا</translation>
    </message>
    <message>
        <source>Tell me when {name} is back</source>
        <translation>إخباري عند عودة {name}</translation>
    </message>
    <message>
        <source>Use instead</source>
        <translation>للاستخدام بدلًا منه</translation>
    </message>
    <message>
        <source>What can help</source>
        <translation>ما يمكن أن يساعد</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>With and without the VPN</source>
        <translation>مع VPN وبدونه</translation>
    </message>
    <message>
        <source>Does it answer here?</source>
        <translation>هل يستجيب هنا؟</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Choose under Share which messengers go into your line.</source>
        <translation>تحت «مشاركة» يمكن اختيار التطبيقات التي تدخل في سطرك.</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>الطرفان</translation>
    </message>
    <message>
        <source>Your network</source>
        <translation>شبكتك</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>الصديق</translation>
    </message>
    <message>
        <source>Friend's network</source>
        <translation>شبكة صديقك</translation>
    </message>
    <message>
        <source>Open a friend's picture</source>
        <translation>فتح صورة من صديق</translation>
    </message>
    <message>
        <source>Reading it. Nothing is sent.</source>
        <translation>جارٍ قراءتها. لا يُرسل شيء.</translation>
    </message>
    <message>
        <source>Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.</source>
        <translation>يضغط صديقك «مشاركة» في Dialtone ويرسل إليك الصورة أو السطر. للمجموعة: لصق كل الرسائل.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>لصق</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>فتح صورة…</translation>
    </message>
    <message>
        <source>Or type the line here</source>
        <translation>أو كتابة السطر هنا</translation>
    </message>
    <message>
        <source>Copy your line</source>
        <translation>نسخ سطرك</translation>
    </message>
    <message>
        <source>It contains no country, no network name and no time.</source>
        <translation>ليس فيه بلد ولا شبكة ولا ساعة.</translation>
    </message>
    <message>
        <source>Your line for your friend</source>
        <translation>سطرك لصديقك</translation>
    </message>
    <message>
        <source>What was not counted</source>
        <translation>ما لم يُحسب</translation>
    </message>
    <message>
        <source>Compare with a friend…</source>
        <translation>المقارنة مع صديق…</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>Skip this</source>
        <translation>تجاوز هذا السؤال</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>رسائل</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>مكالمة</translation>
    </message>
    <message>
        <source>What you choose here is not saved anywhere.</source>
        <translation>ما يُختار هنا لا يُكتب في أي مكان.</translation>
    </message>
    <message>
        <source>Their country</source>
        <translation>بلدهم</translation>
    </message>
    <message>
        <source>What they use</source>
        <translation>ما يستخدمونه</translation>
    </message>
    <message>
        <source>Messages or a call</source>
        <translation>رسائل أم مكالمة</translation>
    </message>
    <message>
        <source>Who do you want to reach?</source>
        <translation>من الشخص المطلوب الوصول إليه؟</translation>
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
        <translation>حفظ وفحص</translation>
    </message>
    <message>
        <source>This is not a server name. A server name looks like {example}; a port may follow, as in :8443.</source>
        <translation>هذا ليس اسم خادم. يبدو الاسم هكذا: {example}؛ وقد تليه نقطتان ورقم منفذ، مثل 8443.</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>خادمك</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Choose, or leave it blank</source>
        <translation>اختيار، أو تركه فارغًا</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>خاص</translation>
    </message>
    <message>
        <source>Nothing is uploaded. Results stay on this computer. No account.</source>
        <translation>لا يُرفع شيء. تبقى النتائج على هذا الكمبيوتر. لا حاجة إلى حساب.</translation>
    </message>
    <message>
        <source>Your provider</source>
        <translation>مزود الإنترنت</translation>
    </message>
    <message>
        <source>It can see which messengers are checked, including blocked ones. It may also recognise Dialtone by that.</source>
        <translation>يستطيع رؤية التطبيقات التي تُفحص، ومنها المحجوبة. وربما يتعرف على Dialtone من ذلك.</translation>
    </message>
    <message>
        <source>Which do you use?</source>
        <translation>أي تطبيقات المراسلة لديك؟</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>تطبيق آخر…</translation>
    </message>
    <message>
        <source>Tick at least one messenger.</source>
        <translation>يلزم تحديد تطبيق واحد على الأقل.</translation>
    </message>
    <message>
        <source>Your provider can see these checks. Nothing is uploaded.</source>
        <translation>يستطيع مزود الإنترنت رؤية هذه الفحوص. لا يُرفع شيء.</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>ما يُرسل</translation>
    </message>
    <message>
        <source>Quiet check: fewer traces</source>
        <translation>فحص هادئ: آثار أقل</translation>
    </message>
    <message>
        <source>Dialtone contacts the servers the way the apps do.</source>
        <translation>يتصل Dialtone بالخوادم كما تتصل التطبيقات.</translation>
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
        <translation>الآن</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>في {day}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Check now</source>
        <translation>الفحص الآن</translation>
    </message>
    <message>
        <source>Open Dialtone</source>
        <translation>فتح Dialtone</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
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
        <translation>مشاركة…</translation>
    </message>
    <message>
        <source>Automatic checks are paused</source>
        <translation>الفحص التلقائي متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Pause automatic checks</source>
        <translation>إيقاف الفحص التلقائي مؤقتًا</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Draft translation: words may be wrong.</source>
        <translation>ترجمة مسودة: ربما تكون فيها كلمات غير صحيحة.</translation>
    </message>
    <message>
        <source>Compare without VPN…</source>
        <translation>المقارنة بدون VPN…</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>المقارنة الآن</translation>
    </message>
    <message>
        <source>What helps?</source>
        <translation>ما العمل؟</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>تطبيقات المراسلة</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>القائمة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>إعادة الفحص</translation>
    </message>
    <message>
        <source>No messengers found on this computer.</source>
        <translation>لم يُعثر على تطبيقات مراسلة على هذا الكمبيوتر.</translation>
    </message>
    <message>
        <source>Dialtone runs as a {kind}. It cannot see which messengers are installed.</source>
        <translation>يعمل Dialtone بصيغة {kind}. لا يستطيع رؤية التطبيقات المثبتة.</translation>
    </message>
    <message>
        <source>Check all of them</source>
        <translation>فحصها كلها</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}، {state}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>جارٍ الفحص…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>لم يُفحص بعد</translation>
    </message>
    <message>
        <source>Looking for messengers on this computer…</source>
        <translation>جارٍ البحث عن تطبيقات المراسلة على هذا الكمبيوتر…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>أُلغي الفحص.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Check again.</source>
        <translation>حدث خلل في Dialtone. يمكن إعادة الفحص.</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>لم يُفحص شيء بعد.</translation>
    </message>
    <message>
        <source>This takes several minutes.</source>
        <translation>يستغرق هذا عدة دقائق.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>بحسب النظام</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. Nothing was tested just now.</source>
        <translation>فحص محفوظ من {day}. يستطيع أي شخص تعديل ملف كهذا: الثقة به بقدر الثقة بمرسله. لم يُختبر شيء الآن.</translation>
    </message>
    <message>
        <source>A saved check of {day}</source>
        <translation>فحص محفوظ من {day}</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>وقت الفحص: {when}</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>إضافة تطبيق مراسلة</translation>
    </message>
    <message>
        <source>Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}</source>
        <translation>لم يستطع Dialtone تحميل ملفاته. ينبغي أن تفيد إعادة تثبيته. السبب: {reason}</translation>
    </message>
    <message>
        <source>The country could not be changed.</source>
        <translation>تعذّر تغيير البلد.</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>إخفاء {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>No program on this computer opened this address:</source>
        <translation>لم يفتح أي برنامج هذا العنوان:</translation>
    </message>
    <message>
        <source>{name} is no longer in the list.</source>
        <translation>لم يعد {name} في القائمة.</translation>
    </message>
    <message>
        <source>Save this check</source>
        <translation>حفظ هذا الفحص</translation>
    </message>
    <message>
        <source>Open a saved check</source>
        <translation>فتح فحص محفوظ</translation>
    </message>
    <message>
        <source>Report a wrong result</source>
        <translation>الإبلاغ عن نتيجة غير صحيحة</translation>
    </message>
    <message>
        <source>What is wrong? The file contains the check, without this network's addresses. It is saved, not sent.</source>
        <translation>ما غير الصحيح؟ يحتوي الملف على الفحص من دون عناوين هذه الشبكة. يُحفظ ولا يُرسل.</translation>
    </message>
    <message>
        <source>Save this check…</source>
        <translation>حفظ هذا الفحص…</translation>
    </message>
    <message>
        <source>Open a saved check…</source>
        <translation>فتح فحص محفوظ…</translation>
    </message>
    <message>
        <source>Report a wrong result…</source>
        <translation>الإبلاغ عن نتيجة غير صحيحة…</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>كتم {name}</translation>
    </message>
    <message>
        <source>Unmute {name}</source>
        <translation>إلغاء كتم {name}</translation>
    </message>
    <message>
        <source>{row}, muted</source>
        <translation>{row}، مكتوم</translation>
    </message>
    <message>
        <source>{name} is muted. It is still checked, without notices.</source>
        <translation>{name} مكتوم. يستمر فحصه، بدون إشعارات.</translation>
    </message>
    <message>
        <source>{when}: {state}</source>
        <translation>{when}: {state}</translation>
    </message>
    <message>
        <source>In the last hour: {state}</source>
        <translation>في الساعة الأخيرة: {state}</translation>
    </message>
    <message>
        <source>Who you give it to is up to you. Reports are read at {address}.</source>
        <translation>لك أن تختار لمن تعطيه. تُقرأ البلاغات في {address}.</translation>
    </message>
    <message>
        <source>Who you give it to is up to you.</source>
        <translation>لك أن تختار لمن تعطيه.</translation>
    </message>
    <message>
        <source>This was on another network.</source>
        <translation>كانت هذه شبكة أخرى.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>عاد الاتصال.</translation>
    </message>
    <message>
        <source>The connection is gone.</source>
        <translation>انقطع الاتصال.</translation>
    </message>
    <message>
        <source>Check here</source>
        <translation>الفحص هنا</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>{number} غيرها</translation>
    </message>
    <message>
        <source>Some problems</source>
        <translation>بعضها لا يعمل جيدًا</translation>
    </message>
    <message>
        <source>Never enter card numbers or messenger codes there.</source>
        <translation>لا ينبغي كتابة رقم بطاقة أو رمز تطبيق مراسلة هناك.</translation>
    </message>
    <message>
        <source>Not your computer.</source>
        <translation>السبب ليس جهازك.</translation>
    </message>
    <message>
        <source>Probably not your computer.</source>
        <translation>السبب على الأرجح ليس جهازك.</translation>
    </message>
    <message>
        <source>Open sign-in page</source>
        <translation>فتح صفحة تسجيل الدخول</translation>
    </message>
    <message>
        <source>It still fails for me</source>
        <translation>ما زال لا يعمل لدي</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>هذه الشبكة</translation>
    </message>
    <message>
        <source>VPN network</source>
        <translation>شبكة VPN</translation>
    </message>
    <message>
        <source>That network</source>
        <translation>تلك الشبكة</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>فتح {name}</translation>
    </message>
    <message>
        <source>Tell me when it works</source>
        <translation>إخباري عند عودته</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every half hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>أثناء فتح Dialtone أو وجوده في علبة النظام، يفحص كل نصف ساعة ويخبرك. يستطيع مزود الإنترنت رؤية ذلك. يمكن إيقافه في «الإعدادات».</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>أثناء فتح Dialtone أو وجوده في علبة النظام، يفحص كل ساعة ويخبرك. يستطيع مزود الإنترنت رؤية ذلك. يمكن إيقافه في «الإعدادات».</translation>
    </message>
    <message>
        <source>Prepare for a block</source>
        <translation>الاستعداد لحجب</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>المدة</translation>
    </message>
    <message>
        <source>60 days</source>
        <translation>60 يومًا</translation>
    </message>
    <message>
        <source>48 hours</source>
        <translation>48 ساعة</translation>
    </message>
    <message>
        <source>Which messenger</source>
        <translation>أي تطبيق مراسلة</translation>
    </message>
    <message>
        <source>Delete history</source>
        <translation>حذف السجل</translation>
    </message>
    <message>
        <source>All messengers</source>
        <translation>كل تطبيقات المراسلة</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>كجدول</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>حذف السجل كله؟</translation>
    </message>
    <message>
        <source>Damaged history saved as {name}.</source>
        <translation>حُفظ السجل التالف باسم {name}.</translation>
    </message>
    <message>
        <source>The last check is not in the history.</source>
        <translation>آخر فحص ليس في السجل.</translation>
    </message>
    <message>
        <source>The history is deleted.</source>
        <translation>حُذف السجل.</translation>
    </message>
    <message>
        <source>No checks yet</source>
        <translation>لا فحوص بعد</translation>
    </message>
    <message>
        <source>Results appear here, on this computer only.</source>
        <translation>تظهر النتائج هنا، على هذا الكمبيوتر فقط.</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 أيام</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>الخوادم التي يتصل بها Dialtone</translation>
    </message>
    <message>
        <source>A check connects to the servers of the messengers that you check, and to neutral sites to compare with. Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.</source>
        <translation>يتصل الفحص بخوادم التطبيقات التي تُفحص، وبمواقع محايدة للمقارنة. يستطيع مزود الإنترنت رؤية ذلك. لا يتصل Dialtone بشيء آخر، ولا يرفع شيئًا.</translation>
    </message>
    <message>
        <source>Find a server or a messenger</source>
        <translation>البحث عن خادم أو تطبيق مراسلة</translation>
    </message>
    <message>
        <source>To find the cause</source>
        <translation>لمعرفة السبب</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>مفتوح</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>مغلق</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Rather not say</source>
        <translation>أفضّل عدم الإجابة</translation>
    </message>
    <message>
        <source>General</source>
        <translation>عام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>البلد</translation>
    </message>
    <message>
        <source>Decides which sites to compare with and which legal notes to show. Dialtone never works it out from your connection.</source>
        <translation>يحدد أي المواقع يُقارن بها وأي الملاحظات القانونية تظهر. لا يستنتجه Dialtone أبدًا من اتصالك.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>Every half hour</source>
        <translation>كل نصف ساعة</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>كل ساعة</translation>
    </message>
    <message>
        <source>Every three hours</source>
        <translation>كل ثلاث ساعات</translation>
    </message>
    <message>
        <source>Once a day</source>
        <translation>مرة في اليوم</translation>
    </message>
    <message>
        <source>Also on metered connections</source>
        <translation>على الاتصالات المحدودة أيضًا</translation>
    </message>
    <message>
        <source>Tell me when a messenger stops or comes back</source>
        <translation>إخباري عندما يتوقف تطبيق مراسلة أو يعود</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>ساعات الهدوء</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>الهدوء من</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>الهدوء حتى</translation>
    </message>
    <message>
        <source>Automatic checks</source>
        <translation>الفحص التلقائي</translation>
    </message>
    <message>
        <source>Check automatically</source>
        <translation>الفحص تلقائيًا</translation>
    </message>
    <message>
        <source>While Dialtone is open or in the tray; less often on battery. Your provider can see each check.</source>
        <translation>أثناء فتح Dialtone أو وجوده في علبة النظام؛ أقل عند العمل بالبطارية. يستطيع مزود الإنترنت رؤية كل فحص.</translation>
    </message>
    <message>
        <source>While this window is open, as there is no tray here; less often on battery. Your provider can see each check.</source>
        <translation>أثناء فتح هذه النافذة، إذ لا توجد هنا علبة نظام؛ أقل عند العمل بالبطارية. يستطيع مزود الإنترنت رؤية كل فحص.</translation>
    </message>
    <message>
        <source>Keep a history</source>
        <translation>الاحتفاظ بسجل</translation>
    </message>
    <message>
        <source>Open at sign-in</source>
        <translation>الفتح عند تسجيل الدخول إلى النظام</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>على هذا الكمبيوتر</translation>
    </message>
    <message>
        <source>Stored on this computer, one entry an hour, without network names. You can delete it under History.</source>
        <translation>يُحفظ على هذا الكمبيوتر، بمعدل تسجيل واحد كل ساعة، بدون أسماء الشبكات. يمكن حذفه تحت «السجل».</translation>
    </message>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>الخوادم التي يتصل بها Dialtone</translation>
    </message>
    <message>
        <source>Import updated advice…</source>
        <translation>استيراد نصائح محدّثة…</translation>
    </message>
    <message>
        <source>Give Dialtone to someone…</source>
        <translation>إعطاء Dialtone لشخص…</translation>
    </message>
    <message>
        <source>The advice is now dated {day}. Restart Dialtone to use it.</source>
        <translation>أصبحت النصائح بتاريخ {day}. تلزم إعادة تشغيل Dialtone لاستخدامها.</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>المكتومة</translation>
    </message>
    <message>
        <source>Quiet profile</source>
        <translation>الوضع الهادئ</translation>
    </message>
    <message>
        <source>Check slowly, only what I choose, and store nothing</source>
        <translation>الفحص ببطء، ولما أختاره فقط، وعدم حفظ شيء</translation>
    </message>
    <message>
        <source>Check only</source>
        <translation>فحص هذه فقط</translation>
    </message>
    <message>
        <source>One after the other, over several minutes. No automatic checks, no history, no picture, no names in notices. Your provider can still see each one.</source>
        <translation>واحدًا بعد الآخر، خلال عدة دقائق. لا فحص تلقائي ولا سجل ولا صورة ولا أسماء في الإشعارات. يظل مزود الإنترنت يستطيع رؤية كل منها.</translation>
    </message>
    <message>
        <source>Import updated advice</source>
        <translation>استيراد نصائح محدّثة</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>The person who scans this shows their provider the address, and their phone may keep it.</source>
        <translation>من يمسح هذا الرمز يُظهر العنوان لمزود الإنترنت لديه، وربما يحفظه هاتفه.</translation>
    </message>
    <message>
        <source>QR code with the result</source>
        <translation>رمز QR مع النتيجة</translation>
    </message>
    <message>
        <source>It holds three or four messengers. Untick the others.</source>
        <translation>يتسع لثلاثة تطبيقات أو أربعة. يلزم إلغاء تحديد البقية.</translation>
    </message>
    <message>
        <source>Copy as a line</source>
        <translation>نسخ كسطر</translation>
    </message>
    <message>
        <source>A short line of text that Dialtone can compare at the other end.</source>
        <translation>سطر قصير من النص يستطيع Dialtone لدى الطرف الآخر مقارنته.</translation>
    </message>
    <message>
        <source>The line is copied.</source>
        <translation>نُسخ السطر.</translation>
    </message>
    <message>
        <source>Share the result</source>
        <translation>مشاركة النتيجة</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>معاينة</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>عريضة</translation>
    </message>
    <message>
        <source>Tall</source>
        <translation>طويلة</translation>
    </message>
    <message>
        <source>Name the country</source>
        <translation>ذكر البلد</translation>
    </message>
    <message>
        <source>Everyone who gets the picture sees it.</source>
        <translation>يراه كل من تصل إليه الصورة.</translation>
    </message>
    <message>
        <source>QR code for Dialtone's page</source>
        <translation>رمز QR لصفحة Dialtone</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>الشكل</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>على الصورة</translation>
    </message>
    <message>
        <source>It shows no address, no network name and no exact time. Nothing is uploaded.</source>
        <translation>ليس عليها عنوان ولا اسم شبكة ولا وقت دقيق. لا يُرفع شيء.</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>نسخ الصورة</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>نسخ كنص</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>حفظ…</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>نُسخت الصورة.</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>نُسخ النص.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>حُفظ باسم {name}.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>مشاركة</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Try a proxy</source>
        <translation>تجربة بروكسي</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>جرّبه رغم ذلك</translation>
    </message>
    <message>
        <source>Open it in {program}…</source>
        <translation>فتحه في {program}…</translation>
    </message>
    <message>
        <source>It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you again before using it.</source>
        <translation>يعمل. لا يمكننا معرفة من يديره. يرى صاحبه عنوانك على الإنترنت. يسألك {program} مرة أخرى قبل استخدامه.</translation>
    </message>
    <message>
        <source>Proxy link</source>
        <translation>رابط البروكسي</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>تجربة</translation>
    </message>
    <message>
        <source>Trying the proxy…</source>
        <translation>جارٍ تجربة البروكسي…</translation>
    </message>
    <message>
        <source>Paste the link you were given. Nothing is sent until you press Try.</source>
        <translation>يُلصق هنا الرابط الذي حصلت عليه. لا يُرسل شيء قبل الضغط على «تجربة».</translation>
    </message>
    <message>
        <source>You stopped the test. There is no result.</source>
        <translation>أُوقف الاختبار. لا توجد نتيجة.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Try again.</source>
        <translation>حدث خلل في Dialtone. يمكن إعادة المحاولة.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>لصق</translation>
    </message>
    <message>
        <source>Try the disguise of older apps</source>
        <translation>تجربة تمويه التطبيقات القديمة</translation>
    </message>
    <message>
        <source>This makes one more connection. Many at once can get a proxy noticed.</source>
        <translation>يجري بذلك اتصال إضافي. كثرتها دفعة واحدة قد تلفت النظر إلى البروكسي.</translation>
    </message>
</context>
<context>
    <name>Country</name>
    <message>
        <source>What is known in a country</source>
        <translation>ما هو معروف في بلد</translation>
    </message>
    <message>
        <source>Choose a country</source>
        <translation>اختيار بلد</translation>
    </message>
    <message>
        <source>Name of the country</source>
        <translation>اسم البلد</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Good to know</source>
        <translation>معلومات مفيدة</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>عندما لا يعمل شيء ما</translation>
    </message>
    <message>
        <source>Some things are easier to prepare while everything works. Each tip gives its risk and its sources.</source>
        <translation>بعض الأمور أسهل إعدادًا حين يعمل كل شيء. تذكر كل نصيحة خطرها ومصادرها.</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Delete all Dialtone data…</source>
        <translation>حذف كل بيانات Dialtone…</translation>
    </message>
    <message>
        <source>Delete everything and quit?</source>
        <translation>حذف كل شيء والإنهاء؟</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Who made this file?</source>
        <translation>من صنع هذا الملف؟</translation>
    </message>
    <message>
        <source>Checking it. The file is not opened, and nothing is sent.</source>
        <translation>جارٍ التحقق منه. لا يُفتح الملف، ولا يُرسل شيء.</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Is it my connection?</source>
        <translation>هل السبب اتصالي؟</translation>
    </message>
    <message>
        <source>This is still the same network.</source>
        <translation>هذه ما زالت الشبكة نفسها.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>إعادة الفحص</translation>
    </message>
    <message>
        <source>Checking on this network…</source>
        <translation>جارٍ الفحص على هذه الشبكة…</translation>
    </message>
    <message>
        <source>This is another network. You can check again now.</source>
        <translation>هذه شبكة أخرى. يمكن إعادة الفحص الآن.</translation>
    </message>
</context>
<context>
    <name>Give</name>
    <message>
        <source>Give Dialtone to someone</source>
        <translation>إعطاء Dialtone لشخص</translation>
    </message>
    <message>
        <source>Choose a USB stick or another folder. Nothing is sent.</source>
        <translation>يمكن اختيار ذاكرة USB أو مجلد آخر. لا يُرسل شيء.</translation>
    </message>
    <message>
        <source>What is copied</source>
        <translation>ماذا يُنسخ</translation>
    </message>
    <message>
        <source>Dialtone, the newest advice, and a page that says how to begin.</source>
        <translation>Dialtone وأحدث النصائح وصفحة تقول كيف يبدأ الاستخدام.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>اختيار مجلد…</translation>
    </message>
    <message>
        <source>Add packages for other systems…</source>
        <translation>إضافة حزم لأنظمة أخرى…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>إظهار المجلد</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>جارٍ النسخ…</translation>
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
