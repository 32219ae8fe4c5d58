<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Dialtone</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Is the line open?</source>
        <translation>Есть гудок?</translation>
    </message>
    <message>
        <source>Dialtone {version}. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Dialtone {version}. Свободная программа, лицензия GNU GPL версии 3 или новее.</translation>
    </message>
    <message>
        <source>There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically.</source>
        <translation>Вышла новая версия Dialtone: {version}, от {date}. Сама программа ничего не скачивает.</translation>
    </message>
    <message>
        <source>Its data about messengers is dated {content}.</source>
        <translation>Данные о мессенджерах от {content}.</translation>
    </message>
    <message>
        <source>The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}.</source>
        <translation>Последняя проверка: отправлено {sent} КБ, получено {received} КБ. Адресов: {count}.</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>Тексты лицензий</translation>
    </message>
</context>
<context>
    <name>Add</name>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>Добавить мессенджер</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Dialtone knows nothing by this name.</source>
        <translation>Ничего с таким названием Dialtone не знает.</translation>
    </message>
    <message>
        <source>Name of the messenger</source>
        <translation>Название мессенджера</translation>
    </message>
    <message>
        <source>Already in the list</source>
        <translation>Уже в списке</translation>
    </message>
</context>
<context>
    <name>CountedText</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n минуту назад</numerusform>
            <numerusform>%n минуты назад</numerusform>
            <numerusform>%n минут назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n час назад</numerusform>
            <numerusform>%n часа назад</numerusform>
            <numerusform>%n часов назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n день назад</numerusform>
            <numerusform>%n дня назад</numerusform>
            <numerusform>%n дней назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) are on their way.</source>
        <translation>
            <numerusform>Ждём ещё %n ответ.</numerusform>
            <numerusform>Ждём ещё %n ответа.</numerusform>
            <numerusform>Ждём ещё %n ответов.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>More ways ({number})</source>
        <translation>Другие способы ({number})</translation>
    </message>
    <message>
        <source>How we know</source>
        <translation>Откуда мы это знаем</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>Кто может прочитать</translation>
    </message>
    <message>
        <source>What the law says ({number})</source>
        <translation>Что говорит закон ({number})</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>По-английски</translation>
    </message>
    <message>
        <source>The settings did not open.</source>
        <translation>Настройки не открылись.</translation>
    </message>
    <message>
        <source>Checked with Dialtone</source>
        <translation>Проверено в Dialtone</translation>
    </message>
    <message>
        <source>What can help: {way}</source>
        <translation>Что может помочь: {way}</translation>
    </message>
    <message>
        <source>Open the network settings</source>
        <translation>Открыть настройки сети</translation>
    </message>
    <message>
        <source>Open the proxy settings</source>
        <translation>Открыть настройки прокси</translation>
    </message>
    <message>
        <source>Open the VPN settings</source>
        <translation>Открыть настройки VPN</translation>
    </message>
    <message>
        <source>Open the clock settings</source>
        <translation>Открыть настройки времени</translation>
    </message>
    <message>
        <source>What we saw</source>
        <translation>Что мы увидели</translation>
    </message>
    <message>
        <source>What you can do now</source>
        <translation>Что можно сделать</translation>
    </message>
    <message>
        <source>If it is still so</source>
        <translation>Если это всё ещё так</translation>
    </message>
    <message>
        <source>What will not help</source>
        <translation>Что не поможет</translation>
    </message>
    <message>
        <source>Choose the country</source>
        <translation>Указать страну</translation>
    </message>
    <message>
        <source>What we cannot tell</source>
        <translation>Чего мы не знаем</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Технические подробности</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Скопировать как текст</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Проверяем…</translation>
    </message>
    <message>
        <source>The answer will appear here.</source>
        <translation>Ответ появится здесь.</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Ещё не проверяли</translation>
    </message>
    <message>
        <source>Dialtone has not tested {name} yet.</source>
        <translation>Dialtone ещё не обращался к {name}.</translation>
    </message>
    <message>
        <source>{name} is not installed on this computer. Dialtone can check it anyway.</source>
        <translation>На этом компьютере нет {name}, но проверить всё равно можно.</translation>
    </message>
    <message>
        <source>Check {name}</source>
        <translation>Проверить {name}</translation>
    </message>
    <message>
        <source>{function}: {state}</source>
        <translation>{function}: {state}</translation>
    </message>
    <message>
        <source>Which of these answer here?</source>
        <translation>Что из этого здесь отвечает?</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Спрашиваем…</translation>
    </message>
    <message>
        <source>Tests other messengers once. Your provider can see which ones.</source>
        <translation>Один раз обратимся к другим мессенджерам. Провайдер увидит, к каким.</translation>
    </message>
    <message>
        <source>Tests other messengers once. The owner of the VPN can see which ones.</source>
        <translation>Один раз обратимся к другим мессенджерам. Владелец VPN увидит, к каким.</translation>
    </message>
    <message>
        <source>See what else works here</source>
        <translation>Проверить, что ещё здесь работает</translation>
    </message>
    <message>
        <source>Done, check again</source>
        <translation>Готово, проверить ещё раз</translation>
    </message>
    <message>
        <source>Try a proxy…</source>
        <translation>Проверить прокси…</translation>
    </message>
    <message>
        <source>Copy the advice too</source>
        <translation>Скопировать и советы</translation>
    </message>
    <message>
        <source>The app</source>
        <translation>Приложение</translation>
    </message>
    <message>
        <source>Checks every half hour. Your provider can see that.</source>
        <translation>Проверка раз в полчаса. Провайдер её видит.</translation>
    </message>
    <message>
        <source>Checks every hour. Your provider can see that.</source>
        <translation>Проверка раз в час. Провайдер её видит.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Не выходите из аккаунта</translation>
    </message>
    <message>
        <source>Tell me if this changes</source>
        <translation>Сообщить, если это изменится</translation>
    </message>
    <message>
        <source>Tell me when {name} is back</source>
        <translation>Сообщить, когда {name} заработает</translation>
    </message>
    <message>
        <source>Use instead</source>
        <translation>Чем заменить</translation>
    </message>
    <message>
        <source>What can help</source>
        <translation>Что может помочь</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Почему</translation>
    </message>
    <message>
        <source>With and without the VPN</source>
        <translation>С VPN и без него</translation>
    </message>
    <message>
        <source>Does it answer here?</source>
        <translation>Отвечает ли отсюда?</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>Choose under Share which messengers go into your line.</source>
        <translation>В «Поделиться» выберите, какие мессенджеры войдут в вашу строку.</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>У вас и у собеседника</translation>
    </message>
    <message>
        <source>Your network</source>
        <translation>Ваша сеть</translation>
    </message>
    <message>
        <source>Friend</source>
        <translation>Друг</translation>
    </message>
    <message>
        <source>Friend's network</source>
        <translation>Сеть собеседника</translation>
    </message>
    <message>
        <source>Open a friend's picture</source>
        <translation>Открыть картинку собеседника</translation>
    </message>
    <message>
        <source>Reading it. Nothing is sent.</source>
        <translation>Читаем. Ничего не отправляется.</translation>
    </message>
    <message>
        <source>Your friend presses Share in Dialtone and sends you the picture or line. For a group, paste all messages.</source>
        <translation>Собеседник нажимает «Поделиться» в Dialtone и присылает картинку или строку. Для группы вставьте все сообщения.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>Открыть картинку…</translation>
    </message>
    <message>
        <source>Or type the line here</source>
        <translation>Или введите строку здесь</translation>
    </message>
    <message>
        <source>Copy your line</source>
        <translation>Скопировать свою строку</translation>
    </message>
    <message>
        <source>It contains no country, no network name and no time.</source>
        <translation>Ни страны, ни сети, ни времени в ней нет.</translation>
    </message>
    <message>
        <source>Your line for your friend</source>
        <translation>Ваша строка для собеседника</translation>
    </message>
    <message>
        <source>What was not counted</source>
        <translation>Что не посчитали</translation>
    </message>
    <message>
        <source>Compare with a friend…</source>
        <translation>Сравнить с собеседником…</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>Skip this</source>
        <translation>Пропустить</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>A call</source>
        <translation>Звонок</translation>
    </message>
    <message>
        <source>What you choose here is not saved anywhere.</source>
        <translation>Ваш выбор здесь нигде не сохраняется.</translation>
    </message>
    <message>
        <source>Their country</source>
        <translation>Где этот человек</translation>
    </message>
    <message>
        <source>What they use</source>
        <translation>Чем он пользуется</translation>
    </message>
    <message>
        <source>Messages or a call</source>
        <translation>Сообщения или звонок</translation>
    </message>
    <message>
        <source>Who do you want to reach?</source>
        <translation>С кем вы хотите связаться?</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>Сохранить и проверить</translation>
    </message>
    <message>
        <source>This is not a server name. A server name looks like {example}; a port may follow, as in :8443.</source>
        <translation>Это не имя сервера. Оно выглядит так: {example}. После него может стоять порт, например :8443.</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>Ваш сервер</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Choose, or leave it blank</source>
        <translation>Выберите или не указывайте</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Данные остаются у вас</translation>
    </message>
    <message>
        <source>Nothing is uploaded. Results stay on this computer. No account.</source>
        <translation>Ничего не отправляется. Результаты остаются на этом компьютере. Аккаунт не нужен.</translation>
    </message>
    <message>
        <source>Your provider</source>
        <translation>Провайдер</translation>
    </message>
    <message>
        <source>It can see which messengers are checked, including blocked ones. It may also recognise Dialtone by that.</source>
        <translation>Он видит, к каким мессенджерам идут запросы, и к заблокированным тоже. По запросам он может понять и то, что у вас Dialtone.</translation>
    </message>
    <message>
        <source>Which do you use?</source>
        <translation>Чем вы пользуетесь?</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>Другой…</translation>
    </message>
    <message>
        <source>Tick at least one messenger.</source>
        <translation>Отметьте хотя бы один мессенджер.</translation>
    </message>
    <message>
        <source>Your provider can see these checks. Nothing is uploaded.</source>
        <translation>Провайдер увидит эти проверки. Данные никуда не передаются.</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Что отправляется</translation>
    </message>
    <message>
        <source>Quiet check: fewer traces</source>
        <translation>Тихая проверка: меньше следов</translation>
    </message>
    <message>
        <source>Dialtone contacts the servers the way the apps do.</source>
        <translation>Dialtone обращается к серверам так же, как сами приложения.</translation>
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
        <translation>только что</translation>
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
        <translation>Проверить сейчас</translation>
    </message>
    <message>
        <source>Open Dialtone</source>
        <translation>Открыть Dialtone</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
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
        <translation>Поделиться…</translation>
    </message>
    <message>
        <source>Automatic checks are paused</source>
        <translation>Автопроверка приостановлена</translation>
    </message>
    <message>
        <source>Pause automatic checks</source>
        <translation>Приостановить автопроверку</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Draft translation: words may be wrong.</source>
        <translation>Черновик перевода: слова могут быть неточными.</translation>
    </message>
    <message>
        <source>Compare without VPN…</source>
        <translation>Сравнить без VPN…</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>Сравнить</translation>
    </message>
    <message>
        <source>What helps?</source>
        <translation>Что делать?</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Messengers</source>
        <translation>Мессенджеры</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>No messengers found on this computer.</source>
        <translation>На этом компьютере мессенджеров не нашлось.</translation>
    </message>
    <message>
        <source>Dialtone runs as a {kind}. It cannot see which messengers are installed.</source>
        <translation>Dialtone запущен как {kind}. Изнутри не видно, какие мессенджеры установлены.</translation>
    </message>
    <message>
        <source>Check all of them</source>
        <translation>Проверить все</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}, {state}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Проверяем…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Ещё не проверяли</translation>
    </message>
    <message>
        <source>Looking for messengers on this computer…</source>
        <translation>Ищем мессенджеры на этом компьютере…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>Проверка отменена.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Check again.</source>
        <translation>Проверка прервалась из-за сбоя в Dialtone. Попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>Ещё ничего не проверяли.</translation>
    </message>
    <message>
        <source>This takes several minutes.</source>
        <translation>Это займёт несколько минут.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. Nothing was tested just now.</source>
        <translation>Сохранённая проверка, {day}. Такой файл мог изменить кто угодно: верьте ему не больше, чем отправителю. Сейчас ничего не проверялось.</translation>
    </message>
    <message>
        <source>A saved check of {day}</source>
        <translation>Сохранённая проверка, {day}</translation>
    </message>
    <message>
        <source>Checked {when}</source>
        <translation>Проверено {when}</translation>
    </message>
    <message>
        <source>Add a messenger</source>
        <translation>Добавить мессенджер</translation>
    </message>
    <message>
        <source>Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}</source>
        <translation>Dialtone не смог прочитать собственные файлы. Поможет установить его заново. Причина: {reason}</translation>
    </message>
    <message>
        <source>The country could not be changed.</source>
        <translation>Сменить страну не удалось.</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>Скрыть {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>No program on this computer opened this address:</source>
        <translation>Ни одна программа не открыла этот адрес:</translation>
    </message>
    <message>
        <source>{name} is no longer in the list.</source>
        <translation>{name} больше не в списке.</translation>
    </message>
    <message>
        <source>Save this check</source>
        <translation>Сохранить эту проверку</translation>
    </message>
    <message>
        <source>Open a saved check</source>
        <translation>Открыть сохранённую проверку</translation>
    </message>
    <message>
        <source>Report a wrong result</source>
        <translation>Сообщить о неверном результате</translation>
    </message>
    <message>
        <source>What is wrong? The file contains the check, without this network's addresses. It is saved, not sent.</source>
        <translation>Что не так? В файле будет проверка без адресов этой сети. Он сохраняется, а не отправляется.</translation>
    </message>
    <message>
        <source>Save this check…</source>
        <translation>Сохранить эту проверку…</translation>
    </message>
    <message>
        <source>Open a saved check…</source>
        <translation>Открыть сохранённую проверку…</translation>
    </message>
    <message>
        <source>Report a wrong result…</source>
        <translation>Сообщить о неверном результате…</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>Отключить уведомления: {name}</translation>
    </message>
    <message>
        <source>Unmute {name}</source>
        <translation>Включить уведомления: {name}</translation>
    </message>
    <message>
        <source>{row}, muted</source>
        <translation>{row}, без уведомлений</translation>
    </message>
    <message>
        <source>{name} is muted. It is still checked, without notices.</source>
        <translation>{name}: уведомления отключены. Проверки продолжаются.</translation>
    </message>
    <message>
        <source>{when}: {state}</source>
        <translation>{when}: {state}</translation>
    </message>
    <message>
        <source>In the last hour: {state}</source>
        <translation>За последний час: {state}</translation>
    </message>
    <message>
        <source>Who you give it to is up to you. Reports are read at {address}.</source>
        <translation>Кому его отдать, решать вам. Сообщения читают здесь: {address}.</translation>
    </message>
    <message>
        <source>Who you give it to is up to you.</source>
        <translation>Кому его отдать, решать вам.</translation>
    </message>
    <message>
        <source>This was on another network.</source>
        <translation>Это было в другой сети.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>Подключение снова есть.</translation>
    </message>
    <message>
        <source>The connection is gone.</source>
        <translation>Подключение к сети пропало.</translation>
    </message>
    <message>
        <source>Check here</source>
        <translation>Проверить здесь</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>Ещё {number}</translation>
    </message>
    <message>
        <source>Some problems</source>
        <translation>Есть проблемы</translation>
    </message>
    <message>
        <source>Never enter card numbers or messenger codes there.</source>
        <translation>Не вводите там номер карты или код мессенджера.</translation>
    </message>
    <message>
        <source>Not your computer.</source>
        <translation>Компьютер не виноват.</translation>
    </message>
    <message>
        <source>Probably not your computer.</source>
        <translation>Похоже, компьютер не виноват.</translation>
    </message>
    <message>
        <source>Open sign-in page</source>
        <translation>Открыть страницу входа</translation>
    </message>
    <message>
        <source>It still fails for me</source>
        <translation>У меня всё равно не работает</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>VPN network</source>
        <translation>Сеть VPN</translation>
    </message>
    <message>
        <source>That network</source>
        <translation>Сеть при проверке</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Открыть {name}</translation>
    </message>
    <message>
        <source>Tell me when it works</source>
        <translation>Сообщить, когда заработает</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every half hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>Пока Dialtone открыт или в трее, он проверяет каждые полчаса и сообщит вам. Провайдер это видит. Отключить можно в настройках.</translation>
    </message>
    <message>
        <source>While it is open or in the tray, Dialtone checks every hour and tells you. Your provider can see that. To stop it, open Settings.</source>
        <translation>Пока Dialtone открыт или в трее, он проверяет каждый час и сообщит вам. Провайдер это видит. Отключить можно в настройках.</translation>
    </message>
    <message>
        <source>Prepare for a block</source>
        <translation>Подготовиться к блокировке</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Период</translation>
    </message>
    <message>
        <source>60 days</source>
        <translation>60 дней</translation>
    </message>
    <message>
        <source>48 hours</source>
        <translation>48 часов</translation>
    </message>
    <message>
        <source>Which messenger</source>
        <translation>Какой мессенджер</translation>
    </message>
    <message>
        <source>Delete history</source>
        <translation>Очистить историю</translation>
    </message>
    <message>
        <source>All messengers</source>
        <translation>Все мессенджеры</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Таблицей</translation>
    </message>
    <message>
        <source>Delete the whole history?</source>
        <translation>Удалить всю историю?</translation>
    </message>
    <message>
        <source>Damaged history saved as {name}.</source>
        <translation>Повреждённая история сохранена в файл {name}.</translation>
    </message>
    <message>
        <source>The last check is not in the history.</source>
        <translation>Последняя проверка не попала в историю.</translation>
    </message>
    <message>
        <source>The history is deleted.</source>
        <translation>История удалена.</translation>
    </message>
    <message>
        <source>No checks yet</source>
        <translation>Проверок пока не было</translation>
    </message>
    <message>
        <source>Results appear here, on this computer only.</source>
        <translation>Здесь появятся результаты. Они остаются на этом компьютере.</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 дней</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>С какими серверами связывается Dialtone</translation>
    </message>
    <message>
        <source>A check connects to the servers of the messengers that you check, and to neutral sites to compare with. Your internet provider can see that. Dialtone connects to nothing else, and uploads nothing.</source>
        <translation>Проверка обращается к серверам выбранных мессенджеров и к нейтральным сайтам для сравнения. Провайдер это видит. Больше ни к чему Dialtone не обращается и ничего не отправляет.</translation>
    </message>
    <message>
        <source>Find a server or a messenger</source>
        <translation>Найти сервер или мессенджер</translation>
    </message>
    <message>
        <source>To find the cause</source>
        <translation>Чтобы найти причину</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Открыто</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Закрыто</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Rather not say</source>
        <translation>Не указывать</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Общее</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлое</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмное</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Оформление</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Страна</translation>
    </message>
    <message>
        <source>Decides which sites to compare with and which legal notes to show. Dialtone never works it out from your connection.</source>
        <translation>От неё зависят сайты для сравнения и заметки о законе. По подключению страна не определяется.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Никогда</translation>
    </message>
    <message>
        <source>Every half hour</source>
        <translation>Каждые полчаса</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Каждый час</translation>
    </message>
    <message>
        <source>Every three hours</source>
        <translation>Каждые три часа</translation>
    </message>
    <message>
        <source>Once a day</source>
        <translation>Раз в день</translation>
    </message>
    <message>
        <source>Also on metered connections</source>
        <translation>Проверять и при лимитном подключении</translation>
    </message>
    <message>
        <source>Tell me when a messenger stops or comes back</source>
        <translation>Сообщать, если мессенджер перестал работать или снова заработал</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Не беспокоить</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Не беспокоить с</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Не беспокоить до</translation>
    </message>
    <message>
        <source>Automatic checks</source>
        <translation>Автопроверка</translation>
    </message>
    <message>
        <source>Check automatically</source>
        <translation>Проверять автоматически</translation>
    </message>
    <message>
        <source>While Dialtone is open or in the tray; less often on battery. Your provider can see each check.</source>
        <translation>Пока Dialtone открыт или в трее; при работе от батареи реже. Провайдер видит проверки.</translation>
    </message>
    <message>
        <source>While this window is open, as there is no tray here; less often on battery. Your provider can see each check.</source>
        <translation>Пока открыто это окно: трея здесь нет; при работе от батареи реже. Провайдер видит проверки.</translation>
    </message>
    <message>
        <source>Keep a history</source>
        <translation>Вести историю</translation>
    </message>
    <message>
        <source>Open at sign-in</source>
        <translation>Запускать при входе в систему</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>На этом компьютере</translation>
    </message>
    <message>
        <source>Stored on this computer, one entry an hour, without network names. You can delete it under History.</source>
        <translation>Хранится на этом компьютере, с точностью до часа, без названий сетей. Удалить её можно на странице «История».</translation>
    </message>
    <message>
        <source>Servers Dialtone connects to</source>
        <translation>С какими серверами связывается Dialtone</translation>
    </message>
    <message>
        <source>Import updated advice…</source>
        <translation>Установить обновление советов из файла…</translation>
    </message>
    <message>
        <source>Give Dialtone to someone…</source>
        <translation>Передать Dialtone другому…</translation>
    </message>
    <message>
        <source>The advice is now dated {day}. Restart Dialtone to use it.</source>
        <translation>Советы обновлены, теперь они от {day}. Перезапустите Dialtone.</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Без уведомлений</translation>
    </message>
    <message>
        <source>Quiet profile</source>
        <translation>Тихий режим</translation>
    </message>
    <message>
        <source>Check slowly, only what I choose, and store nothing</source>
        <translation>Проверять медленно, только выбранное, и ничего не хранить</translation>
    </message>
    <message>
        <source>Check only</source>
        <translation>Проверять только</translation>
    </message>
    <message>
        <source>One after the other, over several minutes. No automatic checks, no history, no picture, no names in notices. Your provider can still see each one.</source>
        <translation>По очереди, в течение нескольких минут. Без автопроверки, истории и картинок, без названий в уведомлениях. Провайдер всё равно видит каждую проверку.</translation>
    </message>
    <message>
        <source>Import updated advice</source>
        <translation>Установить обновление советов</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>The person who scans this shows their provider the address, and their phone may keep it.</source>
        <translation>Провайдер того, кто сканирует код, увидит адрес, а телефон может его сохранить.</translation>
    </message>
    <message>
        <source>QR code with the result</source>
        <translation>QR-код с результатом</translation>
    </message>
    <message>
        <source>It holds three or four messengers. Untick the others.</source>
        <translation>В нём помещаются три-четыре мессенджера. Снимите галочки с остальных.</translation>
    </message>
    <message>
        <source>Copy as a line</source>
        <translation>Скопировать строкой</translation>
    </message>
    <message>
        <source>A short line of text that Dialtone can compare at the other end.</source>
        <translation>Короткая строка, которую Dialtone сравнит у собеседника.</translation>
    </message>
    <message>
        <source>The line is copied.</source>
        <translation>Строка скопирована.</translation>
    </message>
    <message>
        <source>Share the result</source>
        <translation>Поделиться результатом</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Предпросмотр</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Горизонтальный</translation>
    </message>
    <message>
        <source>Tall</source>
        <translation>Вертикальный</translation>
    </message>
    <message>
        <source>Name the country</source>
        <translation>Указать страну</translation>
    </message>
    <message>
        <source>Everyone who gets the picture sees it.</source>
        <translation>Увидят все, кто получит картинку.</translation>
    </message>
    <message>
        <source>QR code for Dialtone's page</source>
        <translation>QR-код страницы Dialtone</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Формат</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>На картинке</translation>
    </message>
    <message>
        <source>It shows no address, no network name and no exact time. Nothing is uploaded.</source>
        <translation>На ней нет адресов, названия сети и точного времени. Никуда ничего не отправляется.</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Скопировать картинку</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Скопировать текстом</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>Картинка скопирована.</translation>
    </message>
    <message>
        <source>The text is copied.</source>
        <translation>Текст скопирован.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Сохранено: {name}.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Поделиться</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Try a proxy</source>
        <translation>Проверить прокси</translation>
    </message>
    <message>
        <source>Open it in {program}…</source>
        <translation>Открыть в {program}…</translation>
    </message>
    <message>
        <source>It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you again before using it.</source>
        <translation>Прокси работает. Чей он, мы не знаем. Владелец увидит ваш адрес в интернете. {program} спросит ещё раз, прежде чем его включить.</translation>
    </message>
    <message>
        <source>Proxy link</source>
        <translation>Ссылка на прокси</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Trying the proxy…</source>
        <translation>Проверяем прокси…</translation>
    </message>
    <message>
        <source>Paste the link you were given. Nothing is sent until you press Try.</source>
        <translation>Вставьте ссылку, которую вам дали. До нажатия «Проверить» ничего не отправляется.</translation>
    </message>
    <message>
        <source>You stopped the test. There is no result.</source>
        <translation>Проверка остановлена. Результата нет.</translation>
    </message>
    <message>
        <source>Something went wrong in Dialtone. Try again.</source>
        <translation>Проверка прервалась из-за сбоя в Dialtone. Попробуйте ещё раз.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>Всё равно попробовать</translation>
    </message>
    <message>
        <source>Try the disguise of older apps</source>
        <translation>Попробовать маскировку старых приложений</translation>
    </message>
    <message>
        <source>This makes one more connection. Many at once can get a proxy noticed.</source>
        <translation>Это ещё одно соединение. Много сразу могут выдать прокси.</translation>
    </message>
</context>
<context>
    <name>Country</name>
    <message>
        <source>What is known in a country</source>
        <translation>Что известно о стране</translation>
    </message>
    <message>
        <source>Choose a country</source>
        <translation>Выберите страну</translation>
    </message>
    <message>
        <source>Name of the country</source>
        <translation>Название страны</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Good to know</source>
        <translation>Полезно знать</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>Когда что-то не работает</translation>
    </message>
    <message>
        <source>Some things are easier to prepare while everything works. Each tip gives its risk and its sources.</source>
        <translation>Кое-что лучше подготовить, пока всё работает. В каждом совете названы риск и источники.</translation>
    </message>
</context>
<context>
    <name>Traces</name>
    <message>
        <source>Delete all Dialtone data…</source>
        <translation>Удалить все данные Dialtone…</translation>
    </message>
    <message>
        <source>Delete everything and quit?</source>
        <translation>Удалить всё и выйти?</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Who made this file?</source>
        <translation>Кто сделал этот файл?</translation>
    </message>
    <message>
        <source>Checking it. The file is not opened, and nothing is sent.</source>
        <translation>Проверяем файл. Он не открывается, в интернет ничего не отправляется.</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Is it my connection?</source>
        <translation>Дело в моей сети?</translation>
    </message>
    <message>
        <source>This is still the same network.</source>
        <translation>Это всё ещё та же сеть.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Проверить ещё раз</translation>
    </message>
    <message>
        <source>Checking on this network…</source>
        <translation>Проверяем в этой сети…</translation>
    </message>
    <message>
        <source>This is another network. You can check again now.</source>
        <translation>Это другая сеть. Теперь можно проверить ещё раз.</translation>
    </message>
</context>
<context>
    <name>Give</name>
    <message>
        <source>Give Dialtone to someone</source>
        <translation>Передать Dialtone другому</translation>
    </message>
    <message>
        <source>Choose a USB stick or another folder. Nothing is sent.</source>
        <translation>Выберите флешку или другую папку. В интернет ничего не отправляется.</translation>
    </message>
    <message>
        <source>What is copied</source>
        <translation>Что скопируется</translation>
    </message>
    <message>
        <source>Dialtone, the newest advice, and a page that says how to begin.</source>
        <translation>Сам Dialtone, свежие советы и памятка о первых шагах.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Выбрать папку…</translation>
    </message>
    <message>
        <source>Add packages for other systems…</source>
        <translation>Добавить пакеты для других систем…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Показать папку</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Копирование…</translation>
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
